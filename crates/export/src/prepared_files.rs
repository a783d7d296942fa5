//! Prepared pages that another engine has kept in Parquet files.

use crate::parcel::Prepared;
use crate::wire::WireError;
use polars::prelude::*;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The column that holds them.
const COLUMN: &str = "prepared";

/// Rows read at a time: some 10 kB each.
const BATCH: usize = 1024;

/// Why prepared pages could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum PreparedError {
    #[error("{}: could not be read: {source}", path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error("{}: no Parquet files with prepared pages in this folder", path.display())]
    Empty { path: PathBuf },
    #[error("{}: {source}; wanted a Parquet file with the column `prepared`, of bytes", path.display())]
    Parquet { path: PathBuf, source: PolarsError },
    #[error("{}, row {row}: {source}", path.display())]
    Row { path: PathBuf, row: usize, source: WireError },
    #[error("{source}")]
    Page { source: WireError },
}

/// The prepared pages of Parquet files, read so many at a time.
#[derive(Debug)]
pub struct PreparedFiles {
    files: VecDeque<PathBuf>,
    file: Option<Place>,
    read: VecDeque<Result<Prepared, PreparedError>>,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    row: usize,
    rows: usize,
}

impl PreparedFiles {
    /// Files, and folders of files that end in `.parquet`, in the order of their names. What begins with `_` or `.`
    /// is an engine's own.
    pub fn open(paths: &[PathBuf]) -> Result<Self, PreparedError> {
        let mut files = VecDeque::new();
        for path in paths {
            if path.is_dir() {
                files.extend(files_of(path)?);
            } else {
                files.push_back(path.clone());
            }
        }
        Ok(Self { files, file: None, read: VecDeque::new() })
    }

    /// Reads on until there is a page or the files are at their end.
    fn read_on(&mut self) -> Result<(), PreparedError> {
        while self.read.is_empty() {
            let place = match self.file.take() {
                Some(place) => place,
                None => match self.files.pop_front() {
                    Some(path) => Place { rows: rows_of(&path)?, path, row: 0 },
                    None => return Ok(()),
                },
            };
            if place.row < place.rows {
                self.file = Some(self.read_batch(place)?);
            }
        }
        Ok(())
    }

    fn read_batch(&mut self, place: Place) -> Result<Place, PreparedError> {
        let Place { path, row, rows } = place;
        let failed = |source| PreparedError::Parquet { path: path.clone(), source };
        let frame = ParquetReader::new(open(&path)?)
            .with_columns(Some(vec![COLUMN.to_owned()]))
            .with_slice(Some((row, BATCH)))
            .read_parallel(ParallelStrategy::None)
            .set_rechunk(true)
            .finish()
            .map_err(failed)?;
        let column = frame.column(COLUMN).map_err(failed)?.as_materialized_series();
        for (row, bytes) in (row + 1..).zip(column.binary().map_err(failed)?.iter()) {
            let page = Prepared::from_bytes(bytes.unwrap_or_default());
            self.read.push_back(page.map_err(|source| PreparedError::Row {
                path: path.clone(),
                row,
                source,
            }));
        }
        Ok(Place { row: row + BATCH, path, rows })
    }
}

impl Iterator for PreparedFiles {
    type Item = Result<Prepared, PreparedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read.is_empty()
            && let Err(error) = self.read_on()
        {
            self.files.clear();
            return Some(Err(error));
        }
        self.read.pop_front()
    }
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, PreparedError> {
    let failed = |source| PreparedError::Open { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".parquet") && !name.starts_with(['_', '.']) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() { Err(PreparedError::Empty { path: folder.to_owned() }) } else { Ok(files) }
}

fn rows_of(path: &Path) -> Result<usize, PreparedError> {
    let failed = |source| PreparedError::Parquet { path: path.to_owned(), source };
    let mut reader = ParquetReader::new(open(path)?);
    reader.num_rows().map_err(failed)
}

fn open(path: &Path) -> Result<File, PreparedError> {
    File::open(path).map_err(|source| PreparedError::Open { path: path.to_owned(), source })
}
