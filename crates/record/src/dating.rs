//! The page's own day, and the dates on it that cannot be right.

use crate::Day;
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

/// How a page's day was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// The caller knows it.
    Given,
    /// Printed in the visible text.
    Printed,
    /// Printed in the page's metadata.
    Metadata,
    /// Worked out from what the text says.
    Inferred,
    /// Not found.
    None,
}

impl Method {
    /// The name as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Printed => "printed",
            Self::Metadata => "metadata",
            Self::Inferred => "inferred",
            Self::None => "none",
        }
    }
}

/// What weekdays and months are read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// Against the DCT.
    News,
    /// Against the last date told.
    Narrative,
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
    /// How sure `now` is, 0 to 1.
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

/// What a reviewer decided on a day or a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    /// It is as it was found.
    Accept,
    /// The day is not known; the date stands as printed.
    Reject,
    /// It is another value, which is in force.
    Value,
}

impl Decided {
    /// The name as the tables and files of decisions write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Value => "value",
        }
    }
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// The weekday beside the date is not that date's.
    WeekdayMismatch,
    /// No calendar has such a day: 31 June.
    ImpossibleDate,
    /// Day and month are swapped.
    DayMonthOrder,
    /// The year does not fit.
    WrongYear,
    /// A holiday is put on a day that is not its own.
    HolidayMismatch,
    /// The number of an anniversary does not fit its years.
    AnniversaryMismatch,
    /// The day claimed by a feed, a crawler or metadata is contradicted by the text.
    ClaimedDate,
}

impl CorrectionKind {
    /// The name as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WeekdayMismatch => "weekday_mismatch",
            Self::ImpossibleDate => "impossible_date",
            Self::DayMonthOrder => "day_month_order",
            Self::WrongYear => "wrong_year",
            Self::HolidayMismatch => "holiday_mismatch",
            Self::AnniversaryMismatch => "anniversary_mismatch",
            Self::ClaimedDate => "claimed_date",
        }
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
