//! What a stage finds in a record, checked and worded alike for all stages.

use crate::RawRecord;

/// What a record offers a stage to work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordInput {
    /// `article`: the page has been cleaned.
    Article,
    /// `html`: the raw page, not cleaned yet.
    Html,
    /// `text`: a flattened page, not cleaned yet.
    Text,
}

/// Why a record gives a stage nothing to work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// Both raw forms; which of them is the page is not for a tool to guess.
    #[error("the record has both `html` and `text`; a page is one of them, leave the other out")]
    Both,
    /// None of the three.
    #[error("the record has none of `html`, `text` and `article`; one of them must hold the page")]
    Nothing,
}

/// What the record offers: its article where it has one, else its raw page.
///
/// A field that is `null` counts as absent; an empty string counts as a page, an empty one.
pub fn input_of(record: &RawRecord<'_>) -> Result<RecordInput, InputError> {
    let has = |name| record.raw(name).is_some();
    match (has("article"), has("html"), has("text")) {
        (_, true, true) => Err(InputError::Both),
        (true, _, _) => Ok(RecordInput::Article),
        (false, true, false) => Ok(RecordInput::Html),
        (false, false, true) => Ok(RecordInput::Text),
        (false, false, false) => Err(InputError::Nothing),
    }
}
