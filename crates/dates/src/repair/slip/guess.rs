//! The days that a slip may have made a wrong date of, and how common each slip is.

use crate::meaning::Meaning;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use dateline_record::CorrectionKind;

/// How common the slips are, among dates that contradict themselves: set by hand, to be told with
/// every correction and outweighed by any plain witness. The weekday: for a neighbour of the right one, and for
/// another.
const WEEKDAY_NEXT: f64 = 0.11;
const WEEKDAY_OTHER: f64 = 0.055;
/// The day of the month: off by one, by two or three, or by a digit.
pub(super) const DAY_NEXT: f64 = 0.08;
pub(super) const DAY_NEAR: f64 = 0.02;
pub(super) const DAY_DIGIT: f64 = 0.012;
/// The year: off by one, as in January; by another number up to ten.
const YEAR_NEXT: f64 = 0.05;
const YEAR_OTHER: f64 = 0.002;
/// The month before or after.
pub(super) const MONTH_NEXT: f64 = 0.02;
/// Day and month swapped: in words, and in figures.
const SWAP: f64 = 0.005;
const SWAP_FIGURES: f64 = 0.2;

/// A reading before it is weighed.
pub(super) struct Guess {
    pub(super) day: NaiveDate,
    pub(super) kind: CorrectionKind,
    pub(super) slip: f64,
}

/// The days that a slip may have made this of.
pub(super) fn guesses(meaning: &Meaning, words: &str, day: NaiveDate, weekday: Weekday) -> Vec<Guess> {
    let mut guesses = Vec::new();
    let apart = |one: Weekday, other: Weekday| {
        let days = one.days_since(other);
        days.min(7 - days)
    };
    let mismatch = CorrectionKind::WeekdayMismatch;
    let slip = if apart(day.weekday(), weekday) == 1 { WEEKDAY_NEXT } else { WEEKDAY_OTHER };
    guesses.push(Guess { day, kind: mismatch, slip });
    let mut guess = |day: Option<NaiveDate>, kind, slip| {
        guesses.extend(day.filter(|day| day.weekday() == weekday).map(|day| Guess { day, kind, slip }));
    };
    for step in 1..=3 {
        let slip = if step == 1 { DAY_NEXT } else { DAY_NEAR };
        guess(day.checked_add_days(Days::new(step)), mismatch, slip);
        guess(day.checked_sub_days(Days::new(step)), mismatch, slip);
    }
    for other in (1..=31).filter(|other| is_digit_slip(day.day(), *other) && other.abs_diff(day.day()) > 3) {
        guess(day.with_day(other), mismatch, DAY_DIGIT);
    }
    for other in (1..=12_u32).filter(|other| other.abs_diff(day.month()) == 1) {
        guess(day.with_month(other), mismatch, MONTH_NEXT);
    }
    if meaning.year.is_some() {
        for step in (-10..=10).filter(|step| *step != 0) {
            let slip = if step == 1 || step == -1 { YEAR_NEXT } else { YEAR_OTHER };
            guess(day.with_year(day.year() + step), CorrectionKind::WrongYear, slip);
        }
    }
    if day.day() <= 12 && day.day() != day.month() {
        let figures = meaning.figures.is_some() || is_figures(words);
        let swapped = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
        let slip = if figures { SWAP_FIGURES } else { SWAP };
        guess(swapped, CorrectionKind::DayMonthOrder, slip);
    }
    guesses
}

/// Whether the words hold a date in figures with its year last, parted by full stops, strokes or hyphens.
fn is_figures(words: &str) -> bool {
    let parted = words.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '/' | '-')));
    parted.into_iter().any(|run| {
        let groups: Vec<&str> = run.split(['.', '/', '-']).filter(|group| !group.is_empty()).collect();
        groups.len() == 3 && groups[0].len() <= 2
    })
}

/// Whether one digit makes one number of the other, or their order.
pub(super) fn is_digit_slip(one: u32, other: u32) -> bool {
    if one == other {
        return false;
    }
    let digits = |number: u32| (number / 10, number % 10);
    let (one, other) = (digits(one), digits(other));
    one.0 == other.0 || one.1 == other.1 || one == (other.1, other.0)
}
