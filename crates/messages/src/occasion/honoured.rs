//! What words for whoever is honoured tell of the occasion: "the birthday boy", "the winner", "he turned 50".

use crate::kinds;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::Occasion;
use crate::scene::{Part, Scene};

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
