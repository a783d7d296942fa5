//! How alike two texts are, from their shingles' least hashes.

use crate::feature::mix;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use xxhash_rust::xxh3::xxh3_64;

/// How many hashes a sketch holds. The share that agrees tells the share of shingles in common within 0.12 (twice the
/// standard error, 1/√64 · √(j(1-j))).
pub(crate) const HASHES: usize = 64;
/// Words of a shingle; of scripts without spaces, each letter counts as a word.
const SHINGLE: usize = 4;
/// A text with fewer shingles says too little.
const FEWEST: usize = 8;

/// What makes one hash function of [`mix`] into [`HASHES`] of them.
const FUNCTIONS: [u64; HASHES] = {
    let mut functions = [0; HASHES];
    let mut number = 0;
    while number < HASHES {
        functions[number] = mix(number as u64 + 1);
        number += 1;
    }
    functions
};

/// The least hash of a text's shingles under each of [`HASHES`] hash functions, the low 16 bits of it (b-bit minwise
/// hashing, Li and König 2010; by chance alone one in 65,536 agrees).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Sketch(Box<[u16]>);

impl Sketch {
    /// The sketch of a text, given as its words in order; `None` for a text too short to tell.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let mut least = [u64::MAX; HASHES];
        let mut window: VecDeque<u64> = VecDeque::with_capacity(SHINGLE);
        let mut shingles = 0;
        for word in words {
            if window.len() == SHINGLE {
                window.pop_front();
            }
            window.push_back(xxh3_64(word.as_bytes()));
            if window.len() == SHINGLE {
                shingles += 1;
                let shingle = window.iter().fold(0, |sum: u64, word| mix(sum.rotate_left(23) ^ word));
                for (function, least) in FUNCTIONS.iter().zip(&mut least) {
                    *least = (*least).min(mix(shingle ^ function));
                }
            }
        }
        // The high bits of a least hash are small numbers; the low ones are even.
        let low = |hash: u64| u16::try_from(hash & 0xffff).expect("16 bits are kept");
        (shingles >= FEWEST).then(|| Self(least.into_iter().map(low).collect()))
    }

    /// A sketch of hashes that were taken before.
    pub(crate) fn from_hashes(hashes: impl Iterator<Item = u16>) -> Self {
        Self(hashes.collect())
    }

    /// The least hashes, [`HASHES`] of them.
    pub(crate) fn hashes(&self) -> &[u16] {
        &self.0
    }

    /// The estimated share of shingles in common, 0 to 1.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        same as f64 / HASHES as f64
    }

    /// The hash of a band of four hashes: equal for texts that agree in all of them.
    pub(crate) fn band(&self, band: usize) -> u64 {
        let rows = &self.0[band * ROWS..(band + 1) * ROWS];
        rows.iter().fold(band as u64, |sum, hash| mix(sum ^ u64::from(*hash)))
    }
}

/// Hashes of a band. Sixteen bands of four find 64 of 100 pairs of texts that share half of their shingles, and 99 of
/// those that share seven tenths.
const ROWS: usize = 4;
/// How many bands there are.
pub(crate) const BANDS: usize = HASHES / ROWS;

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text.split(' ')).unwrap()
    }

    #[test]
    fn likeness_is_near_the_share_in_common() {
        let words: Vec<String> = (0..400).map(|number| format!("w{number}")).collect();
        let whole = sketch(&words.join(" "));
        assert_eq!(whole.likeness(&whole), 1.0);
        let half = sketch(&words[..200].join(" "));
        assert!((0.35..0.65).contains(&whole.likeness(&half)), "{}", whole.likeness(&half));
        let other = sketch(&words.iter().map(|word| format!("{word}x")).collect::<Vec<_>>().join(" "));
        assert_eq!(whole.likeness(&other), 0.0);
    }

    #[test]
    fn a_short_text_has_none() {
        assert_eq!(Sketch::of("a b c d e f g h i j".split(' ')), None);
    }
}
