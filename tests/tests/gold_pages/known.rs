//! Checks in force that are known to fail, each with its reason.
//!
//! A gap is no skip: its check runs, and one that has begun to hold turns red until its line goes.

use crate::check::Kind;

/// A check that is known to fail.
#[derive(Debug)]
pub(crate) struct Gap {
    pub(crate) kind: Kind,
    pub(crate) source: &'static str,
    /// Words that the failing check names.
    pub(crate) words: &'static str,
    #[expect(dead_code, reason = "read by people")]
    pub(crate) why: &'static str,
}

pub(crate) const GAPS: &[Gap] = &[
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "November",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "the same day",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/039-treaty-letter-unsettled.txt",
        words: "two years",
        why: "a length of time, or the end of it: the words leave it open",
    },
];
