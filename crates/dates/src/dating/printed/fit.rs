//! Learns the weights of `data/printed.toml` from pages whose day is known.
//!
//! A conditional logit model: of the days a page prints about itself, and "none of them", one is its own. The weights
//! maximise the likelihood of what is known, held back by a Gaussian prior; the likelihood is concave, so there is one best answer,
//! and it is found with steps of a size that each weight has earned (Adagrad). Nothing is drawn by lot.

use super::candidates::Candidates;
use super::read_all;
use crate::tagger::Tagger;
use chrono::NaiveDate;
use dateline_record::Article;
use std::collections::BTreeMap;

/// How strongly a weight is held to zero: the inverse variance of its prior.
const PRIOR: f64 = 0.2;
/// The same for what JSON-LD and `meta` say each for itself, beside what both say as a page's own description: most
/// pages have both, and too few have one alone to tell them apart.
const PRIOR_ALONE: f64 = 10.0;
const ROUNDS: usize = 2000;
const STEP: f64 = 0.5;
/// How many parts take turns in being held back.
const FOLDS: u64 = 5;

/// What is learned from: a page's candidates, "none" the last of them, and which one is right.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    names: Vec<Vec<String>>,
    days: Vec<NaiveDate>,
    truth: NaiveDate,
    /// The site, by a number: its pages are held back together.
    site: u64,
}

impl Example {
    pub(crate) fn new(
        article: &Article,
        tagger: Option<&Tagger>,
        neutral: &Tagger,
        truth: NaiveDate,
        site: &str,
    ) -> Self {
        let candidates = Candidates::of(&read_all(article, tagger, neutral, None), article, None);
        let mut names: Vec<Vec<String>> =
            candidates.days.values().map(|features| features.names().collect()).collect();
        names.push(candidates.none.into_iter().collect());
        // FNV-1a, which is the same everywhere.
        let site = site.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self { names, days: candidates.days.into_keys().collect(), truth, site }
    }
}

/// The weights learned, by name, and how well they do on sites they were not learned from.
pub(crate) struct Fit {
    pub(crate) weights: BTreeMap<String, f64>,
    /// Pages whose day one of the candidates is; and of these, how many get it, their sites held back.
    pub(crate) printed: usize,
    pub(crate) right: usize,
}

/// Learns from all examples, and on the way from four fifths of the sites to be tried on the fifth.
pub(crate) fn fit(examples: &[Example]) -> Fit {
    let mut names: Vec<&str> =
        examples.iter().flat_map(|example| &example.names).flatten().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rows: Vec<Row> = examples.iter().map(|example| Row::new(example, &place)).collect();
    let alone = |name: &&str| name.starts_with("json-ld") || name.starts_with("meta-");
    let priors: Vec<f64> = names.iter().map(|name| if alone(name) { PRIOR_ALONE } else { PRIOR }).collect();
    let (mut printed, mut right) = (0, 0);
    for fold in 0..FOLDS {
        let (held, kept): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.site % FOLDS == fold);
        let weights = learn(&kept, &priors);
        let known = held.iter().filter(|row| row.truth + 1 < row.features.len());
        printed += known.clone().count();
        right += known.filter(|row| row.best(&weights) == row.truth).count();
    }
    let weights = learn(&rows.iter().collect::<Vec<_>>(), &priors);
    Fit { weights: names.into_iter().map(str::to_owned).zip(weights).collect(), printed, right }
}

struct Row {
    features: Vec<Vec<usize>>,
    truth: usize,
    site: u64,
}

impl Row {
    fn new(example: &Example, place: &BTreeMap<&str, usize>) -> Self {
        let truth = example.days.iter().position(|day| *day == example.truth).unwrap_or(example.days.len());
        let indices = |names: &Vec<String>| names.iter().map(|name| place[name.as_str()]).collect();
        Self { features: example.names.iter().map(indices).collect(), truth, site: example.site }
    }

    /// The chances of the candidates.
    fn chances(&self, weights: &[f64]) -> Vec<f64> {
        let sum = |features: &Vec<usize>| features.iter().map(|index| weights[*index]).sum::<f64>();
        let sums: Vec<f64> = self.features.iter().map(sum).collect();
        let top = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raised: Vec<f64> = sums.iter().map(|sum| libm::exp(sum - top)).collect();
        let all: f64 = raised.iter().sum();
        raised.iter().map(|raised| raised / all).collect()
    }

    /// The likeliest of the days, "none" left out.
    fn best(&self, weights: &[f64]) -> usize {
        let chances = self.chances(weights);
        (0..chances.len() - 1).max_by(|a, b| chances[*a].total_cmp(&chances[*b])).unwrap_or(0)
    }
}

fn learn(rows: &[&Row], priors: &[f64]) -> Vec<f64> {
    let (mut weights, mut earned) = (vec![0.0; priors.len()], vec![1e-9; priors.len()]);
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights.iter().zip(priors).map(|(weight, prior)| -prior * weight).collect();
        for row in rows {
            for (candidate, chance) in row.chances(&weights).iter().enumerate() {
                let miss = if candidate == row.truth { 1.0 - chance } else { -chance };
                for index in &row.features[candidate] {
                    slope[*index] += miss;
                }
            }
        }
        for ((weight, earned), slope) in weights.iter_mut().zip(&mut earned).zip(&slope) {
            *earned += slope * slope;
            *weight += STEP * slope / libm::sqrt(*earned);
        }
    }
    weights
}
