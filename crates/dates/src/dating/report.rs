//! What other pages that report the same event say of a page's day.

use super::clue::Clue;
use super::gather::Piece;
use chrono::NaiveDate;

/// The day of other pages that report the same event: a clue like any other, weighed with the page's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The day on which they were published.
    pub day: NaiveDate,
    /// The id of one of them, by which the evidence names it.
    pub page: String,
    /// How many they are.
    pub pages: usize,
}

/// How often a report of an event lies on the same day as another, a day behind it and before it, two days, three to
/// seven, each side: counted over the 42 pairs of the embedded dataset's stories (15, 20 both ways, 3 and 1 of 39 that are
/// dated). A page that does not print its day is a copy more often than it is the first, so the day behind weighs more.
const SAME_DAY: f64 = 0.38;
const DAY_BEHIND: f64 = 0.29;
const DAY_BEFORE: f64 = 0.20;
const TWO_DAYS: f64 = 0.035;
const WEEK: f64 = 0.004;
/// How often a page reports something else after all, where one page says so; the more do, the seldomer.
const OTHER: f64 = 0.07;

impl Report {
    /// The clue that the report is.
    pub(super) fn piece(&self) -> Piece {
        let clue = Clue::Reported { day: self.day, pages: self.pages };
        Piece { clue, words: self.page.clone(), place: None, says: self.says() }
    }

    /// What the report says, in words.
    pub(crate) fn says(&self) -> String {
        let Self { day, page, pages } = self;
        match pages {
            0 | 1 => format!("page {page}, which reports the same event, is of {day}"),
            _ => format!("page {page} and {} more, which report the same event, are of {day}", pages - 1),
        }
    }
}

/// The logarithm of how much likelier such a report is for a page so many days behind it than for one of any of `days`
/// days.
pub(super) fn log_ratio(off: i64, pages: usize, days: f64) -> f64 {
    let other = OTHER / pages.max(1) as f64;
    let near = match off {
        0 => SAME_DAY,
        1 => DAY_BEHIND,
        -1 => DAY_BEFORE,
        -2 | 2 => TWO_DAYS,
        -7..=7 => WEEK,
        _ => 0.0,
    };
    libm::log((1.0 - other) * near * days + other)
}
