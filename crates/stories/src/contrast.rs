//! What sets two pages that are alike apart, or holds them together: what each is about, weekdays, rounds of what comes round.

use crate::feature::{Feature, Kind};
use crate::keys::{Keys, PageDay};
use crate::numbers::number_feature;
use crate::subjects::{RECURRING, counts, number_of};
use crate::weighed::Weighed;
use chrono::Datelike;
use std::ops::RangeInclusive;

/// Days told so near the page's own are those that its weekdays name.
const WEEK: i64 = 3;

/// Topics of messages.
const MESSAGES: [&str; 2] = ["condolence", "congratulation"];

impl Weighed {
    /// Of the topics that each page is about foremost, the share that the other tells of; `None` where one is about none.
    pub(crate) fn about(&self, other: &Self) -> Option<f64> {
        self.share_told(other, Kind::About, Kind::Topic)
    }

    /// Whether both pages tell of some names foremost, and neither of any of the other's.
    pub(crate) fn is_of_other_names(&self, other: &Self) -> bool {
        self.share_told(other, Kind::Foremost, Kind::Sound) == Some(0.0)
    }

    /// Of what each page tells of foremost, the share that the other tells of at all.
    fn share_told(&self, other: &Self, foremost: Kind, told: Kind) -> Option<f64> {
        let share = |one: &Self, other: &Self| share_told(&one.keys, &other.keys, foremost, told);
        Some((share(self, other)? + share(other, self)?) / 2.0)
    }

    /// Where the day of one page is not known: whether both tell of one weekday; `None` where either tells of none.
    pub(crate) fn weekdays(&self, other: &Self) -> Option<bool> {
        let known = |page: &Self| page.keys.day.as_ref().is_some_and(PageDay::is_known);
        if known(self) && known(other) {
            return None;
        }
        let (ours, theirs) = (weekdays(&self.keys), weekdays(&other.keys));
        (ours != 0 && theirs != 0).then_some(ours & theirs != 0)
    }

    /// Whether the page tells of a message, and the other neither of one nor of any that would be one.
    pub(crate) fn is_alone_with_messages(&self, other: &Self) -> bool {
        self.news().next().is_some() && other.news().next().is_none() && !tells_of_messages(&other.keys)
    }

    /// Whether both tell of rounds of one thing that comes round, and neither tells of the other's number at all.
    pub(crate) fn is_of_other_round(&self, other: &Self) -> bool {
        RECURRING.iter().any(|topic| {
            let range = counts(topic);
            let (ours, theirs) = (within(&self.keys, &range), within(&other.keys, &range));
            let known = || tells_a_round(&other.keys, ours) || tells_a_round(&self.keys, theirs);
            !ours.is_empty() && !theirs.is_empty() && !known()
        })
    }
}

/// Whether a page tells of what messages are sent for, such as a roundup whose sentences name no single one.
fn tells_of_messages(keys: &Keys) -> bool {
    let told = of_kind(keys, Kind::Topic);
    MESSAGES.iter().any(|topic| told.binary_search(&Feature::new(Kind::Topic, topic)).is_ok())
}

/// Whether a page tells of the number of one of some rounds, beside what comes round or elsewhere.
fn tells_a_round(keys: &Keys, rounds: &[Feature]) -> bool {
    rounds.iter().any(|round| {
        let number = number_feature(&number_of(*round).to_string());
        [*round, number].iter().any(|told| keys.features.binary_search(told).is_ok())
    })
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

/// Of what a page tells of foremost, the share that another tells of.
fn share_told(keys: &Keys, other: &Keys, foremost: Kind, told: Kind) -> Option<f64> {
    let foremost = of_kind(keys, foremost);
    let all = of_kind(other, told);
    let tells = |one: &&Feature| all.iter().any(|other| other.bits() == one.bits());
    let told = foremost.iter().filter(tells).count();
    (!foremost.is_empty()).then(|| told as f64 / foremost.len() as f64)
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
