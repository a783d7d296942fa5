//! Tables of n-grams and words: which languages know one, and what it costs in each.

pub(crate) mod layout;

use crate::script::Group;
use crate::word::WIDTH;
use layout::ORDERS;

/// The languages written in one script, and all that is known of their n-grams and words.
pub(crate) struct Table {
    /// The codes of the languages; the place of one is its number in the entries.
    pub(crate) codes: &'static [&'static str],
    /// For each language, what a letter costs on average in text of its own, by how many letters
    /// it is told by, itself included.
    pub(crate) entropies: &'static [[f64; ORDERS]],
    offsets: &'static [u8],
    entries: &'static [u8],
}

/// What an n-gram costs, or a word is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Costs {
    /// The number of each language that knows it, and the cost.
    Some(&'static [[u8; 2]]),
    /// The cost in each language in turn, [`layout::NONE`] where it is not known. What stands behind the last of the table's
    /// languages is of no meaning, and no harm: a sum of so many is added up faster than one of fewer.
    All(&'static [u8; WIDTH]),
}

impl Costs {
    /// Whether no language knows it.
    pub(crate) fn is_empty(self) -> bool {
        matches!(self, Self::Some([]))
    }

    /// Sets what is known, with something added to each, and leaves the rest as it is.
    pub(crate) fn set(self, costs: &mut [u8; WIDTH], more: u8) {
        match self {
            Self::Some(known) => {
                for [language, cost] in known {
                    costs[usize::from(*language)] = cost + more;
                }
            }
            Self::All(known) => {
                for (cost, known) in costs.iter_mut().zip(*known) {
                    *cost = if known == layout::NONE { *cost } else { known.wrapping_add(more) };
                }
            }
        }
    }
}

macro_rules! table {
    ($name:literal) => {
        Table {
            codes: include!(concat!(env!("OUT_DIR"), "/", $name, ".codes")),
            entropies: include!(concat!(env!("OUT_DIR"), "/", $name, ".entropies")),
            offsets: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".offsets")),
            entries: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".entries")),
        }
    };
}

static LATIN: Table = table!("latin");
static CYRILLIC: Table = table!("cyrillic");
static ARABIC: Table = table!("arabic");
static DEVANAGARI: Table = table!("devanagari");

/// The sums of a word have room for the languages of each.
const _: () = {
    let tables = [&LATIN, &CYRILLIC, &ARABIC, &DEVANAGARI];
    let mut number = 0;
    while number < tables.len() {
        assert!(tables[number].codes.len() <= WIDTH);
        number += 1;
    }
    assert!(WIDTH <= layout::SPARE);
};

impl Table {
    /// The table of a script that several languages share; none for one that tells by itself.
    pub(crate) fn of(group: Group) -> Option<&'static Self> {
        Self::all().find(|(of, _)| *of == group).map(|(_, table)| table)
    }

    /// The tables, each with its script.
    pub(crate) fn all() -> impl Iterator<Item = (Group, &'static Self)> {
        [
            (Group::Latin, &LATIN),
            (Group::Cyrillic, &CYRILLIC),
            (Group::Arabic, &ARABIC),
            (Group::Devanagari, &DEVANAGARI),
        ]
        .into_iter()
    }

    /// The bucket that an n-gram or word with this hash would be in.
    pub(crate) fn bucket(&self, hash: u64) -> Bucket {
        let offsets: &[[u8; 4]] = self.offsets.as_chunks().0;
        let bucket = layout::bucket(hash, offsets.len() - 1);
        match offsets.get(bucket..bucket + 2) {
            Some([begin, end]) => Bucket { begin: u32::from_le_bytes(*begin), end: u32::from_le_bytes(*end) },
            _ => Bucket::default(),
        }
    }

    /// The first byte of a bucket, read to have it near; an empty one's is 0.
    pub(crate) fn first_byte(&self, bucket: Bucket) -> u8 {
        self.entries.get(bucket.begin as usize).copied().unwrap_or(0)
    }

    /// What is known of the n-gram or word with this hash, which would be in this bucket.
    pub(crate) fn find_in(&self, bucket: Bucket, hash: u64) -> Costs {
        let mark = layout::mark(hash).to_le_bytes();
        let mut rest = &self.entries[bucket.begin as usize..];
        let mut left = (bucket.end - bucket.begin) as usize;
        while left > 0
            && let [low, high, count, after @ ..] = rest
        {
            let is_all = *count == layout::ALL;
            let length = if is_all { self.codes.len() } else { 2 * usize::from(*count) };
            if [*low, *high] == mark {
                return match after.first_chunk() {
                    Some(costs) if is_all => Costs::All(costs),
                    _ => Costs::Some(after[..length].as_chunks().0),
                };
            }
            rest = &after[length..];
            left -= 3 + length;
        }
        Costs::Some(&[])
    }
}

/// Where a bucket of a table begins and ends among its entries, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bucket {
    begin: u32,
    end: u32,
}
