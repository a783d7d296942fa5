//! Arithmetic on single days.
//!
//! Every function is total over the days chrono can hold: what lies outside, or names a day that
//! no month has, is `None`.

use crate::Day;
use chrono::{Datelike, Days, Months, Weekday};

/// How many days a month has; `None` for a month that is not 1 to 12.
pub fn days_in_month(year: i32, month: u32) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => return None,
    })
}

/// Whether a year has a 29 February, by the Gregorian rule.
pub fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The same day of the month, `months` later or (negative) earlier. A day the new month does not
/// have becomes its last: one month after 31 January is 28 or 29 February.
pub fn add_months(day: Day, months: i32) -> Option<Day> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// The same day of the year, `years` later or (negative) earlier; 29 February becomes the 28th in
/// a common year.
pub fn add_years(day: Day, years: i32) -> Option<Day> {
    add_months(day, years.checked_mul(12)?)
}

/// The day `days` later or (negative) earlier.
pub fn add_days(day: Day, days: i64) -> Option<Day> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// The `nth` such weekday of a month, counted from its start (1 to 5) or from its end (-1 to -5).
/// `None` where the month has no fifth, and for 0.
pub fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: i32) -> Option<Day> {
    let (nearest, weeks) = if nth > 0 {
        (weekday_on_or_after(Day::from_ymd_opt(year, month, 1)?, weekday)?, nth - 1)
    } else if nth < 0 {
        let last = Day::from_ymd_opt(year, month, days_in_month(year, month)?)?;
        (weekday_on_or_before(last, weekday)?, nth.checked_add(1)?)
    } else {
        return None;
    };
    add_days(nearest, 7 * i64::from(weeks)).filter(|day| day.month() == month && day.year() == year)
}

/// The first such weekday after `day`: a week later when `day` is one itself.
pub fn next_weekday(day: Day, weekday: Weekday) -> Option<Day> {
    weekday_on_or_after(add_days(day, 1)?, weekday)
}

/// The last such weekday before `day`: a week earlier when `day` is one itself.
pub fn previous_weekday(day: Day, weekday: Weekday) -> Option<Day> {
    weekday_on_or_before(add_days(day, -1)?, weekday)
}

/// The first such weekday from `day` on, `day` itself included.
pub fn weekday_on_or_after(day: Day, weekday: Weekday) -> Option<Day> {
    add_days(day, i64::from(weekday.days_since(day.weekday())))
}

/// The last such weekday up to `day`, `day` itself included.
pub fn weekday_on_or_before(day: Day, weekday: Weekday) -> Option<Day> {
    add_days(day, -i64::from(day.weekday().days_since(weekday)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_clamp_to_their_last_day() {
        assert_eq!(add_months(day("2024-01-31"), 1), Some(day("2024-02-29")));
        assert_eq!(add_months(day("2023-03-31"), -1), Some(day("2023-02-28")));
        assert_eq!(add_months(day("2024-05-31"), -18), Some(day("2022-11-30")));
        assert_eq!(add_years(day("2024-02-29"), 1), Some(day("2025-02-28")));
        assert_eq!(add_years(day("2024-02-29"), i32::MAX), None);
    }

    #[test]
    fn weekdays_count_from_both_ends_of_the_month() {
        // Thanksgiving 2024, Memorial Day 2025, and a month without a fifth Monday.
        assert_eq!(nth_weekday(2024, 11, Weekday::Thu, 4), Some(day("2024-11-28")));
        assert_eq!(nth_weekday(2025, 5, Weekday::Mon, -1), Some(day("2025-05-26")));
        assert_eq!(nth_weekday(2024, 3, Weekday::Mon, 5), None);
        assert_eq!(nth_weekday(2024, 3, Weekday::Mon, -5), None);
        assert_eq!(nth_weekday(2024, 3, Weekday::Mon, 0), None);
        assert_eq!(nth_weekday(2024, 13, Weekday::Mon, 1), None);
    }

    #[test]
    fn next_and_previous_leave_the_day_itself() {
        let friday = day("2024-03-15");
        assert_eq!(next_weekday(friday, Weekday::Fri), Some(day("2024-03-22")));
        assert_eq!(previous_weekday(friday, Weekday::Fri), Some(day("2024-03-08")));
        assert_eq!(weekday_on_or_after(friday, Weekday::Fri), Some(friday));
        assert_eq!(weekday_on_or_before(friday, Weekday::Sat), Some(day("2024-03-09")));
        assert_eq!(next_weekday(Day::MAX, Weekday::Mon), None);
        assert_eq!(previous_weekday(Day::MIN, Weekday::Mon), None);
    }
}
