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

/// How often a report of an event lies 0, 1, 2 or 3 to 7 days from another, each side: counted over the 42 pairs of the
/// embedded dataset's stories (15, 20, 3 and 1 of 39 that are dated), the first bent towards agencies, which report on the day.
const LAG: [f64; 4] = [0.45, 0.21, 0.035, 0.004];
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

/// The logarithm of how much likelier such a report is on a page of this many days off than on any of `days` days.
pub(super) fn log_ratio(off: i64, pages: usize, days: f64) -> f64 {
    let other = OTHER / pages.max(1) as f64;
    let near = match off.abs() {
        0 => LAG[0],
        1 => LAG[1],
        2 => LAG[2],
        3..=7 => LAG[3],
        _ => 0.0,
    };
    libm::log((1.0 - other) * near * days + other)
}
