//! A file under download, beside the place where it will stand.

use dateline_record::pages::Hashing;
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// `NAME.part`, locked, and hashed as far as it goes.
#[derive(Debug)]
pub(super) struct PartFile {
    path: PathBuf,
    file: File,
    seen: Hashing<io::Sink>,
}

impl PartFile {
    /// Opens the file of a download that is to stand at `target`, with all that has come before; `None` while another
    /// process fetches it.
    pub(super) fn open(target: &Path) -> io::Result<Option<Self>> {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut path = target.to_owned().into_os_string();
        path.push(".part");
        let path = PathBuf::from(path);
        let file = File::options().read(true).write(true).create(true).truncate(false).open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut part = Self { path, file, seen: Hashing::new(io::sink()) };
        io::copy(&mut part.file, &mut part.seen)?;
        Ok(Some(part))
    }

    /// How much has come.
    pub(super) fn bytes(&self) -> u64 {
        self.seen.bytes()
    }

    /// The SHA-256 of what has come, in hex.
    pub(super) fn sha256(&self) -> String {
        self.seen.so_far().1
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.seen.write_all(bytes)
    }

    /// Throws away what has come.
    pub(super) fn restart(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.seen = Hashing::new(io::sink());
        Ok(())
    }

    /// Puts the file in its place, whole.
    pub(super) fn publish(self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        // Windows renames no file that is open.
        drop(self.file);
        fs::rename(self.path, target)
    }
}
