//! Whom a telling names as writers and as written to.

mod unnamed;

use crate::kinds;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::language::{Language, Manner};
use crate::scene::joint::joined;
use crate::scene::{Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::Telling;
use crate::telling::address;
use crate::telling::discourse::{Sentence, addressee, writer};
use dateline_record::MessageKind;
use std::ops::Range;

/// The tellings before, the latest last.
pub(crate) type Known<'a> = Vec<&'a Telling>;

/// What a pattern captured, by position in the sentence.
#[derive(Debug)]
pub(crate) struct Slots {
    pub(crate) sender: Option<usize>,
    pub(crate) recipient: Option<usize>,
    /// All that it covers.
    pub(crate) range: Range<usize>,
    /// The case that the pattern asks the recipient for.
    pub(crate) recipient_case: Case,
}

/// A sentence whose writers are looked for.
#[derive(Debug)]
pub(crate) struct Writers<'a, 'p, 'l> {
    pub(crate) scene: &'a Scene<'p, 'l>,
    pub(crate) sentence: Sentence<'a, 'p, 'l>,
    pub(crate) items: &'a [Item<'l>],
    /// Where these items stand in the sentence, of which asides may have been left out.
    pub(crate) origins: &'a [usize],
    /// The page tells of an election: whoever is congratulated leads from then on.
    pub(crate) elects: bool,
}

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

impl Writers<'_, '_, '_> {
    /// Who wrote to whom. `receivers`: those who received something from nobody named.
    pub(crate) fn pairs(
        &self,
        manner: Manner,
        kind: Option<MessageKind>,
        slots: &Slots,
        known: &Known<'_>,
        receivers: &mut Vec<usize>,
    ) -> Vec<(usize, usize)> {
        // "To Abe's widow".
        let behind = |far| slots.recipient.and_then(|at| self.items.get(at + far));
        // "Erdogan's re-election drew congratulations".
        let occasion = behind(2).is_some_and(|next| next.class == class::OCCASION);
        if behind(1).is_some_and(|next| self.is(List::Possessive, next)) && !occasion {
            return Vec::new();
        }
        // "安倍晋三夫人": somebody of the family.
        let of = behind(1).is_some_and(|next| self.is(List::Of, next));
        if behind(1 + usize::from(of)).is_some_and(|next| self.is(List::Kin, next)) {
            return Vec::new();
        }
        let recipient = slots.recipient.filter(|at| self.items[*at].class != class::OBJECT);
        let them = recipient.filter(|at| self.items[*at].class == class::THEM);
        let mut pairs = match (slots.sender, recipient) {
            (Some(sender), Some(_)) if them.is_some() => self.to_them(sender, known),
            (None, Some(_)) if them.is_some() => Vec::new(),
            (Some(sender), Some(recipient)) => self.named(manner, sender, recipient, known),
            (Some(sender), None) if manner.addressed => self.to_addressed(sender),
            (Some(sender), None) => self.to_somebody(manner, kind, slots, sender, known),
            (None, Some(recipient)) if manner.own => {
                let to = self.who(recipient, None);
                let from = to.and_then(|to| self.topic(slots.range.start, Some(to)));
                from.zip(to).into_iter().collect()
            }
            (None, None) if manner.own => {
                let from = self.topic(slots.range.start, None);
                let public = self.has(List::Public, &slots.range) || self.names_leader();
                let from = from.filter(|_| !public);
                let to = |from| addressee(self.scene, self.sentence, from, known);
                from.and_then(|from| Some((from, to(from)?))).into_iter().collect()
            }
            (None, Some(recipient)) => {
                let leads =
                    |to: &usize| self.scene.cast.leads(*to) || self.elects && self.scene.cast.may_lead(*to);
                let to = self.who(recipient, None).filter(leads);
                receivers.extend(to);
                // "He received telegrams from dozens of leaders": from none that the page names.
                let from_many =
                    || self.items[slots.range.end..].first().is_some_and(|it| self.is(List::From, it));
                let to = to.filter(|_| !manner.receives && !from_many());
                let last = || known.last().map(|it| it.sender);
                let from = |to| if manner.again { last() } else { writer(self.scene, self.sentence, to) };
                to.and_then(|to| Some((from(to)?, to))).into_iter().collect()
            }
            // "A reply followed": of the one who was written to.
            (None, None) if manner.replies() => {
                known.last().map(|it| (it.recipient, it.sender)).into_iter().collect()
            }
            (None, None) => Vec::new(),
        };
        // "Also in the name of Queen Mathilde": of the king's message.
        let consort = |from: usize, to: usize| {
            known.iter().any(|it| it.recipient == to && self.scene.cast.is_consort(from, it.sender))
        };
        pairs.retain(|(from, to)| self.write(*from, *to) && !consort(*from, *to));
        pairs
    }

    /// Both are named: everybody joined to the one writes to everybody joined to the other.
    fn named(
        &self,
        manner: Manner,
        sender: usize,
        recipient: usize,
        known: &Known<'_>,
    ) -> Vec<(usize, usize)> {
        let language = self.scene.language;
        // "On the death of the queen": she neither writes nor is written to.
        let died = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| self.items[at].entry);
            before
                .is_some_and(|entry| matches!(&entry.sense, Sense::Occasion(label) if kinds::bereaves(label)))
        };
        if died(sender) || died(recipient) || self.dies(sender) || self.dies(recipient) {
            return Vec::new();
        }
        let of_it = sender.checked_sub(1).is_some_and(|at| self.is(List::About, &self.items[at]));
        if of_it || is_addressed(self.scene.language, self.items, sender) {
            return Vec::new();
        }
        let senders = joined(self.items, sender, recipient, language);
        let recipients = joined(self.items, recipient, sender, language);
        let pair = |from: usize, to: usize| {
            // "The Sultan sent the King a cable": though "the King" may be he.
            let writer = self.who(from, None);
            let to = self.honoured(to, known).filter(|to| Some(*to) != writer).or_else(|| self.who(to, None));
            // "His Belarusian counterpart wrote to the president".
            let from = self.who(from, to).or_else(|| self.other(from, to?, known))?;
            Some((from, to.filter(|to| *to != from).or_else(|| self.other(recipient, from, known))?))
        };
        let all = senders.iter().flat_map(|from| recipients.iter().map(move |to| (*from, *to)));
        // "总统和总理分别致函国王和首相": each to one.
        let each = senders.len() > 1
            && senders.len() == recipients.len()
            && self.has(List::Respectively, &(0..self.items.len()));
        let all: Vec<(usize, usize)> = if each { in_order(&senders, &recipients) } else { all.collect() };
        let pairs: Vec<(usize, usize)> = all.into_iter().filter_map(|(from, to)| pair(from, to)).collect();
        let pairs = self.without_consorts(pairs);
        let back = pairs.iter().filter(|_| manner.mutual).map(|&(from, to)| (to, from));
        pairs.iter().copied().chain(back).collect()
    }

    /// "After Abe had died, …", where words are not set apart: whoever a death follows directly does not write.
    fn dies(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let between = |item: &&Item<'_>| item.class != class::COMMA && !is_person(item);
        let bereaves = |item: &Item<'_>| {
            item.entry
                .is_some_and(|entry| matches!(&entry.sense, Sense::Occasion(label) if kinds::bereaves(label)))
        };
        let mut behind = self.items[at + 1..].iter().take(NEAR).take_while(between);
        !self.scene.language.spaces && behind.any(bereaves)
    }

    /// Whomever the words address that the writer is quoted with.
    fn to_addressed(&self, sender: usize) -> Vec<(usize, usize)> {
        let from = self.who(sender, None);
        let to = |from| address::addressed(self.scene, self.sentence.reading, self.items, from);
        from.and_then(|from| Some((from, to(from)?))).into_iter().collect()
    }

    /// Only the writer is named.
    fn to_somebody(
        &self,
        manner: Manner,
        kind: Option<MessageKind>,
        slots: &Slots,
        sender: usize,
        known: &Known<'_>,
    ) -> Vec<(usize, usize)> {
        let range = &slots.range;
        let replies = manner.replies();
        // "To Abe's widow": whoever it goes to is none whom the page tells of.
        let mut behind = self.items[range.end..].iter().take(2);
        let elsewhere = !replies && behind.any(|item| self.is(List::To, item));
        // "He congratulated him": one of the two must be named.
        let him = [List::Him, List::His, List::Object].iter().any(|list| self.has(*list, range));
        let unnamed = self.items[sender].class == class::PRONOUN && him;
        // "To the Italian people": to none of the page's leaders.
        if elsewhere
            || self.turns_elsewhere(range.end)
            || self.has(List::Public, &(range.start..(range.end + 3).min(self.items.len())))
            || unnamed
            || self.follows_preposition(sender) && (range.start == sender || self.owns(sender))
            || is_object(self.scene.language, self.items, sender)
        {
            return Vec::new();
        }
        let answers = replies || matches!(kind, Some(MessageKind::Reply | MessageKind::Thanks));
        let senders = joined(self.items, sender, usize::MAX, self.scene.language);
        // "He replied": whoever was written to.
        let replier = |at: usize| {
            let pronoun = replies && self.items[at].class == class::PRONOUN;
            let he = known.last().filter(|_| pronoun).map(|it| it.recipient);
            he.or_else(|| self.answering(at, known).filter(|_| replies))
        };
        let senders: Vec<usize> =
            senders.into_iter().filter_map(|it| replier(it).or_else(|| self.who(it, None))).collect();
        // Where words are not set apart, patterns leave little open: "致贺函" is to send one.
        let told = !self.scene.language.spaces
            && matches!(kind, Some(MessageKind::Congratulation | MessageKind::Condolence));
        let wrote = |from: usize| known.iter().rfind(|it| it.sender == from).map(|it| it.recipient);
        let to = |from: usize| match known.iter().rfind(|it| it.recipient == from).map(|it| it.sender) {
            // Whoever answers writes to the one who wrote.
            Some(to) if answers => Some(to),
            _ if replies => None,
            _ if known.is_empty()
                && self.sentence.honoured.is_none()
                && !self.acts(range)
                && !(him || told) =>
            {
                None
            }
            Some(to) if him => Some(to),
            // "In his letter X stressed": the one that the page has told of.
            _ if manner.goes_on && wrote(from).is_some() => wrote(from),
            // "Trudeau received condolences: Putin sent him a telegram".
            _ if him && self.only_before(sender).is_some_and(|to| to != from) => self.only_before(sender),
            // "Trudeau turns 50. Putin and Xi sent him telegrams".
            _ if him && known.is_empty() => self.told_of(sender, &senders),
            // "奥巴马连任后，胡锦涛致电祝贺": whose occasion the sentence begins with.
            _ if known.is_empty() && self.celebrated(sender).is_some_and(|to| to != from) => {
                self.celebrated(sender)
            }
            _ => addressee(self.scene, self.sentence, from, known),
        };
        let from = senders.iter().filter_map(|from| Some((*from, to(*from)?)));
        // Who write together do not write to each other.
        self.without_consorts(from.filter(|(_, to)| !senders.contains(to)).collect())
    }

    /// "The King and Queen Máxima": a monarch's message is not the consort's too.
    fn without_consorts(&self, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let cast = &self.scene.cast;
        let consort = |one: usize, other: usize| one != other && cast.is_consort(one, other);
        let kept = |&(from, to): &(usize, usize)| {
            let mut others = pairs.iter().take_while(|it| **it != (from, to)).chain(pairs.iter().rev());
            !others.any(|it| (it.1 == to && consort(from, it.0)) || (it.0 == from && consort(to, it.1)))
        };
        pairs.iter().filter(|pair| kept(pair)).copied().collect()
    }

    /// "Sent a telegram, but not to the state": to somebody else than the page tells of.
    fn turns_elsewhere(&self, from: usize) -> bool {
        const NEAR: usize = 6;
        let mut behind = self.items[from.min(self.items.len())..].windows(2).take(NEAR);
        let to = |item: &Item<'_>| self.is_any(&[List::To, List::Of, List::Toward], item);
        behind.any(|pair| self.is(List::Negation, &pair[0]) && to(&pair[1]))
    }

    /// Whether one may write to the other in the name of a state.
    fn write(&self, from: usize, to: usize) -> bool {
        let cast = &self.scene.cast;
        let speaks =
            |it| (cast.leads(it) || (self.elects && cast.may_lead(it))) && !self.scene.dead.contains(&it);
        from != to && (cast.leads(from) || cast.leads(to)) && speaks(from) && speaks(to)
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

    fn has(&self, list: List, range: &Range<usize>) -> bool {
        self.items[range.clone()].iter().any(|item| self.is(list, item))
    }

    fn is(&self, list: List, item: &Item<'_>) -> bool {
        self.scene.language.is(list, item.class)
    }

    fn is_any(&self, lists: &[List], item: &Item<'_>) -> bool {
        self.scene.language.is_any(lists, item.class)
    }
}

/// "In a telegram to Erdogan, wrote Scholz": whoever stands behind "to" is written to, articles and titles between.
pub(crate) fn is_addressed(language: &Language, items: &[Item<'_>], at: usize) -> bool {
    const PASSED: [List; 5] = [List::The, List::Title, List::His, List::Former, List::Article];
    let mut before = items[..at].iter().rev();
    let before = before.find(|item| !language.is_any(&PASSED, item.class));
    language.spaces && before.is_some_and(|item| language.is(List::To, item.class))
        || is_object(language, items, at)
}

/// "Kim had written to Moon, to wish him …": Moon, behind a verb that has somebody before it, does not act.
fn is_object(language: &Language, items: &[Item<'_>], at: usize) -> bool {
    const VERBS: [List; 6] =
        [List::WroteTo, List::Wired, List::Gladly, List::Wished, List::Thanked, List::Invited];
    const NEAR: usize = 30;
    let passed = |at: &usize| language.is_any(&[List::The, List::His, List::Title], items[*at].class);
    let verb = (0..at).rev().find(|at| !passed(at));
    let verb = verb.filter(|verb| language.is_any(&VERBS, items[*verb].class));
    let ordered = language.spaces && !language.inflected && !language.uncased;
    verb.filter(|_| ordered).is_some_and(|verb| {
        let before = (0..verb).rev().take(NEAR);
        let mut before = before.take_while(|at| ![class::COLON, class::QUOTE].contains(&items[*at].class));
        before.any(|at| is_person(&items[at]) && !is_celebrated(language, &items[..at]))
    })
}

/// "Zur Wiederwahl von X gratulierten …": whose occasion it is, by what stands before them.
fn is_celebrated(language: &Language, before: &[Item<'_>]) -> bool {
    let mut before = before.iter().rev();
    before.next().is_some_and(|item| language.is(List::Of, item.class))
        && before.next().is_some_and(|item| item.class == class::OCCASION)
}

/// The first of some with the first of others, and so on, in the order of the sentence.
fn in_order(some: &[usize], others: &[usize]) -> Vec<(usize, usize)> {
    let sorted = |all: &[usize]| {
        let mut all = all.to_vec();
        all.sort_unstable();
        all
    };
    sorted(some).into_iter().zip(sorted(others)).collect()
}
