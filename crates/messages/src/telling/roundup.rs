//! Pages that gather what leaders wrote to one: "Messages reach the president. … King X noted that the two peoples …".
//!
//! Once headline or lead say that letters came, a passage that begins with another leader and what they say tells of a
//! letter of theirs, though it names none.

use crate::language::case::Case;
use crate::language::list::List;
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::Telling;
use crate::telling::discourse::{Honoree, is_subject};
use std::ops::Range;

/// What is said in letters.
const SAYS: [List; 4] = [List::Speaking, List::Expresses, List::Wished, List::Sent];
/// What is told with other words than a letter's.
const ELSEWHERE: [List; 8] = [
    List::Call,
    List::Negation,
    List::Plan,
    List::Denied,
    List::Received,
    List::Invited,
    List::To,
    List::ToThe,
];

/// Adds the letters of those with whom passages begin, on a page whose lead says that letters came to somebody.
pub(super) fn add(scene: &Scene<'_, '_>, honoree: Option<Honoree>, found: &mut Vec<Telling>) {
    let Some((to, kind)) = honoree.and_then(|it| Some((it.figure, it.kind?))) else { return };
    if !scene.language.spaces {
        return;
    }
    let bodies = scene.readings.iter().enumerate().filter(|(_, it)| it.passage.part == Part::Body);
    for (at, reading) in bodies.skip(1) {
        let Some(sentence) = reading.sentences.first() else { continue };
        let Some((sender, items)) = writer(scene, reading, sentence, to) else { continue };
        if found.iter().any(|it| it.reading == at || it.sender == sender) {
            continue;
        }
        found.push(Telling {
            reading: at,
            sentence: sentence.clone(),
            items,
            sender,
            recipient: to,
            recipient_case: Case::Unknown,
            kind: Some(kind),
            dated: None,
        });
    }
}

/// The leader of another country with whom a sentence begins, and the items up to what they say.
fn writer(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    to: usize,
) -> Option<(usize, Range<usize>)> {
    const NEAR: usize = 2;
    let items = &reading.items[sentence.clone()];
    let first = items.first().filter(|item| is_person(item))?;
    let figure = reading.figure(first).filter(|it| scene.cast.leads(*it))?;
    let says = |item: &Item<'_>| scene.language.is_any(&SAYS, item.class);
    let verb = items.iter().take(NEAR + 1).position(says)?;
    let lands = scene.cast.country(figure).zip(scene.cast.country(to));
    let abroad = lands.is_some_and(|(one, other)| one != other);
    let many = |item: &Item<'_>| {
        scene.language.is(List::Public, item.class) && !scene.language.is(List::Nation, item.class)
    };
    let elsewhere = items.iter().any(|item| scene.language.is_any(&ELSEWHERE, item.class) || many(item));
    let writes = abroad && !elsewhere && is_subject(scene, reading, sentence.start);
    writes.then_some((figure, sentence.start..sentence.start + verb + 1))
}
