//! Reading the tables of a finished dataset back, row by row.

use crate::cell::{Cell, Row as Cells};
use crate::csv::{Spelling, plain};
use crate::fields::Records;
use crate::manifest::Manifest;
use crate::release::check_stop;
use crate::schema::{ColumnType, Table, TableSchema};
use crate::sorter::Merge;
use crate::{ExportError, parquet};
use dateline_record::pages;
use dateline_report::Row;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The tables of a dataset's folder, to be read in the order of their keys.
///
/// Values come as CSV spells them (days `YYYY-MM-DD`, `true` and `false`), null as `None`. Files are read with
/// flat memory, those of all partitions side by side.
#[derive(Debug, Clone)]
pub struct TableReader {
    folder: PathBuf,
    files: Vec<String>,
    spelling: Spelling,
    stop: Arc<AtomicBool>,
}

impl TableReader {
    /// A reader of the files that a manifest names. The folder need not be its final place.
    pub fn new(folder: &Path, manifest: &Manifest) -> Self {
        let files = manifest.outputs.iter().map(|output| output.path.clone()).collect();
        let spelling = Spelling::of(&manifest.shape);
        Self { folder: folder.to_owned(), files, spelling, stop: Arc::default() }
    }

    /// The same, failing at the next row with [`ExportError::Stopped`] once `stop` is set.
    pub(crate) fn with_stop(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// Calls `each` with every row of a table, the columns named in the order they are named. A
    /// column that the files lack, as those of another version may, is null in every row.
    pub fn read(
        &self,
        table: Table,
        columns: &[&str],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), ExportError> {
        let mut partitions = self.partitions(table);
        if let (Some(files), true) = (partitions.pop_first().map(|(_, files)| files), partitions.is_empty())
            && files.iter().all(|path| !is_parquet(path))
        {
            return files.iter().try_for_each(|path| self.read_csv(path, columns, each));
        }
        for row in self.rows(table, columns)? {
            check_stop(&self.stop)?;
            let row = row?;
            let values: Vec<Option<&str>> = row.iter().map(Option::as_deref).collect();
            each(&values);
        }
        Ok(())
    }

    /// Shows every row of a file without copying its text out, or looking at that of other columns.
    fn read_csv(
        &self,
        path: &Path,
        columns: &[&str],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), ExportError> {
        let file = pages::open(path).map_err(|source| ExportError::Read { path: path.to_owned(), source })?;
        let broken = |error| unreadable(path, error);
        let mut records = Records::new(file).map_err(broken)?;
        records.advance().map_err(broken)?;
        let header: Result<Vec<_>, _> = (0..records.width()).map(|place| records.value(place)).collect();
        let header = header.map_err(|error| unreadable(path, error))?;
        let place = |column: &&str| header.iter().position(|name| name.as_deref() == Some(*column));
        let places: Vec<Option<usize>> = columns.iter().map(place).collect();
        while records.advance().map_err(broken)? {
            check_stop(&self.stop)?;
            let value = |place: &Option<usize>| place.map_or(Ok(None), |place| records.value(place));
            let values: Result<Vec<_>, _> = places.iter().map(value).collect();
            let values = values.map_err(|error| unreadable(path, error))?;
            let text = |value| plain(value, ColumnType::Utf8, self.spelling);
            let values: Vec<_> = values.iter().map(|value| value.as_deref().map(text)).collect();
            each(&values);
        }
        Ok(())
    }

    /// The rows of a table one by one, to walk two tables side by side; as [`read`](Self::read) has them.
    pub fn rows(&self, table: Table, columns: &[&str]) -> Result<Rows, ExportError> {
        let partitions = self.partitions(table);
        if partitions.len() <= 1 {
            let files = partitions.into_values().next().unwrap_or_default();
            return Ok(self.rows_of(files, columns));
        }
        // The key before the columns, to find the next row of all partitions by.
        let key = table.schema().key();
        let with_key: Vec<&str> =
            key.iter().map(|column| column.name).chain(columns.iter().copied()).collect();
        let runs = partitions.into_values().map(|files| {
            let rows = self.rows_of(files, &with_key);
            rows.map(move |row| row.map_err(io::Error::other).map(|row| cells_of(key, row)))
        });
        let merge = Merge::of_runs(runs, key.len());
        let folder = self.folder.clone();
        let merge = merge.map_err(|source| ExportError::Read { path: folder.clone(), source })?;
        Ok(Box::new(merge.map(move |row| {
            let row = row.map_err(|source| ExportError::Read { path: folder.clone(), source })?;
            let value = |cell| if let Cell::Text(text) = cell { Some(text.into()) } else { None };
            Ok(row.into_iter().skip(key.len()).map(value).collect())
        })))
    }

    /// The columns that a table's files have, in their order; none where the dataset lacks the table.
    pub fn columns(&self, table: Table) -> Result<Vec<String>, ExportError> {
        if let Some(file) = self.files_of(table, "csv").next() {
            let path = self.folder.join(file);
            let mut reader = csv_reader(&path)?;
            let header = reader.headers().map_err(|error| unreadable(&path, error))?;
            return Ok(header.iter().map(str::to_owned).collect());
        }
        let Some(file) = self.files_of(table, "parquet").next() else { return Ok(Vec::new()) };
        let path = self.folder.join(file);
        let file = File::open(&path).map_err(|source| ExportError::Read { path: path.clone(), source })?;
        parquet::columns(file).map_err(|error| unreadable(&path, error))
    }

    /// The files of a table by the folder they lie in; CSV, or Parquet where there is none.
    fn partitions(&self, table: Table) -> BTreeMap<String, Vec<PathBuf>> {
        let format = if self.files_of(table, "csv").next().is_some() { "csv" } else { "parquet" };
        let mut partitions: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for file in self.files_of(table, format) {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            partitions.entry(folder.to_owned()).or_default().push(self.folder.join(file));
        }
        partitions
    }

    fn files_of<'s>(&'s self, table: Table, format: &str) -> impl Iterator<Item = &'s str> {
        let files = self.files.iter().map(String::as_str);
        files.filter(move |file| is_file_of(file, table.schema(), format))
    }

    /// The rows of files that follow each other.
    fn rows_of(&self, files: Vec<PathBuf>, columns: &[&str]) -> Rows {
        let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        let spelling = self.spelling;
        Box::new(files.into_iter().flat_map(move |path| {
            let rows = if is_parquet(&path) {
                rows_of_parquet(&path, &columns)
            } else {
                rows_of_csv(&path, &columns, spelling)
            };
            // One that cannot be opened is an error in place of its first row.
            rows.unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
        }))
    }
}

/// Rows with their values, null as `None`.
pub type Rows = Box<dyn Iterator<Item = Result<Vec<Option<String>>, ExportError>>>;

/// The first cells typed as the key is, so that they compare as in the files; the others as text.
fn cells_of(key: &[crate::schema::Column], row: Vec<Option<String>>) -> Cells {
    let kinds = key.iter().map(|column| column.kind).chain(std::iter::repeat(ColumnType::Utf8));
    let cell = |(value, kind): (Option<String>, ColumnType)| match (value, kind) {
        (None, _) => Cell::Null,
        (Some(text), ColumnType::Utf8) => Cell::Text(text.into()),
        (Some(text), kind) => Cell::read_csv(&text, kind).unwrap_or_else(|| Cell::Text(text.into())),
    };
    row.into_iter().zip(kinds).map(cell).collect()
}

fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "parquet")
}

fn rows_of_csv(path: &Path, columns: &[String], spelling: Spelling) -> Result<Rows, ExportError> {
    let mut reader = csv_reader(path)?;
    let header = reader.headers().map_err(|error| unreadable(path, error))?;
    let place = |column: &String| header.iter().position(|name| name == column);
    let places: Vec<Option<usize>> = columns.iter().map(place).collect();
    // Only text is marked, and no number or day begins with the mark.
    let text = move |value: &str| plain(value, ColumnType::Utf8, spelling).to_owned();
    let path = path.to_owned();
    Ok(Box::new(reader.into_records().map(move |record| {
        let record = record.map_err(|error| unreadable(&path, error))?;
        let value = |place: &Option<usize>| place.and_then(|place| record.get(place));
        let values = places.iter().map(value);
        Ok(values.map(|value| value.filter(|value| !value.is_empty()).map(text)).collect())
    })))
}

fn rows_of_parquet(path: &Path, columns: &[String]) -> Result<Rows, ExportError> {
    let file = File::open(path).map_err(|source| ExportError::Read { path: path.to_owned(), source })?;
    let rows = parquet::ParquetRows::of_columns(columns, file).map_err(|error| unreadable(path, error))?;
    let path = path.to_owned();
    Ok(Box::new(rows.map(move |row| {
        let row = row.map_err(|error| unreadable(&path, error))?;
        let text = |cell: Cell| match cell {
            Cell::Null => None,
            Cell::Text(text) => Some(text.into()),
            other => {
                let mut text = String::new();
                other.write_csv(&mut text);
                Some(text)
            }
        };
        Ok(row.into_iter().map(text).collect())
    })))
}

/// Whether a file, as a manifest names it, holds a table or a part of it: `NAME.FORMAT`, packed or
/// not, or a shard `NAME-00000.FORMAT`, in whatever folder.
pub(crate) fn is_file_of(file: &str, schema: &TableSchema, format: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let Some((stem, ending)) = name.split_once('.') else { return false };
    let is_shard = |shard: &str| !shard.is_empty() && shard.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = match stem.strip_prefix(schema.name) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('-').is_some_and(is_shard),
        None => false,
    };
    is_named && ending.strip_suffix(".gz").or(ending.strip_suffix(".zst")).unwrap_or(ending) == format
}

fn csv_reader(path: &Path) -> Result<::csv::Reader<impl std::io::Read + use<>>, ExportError> {
    let file = pages::open(path).map_err(|source| ExportError::Read { path: path.to_owned(), source })?;
    Ok(::csv::Reader::from_reader(file))
}

fn unreadable(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> ExportError {
    ExportError::Read { path: path.to_owned(), source: std::io::Error::other(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_tell_their_table_by_name() {
        let schema = Table::Corrections.schema();
        for file in
            ["corrections.csv", "corrections-00012.csv", "corrections.csv.gz", "language=en/corrections.csv"]
        {
            assert!(is_file_of(file, schema, "csv"), "{file}");
        }
        for file in ["correction_candidates.csv", "corrections.parquet", "corrections-x.csv", "corrections"] {
            assert!(!is_file_of(file, schema, "csv"), "{file}");
        }
    }
}
