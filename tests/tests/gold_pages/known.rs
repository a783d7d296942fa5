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

pub(crate) const GAPS: &[Gap] = &[];
