//! The lines of a JSONL stream, each with its place.

use std::io::{self, BufRead};
use std::mem;

/// One line, without its line feed, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1; blank lines count.
    pub number: u64,
    /// The byte it starts at, from 0, in the unpacked stream.
    pub offset: u64,
    /// The line itself.
    pub text: String,
}

/// A line that could not be taken, or a stream that broke off.
#[derive(Debug, thiserror::Error)]
#[error("line {number}, byte {offset}: {fault}")]
pub struct LineError {
    /// The line's number, from 1.
    pub number: u64,
    /// The byte the line starts at.
    pub offset: u64,
    /// What is wrong with it.
    pub fault: LineFault,
}

/// What can be wrong with a line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum LineFault {
    #[error("not UTF-8 from its byte {at} on")]
    NotUtf8 { at: usize, bytes: Vec<u8> },
    #[error("longer than {limit} bytes")]
    TooLong { limit: usize },
    /// The stream itself fails here; nothing comes after it.
    #[error("cannot be read: {0}")]
    Read(io::Error),
}

/// Cuts a stream into [`Line`]s. Blank lines are passed over, a byte order mark at the start and
/// the carriage return of a CRLF are taken off, and the last line needs no line feed.
///
/// A bad line is one `Err` and the next call goes on behind it; after [`LineFault::Read`] the
/// iterator ends.
///
/// ```
/// use dateline_record::pages::LineReader;
///
/// let mut lines = LineReader::new(&b"{}\r\n\n[1]"[..]);
/// let places: Vec<_> = lines.map(|line| line.map(|line| (line.number, line.offset, line.text))).collect::<Result<_, _>>()?;
/// assert_eq!(places, [(1, 0, "{}".to_owned()), (3, 5, "[1]".to_owned())]);
/// # Ok::<(), dateline_record::pages::LineError>(())
/// ```
#[derive(Debug)]
pub struct LineReader<R> {
    inner: R,
    number: u64,
    offset: u64,
    limit: usize,
    ended: bool,
}

impl<R: BufRead> LineReader<R> {
    /// The longest line taken unless [`with_limit`](Self::with_limit) says otherwise: 1 GiB.
    pub const MAX_LINE: usize = 1 << 30;

    /// Reads from the start of `inner`.
    pub fn new(inner: R) -> Self {
        Self { inner, number: 0, offset: 0, limit: Self::MAX_LINE, ended: false }
    }

    /// Sets the most bytes a line may have, line feed left out.
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// The next line as it stands, or `None` at the end.
    fn read_raw(&mut self) -> io::Result<Option<Raw>> {
        let mut bytes = Vec::new();
        let mut length = 0_u64;
        loop {
            let buffer = match self.inner.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok((length > 0).then_some(Raw { bytes, length, limit: self.limit }));
            }
            let feed = memchr::memchr(b'\n', buffer);
            let part = &buffer[..feed.unwrap_or(buffer.len())];
            // One byte more than allowed is kept as the sign that the line is too long; the
            // carriage return may be that byte, so there is room for it.
            let room = self.limit.saturating_add(2).saturating_sub(bytes.len());
            bytes.extend_from_slice(&part[..part.len().min(room)]);
            let used = part.len() + usize::from(feed.is_some());
            self.inner.consume(used);
            length += used as u64;
            if feed.is_some() {
                return Ok(Some(Raw { bytes, length, limit: self.limit }));
            }
        }
    }

    fn fail(&self, fault: LineFault) -> LineError {
        LineError { number: self.number, offset: self.offset, fault }
    }
}

impl<R: BufRead> Iterator for LineReader<R> {
    type Item = Result<Line, LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let raw = match self.read_raw() {
                Ok(Some(raw)) => raw,
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.fail(LineFault::Read(error))));
                }
            };
            let end = self.offset + raw.length;
            let line = self.take(raw).transpose();
            self.offset = end;
            if line.is_some() {
                return line;
            }
        }
        self.ended = true;
        None
    }
}

impl<R: BufRead> LineReader<R> {
    /// The line, `None` when it is blank.
    fn take(&mut self, mut raw: Raw) -> Result<Option<Line>, LineError> {
        if self.offset == 0 && raw.bytes.starts_with(b"\xEF\xBB\xBF") {
            raw.bytes.drain(..3);
            self.offset = 3;
        }
        if raw.bytes.last() == Some(&b'\r') {
            raw.bytes.pop();
        }
        if raw.bytes.len() > raw.limit {
            return Err(self.fail(LineFault::TooLong { limit: raw.limit }));
        }
        if raw.bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let text = String::from_utf8(mem::take(&mut raw.bytes)).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            self.fail(LineFault::NotUtf8 { at, bytes: error.into_bytes() })
        })?;
        Ok(Some(Line { number: self.number, offset: self.offset, text }))
    }
}

/// A line's bytes, cut off just above the limit, and how many the stream held.
struct Raw {
    bytes: Vec<u8>,
    length: u64,
    limit: usize,
}
