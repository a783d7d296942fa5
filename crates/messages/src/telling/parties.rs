//! Whom a telling names as writers and as written to.

mod both;
pub(crate) mod object;
mod unnamed;
mod unnamed_writer;
mod writer_alone;

use crate::kinds;
use crate::language::Manner;
use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::LONGEST_DAYS;
use crate::scene::{Scene, time};
use crate::sentence::item::Item;
use crate::telling::Telling;
use crate::telling::address;
use crate::telling::discourse::{Sentence, addressee};
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

/// What a pattern makes of its match, and what the page has told before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matched<'m, 't> {
    pub(crate) manner: Manner,
    pub(crate) kind: Option<MessageKind>,
    pub(crate) slots: &'m Slots,
    pub(crate) known: &'m Known<'t>,
}

impl Matched<'_, '_> {
    /// Whether it answers what somebody has written.
    fn answers(&self) -> bool {
        self.manner.replies() || kinds::answers(self.kind)
    }
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

impl Writers<'_, '_, '_> {
    /// Who wrote to whom. `receivers`: those who received something from nobody named.
    pub(crate) fn pairs(&self, matched: Matched<'_, '_>, receivers: &mut Vec<usize>) -> Vec<(usize, usize)> {
        let Matched { manner, slots, known, .. } = matched;
        if slots.recipient.is_some_and(|at| self.is_somebodys(at)) {
            return Vec::new();
        }
        if !manner.mutual && slots.sender.is_some_and(|at| self.is_written_to(at)) {
            return Vec::new();
        }
        let mut pairs = self.all_pairs(matched, receivers);
        // "Also in the name of Queen Mathilde": of the king's message.
        let consort = |from: usize, to: usize| {
            known.iter().any(|it| it.recipient == to && self.scene.cast.is_consort(from, it.sender))
        };
        let acts = self.gender_of_act(&slots.range);
        let agrees = |from: usize| Gender::agree(acts, self.scene.cast.gender(from));
        // Whoever has been elected answers letters before writing any.
        let elect = |from: usize| matched.answers() || known.iter().any(|it| it.recipient == from);
        let sends = |from: usize| self.scene.cast.writes(from) || elect(from);
        pairs.retain(|(from, to)| {
            sends(*from) && self.write(*from, *to) && !consort(*from, *to) && agrees(*from)
        });
        pairs
    }

    /// "To Abe's widow", "安倍晋三夫人": not whoever is named, but somebody or something of theirs.
    fn is_somebodys(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let behind = |far| self.items.get(at + far);
        // "Erdogan's re-election drew congratulations".
        // "Congratulations on Y's 50th birthday", "in answer to Y's kind letter".
        let named = |next: &Item<'_>| next.class == class::OCCASION || self.is(List::Post, next);
        let passed = |next: &&Item<'_>| [class::WORD, class::NUMBER].contains(&next.class);
        let noun = (2..2 + NEAR).filter_map(behind).find(|next| !passed(next));
        let possessed =
            behind(1).is_some_and(|next| self.is(List::Possessive, next)) && !noun.is_some_and(named);
        let of = behind(1).is_some_and(|next| self.is(List::Of, next));
        possessed || behind(1 + usize::from(of)).is_some_and(|next| self.is(List::Kin, next))
    }

    /// Who wrote to whom by what the pattern has captured, whether they may have or not.
    fn all_pairs(&self, matched: Matched<'_, '_>, receivers: &mut Vec<usize>) -> Vec<(usize, usize)> {
        let Matched { manner, slots, known, .. } = matched;
        let recipient = slots.recipient.filter(|at| self.items[*at].class != class::OBJECT);
        let them = recipient.is_some_and(|at| self.items[at].class == class::THEM);
        match (slots.sender, recipient) {
            (Some(sender), Some(_)) if them => self.to_them(sender, known),
            (None, Some(_)) if them => Vec::new(),
            // "After the victory of X, Y congratulated him": whose it is does not write.
            (Some(sender), Some(_)) if slots.range.start == sender && self.is_whose(sender) => Vec::new(),
            (Some(sender), Some(recipient)) => self.named(manner, sender, recipient, known),
            (Some(sender), None) if manner.addressed => self.to_addressed(sender),
            (Some(sender), None) if manner.letter && self.received_before(receivers).is_some() => {
                self.who(sender, None).zip(self.received_before(receivers)).into_iter().collect()
            }
            (Some(sender), None) => self.to_somebody(matched, sender),
            (None, Some(recipient)) if manner.own => {
                let to = self.honoured(recipient, known).or_else(|| self.who(recipient, None));
                let from = to.and_then(|to| self.topic(slots.range.start, Some(to)));
                from.zip(to).into_iter().collect()
            }
            (None, None) if manner.own => self.of_topic(slots, known),
            (None, Some(recipient)) => self.by_unnamed(matched, recipient, receivers),
            // "A reply followed": of the one who was written to.
            (None, None) if manner.replies() => {
                known.last().map(|it| (it.recipient, it.sender)).into_iter().collect()
            }
            (None, None) => Vec::new(),
        }
    }

    /// "His letter wishes …": of whomever the text is about.
    fn of_topic(&self, slots: &Slots, known: &Known<'_>) -> Vec<(usize, usize)> {
        if self.has(List::Public, &slots.range) || self.names_leader() {
            return Vec::new();
        }
        let from = self.topic(slots.range.start, None);
        let to = |from| addressee(self.scene, self.sentence, from, known);
        from.and_then(|from| Some((from, to(from)?))).into_iter().collect()
    }

    /// Whomever the words address that the writer is quoted with.
    fn to_addressed(&self, sender: usize) -> Vec<(usize, usize)> {
        let from = self.who(sender, None);
        let to = |from| address::addressed(self.scene, self.sentence.reading, self.items, from);
        from.and_then(|from| Some((from, to(from)?))).into_iter().collect()
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

    /// "给缅甸领导人敏昂莱的慰问信": where words are not set apart, whoever a sentence about a letter begins with behind a word for
    /// it is written to.
    fn is_written_to(&self, at: usize) -> bool {
        let beside = |item: &&Item<'_>| {
            self.scene.language.is_plain(item.class)
                || item.class == class::COUNTRY
                || self.is_any(&[List::House, List::State], item)
        };
        let before = self.items[..at].iter().rev().skip_while(beside).count();
        let toward = before.checked_sub(1).is_some_and(|it| self.is(List::Toward, &self.items[it]));
        let of = self.items.get(at + 1).is_some_and(|it| self.is(List::Of, it));
        !self.scene.language.spaces && before == 1 && toward && of
    }

    /// Whether one may write to the other in the name of a state.
    fn write(&self, from: usize, to: usize) -> bool {
        let cast = &self.scene.cast;
        let speaks = |it| {
            (cast.writes(it) || (self.elects && cast.may_lead(it)))
                && (!self.scene.dead.contains(&it) || self.recalls())
        };
        from != to && (cast.writes(from) || cast.writes(to)) && speaks(from) && speaks(to)
    }

    /// Whether a woman or a man acts by the verbs of a telling: "Порошенко поздравила Меркель".
    fn gender_of_act(&self, range: &Range<usize>) -> Option<Gender> {
        const ACTS: [List; 7] = [
            List::Gladly,
            List::Sent,
            List::Wrote,
            List::Thanked,
            List::Wished,
            List::Invited,
            List::Expresses,
        ];
        let text = &self.sentence.reading.passage.text;
        let told = |item: &Item<'_>| self.scene.language.genders.of_verb(&text[item.start..item.end]);
        let verbs = self.items[range.clone()].iter().filter(|item| self.is_any(&ACTS, item));
        let mut genders = verbs.filter_map(told);
        let first = genders.next()?;
        genders.all(|other| other == first).then_some(first)
    }

    /// Whether the sentence tells a day of another season, in which those were alive who have died since.
    fn recalls(&self) -> bool {
        let Sentence { reading, range, .. } = self.sentence;
        let old = |at: usize| {
            let days = time::days(self.scene, reading, at).zip(self.scene.day);
            days.is_some_and(|(days, page)| (page - days.to).num_days() > LONGEST_DAYS)
        };
        range.clone().any(old)
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
