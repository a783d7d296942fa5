//! The day of what happened, told once and meant by all messages.

use super::{REMEMBERED, Sent};
use crate::occasion::Sort;
use dateline_record::Day;

/// What one message for an event tells of its day holds for all others of those days.
pub(super) fn share(all: &mut [Sent]) {
    let event = |sent: &Sent| sent.occasion.clone().filter(|it| it.sort == Sort::Event);
    let known: Vec<(String, Day)> =
        all.iter().filter_map(|sent| event(sent).and_then(|it| Some((it.name, it.day?)))).collect();
    for sent in all.iter_mut() {
        let around = sent.days.map(|days| days.to);
        let Some(occasion) = sent.occasion.as_mut().filter(|it| it.sort == Sort::Event && it.day.is_none())
        else {
            continue;
        };
        let near =
            |day: Day| around.is_none_or(|around| (0..=REMEMBERED).contains(&(around - day).num_days()));
        let mut told = known.iter().filter(|(name, day)| *name == occasion.name && near(*day));
        occasion.day = told.next().map(|(_, day)| *day).filter(|first| told.all(|(_, day)| day == first));
    }
}
