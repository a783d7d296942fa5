//! What happened before a message, told behind a word for "after": "sent condolences after a storm flattened the coast on
//! Monday".

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;
use std::ops::Range;

/// Whether a time is that of what happened: between "after" and the time stands a word for it, and nobody who acts.
pub(crate) fn is_of_aftermath(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> bool {
    const TELLS: [List; 6] =
        [List::Post, List::Sent, List::Gladly, List::WroteTo, List::Wrote, List::Speaking];
    let language = scene.language;
    let parts = |item: &Item<'_>| {
        [class::COMMA, class::COLON, class::DASH, class::QUOTE].contains(&item.class)
            || is_person(item)
            || language.is_any(&TELLS, item.class)
    };
    let happened = |item: &Item<'_>| {
        item.class == class::OCCASION
            || language.is_any(&[List::Mishap, List::Ballot, List::Occurred], item.class)
    };
    let mut clause = reading.items[sentence.start..at].iter().rev().take_while(|item| !parts(item));
    let told = clause.by_ref().find(|item| happened(item) || language.is(List::After, item.class));
    language.spaces && told.is_some_and(happened) && clause.any(|item| language.is(List::After, item.class))
}
