//! Years that the sentence contradicts: "will be held on January 15, 2023", told in January 2024.

use super::{Fix, Scene, Told};
use crate::dating::words::month_day;
use crate::tense::Tense;
use crate::value::{CalendarValue, Value, YearValue};
use chrono::{Datelike, NaiveDate};
use dateline_record::{Candidate, CorrectionKind};

/// How near to the page's own day the date lies with its year set right, in days: last year's number is written in
/// news of the weeks around.
const NEAR: i64 = 45;
/// How far back the date as printed must lie, in days: nearer ones are told as to come loosely.
const FAR: i64 = 60;
/// A slip of the year is by one, more often than not.
const MOST_YEARS: i32 = 2;
/// How often such a date is a slip: a tense is misread, and "would be held" may look back.
const SLIP: f64 = 0.75;

/// Every date in full that is told as to come and lies back.
pub(super) fn check(scene: &Scene<'_, '_>) -> Vec<Fix> {
    let Some(own) = scene.day else { return Vec::new() };
    let told = scene.told.iter().enumerate();
    told.filter_map(|(index, told)| judge(scene, index, told, own)).collect()
}

fn judge(scene: &Scene<'_, '_>, index: usize, told: &Told<'_>, own: NaiveDate) -> Option<Fix> {
    let meaning = told.timex.meaning();
    let printed = told.timex.value().day().filter(|day| Some(day.year()) == meaning.common_year())?;
    // One with a weekday contradicts that too.
    if meaning.weekday.is_some() || meaning.month.is_none() {
        return None;
    }
    // A date far ahead that seems to be told as past may be a plan: "rises on January 1, 2025, the board said".
    if told.tense != Some(Tense::Future) || (own - printed).num_days() <= FAR {
        return None;
    }
    let mut moved = (1..=MOST_YEARS).filter_map(|years| printed.with_year(printed.year() + years));
    let day = moved.find(|day| (0..=NEAR).contains(&(*day - own).num_days()))?;
    // A year that the page tells elsewhere too is meant, and so is a date told twice.
    let elsewhere = |(other, known): (usize, &Told<'_>)| {
        other != index && year_of(known.timex.value()) == Some(printed.year())
    };
    if scene.told.iter().enumerate().any(elsewhere)
        || scene.printed.iter().any(|(day, _)| day.year() == printed.year())
    {
        return None;
    }
    let evidence = format!(
        "{printed} is told as still to come, on a page of {own}; {} {} would be {} days after it.",
        month_day(day.month(), day.day()),
        day.year(),
        (day - own).num_days(),
    );
    let range = told.timex.range();
    let mut correction = scene.flag(
        CorrectionKind::WrongYear,
        told.passage,
        (range.start, range.end),
        printed.to_string(),
        evidence,
    );
    correction.confidence = SLIP;
    let candidate = |day: NaiveDate, probability| Candidate { value: day.to_string(), probability };
    correction.candidates = vec![candidate(day, SLIP), candidate(printed, 1.0 - SLIP)];
    Some(Fix { told: Some(index), day: None, correction })
}

fn year_of(value: Value) -> Option<i32> {
    match value {
        Value::Calendar(CalendarValue { year: YearValue::Year(year), .. }) => Some(year),
        _ => None,
    }
}
