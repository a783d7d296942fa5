//! Prepared pages that another engine has kept in Parquet files.

use crate::parcel::Prepared;
use crate::table_rows::{Slice, Slices};
use crate::wire::WireError;
use polars::prelude::*;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The column that holds them.
const COLUMN: &str = "prepared";

/// Why prepared pages could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum PreparedError {
    #[error("{}: could not be read: {fault}", path.display())]
    Open { path: PathBuf, fault: io::Error },
    #[error("{}: no Parquet files with prepared pages in this folder", path.display())]
    Empty { path: PathBuf },
    #[error("{}: {fault}; wanted a Parquet file with the column `prepared`, of bytes", path.display())]
    Parquet { path: PathBuf, fault: PolarsError },
    #[error("{}, row {row}: {fault}", path.display())]
    Row { path: PathBuf, row: usize, fault: WireError },
    #[error(transparent)]
    Page(WireError),
}

/// The prepared pages of Parquet files, read so many at a time.
#[derive(Debug)]
pub struct PreparedFiles {
    files: VecDeque<PathBuf>,
    file: Option<OpenFile>,
    read: VecDeque<Result<Prepared, PreparedError>>,
}

/// A file that is read.
#[derive(Debug)]
struct OpenFile {
    path: PathBuf,
    file: File,
    slices: Slices,
    /// Rows read so far.
    row: usize,
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
            let mut file = match self.file.take() {
                Some(file) => file,
                None => match self.files.pop_front() {
                    Some(path) => OpenFile::open(path)?,
                    None => return Ok(()),
                },
            };
            if let Some(slice) = file.slices.next() {
                self.read.extend(file.read(slice)?);
                self.file = Some(file);
            }
        }
        Ok(())
    }
}

impl OpenFile {
    fn open(path: PathBuf) -> Result<Self, PreparedError> {
        let opened = File::open(&path).and_then(|file| Ok((file.try_clone()?, file)));
        let (file, to_look) = opened.map_err(|fault| PreparedError::Open { path: path.clone(), fault })?;
        let mut reader = ParquetReader::new(to_look);
        match reader.get_metadata() {
            Ok(metadata) => Ok(Self { slices: Slices::of(metadata), path, file, row: 0 }),
            Err(fault) => Err(PreparedError::Parquet { path, fault }),
        }
    }

    fn read(&mut self, slice: Slice) -> Result<Vec<Result<Prepared, PreparedError>>, PreparedError> {
        let failed = |fault| PreparedError::Parquet { path: self.path.clone(), fault };
        let frame = slice.read(&self.file, Some(&[COLUMN.to_owned()])).map_err(failed)?;
        let column = frame.column(COLUMN).map_err(failed)?.as_materialized_series();
        let pages = (self.row + 1..).zip(column.binary().map_err(failed)?.iter()).map(|(row, bytes)| {
            let page = Prepared::from_bytes(bytes.unwrap_or_default());
            page.map_err(|fault| PreparedError::Row { path: self.path.clone(), row, fault })
        });
        let pages = pages.collect();
        self.row += slice.rows();
        Ok(pages)
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
    let failed = |fault| PreparedError::Open { path: folder.to_owned(), fault };
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
