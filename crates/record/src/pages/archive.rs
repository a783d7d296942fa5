//! Pages of a web archive: WARC files with HTTP responses, and WET files with their text.
//!
//! Read here rather than by a crate, because a record that is broken must be told by its place and
//! passed over, and one that is too long must not be held in memory. The format is that of
//! <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>.

mod response;

use super::InputKind;
use response::{Response, charset, media_class, page_kind, response_body};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

/// One page as a crawler kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Its address.
    pub url: Option<String>,
    /// The archive's time, ISO 8601.
    pub fetched: Option<String>,
    /// [`InputKind::Html`], or [`InputKind::Text`] of plain text, as a WET file has it.
    pub kind: InputKind,
    /// The encoding that the HTTP header tells.
    pub charset: Option<String>,
    /// The page's bytes.
    pub body: Vec<u8>,
}

/// A record of an archive that is a page or broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveRecord {
    /// Its number, from 1; records that are no pages count.
    pub number: u64,
    /// The byte it starts at, from 0, in the unpacked archive.
    pub offset: u64,
    /// The page, or what is wrong with the record, in words. What is wrong with one costs no other.
    pub page: Result<Capture, String>,
}

/// The place from which an archive cannot be read on.
#[derive(Debug, thiserror::Error)]
#[error("record {number}, byte {offset}: {fault}")]
pub struct ArchiveError {
    /// The number of the record, from 1.
    pub number: u64,
    /// The byte the record starts at.
    pub offset: u64,
    /// What its reader said.
    pub fault: io::Error,
}

/// The longest line of a header; a longer one is none.
const LONGEST_LINE: u64 = 64 << 10;
/// The most headers that one record may have.
const MOST_HEADERS: usize = 256;

/// What a record begins with.
const VERSION: &[u8] = b"WARC/1.";

/// The pages of an archive: responses of status 2xx and resources that are HTML or plain text, and conversions to
/// plain text. A response without a content type is one where it begins as HTML does; content encodings are undone. What
/// else a server gave (pictures, redirects, errors) is [passed over](Self::passed_over) and counted; what crawlers note for
/// themselves (requests, metadata) is passed by. A record whose length is wrong is broken, and the records it would cover
/// are not.
///
/// ```
/// use dateline_record::pages::ArchiveReader;
///
/// let archive = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nHello.\r\n\r\n";
/// let records: Vec<_> = ArchiveReader::new(archive.as_bytes()).collect::<Result<_, _>>()?;
/// assert_eq!(records[0].page.as_ref().map(|page| &page.body[..]), Ok(&b"Hello."[..]));
/// # Ok::<(), dateline_record::pages::ArchiveError>(())
/// ```
#[derive(Debug)]
pub struct ArchiveReader<R> {
    reader: R,
    /// What was read too far, to be read again before the reader goes on.
    back: Cursor<Vec<u8>>,
    offset: u64,
    number: u64,
    /// Where the record under reading began.
    began: u64,
    /// A line that was read already: the first of a record.
    first: Option<Vec<u8>>,
    passed_over: BTreeMap<&'static str, u64>,
    longest: u64,
    ended: bool,
}

/// What a record holds.
enum Content {
    Page(Result<Capture, String>),
    /// No page, by what it is called among what is passed over; what crawlers note for themselves has no name.
    Other(Option<&'static str>),
}

/// The headers of one record that matter here.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    length: Option<u64>,
    url: Option<String>,
    date: Option<String>,
    content_type: String,
}

impl<R: BufRead> ArchiveReader<R> {
    /// The longest record with a page that is held in memory unless [`with_limit`](Self::with_limit) says otherwise: 128 MiB.
    pub const LONGEST_PAGE: u64 = 128 << 20;

    /// Reads from the start of an archive that is unpacked.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            back: Cursor::default(),
            offset: 0,
            number: 0,
            began: 0,
            first: None,
            passed_over: BTreeMap::new(),
            longest: Self::LONGEST_PAGE,
            ended: false,
        }
    }

    /// Sets the most bytes that a record with a page may have.
    pub fn with_limit(self, bytes: u64) -> Self {
        Self { longest: bytes, ..self }
    }

    /// How many records were no pages so far, by what they are: `status 4xx`, `image`, `revisit`, `robots.txt` …
    pub fn passed_over(&self) -> &BTreeMap<&'static str, u64> {
        &self.passed_over
    }

    /// The next record that is a page or broken; `None` at the end.
    fn next_record(&mut self) -> io::Result<Option<ArchiveRecord>> {
        loop {
            self.number += 1;
            self.began = self.offset;
            let Some((offset, line)) = self.start()? else { return Ok(None) };
            self.began = offset;
            let number = self.number;
            let content = match self.header(&line)? {
                Err(words) => Content::Page(Err(words)),
                Ok(header) => self.body(header)?,
            };
            match content {
                Content::Page(page) => return Ok(Some(ArchiveRecord { number, offset, page })),
                Content::Other(Some(what)) => *self.passed_over.entry(what).or_default() += 1,
                Content::Other(None) => {}
            }
        }
    }

    /// The first line of the next record, and where it starts. Blank lines lie between records.
    fn start(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let offset = self.offset;
            let line = match self.first.take() {
                Some(line) => return Ok(Some((offset - line.len() as u64, line))),
                None => self.line()?,
            };
            if line.is_empty() {
                return Ok(None);
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some((offset, line)));
            }
        }
    }

    /// All that is not read yet.
    fn rest(&mut self) -> impl BufRead {
        (&mut self.back).chain(&mut self.reader)
    }

    /// Has bytes read once more.
    fn unread(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        self.offset -= bytes.len() as u64;
        self.back.read_to_end(&mut bytes)?;
        self.back = Cursor::new(bytes);
        Ok(())
    }

    /// A line with its end; empty at the end of the file.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.rest().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        self.offset += line.len() as u64;
        Ok(line)
    }

    /// Reads a record's headers. What is no record is passed over up to the next one.
    fn header(&mut self, first: &[u8]) -> io::Result<Result<Header, String>> {
        if !first.starts_with(b"WARC/") {
            self.pass_over()?;
            return Ok(Err(
                "no WARC record begins here; what stands up to the next one is passed over".to_owned()
            ));
        }
        let mut header = Header::default();
        for _ in 0..MOST_HEADERS {
            let line = self.line()?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if text.is_empty() {
                if line.is_empty() {
                    return Err(cut_off());
                }
                return Ok(match header.length {
                    Some(_) => Ok(header),
                    None => {
                        self.pass_over()?;
                        Err("the WARC record has no Content-Length; it is passed over".to_owned())
                    }
                });
            }
            header.take(text);
        }
        self.pass_over()?;
        Ok(Err(format!("the WARC record has more than {MOST_HEADERS} headers; it is passed over")))
    }

    /// Goes on to the next line that begins a record.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(());
            }
            if line.starts_with(VERSION) {
                self.first = Some(line);
                return Ok(());
            }
        }
    }

    /// The record's content.
    fn body(&mut self, header: Header) -> io::Result<Content> {
        let length = header.length.unwrap_or_default();
        if !header.may_be_page() || length > self.longest {
            let passed = io::copy(&mut self.rest().take(length), &mut io::sink())?;
            self.offset += passed;
            if passed < length {
                return Err(cut_off());
            }
            let too_long = || format!("the WARC record has {length} bytes, more than {}", self.longest);
            return Ok(match header.may_be_page() {
                true => Content::Page(Err(too_long())),
                false => Content::Other(header.passed_over_as()),
            });
        }
        let mut content = Vec::new();
        self.rest().take(length).read_to_end(&mut content)?;
        self.offset += content.len() as u64;
        let whole = content.len() as u64 == length;
        let after = if whole { self.line()? } else { Vec::new() };
        if after.starts_with(VERSION) {
            self.first = Some(after);
        } else if !whole || !after.iter().all(u8::is_ascii_whitespace) {
            // A length that is wrong must not cost the records it covers.
            content.extend(after);
            self.unread(content)?;
            self.pass_over()?;
            if !whole && self.first.is_none() {
                return Err(cut_off());
            }
            let words =
                format!("the WARC record does not end after the {length} bytes of its Content-Length");
            return Ok(Content::Page(Err(words)));
        }
        Ok(header.content(content, self.longest))
    }
}

impl<R: BufRead> Iterator for ArchiveReader<R> {
    type Item = Result<ArchiveRecord, ArchiveError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_record();
        let next = next.map_err(|fault| ArchiveError { number: self.number, offset: self.began, fault });
        self.ended = next.is_err();
        next.transpose()
    }
}

fn cut_off() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the WARC record is cut off")
}

impl Header {
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            // WARC 1.0 as some write it has the address in angle brackets.
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => self.date = Some(value.to_owned()),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            _ => {}
        }
    }

    fn may_be_page(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.content_type.starts_with("application/http"),
            "resource" => page_kind(&self.content_type).is_some() && self.is_of_the_web(),
            "conversion" => page_kind(&self.content_type) == Some(InputKind::Text),
            _ => false,
        }
    }

    /// Whether it was put on the web to be read: crawlers keep their logs and settings as resources with addresses of
    /// their own.
    fn is_of_the_web(&self) -> bool {
        self.url.as_deref().is_none_or(|url| url.starts_with("http://") || url.starts_with("https://"))
    }

    /// Whether it is what a site tells crawlers alone, and they ask for first (RFC 9309).
    fn is_for_crawlers(&self) -> bool {
        let path = self.url.as_deref().and_then(|url| url.split_once("://")?.1.split_once('/'));
        path.is_some_and(|(_, path)| path == "robots.txt")
    }

    /// What a record that can be no page is called among what is passed over.
    fn passed_over_as(&self) -> Option<&'static str> {
        match self.kind.as_str() {
            "response" => Some("not HTTP"),
            "resource" if self.is_of_the_web() => Some(media_class(&self.content_type)),
            "conversion" => Some(media_class(&self.content_type)),
            "revisit" => Some("revisit"),
            "continuation" => Some("continuation"),
            _ => None,
        }
    }

    fn content(self, content: Vec<u8>, longest: u64) -> Content {
        let (content_type, body) = match self.kind.as_str() {
            "response" if self.is_for_crawlers() => return Content::Other(Some("robots.txt")),
            "response" => match response_body(content, longest) {
                Ok(Response::Page(content_type, body)) => (content_type, body),
                Ok(Response::Other(what)) => return Content::Other(Some(what)),
                Err(words) => return Content::Page(Err(words)),
            },
            _ => (self.content_type, content),
        };
        let Some(kind) = page_kind(&content_type) else {
            return Content::Other(Some(media_class(&content_type)));
        };
        let charset = charset(&content_type);
        Content::Page(Ok(Capture { url: self.url, fetched: self.date, kind, charset, body }))
    }
}
