//! Pages that the same program has processed before, kept on the disk by what they were made from.
//!
//! A page's entry bears the SHA-256 of everything its outcome depends on: the program, the settings of the stages, and
//! the page with all that is known of it. Where the page lies is no part of it. Entries that are missing, cut off or
//! spoilt are processed again, so the folder may be emptied at any time.

use crate::recipe::Recipe;
use dateline_export::{Prepared, Source};
use dateline_record::Record;
use dateline_record::pages::{sha256_hex, sha256_of};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of worked pages. Several builds may use one at a time.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    /// The program and the settings of the stages.
    settings: String,
}

/// The name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key(String);

impl Key {
    /// The SHA-256 of an entry: of its key too, so that one under another's name is taken for spoilt.
    fn sum(&self, page: &[u8]) -> String {
        sha256_hex(&[self.0.as_bytes(), page].concat())
    }
}

/// Entries begun in this process, for the names of files under way.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Hex digits of the SHA-256 that an entry begins with.
const SUM: usize = 64;

impl Cache {
    /// Opens the cache in `folder`, which is made where it is not there, for pages worked by this program with these settings.
    pub(crate) fn open(folder: &Path, recipe: &Recipe) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        // Two programs of one version may work pages differently; their bytes tell them apart wherever they lie.
        let (_, program) = sha256_of(fs::File::open(std::env::current_exe()?)?)?;
        let Recipe { languages, as_of, max_page_bytes, prefer, .. } = recipe;
        let settings = format!("{program}\n{languages:?}\n{as_of:?}\n{max_page_bytes:?}\n{prefer:?}\n");
        Ok(Self { folder: folder.to_owned(), settings })
    }

    /// The key of a page that no stage has seen yet.
    pub(crate) fn key(&self, record: &Record) -> Key {
        let mut text = self.settings.clone().into_bytes();
        serde_json::to_writer(&mut text, record).expect("record types serialise to JSON");
        Key(sha256_hex(&text))
    }

    /// What came of the page when it was worked before, as if it had come from `source`.
    pub(crate) fn get(&self, key: &Key, source: &Source) -> Option<Prepared> {
        let bytes = fs::read(self.path(key)).ok()?;
        let (sum, page) = bytes.split_at_checked(SUM)?;
        if sum != key.sum(page).as_bytes() {
            return None;
        }
        Prepared::from_bytes(page).ok().map(|page| page.from_source(source))
    }

    /// Keeps what came of a page. An entry is there whole or not at all.
    ///
    /// A cache that cannot be written to costs time and nothing else, so it stops no build.
    pub(crate) fn put(&self, key: &Key, page: &Prepared) {
        let path = self.path(key);
        let bytes = page.to_bytes();
        let bytes = [key.sum(&bytes).as_bytes(), bytes.as_slice()].concat();
        // Processes of several containers may bear one number, and several builds may run in one process.
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        let under_way = self.folder.join(format!(".{}-{number}-{}", std::process::id(), &key.0[..16]));
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&under_way, bytes))
            .and_then(|()| fs::rename(&under_way, path));
        if written.is_err() {
            let _ = fs::remove_file(&under_way);
        }
    }

    /// Entries lie in 256 folders, so that none grows too long to be searched.
    fn path(&self, Key(key): &Key) -> PathBuf {
        self.folder.join(&key[..2]).join(&key[2..])
    }
}
