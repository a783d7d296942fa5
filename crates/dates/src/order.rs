//! In which order figures write day and month: `03/04/2016`.

use crate::matcher::Found;
use crate::meaning::Meaning;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// The order of day and month in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DateOrder {
    /// 03/04 is 3 April.
    DayMonth,
    /// 03/04 is March 4.
    MonthDay,
}

/// Fills in day and month of every date in figures.
///
/// A date that can be read in one order only, because the other names no day or another weekday
/// than the one beside it, is read in that order, and so are the page's other dates if all such
/// dates agree; without any, the language's own order holds. Where there is none, the dates
/// are left out. Where the page's figures leave no doubt of its order, a weekday that fits another makes no exception: then
/// the date contradicts itself.
pub(crate) fn settle<'f>(texts: impl Iterator<Item = &'f mut Vec<Found>>, own: Option<DateOrder>) {
    let mut texts: Vec<&mut Vec<Found>> = texts.collect();
    let mut told: Vec<DateOrder> = Vec::new();
    for found in texts.iter().flat_map(|found| found.iter()) {
        told.extend(only_order(&found.meaning).filter(|order| !told.contains(order)));
    }
    let usual = match told.as_slice() {
        [order] => Some(*order),
        _ => own,
    };
    let mut plain =
        texts.iter().flat_map(|found| found.iter()).filter_map(|found| order_by_figures(&found.meaning));
    let plain = plain.next().filter(|first| plain.all(|order| order == *first));
    for text in &mut texts {
        text.retain_mut(|found| {
            let Some(figures) = found.meaning.figures else { return true };
            let by_weekday = || plain.is_none().then(|| only_order(&found.meaning)).flatten();
            let order = order_by_figures(&found.meaning).or_else(by_weekday).or(plain).or(usual);
            let Some(order) = order else { return false };
            let (day, month) = order.of(figures);
            found.meaning.day = Some(day);
            found.meaning.month = Some(month);
            (1..=12).contains(&month) && (1..=31).contains(&day)
        });
    }
}

impl DateOrder {
    /// Day and month.
    fn of(self, (first, second): (u32, u32)) -> (u32, u32) {
        match self {
            Self::DayMonth => (first, second),
            Self::MonthDay => (second, first),
        }
    }
}

/// The one order in which a date in figures can be read.
fn only_order(meaning: &Meaning) -> Option<DateOrder> {
    let figures = meaning.figures?;
    let mut orders = [DateOrder::DayMonth, DateOrder::MonthDay].into_iter();
    let mut can = orders.by_ref().filter(|order| reads(meaning, order.of(figures)));
    can.next().filter(|_| can.next().is_none())
}

/// The same by its figures alone: one of them is no month. A day that its month has not, 31/11/2023, tells its order too.
fn order_by_figures(meaning: &Meaning) -> Option<DateOrder> {
    only_order(&Meaning { weekday: None, ..meaning.clone() }).or_else(|| {
        let (first, second) = meaning.figures.filter(|_| meaning.year.is_some())?;
        match (first > 12, second > 12) {
            (true, false) => Some(DateOrder::DayMonth),
            (false, true) => Some(DateOrder::MonthDay),
            _ => None,
        }
    })
}

fn reads(meaning: &Meaning, (day, month): (u32, u32)) -> bool {
    // Any leap year will do where no year is named.
    let Some(date) = NaiveDate::from_ymd_opt(meaning.common_year().unwrap_or(2000), month, day) else {
        return false;
    };
    meaning.year.is_none() || meaning.weekday.is_none_or(|weekday| date.weekday() == weekday)
}
