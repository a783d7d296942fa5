//! What the headline says of messages.

use crate::chronicle::Sent;
use crate::language::list::List;
use crate::scene::{Part, Scene};
use crate::sentence::item::Item;
use dateline_record::MessageKind;

/// Whether only the title tells of a message, and the body has its writer on the telephone.
pub(crate) fn is_spoken(scene: &Scene<'_, '_>, sent: &Sent) -> bool {
    let bodies = || scene.readings.iter().filter(|reading| reading.passage.part == Part::Body);
    let calls = |items: &[Item<'_>]| items.iter().any(|item| scene.language.is(List::Call, item.class));
    scene.readings[sent.reading].passage.part == Part::Title
        && bodies().any(|reading| {
            let mut sentences = reading.sentences.iter().map(|range| &reading.items[range.clone()]);
            sentences.any(|items| {
                calls(items) && items.iter().any(|item| reading.figure(item) == Some(sent.sender))
            })
        })
}

/// What the title says somebody does: "Tveld thanks the islands".
pub(crate) fn titled_kind(scene: &Scene<'_, '_>, sender: usize) -> Option<MessageKind> {
    let titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.into_iter().find_map(|reading| {
        let by_sender = reading.items.iter().position(|item| reading.figure(item) == Some(sender))?;
        reading.items[by_sender..].iter().find_map(|item| scene.language.kinds.get(&item.class).copied())
    })
}

/// Whether the title says what messages do.
pub(crate) fn title_tells(scene: &Scene<'_, '_>) -> bool {
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.any(|reading| reading.items.iter().any(|item| scene.language.kinds.contains_key(&item.class)))
}

/// "Choir mourned on both shores": whether the title tells that people have died.
pub(crate) fn title_mourns(scene: &Scene<'_, '_>) -> bool {
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.any(|reading| reading.items.iter().any(|item| scene.language.is(List::Died, item.class)))
}

/// "Quintalba invites Vossmann", in the title.
pub(crate) fn title_invites(scene: &Scene<'_, '_>, sender: usize) -> bool {
    let invited = scene.language.list(List::Invited);
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.any(|reading| {
        let by = reading.items.iter().position(|item| reading.figure(item) == Some(sender));
        by.is_some_and(|at| reading.items[at..].iter().any(|item| Some(item.class) == invited))
    })
}

/// "Yerevan marks its neighbour's centenary": whether the title says that something is celebrated.
pub(crate) fn celebrates(scene: &Scene<'_, '_>) -> bool {
    let marked = |item: &Item<'_>| scene.language.is_any(&[List::Mark, List::Anniversary], item.class);
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.any(|reading| reading.items.iter().any(marked))
}

/// Whether the page's title speaks of a message.
pub(crate) fn titled(scene: &Scene<'_, '_>) -> bool {
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.any(|reading| reading.items.iter().any(|item| scene.language.is(List::Post, item.class)))
}
