//! Prepared pages as bytes, for builds whose pages are worked in other processes or on other machines.
//!
//! Three parts, one after the other: four bytes with the length of the head, the head as JSON, the caller's keys, the
//! packed record. The head names the program's version: what two versions make is no one dataset.

use crate::parcel::{Outcome, Parcel, Prepared};
use crate::source::{Reject, Source};
use serde::{Deserialize, Serialize};

/// Why bytes are no prepared page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum WireError {
    #[error("the bytes are no prepared page: {reason}")]
    Broken { reason: String },
    #[error(
        "the page was processed by dateline {found}, and this is {}; process it again with this one",
        crate::wire::VERSION
    )]
    Version { found: String },
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Bytes before the head.
const LENGTH: usize = 4;

#[derive(Serialize, Deserialize)]
struct Head {
    version: String,
    page: Page,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Page {
    Article { id: String, path: String, line: Option<u64>, offset: u64, fingerprint: String, keys: usize },
    Reject(Reject),
}

impl Prepared {
    /// The page as bytes, which [`from_bytes`](Self::from_bytes) of the same version reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (page, keys, packed): (_, &[u8], &[u8]) = match &self.0 {
            Outcome::Article(Parcel { id, source, fingerprint, keys, packed }) => {
                let page = Page::Article {
                    id: id.clone(),
                    path: source.path().to_owned(),
                    line: source.line_number(),
                    offset: source.offset(),
                    fingerprint: format!("{fingerprint:032x}"),
                    keys: keys.len(),
                };
                (page, keys, packed)
            }
            Outcome::Reject(reject) => (Page::Reject(reject.clone()), &[], &[]),
        };
        let head = Head { version: VERSION.to_owned(), page };
        let head = serde_json::to_vec(&head).expect("heads serialise to JSON");
        let length = u32::try_from(head.len()).expect("ids, paths and reasons are no gigabytes");
        [&length.to_le_bytes(), head.as_slice(), keys, packed].concat()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote. What is cut off or of another version is an error; a spoilt
    /// record is one when it is unpacked, since it carries its checksum.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        let broken = |reason: &str| WireError::Broken { reason: reason.to_owned() };
        let cut = || broken("it is cut off");
        let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or_else(cut)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut())?;
        let (head, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        let head: Head = serde_json::from_slice(head).map_err(|error| broken(&error.to_string()))?;
        if head.version != VERSION {
            return Err(WireError::Version { found: head.version });
        }
        Ok(Self(match head.page {
            Page::Reject(reject) => Outcome::Reject(reject),
            Page::Article { id, path, line, offset, fingerprint, keys } => {
                let (keys, packed) = rest.split_at_checked(keys).ok_or_else(cut)?;
                let fingerprint = u128::from_str_radix(&fingerprint, 16)
                    .map_err(|_| broken("its fingerprint is not in hex digits"))?;
                let source = Source::at(&path, line, offset);
                Outcome::Article(Parcel { id, source, fingerprint, keys: keys.into(), packed: packed.into() })
            }
        }))
    }
}
