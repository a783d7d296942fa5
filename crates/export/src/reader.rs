//! Reading the tables of a finished dataset back, row by row.

use crate::cell::Cell;
use crate::manifest::{Manifest, OutputFile};
use crate::schema::{Table, TableSchema};
use crate::{ExportError, parquet};
use dateline_record::pages;
use dateline_report::Row;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The tables of a dataset's folder, to be read in the order of their keys.
///
/// Values come as CSV spells them (days `YYYY-MM-DD`, `true` and `false`), null as `None`. CSV files
/// are read with flat memory; where a dataset has none, one Parquet file at a time is held.
#[derive(Debug, Clone)]
pub struct TableReader {
    folder: PathBuf,
    files: Vec<String>,
}

impl TableReader {
    /// A reader of the files that a manifest names. The folder need not be its final place.
    pub fn new(folder: &Path, manifest: &Manifest) -> Self {
        Self::of_files(folder, &manifest.outputs)
    }

    pub(crate) fn of_files(folder: &Path, outputs: &[OutputFile]) -> Self {
        let files = outputs.iter().map(|output| output.path.clone()).collect();
        Self { folder: folder.to_owned(), files }
    }

    /// Calls `each` with every row of a table, the columns named in the order they are named. A
    /// column that the files lack, as those of another version may, is null in every row.
    pub fn read(
        &self,
        table: Table,
        columns: &[&str],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), ExportError> {
        let csv: Vec<&str> = self.files_of(table, "csv").collect();
        if !csv.is_empty() {
            return csv.into_iter().try_for_each(|file| self.rows_of_csv(file, columns, each));
        }
        let mut parquet = self.files_of(table, "parquet");
        parquet.try_for_each(|file| self.rows_of_parquet(table, file, columns, each))
    }

    /// The rows of a table one by one, to walk two tables side by side; as [`read`](Self::read) has them.
    pub fn rows(&self, table: Table, columns: &[&str]) -> Result<Rows, ExportError> {
        let csv: Vec<String> = self.files_of(table, "csv").map(str::to_owned).collect();
        let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        if csv.is_empty() {
            // One file at a time would do; such a dataset is rare, and its tables are read whole.
            let mut rows = Vec::new();
            let names: Vec<&str> = columns.iter().map(String::as_str).collect();
            self.read(table, &names, &mut |row| {
                rows.push(Ok(row.iter().map(|value| value.map(str::to_owned)).collect()));
            })?;
            return Ok(Box::new(rows.into_iter()));
        }
        let folder = self.folder.clone();
        let files = csv.into_iter().map(move |file| folder.join(file));
        Ok(Box::new(files.flat_map(move |path| records(path, &columns))))
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

    fn files_of<'s>(&'s self, table: Table, format: &str) -> impl Iterator<Item = &'s str> {
        let files = self.files.iter().map(String::as_str);
        files.filter(move |file| is_file_of(file, table.schema(), format))
    }

    fn rows_of_csv(
        &self,
        file: &str,
        columns: &[&str],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), ExportError> {
        let path = self.folder.join(file);
        let mut reader = csv_reader(&path)?;
        let header = reader.headers().map_err(|error| unreadable(&path, error))?;
        let places: Vec<Option<usize>> =
            columns.iter().map(|column| header.iter().position(|name| name == *column)).collect();
        let mut record = ::csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| unreadable(&path, error))? {
            let value = |place: &Option<usize>| place.and_then(|place| record.get(place));
            let row: Vec<Option<&str>> =
                places.iter().map(value).map(|value| value.filter(|value| !value.is_empty())).collect();
            each(&row);
        }
        Ok(())
    }

    fn rows_of_parquet(
        &self,
        table: Table,
        file: &str,
        columns: &[&str],
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<(), ExportError> {
        let path = self.folder.join(file);
        let opened = File::open(&path).map_err(|source| ExportError::Read { path: path.clone(), source })?;
        let schema = table.schema();
        let rows = parquet::read(schema, opened).map_err(|error| unreadable(&path, error))?;
        let places: Vec<Option<usize>> = columns.iter().map(|column| schema.position(column)).collect();
        for row in &rows {
            let text = |place: &Option<usize>| {
                let cell = place.map(|place| &row[place]).filter(|cell| **cell != Cell::Null)?;
                let mut text = String::new();
                cell.write_csv(&mut text);
                Some(text)
            };
            let texts: Vec<Option<String>> = places.iter().map(text).collect();
            let row: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
            each(&row);
        }
        Ok(())
    }
}

/// Rows with their values, null as `None`.
pub type Rows = Box<dyn Iterator<Item = Result<Vec<Option<String>>, ExportError>>>;

/// The rows of one CSV file; one that cannot be opened is an error in place of its first row.
fn records(path: PathBuf, columns: &[String]) -> Rows {
    let opened = csv_reader(&path).and_then(|mut reader| {
        let header = reader.headers().map_err(|error| unreadable(&path, error))?;
        let place = |column: &String| header.iter().position(|name| name == column);
        let places: Vec<Option<usize>> = columns.iter().map(place).collect();
        Ok((reader, places))
    });
    match opened {
        Err(error) => Box::new(std::iter::once(Err(error))),
        Ok((reader, places)) => Box::new(reader.into_records().map(move |record| {
            let record = record.map_err(|error| unreadable(&path, error))?;
            let value = |place: &Option<usize>| place.and_then(|place| record.get(place));
            let values = places.iter().map(value);
            Ok(values.map(|value| value.filter(|value| !value.is_empty()).map(str::to_owned)).collect())
        })),
    }
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
