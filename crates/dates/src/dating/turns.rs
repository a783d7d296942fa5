//! The days at which what a clue says changes.
//!
//! Of ten thousand days of a window most clues say two or three things; where they do, the clue is asked once for each
//! stretch of days instead of once for each day.

use super::clue::{Clue, Told, Trust};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// The first days of stretches of a window, in ascending order, over which a clue says one thing of every day; `None`: what it
/// says hangs on the weekday alone. There may be more stretches than things said, and days outside of the window.
pub(super) fn turns(clue: &Clue, first: NaiveDate, last: NaiveDate) -> Option<Vec<NaiveDate>> {
    let around = |day: NaiveDate, offsets: &[i64]| -> Vec<NaiveDate> {
        offsets.iter().filter_map(|offset| day.checked_add_signed(TimeDelta::days(*offset))).collect()
    };
    // A day that comes round every year says something of a year and of the next.
    let yearly = |month: u32, number: u32, offsets: &[i64]| -> Vec<NaiveDate> {
        let years = first.year() - 1..=last.year() + 1;
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, number));
        days.flat_map(|day| around(day, offsets)).collect()
    };
    let years = |year: i32| -> Vec<NaiveDate> {
        [year, year + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1)).collect()
    };
    let mut turns = match *clue {
        Clue::Printed { day, .. } => around(day, &[0, 1]),
        Clue::Claimed { day, trust: Trust::Slight } => around(day, &[-31, 0, 1]),
        Clue::Claimed { trust: Trust::None, .. } => Vec::new(),
        Clue::Claimed { day, .. } => around(day, &[-1, 0, 1, 2]),
        Clue::NotBefore { day, told: Told::Past } => around(day, &[-400, 0]),
        Clue::NotBefore { day, .. } => around(day, &[0]),
        Clue::NotAfter(day) => around(day, &[1]),
        Clue::WeekdayDate { month, day, .. } => yearly(month, day, &[-10, 0, 1, 2, 7, 11, 31]),
        Clue::MonthDay { month, day } => yearly(month, day, &[0, 2, 22, 61]),
        Clue::Weekdays(_) => return None,
        Clue::MonthThisYear(month) => [yearly(month, 1, &[0]), yearly(1, 1, &[0])].concat(),
        Clue::Occasion(from, to) => {
            [around(from, &[-10, -3, -1, 0]), around(to, &[1, 2, 4, 11]), years(to.year())].concat()
        }
        Clue::Holiday(ref dates) => {
            let lags = [-10, -3, -1, 0, 1, 2, 4, 11];
            dates.iter().flat_map(|(month, number)| yearly(*month, *number, &lags)).collect()
        }
        Clue::Around { day, slack } => around(day, &[-i64::from(slack), i64::from(slack) + 1]),
        Clue::Reported { day, .. } => around(day, &[-7, -2, -1, 0, 1, 2, 3, 8]),
        Clue::InYear { year, .. } => years(year),
    };
    turns.sort_unstable();
    Some(turns)
}

#[cfg(test)]
mod tests {
    use super::super::clue::{Lag, WeekdaySet};
    use super::super::printed::Worth;
    use super::*;
    use chrono::{Days, Weekday};
    use dateline_record::{DateRole, DateSource};
    use proptest::prelude::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(1999, 6, 1).unwrap() + Days::new(number)
    }

    fn clues(day: NaiveDate, other: NaiveDate, number: u32) -> Vec<Clue> {
        let (month, of_month) = (other.month(), number % 31 + 1);
        let worth = Worth { on: 3.0, off: -1.0, leads: true };
        let (source, role) = (DateSource::Url, DateRole::Published);
        let mut weekdays = WeekdaySet::default();
        weekdays.insert(Weekday::Tue);
        let mut clues = vec![
            Clue::Printed { day, source, role, readings: 1, worth },
            Clue::NotAfter(day),
            Clue::Weekdays(weekdays),
            Clue::MonthDay { month, day: of_month },
            Clue::MonthDay { month: 2, day: 29 },
            Clue::MonthThisYear(month),
            Clue::Occasion(day.min(other), day.max(other)),
            Clue::Occasion(day, day + Days::new(3)),
            Clue::Holiday(vec![(month, of_month), (day.month(), 1), (1, 2), (12, 30)]),
            Clue::Around { day, slack: number },
            Clue::Reported { day, pages: 2 },
            Clue::InYear { year: day.year(), right: 0.8 },
        ];
        for trust in [Trust::Plain, Trust::Slight, Trust::None] {
            clues.push(Clue::Claimed { day, trust });
        }
        for told in [Told::Past, Told::Dated, Told::History] {
            clues.push(Clue::NotBefore { day, told });
        }
        for lag in [Lag::OnTheDay, Lag::Days] {
            let weekday = other.weekday();
            clues.push(Clue::WeekdayDate { weekday, month, day: of_month, lag });
            clues.push(Clue::WeekdayDate { weekday, month: 2, day: 29, lag });
        }
        clues
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Between two turns a clue says the same of every day.
        #[test]
        fn nothing_changes_between_turns(one in 0u64..9000, other in 0u64..9000, number in 0u32..40, from in 0u64..9000) {
            let (first, last) = (day(from), day(from + 2500));
            for clue in clues(day(one), day(other), number) {
                let turns = turns(&clue, first, last);
                let says = |day: NaiveDate| clue.log_ratio(day, 2501.0).to_bits();
                let mut days = first.iter_days().take_while(|day| *day <= last);
                let Some(turns) = turns else {
                    prop_assert!(days.all(|day| says(day) == says(day + Days::new(7))));
                    continue;
                };
                let mut before = None;
                for day in days {
                    let same = before.replace(says(day)).is_none_or(|before| before == says(day));
                    prop_assert!(same || turns.contains(&day), "{:?} on {}", clue, day);
                }
            }
        }
    }
}
