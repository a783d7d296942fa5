//! Dates in figures whose order neither the page nor the language tells, by the page's own day.

use super::gather::{full_date, other_order};
use crate::matcher::Found;
use crate::tense::Tense;
use chrono::NaiveDate;

/// A date read this many days after the page's own day, though not told as to come, is none of news.
const AHEAD: i64 = 30;
/// The other reading counts where it is this near before the page's own day.
const BEFORE: i64 = 7;

/// Turns day and month round where the usual order would tell of a day to come, and the other tells of the week just past.
pub(crate) fn settle_order<'f>(found: impl Iterator<Item = (Option<Tense>, &'f mut Found)>, own: NaiveDate) {
    for (tense, found) in found {
        let meaning = &found.meaning;
        let (Some(day), Some(other)) = (full_date(meaning), other_order(meaning)) else { continue };
        let near = (0..=BEFORE).contains(&(own - other).num_days());
        if tense != Some(Tense::Future) && (day - own).num_days() > AHEAD && near {
            (found.meaning.day, found.meaning.month) = (found.meaning.month, found.meaning.day);
        }
    }
}
