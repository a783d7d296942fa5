//! How many pages have a feature, counted in bounded memory.

use crate::feature::{Feature, mix};
use crate::keys::Keys;

/// So many pages are taken to have been seen before those at hand; what they told is [`Kind::share`].
///
/// [`Kind::share`]: crate::feature::Kind::share
const BEFORE: f64 = 300.0;
/// No table is larger: two of 2²³ counters are 64 MB.
const LARGEST: u32 = 23;

/// Counts of features in two tables of counters (a count-min sketch, Cormode and Muthukrishnan 2005): never too low,
/// and too high only where a feature meets others in both tables.
#[derive(Debug)]
pub(crate) struct Rarity {
    tables: [Vec<u32>; 2],
    pages: f64,
}

impl Rarity {
    pub(crate) fn of(pages: &[Keys]) -> Self {
        let features: usize = pages.iter().map(|page| page.features.len()).sum();
        let bits = (features * 4).max(16).ilog2().min(LARGEST);
        let mut rarity = Self { tables: [vec![0; 1 << bits], vec![0; 1 << bits]], pages: pages.len() as f64 };
        for feature in pages.iter().flat_map(|page| &page.features) {
            for table in 0..2 {
                let place = rarity.place(table, *feature);
                let counter = &mut rarity.tables[table][place];
                *counter = counter.saturating_add(1);
            }
        }
        rarity
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
