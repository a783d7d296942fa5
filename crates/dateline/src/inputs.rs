//! The files a build reads: patterns, folders and names turned into one sorted list.
//!
//! A file's *source* is its path relative to the recipe's folder (or, without a recipe, to the
//! deepest folder that holds everything named), with `/` on every system. Sources, and the order
//! they sort in, are all that the dataset knows of where its pages lay.

mod csv;
mod error;
mod fields;
mod guard;
mod listing;
mod patterns;
mod reading;
mod records;
mod tracked;
mod utf16;

pub use error::InputError;
pub use fields::FieldNames;
pub(crate) use fields::PAGE_FIELDS;
pub(crate) use reading::Reading;
pub(crate) use records::{Fault, Piece, Raw, open};
pub(crate) use tracked::{FileEnd, Tracked};

use crate::recipe::Inputs;
use dateline_record::RawRecord;
use dateline_record::pages::{FileFault, InputKind, Packing};
use listing::{Listing, common_folder, stays_in};
use patterns::{matches, named};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One file that a build reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InputPath {
    pub(crate) path: PathBuf,
    pub(crate) source: String,
    pub(crate) format: Format,
    /// Its size on disk when the inputs were listed.
    pub(crate) bytes: u64,
    /// When it was last changed, as far as the file system tells.
    pub(crate) modified: Option<SystemTime>,
    /// What its SHA-256 must be.
    pub(crate) pin: Option<String>,
    /// Why nothing of it is read: it is one reject.
    pub(crate) fault: Option<FileFault>,
}

/// What a file is to the build, told by its name alone so that a listing opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// One page, HTML or flattened text.
    Page(InputKind),
    /// JSON Lines, a record on each.
    Lines,
    /// CSV with a header, a record on each row.
    Csv,
    /// A web archive: WARC or WET.
    Warc,
    /// Parquet, a record in each row.
    Table,
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        match InputKind::of(path)? {
            kind if kind.is_page() => Some(Self::Page(kind)),
            InputKind::JsonLines => Some(Self::Lines),
            InputKind::Csv => Some(Self::Csv),
            InputKind::Warc | InputKind::Wet => Some(Self::Warc),
            // Parquet packs its own columns.
            InputKind::Parquet if Packing::of(path) == Packing::Plain => Some(Self::Table),
            _ => None,
        }
    }
}

/// The inputs of a build.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// Sorted by source, each once.
    pub(crate) files: Vec<InputPath>,
    /// How many files of folders are none, by what they are: `.css`, `hidden`, `dataset` …
    pub(crate) passed_over: BTreeMap<String, u64>,
}

/// All files of a build, sorted by source, each once. A dataset at `out` that is to be replaced is
/// no input, even where `out` lies in a folder of pages.
///
/// Files on servers are those in the folder of `downloads`; one that is not there is listed as an empty one.
pub(crate) fn list(inputs: &Inputs, out: &Path, downloads: Option<&Path>) -> Result<Listed, InputError> {
    let (folder, found) = match inputs {
        Inputs::Patterns { patterns, downloads, .. } if patterns.is_empty() && downloads.is_empty() => {
            return Err(InputError::None);
        }
        Inputs::Patterns { folder, patterns, .. } => {
            let matches: Result<Vec<_>, _> =
                patterns.iter().map(|pattern| matches(folder, pattern)).collect();
            let found = matches?.concat();
            // A recipe may come from anywhere; what it reads is what lies beside it.
            let read = found.iter().filter(|found| found.fault.is_none());
            read.map(|found| &found.path).try_for_each(|path| stays_in(path, folder))?;
            (folder.clone(), found)
        }
        Inputs::Paths(paths) => {
            let files: Vec<PathBuf> =
                paths.iter().filter(|path| path.as_os_str() != STDIN).cloned().collect();
            let named = named(&files)?;
            (common_folder(&named), named)
        }
    };
    let mut listing = Listing::new(folder, out);
    found.into_iter().try_for_each(|found| listing.add(found))?;
    if let Inputs::Patterns { downloads: pinned, .. } = inputs {
        pinned.iter().try_for_each(|download| listing.add_download(download, downloads))?;
    }
    if matches!(inputs, Inputs::Paths(paths) if paths.iter().any(|path| path.as_os_str() == STDIN)) {
        listing.add_input(InputPath::stdin());
    }
    Ok(listing.into_listed())
}

/// Fails where a file on a server is not here yet.
pub(crate) fn check_downloads(inputs: &[InputPath]) -> Result<(), InputError> {
    let missing = inputs.iter().find(|input| input.pin.is_some() && !input.path.is_file());
    missing.map_or(Ok(()), |InputPath { source, path, .. }| {
        Err(InputError::NotDownloaded { url: source.clone(), path: path.clone() })
    })
}

/// Fails, with the input and in words, where a table does not have the columns it should: a fault of the recipe, and told
/// before the first page. What cannot be read at all is told when its turn comes.
pub(crate) fn check_columns<'i>(
    inputs: &'i [InputPath],
    reading: &Reading,
) -> Result<(), (&'i InputPath, String)> {
    for input in inputs.iter().filter(|input| input.fault.is_none() && !input.is_stdin()) {
        let checked = match input.format {
            Format::Csv | Format::Table => open(input, reading).map(|_| ()),
            Format::Lines if !reading.fields.is_plain() => check_records(input, reading),
            _ => continue,
        };
        if let Err(Fault::Columns(words)) = checked {
            return Err((input, words));
        }
    }
    Ok(())
}

/// How many records of a file are asked whether they have what the recipe says.
const ASKED: usize = 100;

/// Fails where none of the first records has a page under the names that the recipe gives, as a table without the columns
/// would: a slip in a name should not make an empty dataset.
fn check_records(input: &InputPath, reading: &Reading) -> Result<(), Fault> {
    let (_, records) = open(input, reading)?;
    let [html, text, article] = ["html", "text", "article"].map(|field| reading.fields.name(field));
    let mut asked = 0;
    for piece in records.take(ASKED).filter_map(Result::ok) {
        let Raw::Json(line) = &piece.raw else { continue };
        let Ok(record) = RawRecord::parse(line) else { continue };
        if [html, text, article].into_iter().any(|name| record.raw(name).is_some()) {
            return Ok(());
        }
        asked += 1;
    }
    // One record without a page is a reject like any other.
    if asked < 2 {
        return Ok(());
    }
    let names = reading.fields.iter().map(|(field, name)| format!("`{name}` (`fields.{field}`)"));
    Err(Fault::Columns(format!(
        "of its first {asked} records none has `{html}`, `{text}` or `{article}`, of which one must hold the page; the recipe \
         names {}",
        names.collect::<Vec<_>>().join(", ")
    )))
}

/// Standard input, among the inputs named on a command line.
const STDIN: &str = "-";

impl InputPath {
    /// JSON Lines on standard input: of unknown size, and read only once.
    pub(crate) fn stdin() -> Self {
        let (path, source) = (PathBuf::from(STDIN), STDIN.to_owned());
        Self { path, source, format: Format::Lines, bytes: 0, modified: None, pin: None, fault: None }
    }

    /// Whether this is standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == STDIN
    }
}

#[cfg(test)]
mod tests;
