//! Tables as CSV files: UTF-8, RFC 4180, a header, line feeds, an empty field for null.

use crate::cell::{Cell, Row};
use crate::shape::{Layout, Shape};
use flate2::write::GzEncoder;
use std::io::{self, Read, Write};

/// How text is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As it is.
    Plain,
    /// With a `'` before what a spreadsheet would run. See [`is_touchy`].
    SpreadsheetSafe,
}

impl Spelling {
    pub(crate) fn of(shape: &Shape) -> Self {
        if shape.spreadsheet_safe { Self::SpreadsheetSafe } else { Self::Plain }
    }
}

/// Whether a spreadsheet may run a text, or takes its first sign for something else: formulas begin with these signs,
/// also in the full width that is typed in East Asia
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). Text that begins with the mark itself bears another,
/// so that taking one away gives every text back.
fn is_touchy(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', MARK])
}

/// What spreadsheets take for: this is text.
const MARK: char = '\'';

/// A CSV file under way.
pub(crate) struct CsvTable<W: Write> {
    writer: ::csv::Writer<CsvOutput<W>>,
    places: Vec<usize>,
    spelling: Spelling,
    field: String,
}

/// Where the CSV goes: as it is, or packed.
pub(crate) enum CsvOutput<W: Write> {
    Plain(W),
    Gzip(Box<GzEncoder<W>>),
}

impl<W: Write> Write for CsvOutput<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(buffer),
            Self::Gzip(out) => out.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            // A flush in the middle would cost packing; the end is written by `finish`.
            Self::Gzip(_) => Ok(()),
        }
    }
}

impl<W: Write> CsvTable<W> {
    /// Begins with the header.
    pub(crate) fn new(layout: &Layout, out: CsvOutput<W>, spelling: Spelling) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(layout.columns().map(|column| column.name))?;
        Ok(Self { writer, places: layout.places.clone(), spelling, field: String::new() })
    }

    /// Writes whole rows, of which the layout's columns are taken.
    pub(crate) fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            for place in &self.places {
                match &row[*place] {
                    Cell::Text(text) if self.spelling == Spelling::SpreadsheetSafe && is_touchy(text) => {
                        self.field.clear();
                        self.field.push(MARK);
                        self.field.push_str(text);
                        self.writer.write_field(&self.field)?;
                    }
                    Cell::Text(text) => self.writer.write_field(text)?,
                    other => {
                        self.field.clear();
                        other.write_csv(&mut self.field);
                        self.writer.write_field(&self.field)?;
                    }
                }
            }
            self.writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> io::Result<W> {
        match self.writer.into_inner().map_err(|error| error.into_error())? {
            CsvOutput::Plain(out) => Ok(out),
            CsvOutput::Gzip(out) => out.finish(),
        }
    }
}

/// Why a CSV file does not hold its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CsvFault {
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    #[error("its header is `{found}`; wanted `{wanted}`")]
    Header { found: String, wanted: String },
    #[error("line {line}: `{column}` is {found:?}; wanted: {kind}")]
    Type { line: u64, column: &'static str, found: String, kind: crate::ColumnType },
}

/// Reads a CSV file back, row by row.
pub(crate) fn rows<R: Read>(
    layout: &Layout,
    file: R,
    spelling: Spelling,
) -> Result<impl Iterator<Item = Result<Row, CsvFault>> + use<R>, CsvFault> {
    let mut reader = ::csv::ReaderBuilder::new().from_reader(file);
    let columns: Vec<_> = layout.columns().collect();
    let wanted: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let header = reader.headers()?;
    if header != wanted {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(CsvFault::Header { found, wanted: wanted.join(",") });
    }
    Ok(reader.into_records().map(move |record| {
        let record = record?;
        let cells = record.iter().zip(&columns).map(|(field, column)| {
            let plain = plain(field, column.kind, spelling);
            Cell::read_csv(plain, column.kind).ok_or_else(|| CsvFault::Type {
                line: record.position().map_or(0, ::csv::Position::line),
                column: column.name,
                found: field.to_owned(),
                kind: column.kind,
            })
        });
        cells.collect()
    }))
}

/// A field as it was before it was made safe.
pub(crate) fn plain(field: &str, kind: crate::ColumnType, spelling: Spelling) -> &str {
    match (spelling, kind) {
        (Spelling::SpreadsheetSafe, crate::ColumnType::Utf8) => field.strip_prefix(MARK).unwrap_or(field),
        _ => field,
    }
}
