//! Who has died, as a page tells.

use crate::kinds;
use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, is_person};
use crate::sentence::item::Item;
use std::collections::BTreeSet;

/// Those of whose death a page tells: "the death of the former president X".
pub(crate) fn dead(language: &Language, readings: &[Reading<'_, '_>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for reading in readings {
        let deaths = (0..reading.items.len()).filter(|at| is_death(&reading.items[*at]));
        found.extend(deaths.filter_map(|at| of_whom(language, reading, at)));
    }
    found
}

/// Who an item tells to have died.
pub(crate) fn of_whom(language: &Language, reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    // Where words are not set apart whoever died stands before the word, as others do: only by name and right there.
    if !language.spaces {
        // "安倍不幸身亡".
        let sad = |at: &usize| language.is(List::Common, reading.items[*at].class);
        let before = at.checked_sub(1)?;
        let before = before - usize::from(before > 0 && sad(&before));
        let hangs = language.is_any(&[List::Of, List::Subject], reading.items[before].class);
        // "아소 총리는 서거 당일 …": that day is of a death, and not of whoever acts on it.
        let on_its_day = reading.items.get(at + 1).is_some_and(|next| next.class == class::TIME);
        if on_its_day && language.is(List::Subject, reading.items[before].class) {
            return None;
        }
        let item = &reading.items[before.checked_sub(usize::from(hangs))?];
        let mention =
            Some(item).filter(|item| is_person(item)).and_then(|it| reading.mentions.get(it.index))?;
        return reading.figure(item).filter(|_| !mention.said.name.is_empty());
    }
    const NEAR: usize = 8;
    const ENDS: [char; 7] =
        [class::COMMA, class::COLON, class::DASH, class::TIME, class::QUOTE, class::STOP, class::SOFT_STOP];
    const OTHERS: [List; 4] = [List::To, List::ToThe, List::By, List::From];
    let plain = |item: &&Item<'_>| !ENDS.contains(&item.class) && !language.is_any(&OTHERS, item.class);
    let behind = reading.items[at + 1..].iter().take(NEAR);
    // "The death of the queen", whoever she is, is nobody's who stands behind her.
    let whose = behind.take_while(plain).find(|item| is_person(item)).and_then(|item| reading.figure(item));
    let whose = whose.or_else(|| apposed(reading, at + 1, NEAR, &plain));
    // "Abe's death".
    let before = at.checked_sub(2).map(|at| &reading.items[at..at + 2]);
    let before = before.filter(|pair| language.is(List::Possessive, pair[1].class));
    before.and_then(|pair| reading.figure(&pair[0])).or(whose)
}

/// "The death of his mother, Queen Maude, …": who stands between commas behind the first words of a stretch.
fn apposed(
    reading: &Reading<'_, '_>,
    from: usize,
    near: usize,
    plain: &dyn Fn(&&Item<'_>) -> bool,
) -> Option<usize> {
    let items = reading.items[from..].iter().take(near);
    let words = items.take_while(|item| plain(item) && !is_person(item)).count();
    let ends = |item: &Item<'_>| [class::COMMA, class::STOP].contains(&item.class);
    let behind = reading.items.get(from + words + 2).is_none_or(ends);
    let comma = reading.items.get(from + words).is_some_and(|item| item.class == class::COMMA);
    let who =
        reading.items.get(from + words + 1).filter(|item| words > 0 && comma && behind && is_person(item));
    who.and_then(|item| reading.figure(item))
}

/// Whether an item is a word for somebody's death.
pub(crate) fn is_death(item: &Item<'_>) -> bool {
    item.class == class::OCCASION
        && matches!(item.entry.map(|it| &it.sense), Some(Sense::Occasion(label)) if kinds::bereaves(label))
}
