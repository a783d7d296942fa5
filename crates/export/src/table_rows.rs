//! Rows of any Parquet file, as text: what others keep their pages in.

use polars::io::parquet::read::FileMetadata;
use polars::prelude::*;
use std::collections::VecDeque;
use std::fs::File;
use std::path::Path;

/// Why rows of a Parquet file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum TableRowsError {
    #[error("cannot be opened: {0}")]
    Open(#[from] std::io::Error),
    #[error("not read as Parquet: {0}")]
    Parquet(#[from] PolarsError),
    #[error("column `{column}` holds {found}; wanted text, whole numbers or days")]
    Type { column: String, found: String },
    #[error("not read as Parquet: {0}")]
    Panic(String),
}

impl TableRowsError {
    /// The error of the system, where it did not give the file's bytes; any other is of what they are.
    pub fn into_system(self) -> Result<std::io::Error, Self> {
        match self {
            Self::Open(error) => Ok(error),
            Self::Parquet(PolarsError::IO { error, .. }) if error.raw_os_error().is_some() => {
                Ok(std::io::Error::new(error.kind(), error.to_string()))
            }
            other => Err(other),
        }
    }
}

/// The rows of some columns of a Parquet file, in order, read so many at a time that they take about
/// 16 MiB.
///
/// A value is text, or a whole number or a day as it is written; a null is `None`.
pub struct TableRows {
    file: File,
    columns: Vec<String>,
    slices: Slices,
    read: VecDeque<Vec<Option<String>>>,
}

/// Bytes of unpacked columns that are read at a time.
const BATCH: usize = 16 << 20;

/// A file's rows in pieces of about [`BATCH`] bytes, none of them in two row groups.
#[derive(Debug, Default)]
pub(crate) struct Slices {
    /// Row groups not read yet, as place of the first row, rows, and rows to be read at a time.
    groups: VecDeque<(usize, usize, usize)>,
}

/// Rows to be read at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    first: usize,
    rows: usize,
}

impl Slices {
    pub(crate) fn of(metadata: &FileMetadata) -> Self {
        let mut groups = VecDeque::new();
        let mut first = 0;
        for group in &metadata.row_groups {
            let rows = group.num_rows();
            let bytes = group.total_byte_size().max(1);
            groups.push_back((first, rows, (rows.saturating_mul(BATCH) / bytes).clamp(1, rows.max(1))));
            first += rows;
        }
        Self { groups }
    }
}

impl Iterator for Slices {
    type Item = Slice;

    fn next(&mut self) -> Option<Slice> {
        loop {
            let (first, rows, step) = self.groups.pop_front()?;
            let now = step.min(rows);
            if rows > now {
                self.groups.push_front((first + now, rows - now, step));
            }
            if rows > 0 {
                return Some(Slice { first, rows: now });
            }
        }
    }
}

impl Slice {
    /// How many rows.
    pub(crate) fn rows(self) -> usize {
        self.rows
    }

    /// Reads the rows; `None`: all columns.
    pub(crate) fn read(self, file: &File, columns: Option<&[String]>) -> PolarsResult<DataFrame> {
        ParquetReader::new(file.try_clone()?)
            .with_columns(columns.map(<[String]>::to_vec))
            .with_slice(Some((self.first, self.rows)))
            .read_parallel(ParallelStrategy::None)
            .set_rechunk(true)
            .finish()
    }
}

impl TableRows {
    /// The names of the columns of a file.
    pub fn columns(path: &Path) -> Result<Vec<String>, TableRowsError> {
        let schema = ParquetReader::new(File::open(path)?).schema()?;
        Ok(schema.iter_names().map(|name| name.to_string()).collect())
    }

    /// Opens a file to read the `columns` named; one that cannot be told as text is an error.
    pub fn open(path: &Path, columns: &[&str]) -> Result<Self, TableRowsError> {
        let file = File::open(path)?;
        let mut reader = ParquetReader::new(file.try_clone()?);
        for column in columns {
            let schema = Schema::from_arrow_schema(reader.schema()?.as_ref());
            let kind = schema.get(column).cloned().unwrap_or(DataType::Null);
            if !(kind.is_string() || kind.is_integer() || kind.is_date() || kind.is_null()) {
                return Err(TableRowsError::Type { column: (*column).to_owned(), found: kind.to_string() });
            }
        }
        let slices = Slices::of(reader.get_metadata()?);
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Ok(Self { file, columns, slices, read: VecDeque::new() })
    }

    fn read_slice(&mut self, slice: Slice) -> Result<(), TableRowsError> {
        let frame = slice.read(&self.file, Some(&self.columns))?;
        let mut columns = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            columns.push(frame.column(column)?.as_materialized_series().cast(&DataType::String)?);
        }
        let values: Vec<_> = columns.iter().map(|column| column.str()).collect::<PolarsResult<_>>()?;
        for row in 0..frame.height() {
            self.read.push_back(values.iter().map(|column| column.get(row).map(str::to_owned)).collect());
        }
        Ok(())
    }
}

impl Iterator for TableRows {
    type Item = Result<Vec<Option<String>>, TableRowsError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.read.is_empty() {
            let slice = self.slices.next()?;
            if let Err(error) = self.read_slice(slice) {
                self.slices = Slices::default();
                return Some(Err(error));
            }
        }
        self.read.pop_front().map(Ok)
    }
}
