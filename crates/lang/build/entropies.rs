//! What the letters of a language cost on average in text of its own.

use crate::layout::{EDGE, ORDERS};
use crate::ngrams::Entry;

/// By how many letters and edges a letter is told by, itself included. All that are told by less
/// than the most stand near the beginning of a word.
pub(crate) fn of(entries: &[Entry]) -> [f64; ORDERS] {
    let (mut costs, mut shares) = ([0.0; ORDERS], [0.0; ORDERS]);
    for entry in entries {
        let order = entry.order();
        if order == 1 || order == ORDERS || entry.ngram.starts_with(EDGE) {
            costs[order - 1] -= entry.share * entry.logarithm;
            shares[order - 1] += entry.share;
        }
    }
    std::array::from_fn(|order| costs[order] / shares[order])
}
