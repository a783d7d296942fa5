//! Who writes to whom where no pattern has the order of the words: by what stands beside the two, and the verb between.
//!
//! "Зеленський отримав від канцлерки … телеграму", "la carta que su presidenta dirigió al jefe de Estado": languages
//! have more orders than a list of patterns. Here a sentence must name what is sent or who is congratulated, a verb
//! that does it, and two leaders, neither more nor fewer; prepositions, particles and cases tell them apart.

use crate::language::case::Case;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::joint::joined;
use crate::scene::{Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::discourse::{Sentence, is_subject};
use crate::telling::parties::Slots;
use crate::telling::piece::is_win;
use crate::telling::{PAPER, is_paper};
use std::ops::Range;

/// What the words beside somebody say of their part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Writer,
    Addressee,
    /// Nothing tells.
    Open,
}

/// A sentence with two leaders.
#[derive(Debug)]
pub(crate) struct Frame<'a, 'p, 'l> {
    pub(crate) scene: &'a Scene<'p, 'l>,
    pub(crate) sentence: Sentence<'a, 'p, 'l>,
    pub(crate) items: &'a [Item<'l>],
}

const TO: [List; 4] = [List::To, List::ToThe, List::Toward, List::Dative];
const FROM: [List; 3] = [List::From, List::By, List::OutOf];
/// Verbs that need no noun beside them.
const CONGRATULATES: [List; 2] = [List::Gladly, List::Wired];
const SENDS: [List; 6] = [List::Sent, List::SentBy, List::WroteTo, List::Wrote, List::Came, List::Exchanged];
/// What is written, or says so of itself.
const WRITTEN: [List; 3] = [List::Letter, List::CongratulationLetter, List::CondolenceLetter];
/// What somebody expresses to somebody.
const CONVEYED: [List; 2] = [List::CongratulationLetter, List::CondolenceLetter];
/// Verbs that are messages whatever they write.
const WRITES: [List; 2] = [List::WroteTo, List::Wrote];
/// Verbs that are a message only on paper.
const ON_PAPER: [List; 2] = [List::Thanked, List::Invited];

impl Frame<'_, '_, '_> {
    /// The two, where the sentence tells them apart.
    pub(crate) fn slots(&self) -> Option<Slots> {
        let Some(verb) = self.verb() else { return self.in_letter() };
        // A minister is none of the two where a president and a king are.
        let leaders = self.people(|it| self.scene.cast.leads(it));
        let people = if leaders.len() < 2 { self.people(|it| self.scene.cast.writes(it)) } else { leaders };
        // Whoever has won an election is called by no office yet.
        let winners = || {
            let mut all = self.people(|it| self.scene.cast.leads(it) || self.scene.cast.may_lead(it));
            all.retain(|at| people.contains(at) || self.part(*at, verb) == Part::Addressee);
            all
        };
        let won = |item: &Item<'_>| is_win(item) || self.scene.language.is(List::Ballot, item.class);
        let elects = people.len() < 2 && self.items.iter().any(won);
        let people = if elects { winners() } else { people };
        let [one, other] = match (people.as_slice(), self.parties(&people).as_slice()) {
            ([one], _) => return self.alone(*one, verb),
            // "X and Y sent messages" is no message of the one to the other.
            (_, [one, other]) => [*one, *other],
            _ => return None,
        };
        let (part, opposite) = (self.part(one, verb), self.part(other, verb));
        let received = self.is(List::Received, verb);
        let (sender, recipient) = match (part, opposite) {
            (Part::Writer, Part::Addressee) => (one, other),
            (Part::Addressee, Part::Writer) => (other, one),
            // "Y received … from X".
            (Part::Open, Part::Writer) => (other, one),
            (Part::Writer, Part::Open) => (one, other),
            _ if received => return None,
            // "… of the president letters to him were sent by Y".
            (Part::Open, Part::Open) if self.is_object(one..other) => (other, one),
            (Part::Open, Part::Addressee) => (one, other),
            (Part::Addressee, Part::Open) => (other, one),
            // "X writes that he recalls the visit of Y", to whom all letters of the page go.
            (Part::Open, Part::Open) if self.is_told_to(one, other, verb) => (one, other),
            // Where neither case nor particle tells, whoever stands first acts; the verb stands between or behind.
            (Part::Open, Part::Open) if self.ordered(one, other, verb) => (one, other),
            _ => return None,
        };
        let ends = [sender, recipient, verb];
        let range = *ends.iter().min()?..ends.iter().max()? + 1;
        Some(Slots { sender: Some(sender), recipient: Some(recipient), range, recipient_case: Case::Unknown })
    }

    /// The only leader, where the sentence tells that something was sent to them: "leaders sent the president messages".
    pub(crate) fn addressee_alone(&self) -> Option<usize> {
        let verb = self.verb()?;
        let not = [List::Negation, List::Plan, List::Denied, List::Call];
        let told = (0..self.items.len()).all(|at| !self.is_any(&not, at));
        let [one] = self.people(|it| self.scene.cast.leads(it))[..] else { return None };
        let written_to = told && self.part(one, verb) == Part::Addressee;
        self.sentence.reading.figure(&self.items[one]).filter(|_| written_to)
    }

    /// Whether somebody writes that something is so, and the other is the one to whom letters go.
    fn is_told_to(&self, one: usize, other: usize, verb: usize) -> bool {
        let behind = self
            .items
            .get(verb + 1)
            .is_some_and(|item| item.class == class::COMMA || self.scene.language.is(List::That, item.class));
        let to = self.sentence.honoured.or(self.sentence.honoree.map(|it| it.figure));
        let honoured = to.is_some() && self.sentence.reading.figure(&self.items[other]) == to;
        honoured && behind && one + 1 == verb && verb < other && self.is_any(&WRITES, verb)
    }

    /// "To him" stands between the two: the first one is written to.
    fn is_object(&self, between: Range<usize>) -> bool {
        let him = |at: usize| self.is_any(&[List::Him, List::Object], at);
        let to = |at: usize| self.is_any(&TO, at);
        (between.start + 2..between.end).any(|at| him(at) && to(at - 1))
    }

    /// Whoever writes to somebody named before: "Xi sent him a telegram too", "Macron wrote: “…”".
    fn alone(&self, one: usize, verb: usize) -> Option<Slots> {
        let has = |list: List| (0..self.items.len()).any(|at| self.is(list, at));
        let words =
            self.items[verb..].iter().any(|item| item.class == class::QUOTE) && self.is(List::Wrote, verb);
        let post = self.is_for_honoree(one, verb);
        let named_before = (has(List::Him) || has(List::Also) || words || post) && !has(List::Public);
        let writes =
            named_before && !self.is(List::Received, verb) && self.part(one, verb) != Part::Addressee;
        let writes = writes && !(one > verb && self.letter_acts(verb));
        // "Biden, too, congratulated Ukraine", "the Pope sent the archbishop, Ann Hobbs, a telegram": whoever that is.
        let named = [class::COUNTRY, class::NAME, class::OFFICE];
        let other = |item: &Item<'_>| is_person(item) && one != verb + 1;
        let object = self.items.get(verb + 1).is_some_and(|item| named.contains(&item.class) || other(item));
        let writes = writes && !object;
        let range = one.min(verb)..one.max(verb) + 1;
        writes.then_some(Slots { sender: Some(one), recipient: None, range, recipient_case: Case::Unknown })
    }

    /// "His short reply thanked X": the letter does what the verb says.
    fn letter_acts(&self, verb: usize) -> bool {
        const HOLDS: [List; 4] = [List::In, List::With, List::By, List::On];
        let post = (0..verb).find(|at| self.is(List::Post, *at));
        post.is_some_and(|post| {
            (0..post).all(|at| !self.is_any(&HOLDS, at))
                && self.items[..verb].iter().all(|item| !is_person(item))
        })
    }

    /// "X recalls old ties in his letter": on a page that has told who won to the winner, where the sentence names nobody else.
    fn in_letter(&self) -> Option<Slots> {
        const NEAR: usize = 3;
        let [one] = self.people(|_| true)[..] else { return None };
        let holds = |at: &usize| self.is_any(&[List::In, List::With], *at);
        let post =
            |at: usize| (at + 1..(at + 1 + NEAR).min(self.items.len())).find(|at| self.is_any(&WRITTEN, *at));
        let post = (one + 1..self.items.len()).filter(holds).find_map(post)?;
        let figure = self.sentence.reading.figure(&self.items[one]);
        let leads = figure.is_some_and(|it| self.scene.cast.leads(it));
        let acts = is_subject(self.scene, self.sentence.reading, self.sentence.range.start + one);
        let told = leads && acts && self.scene.language.spaces && self.is_for_honoree(one, post);
        let (range, recipient_case) = (one..post + 1, Case::Unknown);
        told.then_some(Slots { sender: Some(one), recipient: None, range, recipient_case })
    }

    /// "From Beijing came a message by Xi": on a page that has told who won to the winner, where nothing says otherwise.
    fn is_for_honoree(&self, one: usize, verb: usize) -> bool {
        let honoree = self.sentence.honoured.or(self.sentence.honoree.map(|it| it.figure));
        let figure = |at: usize| self.sentence.reading.figure(&self.items[at]);
        let other = honoree.is_some_and(|to| figure(one) != Some(to));
        let acts = one < verb || self.part(one, verb) == Part::Writer;
        let all = 0..self.items.len();
        let paper = |at: usize| is_paper(self.scene.language, &self.items[at]);
        let on_paper = self.is(List::Wired, verb) || self.is_any(&WRITTEN, verb) || all.clone().any(paper);
        let not = [List::Negation, List::Plan];
        // "To", before what is written for, is to nobody.
        let occasion = |at: usize| self.items.get(at + 1).is_some_and(|it| it.class == class::OCCASION);
        let elsewhere = |at: usize| {
            let near = at.saturating_sub(1)..(at + 4).min(self.items.len());
            self.is_any(&TO, at)
                && !occasion(at)
                && !self.is_to_capital(at)
                && !near.into_iter().any(|at| figure(at) == honoree || self.is(List::Him, at))
        };
        other && acts && on_paper && !all.into_iter().any(|at| self.is_any(&not, at) || elsewhere(at))
    }

    /// "Sent a telegram to Minsk": a place stands for whoever leads there.
    fn is_to_capital(&self, at: usize) -> bool {
        let name = |at: usize| self.items.get(at).is_some_and(|item| item.class == class::NAME);
        let goes_on = |item: &Item<'_>| {
            [class::NAME, class::WORD, class::OPEN].contains(&item.class)
                || self.scene.language.is_any(&[List::Possessive, List::Institution, List::Kin], item.class)
        };
        name(at + 1) && !self.items.get(at + 2).is_some_and(goes_on)
    }

    /// The word that sends, receives or congratulates, with what it needs beside it.
    fn verb(&self) -> Option<usize> {
        let has = |list: List| self.items.iter().any(|item| self.scene.language.is(list, item.class));
        let find = |lists: &[List]| (0..self.items.len()).find(|at| self.is_any(lists, *at));
        let noun = has(List::Post);
        // "Expressed his condolences": such a verb sends what it names.
        let named = CONVEYED.iter().any(|list| has(*list));
        let sends =
            || find(&[List::Received]).or_else(|| find(&SENDS)).filter(|_| noun).or_else(|| find(&WRITES));
        let conveys = || find(&[List::Expresses]).filter(|_| named);
        // "Wished her a speedy recovery": what somebody wishes for an occasion.
        let occasion = || self.items.iter().any(|item| item.class == class::OCCASION);
        let wishes = || find(&[List::Wished]).filter(|_| occasion());
        let on_paper = || find(&ON_PAPER).filter(|_| PAPER.iter().any(|list| has(*list)));
        find(&CONGRATULATES).or_else(sends).or_else(conveys).or_else(wishes).or_else(on_paper)
    }

    /// Those who speak for states, in the order of the sentence.
    fn people(&self, speaks: impl Fn(usize) -> bool) -> Vec<usize> {
        let leads = |at: &usize| {
            let Some(item) = Some(&self.items[*at]).filter(|item| is_person(item)) else { return false };
            match self.sentence.reading.figure(item) {
                Some(figure) => speaks(figure) && !self.scene.dead.contains(&figure),
                // "His Turkish counterpart", whoever that is.
                None => {
                    self.sentence.reading.mentions.get(item.index).is_some_and(|it| it.said.is_counterpart())
                }
            }
        };
        let figure = |at: usize| self.sentence.reading.figure(&self.items[at]);
        let mut found: Vec<usize> = Vec::new();
        for at in (0..self.items.len()).filter(leads) {
            if found.iter().all(|known| figure(*known) != figure(at)) {
                found.push(at);
            }
        }
        found
    }

    /// Of those joined by "and" the one who stands first: "the King and the Queen" are one party.
    fn parties(&self, people: &[usize]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for &at in people {
            let with = joined(self.items, at, usize::MAX, self.scene.language);
            if !found.iter().any(|first| with.contains(first)) {
                found.push(at);
            }
        }
        found
    }

    /// What stands beside somebody, and the case of their name.
    fn part(&self, at: usize, verb: usize) -> Part {
        let near = |at: Option<usize>, lists: &[List]| {
            at.filter(|at| *at < self.items.len()).is_some_and(|at| self.is_any(lists, at))
        };
        let before = self.before(at);
        // A particle hangs on the name: "получил Эрдоган от Путина" has the other one's.
        let hangs = |next: &Item<'_>| {
            let between = &self.sentence.reading.passage.text[self.items[at].end..next.start];
            !between.contains(char::is_whitespace)
        };
        let behind = self.items.get(at + 1).filter(|next| hangs(next)).map(|_| at + 1);
        let congratulates = self.is(List::Gladly, verb);
        // "Телеграмма Путина".
        let of_letter = at.checked_sub(1).is_some_and(|at| self.is(List::Post, at));
        match self.items[at].case {
            Case::Dative => return Part::Addressee,
            Case::Genitive if near(before, &FROM) => return Part::Writer,
            // "Телеграма Валенси, яку він надіслав …, поздоровляючи": who congratulates stands before that.
            Case::Genitive if of_letter && (!congratulates || at < verb) => return Part::Writer,
            Case::Genitive if congratulates => return Part::Addressee,
            // "Получил письмо, подписанное королём".
            Case::Instrumental if before.is_some_and(|at| self.is(List::Sent, at)) => return Part::Writer,
            Case::Nominative | Case::Instrumental if !self.is(List::Received, verb) => return Part::Writer,
            _ => {}
        }
        if near(before, &FROM) || near(behind, &[List::From]) {
            Part::Writer
        } else if near(before, &TO) || near(behind, &[List::Dative]) {
            Part::Addressee
        } else if near(behind, &[List::Subject]) && !self.is(List::Received, verb) {
            Part::Writer
        } else {
            Part::Open
        }
    }

    /// What stands before somebody, articles and titles apart.
    fn before(&self, at: usize) -> Option<usize> {
        const PASSED: [List; 5] = [List::The, List::Title, List::His, List::Former, List::Article];
        const CLASSES: [char; 3] = [class::WORD, class::COUNTRY, class::OFFICE];
        let passed = |at: &usize| self.is_any(&PASSED, *at) || CLASSES.contains(&self.items[*at].class);
        (at.saturating_sub(4)..at).rev().find(|at| !passed(at))
    }

    /// Whether the order of words tells a subject: "Erdogan wiedergewählt: Scholz gratuliert" does not.
    fn ordered(&self, one: usize, other: usize, verb: usize) -> bool {
        let language = self.scene.language;
        // A verb behind both may be of a clause of its own: a comma between them says so.
        let within = one < verb && verb < other;
        let parts = |class| class == class::COLON || (class == class::COMMA && !within);
        let apart = self.items[one..other].iter().any(|item| parts(item.class));
        // "X congratulated, likewise Y": the other does so too.
        let likewise =
            |pair: &[Item<'_>]| pair[0].class == class::COMMA && language.is(List::Also, pair[1].class);
        let apart = apart || self.items[verb.min(other)..other].windows(2).any(likewise);
        // "X sent congratulations, as did Y".
        let apart = apart || self.items[one..other].iter().any(|item| language.is(List::AsDid, item.class));
        // "Xi congratulated the team, and Putin wrote …".
        let begins =
            within && self.before(other).is_some_and(|at| language.is(List::And, self.items[at].class));
        // Chinese has neither cases nor particles for whoever acts.
        let ordered = language.spaces || language.list(List::Subject).is_none();
        ordered && !language.inflected && one < verb && !(apart || begins) && !self.is(List::Wrote, verb)
    }

    fn is(&self, list: List, at: usize) -> bool {
        self.scene.language.is(list, self.items[at].class)
    }

    fn is_any(&self, lists: &[List], at: usize) -> bool {
        self.scene.language.is_any(lists, self.items[at].class)
    }
}

/// Whether quoted words or a further clause stand between: what is far apart is rarely one message.
pub(crate) fn is_close(items: &[Item<'_>], range: &Range<usize>) -> bool {
    const LONGEST: usize = 60;
    range.len() <= LONGEST && items[range.clone()].iter().all(|item| item.class != class::QUOTE)
}
