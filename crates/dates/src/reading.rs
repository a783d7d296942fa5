//! What weekdays, days and months are read against: the DCT in news, the last date told in a narrative.

use crate::matcher::Found;
use crate::meaning::{HangsOn, Meaning};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::day::add_months;
use dateline_record::Reading;

/// How many years from the DCT a year lies that news mentions as history.
const LONG_AGO: i32 = 2;
/// A narrative names at least so many years of the past …
const YEARS: usize = 8;
/// … and so many times as often as it has words of the day it was written ("yesterday", "on Monday").
const TIMES: usize = 2;
/// What lies so near to the page's own day, in days, is told of that.
const OF_THE_DAY: i64 = 14;

/// Tells a narrative from news by the expressions of the whole text.
///
/// A narrative names past years again and again and hardly ever the day it was written. Both numbers are
/// set by hand between the histories and the newswire of the development gold. News of somebody's life begins with what
/// happened these days ("died on Monday") and may name many years behind it.
pub(crate) fn reading<'f>(found: impl Iterator<Item = &'f Found>, dct: Option<NaiveDate>) -> Reading {
    let (mut past_years, mut recent) = (0, 0);
    for Found { meaning, .. } in found {
        let dated = meaning.month.is_some() || meaning.figures.is_some();
        match meaning.common_year() {
            Some(year) => {
                let long_ago = dct.is_none_or(|dct| (dct.year() - year).abs() > LONG_AGO);
                // Histories give full dates, where news that looks back names the year.
                past_years += usize::from(long_ago) * if dated { 2 } else { 1 };
                recent += usize::from(!long_ago);
            }
            None => {
                let of_the_day = meaning.hangs_on == HangsOn::Dct
                    || (meaning.hangs_on == HangsOn::Reading
                        && meaning.unit.is_some()
                        && meaning.count.is_some());
                let of_the_day = of_the_day || (meaning.weekday.is_some() && !dated);
                if past_years == 0 && dct.is_some_and(|dct| of_the_day || is_of_the_day(meaning, dct)) {
                    return Reading::News;
                }
                recent += usize::from(of_the_day);
            }
        }
    }
    if past_years >= YEARS && past_years >= TIMES * recent { Reading::Narrative } else { Reading::News }
}

/// Whether a date without its year is one of the days around the one that the text was written on, in the nearest year.
pub(crate) fn is_of_the_day(meaning: &Meaning, dct: NaiveDate) -> bool {
    let (month, Some(day)) = (meaning.month, meaning.day) else { return false };
    // "The 9th" is one of these days, whichever month it is.
    let Some(month) = month else { return meaning.unit.is_none() };
    let around = [add_months(dct, -1), Some(dct), add_months(dct, 1)];
    let years = around.into_iter().flatten().map(|near| near.year());
    let near = |year| NaiveDate::from_ymd_opt(year, month, day);
    years.filter_map(near).any(|date| (date - dct).num_days().abs() <= OF_THE_DAY)
}
