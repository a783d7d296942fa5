//! How the tables of n-grams are laid out; the build script writes what the crate reads.
//!
//! A table is a hash table in two arrays of bytes. `offsets` has, for every bucket, where it begins
//! in `entries`, as a little-endian `u32`, and one more for the end of the last. A bucket holds its
//! n-grams one after the other: the mark of the n-gram as a little-endian `u16`, how many languages
//! know it, and for each its number in the table and the cost of the n-gram in it, a byte each. Where
//! that would be longer, [`ALL`] stands for how many, and the costs in all languages follow in the
//! order of their numbers. Whole words stand among the n-grams, with what they are worth in place of
//! a cost.

/// The longest n-grams; lingua has no longer ones.
pub(crate) const ORDERS: usize = 5;

/// How many steps of cost the natural logarithm of a probability is cut into.
pub(crate) const STEPS: f64 = 15.0;

/// What a letter costs more that a language does not know with all the letters before it, in steps:
/// half a unit of the natural logarithm. Its place is that of the 0.4 of Brants et al., "Large
/// language models in machine translation" (2007); the value was fitted, and matters little.
pub(crate) const BACKOFF: u8 = 8;

/// What stands in an n-gram for the beginning or the end of a word.
pub(crate) const EDGE: char = ' ';

/// Stands for how many languages know an n-gram where all of them are listed.
pub(crate) const ALL: u8 = 255;

/// The cost of an n-gram in a language that does not know it, where all are listed.
pub(crate) const NONE: u8 = 255;

/// So many bytes stand behind the last bucket, so that as many can be read from any place in one.
pub(crate) const SPARE: usize = 64;

/// The state of an n-gram's hash before its first letter.
pub(crate) const NGRAM: u64 = 0;

/// The state of a whole word's hash before its first letter: further from the other than any letter
/// is, so that no word has the hash of an n-gram.
pub(crate) const WORD: u64 = 1 << 32;

/// The hash of an n-gram with one letter more.
///
/// The mixer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014), whose constants these are.
pub(crate) fn hash(before: u64, letter: char) -> u64 {
    let mut mixed = before.wrapping_add(u64::from(letter)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// The bucket that an n-gram is in: the hash as a fraction, of all buckets.
pub(crate) fn bucket(hash: u64, buckets: usize) -> usize {
    ((u128::from(hash) * buckets as u128) >> 64) as usize
}

/// What tells an n-gram from the others of its bucket. One that is in no table is taken for
/// another about once in twenty thousand look-ups.
pub(crate) fn mark(hash: u64) -> u16 {
    hash as u16
}
