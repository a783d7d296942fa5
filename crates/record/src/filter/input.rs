//! What a stage finds in a record, checked and worded alike for all stages.

use crate::{RawRecord, Record};

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

/// The named fields of a record that a stage reads, and the raw text where it has no article to read
/// instead. Raw HTML is not among them: it may be large, and `dateline-clean` alone reads it.
///
/// # Errors
///
/// In words, as a [`Stage`](super::Stage) fails: a record without a page or with HTML that was not cleaned, a field of
/// another type, a `lang` that is no language tag.
pub fn fields_of(record: &RawRecord<'_>, names: &[&str]) -> Result<Record, String> {
    let input = input_of(record).map_err(|error| error.to_string())?;
    if input == RecordInput::Html {
        return Err("the record has `html` but no `article`; run dateline-clean on it first".to_owned());
    }
    let text = (input == RecordInput::Text).then_some("text");
    let fields: Vec<&str> = names.iter().copied().chain(text).collect();
    let record = record.to_record(&fields).map_err(|error| error.to_string())?;
    record.page.language_tag().map_err(|error| error.to_string())?;
    Ok(record)
}
