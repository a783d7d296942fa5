//! The nouns every dateline tool shares, as Rust types with serde.
//!
//! A [`Record`] is one page and all that the stages have found out about it. Stages hand typed
//! records to each other inside one process; between processes a record travels as one line of
//! JSON, and [`RawRecord`] lets a tool read and replace single fields of such a line while every
//! other byte passes untouched.
//!
//! ```
//! use dateline_record::RawRecord;
//!
//! let mut record = RawRecord::parse(r#"{"id":"a","text":"Hello.","mine":1.50}"#)?;
//! let text: Option<String> = record.get("text")?;
//! assert_eq!(text.as_deref(), Some("Hello."));
//! record.set("language", &serde_json::json!({"code": "en"}));
//! assert_eq!(
//!     record.to_json(),
//!     r#"{"id":"a","text":"Hello.","mine":1.50,"language":{"code":"en"}}"#
//! );
//! # Ok::<(), dateline_record::RecordError>(())
//! ```
//!
//! Offsets are Unicode code points, `start` included, `end` not. Days are ISO 8601. An unknown
//! value is `None` (JSON `null` or absent), never an empty string or a guess.
//!
//! The feature `cli` adds the filter loop that all tools run (`filter`); `pages` adds the reading
//! of page files (`pages`).

#[cfg(feature = "cli")]
mod arguments;
mod article;
mod dating;
#[cfg(feature = "cli")]
pub mod filter;
mod forms;
#[cfg(feature = "cli")]
mod interrupt;
mod language;
mod message;
mod named;
mod nearest;
mod null;
mod page;
#[cfg(feature = "pages")]
pub mod pages;
mod raw;
mod tag;
mod terminal;
mod timex;
mod typed;
mod words;

#[cfg(feature = "cli")]
pub use arguments::{arguments, arguments_from};
pub use article::{
    Article, Block, BlockKind, DateRole, DateSource, FieldSource, FieldSources, FurnitureReason, Mending,
    PageKind, PrintedDate, Verdict,
};
pub use dating::{Candidate, Correction, CorrectionKind, Dating, Decided, Evidence, Method, Reading};
pub use forms::Forms;
#[cfg(feature = "cli")]
pub use interrupt::flag_on_signal;
pub use language::Language;
pub use message::{Message, MessageKind, Quote};
pub use nearest::nearest;
pub use page::{EncodingSource, Page, PageEncoding, RawPage, Record, StageError};
pub use raw::{RawRecord, RecordError};
pub use tag::{Tag, TagError};
pub use terminal::{EXIT_CODES, printable, with_causes};
pub use timex::{Anchor, Modifier, Status, Timex, TimexType};
pub use words::json_in_words;

/// A calendar day, written `YYYY-MM-DD`.
pub type Day = chrono::NaiveDate;

/// Reads a day as `YYYY-MM-DD`, of the years 0001 to 9999; `None` for all else, such as `+12024-01-01` and `2023-02-30`.
///
/// ```
/// use dateline_record::parse_day;
///
/// assert!(parse_day("2024-02-29").is_some());
/// assert_eq!([parse_day("0000-01-01"), parse_day("-0044-03-15"), parse_day("2023-02-30")], [None; 3]);
/// assert_eq!([parse_day("24-06-12"), parse_day("2024-6-12"), parse_day(" 2024-06-1")], [None; 3]);
/// ```
pub fn parse_day(written: &str) -> Option<Day> {
    let is_padded = written.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    written.parse().ok().filter(|day| written.len() == 10 && is_padded && is_written(*day))
}

/// Reads a day of a command line, as [`parse_day`] does; fails in words.
pub fn day_argument(written: &str) -> Result<Day, String> {
    parse_day(written)
        .ok_or_else(|| "no day of the calendar; wanted YYYY-MM-DD, such as 2025-06-20".to_owned())
}

/// Whether a day's year has the four digits that `YYYY-MM-DD` holds.
pub(crate) fn is_written(day: Day) -> bool {
    use chrono::Datelike as _;
    (1..=9999).contains(&day.year())
}
