//! The tables of a dataset as data: what the writers, the manifest and the data dictionary share.

mod tables;

use std::fmt;

/// The version of the tables' layout and of the manifest. It rises whenever a table, a column, its
/// type or its meaning changes in a way that can break a reader.
pub const SCHEMA_VERSION: u32 = 1;

/// One table of a dataset, in the order in which tables are written and listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each table's sentence is `TableSchema::about`")]
pub enum Table {
    Articles,
    Blocks,
    Dates,
    Corrections,
    CorrectionCandidates,
    DatingEvidence,
    Messages,
    MessageReports,
    Quotes,
    Rejects,
}

/// How many tables a dataset has.
pub(crate) const TABLES: usize = 10;

impl Table {
    /// Every table.
    pub const ALL: [Table; TABLES] = [
        Table::Articles,
        Table::Blocks,
        Table::Dates,
        Table::Corrections,
        Table::CorrectionCandidates,
        Table::DatingEvidence,
        Table::Messages,
        Table::MessageReports,
        Table::Quotes,
        Table::Rejects,
    ];

    /// The table of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The table's layout.
    pub fn schema(self) -> &'static TableSchema {
        &tables::TABLES[self as usize]
    }

    /// The name its files bear.
    pub fn name(self) -> &'static str {
        self.schema().name
    }

    /// Whether these are the names of its columns, in their order.
    pub(crate) const fn has_columns(self, names: &[&str]) -> bool {
        let columns = tables::TABLES[self as usize].columns;
        let mut place = 0;
        while place < columns.len() && place < names.len() && is_same(columns[place].name, names[place]) {
            place += 1;
        }
        place == columns.len() && place == names.len()
    }

    /// Where the column of that name stands; for one that is not there the crate does not compile.
    pub(crate) const fn place_of(self, name: &str) -> usize {
        let columns = tables::TABLES[self as usize].columns;
        let mut place = 0;
        while !is_same(columns[place].name, name) {
            place += 1;
        }
        place
    }
}

/// Whether two names are the same, where comparing strings is not possible yet: when the crate is compiled.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The layout of one table.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableSchema {
    /// The name its files bear.
    pub name: &'static str,
    /// One sentence: what a row is.
    pub about: &'static str,
    /// How many of the first columns make up the key: sorted by, unique, never null.
    pub key_columns: usize,
    /// Columns whose values stand in another table, unless one of them is null.
    pub foreign_keys: &'static [ForeignKey],
    /// Rows per Parquet row group, fewer where a row holds a whole article.
    pub row_group: usize,
    /// The columns, in file order.
    pub columns: &'static [Column],
}

impl TableSchema {
    /// The columns that make up the key.
    pub fn key(&self) -> &'static [Column] {
        &self.columns[..self.key_columns]
    }

    /// Where a column stands.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }
}

/// Columns whose values together stand in another table, under the same names.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ForeignKey {
    /// The columns, the first ones of the other table's key.
    pub columns: &'static [&'static str],
    /// The table they stand in.
    pub table: Table,
}

/// One column of a table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Column {
    /// The name in the header.
    pub name: &'static str,
    /// The type, the same in every file.
    pub kind: ColumnType,
    /// Whether a value may be missing.
    pub null: Null,
    /// One sentence for the data dictionary.
    pub about: &'static str,
    /// A value as the CSV file writes it.
    pub example: &'static str,
    /// The crate that finds the value out.
    pub filled_by: &'static str,
    /// Whether every dataset of this schema version has it.
    pub since: Since,
}

/// Whether every dataset of a schema version has a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// All have it.
    Start,
    /// It came later: a dataset that an earlier version of the program made may lack it.
    Later,
}

/// Whether a value may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// Every row has a value.
    Never,
    /// An unknown value is null: an empty field in CSV.
    Allowed,
}

/// The types a column can have: those that pandas, polars, DuckDB, R arrow and Spark load alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8 text, never empty.
    Utf8,
    /// A calendar day: Date32 in Parquet, `YYYY-MM-DD` in CSV.
    Date,
    /// A whole number, Int64 in Parquet.
    Int,
    /// A finite number, Float64 in Parquet, in CSV the shortest digits that read back the same.
    Float,
    /// `true` or `false`.
    Bool,
}

impl fmt::Display for ColumnType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Utf8 => "text",
            Self::Date => "day",
            Self::Int => "whole number",
            Self::Float => "number",
            Self::Bool => "true or false",
        })
    }
}
