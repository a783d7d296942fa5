//! TIMEX3 values: what an expression means, as ISO-TimeML writes it.

use crate::time::Clock;
use chrono::{Datelike, Weekday};
use dateline_calendar::{Day, Span, week};
use std::fmt;

/// A TIMEX3 value. `Display` writes it as ISO-TimeML does: `2024-03-11`, `2024-W11`, `P3D`,
/// `PAST_REF`, `XXXX-06-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// A calendar date or anything coarser, perhaps with a time of day.
    Calendar(CalendarValue),
    /// A length of time.
    Duration(Length),
    /// A vague stretch of the past, present or future.
    Reference(Reference),
}

/// A place in the calendar. What is not known stays a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CalendarValue {
    /// The year, or the stretch of years.
    pub year: YearValue,
    /// What stands below the year.
    pub part: YearPart,
    /// The time of day.
    pub clock: Option<Clock>,
}

/// The year of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearValue {
    /// Not known: `XXXX`.
    Unknown,
    /// None at all: `T15:00`, of every day.
    Any,
    /// A year of the common era.
    Year(i32),
    /// Ten years by their first three digits: `199`.
    Decade(i32),
    /// A hundred years by their first two digits: `19`.
    Century(i32),
    /// A year before the common era: `BC0044`.
    BeforeChrist(i32),
    /// A hundred years before the common era by their first two digits: `BC04` is the fifth century.
    CenturyBeforeChrist(i32),
    /// A fiscal year: `FY1989`. Its bounds depend on who keeps the books.
    Fiscal(i32),
}

/// What stands below the year in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearPart {
    /// Nothing: the whole year.
    Whole,
    /// A month that is not known: `XXXX-XX`.
    SomeMonth,
    /// A month, 1 to 12.
    Month(u32),
    /// A day of a month; the month may be unknown (`XXXX-XX-12`).
    Day(Option<u32>, u32),
    /// A day that is not known: `XXXX-XX-XX`.
    SomeDay,
    /// An ISO week, 1 to 53; not known: `WXX`.
    Week(Option<u32>),
    /// The weekend of an ISO week: `W11-WE`.
    Weekend(Option<u32>),
    /// A weekday of some week: `XXXX-WXX-4`.
    Weekday(Weekday),
    /// A quarter, 1 to 4; not known: `QX`.
    Quarter(Option<u32>),
    /// A half, 1 or 2; not known: `HX`.
    Half(Option<u32>),
    /// A season: `SP`, `SU`, `FA`, `WI`.
    Season(Season),
}

/// The seasons, after TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Vague references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
}

/// A length of time: how many of which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many.
    pub count: Count,
    /// Of which unit.
    pub unit: Unit,
    /// And how many of a finer one: "two years and three months".
    pub and: Option<(u32, Unit)>,
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// That many.
    Whole(u32),
    /// That many and a half.
    AndHalf(u32),
    /// An unknown number: `X`.
    Some,
}

/// Units of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Value {
    /// The calendar days the value covers, first and last; `None` when it names none.
    ///
    /// Fiscal years, years before the common era and seasons name no certain days: their bounds
    /// depend on who counts.
    pub fn days(&self) -> Option<(Day, Day)> {
        match self {
            Self::Calendar(value) => value.days().map(|span| (span.first(), span.last())),
            Self::Duration(_) | Self::Reference(_) => None,
        }
    }

    /// A single known day.
    pub fn day(&self) -> Option<Day> {
        self.days().filter(|(first, last)| first == last).map(|(first, _)| first)
    }
}

impl CalendarValue {
    /// The value of one day.
    pub fn of_day(day: Day) -> Self {
        Self::new(YearValue::Year(day.year()), YearPart::Day(Some(day.month()), day.day()))
    }

    /// A value without a time of day.
    pub fn new(year: YearValue, part: YearPart) -> Self {
        Self { year, part, clock: None }
    }

    fn days(&self) -> Option<Span> {
        match (self.year, self.part) {
            (YearValue::Year(year), part) => days_in_year(year, part),
            (YearValue::Decade(decade), YearPart::Whole) => Span::decade(decade),
            (YearValue::Century(century), YearPart::Whole) => Span::century(century),
            _ => None,
        }
    }
}

fn days_in_year(year: i32, part: YearPart) -> Option<Span> {
    match part {
        YearPart::Whole => Span::year(year),
        YearPart::Month(month) => Span::month(year, month),
        YearPart::Day(Some(month), day) => Day::from_ymd_opt(year, month, day).map(Span::day),
        YearPart::Week(Some(number)) => week::week(year, number),
        YearPart::Weekend(Some(number)) => week::weekend(year, number),
        YearPart::Quarter(Some(quarter)) => Span::quarter(year, quarter),
        YearPart::Half(Some(half)) => Span::half(year, half),
        _ => None,
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(value) => value.fmt(f),
            Self::Duration(length) => length.fmt(f),
            Self::Reference(Reference::Past) => f.write_str("PAST_REF"),
            Self::Reference(Reference::Present) => f.write_str("PRESENT_REF"),
            Self::Reference(Reference::Future) => f.write_str("FUTURE_REF"),
        }
    }
}

impl fmt::Display for CalendarValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year == YearValue::Any {
            return self.clock.map_or(Ok(()), |clock| clock.fmt(f));
        }
        self.year.fmt(f)?;
        match self.part {
            YearPart::Whole => Ok(()),
            YearPart::SomeMonth => f.write_str("-XX"),
            YearPart::Month(month) => write!(f, "-{month:02}"),
            YearPart::Day(Some(month), day) => write!(f, "-{month:02}-{day:02}"),
            YearPart::Day(None, day) => write!(f, "-XX-{day:02}"),
            YearPart::SomeDay => f.write_str("-XX-XX"),
            YearPart::Week(week) => write!(f, "-W{}", Gap(week)),
            YearPart::Weekend(week) => write!(f, "-W{}-WE", Gap(week)),
            YearPart::Weekday(weekday) => write!(f, "-WXX-{}", weekday.number_from_monday()),
            YearPart::Quarter(quarter) => write!(f, "-Q{}", Digit(quarter)),
            YearPart::Half(half) => write!(f, "-H{}", Digit(half)),
            YearPart::Season(season) => write!(f, "-{}", season.as_str()),
        }?;
        match self.clock {
            Some(clock) => clock.fmt(f),
            None => Ok(()),
        }
    }
}

/// Two digits, or `XX`.
struct Gap(Option<u32>);

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, "{number:02}"),
            None => f.write_str("XX"),
        }
    }
}

/// One digit, or `X`.
struct Digit(Option<u32>);

impl fmt::Display for Digit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, "{number}"),
            None => f.write_str("X"),
        }
    }
}

impl fmt::Display for YearValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown | Self::Any => f.write_str("XXXX"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::BeforeChrist(year) => write!(f, "BC{year:04}"),
            Self::CenturyBeforeChrist(century) => write!(f, "BC{century:02}"),
            Self::Fiscal(year) => write!(f, "FY{year:04}"),
        }
    }
}

impl Season {
    /// The letters TIMEX3 writes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl Unit {
    /// Whether it is a part of a day.
    fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// The letters TIMEX3 writes in a duration.
    fn letters(self) -> &'static str {
        match self {
            Self::Minute | Self::Month => "M",
            Self::Hour | Self::Half => "H",
            Self::Day => "D",
            Self::Weekend => "WE",
            Self::Week => "W",
            Self::Quarter => "Q",
            Self::Second | Self::Season => "S",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whole decades and centuries are told in years, as TimeML's own corpora do.
        match (self.count, self.unit) {
            (Count::Whole(count), Unit::Decade) => return write!(f, "P{}Y", u64::from(count) * 10),
            (Count::Whole(count), Unit::Century) => return write!(f, "P{}Y", u64::from(count) * 100),
            _ => {}
        }
        let (prefix, letter) = (if self.unit.is_clock() { "PT" } else { "P" }, self.unit.letters());
        match self.count {
            Count::Whole(count) => write!(f, "{prefix}{count}{letter}"),
            Count::AndHalf(count) => write!(f, "{prefix}{count}.5{letter}"),
            Count::Some => write!(f, "{prefix}X{letter}"),
        }?;
        match self.and {
            Some((count, unit)) => {
                let turn = if unit.is_clock() && !self.unit.is_clock() { "T" } else { "" };
                write!(f, "{turn}{count}{}", unit.letters())
            }
            None => Ok(()),
        }
    }
}

impl From<CalendarValue> for Value {
    fn from(value: CalendarValue) -> Self {
        Self::Calendar(value)
    }
}
