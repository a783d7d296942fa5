//! From models to a table: language to n-grams turned into n-gram to languages.

use crate::layout::{self, NGRAM, STEPS, WORD};

/// N-grams to a bucket, so that a look-up reads about one line of the processor's cache.
const PER_BUCKET: usize = 4;

/// The most steps of an entry: the logarithm of one in nine million, beyond which rarity says no
/// more, and what is added to a cost still fits a byte.
const MOST: f64 = 240.0;

/// The n-grams and words of several languages, as they come.
#[derive(Default)]
pub(crate) struct Packer {
    /// Hash, number of the language, steps.
    entries: Vec<(u64, u8, u8)>,
}

/// The two arrays of a table.
pub(crate) struct Packed {
    pub(crate) offsets: Vec<u8>,
    pub(crate) entries: Vec<u8>,
}

impl Packer {
    /// Adds an n-gram of a language with the logarithm of its probability.
    pub(crate) fn add(&mut self, ngram: &str, language: u8, logarithm: f64) {
        self.entries.push((ngram.chars().fold(NGRAM, layout::hash), language, steps(-logarithm)));
    }

    /// Adds a word that is frequent in a language with what it is worth.
    pub(crate) fn add_word(&mut self, word: &str, language: u8, worth: f64) {
        self.entries.push((word.chars().fold(WORD, layout::hash), language, steps(worth)));
    }

    /// The table of so many languages.
    pub(crate) fn pack(mut self, languages: usize) -> Packed {
        // By hash is by bucket, too.
        self.entries.sort_unstable();
        let ngrams = || self.entries.chunk_by(|a, b| a.0 == b.0);
        let buckets = ngrams().count() / PER_BUCKET + 1;
        let mut packed = Packed { offsets: Vec::new(), entries: Vec::new() };
        let mut next = 0;
        for ngram in ngrams() {
            let hash = ngram[0].0;
            while next <= layout::bucket(hash, buckets) {
                packed.begin_bucket();
                next += 1;
            }
            packed.entries.extend(layout::mark(hash).to_le_bytes());
            if 2 * ngram.len() > languages {
                let mut all = vec![layout::NONE; languages];
                for (_, language, steps) in ngram {
                    all[usize::from(*language)] = *steps;
                }
                packed.entries.push(layout::ALL);
                packed.entries.extend(all);
            } else {
                packed.entries.push(ngram.len() as u8);
                packed.entries.extend(ngram.iter().flat_map(|(_, language, steps)| [*language, *steps]));
            }
        }
        for _ in next..=buckets {
            packed.begin_bucket();
        }
        packed.entries.extend([layout::NONE; layout::SPARE]);
        packed
    }
}

impl Packed {
    fn begin_bucket(&mut self) {
        let offset = u32::try_from(self.entries.len()).expect("a table is far below four gigabytes");
        self.offsets.extend(offset.to_le_bytes());
    }
}

fn steps(logarithm: f64) -> u8 {
    (logarithm * STEPS).round().clamp(0.0, MOST) as u8
}
