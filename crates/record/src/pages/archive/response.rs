//! The HTTP response that a record of a web archive holds.

use crate::pages::{InputKind, Packing, unpacked};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::{self, Cursor, Read};

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

/// What the class of a content type in small letters is called among what is passed over.
pub(super) fn media_class(content_type: &str) -> &'static str {
    match content_type.split(['/', ';']).next().unwrap_or_default().trim() {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        "font" => "font",
        "application" => "application",
        "text" => "other text",
        "" => "no content type",
        _ => "other content type",
    }
}

/// What a status that is no success is called there.
fn status_class(code: Option<u16>) -> &'static str {
    match code.unwrap_or_default() {
        100..200 => "status 1xx",
        300..400 => "status 3xx",
        400..500 => "status 4xx",
        500..600 => "status 5xx",
        _ => "other status",
    }
}

/// What an HTTP response brings.
pub(super) enum Response {
    /// A page, with its content type.
    Page(String, Vec<u8>),
    /// Something else, by what it is called among what is passed over.
    Other(&'static str),
}

/// The page in an HTTP response.
pub(super) fn response_body(response: Vec<u8>, longest: u64) -> Result<Response, String> {
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
    let is_untold = content_type.is_empty();
    if !head.code.is_some_and(|code| (200..300).contains(&code)) {
        return Ok(Response::Other(status_class(head.code)));
    }
    if !is_untold && page_kind(&content_type).is_none() {
        return Ok(Response::Other(media_class(&content_type)));
    }
    let mut body = response[start..].to_vec();
    // Crawlers differ in whether they undo these before they write; what is not there is left alone.
    if value("transfer-encoding").ends_with("chunked")
        && let Some(whole) = unchunked(&body)
    {
        body = whole;
    }
    // The last that was done to it is undone first.
    for encoding in value("content-encoding").rsplit(',') {
        body = decoded(body, encoding.trim(), longest)?;
    }
    match is_untold {
        true if looks_like_html(&body) => Ok(Response::Page("text/html".to_owned(), body)),
        true => Ok(Response::Other(media_class(&content_type))),
        false => Ok(Response::Page(content_type, body)),
    }
}

/// Whether a page of no told type begins as HTML does.
fn looks_like_html(body: &[u8]) -> bool {
    let head = body.trim_ascii_start();
    let begins = |tag: &[u8]| head.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    begins(b"<!doctype html") || begins(b"<html")
}

/// A body with one content encoding (RFC 9110, 8.4.1) undone; one that has been undone already is left alone.
fn decoded(body: Vec<u8>, encoding: &str, longest: u64) -> Result<Vec<u8>, String> {
    match encoding {
        "" | "identity" => Ok(body),
        // Known by its first bytes, and left alone where it has none of them.
        "gzip" | "x-gzip" | "zstd" => read(unpacked(Cursor::new(body), Packing::Plain), longest),
        "deflate" if is_packed(&body) => {
            // Meant is zlib's format; some servers send the bare stream.
            let zlib = read(Ok(ZlibDecoder::new(&body[..])), longest);
            zlib.or_else(|_| read(Ok(DeflateDecoder::new(&body[..])), longest))
        }
        "deflate" => Ok(body),
        _ if is_packed(&body) => Err(format!(
            "the page in the WARC record is encoded as `{encoding}`, which is not read; wanted gzip, deflate or zstd"
        )),
        _ => Ok(body),
    }
}

/// Whether bytes are such as no page begins with: those of compressed data soon hold a control character.
fn is_packed(body: &[u8]) -> bool {
    body.iter().take(64).any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

fn read(unpacked: io::Result<impl Read>, longest: u64) -> Result<Vec<u8>, String> {
    let broken = |error| format!("the page in the WARC record cannot be unpacked: {error}");
    let mut whole = Vec::new();
    unpacked.map_err(broken)?.take(longest.saturating_add(1)).read_to_end(&mut whole).map_err(broken)?;
    if whole.len() as u64 > longest {
        return Err(format!("the page in the WARC record unpacks to more than {longest} bytes"));
    }
    Ok(whole)
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
