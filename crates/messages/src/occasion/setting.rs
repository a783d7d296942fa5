//! What a page as a whole says of occasions, for messages whose own sentence says nothing.

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::death::whose_death;
use crate::occasion::holiday::fresh_event;
use crate::occasion::{Occasion, Parties, Sort, named_holiday, of_item, years_later};
use crate::scene::{Part, Reading, Scene, aside, is_person};
use crate::sentence::item::Item;
use dateline_record::MessageKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// The first occasion anywhere on the page, title first, that is a holiday of one of the two.
pub(crate) fn of_page(scene: &Scene<'_, '_>, parties: Parties<'_>) -> Option<Occasion> {
    let read = |title: bool| {
        scene.readings.iter().filter(move |reading| match reading.passage.part {
            Part::Title => title,
            Part::Body => !title,
            Part::SetApart | Part::Caption => false,
        })
    };
    read(true).chain(read(false)).find_map(|reading| {
        reading.items.iter().filter(|item| item.class == class::OCCASION).find_map(|item| {
            let holiday =
                matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Holiday(_) | Sense::NationalDay));
            holiday.then(|| of_item(scene, reading, item, parties)).flatten().filter(|it| it.day.is_some())
        })
    })
}

/// The first holiday by name on the page, title first, that neither calendar has: for countries that none knows.
pub(crate) fn named_on_page(scene: &Scene<'_, '_>, parties: Parties<'_>) -> Option<Occasion> {
    let by_word = |reading: &Reading<'_, '_>, items: &[Item<'_>], sort| {
        let mut words = items.iter().filter(|item| item.class == class::OCCASION);
        words.find_map(|item| of_item(scene, reading, item, parties).filter(|it| it.sort == sort))
    };
    let of = |part, sort| {
        let readings = scene.readings.iter().filter(move |reading| reading.passage.part == part);
        readings.flat_map(move |reading| {
            let sentences = reading.sentences.iter().map(|range| &reading.items[range.clone()]);
            sentences.filter_map(move |items| {
                let named = if sort == Sort::Holiday { named_holiday(scene, reading, items) } else { None };
                named.or_else(|| by_word(reading, items, sort))
            })
        })
    };
    let both = |sort| of(Part::Title, sort).chain(of(Part::Body, sort));
    both(Sort::Holiday).next().or_else(|| both(Sort::NationalDay).next())
}

/// Whether a sentence says that something is celebrated.
pub(crate) fn celebrates(scene: &Scene<'_, '_>, reading: usize, sentence: &Range<usize>) -> bool {
    let items = &scene.readings[reading].items[sentence.clone()];
    items.iter().any(|item| scene.language.is_any(&[List::Mark, List::Anniversary], item.class))
}

/// "The late queen", "the mourners": somebody has died, on a page of condolences that names nothing else that happened.
pub(crate) fn mourned(scene: &Scene<'_, '_>) -> Option<Occasion> {
    let dead = |item: &Item<'_>| scene.language.is(List::Died, item.class);
    let told = scene.readings.iter().any(|reading| reading.items.iter().any(dead));
    if told { kinds::bereavement().map(Occasion::event) } else { None }
}

/// "Those killed when one train met another": what befell them, as the things tell that a page speaks of most often, of which
/// it says nothing that happened but the death of many.
pub(crate) fn befallen(scene: &Scene<'_, '_>) -> Option<Occasion> {
    /// One may stand on a page about anything.
    const FEWEST: usize = 2;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let told = |part| [Part::Title, Part::Body].contains(&part);
    for reading in scene.readings.iter().filter(|it| told(it.passage.part)) {
        for (label, count) in scene.language.hints.counts(reading.passage.text, scene.language.spaces) {
            *counts.entry(label).or_default() += count;
        }
    }
    let most = counts.into_iter().filter(|(_, count)| *count >= FEWEST).max_by_key(|(_, count)| *count);
    most.map(|(label, _)| Occasion::event(label))
}

/// Whether the page names an occasion anywhere.
pub(crate) fn names(scene: &Scene<'_, '_>, label: &str) -> bool {
    let mut items = scene.readings.iter().flat_map(|reading| &reading.items);
    items.any(|item| matches!(item.entry.map(|it| &it.sense), Some(Sense::Occasion(own)) if own == label))
}

/// "The new president", "the president-elect": whoever is congratulated has won an election, where the page names nothing else.
pub(crate) fn elected(scene: &Scene<'_, '_>, recipient: usize) -> Option<Occasion> {
    let mut mentions = scene.readings.iter().flat_map(|reading| reading.mentions.iter());
    let told = mentions.any(|it| it.said.elected && it.figure.is_none_or(|figure| figure == recipient));
    if told || takes_office(scene, recipient) || tells_of_vote(scene) {
        kinds::election().map(Occasion::event)
    } else {
        None
    }
}

/// "Who beat the incumbent in Sunday's runoff": headline or lead speak of the vote itself.
fn tells_of_vote(scene: &Scene<'_, '_>) -> bool {
    let mut items = scene.opening().flat_map(|(_, reading)| &reading.items);
    items.any(|item| scene.language.is(List::Ballot, item.class))
}

/// Whether somebody of the file leads nobody yet but will soon: who is congratulated then has been elected.
fn takes_office(scene: &Scene<'_, '_>, figure: usize) -> bool {
    const SOON: i64 = 120;
    let Some((person, day)) = scene.cast.figures[figure].person.zip(scene.day) else { return false };
    let mut leading = scene.cast.people.people[person].terms.iter().filter(|term| term.leads);
    let serves = leading.clone().any(|term| term.holds_on(day));
    !serves && leading.any(|term| (1..=SOON).contains(&(term.from - day).num_days()))
}

/// What happened that messages of a kind are written for, "the earthquake" or "the election", as the page has it: the
/// title, the first passages, the captions.
pub(crate) fn event_on_page(scene: &Scene<'_, '_>, kind: MessageKind) -> Option<Occasion> {
    const FIRST: usize = 120;
    let parts = [(Part::Title, usize::MAX), (Part::Body, FIRST), (Part::Caption, usize::MAX)];
    let mut found = parts.into_iter().filter_map(|(part, most)| event_in(scene, part, most, kind));
    // "A country in mourning", of which the next lines tell that a ferry sank.
    let first = found.next()?;
    let vague = kinds::bereaves(&first.name) && !title_mourns(scene);
    let better = if vague { found.find(|it| !kinds::bereaves(&it.name)) } else { None };
    better.or(Some(first))
}

/// Whether the page tells of an election or an inauguration: whoever is congratulated on it leads from then on.
pub(crate) fn is_elected(scene: &Scene<'_, '_>) -> bool {
    event_on_page(scene, MessageKind::Congratulation).is_some_and(|it| kinds::elects(&it.name))
        || tells_of_vote(scene)
}

/// "安倍氏死去": the title says right behind a name that somebody has died, where words are not set apart.
fn title_mourns(scene: &Scene<'_, '_>) -> bool {
    let dies = |pair: &[Item<'_>]| {
        let label = match pair[1].entry.map(|entry| &entry.sense) {
            Some(Sense::Occasion(label)) => label,
            _ => return false,
        };
        is_person(&pair[0]) && kinds::bereaves(label)
    };
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    !scene.language.spaces && titles.any(|reading| reading.items.windows(2).any(dies))
}

/// "Romania's X, himself sworn in last week, wrote to her": what an aside tells of whoever writes.
fn is_of_writer(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const WRITES: [List; 5] = [List::Gladly, List::Sent, List::WroteTo, List::Wrote, List::Wired];
    let sentence = reading.sentences.iter().find(|range| range.contains(&at));
    let aside = sentence.and_then(|range| aside::about_somebody(scene.language, reading, range, at));
    let behind = aside.and_then(|aside| reading.items.get(aside.end + 1));
    behind.is_some_and(|verb| scene.language.is_any(&WRITES, verb.class))
}

/// Such an event among the first items of a part of the page.
pub(crate) fn event_in(
    scene: &Scene<'_, '_>,
    part: Part,
    most: usize,
    kind: MessageKind,
) -> Option<Occasion> {
    let parties = Parties { countries: [None, None], day: scene.day, sender: None };
    let readings = scene.readings.iter().filter(|reading| reading.passage.part == part);
    let items = readings.flat_map(|it| (0..it.items.len()).map(move |at| (it, at))).take(most);
    let events = items.filter_map(|(reading, at)| {
        let item = &reading.items[at];
        if kind == MessageKind::Congratulation && is_of_writer(scene, reading, at) {
            return None;
        }
        let found = match &item.entry?.sense {
            Sense::Occasion(label) => Occasion::event(label),
            Sense::Event(id) => {
                let text = &reading.passage.text[item.start..item.end];
                fresh_event(scene, id, text, parties)?
            }
            _ => return None,
        };
        Some(whose_death(scene, reading, at, years_later(scene, reading, at, found)))
    });
    let mut events = events.into_iter().filter(|found| found.kind() == Some(kind));
    // "The loss of life which the floods have brought".
    let first = events.next()?;
    let vague = kinds::bereaves(&first.name) && scene.language.spaces;
    let better = if vague { events.find(|it| !kinds::bereaves(&it.name)) } else { None };
    better.or(Some(first))
}
