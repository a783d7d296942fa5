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

/// How far the bin's number is shifted up in a shingle's hash: [`HASHES`] is 2 to the 6th.
const BIN_SHIFT: u32 = u64::BITS - HASHES.ilog2();

/// The least hash of a text's shingles in each of [`HASHES`] bins, the low 16 bits of it (b-bit minwise hashing, Li and
/// König 2010; by chance alone one in 65,536 agrees). A shingle is hashed once, and the hash tells its bin too (one
/// permutation hashing, Li, Owen and Zhang 2012): as true as a hash function for each bin, at a sixty-fourth of the cost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Sketch(Box<[u16]>);

impl Sketch {
    /// The sketch of a text, given as its words in order; `None` for a text too short to tell.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let mut least = [EMPTY; HASHES];
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
                let bin = &mut least[bin_of(shingle)];
                *bin = (*bin).min(shingle);
            }
        }
        let low = |hash: u64| u16::try_from(hash & 0xffff).expect("16 bits are kept");
        (shingles >= FEWEST).then(|| Self(filled(&least).map(low).collect()))
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

/// The least hash of a bin that no shingle fell into: greater than any that may.
const EMPTY: u64 = u64::MAX;

/// The bin of a shingle: the high bits of its hash, of which all in a bin have the same.
fn bin_of(hash: u64) -> usize {
    (hash >> BIN_SHIFT) as usize
}

/// The bins, each empty one with what a full one holds, drawn by its own number: the same one in every text that has it
/// full (optimal densification, Shrivastava 2017). One bin at least is full.
fn filled(least: &[u64; HASHES]) -> impl Iterator<Item = u64> {
    let full = |bin: usize| Some(least[bin]).filter(|hash| *hash != EMPTY);
    (0..HASHES).map(move |bin| {
        let mut draws = (0..).map(|draw: u64| bin_of(mix(draw << 32 | bin as u64)));
        full(bin).or_else(|| draws.find_map(full)).unwrap_or(EMPTY)
    })
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
