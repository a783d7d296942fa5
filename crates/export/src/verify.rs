//! Holding a dataset against its own manifest.

mod files;
mod keys;
mod tables;

use crate::manifest::{MANIFEST_FILE, Manifest, OutputFile};
use crate::schema::Table;
use crate::{Counts, ExportError};
use dateline_record::pages;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path};

/// What [`verify`] found.
#[derive(Debug, Clone)]
pub struct VerifyReport {
    /// The manifest the dataset was checked against.
    pub manifest: Manifest,
    /// How many files were looked at.
    pub files: usize,
    /// How many rows were read back, over all tables.
    pub rows: u64,
    /// Everything that is not as it should be, by file; empty for a sound dataset.
    pub problems: Vec<Problem>,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the dataset's folder.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.file, self.fault)
    }
}

/// What can be wrong with a file of a dataset: what was found, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum Fault {
    #[error("the file is missing")]
    Missing,
    #[error("could not be read: {reason}")]
    Unreadable { reason: String },
    #[error("leads out of the dataset's folder; it is not looked at")]
    Outside,
    #[error("is a link, and a dataset holds its files itself; it is not looked at")]
    Link,
    #[error("the manifest does not name it")]
    Unlisted,
    #[error("{found} bytes, expected {expected}")]
    Bytes { found: u64, expected: u64 },
    #[error("sha256 {found}, expected {expected}; the file was changed after it was written")]
    Sha256 { found: String, expected: String },
    #[error("{found} rows, expected {expected}")]
    Rows { found: u64, expected: u64 },
    #[error("not the table it should be: {reason}")]
    Layout { reason: String },
    #[error("row {row} has no `{column}`")]
    Null { row: usize, column: &'static str },
    #[error("row {row}, key ({key}), stands after a greater key")]
    Unsorted { row: usize, key: String },
    #[error("row {row} has the same key ({key}) as the row before it")]
    DuplicateKey { row: usize, key: String },
    #[error("row {row}: ({columns}) is ({key}), which is not in `{table}`")]
    DanglingKey { row: usize, columns: String, key: String, table: &'static str },
    #[error("row {row}: `{column}` is not the same in {other}")]
    FilesDiffer { row: usize, column: &'static str, other: String },
    #[error("read {read}, but {articles} articles, {duplicates} duplicates and {rejects} rejects")]
    Unbalanced { read: u64, articles: u64, duplicates: u64, rejects: u64 },
    #[error("`{count}` is {found}, but {table} has {rows} rows")]
    Count { count: &'static str, found: u64, table: &'static str, rows: u64 },
}

/// Reads a dataset back and holds every file against the manifest: sizes, hashes and rows; keys
/// sorted, unique and found where they point; CSV and Parquet holding the same rows; counts that
/// add up.
///
/// An error means that the dataset could not be looked at; all that is wrong with it is in
/// [`VerifyReport::problems`].
pub fn verify(dataset: &Path) -> Result<VerifyReport, ExportError> {
    let manifest = Manifest::read(dataset)?;
    let mut problems = Vec::new();
    for output in &manifest.outputs {
        let faults = check_bytes(dataset, output);
        problems.extend(faults.into_iter().map(|fault| Problem { file: output.path.clone(), fault }));
    }
    problems.extend(unlisted(dataset, &manifest)?);
    // What leads out of the folder is told of, and not looked at.
    let mut inside = manifest.clone();
    let leads_out =
        |output: &OutputFile| matches!(check_place(dataset, output), Some(Fault::Outside | Fault::Link));
    inside.outputs.retain(|output| !leads_out(output));
    let rows = tables::check(dataset, &inside, &mut problems);
    problems.extend(check_counts(&manifest));
    problems.sort_by(|one, two| one.file.cmp(&two.file));
    let files = manifest.outputs.len() + 1;
    Ok(VerifyReport { manifest, files, rows, problems })
}

/// Whether a file lies in the dataset's folder, and not behind a link.
fn check_place(dataset: &Path, output: &OutputFile) -> Option<Fault> {
    let path = Path::new(&output.path);
    // A manifest may come from anywhere: it must not lead out of its own folder.
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Some(Fault::Outside);
    }
    let is_link = |part: &Path| fs::symlink_metadata(dataset.join(part)).is_ok_and(|file| file.is_symlink());
    let mut parts = path.ancestors().filter(|part| !part.as_os_str().is_empty());
    parts.any(is_link).then_some(Fault::Link)
}

fn check_bytes(dataset: &Path, output: &OutputFile) -> Option<Fault> {
    if let Some(fault) = check_place(dataset, output) {
        return Some(fault);
    }
    let (bytes, sha256) = match File::open(dataset.join(&output.path)).and_then(pages::sha256_of) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Some(Fault::Missing),
        Err(error) => return Some(Fault::Unreadable { reason: error.to_string() }),
    };
    if bytes != output.bytes {
        Some(Fault::Bytes { found: bytes, expected: output.bytes })
    } else if sha256 != output.sha256 {
        Some(Fault::Sha256 { found: sha256, expected: output.sha256.clone() })
    } else {
        None
    }
}

/// Files that stand in the folder and not in the manifest, and tables that the manifest lacks.
/// Hidden files are the operating system's and no part of a dataset.
fn unlisted(dataset: &Path, manifest: &Manifest) -> Result<Vec<Problem>, ExportError> {
    let listed: BTreeSet<&str> = manifest.outputs.iter().map(|output| output.path.as_str()).collect();
    let mut problems = Vec::new();
    let files = files_in(dataset).map_err(|source| ExportError::Read { path: dataset.to_owned(), source })?;
    for file in files {
        if !listed.contains(file.as_str()) && file != MANIFEST_FILE {
            problems.push(Problem { file, fault: Fault::Unlisted });
        }
    }
    for table in Table::ALL {
        for (kind, ending) in [("csv", manifest.shape.csv.ending()), ("parquet", Some("parquet"))] {
            if let Some(ending) = ending.filter(|_| manifest.files_of(table, kind).next().is_none()) {
                let file = format!("{}.{ending}", table.name());
                problems.push(Problem { file, fault: Fault::Missing });
            }
        }
    }
    Ok(problems)
}

/// The files below a folder, with `/` between folders. Hidden ones are left out, and folders that hold none are told as
/// files are.
pub(crate) fn files_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let below = if entry.file_type()?.is_dir() { files_in(&entry.path())? } else { Vec::new() };
        if below.is_empty() {
            files.push(name);
        } else {
            files.extend(below.into_iter().map(|file| format!("{name}/{file}")));
        }
    }
    files.sort();
    Ok(files)
}

fn check_counts(manifest: &Manifest) -> Vec<Problem> {
    let Counts { articles, duplicates, read, rejects, .. } = manifest.counts;
    let mut faults = Vec::new();
    if !manifest.counts.balance() {
        faults.push(Fault::Unbalanced { read, articles, duplicates, rejects });
    }
    let tables = [
        ("articles", articles, Table::Articles),
        ("duplicates + rejects", duplicates + rejects, Table::Rejects),
    ];
    for (count, found, table) in tables {
        let rows = manifest.rows(table);
        if rows != found {
            faults.push(Fault::Count { count, found, table: table.name(), rows });
        }
    }
    faults.into_iter().map(|fault| Problem { file: MANIFEST_FILE.to_owned(), fault }).collect()
}
