//! Page results on disk, between the work on the pages and the tables.
//!
//! Packed records are appended to one file in the order of the inputs. Every [`SHARD_RECORDS`]
//! records, or [`SHARD_BYTES`] bytes, the shard is finished: all of it is on the disk, and a line
//! of the log says so. What a later build finds in the log need not be processed again.

use crate::ExportError;
use crate::parcel::{Contents, Parcel, unpack};
use crate::source::{Reject, Source};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A shard is finished at this many records …
const SHARD_RECORDS: usize = 1024;
/// … or at this many packed bytes, whichever comes first.
const SHARD_BYTES: u64 = 64 << 20;

const PAGES: &str = "pages";
const LOG: &str = "shards.jsonl";
const KEY: &str = "key";

/// The spool of one build.
#[derive(Debug)]
pub(crate) struct Spool {
    folder: PathBuf,
    pages: BufWriter<File>,
    /// Where the next parcel goes.
    end: u64,
    shard: Shard,
    shard_start: u64,
    /// `None`: nobody will go on from here, and the folder goes with this value.
    log: Option<File>,
    finished: u64,
}

/// Where a parcel lies in the spool's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    offset: u64,
    bytes: u32,
}

/// An article as the index knows it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: Box<str>,
    pub(crate) source: Source,
    pub(crate) fingerprint: u128,
    pub(crate) keys: Box<[u8]>,
    pub(crate) extent: Extent,
}

/// What an earlier build got done.
#[derive(Debug, Default)]
pub(crate) struct Recovered {
    pub(crate) entries: Vec<Entry>,
    pub(crate) rejects: Vec<Reject>,
    /// What the caller noted at each finished shard.
    pub(crate) states: Vec<String>,
}

/// A line of the log: one finished shard.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Shard {
    /// Where its parcels end in the file.
    end: u64,
    articles: Vec<LoggedEntry>,
    rejects: Vec<Reject>,
    state: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct LoggedEntry {
    id: String,
    path: String,
    line: Option<u64>,
    offset: u64,
    fingerprint: String,
    keys: String,
    bytes: u32,
}

impl Spool {
    /// Opens the spool in `folder`. One that an earlier build of the same `key` has left is gone on
    /// with, any other is cleared away. Without a key nothing stays when the spool is dropped.
    pub(crate) fn open(folder: PathBuf, key: Option<&str>) -> Result<(Self, Recovered), ExportError> {
        let failed = |source| ExportError::Write { path: folder.clone(), source };
        let same = key.is_some_and(|key| fs::read_to_string(folder.join(KEY)).is_ok_and(|left| left == key));
        if !same {
            clear(&folder).map_err(failed)?;
            fs::create_dir(&folder).map_err(failed)?;
        }
        let (recovered, end, log_end) = if same { recover(&folder)? } else { Default::default() };
        let open = || -> io::Result<(File, Option<File>)> {
            let mut options = File::options();
            options.read(true).write(true).create(true).truncate(false);
            let mut pages = options.open(folder.join(PAGES))?;
            // What came after the last finished shard is processed again.
            pages.set_len(end)?;
            pages.seek(SeekFrom::End(0))?;
            let Some(key) = key else { return Ok((pages, None)) };
            let mut log = options.open(folder.join(LOG))?;
            log.set_len(log_end)?;
            log.seek(SeekFrom::End(0))?;
            fs::write(folder.join(KEY), key)?;
            Ok((pages, Some(log)))
        };
        let (pages, log) = open().map_err(failed)?;
        let spool = Self {
            pages: BufWriter::with_capacity(1 << 18, pages),
            end,
            shard: Shard::default(),
            shard_start: end,
            log,
            finished: (recovered.entries.len() + recovered.rejects.len()) as u64,
            folder,
        };
        Ok((spool, recovered))
    }

    /// Appends a parcel.
    pub(crate) fn add(&mut self, parcel: Parcel) -> Result<Entry, ExportError> {
        let Parcel { id, source, fingerprint, keys, packed } = parcel;
        let bytes =
            u32::try_from(packed.len()).map_err(|_| self.failed(io::ErrorKind::FileTooLarge.into()))?;
        self.pages.write_all(&packed).map_err(|error| self.failed(error))?;
        if self.log.is_some() {
            self.shard.articles.push(LoggedEntry {
                id: id.clone(),
                path: source.path().to_owned(),
                line: source.line_number(),
                offset: source.offset(),
                fingerprint: format!("{fingerprint:032x}"),
                keys: to_hex(&keys),
                bytes,
            });
        }
        let extent = Extent { offset: self.end, bytes };
        self.end += u64::from(bytes);
        Ok(Entry { id: id.into(), source, fingerprint, keys: keys.into(), extent })
    }

    /// Notes a reject, so that a later build need not find it again.
    pub(crate) fn reject(&mut self, reject: &Reject) {
        if self.log.is_some() {
            self.shard.rejects.push(reject.clone());
        }
    }

    /// Whether it is time to finish a shard.
    pub(crate) fn is_due(&self) -> bool {
        let records = self.shard.articles.len() + self.shard.rejects.len();
        records >= SHARD_RECORDS || self.end - self.shard_start >= SHARD_BYTES
    }

    /// Finishes a shard; `state` is what the caller needs to go on from here.
    pub(crate) fn finish_shard(&mut self, state: String) -> Result<(), ExportError> {
        let mut shard = std::mem::take(&mut self.shard);
        shard.end = self.end;
        shard.state = state;
        self.shard_start = self.end;
        let records = shard.articles.len() + shard.rejects.len();
        let write = |spool: &mut Self| -> io::Result<()> {
            let Some(log) = &mut spool.log else { return Ok(()) };
            // The parcels first: the log never tells of what is not there.
            spool.pages.flush()?;
            spool.pages.get_ref().sync_data()?;
            let mut line = serde_json::to_vec(&shard)?;
            line.push(b'\n');
            log.write_all(&line)?;
            log.sync_data()
        };
        write(self).map_err(|error| self.failed(error))?;
        self.finished += records as u64;
        Ok(())
    }

    /// How many records the finished shards hold, which a later build need not work again.
    pub(crate) fn finished(&self) -> u64 {
        if self.log.is_some() { self.finished } else { 0 }
    }

    /// Reads a parcel back.
    pub(crate) fn read(&mut self, extent: Extent) -> Result<Contents, ExportError> {
        // Nothing is left in the buffer after the first time. Seeking would flush it too, but a full disk is no fault of
        // reading.
        self.pages.flush().map_err(|error| self.failed(error))?;
        let mut packed = vec![0; extent.bytes as usize];
        let mut read = || -> io::Result<()> {
            self.pages.seek(SeekFrom::Start(extent.offset))?;
            self.pages.get_mut().read_exact(&mut packed)
        };
        let path = self.folder.join(PAGES);
        read().map_err(|source| ExportError::Read { path: path.clone(), source })?;
        unpack(&packed, &path)
    }

    /// A folder for other things of the build, which is gone with the spool.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Nobody will go on from here: the dataset is made, or cannot be.
    pub(crate) fn discard(&mut self) {
        self.log = None;
    }

    fn failed(&self, source: io::Error) -> ExportError {
        ExportError::Write { path: self.folder.join(PAGES), source }
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if self.finished() == 0 {
            // What cannot be removed now is cleared away by the next build.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Removes a spool that is of no use.
pub(crate) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Everything in finished shards, and where they end in the file and in the log.
fn recover(folder: &Path) -> Result<(Recovered, u64, u64), ExportError> {
    let path = folder.join(LOG);
    let failed = |source| ExportError::Read { path: path.clone(), source };
    let there = fs::metadata(folder.join(PAGES)).map_or(0, |file| file.len());
    let mut recovered = Recovered::default();
    let (mut end, mut log_end) = (0, 0);
    let mut log = match File::open(&path) {
        Ok(log) => BufReader::new(log),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((recovered, end, log_end)),
        Err(error) => return Err(failed(error)),
    };
    let mut line = Vec::new();
    while log.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        // A line that was cut off tells of a shard that was not finished.
        let shard = serde_json::from_slice::<Shard>(&line).ok().filter(|_| line.ends_with(b"\n"));
        let Some(shard) = shard.filter(|shard| shard.end <= there) else { break };
        log_end += line.len() as u64;
        line.clear();
        for logged in shard.articles {
            let extent = Extent { offset: end, bytes: logged.bytes };
            end += u64::from(logged.bytes);
            recovered.entries.push(logged.entry(extent));
        }
        recovered.rejects.extend(shard.rejects);
        recovered.states.push(shard.state);
    }
    Ok((recovered, end, log_end))
}

impl LoggedEntry {
    fn entry(self, extent: Extent) -> Entry {
        let source = Source::at(&self.path, self.line, self.offset);
        Entry {
            id: self.id.into(),
            source,
            fingerprint: u128::from_str_radix(&self.fingerprint, 16).unwrap_or_default(),
            keys: of_hex(&self.keys).into(),
            extent,
        }
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn of_hex(text: &str) -> Vec<u8> {
    let digit =
        |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    text.as_bytes()
        .chunks(2)
        .map(|pair| (digit(pair[0]) << 4) | pair.get(1).map_or(0, |&low| digit(low)))
        .collect()
}
