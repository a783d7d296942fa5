//! How the tables of a dataset lie in files: which columns, in which formats and folders.

use crate::schema::{Column, Since, Table, TableSchema};
use dateline_record::Record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// How the tables of a dataset lie in files. By default every table is one CSV file and one Parquet file
/// with all columns.
///
/// Nothing here changes a value: it is the same dataset in another dress, and the manifest says which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Shape {
    /// By table, the columns written besides those of the key. A table that is not named has all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, Vec<String>>,
    /// Whether there are CSV files.
    #[serde(default, skip_serializing_if = "is_default")]
    pub csv: CsvFiles,
    /// What the tables that lead with `article_id` are parted by, into hive folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_by: Option<PartitionBy>,
    /// Whether text in CSV that a spreadsheet would run has a `'` before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spreadsheet_safe: bool,
}

/// Whether a value is the one that goes without saying.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The CSV files of a dataset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CsvFiles {
    /// `NAME.csv`
    #[default]
    Plain,
    /// `NAME.csv.gz`
    Gzip,
    /// None: Parquet alone.
    None,
}

impl CsvFiles {
    /// What can be said of them, in words.
    pub const WANTED: &'static str = "\"plain\", \"gzip\" or \"none\"";

    /// The ending of their names; `None` where there are none.
    pub(crate) fn ending(self) -> Option<&'static str> {
        match self {
            Self::Plain => Some("csv"),
            Self::Gzip => Some("csv.gz"),
            Self::None => None,
        }
    }
}

impl FromStr for CsvFiles {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "plain" => Ok(Self::Plain),
            "gzip" => Ok(Self::Gzip),
            "none" => Ok(Self::None),
            _ => Err(format!("wanted {}", Self::WANTED)),
        }
    }
}

/// What articles are parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartitionBy {
    /// The article's language: `article_language=en`.
    Language,
    /// The year of its publication: `published_year=2025`.
    Year,
}

impl PartitionBy {
    /// What articles can be parted by, in words.
    pub const WANTED: &'static str = "\"language\" or \"year\"";

    /// The folder of the articles with that value. Hive's own name stands for a value that is unknown.
    ///
    /// The key is no column's name: readers that make columns of folders would hold it against the column, and
    /// `blocks` has a language of its own.
    pub(crate) fn folder(self, value: Option<&str>) -> String {
        let key = match self {
            Self::Language => "article_language",
            Self::Year => "published_year",
        };
        let Some(value) = value else { return format!("{key}=__HIVE_DEFAULT_PARTITION__") };
        // Hive's spelling too. Records may say anything of their language.
        let escaped = value.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        });
        format!("{key}={}", escaped.collect::<String>())
    }

    /// The folder of an article.
    pub(crate) fn of(self, record: &Record) -> String {
        match self {
            Self::Language => {
                self.folder(record.language.as_ref().and_then(|language| language.code.as_deref()))
            }
            Self::Year => {
                let day = record.dating.as_ref().and_then(|dating| dating.day);
                self.folder(day.map(|day| day.to_string()[..4].to_owned()).as_deref())
            }
        }
    }
}

impl FromStr for PartitionBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "language" => Ok(Self::Language),
            "year" => Ok(Self::Year),
            _ => Err(format!("wanted {}", Self::WANTED)),
        }
    }
}

/// Columns that no table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchColumn {
    /// What was named.
    pub found: String,
    /// What there is.
    pub known: Vec<&'static str>,
}

impl fmt::Display for NoSuchColumn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no `{}`; there are {}", self.found, self.known.join(", "))
    }
}

impl Shape {
    /// Keeps of a table, besides its key, only the columns named. The order of the columns stays the schema's.
    pub fn keep_columns(&mut self, table: &str, columns: &[String]) -> Result<(), NoSuchColumn> {
        let known = Table::by_name(table).ok_or_else(|| NoSuchColumn {
            found: table.to_owned(),
            known: Table::ALL.iter().map(|table| table.name()).collect(),
        })?;
        let schema = known.schema();
        if let Some(unknown) = columns.iter().find(|column| schema.position(column).is_none()) {
            let known = schema.columns.iter().map(|column| column.name).collect();
            return Err(NoSuchColumn { found: format!("{table}.{unknown}"), known });
        }
        // The key is written anyway; named or not, the setting is the same.
        let beside = schema.columns[schema.key_columns..].iter().map(|column| column.name);
        let kept = beside.filter(|name| columns.iter().any(|column| column == name));
        self.columns.insert(table.to_owned(), kept.map(str::to_owned).collect());
        Ok(())
    }

    /// The columns that the files do not have, in words: `articles.byline, articles.text`.
    pub(crate) fn without(&self) -> String {
        let mut missing = Vec::new();
        for table in Table::ALL {
            let layout = self.layout(table);
            let columns = layout.schema.columns.iter();
            let columns = columns.filter(|column| layout.position(column.name).is_none());
            missing.extend(columns.map(|column| format!("{}.{}", layout.schema.name, column.name)));
        }
        missing.join(", ")
    }

    /// Which columns of a table stand in its files.
    pub(crate) fn layout(&self, table: Table) -> Layout {
        let schema = table.schema();
        let kept = self.columns.get(schema.name);
        let is_written = |place: &usize| {
            let name = schema.columns[*place].name;
            *place < schema.key_columns
                || kept.is_none_or(|kept| kept.iter().any(|column| column.as_str() == name))
        };
        Layout { schema, places: (0..schema.columns.len()).filter(is_written).collect() }
    }
}

/// The columns of a table that stand in its files, the key's first as in the schema.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) schema: &'static TableSchema,
    /// Where each column of the files stands in a whole row.
    pub(crate) places: Vec<usize>,
}

impl Layout {
    /// The columns of the files, in order.
    pub(crate) fn columns(&self) -> impl ExactSizeIterator<Item = &'static Column> {
        self.places.iter().map(|place| &self.schema.columns[*place])
    }

    /// The same for files that an earlier version of the program may have made: without the columns that came later,
    /// where the files, whose columns are `found`, lack them.
    pub(crate) fn made_with(mut self, found: &[String]) -> Self {
        let columns = self.schema.columns;
        self.places.retain(|place| {
            let Column { name, since, .. } = columns[*place];
            since == Since::Start || found.iter().any(|found| found == name)
        });
        self
    }

    /// Where a column stands in the files.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column.name == name)
    }
}

impl From<Table> for Layout {
    /// All columns.
    fn from(table: Table) -> Self {
        Shape::default().layout(table)
    }
}
