//! The files that were named, each once, by the names that the dataset knows them by.

use super::error::{InputError, read_error};
use super::{Format, InputPath, Listed};
use crate::decisions::DECISIONS_FILE;
use crate::downloads::Download;
use dateline_record::pages::{FileFault, Found, InputKind, Walked, walk_with};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::str::Utf8Chunk;

/// A longer ending of a name is none.
const LONGEST_ENDING: usize = 8;

/// Files by their sources.
pub(super) struct Listing {
    folder: PathBuf,
    out: Option<PathBuf>,
    /// The folder that the dataset is to stand in, and what the names begin with of all that is beside it while it is made.
    in_the_making: Option<(PathBuf, String)>,
    files: BTreeMap<String, InputPath>,
    passed_over: BTreeSet<PathBuf>,
}

impl Listing {
    /// An empty listing of files that lie in a folder; a dataset at `out` is none of them.
    pub(super) fn new(folder: PathBuf, out: &Path) -> Self {
        let beside =
            out.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let in_the_making = beside.and_then(|folder| {
            Some((folder.canonicalize().ok()?, format!(".{}.", out.file_name()?.to_string_lossy())))
        });
        let out = out.canonicalize().ok();
        Self { folder, out, in_the_making, files: BTreeMap::new(), passed_over: BTreeSet::new() }
    }

    /// All of them, sorted by source, and what was passed over.
    pub(super) fn into_listed(self) -> Listed {
        let mut passed_over = BTreeMap::new();
        for path in &self.passed_over {
            *passed_over.entry(kind_of(path)).or_default() += 1;
        }
        Listed { files: self.files.into_values().collect(), passed_over }
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
    /// pictures, datasets, reviewers' decisions) is passed over. Returns how many there are, those that were listed before
    /// among them.
    fn add_folder(&mut self, folder: &Path) -> Result<usize, InputError> {
        let wants = |path: &Path, is_folder: bool| match is_folder {
            true => self.out.is_none() || path.canonicalize().ok() != self.out,
            false => !path.ends_with(DECISIONS_FILE) && Format::of(path).is_some(),
        };
        let Walked { found, passed_over } = walk_with(folder, &wants)?;
        let passed_over = passed_over.into_iter().filter(|path| !self.is_of_this_build(path));
        self.passed_over.extend(passed_over.collect::<Vec<_>>());
        let count = found.len();
        for Found { path, fault } in found {
            match fault {
                Some(fault) => self.add_fault(path, fault)?,
                None if source_of(&path, &self.folder).is_err() => self.add_fault(path, FileFault::Name)?,
                None => self.add_file(&path)?,
            }
        }
        Ok(count)
    }

    /// Whether it is the dataset itself, or there only while that is made.
    fn is_of_this_build(&self, path: &Path) -> bool {
        let canonical = path.canonicalize().ok();
        if canonical.is_some() && canonical == self.out {
            return true;
        }
        let Some((folder, prefix)) = &self.in_the_making else { return false };
        let begins = |name: &OsStr| name.as_encoded_bytes().starts_with(prefix.as_bytes());
        path.file_name().is_some_and(begins)
            && path.parent().and_then(|parent| parent.canonicalize().ok()).as_ref() == Some(folder)
    }

    /// What is found in a folder and not read: a link that is not followed, a pipe. Nothing of it is read, whatever its
    /// name says.
    fn add_fault(&mut self, path: PathBuf, fault: FileFault) -> Result<(), InputError> {
        let source = source_or_like(&path, &self.folder);
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
        let metadata = fs::metadata(path).map_err(|fault| read_error(path, fault))?;
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

/// What a file that is passed over is, by its name.
fn kind_of(path: &Path) -> String {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    if is_hidden {
        return "hidden".to_owned();
    }
    if path.is_dir() {
        return "dataset".to_owned();
    }
    // An ending of figures alone is a number, and as many kinds as there are numbers would tell nothing.
    let is_ending = |ending: &str| {
        ending.len() <= LONGEST_ENDING
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !ending.bytes().all(|byte| byte.is_ascii_digit())
    };
    match path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()) {
        None => "no ending".to_owned(),
        Some(ending) if is_ending(&ending) => format!(".{ending}"),
        Some(_) => "other ending".to_owned(),
    }
}

/// The source of what is not read, whose name need not be UTF-8: other bytes stand as `\xFF` in it.
fn source_or_like(path: &Path, folder: &Path) -> String {
    source_of(path, folder).unwrap_or_else(|_| {
        let relative = path.strip_prefix(folder).unwrap_or(path).as_os_str().as_encoded_bytes();
        let chunk = |chunk: Utf8Chunk<'_>| {
            let invalid: String = chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")).collect();
            chunk.valid().to_owned() + &invalid
        };
        relative.utf8_chunks().map(chunk).collect()
    })
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
    let real = |path: &Path| path.canonicalize().map_err(|fault| read_error(path, fault));
    let folder_or_here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if real(path)?.starts_with(real(folder_or_here)?) {
        return Ok(());
    }
    Err(InputError::Leaves { path: path.to_owned(), folder: folder_or_here.to_owned() })
}
