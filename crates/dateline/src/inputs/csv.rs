//! Rows of a CSV file as records.

use super::fields::FieldNames;
use super::guard::{Guarded, RecordBytes};
use super::records::{Piece, Place, Raw};
use csv::{ByteRecord, ErrorKind, Position, Reader};
use std::io::{self, Read};

/// The rows below the header.
pub(crate) struct CsvRows<R> {
    reader: Reader<Guarded<R>>,
    places: Vec<(&'static str, usize)>,
    record: RecordBytes,
    ended: bool,
}

impl<R: Read> CsvRows<R> {
    /// Reads the header, which must have a column for the page.
    pub(crate) fn new(file: Guarded<R>, fields: &FieldNames) -> io::Result<Self> {
        let record = file.record_bytes();
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 17).from_reader(file);
        let header = reader.byte_headers().map_err(into_io)?;
        let mut names: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        // Spreadsheets begin their files with a byte order mark.
        if let Some(first) = names.first_mut()
            && let Some(rest) = first.strip_prefix('\u{feff}')
        {
            *first = rest.trim_matches('"').to_owned();
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let places =
            fields.places(&names).map_err(|words| io::Error::new(io::ErrorKind::InvalidInput, words))?;
        Ok(Self { reader, places, record, ended: false })
    }

    fn piece(&self, row: &ByteRecord) -> Piece {
        let values: Vec<_> = self
            .places
            .iter()
            .filter_map(|(field, place)| {
                let value = row.get(*place).filter(|value| !value.is_empty())?;
                Some((*field, value.to_vec()))
            })
            .collect();
        Piece { place: place(row.position()), bytes: row.as_slice().len() as u64, raw: Raw::Values(values) }
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.record.begin();
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(true) => Some(Ok(self.piece(&row))),
            Ok(false) => None,
            Err(error) => match error.kind() {
                ErrorKind::UnequalLengths { pos, expected_len, len } => {
                    let words = format!(
                        "the row has {len} fields, and the header has {expected_len}; is a quote missing?"
                    );
                    let place = place(pos.as_ref().or(row.position()));
                    Some(Ok(Piece { place, bytes: 0, raw: Raw::Broken(words) }))
                }
                _ => {
                    self.ended = true;
                    Some(Err(into_io(error)))
                }
            },
        }
    }
}

fn place(position: Option<&Position>) -> Place {
    position.map_or(Place { line: 0, offset: 0 }, |at| Place { line: at.line(), offset: at.byte() })
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    }
}
