//! A file that is hashed while it is read.

use super::InputPath;
use dateline_record::pages::Hashing;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A file under reading. Its clones read on in the same file: a decoder may keep one.
#[derive(Clone)]
pub(crate) struct Tracked(Arc<Mutex<State>>);

struct State {
    file: Box<dyn Read + Send>,
    seen: Hashing<io::Sink>,
    /// The system's own error, where it gave one: decoders hand it on in their words.
    fault: Option<io::Error>,
    /// How many of its records are no pages, by what they are.
    passed_over: BTreeMap<String, u64>,
}

/// What a file was that came to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FileEnd {
    pub(crate) bytes: u64,
    /// In hex.
    pub(crate) sha256: String,
    /// How many of its records are no pages, by what they are.
    pub(crate) passed_over: BTreeMap<String, u64>,
}

impl Tracked {
    pub(crate) fn open(input: &InputPath) -> io::Result<Self> {
        let file: Box<dyn Read + Send> =
            if input.is_stdin() { Box::new(io::stdin()) } else { Box::new(File::open(&input.path)?) };
        let state = State { file, seen: Hashing::new(io::sink()), fault: None, passed_over: BTreeMap::new() };
        Ok(Self(Arc::new(Mutex::new(state))))
    }

    /// Bytes read so far, as they lie on the disk.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.lock().seen.bytes()
    }

    /// The error that the system gave in place of bytes, once.
    pub(crate) fn fault(&self) -> Option<io::Error> {
        self.lock().fault.take()
    }

    /// Says how many records of the file are no pages, by what they are.
    pub(super) fn pass_over(&self, counts: &BTreeMap<&'static str, u64>) {
        self.lock().passed_over = counts.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect();
    }

    /// Reads what a decoder has left, and tells what the whole file was; `None` when the file is not the one that was listed any more.
    pub(crate) fn finish(self, input: &InputPath) -> io::Result<Option<FileEnd>> {
        io::copy(&mut self.clone(), &mut io::sink())?;
        let (bytes, sha256) = self.lock().seen.so_far();
        let passed_over = std::mem::take(&mut self.lock().passed_over);
        let same = || -> io::Result<bool> {
            Ok(bytes == input.bytes && fs::metadata(&input.path)?.modified().ok() == input.modified)
        };
        Ok((input.is_stdin() || same()?).then_some(FileEnd { bytes, sha256, passed_over }))
    }

    // A reader that panicked half-way fails the build; nothing is read on from its state.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Tracked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.lock();
        let count = match state.file.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                let kind = error.kind();
                state.fault = Some(error);
                return Err(kind.into());
            }
        };
        state.seen.write_all(&buffer[..count])?;
        Ok(count)
    }
}
