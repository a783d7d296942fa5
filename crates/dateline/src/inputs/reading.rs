//! How the records of the inputs are read.

use super::FieldNames;

/// How the records of the inputs are read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// What the fields of a page are called.
    pub(crate) fields: FieldNames,
    /// The most bytes of one page, unpacked.
    pub(crate) max_page_bytes: u64,
}

impl Reading {
    /// The most bytes of one record: a page written as JSON or with its headers is longer than it is, and one that is too
    /// long should be told as a page.
    pub(super) fn longest_record(&self) -> u64 {
        self.max_page_bytes.saturating_mul(2)
    }
}
