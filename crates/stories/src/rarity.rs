//! How many pages have a feature, counted in bounded memory.

use crate::feature::{Feature, mix};
use crate::keys::Keys;

/// So many pages are taken to have been seen before those at hand; what they told is [`Kind::share`].
///
/// [`Kind::share`]: crate::feature::Kind::share
const BEFORE: f64 = 300.0;
/// No table is larger: two of 2²³ counters are 64 MB.
const LARGEST: u32 = 23;
/// Counters of a piece: a megabyte of them.
const PIECE: usize = 1 << 18;
/// Bytes of a counter.
const WIDTH: usize = size_of::<u32>();

/// Counts of features in two tables of counters (a count-min sketch, Cormode and Muthukrishnan 2005): never too low,
/// and too high only where a feature meets others in both tables.
///
/// Counts of parts of the pages add up to those of all of them, piece by piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Rarity {
    tables: [Vec<u32>; 2],
    pages: f64,
}

/// Why a piece of counters cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("piece {number} of {bytes} bytes is none of counts of as many pages and features as these")]
pub struct PieceError {
    number: usize,
    bytes: usize,
}

impl Rarity {
    /// No counts yet, with room for those of so many pages, which have so many features together
    /// ([`Keys::features`]).
    pub fn of(pages: u64, features: u64) -> Self {
        let bits = features.saturating_mul(4).max(16).ilog2().min(LARGEST);
        Self { tables: [vec![0; 1 << bits], vec![0; 1 << bits]], pages: pages as f64 }
    }

    /// Counts the features of a page.
    pub fn add(&mut self, page: &Keys) {
        for feature in &page.features {
            for table in 0..2 {
                let place = self.place(table, *feature);
                let counter = &mut self.tables[table][place];
                *counter = counter.saturating_add(1);
            }
        }
    }

    /// The counters, in numbered pieces of a megabyte at most; pieces in which nothing is counted are left out.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, Vec<u8>)> {
        let pieces = self.tables.iter().flat_map(|table| table.chunks(PIECE));
        let counted = pieces.enumerate().filter(|(_, piece)| piece.iter().any(|counter| *counter > 0));
        counted
            .map(|(number, piece)| (number, piece.iter().flat_map(|counter| counter.to_le_bytes()).collect()))
    }

    /// Adds a piece of counts of other pages, made with the same [`of`](Self::of).
    pub fn add_piece(&mut self, number: usize, piece: &[u8]) -> Result<(), PieceError> {
        let (counts, odd) = piece.as_chunks::<WIDTH>();
        let counters = self.tables.iter_mut().flat_map(|table| table.chunks_mut(PIECE)).nth(number);
        let counters = counters.filter(|counters| counters.len() == counts.len() && odd.is_empty());
        let counters = counters.ok_or(PieceError { number, bytes: piece.len() })?;
        for (counter, count) in counters.iter_mut().zip(counts) {
            *counter = counter.saturating_add(u32::from_le_bytes(*count));
        }
        Ok(())
    }

    fn place(&self, table: usize, feature: Feature) -> usize {
        let hash = mix(u64::from(feature.code()) ^ ((table as u64 + 1) << 40));
        usize::try_from(hash % self.tables[table].len() as u64).expect("less than the table's length")
    }

    /// How rare a feature is, as the negative logarithm of the share of pages that have it, and whether more than one
    /// page does.
    pub(crate) fn of_feature(&self, feature: Feature) -> (f64, bool) {
        let count = (0..2).map(|table| self.tables[table][self.place(table, feature)]).min().unwrap_or(0);
        let share = (f64::from(count) + feature.kind().share() * BEFORE) / (self.pages + BEFORE);
        (-libm::log(share.min(1.0)), count > 1)
    }
}
