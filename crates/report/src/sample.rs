//! Which articles and corrections a large dataset is shown by.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many articles are shown with their text. A dataset of no more is shown whole.
pub const ARTICLES: usize = 500;

/// How many corrections are listed. A dataset of no more has all of them listed.
pub const CORRECTIONS: usize = 1_000;

/// Of the articles shown, how many may be there because a correction of theirs is listed.
pub(crate) const CORRECTED: usize = ARTICLES / 2;

/// The items with the smallest SHA-256 of their names: a sample that neither the order of the rows
/// nor other rows can sway, and that stays much the same from version to version.
#[derive(Debug)]
pub(crate) struct Sample<T: Ord> {
    size: usize,
    seen: usize,
    kept: BTreeSet<(u64, T)>,
}

impl<T: Ord> Sample<T> {
    /// A sample of at most `size` items.
    pub(crate) fn new(size: usize) -> Self {
        Self { size, seen: 0, kept: BTreeSet::new() }
    }

    /// Offers an item of that name; it is made only where it is kept for now.
    pub(crate) fn offer(&mut self, name: &str, item: impl FnOnce() -> T) {
        self.seen += 1;
        let rank = rank(name);
        if self.kept.len() >= self.size && self.kept.last().is_some_and(|(last, _)| *last < rank) {
            return;
        }
        self.kept.insert((rank, item()));
        if self.kept.len() > self.size {
            self.kept.pop_last();
        }
    }

    /// How many items were offered.
    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    /// The items kept, by rank.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &T> {
        self.kept.iter().map(|(_, item)| item)
    }
}

/// The first eight bytes of a name's SHA-256.
fn rank(name: &str) -> u64 {
    let digest = Sha256::digest(name.as_bytes());
    digest.iter().take(8).fold(0, |rank, byte| (rank << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_of_the_rows_does_not_matter(mut names in prop::collection::btree_set("[a-z]{1,6}", 0..40)
            .prop_map(|names| names.into_iter().collect::<Vec<_>>()))
        {
            let draw = |names: &[String]| {
                let mut sample = Sample::new(7);
                names.iter().for_each(|name| sample.offer(name, || name.clone()));
                sample.kept().cloned().collect::<Vec<_>>()
            };
            let forwards = draw(&names);
            names.reverse();
            prop_assert_eq!(&forwards, &draw(&names));
            prop_assert_eq!(forwards.len(), names.len().min(7));
        }
    }
}
