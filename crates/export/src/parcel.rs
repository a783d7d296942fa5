//! A record made ready for the spool: checked, stripped of its raw page and packed.

use crate::ExportError;
use crate::cell::without_controls;
use crate::rows::{self, RecordRows, RowError};
use crate::schema::Table;
use crate::source::{Reject, Source};
use dateline_record::Record;
use dateline_record::pages::sha256_hex;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::io;
use std::path::Path;

/// A record made ready to be an article, or a reject.
///
/// Making it is most of the work of [`DatasetWriter::push`](crate::DatasetWriter::push) and can be
/// done on many threads.
#[derive(Debug)]
pub struct Prepared(pub(crate) Outcome);

#[derive(Debug)]
pub(crate) enum Outcome {
    Article(Parcel),
    Reject(Reject),
}

/// An article on its way to the spool.
#[derive(Debug)]
pub(crate) struct Parcel {
    pub(crate) id: String,
    pub(crate) source: Source,
    /// Equal for equal pages: the head of the raw page's SHA-256 or, without one, of the record's.
    pub(crate) fingerprint: u128,
    /// What the caller wants to know of the page again when all pages are in.
    pub(crate) keys: Vec<u8>,
    /// A [`Contents`], packed.
    pub(crate) packed: Vec<u8>,
}

/// What the tables are made of.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Contents {
    /// Of the raw page, in hex; `None` where the record came without one.
    pub(crate) sha256: Option<String>,
    /// The record, without its raw page where it has an article.
    pub(crate) record: Record,
}

impl Prepared {
    /// Makes a record ready where it can be an article, else a reject.
    ///
    /// A record with `errors`, without an article, or that breaks a table's rules is a reject.
    pub fn new(source: impl Into<Source>, record: Record) -> Self {
        let source = source.into();
        if let Some(first) = record.errors.first() {
            let reasons: Vec<&str> = record.errors.iter().map(|error| error.message.as_str()).collect();
            return Self(Outcome::Reject(Reject::new(&source, &first.stage, reasons.join("; "))));
        }
        match Parcel::new(source.clone(), record) {
            Ok(parcel) => Self(Outcome::Article(parcel)),
            Err(error) => Self(Outcome::Reject(Reject::new(&source, "export", error.to_string()))),
        }
    }

    /// A record that could not be used.
    pub fn reject(reject: Reject) -> Self {
        Self(Outcome::Reject(reject))
    }

    /// Whether it is none of the articles.
    pub fn is_reject(&self) -> bool {
        matches!(self.0, Outcome::Reject(_))
    }

    /// The article's id; `None` for a reject.
    pub fn id(&self) -> Option<&str> {
        match &self.0 {
            Outcome::Article(parcel) => Some(&parcel.id),
            Outcome::Reject(_) => None,
        }
    }

    /// Where the article came from; `None` for a reject, of which only [`source`](Self::source) and
    /// [`offset`](Self::offset) are known.
    pub fn place(&self) -> Option<&Source> {
        match &self.0 {
            Outcome::Article(parcel) => Some(&parcel.source),
            Outcome::Reject(_) => None,
        }
    }

    /// Equal for articles that are the same page, in 32 hex digits; `None` for a reject. Of such articles a dataset keeps
    /// the one with the smallest source.
    pub fn fingerprint(&self) -> Option<String> {
        match &self.0 {
            Outcome::Article(parcel) => Some(format!("{:032x}", parcel.fingerprint)),
            Outcome::Reject(_) => None,
        }
    }

    /// What was handed along with the article ([`with_keys`](Self::with_keys)); `None` for a reject.
    pub fn keys(&self) -> Option<&[u8]> {
        match &self.0 {
            Outcome::Article(parcel) => Some(&parcel.keys),
            Outcome::Reject(_) => None,
        }
    }

    /// Changes the record of an article, which stays the same page at the same place; a reject stays as it is.
    pub fn change(mut self, change: impl FnOnce(&mut Record)) -> Result<Self, ExportError> {
        if let Outcome::Article(parcel) = &mut self.0 {
            let mut contents = unpack(&parcel.packed, Path::new(parcel.source.path()))?;
            change(&mut contents.record);
            parcel.packed = pack(&contents);
        }
        Ok(self)
    }

    /// Where it came from, as the tables name it.
    pub fn source(&self) -> String {
        match &self.0 {
            Outcome::Article(parcel) => parcel.source.to_string(),
            Outcome::Reject(reject) => reject.source.clone(),
        }
    }

    /// The byte offset at its source.
    pub fn offset(&self) -> u64 {
        match &self.0 {
            Outcome::Article(parcel) => parcel.source.offset(),
            Outcome::Reject(reject) => reject.offset,
        }
    }

    /// Why it is none of the articles; `None` for an article.
    pub fn rejected(&self) -> Option<&Reject> {
        match &self.0 {
            Outcome::Article(_) => None,
            Outcome::Reject(reject) => Some(reject),
        }
    }

    /// The rows it adds to every table, as far as the page alone tells them: no story, and each message reported once.
    pub fn rows(&self) -> Result<RecordRows, ExportError> {
        match &self.0 {
            Outcome::Article(parcel) => parcel.rows(),
            Outcome::Reject(reject) => {
                let mut rows = RecordRows::default();
                rows.set(Table::Rejects, vec![reject.clone().into_row()]);
                Ok(rows)
            }
        }
    }

    /// The same page, come from another place: nothing but the place is different.
    pub fn from_source(mut self, source: &Source) -> Self {
        match &mut self.0 {
            Outcome::Article(parcel) => parcel.source = source.clone(),
            Outcome::Reject(reject) => {
                let Reject { stage, reason, .. } = reject;
                *reject = Reject::new(source, stage, std::mem::take(reason));
            }
        }
        self
    }

    /// Hands along what the caller wants to know of this page again when all pages are in
    /// ([`Settled::articles`](crate::Settled::articles)). It is kept in memory until then, so it
    /// should be small.
    pub fn with_keys(mut self, keys: Vec<u8>) -> Self {
        if let Outcome::Article(parcel) = &mut self.0 {
            parcel.keys = keys;
        }
        self
    }
}

impl Parcel {
    fn rows(&self) -> Result<RecordRows, ExportError> {
        let Contents { sha256, record } = unpack(&self.packed, Path::new(self.source.path()))?;
        let rows = rows::rows_of(&self.id, sha256.as_deref(), &self.source, &record, None);
        rows.map_err(|error| ExportError::Release { id: self.id.clone(), reason: error.to_string() })
    }

    fn new(source: Source, mut record: Record) -> Result<Self, RowError> {
        let sha256 = record.page.raw.as_ref().map(|raw| sha256_hex(raw.as_str().as_bytes()));
        if record.page.id.is_empty() {
            let sha256 = sha256.as_ref().ok_or(RowError::NoId)?;
            record.page.id = sha256.chars().take(16).collect();
        }
        // Two ids that are one in the tables are one.
        let id = without_controls(&record.page.id).into_owned();
        record.page.id.clone_from(&id);
        // The rows are made again when the tables are written. Here they say whether they can be.
        rows::rows_of(&id, sha256.as_deref(), &source, &record, None)?;
        if record.article.is_some() {
            record.page.raw = None;
        }
        let fingerprint = fingerprint(sha256.as_deref(), &record);
        let contents = Contents { sha256, record };
        Ok(Self { id, source, fingerprint, keys: Vec::new(), packed: pack(&contents) })
    }
}

/// The first 128 bits of the page's hash: enough that no two pages share them by chance.
fn fingerprint(sha256: Option<&str>, record: &Record) -> u128 {
    let hex = match sha256 {
        Some(sha256) => sha256.to_owned(),
        None => sha256_hex(&serde_json::to_vec(record).expect("record types serialise to JSON")),
    };
    u128::from_str_radix(&hex[..32], 16).expect("SHA-256 is told in hex digits")
}

/// Packing is to cost less than what it saves in writing and reading.
const LEVEL: i32 = 1;

thread_local! {
    // A context is a megabyte; one for each thread rather than one for each page.
    static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
}

fn pack(contents: &Contents) -> Vec<u8> {
    let plain = rmp_serde::to_vec_named(contents).expect("record types serialise to MessagePack");
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = slot.get_or_insert_with(|| {
            let mut new = zstd::bulk::Compressor::new(LEVEL).expect("zstd knows its levels");
            new.include_checksum(true).expect("zstd has checksums");
            new
        });
        compressor.compress(&plain).expect("there is room for what compress bounds")
    })
}

/// The contents of a parcel that was in the file at `path`.
pub(crate) fn unpack(packed: &[u8], path: &Path) -> Result<Contents, ExportError> {
    let broken = |source| ExportError::Read { path: path.to_owned(), source };
    let plain = unpacked(packed).map_err(broken)?;
    rmp_serde::from_slice(&plain).map_err(|error| broken(io::Error::new(io::ErrorKind::InvalidData, error)))
}

fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
    let no_length = || io::Error::new(io::ErrorKind::InvalidData, "a packed page does not say its length");
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    // No page of this length was packed: its head is broken.
    let length = length.and_then(|length| u32::try_from(length).ok()).ok_or_else(no_length)?;
    DECOMPRESSOR.with_borrow_mut(|slot| match slot {
        Some(decompressor) => decompressor.decompress(packed, length as usize),
        None => slot.insert(zstd::bulk::Decompressor::new()?).decompress(packed, length as usize),
    })
}
