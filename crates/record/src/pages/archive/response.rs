//! The HTTP response that a record of a web archive holds.

use super::LONGEST_PAGE;
use crate::pages::{InputKind, Packing, unpacked};
use std::io::{Cursor, Read};

/// What kind of page a content type in small letters names; `None` where it is something else.
pub(super) fn page_kind(content_type: &str) -> Option<InputKind> {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Some(InputKind::Html),
        "text/plain" => Some(InputKind::Text),
        _ => None,
    }
}

/// The encoding in a content type: `text/html; charset=utf-8`.
pub(super) fn charset(content_type: &str) -> Option<String> {
    let (_, rest) = content_type.split_once("charset=")?;
    let value = rest.split(';').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// The content type of the page in an HTTP response, and the page; `None` where the response is something else.
pub(super) fn response_body(response: Vec<u8>) -> Result<Option<(String, Vec<u8>)>, String> {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut head = httparse::Response::new(&mut headers);
    let start = match head.parse(&response) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => {
            return Err("the HTTP response in the WARC record has no end of headers".to_owned());
        }
        Err(error) => return Err(format!("the WARC record holds no HTTP response: {error}")),
    };
    let value = |name: &str| {
        let header = head.headers.iter().rfind(|header| header.name.eq_ignore_ascii_case(name));
        header
            .map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
            .unwrap_or_default()
    };
    let content_type = value("content-type");
    if !head.code.is_some_and(|code| (200..300).contains(&code)) || page_kind(&content_type).is_none() {
        return Ok(None);
    }
    let mut body = response[start..].to_vec();
    // Crawlers differ in whether they undo these before they write; what is not there is left alone.
    if value("transfer-encoding").ends_with("chunked")
        && let Some(whole) = unchunked(&body)
    {
        body = whole;
    }
    if value("content-encoding") == "gzip" && body.starts_with(&[0x1f, 0x8b]) {
        let mut whole = Vec::new();
        unpacked(Cursor::new(body), Packing::Gzip)
            .and_then(|unpacked| unpacked.take(LONGEST_PAGE).read_to_end(&mut whole))
            .map_err(|error| format!("the page in the WARC record cannot be unpacked: {error}"))?;
        body = whole;
    }
    Ok(Some((content_type, body)))
}

/// The content of a chunked body; `None` when it is not chunked (any more).
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(body).ok()? else {
            return None;
        };
        if length == 0 {
            return Some(whole);
        }
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        whole.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}
