//! The files and folders that patterns and names stand for.

use super::Format;
use super::error::InputError;
use crate::downloads::Download;
use dateline_record::pages::{FileFault, Found};
use glob::{MatchOptions, Pattern};
use std::path::{Component, Path, PathBuf};

/// The files and folders a pattern stands for: what bears that very name (which may hold
/// brackets) or else the files it matches as a glob.
pub(super) fn matches(folder: &Path, pattern: &str) -> Result<Vec<Found>, InputError> {
    let literal = folder.join(pattern);
    if literal.exists() {
        return Ok(vec![Found { path: literal, fault: None }]);
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
        let is_lost = found.is_symlink() && !found.exists() && Format::of(&found).is_some();
        if (found.is_file() || is_lost || is_special(&found)) && !is_hidden(&found, folder, pattern) {
            files.push(Found { fault: FileFault::of(&found, folder), path: found });
        }
    }
    if files.is_empty() {
        return Err(InputError::NoMatch { pattern: pattern.to_owned(), folder: folder.to_owned() });
    }
    Ok(files)
}

/// Whether a pattern matches something named like pages that is neither a file nor a folder.
fn is_special(found: &Path) -> bool {
    found.exists() && !found.is_file() && !found.is_dir() && Format::of(found).is_some()
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
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<Found>, InputError> {
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
            None => named.push(Found { path: path.clone(), fault: None }),
        }
    }
    // A link that was named is followed, as other programs do it.
    let fault = |fault: Option<FileFault>| fault.filter(|fault| *fault == FileFault::Nowhere);
    named.iter().map(|found| Ok(Found { path: absolute(&found.path)?, fault: fault(found.fault) })).collect()
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
