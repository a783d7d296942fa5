//! The day of what happened, told once and meant by all messages.

use super::{REMEMBERED, Sent, day};
use crate::kinds;
use crate::occasion::{Occasion, Sort};
use crate::scene::Scene;
use crate::scene::time::Days;
use chrono::Duration;
use dateline_record::Day;

/// Finds the day of what every message is for, and of the message where that hangs on it.
pub(super) fn tell(scene: &Scene<'_, '_>, all: &mut [Sent]) {
    for sent in all {
        let Some(occasion) = &sent.occasion else { continue };
        // "On the earthquake of January 17, 1995": when the message was sent nothing tells.
        let once =
            occasion.day.is_none() && occasion.sort == Sort::Event && !kinds::is_yearly(&occasion.name);
        if let Some(happened) = sent.happened.filter(|_| once) {
            (sent.occasion, sent.days) = (Some(on(occasion, happened)), None);
            continue;
        }
        let Some(day) = occasion.day.or_else(|| day::of_event(scene, occasion, sent)) else { continue };
        sent.occasion = Some(on(occasion, day));
        let after = sent.after_event.map(|after| day + Duration::days(after));
        sent.days = after.map(|day| Days { from: day, to: day }).or(sent.days);
    }
}

fn on(occasion: &Occasion, day: Day) -> Occasion {
    Occasion { day: Some(day), ..occasion.clone() }
}

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
