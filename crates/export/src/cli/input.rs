//! Reading records from files and standard input.

use super::stop::Stoppable;
use crate::{DatasetWriter, ExportError, InputFile, Prepared, Reject, Source};
use dateline_record::pages::{self, Hashing, Line, LineFault, LineReader};
use dateline_record::pages::{id_without, input_of};
use dateline_record::{RawRecord, Record};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// One file of records, or standard input.
pub(super) struct Input {
    file: Option<PathBuf>,
    name: String,
    /// Once set, reading ends early.
    stop: Arc<AtomicBool>,
}

/// Why input could not be read. Nothing is written then: a dataset that silently lacks an input
/// would look whole.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    #[error("{path}: cannot be read; no dataset was made")]
    Open { path: String, source: io::Error },
    #[error("{path}: broken off at line {line}; no dataset was made")]
    Broken { path: String, line: u64, source: io::Error },
    #[error("{path} was given twice")]
    Twice { path: String },
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl Input {
    /// The inputs named on the command line. Once `stop` is set their reading ends, and what was
    /// read is not all.
    pub(super) fn all(files: &[PathBuf], stop: &Arc<AtomicBool>) -> Result<Vec<Self>, InputError> {
        let new = |file, name| Self { file, name, stop: Arc::clone(stop) };
        let stdin = || new(None, "-".to_owned());
        if files.is_empty() {
            return Ok(vec![stdin()]);
        }
        let named: Vec<&PathBuf> = files.iter().filter(|path| path.as_os_str() != "-").collect();
        let mut real = Vec::new();
        for path in &named {
            let path_text = || path.display().to_string();
            let path =
                fs::canonicalize(path).map_err(|source| InputError::Open { path: path_text(), source })?;
            if real.contains(&path) {
                return Err(InputError::Twice { path: path_text() });
            }
            real.push(path);
        }
        let parent = common_parent(&real);
        let mut inputs: Vec<Self> =
            real.iter().map(|path| new(Some(path.clone()), relative_name(path, &parent))).collect();
        if named.len() < files.len() {
            inputs.push(stdin());
        }
        Ok(inputs)
    }

    /// Reads every record into the dataset.
    pub(super) fn read_into(
        self,
        writer: &mut DatasetWriter,
        threads: usize,
    ) -> Result<InputFile, InputError> {
        let failed = |source| InputError::Open { path: self.name.clone(), source };
        let Some(path) = &self.file else {
            let inner = Stoppable::new(io::stdin(), Arc::clone(&self.stop));
            let mut stdin = Tee { inner, seen: Hashing::new(io::sink()) };
            let rows = self.read_lines(BufReader::new(&mut stdin), writer, threads)?;
            let (_, bytes, sha256) = stdin.seen.finish();
            return Ok(InputFile {
                bytes,
                cut_short: false,
                passed_over: BTreeMap::new(),
                path: self.name,
                rows,
                sha256,
            });
        };
        let (bytes, sha256) = File::open(path).and_then(pages::sha256_of).map_err(failed)?;
        let rows = self.read_lines(pages::open(path).map_err(failed)?, writer, threads)?;
        Ok(InputFile { bytes, cut_short: false, passed_over: BTreeMap::new(), path: self.name, rows, sha256 })
    }

    fn read_lines(
        &self,
        reader: impl BufRead,
        writer: &mut DatasetWriter,
        threads: usize,
    ) -> Result<u64, InputError> {
        let mut lines = LineReader::new(reader);
        let mut rows = 0;
        loop {
            let batch = self.next_batch(&mut lines, writer, &mut rows)?;
            if batch.is_empty() || self.stop.load(Ordering::Relaxed) {
                return Ok(rows);
            }
            for outcome in self.prepare_all(batch, threads) {
                match outcome {
                    Ok(prepared) => writer.add(prepared)?,
                    Err(reject) => writer.reject(reject)?,
                }
            }
        }
    }

    /// Some lines; those that are none are rejected on the way.
    fn next_batch(
        &self,
        lines: &mut LineReader<impl BufRead>,
        writer: &mut DatasetWriter,
        rows: &mut u64,
    ) -> Result<Vec<Line>, InputError> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH_LINES && bytes < BATCH_BYTES {
            match lines.next() {
                None => break,
                Some(Ok(line)) => {
                    *rows += 1;
                    bytes += line.text.len();
                    batch.push(line);
                }
                Some(Err(error)) => match error.fault {
                    LineFault::Read(source) => {
                        let path = self.name.clone();
                        return Err(InputError::Broken { path, line: error.number, source });
                    }
                    fault => {
                        *rows += 1;
                        let source = Source::line(&self.name, error.number, error.offset);
                        writer.reject(Reject::new(&source, "read", fault.to_string()))?;
                    }
                },
            }
        }
        Ok(batch)
    }

    /// Makes rows of lines on several threads.
    fn prepare_all(&self, mut lines: Vec<Line>, threads: usize) -> Vec<Result<Prepared, Reject>> {
        let share = lines.len().div_ceil(threads).max(1);
        let mut shares = Vec::new();
        while !lines.is_empty() {
            let rest = lines.split_off(share.min(lines.len()));
            shares.push(std::mem::replace(&mut lines, rest));
        }
        thread::scope(|scope| {
            let prepare = |lines: Vec<Line>| lines.into_iter().map(|line| self.prepare(&line)).collect();
            let workers: Vec<_> = shares
                .into_iter()
                .map(|share| scope.spawn(move || -> Vec<Result<Prepared, Reject>> { prepare(share) }))
                .collect();
            let done = workers.into_iter().map(|worker| worker.join().expect("making rows does not panic"));
            done.flatten().collect()
        })
    }

    fn prepare(&self, line: &Line) -> Result<Prepared, Reject> {
        let source = Source::line(&self.name, line.number, line.offset);
        match record_of(&line.text) {
            Ok(record) => Ok(Prepared::new(source, record)),
            Err(reason) => Err(Reject::new(&source, "read", reason)),
        }
    }
}

const BATCH_LINES: usize = 1024;
const BATCH_BYTES: usize = 16 << 20;

fn record_of(line: &str) -> Result<Record, String> {
    let raw = RawRecord::parse(line).map_err(|error| error.to_string())?;
    // A record that failed elsewhere is rejected with that stage's reason, not with a new one.
    let mut record = raw.to_record(&Record::FIELDS).map_err(|error| error.to_string())?;
    if record.errors.is_empty() {
        input_of(&raw).map_err(|error| error.to_string())?;
    }
    if record.page.id.is_empty() {
        record.page.id = id_without(&raw).unwrap_or_default();
    }
    Ok(record)
}

/// The deepest folder that all files lie in. Sources are told relative to it, so that the same
/// files make the same bytes wherever they lie.
fn common_parent(files: &[PathBuf]) -> PathBuf {
    let mut parents = files.iter().filter_map(|file| file.parent());
    let mut common = parents.next().unwrap_or(Path::new("")).to_owned();
    for parent in parents {
        while !parent.starts_with(&common) {
            common.pop();
        }
    }
    common
}

/// A file's path below a folder, with `/` between folders on every system.
fn relative_name(file: &Path, folder: &Path) -> String {
    let relative = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A reader that hashes what is read through it.
struct Tee<R> {
    inner: R,
    seen: Hashing<io::Sink>,
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        io::Write::write_all(&mut self.seen, &buffer[..count])?;
        Ok(count)
    }
}
