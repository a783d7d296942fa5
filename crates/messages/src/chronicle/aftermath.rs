//! What came before a message: what happened, "sent condolences after a storm flattened the coast on Monday", and what it
//! answers, "thanked him for the letter that he had sent on Monday".

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;
use dateline_record::MessageKind;
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

/// Whether a time is that of a message that is answered: right behind the verb that sent it, which stands behind the letter
/// that somebody gives thanks for.
pub(crate) fn is_of_answered(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> bool {
    const NEAR: usize = 3;
    const THANKS: [List; 4] = [List::Thanked, List::ThanksLetter, List::Replied, List::ReplyLetter];
    let is = |lists: &[List], at: usize| scene.language.is_any(lists, reading.items[at].class);
    let thanks = |at: usize| {
        is(&THANKS, at) || scene.language.kinds.get(&reading.items[at].class) == Some(&MessageKind::Thanks)
    };
    let sent = (at.saturating_sub(NEAR).max(sentence.start)..at).rev().find(|at| is(&[List::Sent], *at));
    let letter = sent.and_then(|sent| {
        let mut before = (sentence.start..sent).rev();
        before.find(|at| is(&[List::Post], *at) && !thanks(*at))
    });
    scene.language.spaces && letter.is_some_and(|letter| (sentence.start..letter).any(thanks))
}
