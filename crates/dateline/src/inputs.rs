//! The files a build reads: patterns, folders and names turned into one sorted list.
//!
//! A file's *source* is its path relative to the recipe's folder (or, without a recipe, to the
//! deepest folder that holds everything named), with `/` on every system. Sources, and the order
//! they sort in, are all that the dataset knows of where its pages lay.

mod csv;
mod error;
mod fields;
mod guard;
mod records;
mod tracked;

pub use error::InputError;
pub use fields::FieldNames;
pub(crate) use fields::PAGE_FIELDS;
pub(crate) use records::{Fault, Piece, Raw, open};
pub(crate) use tracked::Tracked;

use crate::decisions::DECISIONS_FILE;
use crate::downloads::Download;
use crate::recipe::Inputs;
use dateline_export::MANIFEST_FILE;
use dateline_record::pages::{InputKind, Packing};
use error::read_error;
use glob::{MatchOptions, Pattern};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
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

/// All files of a build, sorted by source, each once. A dataset at `out` that is to be replaced is
/// no input, even where `out` lies in a folder of pages.
///
/// Files on servers are those in the folder of `downloads`; one that is not there is listed as an empty one.
pub(crate) fn list(
    inputs: &Inputs,
    out: &Path,
    downloads: Option<&Path>,
) -> Result<Vec<InputPath>, InputError> {
    let (folder, named) = match inputs {
        Inputs::Patterns { patterns, downloads, .. } if patterns.is_empty() && downloads.is_empty() => {
            return Err(InputError::None);
        }
        Inputs::Patterns { folder, patterns, .. } => {
            let matches: Result<Vec<_>, _> =
                patterns.iter().map(|pattern| matches(folder, pattern)).collect();
            let matches = matches?.concat();
            // A recipe may come from anywhere; what it reads is what lies beside it.
            matches.iter().try_for_each(|path| stays_in(path, folder))?;
            (folder.clone(), matches)
        }
        Inputs::Paths(paths) => {
            let files: Vec<PathBuf> =
                paths.iter().filter(|path| path.as_os_str() != STDIN).cloned().collect();
            let named = named(&files)?;
            (common_folder(&named), named)
        }
    };
    let mut listing = Listing { folder, out: out.canonicalize().ok(), files: BTreeMap::new() };
    named.iter().try_for_each(|path| listing.add_named(path))?;
    if let Inputs::Patterns { downloads: pinned, .. } = inputs {
        pinned.iter().try_for_each(|download| listing.add_download(download, downloads))?;
    }
    if matches!(inputs, Inputs::Paths(paths) if paths.iter().any(|path| path.as_os_str() == STDIN)) {
        listing.files.insert(STDIN.to_owned(), InputPath::stdin());
    }
    Ok(listing.files.into_values().collect())
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
    fields: &FieldNames,
) -> Result<(), (&'i InputPath, String)> {
    let tables = inputs.iter().filter(|input| matches!(input.format, Format::Csv | Format::Table));
    for input in tables {
        if let Err(Fault::Columns(words)) = open(input, fields) {
            return Err((input, words));
        }
    }
    Ok(())
}

/// Standard input, among the inputs named on a command line.
const STDIN: &str = "-";

/// Fails for a link that leads out of the folder it was found in.
fn stays_in(path: &Path, folder: &Path) -> Result<(), InputError> {
    let real = |path: &Path| path.canonicalize().map_err(|source| read_error(path, source));
    let folder_or_here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if real(path)?.starts_with(real(folder_or_here)?) {
        return Ok(());
    }
    Err(InputError::Leaves { path: path.to_owned(), folder: folder_or_here.to_owned() })
}

impl InputPath {
    /// JSON Lines on standard input: of unknown size, and read only once.
    pub(crate) fn stdin() -> Self {
        let (path, source) = (PathBuf::from(STDIN), STDIN.to_owned());
        Self { path, source, format: Format::Lines, bytes: 0, modified: None, pin: None }
    }

    /// Whether this is standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == STDIN
    }
}

/// The files and folders a pattern stands for: what bears that very name (which may hold
/// brackets) or else the files it matches as a glob.
fn matches(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, InputError> {
    let literal = folder.join(pattern);
    if literal.exists() {
        return Ok(vec![literal]);
    }
    let in_words =
        |error: glob::PatternError| InputError::Pattern { pattern: pattern.to_owned(), message: error.msg };
    Pattern::new(pattern).map_err(in_words)?;
    let folder_name = folder.to_str().ok_or_else(|| InputError::Name { path: folder.to_owned() })?;
    let whole = format!("{}/{pattern}", Pattern::escape(folder_name));
    let options = MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        // Asked for here, the crate would panic at a name that is not UTF-8.
        require_literal_leading_dot: false,
    };
    let mut files = Vec::new();
    for found in glob::glob_with(&whole, options).map_err(in_words)? {
        let found = found.map_err(InputError::from)?;
        if found.is_file() && !is_hidden(&found, folder, pattern) {
            files.push(found);
        }
    }
    if files.is_empty() {
        return Err(InputError::NoMatch { pattern: pattern.to_owned(), folder: folder.to_owned() });
    }
    Ok(files)
}

/// Whether a file that a pattern matches, or a folder on the way to it, is hidden, and the pattern names none such.
fn is_hidden(found: &Path, folder: &Path, pattern: &str) -> bool {
    let names_hidden = pattern.split('/').any(|part| part.starts_with('.') && part != "." && part != "..");
    let way = found.strip_prefix(folder).unwrap_or(found);
    let mut names = way.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.as_encoded_bytes()),
        _ => None,
    });
    !names_hidden && names.any(|name| name.starts_with(b"."))
}

/// The files and folders named on a command line, absolute. What the shell has left of a glob
/// is expanded here.
fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, InputError> {
    let mut named = Vec::new();
    for path in paths {
        if let Some(url) = path.to_str().filter(|text| Download::looks_like_url(text)) {
            return Err(InputError::Address { url: url.to_owned() });
        }
        match path.to_str().filter(|text| !path.exists() && text.contains(['*', '?', '['])) {
            Some(pattern) if path.is_absolute() => {
                named.extend(matches(Path::new("/"), pattern.trim_start_matches('/'))?);
            }
            Some(pattern) => named.extend(matches(Path::new("."), pattern)?),
            None => named.push(path.clone()),
        }
    }
    named.iter().map(|path| absolute(path)).collect()
}

struct Listing {
    folder: PathBuf,
    out: Option<PathBuf>,
    files: BTreeMap<String, InputPath>,
}

impl Listing {
    /// A file or folder that was named, not matched.
    fn add_named(&mut self, path: &Path) -> Result<(), InputError> {
        if !path.is_dir() {
            return self.add_file(path);
        }
        if self.add_folder(path, path)? == 0 {
            return Err(InputError::EmptyFolder { path: path.to_owned() });
        }
        Ok(())
    }

    /// Everything below a folder whose name says it is a page; hidden files and what else lies
    /// among saved pages (style sheets, pictures, datasets, reviewers' decisions) is passed by. Returns how
    /// many there are, those that were listed before among them.
    fn add_folder(&mut self, folder: &Path, root: &Path) -> Result<usize, InputError> {
        let mut count = 0;
        for entry in fs::read_dir(folder).map_err(|source| read_error(folder, source))? {
            let entry = entry.map_err(|source| read_error(folder, source))?;
            let path = entry.path();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let kind = entry.file_type().map_err(|source| read_error(&path, source))?;
            if hidden || entry.file_name() == DECISIONS_FILE {
                continue;
            }
            if kind.is_dir() {
                let is_out = self.out.is_some() && path.canonicalize().ok() == self.out;
                if !is_out && !path.join(MANIFEST_FILE).is_file() {
                    count += self.add_folder(&path, root)?;
                }
            } else if kind.is_symlink() && path.is_dir() {
                // What it leads to lies below the same folder, and is read there.
                stays_in(&path, root)?;
            } else if Format::of(&path).is_some() {
                if kind.is_symlink() {
                    stays_in(&path, root)?;
                }
                self.add_file(&path)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// A file on a server: its address is its source.
    fn add_download(&mut self, download: &Download, folder: Option<&Path>) -> Result<(), InputError> {
        let name = download.file_name();
        let kind = || InputError::Kind { path: PathBuf::from(&download.url) };
        let format = Format::of(Path::new(&name)).ok_or_else(kind)?;
        let path = download.path_in(folder.unwrap_or(Path::new("")));
        let metadata = fs::metadata(&path).ok();
        let file = InputPath {
            path,
            source: download.url.clone(),
            format,
            bytes: metadata.as_ref().map_or(0, fs::Metadata::len),
            modified: metadata.and_then(|metadata| metadata.modified().ok()),
            pin: Some(download.sha256.clone()),
        };
        self.files.insert(download.url.clone(), file);
        Ok(())
    }

    fn add_file(&mut self, path: &Path) -> Result<(), InputError> {
        let metadata = fs::metadata(path).map_err(|source| read_error(path, source))?;
        if !metadata.is_file() {
            return Err(InputError::NotAFile { path: path.to_owned() });
        }
        let format = Format::of(path).ok_or_else(|| InputError::Kind { path: path.to_owned() })?;
        let source = source_of(path, &self.folder)?;
        let file = InputPath {
            path: path.to_owned(),
            source: source.clone(),
            format,
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            pin: None,
        };
        self.files.insert(source, file);
        Ok(())
    }
}

fn source_of(path: &Path, folder: &Path) -> Result<String, InputError> {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let name = || InputError::Name { path: path.to_owned() };
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_str().ok_or_else(name)),
        Component::ParentDir => Some(Ok("..")),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    Ok(parts.collect::<Result<Vec<_>, _>>()?.join("/"))
}

/// The deepest folder that holds all of `paths`, which are absolute: a folder stands for itself,
/// a file for the folder it is in. So one folder of pages gives the same sources whatever it is
/// called.
fn common_folder(paths: &[PathBuf]) -> PathBuf {
    let folder_of = |path: &PathBuf| if path.is_dir() { path.clone() } else { path.with_file_name("") };
    let shared = |a: PathBuf, b: PathBuf| {
        a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
    };
    paths.iter().map(folder_of).reduce(shared).unwrap_or_default()
}

/// Of a file only the folder is resolved: a link to a page is a page under the link's own name.
fn absolute(path: &Path) -> Result<PathBuf, InputError> {
    let resolve =
        |folder: &Path| folder.canonicalize().map_err(|_| InputError::NotFound { path: path.to_owned() });
    match path.file_name() {
        Some(name) if !path.is_dir() => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            Ok(resolve(folder.unwrap_or(Path::new(".")))?.join(name))
        }
        _ => resolve(path),
    }
}

#[cfg(test)]
mod tests;
