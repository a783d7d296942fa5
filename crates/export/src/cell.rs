//! One value of a table, and its spelling in CSV.

use crate::schema::ColumnType;
use compact_str::CompactString;
use dateline_record::Day;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Write as _;

/// One value of a row, of its column's [`ColumnType`] or null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Unknown.
    Null,
    /// Text, never empty. Most of a dataset's cells are names, codes, ids and short lines, which need no memory of their own.
    Text(CompactString),
    /// A calendar day.
    Day(Day),
    /// A whole number.
    Int(i64),
    /// A finite number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
}

/// One row, its cells in the order of the table's columns.
pub type Row = Vec<Cell>;

impl Cell {
    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The day as days since 1970-01-01, where it is one.
    pub fn as_epoch_day(&self) -> Option<i32> {
        if let Self::Day(day) = self { Some(day.to_epoch_days()) } else { None }
    }

    /// The whole number, where it is one.
    pub fn as_int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }

    /// The number, where it is one.
    pub fn as_float(&self) -> Option<f64> {
        if let Self::Float(number) = self { Some(*number) } else { None }
    }

    /// Yes or no, where it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// Text; the empty string says nothing and is null.
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::said(text) }
    }

    /// Text that stands there even where it is empty.
    pub(crate) fn said(text: &str) -> Self {
        Self::Text(CompactString::from(&*without_controls(text)))
    }

    /// Text that may be missing.
    pub(crate) fn text_or_null(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    /// A day that may be missing.
    pub(crate) fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Null, Self::Day)
    }

    /// A count or an offset.
    pub(crate) fn count(count: usize) -> Self {
        // No count of things in memory reaches i64's end.
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A count or an offset that may be missing.
    pub(crate) fn count_or_null(count: Option<usize>) -> Self {
        count.map_or(Self::Null, Self::count)
    }

    /// A number. Minus zero is written as zero: readers disagree on whether the two are equal.
    pub(crate) fn float(number: f64) -> Self {
        Self::Float(number + 0.0)
    }

    /// A number that may be missing.
    pub(crate) fn float_or_null(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::float)
    }

    /// Whether the cell may stand in a column of that type; null may in any.
    pub(crate) fn is_of(&self, kind: ColumnType) -> bool {
        match self {
            Self::Null => true,
            Self::Text(_) => kind == ColumnType::Utf8,
            Self::Day(_) => kind == ColumnType::Date,
            Self::Int(_) => kind == ColumnType::Int,
            Self::Float(_) => kind == ColumnType::Float,
            Self::Bool(_) => kind == ColumnType::Bool,
        }
    }

    /// About how many bytes the cell takes in memory. The same everywhere, so that what is cut by it
    /// is cut alike on every machine.
    pub(crate) fn weight(&self) -> usize {
        24 + if let Self::Text(text) = self { text.len() } else { 0 }
    }

    /// The order of keys: text by its bytes. Null comes first.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one.cmp(two),
            (Self::Int(one), Self::Int(two)) => one.cmp(two),
            (Self::Day(one), Self::Day(two)) => one.cmp(two),
            (Self::Bool(one), Self::Bool(two)) => one.cmp(two),
            (Self::Float(one), Self::Float(two)) => one.total_cmp(two),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(_) => 1,
            Self::Int(_) => 2,
            Self::Float(_) => 3,
            Self::Day(_) => 4,
            Self::Text(_) => 5,
        }
    }

    /// Writes the cell as CSV spells it, before quoting.
    pub(crate) fn write_csv(&self, field: &mut String) {
        match self {
            Self::Null => {}
            Self::Text(text) => field.push_str(text),
            // `Debug` prints the shortest digits that read back the same, always with a point or
            // an exponent, so that no reader takes a column of whole numbers for integers.
            Self::Float(number) => write!(field, "{number:?}").expect("strings can be written to"),
            Self::Day(day) => write!(field, "{day}").expect("strings can be written to"),
            Self::Int(number) => write!(field, "{number}").expect("strings can be written to"),
            Self::Bool(value) => field.push_str(if *value { "true" } else { "false" }),
        }
    }

    /// Reads a CSV field back; `None` when it is not of that type.
    pub(crate) fn read_csv(field: &str, kind: ColumnType) -> Option<Self> {
        if field.is_empty() {
            return Some(Self::Null);
        }
        Some(match kind {
            ColumnType::Utf8 => Self::Text(field.into()),
            ColumnType::Date => Self::Day(field.parse().ok()?),
            ColumnType::Int => Self::Int(field.parse().ok()?),
            ColumnType::Float => Self::Float(field.parse().ok()?),
            ColumnType::Bool => Self::Bool(field.parse().ok()?),
        })
    }
}

/// Text as tables have it. Control characters say nothing, and stop or confuse what reads CSV: each is U+FFFD, so that offsets
/// stay. Tabs and line ends are what they are.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7F;
    // Some bytes together, without a way out between them: so a processor looks at all of them at once.
    let has_control = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | is_control(*byte));
    if !text.as_bytes().chunks(256).any(has_control) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if u8::try_from(c).is_ok_and(is_control) { char::REPLACEMENT_CHARACTER } else { c };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The order of two rows by the first `columns` cells.
pub(crate) fn compare_keys(one: &[Cell], two: &[Cell], columns: usize) -> Ordering {
    let cells = one.iter().zip(two).take(columns);
    cells.map(|(one, two)| one.compare(two)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The first `columns` cells as a person reads them: `a1, 4, 17`.
pub(crate) fn key_text(row: &[Cell], columns: usize) -> String {
    let mut text = String::new();
    for (index, cell) in row.iter().take(columns).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        cell.write_csv(&mut text);
    }
    text
}
