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
    Open(std::io::Error),
    #[error("not read as Parquet: {0}")]
    Parquet(PolarsError),
    #[error(
        "column `{column}` holds {found}; wanted text, whole numbers, days or timestamps; cast it to text"
    )]
    Type { column: String, found: &'static str },
    #[error("two columns are called `{column}`; rename one")]
    Twice { column: String },
    #[error("not read as Parquet: {0}")]
    Panic(String),
}

impl From<std::io::Error> for TableRowsError {
    fn from(error: std::io::Error) -> Self {
        Self::Open(error)
    }
}

impl From<PolarsError> for TableRowsError {
    fn from(error: PolarsError) -> Self {
        Self::Parquet(error)
    }
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
/// A value is text, or a whole number, a day or a timestamp (ISO 8601) as it is written; a null is `None`. Text comes as
/// bytes, since columns of bytes may hold it in any encoding.
pub struct TableRows {
    file: File,
    columns: Vec<String>,
    slices: Slices,
    read: VecDeque<Vec<Option<Vec<u8>>>>,
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
        let metadata = ParquetReader::new(File::open(path)?).get_metadata()?.clone();
        let fields = metadata.schema().fields().iter();
        let names: Vec<String> = fields.map(|field| field.get_field_info().name.to_string()).collect();
        match names.iter().enumerate().find(|(place, name)| names[..*place].contains(name)) {
            Some((_, twice)) => Err(TableRowsError::Twice { column: twice.clone() }),
            None => Ok(names),
        }
    }

    /// Opens a file to read the `columns` named; one that cannot be told as text is an error.
    pub fn open(path: &Path, columns: &[&str]) -> Result<Self, TableRowsError> {
        let file = File::open(path)?;
        let mut reader = ParquetReader::new(file.try_clone()?);
        // The file's own types: polars knows none for columns that nobody asked for.
        let schema = reader.schema()?;
        for column in columns {
            if let Some(found) = schema.get(column).and_then(|field| not_text(&field.dtype)) {
                return Err(TableRowsError::Type { column: (*column).to_owned(), found });
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
            columns.push(as_bytes(frame.column(column)?.as_materialized_series())?);
        }
        for row in 0..frame.height() {
            self.read.push_back(columns.iter().map(|column| column.get(row).map(<[u8]>::to_vec)).collect());
        }
        Ok(())
    }
}

impl Iterator for TableRows {
    type Item = Result<Vec<Option<Vec<u8>>>, TableRowsError>;

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

/// What a column holds that cannot be told as text, in words; `None` for one that can.
fn not_text(kind: &ArrowDataType) -> Option<&'static str> {
    use ArrowDataType as Kind;
    match kind {
        Kind::Null | Kind::Utf8 | Kind::LargeUtf8 | Kind::Utf8View => None,
        Kind::Binary | Kind::LargeBinary | Kind::BinaryView => None,
        Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => None,
        Kind::UInt8 | Kind::UInt16 | Kind::UInt32 | Kind::UInt64 => None,
        Kind::Date32 | Kind::Date64 | Kind::Timestamp(..) => None,
        Kind::Dictionary(_, values, _) => not_text(values),
        Kind::Boolean => Some("yes and no"),
        Kind::Float16 | Kind::Float32 | Kind::Float64 => Some("numbers with a fraction"),
        Kind::Struct(_) => Some("structs"),
        Kind::Map(..) => Some("maps"),
        Kind::List(_) | Kind::LargeList(_) | Kind::FixedSizeList(..) => Some("lists"),
        Kind::Time32(_) | Kind::Time64(_) => Some("times of day"),
        Kind::Duration(_) | Kind::Interval(_) => Some("spans of time"),
        Kind::FixedSizeBinary(_) => Some("bytes of a fixed length"),
        _ => Some("values of another kind"),
    }
}

/// A column as the bytes of its text.
fn as_bytes(column: &Series) -> PolarsResult<BinaryChunked> {
    match column.dtype() {
        DataType::Binary => Ok(column.binary()?.clone()),
        DataType::Datetime(unit, zone) => {
            let moments = column.to_physical_repr().into_owned();
            let texts = moments.i64()?.iter().map(|moment| iso(moment?, *unit, zone.is_some()));
            Ok(texts.collect::<StringChunked>().as_binary())
        }
        _ => Ok(column.cast(&DataType::String)?.str()?.as_binary()),
    }
}

/// A moment in ISO 8601, with `Z` where its zone is known: it is counted in UTC then. `None` for one that no calendar has.
fn iso(moment: i64, unit: TimeUnit, zoned: bool) -> Option<String> {
    let moment = match unit {
        TimeUnit::Nanoseconds => chrono::DateTime::from_timestamp_nanos(moment),
        TimeUnit::Microseconds => chrono::DateTime::from_timestamp_micros(moment)?,
        TimeUnit::Milliseconds => chrono::DateTime::from_timestamp_millis(moment)?,
    };
    let zone = if zoned { "Z" } else { "" };
    Some(format!("{}{zone}", moment.format("%Y-%m-%dT%H:%M:%S%.f")))
}
