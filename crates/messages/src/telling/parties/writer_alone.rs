//! Tellings that name only the writer: to whom, and whether to anybody of the page.

use crate::kinds;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::is_person;
use crate::scene::joint::joined;
use crate::sentence::item::Item;
use crate::telling::discourse::addressee;
use crate::telling::parties::object::{is_celebrated, is_object};
use crate::telling::parties::{Known, Matched, Slots, Writers};
use dateline_record::MessageKind;
use std::ops::Range;

/// Words of sending: "a letter from X" without any may be to anybody.
const ACTS: [List; 11] = [
    List::Sent,
    List::Received,
    List::Came,
    List::WroteTo,
    List::Wired,
    List::Gladly,
    List::Exchanged,
    List::Reports,
    List::Published,
    List::Wished,
    List::WishedHim,
];

/// A telling of which only the writer is named.
struct Alone<'m, 't> {
    matched: Matched<'m, 't>,
    /// Where the writer stands.
    sender: usize,
    /// "Him", "his": somebody told before is meant.
    him: bool,
}

impl Writers<'_, '_, '_> {
    /// "Выразил соболезнования Греции": where names have cases, a country right behind a letter is written to.
    fn is_to_land(&self, range: &Range<usize>) -> bool {
        let end = (range.end + 1).min(self.items.len());
        let mut pairs = self.items[range.start..end].windows(2);
        self.scene.language.inflected
            && pairs.any(|pair| self.is(List::Post, &pair[0]) && pair[1].class == class::COUNTRY)
    }

    /// "遺族に弔電を送った": where particles mark who is written to, a family may be.
    fn is_to_family(&self, sender: usize) -> bool {
        let mut pairs = self.items[sender..].windows(2);
        !self.scene.language.spaces
            && pairs.any(|pair| self.is(List::Kin, &pair[0]) && self.is(List::Dative, &pair[1]))
    }

    /// Only the writer is named.
    pub(super) fn to_somebody(&self, matched: Matched<'_, '_>, sender: usize) -> Vec<(usize, usize)> {
        let him =
            [List::Him, List::His, List::Object].iter().any(|list| self.has(*list, &matched.slots.range));
        let alone = Alone { matched, sender, him };
        if self.is_to_nobody_of_page(&alone) || self.writes_nothing(&alone) {
            return Vec::new();
        }
        let senders = joined(self.items, sender, usize::MAX, self.scene.language);
        let replier = |at: usize| self.replier(at, &alone).or_else(|| self.who(at, None));
        let senders: Vec<usize> = senders.into_iter().filter_map(replier).collect();
        let pairs = senders.iter().filter_map(|from| Some((*from, self.to_whom(*from, &senders, &alone)?)));
        // Who write together do not write to each other.
        self.without_consorts(pairs.filter(|(_, to)| !senders.contains(to)).collect())
    }

    /// Whether the words say that it went to somebody else than the page's leaders: a widow, a people, a country.
    fn is_to_nobody_of_page(&self, alone: &Alone<'_, '_>) -> bool {
        let Matched { manner, slots: Slots { range, .. }, .. } = alone.matched;
        // "To Abe's widow": whoever it goes to is none whom the page tells of.
        let mut behind = self.items[range.end..].iter().take(2);
        !manner.replies() && behind.any(|item| self.is(List::To, item))
            || self.turns_elsewhere(range.end)
            || self.is_to_land(range)
            || self.is_to_family(alone.sender)
            // "To the Italian people".
            || self.has(List::Public, &(range.start..(range.end + 3).min(self.items.len())))
            || !alone.him && (self.has(List::Public, &(0..range.start)) || self.addresses_public())
    }

    /// Whether whoever is named does not write: an object, or whose letter it is.
    fn writes_nothing(&self, alone: &Alone<'_, '_>) -> bool {
        let Alone { matched: Matched { slots: Slots { range, .. }, known, .. }, sender, him } = *alone;
        // "He congratulated him": one of the two must be named.
        let unnamed = self.items[sender].class == class::PRONOUN && him && self.is_first(known);
        unnamed
            || self.follows_preposition(sender) && (range.start == sender || self.owns(sender))
            || is_object(self.scene.language, self.items, sender)
    }

    /// Whether nothing was told before of whom a message is to.
    fn is_first(&self, known: &Known<'_>) -> bool {
        known.is_empty() && self.sentence.honoured.is_none()
    }

    /// "He replied": whoever was written to.
    fn replier(&self, at: usize, alone: &Alone<'_, '_>) -> Option<usize> {
        let Matched { manner, known, .. } = alone.matched;
        let pronoun = manner.replies() && self.items[at].class == class::PRONOUN;
        // "Y thanked her in his answer. “…,” he writes in it": whoever has answered goes on.
        let he = known.last().filter(|_| pronoun);
        let he = he.map(|it| if kinds::answers(it.kind) { it.sender } else { it.recipient });
        he.or_else(|| self.answering(at, known).filter(|_| manner.replies()))
    }

    /// To whom one of the senders writes, as the page has told so far.
    fn to_whom(&self, from: usize, senders: &[usize], alone: &Alone<'_, '_>) -> Option<usize> {
        let Alone { matched, sender, him } = *alone;
        let Matched { manner, kind, slots, known } = matched;
        let wrote_to = known.iter().rfind(|it| it.recipient == from).map(|it| it.sender);
        let wrote = known.iter().rfind(|it| it.sender == from).map(|it| it.recipient);
        // Whoever answers writes to the one who wrote.
        if matched.answers() && wrote_to.is_some() {
            return wrote_to;
        }
        if manner.replies() {
            return None;
        }
        // Where words are not set apart, patterns leave little open: "致贺函" is to send one.
        let told = !self.scene.language.spaces
            && matches!(kind, Some(MessageKind::Congratulation | MessageKind::Condolence));
        if self.is_first(known) && !self.acts(&slots.range) && !(him || told) {
            return None;
        }
        if him && wrote_to.is_some() {
            return wrote_to;
        }
        // "In his letter X stressed": the one that the page has told of.
        if manner.goes_on && wrote.is_some() {
            return wrote;
        }
        // "Trudeau received condolences: Putin sent him a telegram".
        let before = self.only_before(sender).filter(|_| him);
        if let Some(to) = before.filter(|to| *to != from && !self.writes_to_him(*to)) {
            return Some(to);
        }
        // "Trudeau turns 50. Putin and Xi sent him telegrams".
        if him && known.is_empty() {
            return self.told_of(sender, senders);
        }
        // "奥巴马连任后，胡锦涛致电祝贺": whose occasion the sentence begins with.
        let celebrated = || self.celebrated(sender).filter(|to| known.is_empty() && *to != from);
        celebrated().or_else(|| addressee(self.scene, self.sentence, from, known))
    }

    /// "She wrote in a message to the people of Greece".
    fn addresses_public(&self) -> bool {
        const NEAR: usize = 4;
        let to = |at: &usize| self.is_any(&[List::To, List::ToThe], &self.items[*at]);
        let public = |at: usize| {
            let mut behind = self.items[at + 1..].iter().take(NEAR);
            behind
                .find(|item| is_person(item) || self.is(List::Public, item))
                .is_some_and(|it| !is_person(it))
        };
        self.scene.language.spaces && (0..self.items.len()).filter(to).any(public)
    }

    /// "Sent a telegram, but not to the state": to somebody else than the page tells of.
    fn turns_elsewhere(&self, from: usize) -> bool {
        const NEAR: usize = 6;
        let mut behind = self.items[from.min(self.items.len())..].windows(2).take(NEAR);
        let to = |item: &Item<'_>| self.is_any(&[List::To, List::Of, List::Toward], item);
        behind.any(|pair| self.is(List::Negation, &pair[0]) && to(&pair[1]))
    }

    /// "A telegram from X", and right beside it "arrived" or "published".
    fn acts(&self, range: &Range<usize>) -> bool {
        let wide = range.start.saturating_sub(2)..(range.end + 2).min(self.items.len());
        ACTS.iter().any(|list| self.has(*list, &wide))
    }

    /// "A reply to the king's message": whose message is answered.
    fn owns(&self, at: usize) -> bool {
        self.items.get(at + 1).is_some_and(|next| self.is(List::Possessive, next))
    }

    /// "The victory of X": whose an occasion is.
    pub(super) fn is_whose(&self, at: usize) -> bool {
        self.scene.language.spaces && is_celebrated(self.scene.language, &self.items[..at])
    }

    /// "To the president": whoever follows such a word does not write.
    fn follows_preposition(&self, at: usize) -> bool {
        const BEFORE: [List; 6] = [List::To, List::ToThe, List::Of, List::With, List::Toward, List::For];
        let before = at.checked_sub(1).map(|at| &self.items[at]);
        // "致梁强的贺电": a verb of sending governs whoever stands right behind it, where words are not set apart.
        // So does "夫人安倍昭惠", who is none of the page's leaders.
        let sent = |item: &Item<'_>| {
            !self.scene.language.spaces && (self.is(List::Sent, item) || self.is(List::Kin, item))
        };
        before.is_some_and(|item| self.is_any(&BEFORE, item) || sent(item))
    }
}
