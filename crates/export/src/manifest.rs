//! `manifest.json`: what a dataset was made from, and every file in it by hash.

use crate::reader::is_file_of;
use crate::shape::is_default;
use crate::{ExportError, SCHEMA_VERSION, Selection, Shape, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the manifest's file.
pub const MANIFEST_FILE: &str = "manifest.json";

/// What a dataset was made from and what it holds.
///
/// Nothing in it depends on the clock, the machine or the folder. Fields stand in alphabetical
/// order here, so that keys are sorted in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What became of every record.
    pub counts: Counts,
    /// The dataset's name and version.
    pub dataset: DatasetInfo,
    /// What became of the reviewers' decisions, where there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<DecisionsFile>,
    /// Every input, sorted by path.
    pub inputs: Vec<InputFile>,
    /// Every file of the dataset but the manifest, sorted by path.
    pub outputs: Vec<OutputFile>,
    /// How many files in the folders of the inputs are none, by what they are: `.css`, `hidden`, `dataset` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passed_over: BTreeMap<String, u64>,
    /// The version of the tables' layout, [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Which articles were taken in, where not all were.
    #[serde(default, skip_serializing_if = "is_default")]
    pub selection: Selection,
    /// How the tables lie in files, where not each is a CSV and a Parquet file with all columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shape: Shape,
    /// The program that made the dataset.
    pub tool: Tool,
}

/// Which dataset this is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatasetInfo {
    /// Those who made the data, as they are to be cited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// A few sentences for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The licence of the data, as an SPDX expression or in words.
    #[serde(default)]
    pub licence: Option<String>,
    /// A short name, fit for a folder: [`NAME`](Self::NAME).
    pub name: String,
    /// SHA-256, in hex, of the settings in force: the recipe's, and the options given instead. It
    /// is not that of the recipe's file, where a comment may change. Null for records that were
    /// written without a build.
    #[serde(default)]
    pub recipe_sha256: Option<String>,
    /// SHA-256, in hex, of those settings alone that can change a value: what is read, in which languages, up to
    /// which day; not the dataset's name, version and title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings_sha256: Option<String>,
    /// A line for people.
    #[serde(default)]
    pub title: Option<String>,
    /// Where the dataset is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The version of the data, best as `MAJOR.MINOR.PATCH`: [`VERSION`](Self::VERSION).
    pub version: String,
}

impl DatasetInfo {
    /// What a name is, in words.
    pub const NAME: &'static str =
        "a name of small letters, digits, `-`, `_` and `.`, starting with a letter or digit";

    /// What a version is, in words.
    pub const VERSION: &'static str = "a version such as \"1.0.0\"";

    /// The version of data that nobody gave one.
    pub const NO_VERSION: &'static str = "0.0.0";

    /// A dataset of that name and version, with no recipe, title or licence.
    pub fn new(name: &str, version: &str) -> Self {
        Self { name: name.to_owned(), version: version.to_owned(), ..Self::default() }
    }

    /// Whether a dataset may be called so. A name becomes part of folder names on every system, so
    /// it is kept plain.
    pub fn is_name(name: &str) -> bool {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        name.starts_with(plain) && name.chars().all(|c| plain(c) || "-_.".contains(c))
    }

    /// Whether a version may be written so.
    pub fn is_version(version: &str) -> bool {
        version.starts_with(|c: char| c.is_ascii_alphanumeric())
            && version.chars().all(|c| c.is_ascii_alphanumeric() || "-+.".contains(c))
    }

    /// The name of a dataset that was given none: its folder's, made plain.
    ///
    /// ```
    /// use dateline_export::DatasetInfo;
    ///
    /// assert_eq!(DatasetInfo::name_of("out/News 2025".as_ref()), "news-2025");
    /// assert_eq!(DatasetInfo::name_of("../.hidden".as_ref()), "hidden");
    /// assert_eq!(DatasetInfo::name_of("..".as_ref()), "dataset");
    /// ```
    pub fn name_of(folder: &Path) -> String {
        let folder = folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        let name: String = folder.chars().map(plain).collect();
        let name = name.trim_start_matches(['-', '_', '.']);
        if name.is_empty() { "dataset".to_owned() } else { name.to_owned() }
    }

    /// Refuses a name or version that is none.
    pub(crate) fn check(&self) -> Result<(), ExportError> {
        if !Self::is_name(&self.name) {
            return Err(ExportError::Name { found: self.name.clone() });
        }
        if !Self::is_version(&self.version) {
            return Err(ExportError::Version { found: self.version.clone() });
        }
        Ok(())
    }
}

/// One input of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Size in bytes, as it lies on the disk.
    pub bytes: u64,
    /// Whether it breaks off, so that the records behind some place of it are lost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cut_short: bool,
    /// How many records of a web archive are no pages, by what they are: `status 4xx`, `image`, `revisit` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passed_over: BTreeMap<String, u64>,
    /// Relative to the recipe's folder, with `/` between folders.
    pub path: String,
    /// Records read from it, bad ones included.
    pub rows: u64,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

/// One file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Size in bytes.
    pub bytes: u64,
    /// Relative to the dataset's folder.
    pub path: String,
    /// Rows of the table; null for a file that is none.
    pub rows: Option<u64>,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

/// A file of reviewers' decisions, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsFile {
    /// How many were obeyed.
    pub applied: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// Those that were not, in the order of the file.
    pub not_applied: Vec<NotApplied>,
    /// The file's name, relative to the recipe's folder.
    pub path: String,
    /// Decisions in it.
    pub rows: u64,
    /// SHA-256 of its bytes in hex.
    pub sha256: String,
}

/// A decision that could not be obeyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotApplied {
    /// The article that was decided on.
    pub article_id: String,
    /// The line of the file.
    pub line: u64,
    /// Why it was not obeyed.
    pub reason: String,
}

/// What became of every record: `read` is the sum of the other three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of `articles`.
    pub articles: u64,
    /// Records that are byte for byte another's page; rows of `rejects`.
    pub duplicates: u64,
    /// Of the rejects, how many could be used but were not wanted ([`Selection`]).
    #[serde(default, skip_serializing_if = "is_default")]
    pub left_out: u64,
    /// Records read.
    pub read: u64,
    /// Records that are no articles; rows of `rejects` besides the duplicates.
    pub rejects: u64,
}

/// A program, by name and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// The program's name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This workspace, whose crates share one version.
    pub fn dateline() -> Self {
        Self { name: "dateline".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

impl Counts {
    /// Whether every record read is accounted for.
    pub fn balance(&self) -> bool {
        self.read == self.articles + self.duplicates + self.rejects
    }
}

impl Manifest {
    /// Reads a dataset's manifest.
    pub fn read(dataset: &Path) -> Result<Self, ExportError> {
        let path = dataset.join(MANIFEST_FILE);
        let bytes = read_bytes(dataset, &path)?;
        // The version first: another version's manifest need not have the same fields.
        let version: Versioned = from_json(&path, &bytes)?;
        if version.schema_version != SCHEMA_VERSION {
            let found = version.schema_version;
            return Err(ExportError::SchemaVersion { path, found, known: SCHEMA_VERSION });
        }
        from_json(&path, &bytes)
    }

    /// Reads a dataset's manifest whatever its schema version, as far as it has the fields of this one: to
    /// compare versions, not to rely on columns.
    pub fn read_any_version(dataset: &Path) -> Result<Self, ExportError> {
        let path = dataset.join(MANIFEST_FILE);
        from_json(&path, &read_bytes(dataset, &path)?)
    }

    /// The manifest as its file holds it: indented, keys sorted, a line feed at the end.
    pub fn to_json(&self) -> String {
        to_pretty_json(self)
    }

    /// One of the dataset's files, by its path in the dataset.
    pub fn output(&self, path: &str) -> Option<&OutputFile> {
        self.outputs.iter().find(|output| output.path == path)
    }

    /// The rows of a table, as the manifest has them.
    pub fn rows(&self, table: Table) -> u64 {
        self.files_of(table, "parquet").filter_map(|output| output.rows).sum()
    }

    /// A table's first file, CSV where there is any.
    pub fn first_file_of(&self, table: Table) -> Option<&str> {
        let mut files = self.files_of(table, "csv").chain(self.files_of(table, "parquet"));
        files.next().map(|output| output.path.as_str())
    }

    /// The inputs that break off, so that some of their records are lost.
    pub fn cut_short(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().filter(|input| input.cut_short).map(|input| input.path.as_str())
    }

    /// How many records of all web archives are no pages, by what they are.
    pub fn passed_over_in_archives(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for (what, count) in self.inputs.iter().flat_map(|input| &input.passed_over) {
            *counts.entry(what.clone()).or_default() += count;
        }
        counts
    }

    /// The files of a table of one kind, `csv` or `parquet`, packed or not: `NAME.csv`, or `NAME-00000.csv`,
    /// `NAME-00001.csv` … of a big one; in the order of their rows within each partition.
    pub fn files_of<'m>(&'m self, table: Table, kind: &'m str) -> impl Iterator<Item = &'m OutputFile> {
        self.outputs.iter().filter(move |output| is_file_of(&output.path, table.schema(), kind))
    }
}

fn read_bytes(dataset: &Path, path: &Path) -> Result<Vec<u8>, ExportError> {
    std::fs::read(path).map_err(|source| match is_absent(&source) {
        true if !dataset.exists() => ExportError::NotThere { path: dataset.to_owned() },
        true => ExportError::NoManifest { path: dataset.to_owned() },
        false => ExportError::Read { path: path.to_owned(), source },
    })
}

#[derive(Deserialize)]
struct Versioned {
    schema_version: u32,
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// The files that a manifest of whatever schema version names as the dataset's own; none where it
/// is no manifest.
pub(crate) fn output_names(json: &[u8]) -> Vec<String> {
    #[derive(Deserialize)]
    struct Outputs {
        outputs: Vec<Output>,
    }
    #[derive(Deserialize)]
    struct Output {
        path: String,
    }
    let outputs = serde_json::from_slice(json).map_or_else(|_| Vec::new(), |Outputs { outputs }| outputs);
    outputs.into_iter().map(|output| output.path).collect()
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, ExportError> {
    serde_json::from_slice(bytes).map_err(|fault| ExportError::Json { path: path.to_owned(), fault })
}

pub(crate) fn to_pretty_json<T: Serialize>(value: &T) -> String {
    let mut json = serde_json::to_string_pretty(value).expect("plain structs serialise to JSON");
    json.push('\n');
    json
}
