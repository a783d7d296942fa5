//! Why the inputs of a build cannot be listed, worded for the person who named them.

use dateline_record::pages::{PageError, PageFault};
use std::path::{Path, PathBuf};

/// Why the inputs of a build could not be listed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum InputError {
    #[error(
        "inputs: the recipe names none; give files, folders and globs, such as [\"pages/**/*.html\", \"more.jsonl\"]"
    )]
    None,
    #[error("inputs: `{pattern}` matches no file in {folder}; correct it, or leave it out")]
    NoMatch { pattern: String, folder: PathBuf },
    #[error(
        "inputs: `{pattern}` is not a glob: {message}; `*`, `**`, `?` and `[…]` are special, `[*]` is a star"
    )]
    Pattern { pattern: String, message: &'static str },
    #[error("{path}: there is no such file or folder; name pages, folders of them or a recipe.toml")]
    NotFound { path: PathBuf },
    #[error("{path}: no pages in this folder; pages end in {READ}")]
    EmptyFolder { path: PathBuf },
    #[error("{path}: files of this kind are not read; pages end in {READ}")]
    Kind { path: PathBuf },
    #[error(
        "{path}: not a file of known size; save it to a file first, or give its records on standard input, named `-`"
    )]
    NotAFile { path: PathBuf },
    #[error("{path} is a link that leads out of {folder}; name the file it leads to, or leave it out")]
    Leaves { path: PathBuf, folder: PathBuf },
    #[error("{path}: the name is not UTF-8, and sources are told in UTF-8; rename it")]
    Name { path: PathBuf },
    #[error(
        "{url}: an address may stand in a recipe only, with a pin: inputs = [{{ url = \"{url}\", sha256 = \"…\" }}]"
    )]
    Address { url: String },
    #[error("{url}: not downloaded yet; `dateline build` does so, or put the file at {}", path.display())]
    NotDownloaded { url: String, path: PathBuf },
    #[error(transparent)]
    Walk(PageError),
    #[error("{path} could not be read: {fault}; check its permissions")]
    Read { path: PathBuf, fault: std::io::Error },
}

const READ: &str = ".html, .htm, .xhtml, .txt, .jsonl, .ndjson, .csv, .warc or .wet, plain or with .gz, .zst or .bz2 after it, or in .parquet";

impl From<PageError> for InputError {
    fn from(error: PageError) -> Self {
        match error.fault {
            PageFault::Unreadable(fault) => read_error(&error.path, fault),
            // Of the faults of pages, a walk meets no other.
            fault => InputError::Walk(fault.of(&error.path)),
        }
    }
}

impl From<glob::GlobError> for InputError {
    fn from(error: glob::GlobError) -> Self {
        let path = error.path().to_owned();
        read_error(&path, error.into())
    }
}

pub(super) fn read_error(path: &Path, fault: std::io::Error) -> InputError {
    match fault.kind() {
        std::io::ErrorKind::NotFound => InputError::NotFound { path: path.to_owned() },
        _ => InputError::Read { path: path.to_owned(), fault },
    }
}
