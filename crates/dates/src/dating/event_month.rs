//! The year of a month that stands beside an event of that month: "since the fire at Notre Dame in April".

use super::mentions::{Mention, Mentions, Subject};
use super::passage::Passage;
use crate::meaning::{Direction, Meaning};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::{Event, EventKind};

/// How far apart the month and the event's name may stand, in bytes.
const BESIDE: usize = 40;
/// For how many days after an event news tells it by its month alone.
const REMEMBERED: i64 = 2 * 366;

/// Gives bare months the year of the event beside them, on a page of this day.
pub(crate) fn settle_event_months(passages: &mut [Passage<'_>], mentions: &Mentions, own: NaiveDate) {
    for passage in
        passages.iter_mut().filter(|passage| passage.found.iter().any(|found| is_bare(&found.meaning)))
    {
        let events: Vec<(Mention, NaiveDate)> = mentions
            .find(&passage.text)
            .into_iter()
            .filter_map(|mention| match mention.subject {
                Subject::Event(event) if tells_a_month(event) => Some((mention, event.first_day())),
                _ => None,
            })
            .filter(|(_, day)| (0..=REMEMBERED).contains(&(own - *day).num_days()))
            .collect();
        let Passage { text, found, .. } = passage;
        for found in found.iter_mut().filter(|found| is_bare(&found.meaning)) {
            let beside = |(mention, day): &&(Mention, NaiveDate)| {
                let (start, end) = (mention.end.min(found.end), mention.start.max(found.start));
                Some(day.month()) == found.meaning.month
                    && end.saturating_sub(start) <= BESIDE
                    && !(start..end).any(|at| text.ends_sentence(at))
            };
            if let Some((_, day)) = events.iter().find(beside) {
                found.meaning.year = Some(day.year());
            }
        }
    }
}

/// Whether an event may be told by its month: one that goes on ("the war in Ukraine") is spoken of in any.
fn tells_a_month(event: &Event) -> bool {
    let (first, last) = (event.first_day(), event.last_day());
    event.kind() != EventKind::Start && (first.year(), first.month()) == (last.year(), last.month())
}

/// A month alone, which the words tie to no year themselves.
fn is_bare(meaning: &Meaning) -> bool {
    meaning.month.is_some()
        && meaning.direction == Direction::Tense
        && meaning.day.is_none()
        && meaning.year.is_none()
        && meaning.weekday.is_none()
        && meaning.unit.is_none()
        && meaning.holiday.is_none()
}
