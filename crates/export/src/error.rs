//! What can stop a dataset from being written, read or checked.

use crate::{DatasetInfo, Difference};
use dateline_record::json_in_words;
use std::io;
use std::path::PathBuf;

/// Why a dataset could not be written, read or checked.
///
/// A record that cannot be exported is no error: it becomes a row of `rejects`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum ExportError {
    #[error("the dataset's name is \"{found}\"; wanted {}", DatasetInfo::NAME)]
    Name { found: String },
    #[error("the dataset's version is \"{found}\"; wanted {}", DatasetInfo::VERSION)]
    Version { found: String },
    #[error("`{path}` names no folder to write to; give a path that ends in the dataset's name")]
    NoName { path: PathBuf },
    #[error("output folder `{path}` exists already; choose another, or replace it (`--replace`)")]
    Exists { path: PathBuf },
    #[error(
        "`{path}` is not a dataset (it has no manifest.json); it is not replaced, choose another output folder"
    )]
    NotADataset { path: PathBuf },
    #[error(
        "`{file}` is no part of the dataset in `{path}` (manifest.json does not name it) and would be lost; move it elsewhere, or choose another output folder"
    )]
    Foreign { path: PathBuf, file: PathBuf },
    #[error(
        "`{path}` is being written by process {holder}; wait for it to end, or choose another output folder"
    )]
    Busy { path: PathBuf, holder: String },
    #[error("`{path}` is a file, not a folder; choose an output folder elsewhere")]
    ParentIsFile { path: PathBuf },
    #[error("could not write to `{path}`; choose an output folder whose parent can be written to")]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("could not write `{path}`; the dataset was not made")]
    Write { path: PathBuf, source: io::Error },
    #[error("could not read `{path}`")]
    Read { path: PathBuf, source: io::Error },
    #[error("could not encode table `{table}` as Parquet: {reason}")]
    Parquet { table: &'static str, reason: String },
    #[error("the writing was stopped; the dataset was not made")]
    Stopped,
    #[error("this is not {name} {version} as it was released; nothing was written: {}", joined(.differences))]
    NotReleased { name: String, version: String, differences: Vec<Difference> },
    #[error("article `{id}` could not be written as it was released: {reason}; please report this")]
    Release { id: String, reason: String },
    #[error("`{path}` does not exist; name the folder of a dataset, as `dateline build` makes it")]
    NotThere { path: PathBuf },
    #[error(
        "`{path}` is no dataset: there is no manifest.json in it; name the folder of a dataset, as `dateline build` makes it"
    )]
    NoManifest { path: PathBuf },
    #[error("`{path}` does not hold what it should: {}", json_in_words(.fault))]
    Json { path: PathBuf, fault: serde_json::Error },
    #[error(
        "`{path}` has schema version {found}, this program knows {known}; use the version of dateline that made it"
    )]
    SchemaVersion { path: PathBuf, found: u32, known: u32 },
    #[error(
        "the counts do not add up: {read} records were read, but there are {articles} articles, {duplicates} duplicates and {rejects} rejects; the dataset was not made, please report this"
    )]
    Unbalanced { read: u64, articles: u64, duplicates: u64, rejects: u64 },
}

fn joined(differences: &[Difference]) -> String {
    let words: Vec<String> = differences.iter().map(Difference::to_string).collect();
    words.join("; ")
}
