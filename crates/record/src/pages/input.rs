//! What a stage finds in a record, checked and worded alike for all stages.

use crate::pages::page_id;
use crate::{RawRecord, Record, RecordError};

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
    /// A page of nothing, as an empty file is.
    #[error("the page is empty; wanted a page")]
    Empty,
    /// None of the three.
    #[error("the record has none of `html`, `text` and `article`; one of them must hold the page")]
    Nothing,
}

/// What the record offers: its article where it has one, else its raw page.
///
/// A field that is `null` counts as absent; a page of nothing but white space is none.
pub fn input_of(record: &RawRecord<'_>) -> Result<RecordInput, InputError> {
    let has = |name| record.raw(name).is_some();
    let is_blank = |name| record.raw(name).is_some_and(is_blank);
    match (has("article"), has("html"), has("text")) {
        (_, true, true) => Err(InputError::Both),
        (true, _, _) => Ok(RecordInput::Article),
        _ if is_blank("html") || is_blank("text") => Err(InputError::Empty),
        (false, true, false) => Ok(RecordInput::Html),
        (false, false, true) => Ok(RecordInput::Text),
        (false, false, false) => Err(InputError::Nothing),
    }
}

/// The id of a record that was given none: of its raw page, or of its article where it has no page. `None` where there is
/// neither.
pub fn id_without(record: &RawRecord<'_>) -> Option<String> {
    let page = |name| record.get::<String>(name).ok().flatten();
    if let Some(page) = page("html").or_else(|| page("text")) {
        return Some(page_id(page.as_bytes()));
    }
    record.raw("article").map(|article| page_id(article.as_bytes()))
}

/// Whether JSON is text of nothing but white space. Told from its start on: a page is long, and need not be read for it.
fn is_blank(json: &str) -> bool {
    let Some(text) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    let is_written = |c: char| c != '\\' && !c.is_whitespace();
    match text.find(|c: char| !c.is_whitespace()) {
        None => true,
        Some(start) if text[start..].starts_with(is_written) => false,
        // White space behind a backslash.
        Some(_) => serde_json::from_str::<String>(json).is_ok_and(|text| text.trim().is_empty()),
    }
}

/// The named fields of a record that a stage reads, and the raw text where it has no article to read
/// instead. Raw HTML is not among them: it may be large, and `dateline-clean` alone reads it.
///
/// # Errors
///
/// A record without a page or with HTML that was not cleaned, a field of another type, a `lang` that is no language tag.
pub fn fields_of(record: &RawRecord<'_>, names: &[&str]) -> Result<Record, FieldsError> {
    let input = input_of(record)?;
    if input == RecordInput::Html {
        return Err(FieldsError::NotCleaned);
    }
    let text = (input == RecordInput::Text).then_some("text");
    let fields: Vec<&str> = names.iter().copied().chain(text).collect();
    let record = record.to_record(&fields)?;
    record.page.language_tag()?;
    Ok(record)
}

/// Why a stage that reads cleaned pages cannot work on a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FieldsError {
    /// It offers nothing to work on.
    #[error(transparent)]
    Input(#[from] InputError),
    /// Nobody has told the article from the rest of the page.
    #[error("the record has `html` but no `article`; run dateline-clean on it first")]
    NotCleaned,
    /// A field holds something else than it should.
    #[error(transparent)]
    Field(#[from] RecordError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_nothing_is_none() {
        let input = |line: &str| input_of(&RawRecord::parse(line).unwrap());
        for blank in [r#""""#, r#"" \n\u00a0""#, "\"\u{3000}\""] {
            assert_eq!(input(&format!(r#"{{"text":{blank}}}"#)), Err(InputError::Empty), "{blank}");
            assert_eq!(input(&format!(r#"{{"html":{blank},"article":{{}}}}"#)), Ok(RecordInput::Article));
        }
        for page in [r#""\nA""#, r#"" a""#, r#""\u0041""#, "7"] {
            assert_eq!(input(&format!(r#"{{"text":{page}}}"#)), Ok(RecordInput::Text), "{page}");
        }
    }
}
