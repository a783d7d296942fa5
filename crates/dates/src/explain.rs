//! How a value came about, step by step.

use crate::meaning::{Direction, Meaning, Measure};
use crate::tagger::Timex;
use crate::tense::Tense;
use crate::value::Count;
use chrono::NaiveDate;
use dateline_record::Anchor;
use std::fmt;

/// Why an expression has its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The rule that read it: `en.weekday-month-day`.
    pub rule: String,
    /// What the value was resolved against; `None` for an unresolved expression.
    pub anchor: Option<Anchor>,
    /// The day it was resolved against.
    pub anchor_day: Option<NaiveDate>,
    /// What was done, a sentence each, in order.
    pub steps: Vec<String>,
}

impl Explanation {
    pub(crate) fn of(timex: &Timex<'_>, tense: Option<Tense>) -> Self {
        let meaning = timex.meaning();
        let (anchor, anchor_day) = (timex.anchor(), timex.anchor_day());
        let mut steps = vec![format!("The words say {}.", said(meaning))];
        steps.push(match (anchor, anchor_day) {
            (Some(Anchor::Dct), Some(day)) => format!("They hang on the day the text was written, {day}."),
            (Some(Anchor::Text), Some(day)) => format!("They hang on a date told before, {day}."),
            _ if timex.value().day().is_none() && timex.value().to_string().starts_with('X') => {
                "The day they hang on is not known.".to_owned()
            }
            _ => "They hang on no other date.".to_owned(),
        });
        steps.extend(looks(meaning, tense).filter(|_| anchor_day.is_some()).map(str::to_owned));
        steps.push(match timex.value().days() {
            Some((first, last)) if first != last => {
                format!("So the value is {}, {first} to {last}.", timex.value())
            }
            _ => format!("So the value is {}.", timex.value()),
        });
        Self { rule: timex.rule().to_owned(), anchor, anchor_day, steps }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.rule)?;
        self.steps.iter().try_for_each(|step| write!(f, " {step}"))
    }
}

/// Which way the words, or the sentence, look.
fn looks(meaning: &Meaning, tense: Option<Tense>) -> Option<&'static str> {
    let counts = meaning.unit.is_some() && meaning.count.is_some();
    match (meaning.direction, tense) {
        _ if counts || meaning.year.is_some() => None,
        (Direction::Past, _) => Some("The words look back from it."),
        (Direction::Future, _) => Some("The words look ahead from it."),
        (Direction::Same, _) => Some("They stay in its own year, month or week."),
        (Direction::Tense, Some(Tense::Past)) => Some("The sentence looks back from it."),
        (Direction::Tense, Some(Tense::Future)) => Some("The sentence looks ahead from it."),
        (Direction::Tense, None) if meaning.needs_tense() => {
            Some("The sentence does not tell which way to look: the nearest one is taken.")
        }
        (Direction::Nearest, _) => Some("The nearest one is taken."),
        (Direction::Onward | Direction::Tense, _) => None,
    }
}

/// What the words name, in words.
fn said(meaning: &Meaning) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part =
        |name: &str, value: Option<String>| parts.extend(value.map(|value| format!("{name} {value}")));
    let number = |value: Option<u32>| value.map(|value| value.to_string());
    part("the holiday", meaning.holiday.clone());
    part("weekday", meaning.weekday.map(|weekday| weekday.to_string()));
    part("number", meaning.nth.map(|nth| nth.to_string()));
    part("day", number(meaning.day));
    part("week", number(meaning.week));
    part("month", number(meaning.month));
    part("season", meaning.season.map(|season| season.as_str().to_owned()));
    part("quarter", number(meaning.quarter));
    part("half", number(meaning.half));
    part("year", meaning.common_year().or(meaning.year).map(|year| year.to_string()));
    part("decade", meaning.decade.map(|decade| decade.to_string()));
    part("century", meaning.century.map(|century| century.to_string()));
    part("hour", number(meaning.hour_of_day()));
    part("minute", number(meaning.minute));
    part("part of day", meaning.part.map(|part| part.as_str().to_owned()));
    if let Some(unit) = meaning.unit {
        let unit = format!("{unit:?}").to_lowercase();
        let count = match meaning.count {
            Some(Count::Whole(count)) => count.to_string(),
            Some(Count::AndHalf(count)) => format!("{count} and a half"),
            Some(Count::Some) => "some".to_owned(),
            None => "the".to_owned(),
        };
        let measure = match (meaning.measure, meaning.direction) {
            (Measure::Length, _) => "long",
            (Measure::Age, _) => "old",
            (Measure::Frequency, _) => "from one time to the next",
            (Measure::Offset, Direction::Past) => "back",
            (Measure::Offset, Direction::Future) => "ahead",
            (Measure::Offset, _) => "itself",
        };
        parts.push(format!("{count} {unit}, {measure}"));
    }
    if let Some(shift) = meaning.shift {
        let unit = meaning.shift_unit.map_or("day".to_owned(), |unit| format!("{unit:?}").to_lowercase());
        parts.push(format!("{shift:+} {unit} from there"));
    }
    if let Some(reference) = meaning.reference {
        parts.push(format!("some time in the {}", format!("{reference:?}").to_lowercase()));
    }
    if parts.is_empty() { "what was told before".to_owned() } else { parts.join(", ") }
}
