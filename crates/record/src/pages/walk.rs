//! The files of a folder.

use super::{PageError, PageFault, is_page_file};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of a folder, or what stands for one and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Why it cannot be read as a page of this folder.
    pub fault: Option<FileFault>,
}

/// Why something in a folder is not read. What a link leads to is not told: it need not be there on another machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileFault {
    /// There is nothing at its end.
    #[error("a link that leads nowhere; fix or remove it")]
    Nowhere,
    /// What is at its end lies outside of the folder.
    #[error(
        "a link that leads out of its folder, and is not followed; replace it with its target, or remove it"
    )]
    Leaves,
    /// It has no bytes of its own that could be read twice.
    #[error("no file but a pipe, a socket or a device, and not read; save its contents to a file")]
    Special,
    /// Sources are told in UTF-8, and its name cannot be.
    #[error("a name that is not UTF-8, and sources are told in UTF-8; rename it")]
    Name,
}

/// What lies in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// What is wanted, sorted by path.
    pub found: Vec<Found>,
    /// Files that are not wanted, hidden files and folders, and datasets; in no order.
    pub passed_over: Vec<PathBuf>,
}

impl FileFault {
    /// What is wrong with a link, or something else that is no file, that was found in `folder`.
    pub fn of(path: &Path, folder: &Path) -> Option<Self> {
        if !path.is_symlink() {
            return is_special(path).then_some(Self::Special);
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match (path.canonicalize(), folder.canonicalize()) {
            (Ok(end), Ok(folder)) if end.starts_with(&folder) => is_special(&end).then_some(Self::Special),
            (Ok(_), Ok(_)) => Some(Self::Leaves),
            _ => Some(Self::Nowhere),
        }
    }
}

/// All page files under a folder, at any depth, sorted by path; a file named directly is itself.
pub fn walk(path: &Path) -> Result<Vec<Found>, PageError> {
    Ok(walk_with(path, &|path, is_folder| is_folder || is_page_file(path))?.found)
}

/// All files under a folder that are wanted, at any depth, sorted by path; a file named directly is itself. `wants` is
/// asked of each file, and of each folder whether it is to be entered.
///
/// Hidden files and folders are left out, and datasets: folders with a `manifest.json`. A link to a file of this folder is
/// one more of its files. What a link to a folder leads to is found where it lies; other links, pipes and the like are
/// [faults](FileFault).
pub fn walk_with(path: &Path, wants: &dyn Fn(&Path, bool) -> bool) -> Result<Walked, PageError> {
    let read = |path: &Path, source| PageFault::Unreadable(source).of(path);
    if !fs::metadata(path).map_err(|source| read(path, source))?.is_dir() {
        let found = vec![Found { path: path.to_owned(), fault: None }];
        return Ok(Walked { found, ..Walked::default() });
    }
    let Walked { mut found, mut passed_over } = Walked::default();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|source| read(&folder, source))? {
            let entry = entry.map_err(|source| read(&folder, source))?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                passed_over.push(entry.path());
                continue;
            }
            let (file, kind) =
                (entry.path(), entry.file_type().map_err(|source| read(&entry.path(), source))?);
            let is_folder = file.is_dir();
            if is_folder && is_dataset(&file) || !wants(&file, is_folder) {
                passed_over.push(file);
                continue;
            }
            let fault = FileFault::of(&file, path);
            match (is_folder, fault) {
                (true, None) if kind.is_symlink() => {}
                (true, None) => folders.push(file),
                _ => found.push(Found { path: file, fault }),
            }
        }
    }
    found.sort_by(|one, two| one.path.cmp(&two.path));
    Ok(Walked { found, passed_over })
}

/// Whether what is there is neither a file nor a folder.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Whether a folder is a dataset that was made before, whose report is no page.
fn is_dataset(folder: &Path) -> bool {
    folder.join("manifest.json").is_file()
}
