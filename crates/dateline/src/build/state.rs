//! What a build notes at each finished shard, so that a later one can go on from there.

use super::Position;
use crate::decisions::Decisions;
use crate::flow::Progress;
use crate::inputs::{FileEnd, InputPath};
use dateline_export::InputFile;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

/// One note: how far the build had come when the shard was finished.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Note {
    pub(super) pages: u64,
    pub(super) rejects: u64,
    pub(super) bytes: u64,
    /// What became of each decision of the reviewers so far.
    pub(super) decisions: Vec<u8>,
    /// The inputs that moved since the last note, by index.
    files: Vec<(usize, FileNote)>,
}

/// How far one input is.
#[derive(Debug, Serialize, Deserialize)]
struct FileNote {
    rows: u64,
    /// Where it is at its end.
    sha256: String,
    cut_short: bool,
    passed_over: BTreeMap<String, u64>,
}

/// The inputs as the manifest tells them, and which of them moved since the last note.
#[derive(Debug)]
pub(super) struct InputFiles {
    files: Vec<InputFile>,
    moved: BTreeSet<usize>,
}

impl InputFiles {
    pub(super) fn new(inputs: &[InputPath]) -> Self {
        let files = inputs.iter().map(|input| InputFile {
            path: input.source.clone(),
            bytes: input.bytes,
            sha256: String::new(),
            rows: 0,
            cut_short: false,
            passed_over: BTreeMap::new(),
        });
        Self { files: files.collect(), moved: BTreeSet::new() }
    }

    /// One more record of an input was worked.
    pub(super) fn record(&mut self, input: usize) {
        self.files[input].rows += 1;
        self.moved.insert(input);
    }

    /// The rest of an input cannot be read.
    pub(super) fn cut_short(&mut self, input: usize) {
        self.files[input].cut_short = true;
        self.moved.insert(input);
    }

    /// Those that were cut short.
    pub(super) fn cut(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|file| file.cut_short).map(|file| file.path.as_str())
    }

    /// An input of many records came to its end.
    pub(super) fn end(&mut self, input: usize, end: FileEnd) {
        let FileEnd { bytes, sha256, passed_over } = end;
        self.files[input].bytes = bytes;
        self.files[input].passed_over = passed_over;
        self.finish(input, sha256);
    }

    /// An input came to its end.
    pub(super) fn finish(&mut self, input: usize, sha256: String) {
        self.files[input].sha256 = sha256;
        self.moved.insert(input);
    }

    /// Takes up what an earlier build had noted.
    pub(super) fn go_on(&mut self, note: &Note) {
        for (index, noted) in &note.files {
            if let Some(file) = self.files.get_mut(*index) {
                file.rows = noted.rows;
                file.sha256.clone_from(&noted.sha256);
                file.cut_short = noted.cut_short;
                file.passed_over.clone_from(&noted.passed_over);
            }
        }
    }

    /// How far each input is.
    pub(super) fn progress(&self) -> Vec<Progress> {
        let progress = |file: &InputFile| Progress { records: file.rows, finished: !file.sha256.is_empty() };
        self.files.iter().map(progress).collect()
    }

    /// The note of this moment.
    pub(super) fn note(&mut self, position: &Position, decisions: Vec<u8>) -> String {
        let Position { pages, rejects, bytes, .. } = *position;
        let moved = std::mem::take(&mut self.moved).into_iter();
        let file = |index: usize| {
            let InputFile { rows, sha256, cut_short, passed_over, .. } = self.files[index].clone();
            (index, FileNote { rows, sha256, cut_short, passed_over })
        };
        let note = Note { pages, rejects, bytes, decisions, files: moved.map(file).collect() };
        serde_json::to_string(&note).expect("plain values serialise to JSON")
    }

    pub(super) fn into_files(self) -> Vec<InputFile> {
        self.files
    }
}

/// What two builds must have in common for one to go on with what the other has done: the program,
/// the settings, the reviewers' decisions, and every input by name, size and time of its last change. It stays on this machine.
pub(super) fn resume_key(recipe_sha256: &str, decisions: Option<&Decisions>, inputs: &[InputPath]) -> String {
    let mut key = format!("dateline {} {}\nrecipe {recipe_sha256}\n", env!("CARGO_PKG_VERSION"), program());
    let _ = writeln!(key, "decisions {:?}", decisions.map(Decisions::sha256));
    for input in inputs {
        let modified = nanoseconds(input.modified);
        let _ = writeln!(key, "{} {modified} {:?} {:?}", input.bytes, input.source, input.path);
    }
    dateline_record::pages::sha256_hex(key.as_bytes())
}

/// Tells builds of this program apart that bear one version number.
fn program() -> String {
    let metadata = env::current_exe().and_then(fs::metadata);
    metadata.map_or_else(
        |_| "unknown".to_owned(),
        |file| format!("{} {}", file.len(), nanoseconds(file.modified().ok())),
    )
}

fn nanoseconds(time: Option<SystemTime>) -> u128 {
    time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos())
}
