//! What a released dataset was, to hold a rebuilt one against.

use crate::manifest::{self, DatasetInfo, Manifest, Tool};
use crate::{ExportError, SCHEMA_VERSION};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// The hashes of a released version, small enough to be committed beside its recipe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The dataset's name and version, and the recipe's hash.
    pub dataset: DatasetInfo,
    /// SHA-256 of every input, by path.
    pub inputs: BTreeMap<String, String>,
    /// The version of the tables' layout.
    pub schema_version: u32,
    /// Every table's files, by their names.
    pub tables: BTreeMap<String, TableLock>,
    /// The program that made the dataset.
    pub tool: Tool,
}

/// One file of a released version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableLock {
    /// Size in bytes.
    pub bytes: u64,
    /// Rows of the table; null for a file that is none.
    pub rows: Option<u64>,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

impl Lock {
    /// The lock of the dataset a manifest describes.
    pub fn of(manifest: &Manifest) -> Self {
        let inputs = manifest.inputs.iter().map(|input| (input.path.clone(), input.sha256.clone()));
        // What stands beside the tables is made from them; a later version of the program may say it
        // better and still build the same data.
        let tables = manifest.outputs.iter().filter(|output| output.rows.is_some()).map(|output| {
            let sha256 = output.sha256.clone();
            (output.path.clone(), TableLock { bytes: output.bytes, rows: output.rows, sha256 })
        });
        Self {
            dataset: manifest.dataset.clone(),
            inputs: inputs.collect(),
            schema_version: manifest.schema_version,
            tables: tables.collect(),
            tool: manifest.tool.clone(),
        }
    }

    /// Reads a lock file.
    pub fn read(path: &Path) -> Result<Self, ExportError> {
        let bytes =
            std::fs::read(path).map_err(|source| ExportError::Read { path: path.to_owned(), source })?;
        manifest::from_json(path, &bytes)
    }

    /// Fails where there is a difference from the released version.
    pub fn hold(&self, differences: Vec<Difference>) -> Result<(), ExportError> {
        if differences.is_empty() {
            return Ok(());
        }
        let DatasetInfo { name, version, .. } = self.dataset.clone();
        Err(ExportError::NotReleased { name, version, differences })
    }

    /// The lock as its file holds it: JSON, indented, keys sorted, a line feed at the end.
    pub fn to_json(&self) -> String {
        manifest::to_pretty_json(self)
    }
}

/// One way in which a dataset is not the released one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum Difference {
    /// A file of a table is not the same.
    Table { path: String, found: Option<TableLock>, locked: Option<TableLock>, version: String },
    /// An input was changed, added or removed.
    Input { path: String, change: InputChange },
    /// Another dataset, or another version of it.
    Dataset { found: String, locked: String },
    /// The tables have another layout.
    Schema { found: u32, locked: u32 },
    /// The recipe was changed; a possible cause.
    Recipe,
    /// Another version of the program made it; a possible cause.
    Tool { found: String, locked: String },
}

impl Difference {
    /// What to do where tables differ; said once, below them all.
    pub const ADVICE: &str =
        "a released version never changes: build it with what made it, or raise `version` in recipe.toml";
}

/// What happened to an input; hashes are SHA-256 in hex.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum InputChange {
    Changed { found: String, locked: String },
    Added,
    Removed { locked: String },
}

/// Holds a dataset against a released version: every difference in inputs and files and, where
/// there is one, the changes that may have caused it. Empty: byte for byte the same data.
///
/// A new version of the program or an edit of the recipe that moves no byte is no difference.
pub fn compare(lock: &Lock, manifest: &Manifest) -> Vec<Difference> {
    let found = Lock::of(manifest);
    let mut differences = compare_sources(lock, &found);
    differences.extend(compare_tables(lock, &found));
    with_causes(differences, lock, &found)
}

/// The same before anything is built: what this program would make of these inputs, given as SHA-256 by path, cannot be the
/// released version. Empty: it may be; only the tables can tell.
pub fn compare_inputs(
    lock: &Lock,
    dataset: &DatasetInfo,
    inputs: BTreeMap<String, String>,
) -> Vec<Difference> {
    let (schema_version, tool) = (SCHEMA_VERSION, Tool::dateline());
    let found = Lock { dataset: dataset.clone(), inputs, schema_version, tables: BTreeMap::new(), tool };
    with_causes(compare_sources(lock, &found), lock, &found)
}

/// What a dataset is and what it is made of.
fn compare_sources(lock: &Lock, found: &Lock) -> Vec<Difference> {
    let mut differences = Vec::new();
    if (&found.dataset.name, &found.dataset.version) != (&lock.dataset.name, &lock.dataset.version) {
        let text = |info: &DatasetInfo| format!("{} {}", info.name, info.version);
        differences.push(Difference::Dataset { found: text(&found.dataset), locked: text(&lock.dataset) });
    }
    if found.schema_version != lock.schema_version {
        let (found, locked) = (found.schema_version, lock.schema_version);
        differences.push(Difference::Schema { found, locked });
    }
    differences.extend(changed_inputs(lock, found));
    differences
}

fn with_causes(mut differences: Vec<Difference>, lock: &Lock, found: &Lock) -> Vec<Difference> {
    if !differences.is_empty() {
        differences.extend(causes(lock, found));
    }
    differences
}

fn changed_inputs(lock: &Lock, found: &Lock) -> Vec<Difference> {
    let paths: BTreeSet<&String> = lock.inputs.keys().chain(found.inputs.keys()).collect();
    let changes = paths.into_iter().filter_map(|path| {
        let change = match (lock.inputs.get(path), found.inputs.get(path)) {
            (Some(one), Some(two)) if one == two => return None,
            (Some(locked), Some(found)) => {
                InputChange::Changed { found: found.clone(), locked: locked.clone() }
            }
            (Some(locked), None) => InputChange::Removed { locked: locked.clone() },
            (None, _) => InputChange::Added,
        };
        Some(Difference::Input { path: path.clone(), change })
    });
    changes.collect()
}

fn compare_tables(lock: &Lock, found: &Lock) -> Vec<Difference> {
    let paths: BTreeSet<&String> = lock.tables.keys().chain(found.tables.keys()).collect();
    let changes = paths.into_iter().filter_map(|path| {
        let (locked, found) = (lock.tables.get(path).cloned(), found.tables.get(path).cloned());
        let version = lock.dataset.version.clone();
        (locked != found).then(|| Difference::Table { path: path.clone(), found, locked, version })
    });
    changes.collect()
}

fn causes(lock: &Lock, found: &Lock) -> Vec<Difference> {
    let mut causes = Vec::new();
    if lock.dataset.recipe_sha256 != found.dataset.recipe_sha256 {
        causes.push(Difference::Recipe);
    }
    if lock.tool != found.tool {
        let text = |tool: &Tool| format!("{} {}", tool.name, tool.version);
        causes.push(Difference::Tool { found: text(&found.tool), locked: text(&lock.tool) });
    }
    causes
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table { path, found, locked, version } => {
                let table = path.split('.').next().unwrap_or(path);
                write!(formatter, "table `{table}` differs from version {version} in {path}: ")?;
                let describe =
                    |file: &Option<TableLock>| file.as_ref().map_or("nothing".to_owned(), describe);
                write!(formatter, "{} instead of {}", describe(found), describe(locked))
            }
            Self::Input { path, change: InputChange::Changed { found, locked } } => {
                write!(
                    formatter,
                    "input `{path}` was changed since the release: its SHA-256 is {found}, and was {locked}"
                )
            }
            Self::Input { path, change: InputChange::Added } => {
                write!(formatter, "input `{path}` was added since the release")
            }
            Self::Input { path, change: InputChange::Removed { locked } } => {
                write!(formatter, "input `{path}` is gone since the release; its SHA-256 was {locked}")
            }
            Self::Dataset { found, locked } => {
                write!(formatter, "this is {found}, but the lock is for {locked}")
            }
            Self::Schema { found, locked } => {
                write!(formatter, "schema version {found} instead of {locked}")
            }
            Self::Recipe => formatter.write_str("the recipe was changed since the release"),
            Self::Tool { found, locked } => write!(formatter, "made by {found}, released by {locked}"),
        }
    }
}

fn describe(file: &TableLock) -> String {
    let rows = file.rows.map(|rows| format!("{rows} rows, ")).unwrap_or_default();
    format!("{rows}{} bytes, sha256 {}", file.bytes, file.sha256.get(..12).unwrap_or(&file.sha256))
}
