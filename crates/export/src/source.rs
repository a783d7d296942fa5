//! Where a record came from.

use crate::cell::{Cell, Row};
use crate::row::row;
use std::fmt;
use std::sync::Arc;

/// Where a record came from, as the tables name it.
///
/// Sources have a total order that depends on nothing but the inputs: by path, then by place in
/// the file. Where two records bear one id, the smaller source wins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    path: Arc<str>,
    offset: u64,
    line: Option<u64>,
}

impl Source {
    /// A file that is one page. `path` is relative to the recipe's folder, with `/` between folders.
    pub fn page(path: &str) -> Self {
        Self { path: path.into(), offset: 0, line: None }
    }

    /// A line of a file: its number from 1, and the byte offset of its start after decompression.
    pub fn line(path: &str, line: u64, offset: u64) -> Self {
        Self { path: path.into(), offset, line: Some(line) }
    }

    /// A place as [`path`](Self::path), [`line_number`](Self::line_number) and [`offset`](Self::offset) tell it.
    pub fn at(path: &str, line: Option<u64>, offset: u64) -> Self {
        Self { path: path.into(), offset, line }
    }

    /// The input's path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The number of the line, from 1; `None` for a file that is one page.
    pub fn line_number(&self) -> Option<u64> {
        self.line
    }

    /// The byte offset in the file, after decompression.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Shares the path with another source of the same file: of a million lines one holds it.
    pub(crate) fn share_path(&mut self, other: &Self) {
        if self.path == other.path {
            self.path = Arc::clone(&other.path);
        }
    }
}

impl From<&str> for Source {
    /// A file that is one page.
    fn from(path: &str) -> Self {
        Self::page(path)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}", self.path),
            None => formatter.write_str(&self.path),
        }
    }
}

/// An input record that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Reject {
    /// The input it came from, as [`Source`] writes it.
    pub source: String,
    /// Byte offset in the input, after decompression; 0 for a page that is a file of its own.
    pub offset: u64,
    /// The stage that could not handle it: `read`, `clean`, `lang`, `dates`, `export` …
    pub stage: String,
    /// What was found and what was wanted.
    pub reason: String,
}

impl Reject {
    /// The reject as a row of its table.
    pub(crate) fn into_row(self) -> Row {
        let offset = i64::try_from(self.offset).unwrap_or(i64::MAX);
        row!(Rejects {
            source: Cell::said(&self.source),
            offset: Cell::Int(offset),
            stage: Cell::said(&self.stage),
            reason: Cell::said(&self.reason),
        })
    }

    /// A reject of the record at `source`.
    pub fn new(source: &Source, stage: &str, reason: impl Into<String>) -> Self {
        Self {
            source: source.to_string(),
            offset: source.offset,
            stage: stage.to_owned(),
            reason: reason.into(),
        }
    }
}
