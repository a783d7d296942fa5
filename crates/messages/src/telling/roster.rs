//! Lists behind a colon: "The president received telegrams from: the king of …; the emperor of …".

use crate::language::case::Case;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Part, Reading, Scene};
use crate::sentence::item::Item;
use crate::telling::discourse::Sentence;
use crate::telling::{Telling, kind_of};
use std::ops::Range;

/// More words than this are no entry of a list.
const ENTRY: usize = 14;
/// No list goes on for more sentences.
const MOST: usize = 40;

/// What a list behind a colon is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Those who wrote to one.
    Writers(usize),
    /// Those to whom one wrote.
    Addressees(usize),
}

/// What a sentence tells that a list follows; nothing, where none does.
pub(crate) fn tellings(scene: &Scene<'_, '_>, sentence: Sentence<'_, '_, '_>) -> Vec<Telling> {
    let items = &sentence.reading.items[sentence.range.clone()];
    let Some(colon) = items.iter().position(|item| item.class == class::COLON) else { return Vec::new() };
    let (head, first) = (&items[..colon], &items[colon + 1..]);
    let denied = |item: &Item<'_>| {
        scene.language.is_any(&[List::Negation, List::Plan, List::Call, List::Denied], item.class)
    };
    if head.iter().any(denied) {
        return Vec::new();
    }
    let Some(of) = direction(scene, sentence, head) else { return Vec::new() };
    let listed = entries(scene, sentence, first);
    if listed.len() < 2 {
        return Vec::new();
    }
    let range = sentence.range.start..sentence.range.start + colon;
    let kind = kind_of(scene.language, head, &(0..head.len()));
    let pair = |other: usize| match of {
        Of::Writers(to) => (other, to),
        Of::Addressees(from) => (from, other),
    };
    let pairs = listed.into_iter().map(pair).filter(|(from, to)| from != to);
    let telling = |(sender, recipient)| Telling {
        reading: sentence.at,
        sentence: sentence.range.clone(),
        items: range.clone(),
        sender,
        recipient,
        recipient_case: Case::Unknown,
        kind,
        dated: None,
    };
    pairs.map(telling).collect()
}

/// Whether those listed write or are written to, as the words before the colon tell, and the other one.
fn direction(scene: &Scene<'_, '_>, sentence: Sentence<'_, '_, '_>, head: &[Item<'_>]) -> Option<Of> {
    let has = |list: List| head.iter().any(|item| scene.language.is(list, item.class));
    let sends = has(List::Sent) || has(List::Gladly);
    if !(has(List::Gladly) || has(List::Post) && (sends || has(List::Received) || has(List::From))) {
        return None;
    }
    let figures = head.iter().filter_map(|item| Some((item, sentence.reading.figure(item)?)));
    let mut leaders: Vec<(&Item<'_>, usize)> = figures.filter(|(_, it)| scene.cast.leads(*it)).collect();
    leaders.dedup_by_key(|it| it.1);
    let one = match leaders.as_slice() {
        [] => return sentence.honoured.map(Of::Writers),
        [one] => *one,
        _ => return None,
    };
    let ends_with_from = head.last().is_some_and(|item| scene.language.is(List::From, item.class));
    let oblique = [Case::Genitive, Case::Dative, Case::Instrumental].contains(&one.0.case);
    let received = has(List::Received) || ends_with_from || oblique || !sends;
    Some(if received { Of::Writers(one.1) } else { Of::Addressees(one.1) })
}

/// The leaders that a list names, one an entry: behind the colon, then a sentence or a passage each.
fn entries(scene: &Scene<'_, '_>, sentence: Sentence<'_, '_, '_>, first: &[Item<'_>]) -> Vec<usize> {
    let own = sentence
        .reading
        .sentences
        .iter()
        .skip(sentence.before.len() + 1)
        .map(|range| (sentence.reading, range));
    let behind = scene.readings.iter().skip(sentence.at + 1).take_while(|it| it.passage.part == Part::Body);
    let behind = behind.flat_map(|it| it.sentences.iter().map(move |range| (it, range)));
    let rest = own.chain(behind).take(MOST);
    let mut found = Vec::new();
    if !first.is_empty() {
        match entry(scene, sentence.reading, first) {
            Some(figure) => found.push(figure),
            None => return found,
        }
    }
    let items = |reading: &Reading<'_, '_>, range: &Range<usize>| {
        entry(scene, reading, &reading.items[range.clone()])
    };
    found.extend(rest.map_while(|(reading, range)| items(reading, range)));
    found
}

/// The leader whom a few words name that tell nothing else.
fn entry(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>]) -> Option<usize> {
    const TELLS: [List; 5] = [List::Post, List::Speaking, List::Expressing, List::Sent, List::Received];
    let tells = |item: &Item<'_>| {
        item.class == class::QUOTE
            || item.class == class::COLON
            || scene.language.triggers.contains(&item.class)
            || scene.language.is_any(&TELLS, item.class)
    };
    if items.len() > ENTRY || items.iter().any(tells) {
        return None;
    }
    let mut figures = items.iter().filter_map(|item| reading.figure(item)).filter(|it| scene.cast.leads(*it));
    let first = figures.next()?;
    figures.all(|it| it == first).then_some(first)
}
