//! From the bytes of an input to a page: one file, or one line of JSON Lines.

use crate::inputs::{FieldNames, PAGE_FIELDS, Raw};
use crate::pipeline::{CLEAN, Failure, stage};
use dateline_record::pages::{Capture, InputKind, Packing, PageFault, decode_page, page_id, unpacked};
use dateline_record::pages::{InputError, id_without, input_of};
use dateline_record::{Page, RawPage, RawRecord, Record, RecordError};
use std::io::{self, Cursor, Read};
use std::path::Path;

/// The stage that failures of reading are told under.
pub(crate) const READ: &str = "read";

/// A page file, of which the bytes are as they lie on the disk.
pub(crate) fn read_file(
    source: &str,
    kind: InputKind,
    packed: Vec<u8>,
    limit: u64,
) -> Result<Record, Failure> {
    let bytes = read_packed(packed, Packing::of(Path::new(source)), limit);
    let page = bytes.and_then(|bytes| decode_page(kind, bytes, None));
    let record = page.map(|page| Record { page, ..Record::default() });
    // The file is named beside the reason already.
    record.map_err(|fault| Failure { stage: READ, reason: fault.to_string() })
}

fn read_packed(packed: Vec<u8>, packing: Packing, limit: u64) -> Result<Vec<u8>, PageFault> {
    let read = || -> io::Result<_> {
        let mut bytes = Vec::new();
        unpacked(Cursor::new(packed), packing)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(PageFault::Unreadable)?;
    if bytes.len() as u64 > limit { Err(PageFault::TooLong { limit }) } else { Ok(bytes) }
}

/// A page told by its fields.
pub(crate) fn read_values(values: Vec<(&'static str, Vec<u8>)>) -> Result<Record, Failure> {
    stage(READ, || of_values(values)).and_then(not_empty)
}

/// A page of nothing is none, as an empty file is none.
fn not_empty(record: Record) -> Result<Record, Failure> {
    let is_empty = record.page.raw.as_ref().is_some_and(|raw| raw.as_str().trim().is_empty());
    if is_empty { Err(no_page(InputError::Empty)) } else { Ok(record) }
}

/// What gives no page to work on fails in the first stage that wants one, as it does in the tools.
fn no_page(error: InputError) -> Failure {
    Failure { stage: CLEAN, reason: error.to_string() }
}

/// What a record lacks, by the names that its fields were given.
fn nothing_of(fields: &FieldNames) -> String {
    let [html, text, article] = ["html", "text", "article"].map(|field| fields.name(field));
    format!("the record has none of `{html}`, `{text}` and `{article}`; one of them must hold the page")
}

/// One record of a file of many.
pub(crate) fn read_record(raw: Raw, fields: &FieldNames) -> Result<Record, Failure> {
    match raw {
        Raw::Json(line) => of_json(&line, fields),
        Raw::Values(values) => read_values(values),
        Raw::Capture(capture) => stage(READ, || of_capture(*capture)),
        Raw::Broken(reason) | Raw::CutShort(reason) => stage(READ, || Err(reason)),
    }
}

/// The record on one line: what the caller knows of the page, the raw page, the article if the line has one, and whether a
/// stage has failed on it. Everything else that earlier stages may have written is worked out anew.
fn of_json(line: &str, fields: &FieldNames) -> Result<Record, Failure> {
    let words = |error: RecordError| error.to_string();
    let raw = stage(READ, || {
        let raw = RawRecord::parse(line).map_err(words)?;
        if fields.is_plain() { Ok(raw) } else { renamed(&raw, fields).map_err(words) }
    })?;
    let mut record = stage(READ, || raw.to_record(&[&PAGE_FIELDS[..], &["errors"]].concat()).map_err(words))?;
    if record.errors.is_empty() {
        input_of(&raw).map_err(|error| match error {
            InputError::Nothing if !fields.is_plain() => Failure { stage: CLEAN, reason: nothing_of(fields) },
            error => no_page(error),
        })?;
    }
    if record.page.id.is_empty() {
        record.page.id = id_without(&raw).unwrap_or_default();
    }
    Ok(record)
}

/// The fields of a page under the names that records have for them.
fn renamed<'l>(raw: &RawRecord<'l>, fields: &FieldNames) -> Result<RawRecord<'l>, RecordError> {
    let mut record = RawRecord::parse("{}")?;
    for field in PAGE_FIELDS.into_iter().chain(["errors"]).filter(|field| !fields.is_taken(field)) {
        if let Some(value) = raw.get::<Box<serde_json::value::RawValue>>(fields.name(field))? {
            record.set_raw(field, value);
        }
    }
    Ok(record)
}

/// The page in a row of a table.
fn of_values(values: Vec<(&'static str, Vec<u8>)>) -> Result<Record, String> {
    let mut page = Page::default();
    for (field, value) in values {
        let text = String::from_utf8(value).map_err(|error| {
            format!("`{field}` is not UTF-8 from its byte {} on", error.utf8_error().valid_up_to())
        })?;
        match field {
            "id" => page.id = text,
            "url" => page.url = Some(text),
            "published" => page.published = Some(text),
            "fetched" => page.fetched = Some(text),
            "lang" => page.lang = Some(text),
            "dct" => {
                let day = dateline_record::parse_day(&text);
                page.dct =
                    Some(day.ok_or_else(|| format!("field `dct` is {text:?}; wanted a day, YYYY-MM-DD"))?);
            }
            "html" | "text" if page.raw.is_some() => return Err(InputError::Both.to_string()),
            "html" => page.raw = Some(RawPage::Html(text)),
            "text" => page.raw = Some(RawPage::Text(text)),
            _ => return Err(format!("field `{field}` cannot be read from a column")),
        }
    }
    let Some(raw) = &page.raw else {
        return Err("the row has no page: neither `html` nor `text`".to_owned());
    };
    if page.id.is_empty() {
        page.id = page_id(raw.as_str().as_bytes());
    }
    Ok(Record { page, ..Record::default() })
}

/// The page that a crawler kept.
fn of_capture(capture: Capture) -> Result<Record, String> {
    let Capture { url, fetched, kind, charset, body } = capture;
    let page = decode_page(kind, body, charset.as_deref()).map_err(|fault| fault.to_string())?;
    Ok(Record { page: Page { url, fetched, ..page }, ..Record::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::pages::sha256_hex;
    use insta::assert_snapshot;

    fn read_line(line: &str) -> Result<Record, Failure> {
        read_record(Raw::Json(line.to_owned()), &FieldNames::default())
    }

    #[test]
    fn a_line_becomes_a_page() {
        let record =
            read_line(r#"{"text":"Hello.","lang":"en","dct":"2025-06-12","dating":7,"mine":{}}"#).unwrap();
        assert_eq!(record.page.id, sha256_hex(b"Hello.")[..16]);
        assert_eq!(record.page.lang.as_deref(), Some("en"));
        assert_eq!(record.page.dct, "2025-06-12".parse().ok());
        assert!(record.dating.is_none());
    }

    #[test]
    fn broken_lines_say_what_is_wrong() {
        let reason = |line| read_line(line).unwrap_err().reason;
        assert_snapshot!(reason("nonsense"), @"not a JSON object: no value of JSON stands here at column 2");
        assert_snapshot!(reason(r#"{"text":" \n"}"#), @"the page is empty; wanted a page");
        assert_snapshot!(reason("[1]"), @"not a JSON object, but a list");
        assert_snapshot!(reason("{}"), @"the record has none of `html`, `text` and `article`; one of them must hold the page");
        assert_snapshot!(reason(r#"{"html":"a","text":"b"}"#), @"the record has both `html` and `text`; a page is one of them, leave the other out");
        assert_snapshot!(reason(r#"{"text":7}"#), @"field `text` is the number 7; wanted text");
        assert_snapshot!(reason(r#"{"text":"a","dct":"June"}"#), @r#"field `dct` is "June"; wanted a day, YYYY-MM-DD"#);
    }
}
