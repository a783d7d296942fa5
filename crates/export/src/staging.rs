//! The folder a dataset is made in, beside its final place.

use crate::ExportError;
use crate::manifest::{self, MANIFEST_FILE};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// What to do when the output folder exists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Existing {
    /// Stop before anything is written.
    #[default]
    Refuse,
    /// Put the new dataset in its place, once the new one is complete. Only an empty folder or a
    /// dataset is replaced, never a folder that holds something else or something more.
    Replace,
}

/// A folder `.NAME.partial-PID` beside the output `NAME`, which becomes `NAME` when all is written.
///
/// A lock on `.NAME.lock` is held all the while, so that of two builds into one folder the second
/// stops, and so that whatever a killed build left can be told from a running one: whoever holds
/// the lock may remove it. The operating system lets go of the lock when a process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Staging {
    out: PathBuf,
    folder: PathBuf,
    existing: Existing,
    // Let go of when `Drop::drop` has removed the folder.
    _lock: OutputLock,
}

impl Staging {
    /// Makes the folder, and clears away what killed builds into the same output have left.
    pub(crate) fn create(out: &Path, existing: Existing) -> Result<Self, ExportError> {
        out.file_name().ok_or_else(|| ExportError::NoName { path: out.to_owned() })?;
        let parent = parent_of(out);
        let unwritable = |source| ExportError::Unwritable { path: parent.to_owned(), source };
        if let Some(path) = parent.ancestors().find(|path| path.is_file()) {
            return Err(ExportError::ParentIsFile { path: path.to_owned() });
        }
        fs::create_dir_all(parent).map_err(unwritable)?;
        let lock = OutputLock::take(out, sibling(out, ".lock"))?;
        recover(parent, out).map_err(unwritable)?;
        check_output(out, existing)?;
        let folder = sibling(out, &format!("{PARTIAL}{}", std::process::id()));
        fs::create_dir(&folder).map_err(unwritable)?;
        Ok(Self { out: out.to_owned(), folder, existing, _lock: lock })
    }

    /// The folder to write to.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the build keeps what it works on, `.NAME.spool`: it may outlive this build.
    pub(crate) fn spool(&self) -> PathBuf {
        sibling(&self.out, ".spool")
    }

    /// Puts the folder in its final place. Either the whole dataset is there afterwards or, on an
    /// error, what was there before.
    pub(crate) fn publish(&self) -> Result<(), ExportError> {
        sync_tree(&self.folder).map_err(|source| self.failed(source))?;
        check_output(&self.out, self.existing)?;
        let old = sibling(&self.out, &format!("{REPLACED}{}", std::process::id()));
        let replaced = match fs::rename(&self.out, &old) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(source) => return Err(self.failed(source)),
        };
        if let Err(source) = fs::rename(&self.folder, &self.out) {
            if replaced {
                // Nothing better can be done should this fail too: `recover` tries again next time.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(self.failed(source));
        }
        sync_folder(parent_of(&self.out)).map_err(|source| self.failed(source))?;
        if replaced {
            // The new dataset is in place; an old one that stays is removed by the next build.
            let _ = fs::remove_dir_all(&old);
        }
        Ok(())
    }

    fn failed(&self, source: io::Error) -> ExportError {
        ExportError::Write { path: self.out.clone(), source }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After `publish` there is nothing to remove. A folder that cannot be removed now is
        // removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const PARTIAL: &str = ".partial-";
const REPLACED: &str = ".replaced-";

/// `.NAME` and a suffix, beside `NAME`.
fn sibling(out: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(suffix);
    parent_of(out).join(name)
}

fn parent_of(out: &Path) -> &Path {
    match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Puts back a dataset whose replacement was cut off between its two renames, and removes every
/// other leftover. The lock is held, so all of them are of processes that are gone.
fn recover(parent: &Path, out: &Path) -> io::Result<()> {
    for leftover in leftovers(parent, &sibling(out, REPLACED))? {
        if out.exists() {
            fs::remove_dir_all(leftover)?;
        } else {
            fs::rename(leftover, out)?;
        }
    }
    for leftover in leftovers(parent, &sibling(out, PARTIAL))? {
        fs::remove_dir_all(leftover)?;
    }
    Ok(())
}

/// The folders whose path is `prefix` and a process id.
fn leftovers(parent: &Path, prefix: &Path) -> io::Result<Vec<PathBuf>> {
    let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes().to_owned();
    let mut found = Vec::new();
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let name = entry.file_name();
        let id = name.as_encoded_bytes().strip_prefix(&prefix[..]);
        let is_ours = id.is_some_and(|id| !id.is_empty() && id.iter().all(u8::is_ascii_digit));
        if is_ours && entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn check_output(out: &Path, existing: Existing) -> Result<(), ExportError> {
    let path = out.to_owned();
    let kind = match fs::symlink_metadata(out) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(ExportError::Unwritable { path, source }),
    };
    if existing == Existing::Refuse {
        return Err(ExportError::Exists { path });
    }
    let is_empty = kind.is_dir() && fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    let is_dataset = kind.is_dir() && out.join(MANIFEST_FILE).is_file();
    match (is_empty, is_dataset) {
        (true, _) => Ok(()),
        (false, true) => check_dataset(out),
        (false, false) => Err(ExportError::NotADataset { path }),
    }
}

/// Replacing a dataset removes its folder, so nothing else may lie in it.
fn check_dataset(out: &Path) -> Result<(), ExportError> {
    let read = |path: &Path, source| ExportError::Read { path: path.to_owned(), source };
    let manifest = out.join(MANIFEST_FILE);
    let json = fs::read(&manifest).map_err(|source| read(&manifest, source))?;
    let owned = manifest::output_names(&json);
    let is_ours = |file: &str| file == MANIFEST_FILE || owned.iter().any(|owned| owned == file);
    let mut foreign = Vec::new();
    for file in all_files(out).map_err(|source| read(out, source))? {
        if !file.to_str().is_some_and(is_ours) {
            foreign.push(out.join(file));
        }
    }
    // The first by name, so that the message does not change from run to run.
    foreign.into_iter().min().map_or(Ok(()), |file| Err(ExportError::Foreign { path: out.to_owned(), file }))
}

/// Everything below a folder, hidden files too, relative to it. A folder that holds nothing is told like a file.
fn all_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = PathBuf::from(entry.file_name());
        let below = if entry.file_type()?.is_dir() { all_files(&entry.path())? } else { Vec::new() };
        if below.is_empty() {
            files.push(name);
        } else {
            files.extend(below.into_iter().map(|file| name.join(file)));
        }
    }
    Ok(files)
}

/// Makes the entries of a folder, and of all folders in it, survive a power cut.
fn sync_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        }
    }
    sync_folder(folder)
}

/// Makes a folder's entries survive a power cut. Only Unix lets a folder be opened and synced.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The lock on one output, with the holder's process id in it.
#[derive(Debug)]
struct OutputLock {
    path: PathBuf,
    // Closing the file lets go of the lock.
    _file: File,
}

impl OutputLock {
    fn take(out: &Path, path: PathBuf) -> Result<Self, ExportError> {
        let unwritable = |source| ExportError::Unwritable { path: parent_of(out).to_owned(), source };
        loop {
            let mut options = File::options();
            let mut file = options
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(unwritable)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    let _ = file.read_to_string(&mut holder);
                    let holder = if holder.is_empty() { "(unknown)".to_owned() } else { holder };
                    return Err(ExportError::Busy { path: out.to_owned(), holder });
                }
                Err(TryLockError::Error(source)) => return Err(unwritable(source)),
            }
            // A holder removes the file before it lets go; a lock on the removed file locks nothing.
            if is_still_at(&file, &path) {
                let wrote = file.set_len(0).and_then(|()| file.rewind());
                wrote
                    .and_then(|()| file.write_all(std::process::id().to_string().as_bytes()))
                    .map_err(unwritable)?;
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for OutputLock {
    fn drop(&mut self) {
        // A file that cannot be removed is a lock that nobody holds.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(one), Ok(two)) => one.ino() == two.ino() && one.dev() == two.dev(),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed by another process.
#[cfg(not(unix))]
fn is_still_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
