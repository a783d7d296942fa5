//! What weekdays, days and months are read against: the DCT in news, the last date told in a narrative.

use crate::matcher::Found;
use crate::meaning::HangsOn;
use chrono::{Datelike, NaiveDate};
use dateline_record::Reading;

/// How many years from the DCT a year lies that news mentions as history.
const LONG_AGO: i32 = 2;
/// A narrative names at least so many years of the past …
const YEARS: usize = 8;
/// … and so many times as often as it has words of the day it was written ("yesterday", "on Monday").
const TIMES: usize = 2;

/// Tells a narrative from news by the expressions of the whole text.
///
/// A narrative names past years again and again and hardly ever the day it was written. Both numbers are
/// set by hand between the histories and the newswire of the development gold.
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
                recent += usize::from(of_the_day || (meaning.weekday.is_some() && !dated));
            }
        }
    }
    if past_years >= YEARS && past_years >= TIMES * recent { Reading::Narrative } else { Reading::News }
}
