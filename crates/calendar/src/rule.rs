//! On which day of a year a holiday falls.

use crate::Day;
use crate::day::{add_days, nth_weekday, weekday_on_or_after, weekday_on_or_before};
use crate::easter::Easter;
use crate::names::parse_weekday;
use crate::table::{Table, Tables};
use chrono::{Datelike, Weekday};
use std::sync::Arc;

/// A way to reckon a day in each year. The data files write it in a few words; see
/// [`Rule::parse`].
#[derive(Debug, Clone)]
pub(crate) enum Rule {
    /// `08-15`: the same day every year; 29 February only in leap years.
    Fixed(MonthDay),
    /// `4th thu of 11`, `last mon of 05`: a weekday of a month, negative from its end.
    Nth { month: u32, weekday: Weekday, nth: i32 },
    /// `sat from 06-20`: the first such weekday from a day of the year on.
    From { start: MonthDay, weekday: Weekday },
    /// `mon before 05-25`: the last such weekday before a day of the year.
    Before { end: MonthDay, weekday: Weekday },
    /// `orthodox easter +1`: so many days after Easter Sunday, or before it.
    Easter { easter: Easter, days: i64 },
    /// `lunar-new-year -1`: so many days after the day of a table, or before it.
    Table { table: Arc<Table>, days: i64 },
}

/// A month and a day that some year has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    fn in_year(self, year: i32) -> Option<Day> {
        Day::from_ymd_opt(year, self.month, self.day)
    }

    fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        if month.len() != 2 || day.len() != 2 {
            return None;
        }
        // Checked in a leap year, so that 29 February counts as a day.
        let day = Day::from_ymd_opt(2000, month.parse().ok()?, day.parse().ok()?)?;
        Some(Self { month: day.month(), day: day.day() })
    }
}

/// Why the words of a rule could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RuleError<'a> {
    /// They have no known shape.
    Shape,
    /// They name a table that is not there.
    UnknownTable(&'a str),
}

impl Rule {
    /// Reads the words of a rule.
    pub(crate) fn parse<'a>(text: &'a str, tables: &Tables) -> Result<Self, RuleError<'a>> {
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            [date] if date.starts_with(|c: char| c.is_ascii_digit()) => {
                MonthDay::parse(date).map(Self::Fixed)
            }
            [nth, weekday, "of", month] => parse_nth(nth, weekday, month),
            [weekday, "from", start] => parse_weekday(weekday)
                .zip(MonthDay::parse(start))
                .map(|(weekday, start)| Self::From { start, weekday }),
            [weekday, "before", end] => parse_weekday(weekday)
                .zip(MonthDay::parse(end))
                .map(|(weekday, end)| Self::Before { end, weekday }),
            [church, "easter", ref days @ ..] => parse_church(church)
                .zip(parse_offset(days))
                .map(|(easter, days)| Self::Easter { easter, days }),
            [table, ref days @ ..] => match parse_offset(days) {
                Some(days) => {
                    let table = tables.get(table).ok_or(RuleError::UnknownTable(table))?;
                    Some(Self::Table { table: Arc::clone(table), days })
                }
                None => None,
            },
            [] => None,
        }
        .ok_or(RuleError::Shape)
    }

    /// The days of `year`: usually one, none where there is none, two where a lunar feast comes
    /// round twice.
    pub(crate) fn days_in(&self, year: i32) -> Vec<Day> {
        let one = match self {
            Self::Fixed(date) => date.in_year(year),
            Self::Nth { month, weekday, nth } => nth_weekday(year, *month, *weekday, *nth),
            Self::From { start, weekday } => {
                start.in_year(year).and_then(|day| weekday_on_or_after(day, *weekday))
            }
            Self::Before { end, weekday } => end
                .in_year(year)
                .and_then(|day| add_days(day, -1))
                .and_then(|day| weekday_on_or_before(day, *weekday)),
            Self::Easter { easter, days } => easter.sunday(year).and_then(|sunday| add_days(sunday, *days)),
            Self::Table { table, days } => {
                return table
                    .days()
                    .iter()
                    .filter_map(|&day| add_days(day, *days))
                    .filter(|day| day.year() == year)
                    .collect();
            }
        };
        one.into_iter().collect()
    }

    /// Whether the day may be off by one.
    pub(crate) fn is_approximate(&self) -> bool {
        matches!(self, Self::Table { table, .. } if table.is_approximate())
    }
}

fn parse_nth(nth: &str, weekday: &str, month: &str) -> Option<Rule> {
    let nth = match nth {
        "1st" => 1,
        "2nd" => 2,
        "3rd" => 3,
        "4th" => 4,
        "5th" => 5,
        "last" => -1,
        _ => return None,
    };
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Rule::Nth { month, weekday: parse_weekday(weekday)?, nth })
}

fn parse_church(church: &str) -> Option<Easter> {
    match church {
        "western" => Some(Easter::Western),
        "orthodox" => Some(Easter::Orthodox),
        _ => None,
    }
}

/// Reads `+1`, `-46` or nothing, which is 0. A sign is wanted, so that a day of the month is not
/// taken for an offset.
fn parse_offset(words: &[&str]) -> Option<i64> {
    match words {
        [] => Some(0),
        [days] if days.starts_with(['+', '-']) => days.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str, year: i32) -> String {
        let rule = Rule::parse(rule, &Tables::new()).expect(rule);
        rule.days_in(year).iter().map(Day::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_shape_of_rule() {
        assert_eq!(days("08-15", 2024), "2024-08-15");
        assert_eq!(days("02-29", 2024), "2024-02-29");
        assert_eq!(days("02-29", 2023), "");
        assert_eq!(days("4th thu of 11", 2024), "2024-11-28");
        assert_eq!(days("last mon of 05", 2025), "2025-05-26");
        assert_eq!(days("sat from 06-20", 2024), "2024-06-22");
        assert_eq!(days("mon before 05-25", 2026), "2026-05-18");
        assert_eq!(days("western easter -2", 2024), "2024-03-29");
        assert_eq!(days("orthodox easter", 2024), "2024-05-05");
    }

    #[test]
    fn words_of_no_shape_are_refused() {
        for rule in
            ["", "8-15", "02-30", "6th mon of 01", "2nd mon of 13", "Mon from 01-01", "new easter", "easter"]
        {
            let error = Rule::parse(rule, &Tables::new()).expect_err(rule);
            let unknown = matches!(error, RuleError::UnknownTable(_));
            assert_eq!(unknown, rule.is_empty() || rule == "easter", "{rule}");
        }
        assert_eq!(Rule::parse("moon 3", &Tables::new()).unwrap_err(), RuleError::Shape);
        assert_eq!(Rule::parse("moon +3", &Tables::new()).unwrap_err(), RuleError::UnknownTable("moon"));
    }
}
