//! Tells what changed between two versions of a dataset, and why.
//!
//! Rows are compared by the keys of their tables, with flat memory. A row that was added, removed
//! or changed has its causes: its page, the settings of the recipe, a reviewer's decisions, the version of
//! the program.
//!
//! ```
//! use dateline_diff::{Shown, diff};
//! use dateline_export::{DatasetInfo, DatasetWriter, WriteOptions};
//!
//! # let folder = std::env::temp_dir().join(format!("dateline-diff-{}", std::process::id()));
//! let write = |version, text: &str| {
//!     let out = folder.join(version);
//!     let mut writer = DatasetWriter::create(&out, DatasetInfo::new("news", version), WriteOptions::default())?;
//!     writer.push("a.txt", serde_json::from_value(serde_json::json!({"id": "a", "text": text})).expect("a record"))?;
//!     writer.finish(Vec::new())?;
//!     Ok::<_, dateline_export::ExportError>(out)
//! };
//! let found = diff(&write("1.0.0", "One.")?, &write("1.1.0", "One, two.")?, Shown::default())?;
//! assert!(!found.is_same());
//! assert_eq!((found.tables[0].name, found.tables[0].changed), ("articles", 1));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Start at [`diff`]. [`Diff::to_text`], [`Diff::to_json`] and [`Diff::to_html`] tell what it found; [`Diff::step`] says
//! which part of the version number has to rise.

mod cause;
mod html;
mod merge;
mod step;
mod text;

pub use cause::Cause;
pub use step::Step;

use cause::Causes;
use dateline_export::{ExportError, Manifest, Table, TableReader};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// How many rows of each table are told one by one.
#[derive(Debug, Clone, Copy)]
pub struct Shown(pub usize);

impl Default for Shown {
    fn default() -> Self {
        Self(20)
    }
}

/// What changed from one dataset to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// The older one.
    pub before: Version,
    /// The newer one.
    pub after: Version,
    /// What may have changed values of pages that are the same.
    pub causes: Vec<Cause>,
    /// What became of the inputs.
    pub inputs: Inputs,
    /// Every table, in the order of the schema.
    pub tables: Vec<TableDiff>,
}

/// Which dataset it is, and what made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The dataset's name.
    pub name: String,
    /// The version of its data.
    pub version: String,
    /// The program with its version.
    pub tool: String,
    /// The version of the tables' layout.
    pub schema_version: u32,
}

/// What became of the inputs, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Inputs {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<String>,
}

/// What changed in one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableDiff {
    /// The table's name.
    pub name: &'static str,
    /// Rows of the older one.
    pub before: u64,
    /// Rows of the newer one.
    pub after: u64,
    /// Rows whose key only the newer one has.
    pub added: u64,
    /// Rows whose key only the older one has.
    pub removed: u64,
    /// Rows of one key with other values.
    pub changed: u64,
    /// Columns that only the newer one has.
    pub columns_added: Vec<String>,
    /// Columns that only the older one has.
    pub columns_removed: Vec<String>,
    /// In how many of the changed rows each column changed; columns without a change are left out.
    pub columns: BTreeMap<String, u64>,
    /// Rows added, removed and changed, by cause. A row may have several.
    pub by_cause: BTreeMap<Cause, u64>,
    /// The first rows that were added, removed or changed, by key.
    pub rows: Vec<RowDiff>,
}

/// One row that was added, removed or changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowDiff {
    /// The values of the key, as CSV spells them.
    pub key: Vec<String>,
    /// What happened to it.
    pub change: Change,
    /// Why.
    pub causes: Vec<Cause>,
    /// The values that changed; none for a row that was added or removed.
    pub values: Vec<ValueDiff>,
}

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Change {
    Added,
    Removed,
    Changed,
}

/// One value that changed, as CSV spells it; `None` is null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ValueDiff {
    pub column: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Holds two datasets against each other, row by row. They may be of different schema versions; columns that both
/// have are compared.
pub fn diff(before: &Path, after: &Path, shown: Shown) -> Result<Diff, ExportError> {
    let manifests = (Manifest::read_any_version(before)?, Manifest::read_any_version(after)?);
    let readers = (TableReader::new(before, &manifests.0), TableReader::new(after, &manifests.1));
    let inputs = inputs(&manifests.0, &manifests.1);
    let causes = Causes::find((&manifests.0, &readers.0), (&manifests.1, &readers.1))?;
    let tables =
        Table::ALL.into_iter().map(|table| merge::table(table, &readers.0, &readers.1, &causes, shown));
    let tables = tables.collect::<Result<_, _>>()?;
    let version = |manifest: &Manifest| Version {
        name: manifest.dataset.name.clone(),
        version: manifest.dataset.version.clone(),
        tool: format!("{} {}", manifest.tool.name, manifest.tool.version),
        schema_version: manifest.schema_version,
    };
    Ok(Diff {
        before: version(&manifests.0),
        after: version(&manifests.1),
        causes: causes.of_same_pages().to_vec(),
        inputs,
        tables,
    })
}

fn inputs(before: &Manifest, after: &Manifest) -> Inputs {
    let of = |manifest: &Manifest| -> BTreeMap<String, String> {
        manifest.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone())).collect()
    };
    let (before, after) = (of(before), of(after));
    let paths = |one: &BTreeMap<String, String>, keep: &dyn Fn(&str, &str) -> bool| -> Vec<String> {
        one.iter().filter(|(path, hash)| keep(path, hash)).map(|(path, _)| path.clone()).collect()
    };
    Inputs {
        added: paths(&after, &|path, _| !before.contains_key(path)),
        removed: paths(&before, &|path, _| !after.contains_key(path)),
        changed: paths(&after, &|path, hash| before.get(path).is_some_and(|old| old != hash)),
    }
}

impl Diff {
    /// Whether every row of every table is the same.
    pub fn is_same(&self) -> bool {
        self.tables.iter().all(TableDiff::is_same)
    }

    /// The whole of it as JSON, indented.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("plain structs serialise to JSON");
        json.push('\n');
        json
    }
}

impl TableDiff {
    /// Whether every row is the same, and the columns are.
    pub fn is_same(&self) -> bool {
        self.differing() == 0 && self.columns_added.is_empty() && self.columns_removed.is_empty()
    }

    /// How many rows were added, removed or changed.
    pub fn differing(&self) -> u64 {
        self.added + self.removed + self.changed
    }
}
