//! From the bytes of an input to a page: one file, or one line of JSON Lines.

use crate::inputs::InputPath;
use crate::pipeline::{Failure, stage};
use dateline_record::filter::{RecordInput, input_of};
use dateline_record::pages::{InputKind, Limits, PageError, decode_page, open, page_id, sha256_of};
use dateline_record::{RawPage, RawRecord, Record, RecordError};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The stage that failures of reading are told under.
pub(crate) const READ: &str = "read";

/// A page file, and the SHA-256 of the file as it lies on disk. A file that the disk does not give
/// out is an error of the build; one that is no page is a failure of that page.
pub(crate) fn read_file(input: &InputPath, kind: InputKind) -> io::Result<(String, Result<Record, Failure>)> {
    let hash = hash_file(&input.path)?;
    let place = Path::new(&input.source);
    let read = || {
        let limit = Limits::default().max_bytes;
        let mut bytes = Vec::new();
        open(&input.path)?.take(limit + 1).read_to_end(&mut bytes)?;
        Ok(if bytes.len() as u64 > limit { Err(limit) } else { Ok(bytes) })
    };
    let page = read()
        .map_err(|source| PageError::Read { path: place.to_owned(), source })
        .and_then(|bytes| bytes.map_err(|limit| PageError::TooLong { path: place.to_owned(), limit }))
        .and_then(|bytes| decode_page(place, kind, bytes));
    let record = page.map(|page| Record { page, ..Record::default() });
    Ok((hash, record.map_err(|error| failure(&input.source, &error))))
}

/// The file is named beside the reason already.
fn failure(source: &str, error: &PageError) -> Failure {
    let message = error.to_string();
    let reason = message.strip_prefix(source).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&message);
    Failure { stage: READ, reason: reason.to_owned() }
}

/// The SHA-256 of a file as it lies on disk.
pub(crate) fn hash_file(path: &Path) -> io::Result<String> {
    sha256_of(File::open(path)?).map(|(_, hash)| hash)
}

/// The record on one line: what the caller knows of the page, the raw page, and the article if
/// the line has one. Everything else that earlier stages may have written is worked out anew.
pub(crate) fn read_line(line: &str) -> Result<Record, Failure> {
    stage(READ, || parse(line))
}

fn parse(line: &str) -> Result<Record, String> {
    const FIELDS: [&str; 8] = ["id", "url", "html", "text", "published", "fetched", "dct", "lang"];
    let words = |error: RecordError| error.to_string();
    let raw = RawRecord::parse(line).map_err(words)?;
    let kind = input_of(&raw).map_err(|error| error.to_string())?;
    let article = (kind == RecordInput::Article).then_some("article");
    let fields: Vec<&str> = FIELDS.into_iter().chain(article).collect();
    let mut record = raw.to_record(&fields).map_err(words)?;
    if record.page.id.is_empty() {
        // A record of an article alone has no raw page to take the id of.
        let page = record.page.raw.as_ref().map(RawPage::as_str).or(raw.raw("article"));
        record.page.id = page_id(page.unwrap_or_default().as_bytes());
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::pages::sha256_hex;
    use insta::assert_snapshot;

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
        assert_snapshot!(reason("nonsense"), @"not a JSON object: expected ident at line 1 column 2");
        assert_snapshot!(reason("[1]"), @"not a JSON object: invalid type: sequence, expected a JSON object at line 1 column 0");
        assert_snapshot!(reason("{}"), @"the record has none of `html`, `text` and `article`; one of them must hold the page");
        assert_snapshot!(reason(r#"{"html":"a","text":"b"}"#), @"the record has both `html` and `text`; a page is one of them, leave the other out");
        assert_snapshot!(reason(r#"{"text":7}"#), @"field `text`: invalid type: integer `7`, expected a string at line 1 column 1");
        assert_snapshot!(reason(r#"{"text":"a","dct":"June"}"#), @r#"field `dct` is "June"; wanted a day, YYYY-MM-DD"#);
    }
}
