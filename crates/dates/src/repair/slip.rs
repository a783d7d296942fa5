//! Dates that contradict themselves: a weekday that is not the date's, a day that no calendar has.

mod guess;
mod witness;

use super::{Fix, MARGIN, Reading, Scene, Told, candidates, percent};
use crate::dating::words::{month_name, weekday_name};
use crate::tense::Tense;
use crate::value::{CalendarValue, Value, YearPart, YearValue};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use dateline_calendar::day::{days_in_month, weekday_on_or_after, weekday_on_or_before};
use dateline_record::CorrectionKind;
use guess::{DAY_DIGIT, DAY_NEAR, DAY_NEXT, Guess, MONTH_NEXT, guesses, is_digit_slip};
use witness::Witnesses;

/// How far apart weekdays of one list stand, in bytes: " and ", " through ".
const LIST: usize = 10;
/// A headline that ends in a weekday has so many words before it.
const HEADLINE_WORDS: usize = 3;
/// The last year of the Julian calendar in any country: Greece's.
const LAST_JULIAN: i32 = 1923;

/// From here on what the page says for a reading is a witness, beyond what slips are common.
const WITNESS: f64 = 1.5;

/// Every timex that contradicts itself.
pub(super) fn check(scene: &Scene<'_, '_>) -> Vec<Fix> {
    let suspects: Vec<usize> = (0..scene.told.len())
        .filter(|index| is_impossible(&scene.told[*index]).is_some() || mismatch(scene, *index).is_some())
        .collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let witnesses = Witnesses::new(scene, &suspects);
    let fix = |index: usize| {
        let told = &scene.told[index];
        match is_impossible(told) {
            Some((_, evidence)) => impossible(scene, index, &witnesses, evidence),
            None => mismatch(scene, index).and_then(|day| weekday(scene, index, day, &witnesses)),
        }
    };
    suspects.iter().filter_map(|index| fix(*index)).collect()
}

/// The day as printed, where its weekday is another's.
fn mismatch(scene: &Scene<'_, '_>, index: usize) -> Option<NaiveDate> {
    let told = &scene.told[index];
    let meaning = told.timex.meaning();
    let (weekday, _, _) = (meaning.weekday?, meaning.month?, meaning.day?);
    let day = told.timex.value().day().filter(|day| day.weekday() != weekday && meaning.nth.is_none())?;
    let sound =
        is_listed(scene, index, day) || julian_weekday(day) == Some(weekday) || ends_headline(scene, told);
    (!sound).then_some(day)
}

/// Whether the day's own weekday stands beside the expression: "Saturday and Sunday, May 18 and 19".
fn is_listed(scene: &Scene<'_, '_>, index: usize, day: NaiveDate) -> bool {
    let told = &scene.told[index];
    let range = told.timex.range();
    // "… on Tuesday. On Sunday (March 12) …" is no list.
    let sentence = scene.sentence(told.passage, (range.start, range.end));
    let beside = |other: &Told<'_>| {
        let (meaning, place) = (other.timex.meaning(), other.timex.range());
        let gap = range.start.saturating_sub(place.end).max(place.start.saturating_sub(range.end));
        let bare = meaning.month.is_none() && meaning.day.is_none();
        let inside = sentence.0 <= place.start && place.end <= sentence.1;
        other.passage == told.passage
            && gap <= LIST
            && inside
            && bare
            && meaning.weekday == Some(day.weekday())
    };
    let neighbours = [index.checked_sub(1), index.checked_add(1)];
    neighbours.into_iter().flatten().filter_map(|index| scene.told.get(index)).any(beside)
}

/// Whether the weekday ends a headline, and the date stands behind it: "Five walks for a rainy Sunday 13/03/2025".
fn ends_headline(scene: &Scene<'_, '_>, told: &Told<'_>) -> bool {
    let range = told.timex.range();
    let text = scene.passages[told.passage].text.original;
    let before = text[..range.start].rsplit(['.', '!', '?', '\n', '。']).next().unwrap_or_default();
    let behind = text[range.end..].split('\n').next().unwrap_or_default();
    // The text goes on with another beginning, or not at all.
    let begins = || behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    !told.timex.text().contains([',', '('])
        && before.split_whitespace().nth(HEADLINE_WORDS - 1).is_some()
        && (behind.trim().is_empty() || begins())
}

/// The weekday of a date by the Julian calendar, which some countries kept until 1923.
fn julian_weekday(day: NaiveDate) -> Option<Weekday> {
    let centuries = day.year().div_euclid(100);
    let behind = u64::try_from(centuries - centuries.div_euclid(4) - 2).ok()?;
    (day.year() <= LAST_JULIAN).then(|| day.checked_add_days(Days::new(behind)))?.map(|day| day.weekday())
}

/// A day that its month has not, and why: 31 June, and 29 February in most years.
fn is_impossible(told: &Told<'_>) -> Option<(Option<i32>, String)> {
    let meaning = told.timex.meaning();
    let (month, day) = (meaning.month?, meaning.day?);
    if meaning.era == crate::meaning::Era::Hijri {
        return None;
    }
    let year = match told.timex.value() {
        Value::Calendar(CalendarValue { year: YearValue::Year(year), .. }) => Some(year),
        _ => None,
    };
    // An unknown year may be a leap year: a day that even those have not is in none.
    let length = days_in_month(year.unwrap_or(2000), month)?;
    let name = month_name(month);
    match (month, day) {
        _ if day <= length => None,
        (2, 29) => {
            let year = year.unwrap_or_default();
            Some((Some(year), format!("{name} {year} has {length} days; {year} is no leap year.")))
        }
        _ => Some((year, format!("{name} has {length} days."))),
    }
}

fn weekday(scene: &Scene<'_, '_>, index: usize, day: NaiveDate, witnesses: &Witnesses<'_>) -> Option<Fix> {
    let told = &scene.told[index];
    let weekday = told.timex.meaning().weekday?;
    let guesses = guesses(told.timex.meaning(), told.timex.text(), day, weekday);
    let readings = weigh(scene, told, guesses, witnesses);
    let best = *readings.first()?;
    let mut evidence = format!(
        "{day} was a {}, not a {}; the nearest {} is {}",
        weekday_name(day.weekday()),
        weekday_name(weekday),
        weekday_name(weekday),
        nearest(day, weekday)
    );
    let support = support(scene, told, best.day, witnesses);
    let applied = best.probability >= MARGIN && support.0;
    if let (true, Some(why)) = (applied, support.1) {
        evidence.push_str(&format!("; {why}"));
    }
    evidence.push('.');
    let kind = if applied { best.kind } else { CorrectionKind::WeekdayMismatch };
    Some(settled(scene, index, kind, day.to_string(), evidence, &readings, applied))
}

fn impossible(
    scene: &Scene<'_, '_>,
    index: usize,
    witnesses: &Witnesses<'_>,
    evidence: String,
) -> Option<Fix> {
    let told = &scene.told[index];
    let meaning = told.timex.meaning();
    let (month, number) = (meaning.month?, meaning.day?);
    let year = match (is_impossible(told)?.0, scene.day) {
        (Some(year), _) => Some(year),
        (None, day) => day.map(|day| day.year()),
    };
    let kind = CorrectionKind::ImpossibleDate;
    let mut guesses = Vec::new();
    if let Some(last) =
        year.and_then(|year| NaiveDate::from_ymd_opt(year, month, days_in_month(year, month)?))
    {
        guesses.push(Guess { day: last, kind, slip: DAY_NEXT });
        guesses.extend(last.succ_opt().map(|day| Guess { day, kind, slip: DAY_NEAR }));
        let slips = (1..last.day()).filter(|other| is_digit_slip(number, *other));
        let digits = slips.filter_map(|other| last.with_day(other));
        guesses.extend(digits.map(|day| Guess { day, kind, slip: DAY_DIGIT }));
        let months = (1..=12_u32).filter(|other| other.abs_diff(month) == 1);
        let months = months.filter_map(|other| NaiveDate::from_ymd_opt(last.year(), other, number));
        guesses.extend(months.map(|day| Guess { day, kind, slip: MONTH_NEXT }));
        if meaning.year.is_some() && (month, number) == (2, 29) {
            let years = (-4..=4).filter_map(|step| NaiveDate::from_ymd_opt(last.year() + step, 2, 29));
            guesses.extend(years.map(|day| Guess { day, kind, slip: DAY_NEAR }));
        }
        if let Some(weekday) = meaning.weekday {
            for guess in guesses.iter_mut().filter(|guess| guess.day.weekday() != weekday) {
                guess.slip /= 10.0;
            }
        }
    }
    let readings = weigh(scene, told, guesses, witnesses);
    let support = readings.first().map(|best| support(scene, told, best.day, witnesses));
    let applied = readings.first().is_some_and(|best| best.probability >= MARGIN)
        && support.as_ref().is_some_and(|support| support.0 && support.1.is_some());
    let mut evidence = evidence;
    if let (true, Some((_, Some(why)))) = (applied, support) {
        evidence = format!("{}; {why}.", evidence.trim_end_matches('.'));
    }
    Some(settled(scene, index, kind, told.timex.text().to_owned(), evidence, &readings, applied))
}

fn settled(
    scene: &Scene<'_, '_>,
    index: usize,
    kind: CorrectionKind,
    was: String,
    evidence: String,
    readings: &[Reading],
    applied: bool,
) -> Fix {
    let told = &scene.told[index];
    let range = told.timex.range();
    let mut correction = scene.flag(kind, told.passage, (range.start, range.end), was, evidence);
    correction.candidates = candidates(readings);
    if let Some(best) = readings.first() {
        correction.confidence = percent(best.probability);
    }
    let day = readings.first().filter(|_| applied).map(|best| best.day);
    correction.now = day.map(|day| day.to_string());
    correction.applied = applied;
    Fix { told: Some(index), day, correction }
}

/// The readings, most likely first.
fn weigh(
    scene: &Scene<'_, '_>,
    told: &Told<'_>,
    guesses: Vec<Guess>,
    witnesses: &Witnesses<'_>,
) -> Vec<Reading> {
    let score = |guess: &Guess| {
        let witness = witnesses.add(guess.day).map_or(0.0, |(_, adds)| adds);
        libm::log(guess.slip) + witness + scene.day.map_or(0.0, |day| nearness(guess.day, day, told.tense))
    };
    let mut readings: Vec<Reading> = Vec::new();
    for guess in &guesses {
        let weight = libm::exp(score(guess));
        match readings.iter_mut().find(|known| known.day == guess.day) {
            Some(known) => known.probability += weight,
            None => readings.push(Reading { day: guess.day, kind: guess.kind, probability: weight }),
        }
    }
    let sum: f64 = readings.iter().map(|reading| reading.probability).sum();
    for reading in &mut readings {
        reading.probability /= sum;
    }
    readings
        .sort_by(|one, other| other.probability.total_cmp(&one.probability).then(one.day.cmp(&other.day)));
    readings
}

/// Whether something besides the slip speaks for a day, and what it says.
fn support(
    scene: &Scene<'_, '_>,
    told: &Told<'_>,
    day: NaiveDate,
    witnesses: &Witnesses<'_>,
) -> (bool, Option<String>) {
    if let Some((words, adds)) = witnesses.add(day)
        && adds >= WITNESS
    {
        return (true, Some(format!("the page also says \u{201c}{words}\u{201d}")));
    }
    let Some(own) = scene.day else { return (false, None) };
    let near = nearness(day, own, told.tense);
    // The day as printed must be much less near.
    let printed = told.timex.value().day().map_or(0.0, |printed| nearness(printed, own, told.tense));
    let why = match (own - day).num_days() {
        0 => format!("{day} is the page's own day"),
        days if days > 0 => format!("{day} lies {days} days before the page's own day"),
        days => format!("{day} lies {} days after the page's own day", -days),
    };
    (near - printed >= WITNESS, Some(why))
}

/// How likely news of one day tells of another in this tense: the logarithm of the share of one day.
fn nearness(day: NaiveDate, own: NaiveDate, tense: Option<Tense>) -> f64 {
    let back = (own - day).num_days();
    let (back, wrong_side) = match tense {
        Some(Tense::Future) => (-back, back > 0),
        Some(Tense::Past) => (back, back < 0),
        None => (back.abs(), false),
    };
    let share = match back.abs() {
        0..=7 => 0.06,
        8..=30 => 0.012,
        31..=90 => 0.003,
        91..=365 => 0.0008,
        _ => 0.0003,
    };
    libm::log(share) - if wrong_side { 3.0 } else { 0.0 }
}

/// The nearest day with this weekday, at most three days off.
fn nearest(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    let around = [weekday_on_or_before(day, weekday), weekday_on_or_after(day, weekday)];
    around.into_iter().flatten().min_by_key(|other| (*other - day).num_days().abs()).unwrap_or(day)
}

/// The value of a day in place of another, its time of day kept.
pub(crate) fn with_day(value: Value, day: NaiveDate) -> Value {
    match value {
        Value::Calendar(CalendarValue { clock, .. }) => {
            let part = YearPart::Day(Some(day.month()), day.day());
            Value::Calendar(CalendarValue { clock, ..CalendarValue::new(YearValue::Year(day.year()), part) })
        }
        other => other,
    }
}
