//! What a clue says, in words that a person can check.

use super::{Clue, days_before, last_occurrence};
use crate::dating::words::{month_day, weekday_name};
use chrono::{Datelike, NaiveDate};

impl Clue {
    /// What the clue says of this day, where that depends on the day.
    pub(crate) fn says_of(&self, day: NaiveDate) -> Option<String> {
        match *self {
            Self::WeekdayDate { weekday, month, day: number, .. } => {
                let Some(found) = last_occurrence(day, month, number) else {
                    return Some(no_such_day(month, number));
                };
                let date = format!("{} {}", month_day(month, number), found.year());
                Some(if found.weekday() == weekday {
                    format!("{date} was a {}, {}", weekday_name(weekday), distance(day, found))
                } else {
                    format!("{date} was a {}, not a {}", weekday_name(found.weekday()), weekday_name(weekday))
                })
            }
            Self::Weekdays(weekdays) => {
                let found = days_before(day, weekdays.lag(day) as u64);
                Some(format!(
                    "the latest weekday told is {} {found}, {}",
                    weekday_name(found.weekday()),
                    distance(day, found)
                ))
            }
            Self::MonthDay { month, day: number } => {
                let Some(found) = last_occurrence(day, month, number) else {
                    return Some(no_such_day(month, number));
                };
                Some(format!("told without its year, {found} is {}", distance(day, found)))
            }
            _ => None,
        }
    }

    /// What the clue says where no day was found.
    pub(crate) fn says_alone(&self) -> Option<String> {
        match *self {
            Self::WeekdayDate { weekday, month, day, .. } => Some(format!(
                "{} falls on a {} every few years",
                month_day(month, day),
                weekday_name(weekday)
            )),
            Self::Weekdays(_) => Some("a weekday comes round every week".to_owned()),
            Self::MonthDay { month, day } => {
                Some(format!("{} comes round every year", month_day(month, day)))
            }
            _ => None,
        }
    }
}

/// What is said of a day such as 31 June.
fn no_such_day(month: u32, day: u32) -> String {
    format!("no calendar has a {}", month_day(month, day))
}

/// How far back a day lies, in words.
fn distance(from: NaiveDate, to: NaiveDate) -> String {
    match (from - to).num_days() {
        0 => "the page's own day".to_owned(),
        1 => "the day before the page's".to_owned(),
        days => format!("{days} days before the page's"),
    }
}
