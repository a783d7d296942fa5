//! Why a data file could not be read.

use std::fmt;
use std::ops::Range;

/// Where in a data file something stands: `names/en.toml:12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, below `data/`.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
}

impl Place {
    /// The line of `text` on which the byte range `span` begins.
    pub(crate) fn new(path: &str, text: &str, span: Range<usize>) -> Self {
        let before = &text.as_bytes()[..span.start.min(text.len())];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Self { path: path.to_owned(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// Why a data file could not be read. Every message names the place, the thing found and the
/// thing wanted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum CalendarError {
    #[error("{place}: {}", source.message())]
    Toml { place: Place, source: Box<toml::de::Error> },
    #[error("{place}: month `{name}` has the number {found}; 1 to 12 wanted")]
    MonthNumber { place: Place, name: String, found: i64 },
    #[error("{place}: weekday `{name}` is `{found}`; one of mon tue wed thu fri sat sun wanted")]
    Weekday { place: Place, name: String, found: String },
    #[error("{place}: the name `{name}` has capitals; lower-case wanted")]
    NotLowerCase { place: Place, name: String },
    #[error("{place}: `{word}` is listed as ambiguous; a month or weekday of this file wanted")]
    UnknownAmbiguous { place: Place, word: String },
    #[error("{place}: `{found}` is no day, month or year; `YYYY-MM-DD`, `YYYY-MM` or `YYYY` wanted")]
    EventDay { place: Place, found: String },
    #[error("{place}: `{found}` is no day; `YYYY-MM-DD` wanted")]
    TableDay { place: Place, found: String },
    #[error("{place}: `{found}` of table `{table}` is not after the day before it; ascending days wanted")]
    TableOrder { place: Place, table: String, found: String },
    #[error(
        "{place}: `{found}` is no rule; one like `08-15`, `4th thu of 11`, `last mon of 05`, `sat from 06-20`, \
         `mon before 05-25`, `western easter -2` or `lunar-new-year +1` wanted"
    )]
    Rule { place: Place, found: String },
    #[error("{place}: there is no table `{found}`; one of {known} wanted")]
    UnknownTable { place: Place, found: String, known: String },
    #[error("{place}: country `{found}`; two capital letters (ISO 3166) wanted")]
    Country { place: Place, found: String },
    #[error("{place}: `{found}` is not after {first}, where it begins; a later day wanted")]
    EventOrder { place: Place, found: String, first: String },
    #[error("{place}: id `{id}` is taken already; a new one wanted")]
    DuplicateId { place: Place, id: String },
}
