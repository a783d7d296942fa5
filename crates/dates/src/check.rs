//! Dates that cannot be right.

use crate::dating::words::weekday_name;
use crate::tagger::Timex;
use chrono::{Datelike, NaiveDate, Weekday};
use dateline_calendar::day::{weekday_on_or_after, weekday_on_or_before};
use dateline_record::{Candidate, Correction, CorrectionKind};

/// Flags an expression whose weekday is not that of its date. Offsets are code points.
///
/// Nothing is repaired: which of the two is wrong, the expression alone does not tell.
pub(crate) fn check(timex: &Timex<'_>, block: usize, start: usize, end: usize) -> Option<Correction> {
    let meaning = timex.meaning();
    let (weekday, _, _) = (meaning.weekday?, meaning.month?, meaning.day?);
    let day = timex.value().day()?;
    if day.weekday() == weekday {
        return None;
    }
    let other = nearest(day, weekday);
    Some(Correction {
        kind: CorrectionKind::WeekdayMismatch,
        block: Some(block),
        start: Some(start),
        end: Some(end),
        text: Some(timex.text().to_owned()),
        was: day.to_string(),
        now: None,
        confidence: 0.5,
        applied: false,
        evidence: format!(
            "{day} was a {}, not a {}; the nearest {} is {other}.",
            weekday_name(day.weekday()),
            weekday_name(weekday),
            weekday_name(weekday)
        ),
        candidates: [day, other].map(|day| Candidate { value: day.to_string(), probability: 0.5 }).into(),
    })
}

/// The nearest day with this weekday, at most three days off.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let around = [weekday_on_or_before(day, weekday), weekday_on_or_after(day, weekday)];
    around.into_iter().flatten().min_by_key(|other| (*other - day).num_days().abs()).unwrap_or(day)
}
