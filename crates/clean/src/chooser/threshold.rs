//! How likely a piece of a page has to be to be taken.

use crate::features::Features;

/// No piece has to be likelier, and none less likely is taken: what the trees say is not that exact.
const BOUNDS: (f32, f32) = (0.05, 0.6);

/// What speaks for every piece of a page, in log-odds, so that the words taken have the best F1 to be expected.
///
/// That is had by taking the pieces that are likelier than half the best F1 itself (Lipton and others, "Optimal
/// Thresholding of Classifiers to Maximize F1 Measure", 2014): on a page where little is clear, doubtful pieces
/// are taken rather than left.
pub(super) fn lean(margins: &[f32], features: &[Features]) -> f32 {
    let likely = |margin: &f32| 1.0 / (1.0 + libm::expf(-margin));
    let words = features.iter().map(|features| f32::from(features.words));
    let mut pieces: Vec<(f32, f32)> = margins.iter().map(likely).zip(words).collect();
    pieces.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.total_cmp(&other.1)));
    let all: f32 = pieces.iter().map(|(likely, words)| likely * words).sum();
    let (mut right, mut taken, mut best) = (0.0, 0.0, 0.0_f32);
    for (likely, words) in pieces {
        right += likely * words;
        taken += words;
        best = best.max(2.0 * right / (taken + all));
    }
    let least = (best / 2.0).clamp(BOUNDS.0, BOUNDS.1);
    libm::logf((1.0 - least) / least)
}
