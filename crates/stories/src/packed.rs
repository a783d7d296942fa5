//! Keys as bytes, to be kept while other pages are worked on.
//!
//! The sketch and the features, which are most of the keys, stand as little-endian numbers behind the rest, which is
//! JSON: its length (32 bits), itself, the number of hashes (16 bits), the hashes (16 bits each), the features (32 bits
//! each).

use crate::feature::Feature;
use crate::keys::Keys;
use crate::sketch::{HASHES, Sketch};

/// Why bytes are no keys.
#[derive(Debug, thiserror::Error)]
#[error("the bytes are no keys of a page as this version writes them")]
pub struct KeysError;

impl Keys {
    /// The keys as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = Self { sketch: None, features: Box::default(), ..self.clone() };
        let head = serde_json::to_vec(&head).expect("keys are numbers, strings and lists");
        let hashes = self.sketch.as_ref().map_or(&[][..], Sketch::hashes);
        let length = |length: usize| u32::try_from(length).expect("messages of a page are no gigabytes");
        let mut bytes = length(head.len()).to_le_bytes().to_vec();
        bytes.extend(head);
        bytes.extend(u16::try_from(hashes.len()).expect("64 at most").to_le_bytes());
        bytes.extend(hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        bytes.extend(self.features.iter().flat_map(|feature| feature.code().to_le_bytes()));
        bytes
    }

    /// Keys that were made bytes of by this version of the crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeysError> {
        read(bytes).ok_or(KeysError)
    }
}

fn read(bytes: &[u8]) -> Option<Keys> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (head, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let head: Keys = serde_json::from_slice(head).ok()?;
    let (count, rest) = rest.split_first_chunk()?;
    let count = usize::from(u16::from_le_bytes(*count));
    let (hashes, features) = rest.split_at_checked(count * 2)?;
    let sketch = match count {
        0 => None,
        HASHES => Some(Sketch::from_hashes(
            hashes.chunks_exact(2).map(|hash| u16::from_le_bytes([hash[0], hash[1]])),
        )),
        _ => return None,
    };
    let (features, odd) = features.as_chunks::<4>();
    let features = features.iter().map(|feature| Feature::from_code(u32::from_le_bytes(*feature))).collect();
    odd.is_empty().then_some(Keys { sketch, features, ..head })
}
