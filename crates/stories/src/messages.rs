//! Several pages' reports of one message, made into one message.

use crate::exchange::MessageKey;
use crate::keys::Keys;
use dateline_record::{Day, Message};
use std::collections::BTreeMap;

/// One page's report of a message.
struct Report<'p> {
    page: &'p Keys,
    place: usize,
    key: &'p MessageKey,
    told: &'p Message,
}

impl Report<'_> {
    /// Both report one message. What one page tells as two is two, and a vague report must be of the same as every other,
    /// or it would make one of two that are not.
    fn is(&self, other: &Self) -> bool {
        self.page.id != other.page.id && self.key.is(other.key)
    }
}

/// The messages that several pages of a story tell of, by article and place on it. A message of a page stays as it is
/// where no other page tells of it.
pub(crate) fn one_message(pages: &[&Keys]) -> Vec<((Box<str>, usize), Message)> {
    let reports = pages.iter().flat_map(|page| {
        let told = page.messages.iter().zip(&page.told).enumerate();
        told.map(|(place, (key, told))| Report { page, place, key, told })
    });
    let mut messages: Vec<Vec<Report<'_>>> = Vec::new();
    // First by what they are for, as each report has it: where a page tells of two messages, the next may do so too.
    for report in reports {
        let are_one = |one: &Report<'_>| one.is(&report) && one.key.is_on_what_may_be_one(report.key);
        match messages.iter_mut().find(|known| known.iter().all(are_one)) {
            Some(known) => known.push(report),
            None => messages.push(vec![report]),
        }
    }
    // Then without: one report may name the event, and another what came of it.
    let mut events: Vec<Vec<Report<'_>>> = Vec::new();
    for reports in messages {
        let are_one = |one: &Report<'_>| reports.iter().all(|other| one.is(other));
        match events.iter_mut().find(|known| known.iter().all(are_one)) {
            Some(known) => known.extend(reports),
            None => events.push(reports),
        }
    }
    let several = events.into_iter().filter(|reports| reports.len() > 1);
    several.flat_map(|reports| together(&reports)).collect()
}

/// The message as its reports have it together: what most of them say, and of equals the least; sent on the days on
/// which all that tell them agree. Its place on each page stays that page's.
fn together(reports: &[Report<'_>]) -> Vec<((Box<str>, usize), Message)> {
    let told = || reports.iter().map(|report| report.told);
    let latin = |name: &str| !name.is_ascii();
    let sender = most(told().map(|message| (latin(&message.sender), message.sender.as_str())));
    let recipient = most(told().map(|message| (latin(&message.recipient), message.recipient.as_str())));
    let kind = most(told().map(|message| (message.kind.as_str(), message.kind)));
    let occasion = most(told().filter_map(|message| {
        message.occasion.as_deref().map(|name| (message.occasion_day.is_none(), latin(name), name))
    }));
    // The day is that of the occasion so named, unless only reports that name it otherwise know one.
    let named = |message: &&Message| message.occasion.as_deref() == occasion.map(|(.., name)| name);
    let occasion_day = most(told().filter(named).filter_map(|message| message.occasion_day))
        .or_else(|| most(told().filter_map(|message| message.occasion_day)));
    let reported_by = told().find_map(|message| message.reported_by.as_deref());
    let (first, last) = sent(reports);
    let message = |report: &Report<'_>| Message {
        sender: sender.map_or_else(String::new, |(_, name)| name.to_owned()),
        recipient: recipient.map_or_else(String::new, |(_, name)| name.to_owned()),
        kind: kind.map_or(report.told.kind, |(_, kind)| kind),
        occasion: occasion.map(|(.., name)| name.to_owned()),
        occasion_day,
        sent_from: first,
        sent_to: last,
        reported_by: report.told.reported_by.as_deref().or(reported_by).map(str::to_owned),
        ..report.told.clone()
    };
    reports.iter().map(|report| ((report.page.id.clone(), report.place), message(report))).collect()
}

/// The days that all reports leave; where they leave none, those of the report that leaves fewest.
fn sent(reports: &[Report<'_>]) -> (Option<Day>, Option<Day>) {
    let ranges = || reports.iter().filter_map(|report| Some((report.told.sent_from?, report.told.sent_to?)));
    let first = ranges().map(|(first, _)| first).max();
    let last = ranges().map(|(_, last)| last).min();
    match first.zip(last) {
        Some((first, last)) if first <= last => (Some(first), Some(last)),
        _ => ranges().min_by_key(|(first, last)| (*last - *first, *first)).unzip(),
    }
}

/// The value that occurs most often; of equals the least.
fn most<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(value, _)| value)
}
