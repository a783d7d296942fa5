//! Temporal expressions, after TIMEX3 (ISO-TimeML, ISO 24617-1).

use crate::Day;
use crate::named::named;
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
    /// What the value was resolved against; `None` for unresolved expressions.
    pub anchor: Option<Anchor>,
    /// The day it was resolved against; `None` for absolute and unresolved expressions.
    pub anchor_day: Option<Day>,
    /// The rule that read it, as `language.rule-name`.
    pub rule: String,
    /// Whether the expression agrees with itself and its page.
    pub status: Status,
}

named! {
    /// The four types of TIMEX3.
    pub enum TimexType {
        /// A calendar day, or anything coarser.
        Date = "DATE",
        /// A part of a day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// Something that recurs.
        Set = "SET",
    }
}

named! {
    /// The modifiers of TIMEX3 (TimeML annotation guidelines 1.2.1, `mod`).
    #[expect(missing_docs, reason = "the names are TIMEX3's own")]
    pub enum Modifier {
        Start = "START",
        Mid = "MID",
        End = "END",
        Approx = "APPROX",
        Before = "BEFORE",
        After = "AFTER",
        OnOrBefore = "ON_OR_BEFORE",
        OnOrAfter = "ON_OR_AFTER",
        LessThan = "LESS_THAN",
        MoreThan = "MORE_THAN",
        EqualOrLess = "EQUAL_OR_LESS",
        EqualOrMore = "EQUAL_OR_MORE",
    }
}

named! {
    /// What an expression was resolved against.
    pub enum Anchor {
        /// The document creation time.
        Dct = "dct",
        /// A neighbouring expression.
        Text = "text",
        /// Nothing: the expression is complete in itself.
        Absolute = "absolute",
    }
}

named! {
    /// Whether an expression agrees with itself and its page.
    pub enum Status {
        /// Nothing speaks against it.
        Ok = "ok",
        /// It could not be right; the value is the repaired one.
        Repaired = "repaired",
        /// It cannot be right and nothing settles it; the value is as printed.
        Conflict = "conflict",
    }
}
