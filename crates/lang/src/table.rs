//! Tables of n-grams and words: which languages know one, and what it costs in each.

pub(crate) mod layout;

use crate::script::Group;
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

impl Table {
    /// The table of a script that several languages share; none for one that tells by itself.
    pub(crate) fn of(group: Group) -> Option<&'static Self> {
        match group {
            Group::Latin => Some(&LATIN),
            Group::Cyrillic => Some(&CYRILLIC),
            Group::Arabic => Some(&ARABIC),
            Group::Devanagari => Some(&DEVANAGARI),
            _ => None,
        }
    }

    /// What is known of the n-gram or word with this hash: a number and a cost for each language
    /// that knows it.
    pub(crate) fn find(&self, hash: u64) -> &'static [[u8; 2]] {
        let bucket = layout::bucket(hash, self.offsets.len() / 4 - 1);
        let mark = layout::mark(hash).to_le_bytes();
        let mut rest = &self.entries[self.offset(bucket)..self.offset(bucket + 1)];
        while let [low, high, count, after @ ..] = rest {
            let (costs, others) = after.split_at(2 * usize::from(*count));
            if [*low, *high] == mark {
                return costs.as_chunks().0;
            }
            rest = others;
        }
        &[]
    }

    /// Where a bucket begins.
    fn offset(&self, bucket: usize) -> usize {
        self.offsets.as_chunks().0.get(bucket).map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
    }
}
