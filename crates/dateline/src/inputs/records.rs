//! The records of one input, one by one, whatever format they are in.

use super::csv::CsvRows;
use super::fields::FieldNames;
use super::guard::{Guarded, LONGEST};
use super::warc::Captures;
use super::{Format, InputPath, Tracked};
use dateline_export::TableRows;
use dateline_record::pages::{InputKind, LineError, LineFault, LineReader, Packing, unpacked};
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
}

/// One capture of a web archive.
#[derive(Debug)]
pub(crate) struct Capture {
    pub(crate) url: Option<String>,
    /// The archive's time, ISO 8601.
    pub(crate) fetched: Option<String>,
    pub(crate) kind: InputKind,
    /// The encoding that the HTTP header tells.
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// A sequence of records that ends with an error where the file cannot be read on.
pub(crate) type Records = Box<dyn Iterator<Item = io::Result<Piece>>>;

/// Opens an input that is no single page. The file that is returned as well tells how much of it was
/// read, and its hash in the end.
pub(crate) fn open(input: &InputPath, fields: &FieldNames) -> io::Result<(Tracked, Records)> {
    let file = Tracked::open(input)?;
    if input.format == Format::Table {
        return Ok((file, table(input, fields)?));
    }
    let unpacked = Guarded::new(unpacked(file.clone(), Packing::of(&input.path))?, file.clone());
    let records: Records = match input.format {
        Format::Csv => Box::new(CsvRows::new(unpacked, fields)?),
        Format::Warc => Box::new(Captures::new(BufReader::with_capacity(1 << 17, unpacked))),
        _ => Box::new(lines(unpacked)),
    };
    Ok((file, records))
}

fn lines(unpacked: Guarded<impl io::Read + 'static>) -> impl Iterator<Item = io::Result<Piece>> {
    let limit = usize::try_from(LONGEST).unwrap_or(usize::MAX);
    let lines = LineReader::new(BufReader::with_capacity(1 << 17, unpacked)).with_limit(limit);
    lines.map(|line| match line {
        Ok(line) => {
            let bytes = line.text.len() as u64 + 1;
            let place = Place { line: line.number, offset: line.offset };
            Ok(Piece { place, bytes, raw: Raw::Json(line.text) })
        }
        Err(LineError { fault: LineFault::Read(error), .. }) => Err(error),
        Err(LineError { number, offset, fault }) => {
            let raw = Raw::Broken(format!("the line is {fault}"));
            Ok(Piece { place: Place { line: number, offset }, bytes: 0, raw })
        }
    })
}

/// The rows of a Parquet file.
fn table(input: &InputPath, fields: &FieldNames) -> io::Result<Records> {
    let invalid = |words: String| io::Error::new(io::ErrorKind::InvalidInput, words);
    let columns = TableRows::columns(&input.path).map_err(|error| invalid(error.to_string()))?;
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let places = fields.places(&names).map_err(invalid)?;
    // One column may be two fields.
    let mut wanted: Vec<usize> = places.iter().map(|(_, place)| *place).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let places: Vec<(&str, usize)> = places
        .into_iter()
        .filter_map(|(field, place)| Some((field, wanted.binary_search(&place).ok()?)))
        .collect();
    let wanted: Vec<&str> = wanted.into_iter().map(|place| names[place]).collect();
    let rows = TableRows::open(&input.path, &wanted).map_err(|error| invalid(error.to_string()))?;
    let pieces = (0..).zip(rows).map(move |(number, row)| {
        let values = row.map_err(|error| invalid(error.to_string()))?;
        let bytes = values.iter().flatten().map(|value| value.len() as u64).sum();
        let value = |place: usize| values[place].clone().map(String::into_bytes);
        let values = places.iter().filter_map(|(field, place)| Some((*field, value(*place)?)));
        let place = Place { line: number + 1, offset: number };
        Ok(Piece { place, bytes, raw: Raw::Values(values.collect()) })
    });
    Ok(Box::new(pieces))
}
