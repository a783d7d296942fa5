//! The files that were named, each once, by the names that the dataset knows them by.

use super::error::{InputError, read_error};
use super::{Format, InputPath};
use crate::decisions::DECISIONS_FILE;
use crate::downloads::Download;
use dateline_record::pages::{Found, InputKind, LinkFault, walk_with};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Files by their sources.
pub(super) struct Listing {
    folder: PathBuf,
    out: Option<PathBuf>,
    files: BTreeMap<String, InputPath>,
}

impl Listing {
    /// An empty listing of files that lie in a folder; a dataset at `out` is none of them.
    pub(super) fn new(folder: PathBuf, out: &Path) -> Self {
        Self { folder, out: out.canonicalize().ok(), files: BTreeMap::new() }
    }

    /// All of them, sorted by source.
    pub(super) fn into_files(self) -> Vec<InputPath> {
        self.files.into_values().collect()
    }

    pub(super) fn add_input(&mut self, file: InputPath) {
        self.files.insert(file.source.clone(), file);
    }

    /// A file or folder that was named or matched.
    pub(super) fn add(&mut self, Found { path, fault }: Found) -> Result<(), InputError> {
        if let Some(fault) = fault {
            return self.add_fault(path, fault);
        }
        if !path.is_dir() {
            return self.add_file(&path);
        }
        if self.add_folder(&path)? == 0 {
            return Err(InputError::EmptyFolder { path });
        }
        Ok(())
    }

    /// Everything below a folder whose name says it is a page; what else lies among saved pages (style sheets,
    /// pictures, datasets, reviewers' decisions) is passed by. Returns how many there are, those that were listed before
    /// among them.
    fn add_folder(&mut self, folder: &Path) -> Result<usize, InputError> {
        let wants = |path: &Path, is_folder: bool| match is_folder {
            true => self.out.is_none() || path.canonicalize().ok() != self.out,
            false => !path.ends_with(DECISIONS_FILE) && Format::of(path).is_some(),
        };
        let found = walk_with(folder, &wants)?;
        let count = found.len();
        for Found { path, fault } in found {
            match fault {
                Some(fault) => self.add_fault(path, fault)?,
                None => self.add_file(&path)?,
            }
        }
        Ok(count)
    }

    /// A link that is not followed. Nothing of it is read, whatever its name says.
    fn add_fault(&mut self, path: PathBuf, fault: LinkFault) -> Result<(), InputError> {
        let source = source_of(&path, &self.folder)?;
        let format = Format::Page(InputKind::Text);
        let fault = Some(fault);
        self.add_input(InputPath { path, source, format, bytes: 0, modified: None, pin: None, fault });
        Ok(())
    }

    /// A file on a server: its address is its source.
    pub(super) fn add_download(
        &mut self,
        download: &Download,
        folder: Option<&Path>,
    ) -> Result<(), InputError> {
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
            fault: None,
        };
        self.add_input(file);
        Ok(())
    }

    fn add_file(&mut self, path: &Path) -> Result<(), InputError> {
        let metadata = fs::metadata(path).map_err(|source| read_error(path, source))?;
        if !metadata.is_file() {
            return Err(InputError::NotAFile { path: path.to_owned() });
        }
        let format = Format::of(path).ok_or_else(|| InputError::Kind { path: path.to_owned() })?;
        let file = InputPath {
            path: path.to_owned(),
            source: source_of(path, &self.folder)?,
            format,
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            pin: None,
            fault: None,
        };
        self.add_input(file);
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
pub(super) fn common_folder(found: &[Found]) -> PathBuf {
    let folder_of = |path: &PathBuf| if path.is_dir() { path.clone() } else { path.with_file_name("") };
    let shared = |a: PathBuf, b: PathBuf| {
        a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
    };
    found.iter().map(|found| folder_of(&found.path)).reduce(shared).unwrap_or_default()
}

/// Fails for what was named and lies outside of the folder that all must lie in.
pub(super) fn stays_in(path: &Path, folder: &Path) -> Result<(), InputError> {
    let real = |path: &Path| path.canonicalize().map_err(|source| read_error(path, source));
    let folder_or_here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if real(path)?.starts_with(real(folder_or_here)?) {
        return Ok(());
    }
    Err(InputError::Leaves { path: path.to_owned(), folder: folder_or_here.to_owned() })
}
