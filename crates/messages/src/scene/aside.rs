//! Asides: what a sentence says between commas, dashes or brackets of somebody it has just named.
//!
//! "Trudeau, where … is also head of state, wrote to him": without its asides a sentence has the order of words that
//! patterns know.

use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, is_person};
use crate::sentence::item::Item;
use std::ops::Range;

/// What a clause begins with that says more of somebody: "who", "where", an article that stands for the name.
const OPENS: [List; 3] = [List::Which, List::Where, List::Relative];
/// A longer clause is rather what the sentence is about.
const LONGEST: usize = 40;

/// The items of a sentence that are no asides, by position; `None` where there is no aside.
pub(crate) fn without(
    language: &Language,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
) -> Option<Vec<usize>> {
    let mut kept = Vec::with_capacity(items.len());
    let mut at = 0;
    while at < items.len() {
        match aside(language, items, at).or_else(|| offices(language, reading, items, at)) {
            Some(aside) => at = aside.end,
            None => {
                kept.push(at);
                at += 1;
            }
        }
    }
    (kept.len() < items.len()).then_some(kept)
}

/// The further offices of somebody who has just been named, up to the comma behind them: "Xi, general secretary of the
/// Communist Party of China Central Committee and Chinese president, …".
fn offices(
    language: &Language,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    at: usize,
) -> Option<Range<usize>> {
    const PARTS: [List; 11] = [
        List::Of,
        List::The,
        List::Institution,
        List::And,
        List::Former,
        List::Polity,
        List::KindOfDay,
        List::Chief,
        List::Possessive,
        List::Its,
        List::His,
    ];
    const CLASSES: [char; 5] = [class::WORD, class::NAME, class::COUNTRY, class::OFFICE, class::NUMBER];
    let named = items.get(at.checked_sub(1)?).filter(|item| is_person(item))?;
    let figure = reading.figure(named)?;
    let own = |item: &Item<'_>| is_person(item) && reading.figure(item).is_none_or(|it| it == figure);
    let part = |item: &Item<'_>| {
        own(item)
            || CLASSES.contains(&item.class)
            || language.is_any(&PARTS, item.class)
            || language.is(List::Common, item.class)
    };
    let start = at + usize::from(items[at].class == class::COMMA);
    let length = items[start..].iter().take(LONGEST).take_while(|item| part(item)).count();
    let range = start..start + length;
    let told = &items[range.clone()];
    let office = told
        .iter()
        .any(|item| own(item) || item.class == class::OFFICE || language.is(List::Institution, item.class));
    let ends = items.get(range.end).is_none_or(|item| item.class == class::COMMA);
    // "X, Y and the president": nobody else is among them.
    let first = told.first().is_some_and(|item| !language.is(List::And, item.class));
    (language.spaces && office && ends && first).then_some(at..range.end)
}

/// The aside that begins at an item, with the marks around it.
fn aside(language: &Language, items: &[Item<'_>], at: usize) -> Option<Range<usize>> {
    let mut behind = items[at + 1..].iter().take(LONGEST);
    let length = match items[at].class {
        class::COMMA => {
            let first = items.get(at + 1)?;
            if !language.is_any(&OPENS, first.class) {
                return None;
            }
            behind.position(|item| item.class == class::COMMA || item.class == class::QUOTE)?
        }
        class::OPEN => behind.position(|item| item.class == class::CLOSE)?,
        class::DASH => behind.position(|item| item.class == class::DASH)?,
        _ => return None,
    };
    let inner = at + 1..at + 1 + length;
    let closes = items.get(inner.end).is_some_and(|item| item.class != class::QUOTE);
    // What tells of a letter or of a day belongs to what the sentence tells; a dateline stands before all that.
    let tells = |item: &Item<'_>| language.triggers.contains(&item.class) || item.class == class::QUOTE;
    let tells = items[inner.clone()].iter().any(tells);
    (closes && !tells && at > 0 && !inner.is_empty()).then_some(at..inner.end + 1)
}

/// The aside about somebody within which an item stands, and where that tells of no letter.
pub(crate) fn about_somebody(
    language: &Language,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Range<usize>> {
    let comma = |at: &usize| reading.items[*at].class == class::COMMA;
    let opens = (sentence.start..at).rev().find(comma)?;
    let closes = (at + 1..sentence.end).find(comma)?;
    let letter = |item: &Item<'_>| {
        language.triggers.contains(&item.class)
            || language.is(List::Wrote, item.class)
            || item.class == class::QUOTE
    };
    let range = opens + 1..closes;
    let about = opens.checked_sub(1).is_some_and(|at| is_person(&reading.items[at]));
    // "Wolf, elected on Sunday, thanked him".
    let first = reading.items[range.start].class;
    let relative = language.is(List::Which, first) || first == class::OCCASION;
    let plain = !reading.items[range.clone()].iter().any(letter);
    (language.spaces && about && relative && plain).then_some(range)
}
