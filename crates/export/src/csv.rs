//! Tables as CSV files: UTF-8, RFC 4180, a header, line feeds, an empty field for null.

use crate::cell::{Cell, Row};
use crate::schema::TableSchema;
use std::io::{self, Read, Write};

/// A CSV file under way.
pub(crate) struct CsvTable<W: Write> {
    writer: ::csv::Writer<W>,
    field: String,
}

impl<W: Write> CsvTable<W> {
    /// Begins with the header.
    pub(crate) fn new(schema: &TableSchema, out: W) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(schema.columns.iter().map(|column| column.name))?;
        Ok(Self { writer, field: String::new() })
    }

    pub(crate) fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            for cell in row {
                match cell {
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
        self.writer.into_inner().map_err(|error| error.into_error())
    }
}

/// Why a CSV file does not hold its table.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CsvFault {
    #[error("{0}")]
    Csv(#[from] ::csv::Error),
    #[error("its header is `{found}`; wanted `{wanted}`")]
    Header { found: String, wanted: String },
    #[error("line {line}: `{column}` is {found:?}; wanted: {kind}")]
    Type { line: u64, column: &'static str, found: String, kind: crate::ColumnType },
}

/// Reads a CSV file back as rows.
pub(crate) fn read(schema: &TableSchema, file: impl Read) -> Result<Vec<Row>, CsvFault> {
    let mut reader = ::csv::ReaderBuilder::new().from_reader(file);
    let wanted: Vec<&str> = schema.columns.iter().map(|column| column.name).collect();
    let header = reader.headers()?;
    if header != wanted {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(CsvFault::Header { found, wanted: wanted.join(",") });
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cells = record.iter().zip(schema.columns).map(|(field, column)| {
            Cell::read_csv(field, column.kind).ok_or_else(|| CsvFault::Type {
                line: record.position().map_or(0, ::csv::Position::line),
                column: column.name,
                found: field.to_owned(),
                kind: column.kind,
            })
        });
        rows.push(cells.collect::<Result<Row, CsvFault>>()?);
    }
    Ok(rows)
}
