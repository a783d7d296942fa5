//! The page's own day, and the dates on it that cannot be right.

use crate::Day;
use crate::named::named;
use crate::null::null_as_default;
use serde::{Deserialize, Serialize};

/// The day a page was published, and how that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    /// The day; `None` when nothing on the page tells it.
    pub day: Option<Day>,
    /// The clock time with its zone, where the page prints one: `09:14+09:00`.
    #[serde(default)]
    pub time: Option<String>,
    /// First day of the range the evidence leaves.
    pub from: Option<Day>,
    /// Last day of the range the evidence leaves.
    pub to: Option<Day>,
    /// How the day was found.
    pub method: Method,
    /// How often a day given with this confidence is right, 0 to 1.
    pub confidence: f64,
    /// The best day that the evidence speaks against.
    #[serde(default)]
    pub runner_up: Option<Day>,
    /// What a reviewer decided on the day, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// What weekdays and months are read against.
    pub reading: Reading,
    /// What speaks for the day and against it, heaviest first.
    #[serde(default, deserialize_with = "null_as_default")]
    pub evidence: Vec<Evidence>,
}

impl Dating {
    /// The confidence from which on a page's day is relied on. Below it expressions stay underspecified, and nothing is
    /// repaired for the day's sake. The record's contract fixes it.
    pub const SURE: f64 = 0.8;

    /// Whether there is a day to rely on.
    pub fn is_sure(&self) -> bool {
        self.day.is_some() && self.confidence >= Self::SURE
    }

    /// The day, where it is one to rely on.
    pub fn sure_day(&self) -> Option<Day> {
        self.day.filter(|_| self.is_sure())
    }
}

named! {
    /// How a page's day was found.
    pub enum Method {
        /// The caller knows it.
        Given = "given",
        /// Printed in the visible text.
        Printed = "printed",
        /// Printed in the page's metadata.
        Metadata = "metadata",
        /// Worked out from what the text says.
        Inferred = "inferred",
        /// Not found.
        None = "none",
    }
}

named! {
    /// What weekdays and months are read against.
    pub enum Reading {
        /// Against the DCT.
        News = "news",
        /// Against the last date told.
        Narrative = "narrative",
    }
}

/// One clue about a page's day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The passage.
    pub text: String,
    /// What it says of the day, in a sentence a person can check.
    pub says: String,
    /// How much it adds, in log-odds (natural logarithm) for the day given.
    pub weight: f64,
    /// The block of the passage; `None` where the clue is no passage.
    pub block: Option<usize>,
    /// First code point, in the block's text.
    pub start: Option<usize>,
    /// One past the last code point, in the block's text.
    pub end: Option<usize>,
}

/// A date that cannot be right, and what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// What is wrong with it.
    pub kind: CorrectionKind,
    /// The block of the passage; `None` for a claim or metadata.
    pub block: Option<usize>,
    /// First code point, in the block's text.
    pub start: Option<usize>,
    /// One past the last code point, in the block's text.
    pub end: Option<usize>,
    /// The words that cannot be right; `None` for a claim or metadata.
    pub text: Option<String>,
    /// The value as printed.
    pub was: String,
    /// The value that holds; `None` where nothing settles it.
    pub now: Option<String>,
    /// How sure `now` is, 0 to 1; where there is none, how sure the likeliest of the candidates is, and 0 without one.
    pub confidence: f64,
    /// Whether `now` is in force.
    pub applied: bool,
    /// What a reviewer decided on it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// One sentence a person can check.
    pub evidence: String,
    /// The possible readings, most likely first.
    #[serde(default, deserialize_with = "null_as_default")]
    pub candidates: Vec<Candidate>,
}

named! {
    /// What a reviewer decided on a day or a correction.
    pub enum Decided {
        /// It is as it was found.
        Accept = "accept",
        /// The day is not known; the date stands as printed.
        Reject = "reject",
        /// It is another value, which is in force.
        Value = "value",
    }
}

named! {
    /// What is wrong with a date.
    pub enum CorrectionKind {
        /// The weekday beside the date is not that date's.
        WeekdayMismatch = "weekday_mismatch",
        /// No calendar has such a day: 31 June.
        ImpossibleDate = "impossible_date",
        /// Day and month are swapped.
        DayMonthOrder = "day_month_order",
        /// The year does not fit.
        WrongYear = "wrong_year",
        /// A holiday is put on a day that is not its own.
        HolidayMismatch = "holiday_mismatch",
        /// The number of an anniversary does not fit its years.
        AnniversaryMismatch = "anniversary_mismatch",
        /// The day claimed by a feed, a crawler or metadata is contradicted by the text.
        ClaimedDate = "claimed_date",
    }
}

/// One possible reading of a date that cannot be right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The value.
    pub value: String,
    /// 0 to 1; a correction's candidates need not sum to 1.
    pub probability: f64,
}
