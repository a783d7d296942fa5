//! Where a record came from.

use std::fmt;

/// Where a record came from, as the tables name it.
///
/// Sources have a total order that depends on nothing but the inputs: by path, then by place in
/// the file. Where two records bear one id, the smaller source wins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    path: String,
    offset: u64,
    line: Option<u64>,
    sha256: Option<String>,
}

impl Source {
    /// A file that is one page. `path` is relative to the recipe's folder, with `/` between folders.
    pub fn page(path: &str) -> Self {
        Self { path: path.to_owned(), offset: 0, line: None, sha256: None }
    }

    /// A line of a file: its number from 1, and the byte offset of its start after decompression.
    pub fn line(path: &str, line: u64, offset: u64) -> Self {
        Self { path: path.to_owned(), offset, line: Some(line), sha256: None }
    }

    /// Tells the SHA-256 of the page's bytes as they lay there, in hex. Without it the record's raw
    /// text is hashed, which differs where a page had to be decoded.
    #[must_use]
    pub fn with_sha256(mut self, sha256: &str) -> Self {
        self.sha256 = Some(sha256.to_owned());
        self
    }

    /// The byte offset in the file, after decompression.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    pub(crate) fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
