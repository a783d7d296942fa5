//! The files of a dataset while they are written.

use crate::ExportError;
use crate::manifest::OutputFile;
use dateline_record::pages::Hashing;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One file under way. Its clones write to the same file: an encoder may keep one.
#[derive(Debug, Clone)]
pub(crate) struct Output(Arc<Mutex<BufWriter<Hashing<File>>>>);

impl Output {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let file = Hashing::new(File::create_new(path)?);
        Ok(Self(Arc::new(Mutex::new(BufWriter::with_capacity(1 << 16, file)))))
    }

    /// Takes the file down to the platter, and tells its size and hash.
    pub(crate) fn finish(self) -> io::Result<(u64, String)> {
        let mut out = self.lock();
        out.flush()?;
        out.get_ref().inner().sync_all()?;
        Ok(out.get_ref().so_far())
    }

    // Bytes that were half written when a thread panicked fail the hash; nothing goes on from here.
    fn lock(&self) -> MutexGuard<'_, BufWriter<Hashing<File>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Output {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.lock().write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.lock().flush()
    }
}

/// Writes one file that is no table.
pub(crate) fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<OutputFile, ExportError> {
    stream_file(folder, name, |out| out.write_all(bytes))
}

/// Writes one file that is no table as it is made, in pieces however small.
pub(crate) fn stream_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<Hashing<File>>) -> io::Result<()>,
) -> Result<OutputFile, ExportError> {
    let path = folder.join(name);
    let written = || {
        let out = Output::create(&path)?;
        write(&mut out.lock())?;
        out.finish()
    };
    let (bytes, sha256) = written().map_err(|source| failed(&path, source))?;
    Ok(OutputFile { bytes, path: name.to_owned(), rows: None, sha256 })
}

pub(crate) fn failed(path: &Path, source: io::Error) -> ExportError {
    ExportError::Write { path: PathBuf::from(path), source }
}
