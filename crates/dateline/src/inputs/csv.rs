//! Rows of a CSV file as records.

use super::fields::FieldNames;
use super::guard::{Guarded, RecordBytes};
use super::records::{BrokenOff, Fault, Piece, Place, Raw};
use csv::{ByteRecord, ErrorKind, Position, Reader};
use std::collections::VecDeque;
use std::io::{self, Read};

/// The rows below the header.
pub(crate) struct CsvRows<R> {
    reader: Reader<Marks<Guarded<R>>>,
    places: Vec<(&'static str, usize)>,
    record: RecordBytes,
    /// A row read before its turn.
    ahead: Option<Result<Piece, BrokenOff>>,
    /// Whether the last field of the row read last has lines.
    ends_in_lines: bool,
    ended: bool,
}

impl<R: Read> CsvRows<R> {
    /// Reads the header, which must have a column for the page.
    pub(crate) fn new(mut file: Guarded<R>, fields: &FieldNames, longest: u64) -> Result<Self, Fault> {
        file.limit_records(longest);
        let record = file.record_bytes();
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 17).from_reader(Marks::new(file));
        let broken = |error| Fault::Broken(BrokenOff::at(Place::START, &error));
        let header = reader.byte_headers().map_err(|error| broken(into_io(error)))?;
        if header.is_empty() {
            return Err(broken(io::Error::new(
                io::ErrorKind::InvalidData,
                "the file is empty; wanted a header and rows",
            )));
        }
        let mut names: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        // Spreadsheets begin their files with a byte order mark.
        if let Some(first) = names.first_mut()
            && let Some(rest) = first.strip_prefix('\u{feff}')
        {
            *first = rest.trim_matches('"').to_owned();
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let places = fields.places(&names).map_err(Fault::Columns)?;
        Ok(Self { reader, places, record, ahead: None, ends_in_lines: false, ended: false })
    }

    /// The next row, where there is one.
    fn read(&mut self) -> Option<Result<Piece, BrokenOff>> {
        self.record.begin();
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(true) => {
                self.ends_in_lines = row.iter().next_back().is_some_and(|value| value.contains(&b'\n'));
                let place = self.reader.get_mut().place(row.position());
                Some(Ok(self.piece(place, &row)))
            }
            Ok(false) => None,
            Err(error) => match error.kind() {
                ErrorKind::UnequalLengths { pos, expected_len, len } => {
                    let words = format!(
                        "the row has {len} fields, and the header has {expected_len}; is a quote missing?"
                    );
                    let place = self.reader.get_mut().place(pos.as_ref().or(row.position()));
                    Some(Ok(Piece { place, bytes: 0, raw: Raw::Broken(words) }))
                }
                _ => {
                    let position = self.reader.position().clone();
                    let place = self.reader.get_mut().place(Some(&position));
                    Some(Err(BrokenOff::at(place, &into_io(error))))
                }
            },
        }
    }

    fn piece(&self, place: Place, row: &ByteRecord) -> Piece {
        let values: Vec<_> = self
            .places
            .iter()
            .filter_map(|(field, place)| {
                let value = row.get(*place).filter(|value| !value.is_empty())?;
                Some((*field, value.to_vec()))
            })
            .collect();
        Piece { place, bytes: row.as_slice().len() as u64, raw: Raw::Values(values) }
    }

    /// Whether a quote in the row read last is never closed: the row then holds all that came after it.
    fn is_open(&self, last: &Piece) -> bool {
        matches!(last.raw, Raw::Values(_)) && self.ends_in_lines && self.reader.get_ref().quotes % 2 == 1
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = Result<Piece, BrokenOff>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.ahead.take() {
            None if self.ended => return None,
            None => self.read(),
            ahead => ahead,
        };
        let row = match row {
            Some(Ok(row)) => row,
            end => {
                self.ended = true;
                return end;
            }
        };
        // What the last row has to be told from is known at the end alone.
        self.ahead = self.read();
        self.ended = self.ahead.is_none();
        if self.ended && self.is_open(&row) {
            let words =
                "a quote is left open, and the row swallows the rest of the file; close it".to_owned();
            return Some(Ok(Piece { raw: Raw::CutShort(words), ..row }));
        }
        Some(Ok(row))
    }
}

/// A reader that keeps what the reader of rows does not tell of what it read.
struct Marks<R> {
    inner: R,
    /// How many quotes there are; in a sound table they are even.
    quotes: usize,
    read: u64,
    /// Where lines end that end in two bytes: the last byte of each, the next one first.
    pairs: VecDeque<u64>,
    /// Carriage returns before the first line feed: in a file without any they end its lines.
    returns: VecDeque<u64>,
    passed_returns: u64,
    has_feeds: bool,
    after_return: bool,
}

impl<R> Marks<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            quotes: 0,
            read: 0,
            pairs: VecDeque::new(),
            returns: VecDeque::new(),
            passed_returns: 0,
            has_feeds: false,
            after_return: false,
        }
    }

    /// Where a row begins. Of a line's end of two bytes the reader of rows leaves the second to the next row.
    fn place(&mut self, position: Option<&Position>) -> Place {
        let Some(position) = position else { return Place::START };
        let (line, offset) = (position.line(), position.byte());
        while self.pairs.pop_front_if(|end| *end < offset).is_some() {}
        let left = u64::from(self.pairs.front() == Some(&offset));
        while self.returns.pop_front_if(|end| *end < offset).is_some() {
            self.passed_returns += 1;
        }
        // The reader of rows counts line feeds alone.
        let line = if line == 1 && left == 0 { 1 + self.passed_returns } else { line };
        Place { line: line + left, offset: offset + left }
    }
}

impl<R: Read> Read for Marks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let read = &buffer[..count];
        self.quotes += read.iter().filter(|byte| **byte == b'"').count();
        let before = |at: usize| at.checked_sub(1).map_or(self.after_return, |before| read[before] == b'\r');
        let ends = read.iter().enumerate().filter(|(at, byte)| **byte == b'\n' && before(*at));
        self.pairs.extend(ends.map(|(at, _)| self.read + at as u64));
        if !self.has_feeds {
            let feed = read.iter().position(|byte| *byte == b'\n');
            self.has_feeds = feed.is_some();
            let before = read[..feed.unwrap_or(count)].iter().enumerate().filter(|(_, byte)| **byte == b'\r');
            self.returns.extend(before.map(|(at, _)| self.read + at as u64));
        }
        self.after_return = read.last().map_or(self.after_return, |last| *last == b'\r');
        self.read += count as u64;
        Ok(count)
    }
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    }
}
