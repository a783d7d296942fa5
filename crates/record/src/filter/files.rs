//! The language files of a folder, for the tools that can read others than their own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the language files of a folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// A folder or file cannot be read.
    #[error("{}: cannot be read", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder holds no file of a language.
    #[error("{}: holds no language; files like `en.toml` wanted", folder.display())]
    NoLanguage {
        /// The folder.
        folder: PathBuf,
    },
}

/// The files `xx.toml` of a folder with their codes, sorted. Files with more dots in their names, such as
/// `xx.corpus.toml`, are none of them.
///
/// # Errors
///
/// Where the folder cannot be read, or there is no such file in it.
pub fn language_files(folder: &Path) -> Result<Vec<(String, PathBuf)>, FileError> {
    let failed = |source| FileError::Read { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let code = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml"));
        if let Some(code) = code.filter(|code| !code.contains('.')) {
            files.push((code.to_owned(), path));
        }
    }
    if files.is_empty() {
        return Err(FileError::NoLanguage { folder: folder.to_owned() });
    }
    files.sort();
    Ok(files)
}

/// The text of one of them.
///
/// # Errors
///
/// Where it is not there, cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(|source| FileError::Read { path: path.to_owned(), source })
}
