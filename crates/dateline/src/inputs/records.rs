//! The records of one input, one by one, whatever format they are in.

use super::FieldNames;
use super::csv::CsvRows;
use super::guard::Guarded;
use super::utf16::as_utf8;
use super::{Format, InputPath, Reading, Tracked};
use crate::panics::caught;
use dateline_export::{TableRows, TableRowsError};
use dateline_record::pages::{
    ArchiveError, ArchiveReader, ArchiveRecord, Capture, LineError, LineFault, LineReader, Packing, unpacked,
};
use std::io::{self, BufReader};

/// One record of an input, not decoded yet.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) place: Place,
    /// What it takes in memory.
    pub(crate) bytes: u64,
    pub(crate) raw: Raw,
}

/// Where a record stands in its input: its number or line, from 1, and the byte it starts at in the
/// unpacked file; in a table without bytes, its number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) offset: u64,
}

/// What a record is before it is a page.
#[derive(Debug)]
pub(crate) enum Raw {
    /// A line of JSON.
    Json(String),
    /// Values of a page's fields, as a table has them.
    Values(Vec<(&'static str, Vec<u8>)>),
    /// A page as a crawler kept it.
    Capture(Box<Capture>),
    /// No record, with the reason.
    Broken(String),
    /// The rest of a file that cannot be read on, with the reason: nobody knows how many records are lost.
    CutShort(String),
}

/// A sequence of records that ends with a fault where the file cannot be read on.
pub(crate) type Records = Box<dyn Iterator<Item = Result<Piece, Fault>>>;

/// Why the records of an input cannot be read, or not be read on.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The system does not give the file's bytes. Another time it may: nothing is wrong with the pages.
    System(io::Error),
    /// The file has other columns than it should, in words.
    Columns(String),
    /// From this place on the file is not what its name says. As a page that is none, the rest is a reject.
    Broken(BrokenOff),
}

/// The place that a file is broken from, and what its reader said.
#[derive(Debug)]
pub(crate) struct BrokenOff {
    pub(crate) place: Place,
    pub(crate) words: String,
}

impl BrokenOff {
    pub(super) fn at(place: Place, error: &io::Error) -> Self {
        Self { place, words: error.to_string() }
    }
}

impl From<BrokenOff> for Piece {
    /// The rest of a file, as the one reject that it is.
    fn from(BrokenOff { place, words }: BrokenOff) -> Self {
        let words = match place {
            Place::START => format!("{words}; the file was not read, repair it or fetch it again"),
            _ => format!("{words}; the rest of the file was not read, repair it or fetch it again"),
        };
        Self { place, bytes: 0, raw: Raw::CutShort(words) }
    }
}

impl Place {
    /// The whole file.
    pub(super) const START: Self = Self { line: 0, offset: 0 };
}

/// Opens an input that is no single page. The file that is returned as well tells how much of it was
/// read, and its hash in the end.
pub(crate) fn open(input: &InputPath, reading: &Reading) -> Result<(Tracked, Records), Fault> {
    let file = Tracked::open(input).map_err(Fault::System)?;
    let records = match input.format {
        Format::Table => table(input, &reading.fields),
        _ => text(input, reading, &file),
    };
    match records {
        Err(Fault::Broken(broken)) => {
            let fault = fault_of(&file, broken);
            Ok((file, Box::new(std::iter::once(Err(fault)))))
        }
        records => Ok((file, records?)),
    }
}

/// A file broke off: by itself, or because the system did not give its bytes.
fn fault_of(file: &Tracked, broken: BrokenOff) -> Fault {
    file.fault().map_or(Fault::Broken(broken), Fault::System)
}

/// The records of a file that is read from its start to its end.
fn text(input: &InputPath, reading: &Reading, file: &Tracked) -> Result<Records, Fault> {
    let longest = reading.longest_record();
    let broken = |error: io::Error| Fault::Broken(BrokenOff::at(Place::START, &error));
    let unpacked = unpacked(file.clone(), Packing::of(&input.path)).map_err(broken)?;
    let utf8 = if input.format == Format::Warc { Box::new(unpacked) } else { as_utf8(unpacked) };
    let unpacked = Guarded::new(utf8, file.clone());
    let records: Box<dyn Iterator<Item = Result<Piece, BrokenOff>>> = match input.format {
        Format::Csv => Box::new(CsvRows::new(unpacked, &reading.fields, longest)?),
        Format::Warc => Box::new(captures(unpacked, file.clone(), longest)),
        _ => Box::new(lines(unpacked, longest)),
    };
    let file = file.clone();
    Ok(Box::new(records.map(move |record| record.map_err(|broken| fault_of(&file, broken)))))
}

fn captures(
    unpacked: Guarded<impl io::Read + 'static>,
    file: Tracked,
    longest: u64,
) -> impl Iterator<Item = Result<Piece, BrokenOff>> {
    let bytes = unpacked.record_bytes();
    let mut reader = ArchiveReader::new(BufReader::with_capacity(1 << 17, unpacked)).with_limit(longest);
    let records = std::iter::from_fn(move || {
        bytes.begin();
        let record = reader.next();
        if !matches!(record, Some(Ok(_))) {
            file.pass_over(reader.passed_over());
        }
        record
    });
    records.map(|record| match record {
        Ok(ArchiveRecord { number, offset, page }) => {
            let place = Place { line: number, offset };
            let bytes = page.as_ref().map_or(0, |page| page.body.len() as u64);
            let raw = page.map_or_else(Raw::Broken, |page| Raw::Capture(Box::new(page)));
            Ok(Piece { place, bytes, raw })
        }
        Err(ArchiveError { number, offset, fault }) => {
            Err(BrokenOff::at(Place { line: number, offset }, &fault))
        }
    })
}

fn lines(
    unpacked: Guarded<impl io::Read + 'static>,
    longest: u64,
) -> impl Iterator<Item = Result<Piece, BrokenOff>> {
    let limit = usize::try_from(longest).unwrap_or(usize::MAX);
    let bytes = unpacked.record_bytes();
    let mut lines = LineReader::new(BufReader::with_capacity(1 << 17, unpacked)).with_limit(limit);
    let lines = std::iter::from_fn(move || {
        bytes.begin();
        lines.next()
    });
    lines.map(|line| match line {
        Ok(line) => {
            let bytes = line.text.len() as u64 + 1;
            let place = Place { line: line.number, offset: line.offset };
            Ok(Piece { place, bytes, raw: Raw::Json(line.text) })
        }
        Err(LineError { number, offset, fault: LineFault::Read(error) }) => {
            Err(BrokenOff::at(Place { line: number, offset }, &error))
        }
        Err(LineError { number, offset, fault }) => {
            let advice = match fault {
                LineFault::TooLong { .. } => ", twice the longest page; raise it with `--max-page-bytes`",
                _ => "",
            };
            let raw = Raw::Broken(format!("the line is {fault}{advice}"));
            Ok(Piece { place: Place { line: number, offset }, bytes: 0, raw })
        }
    })
}

/// The rows of a Parquet file.
fn table(input: &InputPath, fields: &FieldNames) -> Result<Records, Fault> {
    let columns = decoded(Place::START, || TableRows::columns(&input.path))?;
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let places = fields.places(&names).map_err(Fault::Columns)?;
    // One column may be two fields.
    let mut wanted: Vec<usize> = places.iter().map(|(_, place)| *place).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let places: Vec<(&str, usize)> = places
        .into_iter()
        .filter_map(|(field, place)| Some((field, wanted.binary_search(&place).ok()?)))
        .collect();
    let wanted: Vec<&str> = wanted.into_iter().map(|place| names[place]).collect();
    let mut rows = decoded(Place::START, || TableRows::open(&input.path, &wanted))?;
    let mut number = 0;
    let mut ended = false;
    Ok(Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let place = Place { line: number + 1, offset: number };
        number += 1;
        let row = decoded(place, || rows.next().transpose()).transpose()?;
        ended = row.is_err();
        Some(row.map(|values| {
            let bytes = values.iter().flatten().map(|value| value.len() as u64).sum();
            let values = places.iter().filter_map(|(field, place)| Some((*field, values[*place].clone()?)));
            Piece { place, bytes, raw: Raw::Values(values.collect()) }
        }))
    })))
}

/// What decoding a part of a Parquet file gives. Damage deep in a file may make its decoder panic.
fn decoded<T>(place: Place, decode: impl FnOnce() -> Result<T, TableRowsError>) -> Result<T, Fault> {
    caught(decode).unwrap_or_else(|words| Err(TableRowsError::Panic(words))).map_err(|error| match error {
        TableRowsError::Type { .. } | TableRowsError::Twice { .. } => Fault::Columns(error.to_string()),
        error => match error.into_system() {
            Ok(error) => Fault::System(error),
            Err(error) => Fault::Broken(BrokenOff { place, words: error.to_string() }),
        },
    })
}
