//! Who is honoured on a page, and what words for them tell of the occasion: "the birthday boy", "the winner", "he turned 50".

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::Occasion;
use crate::occasion::setting;
use crate::scene::{Part, Reading, Scene};
use crate::sentence::item::Item;
use std::ops::Range;

/// To whom messages go of which the page says so nowhere, as under "the notes to the president-elect pile up": the only
/// leader whom the headline and the lead name together with something that messages are written for.
pub(crate) fn honoree(scene: &Scene<'_, '_>) -> Option<usize> {
    let elects = setting::is_elected(scene);
    let leads = |at: &usize| scene.cast.leads(*at) || elects && scene.cast.may_lead(*at);
    let named = |reading: &Reading<'_, '_>, range: &Range<usize>| -> Vec<usize> {
        let items = &reading.items[range.clone()];
        let figures = items.iter().filter_map(|item| reading.figure(item));
        // "She wished the injured a recovery": what befell others.
        let wishes = |item: &Item<'_>| scene.language.is_any(&[List::Wished, List::Gladly], item.class);
        let told = items.iter().any(happens) && !items.iter().any(wishes);
        if told { figures.filter(leads).collect() } else { Vec::new() }
    };
    let mut honoured = scene.opening().flat_map(|(_, reading)| -> Vec<usize> {
        reading.sentences.iter().flat_map(|range| named(reading, range)).collect()
    });
    let first = honoured.next()?;
    honoured.all(|it| it == first).then_some(first)
}

/// Whether words tell of an event that messages are written for.
fn happens(item: &Item<'_>) -> bool {
    let written_for = |label: &str| kinds::of_label(label).is_some();
    matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if written_for(label))
}

/// The occasion that a page tells by what it calls the one to whom a message goes, or anybody unnamed.
pub(crate) fn of_words(scene: &Scene<'_, '_>, recipient: usize) -> Option<Occasion> {
    let mentions = scene.readings.iter().flat_map(|it| it.mentions.iter());
    let mut theirs = mentions.filter(|it| it.figure.is_none_or(|figure| figure == recipient));
    let called = theirs.find_map(|it| scene.language.honoured_for(it.said.title.as_deref()?));
    called.map(Occasion::event)
}

/// "Trudeau turns 50 today": somebody, a number of years, and a word for turning it.
pub(crate) fn of_age(scene: &Scene<'_, '_>, recipient: usize) -> Option<Occasion> {
    let turns = scene.language.list(List::Turns)?;
    let label = kinds::birthday()?;
    let readings = scene.readings.iter().filter(|it| it.passage.part != Part::Caption);
    let mut sentences =
        readings.flat_map(|it| it.sentences.iter().map(move |range| (it, &it.items[range.clone()])));
    let told = sentences.any(|(reading, items)| {
        items.iter().any(|item| item.class == turns)
            && items.iter().any(|item| [class::NUMBER, class::TIME].contains(&item.class))
            && items.iter().any(|item| reading.figure(item) == Some(recipient))
    });
    told.then(|| Occasion::event(label))
}
