//! Weeks as ISO 8601 counts them: from Monday, the first of a year being the one with its first
//! Thursday, so that the days around New Year may belong to a week of the year beside.

use crate::{Day, Span};
use chrono::{Datelike, Weekday};

/// The year and number of the week `day` lies in.
///
/// ```
/// use dateline_calendar::{Day, week};
///
/// let day: Day = "2024-12-30".parse()?;
/// assert_eq!(week::iso_week(day), (2025, 1));
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn iso_week(day: Day) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

/// How many weeks a year has: 52 or 53.
pub fn weeks_in_year(year: i32) -> u32 {
    // A year has 53 weeks when it begins on a Thursday, or on a Wednesday and is a leap year;
    // equivalently, when its last week is not cut short by the next year's first.
    if Day::from_isoywd_opt(year, 53, Weekday::Mon).is_some() { 53 } else { 52 }
}

/// Monday to Sunday of a week; `None` for a number the year does not have.
pub fn week(year: i32, week: u32) -> Option<Span> {
    let monday = Day::from_isoywd_opt(year, week, Weekday::Mon)?;
    let sunday = Day::from_isoywd_opt(year, week, Weekday::Sun)?;
    Span::new(monday, sunday)
}

/// Saturday and Sunday of a week.
pub fn weekend(year: i32, week: u32) -> Option<Span> {
    let saturday = Day::from_isoywd_opt(year, week, Weekday::Sat)?;
    let sunday = Day::from_isoywd_opt(year, week, Weekday::Sun)?;
    Span::new(saturday, sunday)
}

/// The week `weeks` after (negative: before) the one `day` lies in.
pub fn add_weeks(day: Day, weeks: i64) -> Option<(i32, u32)> {
    crate::day::add_days(day, weeks.checked_mul(7)?).map(iso_week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_with_53_weeks() {
        // The table of ISO 8601's long years, 2000 to 2050.
        let long: Vec<i32> = (2000..=2050).filter(|&year| weeks_in_year(year) == 53).collect();
        assert_eq!(long, [2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048]);
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        assert_eq!(week(2024, 11).unwrap().to_string(), "2024-03-11/2024-03-17");
        assert_eq!(weekend(2024, 11).unwrap().to_string(), "2024-03-16/2024-03-17");
        assert_eq!(week(2024, 53), None);
        assert_eq!(add_weeks("2024-01-03".parse().unwrap(), -1), Some((2023, 52)));
    }
}
