//! Messages to a nation: "sent condolences to the people of Portugal", "congratulated Kyrgyzstan", where no leader of it is
//! written to.

use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::people::country::Country;
use crate::scene::joint::joined;
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::denial::Denial;
use crate::telling::discourse::{Honoree, is_subject, pronoun};
use crate::telling::{Telling, kind_of};
use std::ops::Range;

/// Verbs that need no noun beside them.
const WRITES: [List; 3] = [List::Gladly, List::WroteTo, List::Wired];
/// Verbs that send what is named beside them.
const SENDS: [List; 5] = [List::Sent, List::Expresses, List::Tweeted, List::Wrote, List::Wished];
/// What somebody expresses to somebody.
const CONVEYED: [List; 2] = [List::CongratulationLetter, List::CondolenceLetter];
const TO: [List; 4] = [List::To, List::ToThe, List::Toward, List::DativeThe];

/// Adds the messages to nations on a page that has told of these to leaders. "X was among the first. She wrote to the people of
/// Greece": to them, and not to whoever received the other letters.
pub(super) fn add(scene: &Scene<'_, '_>, honoree: Option<Honoree>, found: &mut Vec<Telling>) {
    let led = |it: &Telling| {
        let items = &scene.readings[it.reading].items[it.sentence.clone()];
        items.iter().any(|item| scene.language.is(List::Led, item.class))
            && !items.iter().any(|item| scene.readings[it.reading].figure(item) == Some(it.recipient))
    };
    let announced: Vec<Telling> = found.iter().filter(|it| led(it)).cloned().collect();
    let others: Vec<Telling> = found.iter().filter(|it| !led(it)).cloned().collect();
    let mut nations = tellings(scene, &others);
    address(scene, honoree, &mut nations);
    let told = |it: &Telling| {
        let next = |new: &&Telling| {
            (new.reading, new.sender) == (it.reading, it.sender) && it.sentence.end < new.sentence.start
        };
        announced.iter().any(|led| (led.reading, &led.sentence) == (it.reading, &it.sentence))
            && nations.iter().any(|new| next(&new))
    };
    found.retain(|it| !told(it));
    found.extend(nations);
}

/// "In his telegram the king wished the people of X prosperity": that is written to the one to whom all letters of the page go,
/// who leads them.
fn address(scene: &Scene<'_, '_>, honoree: Option<Honoree>, nations: &mut [Telling]) {
    const NEAR: usize = 3;
    let Some(to) = honoree.map(|it| it.figure) else { return };
    let is = |list: List, item: &Item<'_>| scene.language.is(list, item.class);
    for it in nations.iter_mut().filter(|it| scene.cast.country(it.recipient) == scene.cast.country(to)) {
        let items = &scene.readings[it.reading].items[it.sentence.clone()];
        let holds = (0..items.len()).filter(|at| is(List::In, &items[*at]));
        let mut letters = holds.flat_map(|at| items[at + 1..].iter().take(NEAR));
        if letters.any(|item| is(List::Post, item)) {
            it.recipient = to;
        }
    }
}

/// The messages to nations, but what `known` tells.
fn tellings(scene: &Scene<'_, '_>, known: &[Telling]) -> Vec<Telling> {
    let bodies = scene.readings.iter().enumerate().filter(|(_, it)| it.passage.part == Part::Body);
    let sentences = bodies.flat_map(|(at, it)| (0..it.sentences.len()).map(move |number| (at, it, number)));
    let told =
        |at: usize, range: &Range<usize>| known.iter().any(|it| it.reading == at && it.sentence == *range);
    let found = sentences.filter(|(at, it, number)| !told(*at, &it.sentences[*number]));
    let mut found: Vec<Telling> =
        found.flat_map(|(at, reading, number)| of_sentence(scene, at, reading, number)).collect();
    // To its leader, and then "to the people of Turkey": one message.
    let leader = |new: &Telling| {
        let land = scene.cast.country(new.recipient);
        known.iter().any(|it| it.sender == new.sender && scene.cast.country(it.recipient) == land)
    };
    found.retain(|it| !leader(it));
    found
}

fn of_sentence(scene: &Scene<'_, '_>, at: usize, reading: &Reading<'_, '_>, number: usize) -> Vec<Telling> {
    let range = &reading.sentences[number];
    let items = &reading.items[range.clone()];
    let clause = Clause { scene, reading, number, items };
    let Some((verb, target)) = clause.addressed() else { return Vec::new() };
    let Some((first, senders)) = clause.senders() else { return Vec::new() };
    let Some(recipient) = clause.nation(target) else { return Vec::new() };
    let ends = [first, verb, target];
    let covered = ends.iter().min().zip(ends.iter().max()).map_or(0..0, |(from, to)| *from..to + 1);
    if clause.is_denied(&covered) {
        return Vec::new();
    }
    let kind = kind_of(scene.language, items, &(0..items.len()));
    let abroad = |sender: &usize| scene.cast.country(*sender) != scene.cast.country(recipient);
    let telling = |sender| Telling {
        reading: at,
        sentence: range.clone(),
        items: range.start + covered.start..range.start + covered.end,
        sender,
        recipient,
        recipient_case: Case::Unknown,
        kind,
        dated: None,
    };
    senders.into_iter().filter(abroad).map(telling).collect()
}

/// A sentence that may tell of a message to a nation.
struct Clause<'a, 'p, 'l> {
    scene: &'a Scene<'p, 'l>,
    reading: &'a Reading<'p, 'l>,
    /// Its position among those of the passage.
    number: usize,
    items: &'a [Item<'l>],
}

impl Clause<'_, '_, '_> {
    /// The verb of a message, and the country that it goes to.
    fn addressed(&self) -> Option<(usize, usize)> {
        let post = (0..self.items.len()).any(|at| self.is_any(&[List::Post], at));
        let writes = |at: usize| self.is_any(&WRITES, at) || post && self.is_any(&SENDS, at);
        let verb = (0..self.items.len()).find(|at| writes(*at))?;
        Some((verb, (0..self.items.len()).find(|at| self.is_addressed(*at))?))
    }

    /// Who writes: all whom the sentence names, the first by their position.
    fn senders(&self) -> Option<(usize, Vec<usize>)> {
        let Self { scene, reading, .. } = *self;
        let range = &reading.sentences[self.number];
        let people: Vec<usize> = (0..self.items.len()).filter(|at| is_person(&self.items[*at])).collect();
        let he = || self.items.iter().position(|item| item.class == class::PRONOUN);
        let first = people.first().copied().or_else(he)?;
        let all = joined(self.items, first, usize::MAX, scene.language);
        if people.iter().any(|at| !all.contains(at)) {
            return None;
        }
        let writes = |figure: usize| scene.cast.writes(figure);
        if self.items[first].class == class::PRONOUN {
            let before = &reading.sentences[..self.number];
            let he = pronoun(scene, reading, range, before, first, &writes)?;
            return Some((first, vec![he]));
        }
        let figures: Option<Vec<usize>> = all.iter().map(|at| reading.figure(&self.items[*at])).collect();
        let figures = figures.filter(|all| all.iter().all(|it| writes(*it)))?;
        is_subject(scene, reading, range.start + first).then_some((first, figures))
    }

    /// Whether the telling is denied or planned, or tells of a call.
    fn is_denied(&self, covered: &Range<usize>) -> bool {
        let denial = Denial::of(self.scene.language, self.items, "", &[]);
        denial.whole() || denial.covers(covered)
    }

    /// Whether a country is written to: behind a word for that, or right behind whoever writes gladly.
    fn is_addressed(&self, at: usize) -> bool {
        const PASSED: [List; 6] =
            [List::The, List::Definite, List::His, List::Polity, List::Former, List::And];
        if self.items[at].class != class::COUNTRY || self.goes_on(at) {
            return false;
        }
        let is = |list: List, at: usize| self.is_any(&[list], at);
        let passed = |at: usize| self.is_any(&PASSED, at) || is(List::Of, at) || is(List::Nation, at);
        if !self.scene.language.spaces && self.is_marked(at) {
            return true;
        }
        let Some(head) = (0..at).rev().find(|at| !passed(*at)) else { return false };
        // "To workers of Greece" is to no nation.
        let of = (head + 1..at).any(|at| is(List::Of, at));
        let nation = (head + 1..at).any(|at| is(List::Nation, at)) || self.names_nation(at + 1);
        // "Народу Греции", "греческому народу": the nation's own case says that it is written to.
        if self.scene.language.inflected && (nation && self.is_object(at) || self.is_bare_dative(head)) {
            return true;
        }
        let dative = (head + 1..at).any(|at| is(List::DativeThe, at));
        // "Sprach der Schweizer Bevölkerung ihr Mitgefühl aus": articles tell several cases.
        let several = self.scene.language.list(List::DativeThe).is_some();
        let dative =
            dative || several && at > head + 1 && is(List::Definite, head + 1) && self.names_nation(at + 1);
        (!of || nation) && (self.is_any(&TO, head) || dative || self.is_any(&WRITES, head))
    }

    /// "日本に", "일본 국민에게": a particle behind the country, or its people, says that it is written to.
    fn is_marked(&self, at: usize) -> bool {
        let behind = at + 1 + usize::from(self.names_nation(at + 1));
        behind < self.items.len() && self.is_any(&[List::Dative], behind)
    }

    /// Whether a verb of a message stands before, in the same clause.
    fn is_object(&self, at: usize) -> bool {
        let mut clause = (0..at).rev().take_while(|at| self.items[*at].class != class::COMMA);
        clause.any(|at| self.is_any(&WRITES, at) || self.is_any(&SENDS, at))
    }

    /// "Выразил соболезнования Греции": right behind what somebody sends.
    fn is_bare_dative(&self, head: usize) -> bool {
        self.is_any(&CONVEYED, head) && (0..head).any(|at| self.is_any(&SENDS, at))
    }

    /// "To Turkish rescuers": what stands behind goes on with the noun. "To the Turkish people" does not.
    fn goes_on(&self, at: usize) -> bool {
        const NOUNS: [Class; 6] =
            [class::WORD, class::NAME, class::OFFICE, class::OFFICES, class::KNOWN, class::COUNTRY];
        const OTHERS: [List; 4] = [List::Possessive, List::Institution, List::House, List::Kin];
        let Some(next) = self.items.get(at + 1) else { return false };
        let nation = self.names_nation(at + 1);
        let public = self.is_any(&[List::Public], at + 1) && !nation;
        NOUNS.contains(&next.class) || public || self.is_any(&OTHERS, at + 1)
    }

    fn names_nation(&self, at: usize) -> bool {
        at < self.items.len() && self.is_any(&[List::Nation], at)
    }

    /// The nation that a country's word means.
    fn nation(&self, at: usize) -> Option<usize> {
        let Sense::Country(code) = &self.items[at].entry?.sense else { return None };
        let mut figures = self.scene.cast.figures.iter();
        figures.position(|it| {
            it.stems.is_empty() && it.country.as_ref().and_then(Country::code) == Some(code.as_str())
        })
    }

    fn is_any(&self, lists: &[List], at: usize) -> bool {
        self.scene.language.is_any(lists, self.items[at].class)
    }
}
