//! Whose death a page tells of.

use crate::kinds;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::Occasion;
use crate::scene::dead::{is_death, of_whom};
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;

/// "The death of the poet Gesine Altrogge": a death is somebody's.
pub(crate) fn whose_death(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    at: usize,
    occasion: Occasion,
) -> Occasion {
    match of_whom(scene.language, reading, at).or_else(|| later_on(scene, reading, at)) {
        Some(figure) if kinds::bereaves(&occasion.name) => {
            Occasion::death_of(&scene.cast.figures[figure].name)
        }
        _ => occasion,
    }
}

/// "The death in London on Tuesday night of President X": whose it is, behind the place and the time.
fn later_on(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    const FAR: usize = 8;
    const LINKS: [List; 4] = [List::In, List::On, List::The, List::Article];
    const CLASSES: [char; 4] = [class::WORD, class::NAME, class::COUNTRY, class::TIME];
    let language = scene.language;
    let behind = &reading.items[at + 1..];
    let passed = |item: &&Item<'_>| CLASSES.contains(&item.class) || language.is_any(&LINKS, item.class);
    let words = behind.iter().take(FAR).take_while(passed).count();
    let of = behind.get(words).is_some_and(|item| language.is(List::Of, item.class));
    let timed = behind[..words].iter().any(|item| item.class == class::TIME);
    let who = behind.get(words + 1).filter(|item| of && timed && is_person(item));
    who.and_then(|item| reading.figure(item))
}

/// "The death on Tuesday of X": a day that stands between a death and whose it was.
pub(crate) fn is_day_of_death(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const FAR: usize = 8;
    let death = (at.saturating_sub(FAR)..at).rev().find(|at| is_death(&reading.items[*at]));
    let of = reading.items.get(at + 1).is_some_and(|item| scene.language.is(List::Of, item.class));
    of && death.is_some_and(|death| later_on(scene, reading, death).is_some())
}
