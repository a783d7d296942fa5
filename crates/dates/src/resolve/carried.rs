//! Which of its two anchors an expression hangs on, where the reading of the whole page does not settle it.

use super::Context;
use crate::meaning::{Direction, Era, HangsOn, Meaning};
use crate::reading::is_of_the_day;
use crate::tense::Tense;
use crate::value::Unit;
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;

/// A date that goes on from another is so soon after it, in days: "On 3 May 2019 he sued. On 10 July …".
const SOON: i64 = 120;
/// The same for a bare day of the month in the next sentence: "… am 4. Mai 2012. Am 9. …".
const A_WEEK: i64 = 7;
/// Around an anniversary, in days, a bare day of the month is one of the page's own.
const AROUND: i64 = 45;

/// The date told just before that an expression of news goes on from, its year being that one's: "On March 11, 2011, …
/// On March 12 …".
pub(super) fn date(meaning: &Meaning, context: &Context<'_>) -> Option<NaiveDate> {
    let open = meaning.direction == Direction::Tense
        && (meaning.month.is_some() || meaning.day.is_some())
        && meaning.unit.is_none()
        && meaning.holiday.is_none()
        && meaning.era == Era::Common
        && meaning.common_year().is_none();
    let (told, in_sentence) = context.nearby.dated().filter(|_| open)?;
    let dct = context.dct.filter(|dct| dct.year() != told.year())?;
    let against = match told.cmp(&dct) {
        Ordering::Less => Tense::Future,
        _ => Tense::Past,
    };
    if context.look.tense == Some(against) {
        return None;
    }
    let month = meaning.month.unwrap_or_else(|| told.month());
    let day = meaning.day.unwrap_or(1);
    let year = told.year() + i32::from(month < told.month());
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    // A month told after a day of its own is no later than that.
    let from = if meaning.day.is_some() { told } else { told.with_day(1)? };
    // "In April 2019 … in April" is no going on.
    let least = i64::from(meaning.day.is_none());
    let is_soon = (least..=SOON).contains(&(date - from).num_days());
    let is_meant = match (meaning.weekday, meaning.month) {
        (Some(weekday), _) => date.weekday() == weekday,
        (None, Some(_)) => !is_of_the_day(meaning, dct),
        // "The 12th" may be a day of these weeks, unless it goes on at once: far from it, a few days later.
        (None, None) => in_sentence || (date - told).num_days() <= A_WEEK && !is_anniversary(told, dct),
    };
    (is_soon && is_meant).then_some(told)
}

/// Whether a date lies weeks around the page's own day, but for the year.
fn is_anniversary(told: NaiveDate, dct: NaiveDate) -> bool {
    let apart = (i64::from(told.ordinal()) - i64::from(dct.ordinal())).abs();
    apart.min(365 - apart) <= AROUND
}

/// Whether an expression in a narrative is one of news after all: told of the page's own day, not of the last date told.
pub(super) fn tells_news(meaning: &Meaning, context: &Context<'_>) -> bool {
    let Some(dct) = context.dct else { return false };
    if meaning.hangs_on != HangsOn::Reading || meaning.common_year().is_some() {
        return false;
    }
    match (meaning.month, meaning.day) {
        (Some(_), Some(_)) => {
            let first = !context.opened && is_of_the_day(meaning, dct);
            first || context.nearby.news_on_line() && meaning.weekday.is_none()
        }
        (None, None) => {
            let weekday = meaning.weekday.is_some() && meaning.unit.is_none();
            // "The next month" is a history's own, unless news is told around it.
            let counted = matches!(meaning.unit, Some(Unit::Week | Unit::Weekend | Unit::Month));
            let news = context.nearby.news_on_line();
            let first = !context.nearby.day_just_before() && (weekday || !context.opened);
            (weekday || counted) && (news || first)
        }
        _ => false,
    }
}
