//! The page files of a folder.

use super::{PageError, is_page_file};
use std::fs;
use std::path::{Path, PathBuf};

/// All page files under a folder, at any depth, sorted by path; a file named directly is itself.
///
/// Hidden files and folders are left out, as are files not [named like pages](is_page_file).
/// Links are followed, except back into a folder that is being walked.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>, PageError> {
    let read = |path: &Path, source| PageError::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(|source| read(path, source))?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    // Each folder comes with the real paths of those it lies in, which stops circles of links.
    let mut folders = vec![(path.to_owned(), Vec::new())];
    while let Some((folder, mut above)) = folders.pop() {
        let real = fs::canonicalize(&folder).map_err(|source| read(&folder, source))?;
        if above.contains(&real) {
            continue;
        }
        above.push(real);
        for entry in fs::read_dir(&folder).map_err(|source| read(&folder, source))? {
            let entry = entry.map_err(|source| read(&folder, source))?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => folders.push((path, above.clone())),
                // A link to nowhere that is named like a page is kept: reading it names the fault.
                _ if is_page_file(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}
