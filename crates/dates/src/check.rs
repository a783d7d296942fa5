//! Dates that cannot be right.

use crate::dating::words::{month_name, weekday_name};
use crate::tagger::Timex;
use crate::value::{CalendarValue, Value, YearValue};
use chrono::{Datelike, NaiveDate, Weekday};
use dateline_calendar::day::{days_in_month, weekday_on_or_after, weekday_on_or_before};
use dateline_record::{Candidate, Correction, CorrectionKind};

/// Flags an expression that cannot be right: a day that no calendar has, or a weekday that is not its
/// date's. Offsets are code points.
///
/// Nothing is repaired: what is wrong of it, the expression alone does not tell.
pub(crate) fn check(timex: &Timex<'_>, block: usize, start: usize, end: usize) -> Option<Correction> {
    let (kind, was, evidence, candidates) = impossible(timex).or_else(|| mismatch(timex))?;
    Some(Correction {
        kind,
        block: Some(block),
        start: Some(start),
        end: Some(end),
        text: Some(timex.text().to_owned()),
        was,
        now: None,
        confidence: 0.5,
        applied: false,
        evidence,
        candidates: candidates
            .into_iter()
            .map(|day| Candidate { value: day.to_string(), probability: 0.5 })
            .collect(),
    })
}

type Fault = (CorrectionKind, String, String, Vec<NaiveDate>);

/// A day that its month has not: 31 June, and 29 February in most years.
fn impossible(timex: &Timex<'_>) -> Option<Fault> {
    let meaning = timex.meaning();
    let (month, day) = (meaning.month?, meaning.day?);
    let leap = 2000; // stands for an unknown year: a day that even a leap year has not is in none
    let year = match timex.value() {
        Value::Calendar(CalendarValue { year: YearValue::Year(year), .. }) => year,
        _ => leap,
    };
    let length = days_in_month(year, month)?;
    let name = month_name(month);
    let evidence = match (month, day) {
        _ if day <= length => return None,
        (2, 29) => format!("{name} {year} has {length} days; {year} is no leap year."),
        _ => format!("{name} has {length} days."),
    };
    let last = NaiveDate::from_ymd_opt(year, month, length).filter(|_| year != leap);
    Some((CorrectionKind::ImpossibleDate, timex.text().to_owned(), evidence, last.into_iter().collect()))
}

fn mismatch(timex: &Timex<'_>) -> Option<Fault> {
    let meaning = timex.meaning();
    let (weekday, _, _) = (meaning.weekday?, meaning.month?, meaning.day?);
    let day = timex.value().day().filter(|day| day.weekday() != weekday)?;
    let other = nearest(day, weekday);
    let evidence = format!(
        "{day} was a {}, not a {}; the nearest {} is {other}.",
        weekday_name(day.weekday()),
        weekday_name(weekday),
        weekday_name(weekday)
    );
    Some((CorrectionKind::WeekdayMismatch, day.to_string(), evidence, vec![day, other]))
}

/// The nearest day with this weekday, at most three days off.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let around = [weekday_on_or_before(day, weekday), weekday_on_or_after(day, weekday)];
    around.into_iter().flatten().min_by_key(|other| (*other - day).num_days().abs()).unwrap_or(day)
}
