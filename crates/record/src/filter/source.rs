//! Where records come from, and how they are gathered into batches.

use super::{Tuning, gate::Gate};
use crate::pages::{self, Found, InputKind, Line, LineFault, LineReader};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// One input: a stream of lines, or one page file.
pub struct Source {
    name: Arc<str>,
    content: Content,
}

type Opener = Box<dyn FnOnce() -> io::Result<Box<dyn BufRead + Send>> + Send>;

enum Content {
    Lines(Opener),
    Page(PathBuf),
    /// What stands where a page should, and why it is none.
    NoPage(String),
    /// What cannot be input at all, and why.
    Unreadable(String),
}

/// Where an item comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) source: Arc<str>,
    /// `None` for a page file, which is one record as a whole.
    pub(super) line: Option<u64>,
    pub(super) offset: u64,
}

/// One thing to account for.
pub(super) struct Item {
    pub(super) origin: Origin,
    pub(super) content: ItemContent,
}

pub(super) enum ItemContent {
    Line(String),
    Page(PathBuf),
    NoPage(String),
    Reject(LineFault),
    Unreadable(String),
}

/// Some items in a row, and how much memory they may take.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) number: u64,
    pub(super) bytes: usize,
    pub(super) items: Vec<Item>,
}

impl Source {
    /// Lines from anything that can be read, under a name for messages.
    pub fn from_reader(name: &str, reader: impl BufRead + Send + 'static) -> Self {
        Self::lines(name, Box::new(move || Ok(Box::new(reader) as Box<dyn BufRead + Send>)))
    }

    /// Standard input.
    pub fn stdin() -> Self {
        Self::lines(
            "standard input",
            Box::new(|| Ok(Box::new(BufReader::with_capacity(1 << 17, io::stdin())))),
        )
    }

    /// A file as named on the command line; `-` is standard input. Where `takes_pages`, a page
    /// file is one record and a folder stands for the page files in it.
    pub fn from_argument(path: &Path, takes_pages: bool) -> Vec<Self> {
        if path == Path::new("-") {
            return vec![Self::stdin()];
        }
        if takes_pages && path.is_dir() {
            return Self::from_folder(path);
        }
        match InputKind::of(path) {
            Some(kind) if kind.is_page() && takes_pages && path.exists() => vec![Self::page(path.to_owned())],
            Some(kind) if !matches!(kind, InputKind::JsonLines) && path.exists() => {
                vec![Self::unreadable(path, wrong_kind(kind))]
            }
            _ => {
                let opened = path.to_owned();
                vec![Self::lines(&path.to_string_lossy(), Box::new(move || pages::open(&opened)))]
            }
        }
    }

    fn from_folder(path: &Path) -> Vec<Self> {
        match pages::walk(path) {
            Ok(files) if files.is_empty() => {
                vec![Self::unreadable(
                    path,
                    "no page in this folder; wanted .html, .htm, .xhtml or .txt files",
                )]
            }
            Ok(files) => files.into_iter().map(Self::found).collect(),
            Err(error) => {
                let content = Content::Unreadable(error.to_string());
                vec![Self { name: path.to_string_lossy().into(), content }]
            }
        }
    }

    fn lines(name: &str, open: Opener) -> Self {
        Self { name: name.into(), content: Content::Lines(open) }
    }

    fn page(path: PathBuf) -> Self {
        Self { name: path.to_string_lossy().into(), content: Content::Page(path) }
    }

    fn found(Found { path, fault }: Found) -> Self {
        match fault {
            None => Self::page(path),
            Some(fault) => {
                Self { name: path.to_string_lossy().into(), content: Content::NoPage(fault.to_string()) }
            }
        }
    }

    fn unreadable(path: &Path, why: &str) -> Self {
        let content = Content::Unreadable(format!("{}: {why}", path.display()));
        Self { name: path.to_string_lossy().into(), content }
    }
}

fn wrong_kind(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Html | InputKind::Text => {
            "a page, where records are wanted; run `dateline clean` on it first"
        }
        _ => "not JSON Lines; `dateline build` reads this kind of file",
    }
}

/// What an unreadable file's owner can do about it.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the name",
        io::ErrorKind::PermissionDenied => "check its permissions",
        io::ErrorKind::IsADirectory => "name the files in it",
        _ => "check that the file is whole and of the kind its name says",
    }
}

/// Reads sources to their ends and hands batches on, as fast as the gate lets them through.
pub(super) struct Batcher<'a> {
    tuning: Tuning,
    gate: &'a Gate,
    jobs: SyncSender<Batch>,
    batch: Batch,
}

/// The run has been stopped from the other end.
struct Stopped;

impl<'a> Batcher<'a> {
    pub(super) fn new(tuning: Tuning, gate: &'a Gate, jobs: SyncSender<Batch>) -> Self {
        Self { tuning, gate, jobs, batch: Batch::default() }
    }

    pub(super) fn read_all(mut self, sources: impl IntoIterator<Item = Source>) {
        for source in sources {
            if self.read(source).is_err() {
                return;
            }
        }
        // Whether anybody still listens does not matter at the end.
        let _ = self.send();
    }

    fn read(&mut self, source: Source) -> Result<(), Stopped> {
        let origin = Origin { source: source.name, line: None, offset: 0 };
        match source.content {
            Content::Lines(open) => match open() {
                Ok(reader) => self.read_lines(&origin, reader),
                Err(error) => {
                    let why = format!("{}: cannot be read: {error}; {}", origin.source, advice(&error));
                    self.push(origin, ItemContent::Unreadable(why), 0)
                }
            },
            Content::Page(path) => {
                let size = page_size(&path);
                self.push(origin, ItemContent::Page(path), size)
            }
            Content::NoPage(why) => self.push(origin, ItemContent::NoPage(why), 0),
            Content::Unreadable(why) => self.push(origin, ItemContent::Unreadable(why), 0),
        }
    }

    fn read_lines(&mut self, origin: &Origin, reader: Box<dyn BufRead + Send>) -> Result<(), Stopped> {
        for line in LineReader::new(reader).with_limit(self.tuning.max_line) {
            let at = |line, offset| Origin { line: Some(line), offset, ..origin.clone() };
            match line {
                Ok(Line { number, offset, text }) => {
                    let bytes = text.len();
                    self.push(at(number, offset), ItemContent::Line(text), bytes)?;
                }
                Err(error) => {
                    let origin = at(error.number, error.offset);
                    let bytes =
                        if let LineFault::NotUtf8 { bytes, .. } = &error.fault { bytes.len() } else { 0 };
                    let content = match &error.fault {
                        LineFault::Read(cause) => {
                            ItemContent::Unreadable(format!("{}: {error}; {}", origin.source, advice(cause)))
                        }
                        _ => ItemContent::Reject(error.fault),
                    };
                    self.push(origin, content, bytes)?;
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, origin: Origin, content: ItemContent, bytes: usize) -> Result<(), Stopped> {
        // An item costs something beside its text, so that many small ones count as well.
        self.batch.bytes += bytes + 128;
        self.batch.items.push(Item { origin, content });
        let full = self.batch.bytes >= self.tuning.batch_bytes
            || self.batch.items.len() >= self.tuning.batch_records;
        if full { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), Stopped> {
        if self.batch.items.is_empty() {
            return Ok(());
        }
        let next = Batch { number: self.batch.number + 1, ..Batch::default() };
        let batch = std::mem::replace(&mut self.batch, next);
        if !self.gate.enter(batch.bytes) {
            return Err(Stopped);
        }
        self.jobs.send(batch).map_err(|_| Stopped)
    }
}

/// What a page file will take in memory: its size, a guess where it is compressed.
fn page_size(path: &Path) -> usize {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    let packed = path.extension().is_some_and(|end| end == "gz" || end == "zst");
    usize::try_from(if packed { size.saturating_mul(6) } else { size }).unwrap_or(usize::MAX / 2)
}
