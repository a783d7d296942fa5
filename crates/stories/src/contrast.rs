//! What sets two pages that are alike apart, or holds them together: what each is about, weekdays, rounds of what comes round.

use crate::feature::{Feature, Kind};
use crate::keys::{Keys, PageDay};
use crate::subjects::{RECURRING, counts};
use crate::weighed::Weighed;
use chrono::Datelike;
use std::ops::RangeInclusive;

/// A day is known well enough for its page's weekdays to say nothing more, from this on, in percent.
const KNOWN: u8 = 50;
/// Days told so near the page's own are those that its weekdays name.
const WEEK: i64 = 3;

impl Weighed {
    /// Of the topics that each page is about foremost, the share that the other tells of; `None` where one is about none.
    pub(crate) fn about(&self, other: &Self) -> Option<f64> {
        Some((share_told(&self.keys, &other.keys)? + share_told(&other.keys, &self.keys)?) / 2.0)
    }

    /// Where the day of one page is not known: whether both tell of one weekday; `None` where either tells of none.
    pub(crate) fn weekdays(&self, other: &Self) -> Option<bool> {
        let known = |page: &Self| page.keys.day.is_some_and(|day| day.percent >= KNOWN);
        if known(self) && known(other) {
            return None;
        }
        let (ours, theirs) = (weekdays(&self.keys), weekdays(&other.keys));
        (ours != 0 && theirs != 0).then_some(ours & theirs != 0)
    }

    /// Whether both tell of rounds of what comes round, and of none that is the same.
    pub(crate) fn is_of_other_round(&self, other: &Self) -> bool {
        RECURRING.iter().any(|topic| {
            let range = counts(topic);
            let (ours, theirs) = (within(&self.keys, &range), within(&other.keys, &range));
            !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|round| theirs.contains(round))
        })
    }
}

/// The features of a page that lie between two.
fn within<'k>(keys: &'k Keys, range: &RangeInclusive<Feature>) -> &'k [Feature] {
    let first = keys.features.partition_point(|feature| feature < range.start());
    let rest = &keys.features[first..];
    &rest[..rest.partition_point(|feature| feature <= range.end())]
}

fn of_kind(keys: &Keys, kind: Kind) -> &[Feature] {
    within(keys, &Feature::all_of(kind))
}

/// Of the topics that a page is about foremost, the share that another tells of.
fn share_told(keys: &Keys, other: &Keys) -> Option<f64> {
    let about = of_kind(keys, Kind::About);
    let topics = of_kind(other, Kind::Topic);
    let tells = |about: &&Feature| topics.iter().any(|topic| topic.bits() == about.bits());
    let told = about.iter().filter(tells).count();
    (!about.is_empty()).then(|| told as f64 / about.len() as f64)
}

/// The weekdays that a page tells of, a bit for each from Monday on: those it names, and those of the days around its own. A
/// page that tells of none tells of its own day, or of the day before.
fn weekdays(keys: &Keys) -> u8 {
    let own = keys.day.map(|PageDay { day, .. }| i64::from(day.num_days_from_ce()));
    let days = of_kind(keys, Kind::Day).iter().map(|day| i64::from(day.bits()));
    let near = days.filter(|day| own.is_some_and(|own| (own - day).abs() <= WEEK));
    let named = of_kind(keys, Kind::Weekday).iter().map(|day| i64::from(day.bits()));
    match near.map(bit_of).chain(named.map(|day| 1 << day)).fold(0, |all, bit| all | bit) {
        0 => own.map_or(0, |own| bit_of(own) | bit_of(own - 1)),
        told => told,
    }
}

/// The bit of a day's weekday; the first day of the year 1 was a Monday.
fn bit_of(day: i64) -> u8 {
    1 << (day - 1).rem_euclid(7)
}
