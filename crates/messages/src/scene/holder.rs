//! An office, and the name of whoever holds it a few words behind.

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;

/// The office of a mention that gives neither a name nor a country.
pub(crate) fn office_alone(reading: &Reading<'_, '_>, item: &Item<'_>) -> Option<String> {
    let said = &reading.mentions.get(item.index).filter(|_| is_person(item))?.said;
    said.office.clone().filter(|_| said.name.is_empty() && said.country.is_none())
}

/// "The commander of the unit Taras Vilshanych": an office, and behind a few words the name.
pub(crate) fn named_behind(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    at: usize,
) -> usize {
    const NEAR: usize = 6;
    if !is_person(&items[at]) {
        return at;
    }
    const BETWEEN: [List; 5] = [List::His, List::Of, List::The, List::In, List::Institution];
    const CLASSES: [char; 5] = [class::WORD, class::NAME, class::COUNTRY, class::COMMA, class::OFFICE];
    let between =
        |item: &&Item<'_>| CLASSES.contains(&item.class) || scene.language.is_any(&BETWEEN, item.class);
    let behind = items[at + 1..].iter().take(NEAR).take_while(between).count();
    let next = at + 1 + behind;
    let named = items.get(next).filter(|item| is_person(item)).and_then(|item| reading.figure(item));
    // "The leader of the team Nikolay Stoyanov" is none of those who lead a state: words tell of what he leads.
    let other = || {
        let between = &items[at + 1..next];
        let led = |item: &Item<'_>| item.class == class::WORD;
        let plain = |item: &Item<'_>| led(item) || scene.language.is(List::Of, item.class);
        scene.language.spaces
            && office_alone(reading, &items[at]).is_some()
            && between.iter().all(plain)
            && between.iter().any(led)
    };
    let known = reading.figure(&items[at]).is_some();
    if named.is_some() && (!known || other()) { next } else { at }
}
