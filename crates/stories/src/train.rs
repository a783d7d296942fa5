//! Learns what the figures of [`Likeness`] weigh, from pages whose stories are known; `data/README.md` tells of what comes out.

use crate::candidates_of;
use crate::keys::Keys;
use crate::likeness::{Likeness, NAMES, Weight, threshold, weights};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Pages that were collected together, each with the name of its story; one without is a story of its own.
pub type Set = Vec<(Keys, Option<String>)>;

const WEIGHTS: usize = Likeness::FIGURES + 1;
/// Of so many pages all pairs are learned from.
const FEW: usize = 300;
/// How often all weights are gone through; the last digit that is written stands long before.
const SWEEPS: usize = 400;
/// The farthest that a weight goes at once.
const STEP: f64 = 0.5;

/// Two pages: the figures that are not zero, by their places, and whether both report the same event.
struct Pair {
    figures: Vec<(usize, f64)>,
    same: bool,
}

/// What was learned, as `data/weights.tsv` has it, and how well the weights of all other sets do on each.
pub fn learn(sets: &[Set]) -> (String, String) {
    let pairs: Vec<Vec<Pair>> = sets.iter().map(pairs).collect();
    let mut report = String::new();
    for held_out in 0..sets.len() {
        let others = pairs.iter().enumerate().filter(|(place, _)| *place != held_out);
        let learned = fit(&others.flat_map(|(_, pairs)| pairs).collect::<Vec<_>>());
        report += &score(&pairs[held_out], &learned, threshold(sets[held_out].len()));
    }
    let learned = fit(&pairs.iter().flatten().collect::<Vec<_>>());
    let mut table = String::new();
    for ((name, value), Weight { before, pull, .. }) in
        NAMES.iter().chain(&["all"]).zip(learned).zip(weights())
    {
        let _ = writeln!(table, "{name}\t{:.2}\t{before}\t{pull}", value + 0.0);
    }
    (table, report)
}

/// All pairs of a set's pages; of many pages, those that are worth comparing.
fn pairs(set: &Set) -> Vec<Pair> {
    let story: BTreeMap<&str, &str> =
        set.iter().filter_map(|(keys, story)| Some((keys.id(), story.as_deref()?))).collect();
    let pages = set.iter().map(|(keys, _)| keys.clone()).collect();
    let pair = |(one, other, likeness): (String, String, Likeness)| {
        let story = |id: &str| story.get(id);
        let figures = likeness.figures().into_iter().chain([1.0]).enumerate();
        Pair {
            figures: figures.filter(|(_, figure)| *figure != 0.0).collect(),
            same: story(&one).is_some() && story(&one) == story(&other),
        }
    };
    candidates_of(pages, |_, _| set.len() <= FEW).into_iter().map(pair).collect()
}

/// Logistic regression, one weight at a time: each is drawn to what it was before, and keeps the sign that it had.
fn fit(pairs: &[&Pair]) -> [f64; WEIGHTS] {
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); WEIGHTS];
    for (place, pair) in pairs.iter().enumerate() {
        pair.figures.iter().for_each(|(figure, value)| columns[*figure].push((place, *value)));
    }
    let mut learned = weights().map(|weight| weight.before);
    let mut log_odds: Vec<f64> = pairs.iter().map(|pair| weighed(pair, &learned)).collect();
    for _ in 0..SWEEPS {
        for (figure, Weight { before, pull, .. }) in weights().iter().enumerate() {
            let mut slope = pull * (learned[figure] - before);
            let mut bend = *pull;
            for (place, value) in &columns[figure] {
                let likely = 1.0 / (1.0 + libm::exp(-log_odds[*place]));
                slope += value * (likely - if pairs[*place].same { 1.0 } else { 0.0 });
                bend += value * value * likely * (1.0 - likely);
            }
            let wanted = learned[figure] - (slope / bend).clamp(-STEP, STEP);
            let next = if *before < 0.0 { wanted.min(0.0) } else { wanted.max(0.0) };
            let step = next - learned[figure];
            columns[figure].iter().for_each(|(place, value)| log_odds[*place] += step * value);
            learned[figure] = next;
        }
    }
    learned
}

fn weighed(pair: &Pair, weights: &[f64; WEIGHTS]) -> f64 {
    pair.figures.iter().map(|(figure, value)| value * weights[*figure]).sum()
}

/// How many pairs from a threshold on are right, and how many of those that should be found are.
fn score(pairs: &[Pair], weights: &[f64; WEIGHTS], threshold: f64) -> String {
    let (mut right, mut told, mut same) = (0_u32, 0_u32, 0_u32);
    for pair in pairs {
        let together = weighed(pair, weights) >= threshold;
        told += u32::from(together);
        same += u32::from(pair.same);
        right += u32::from(together && pair.same);
    }
    let percent = |of: u32| 100.0 * f64::from(right) / f64::from(of.max(1));
    format!("{} pairs: precision {:.1}, recall {:.1}\n", same, percent(told), percent(same))
}
