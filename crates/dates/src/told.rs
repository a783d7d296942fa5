//! What a text has told so far: the dates that "two days later" and narratives hang on.

use crate::time::Clock;
use crate::value::{CalendarValue, Unit, Value, YearPart, YearValue};
use chrono::{Datelike, NaiveDate};

/// The last value told of each grain, in the order of telling.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    latest: [Option<Entry>; GRAINS],
    count: u32,
    /// A year told in passing, that a second mention would confirm.
    passing: Option<Entry>,
    /// The last year told, where it is one before the common era.
    before_christ: Option<i32>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    value: CalendarValue,
    /// First day of the value, or of its year where its days are not known.
    first: NaiveDate,
    /// How many values were told before it.
    order: u32,
}

/// How many grains there are: those of [`grain_of`].
const GRAINS: usize = 8;

/// How many expressions back a quarter or month may stand for "a year earlier" to mean the same
/// one of the year before.
const NEAR: u32 = 6;

impl Told {
    /// Takes note of a value; `opening` says that it opens its sentence: "In 1943, …".
    pub(crate) fn note(&mut self, value: CalendarValue, opening: bool) {
        if let YearValue::BeforeChrist(year) = value.year {
            self.before_christ = Some(year);
            return;
        }
        let first = match (Value::Calendar(value).days(), value.year) {
            (Some((first, _)), _) => Some(first),
            (None, YearValue::Year(year)) => NaiveDate::from_ymd_opt(year, 1, 1),
            (None, _) => None,
        };
        let Some(first) = first else { return };
        self.count += 1;
        let entry = Entry { value, first, order: self.count };
        if grain_of(value) == YEAR && !opening && self.is_in_passing(first.year()) {
            self.passing = Some(entry);
            return;
        }
        self.passing = None;
        self.before_christ = None;
        self.latest[grain_of(value)] = Some(entry);
    }

    /// Whether a year is not that of the dates told, and named for the first time: "(Harl 2004)", "since 1812".
    fn is_in_passing(&self, year: i32) -> bool {
        let Some(told) = self.last(DAY..=MONTH) else { return false };
        let confirmed = self.passing.is_some_and(|passing| passing.first.year() == year);
        told.first.year() != year && !confirmed
    }

    /// The year before the common era that was told last, where none of the common era was told since.
    pub(crate) fn before_christ(&self) -> Option<i32> {
        self.before_christ
    }

    /// The first day of the last value told that is at least as fine as a unit: "two days later" hangs on
    /// no year.
    pub(crate) fn day_for(&self, unit: Unit) -> Option<NaiveDate> {
        let grain = grain_of_unit(unit);
        let passing = self.passing.filter(|_| grain >= YEAR);
        self.last(0..=grain)
            .into_iter()
            .chain(passing)
            .max_by_key(|entry| entry.order)
            .map(|entry| entry.first)
    }

    /// The first day of the last value told of exactly this grain.
    pub(crate) fn day_of(&self, unit: Unit) -> Option<NaiveDate> {
        let grain = grain_of_unit(unit);
        self.last(grain..=grain).map(|entry| entry.first)
    }

    /// The last year told, with the first day of the value that told it.
    pub(crate) fn year(&self) -> Option<NaiveDate> {
        self.last(0..=SEASON).map(|entry| entry.first)
    }

    /// The month, quarter or half that was told a few expressions ago at most.
    pub(crate) fn stretch(&self) -> Option<CalendarValue> {
        let entry = self.last(MONTH..=HALF)?;
        (self.count - entry.order < NEAR).then_some(entry.value)
    }

    /// The last day told, where it was told with a clock time.
    pub(crate) fn time(&self) -> Option<CalendarValue> {
        self.latest[DAY]
            .map(|entry| entry.value)
            .filter(|value| matches!(value.clock, Some(Clock::Time { .. })))
    }

    fn last(&self, grains: std::ops::RangeInclusive<usize>) -> Option<Entry> {
        self.latest[grains].iter().flatten().max_by_key(|entry| entry.order).copied()
    }
}

const DAY: usize = 0;
const WEEK: usize = 1;
const MONTH: usize = 2;
const QUARTER: usize = 3;
const HALF: usize = 4;
const YEAR: usize = 5;
const SEASON: usize = 6;
const LONGER: usize = 7;

fn grain_of(value: CalendarValue) -> usize {
    match (value.year, value.part) {
        (YearValue::Decade(_) | YearValue::Century(_), _) => LONGER,
        (_, YearPart::Day(..) | YearPart::SomeDay | YearPart::Weekday(_)) => DAY,
        (_, YearPart::Week(_) | YearPart::Weekend(_)) => WEEK,
        (_, YearPart::Month(_) | YearPart::SomeMonth) => MONTH,
        (_, YearPart::Quarter(_)) => QUARTER,
        (_, YearPart::Season(_)) => SEASON,
        (_, YearPart::Half(_)) => HALF,
        (_, YearPart::Whole) => YEAR,
    }
}

fn grain_of_unit(unit: Unit) -> usize {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => DAY,
        Unit::Weekend | Unit::Week => WEEK,
        Unit::Month => MONTH,
        Unit::Quarter => QUARTER,
        Unit::Half | Unit::Season => HALF,
        Unit::Year => YEAR,
        Unit::Decade | Unit::Century => LONGER,
    }
}
