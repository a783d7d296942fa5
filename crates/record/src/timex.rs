//! Temporal expressions, after TIMEX3 (ISO-TimeML, ISO 24617-1).

use crate::Day;
use serde::{Deserialize, Serialize};

/// One temporal expression in a block's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// The block it stands in; 0 where there is no article and the text is the page's own.
    pub block: usize,
    /// First code point, in the block's text.
    pub start: usize,
    /// One past the last code point, in the block's text.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub timex_type: TimexType,
    /// The TIMEX3 value: `2024-03-11`, `2024-W11`, `P3D`, `PAST_REF`, `XXXX-06-12`.
    pub value: String,
    /// The TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// First calendar day the expression covers; `None` when it names none.
    pub first_day: Option<Day>,
    /// Last calendar day the expression covers.
    pub last_day: Option<Day>,
    /// What the value was resolved against.
    pub anchor: Anchor,
    /// The day it was resolved against; `None` for absolute and unresolved expressions.
    pub anchor_day: Option<Day>,
    /// The rule that read it, as `language.rule-name`.
    pub rule: String,
    /// Whether the expression agrees with itself and its page.
    pub status: Status,
}

/// The four types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar day, or anything coarser.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimexType {
    /// The name as TIMEX3 and the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The modifiers of TIMEX3 (TimeML annotation guidelines 1.2.1, `mod`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are TIMEX3's own")]
pub enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

impl Modifier {
    /// The name as TIMEX3 and the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// What an expression was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The document creation time.
    Dct,
    /// A neighbouring expression.
    Text,
    /// Nothing: the expression is complete in itself, or stays underspecified.
    Absolute,
}

impl Anchor {
    /// The name as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dct => "dct",
            Self::Text => "text",
            Self::Absolute => "absolute",
        }
    }
}

/// Whether an expression agrees with itself and its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing speaks against it.
    Ok,
    /// It could not be right; the value is the repaired one.
    Repaired,
    /// It cannot be right and nothing settles it; the value is as printed.
    Conflict,
}

impl Status {
    /// The name as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Repaired => "repaired",
            Self::Conflict => "conflict",
        }
    }
}
