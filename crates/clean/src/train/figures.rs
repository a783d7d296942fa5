//! How well articles are found: the measures the project's benchmarks use.

use super::answers::{fold, words};
use super::gold::GoldPage;
use std::collections::HashMap;
use std::fmt;

/// Sums over pages.
#[derive(Debug, Clone, Default)]
pub(super) struct Figures {
    pages: usize,
    precision: f64,
    recall: f64,
    bag: f64,
    exact: usize,
    passages_found: usize,
    passages_missed: usize,
    passages_leaked: usize,
}

impl Figures {
    /// Adds what others counted.
    pub(super) fn merge(&mut self, other: &Self) {
        self.pages += other.pages;
        self.precision += other.precision;
        self.recall += other.recall;
        self.bag += other.bag;
        self.exact += other.exact;
        self.passages_found += other.passages_found;
        self.passages_missed += other.passages_missed;
        self.passages_leaked += other.passages_leaked;
    }

    /// Counts one page's article, as it was found.
    pub(super) fn add(&mut self, page: &GoldPage, found_text: &str) {
        if let Some(article) = &page.article {
            let (gold, found): (Vec<&str>, Vec<&str>) =
                (words(article).collect(), words(found_text).collect());
            let (known, given) = (grams(&gold), grams(&found));
            let (known_count, given_count): (usize, usize) = (known.values().sum(), given.values().sum());
            let shared =
                known.iter().map(|(gram, count)| given.get(gram).map_or(0, |given| *count.min(given)));
            let both: usize = shared.sum();
            self.pages += 1;
            self.precision += both as f64 / given_count.max(1) as f64;
            self.recall += both as f64 / known_count.max(1) as f64;
            self.bag += bag(article, found_text);
            self.exact += usize::from(gold == found);
        }
        let found = fold(found_text);
        let holds = |passage: &&String| found.contains(&fold(passage));
        let has = page.must_have.iter().filter(holds).count();
        self.passages_found += has;
        self.passages_missed += page.must_have.len() - has;
        self.passages_leaked += page.must_not.iter().filter(holds).count();
    }
}

/// The F1 of the two texts' words, whatever their order; between 0 and 1.
fn bag(gold: &str, found: &str) -> f64 {
    let count = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in words(&text.to_lowercase()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    };
    let (gold, found) = (count(gold), count(found));
    let both: usize =
        gold.iter().map(|(word, count)| found.get(word).map_or(0, |other| *count.min(other))).sum();
    let all: usize = gold.values().chain(found.values()).sum();
    2.0 * both as f64 / all.max(1) as f64
}

fn grams<'a>(tokens: &'a [&'a str]) -> HashMap<&'a [&'a str], usize> {
    let mut grams = HashMap::new();
    if !tokens.is_empty() {
        for gram in tokens.windows(tokens.len().min(4)) {
            *grams.entry(gram).or_insert(0) += 1;
        }
    }
    grams
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parted = "";
        if self.pages > 0 {
            let (precision, recall) = (self.precision / self.pages as f64, self.recall / self.pages as f64);
            let mean = 2.0 * precision * recall / (precision + recall).max(1e-9);
            let bag = self.bag / self.pages as f64;
            let exact = self.exact as f64 / self.pages as f64;
            write!(
                f,
                "text F1 {mean:.4} (P {precision:.3}, R {recall:.3}, exact {exact:.3}), words F1 {bag:.4}"
            )?;
            parted = ", ";
        }
        if self.passages_found + self.passages_missed > 0 {
            let found = 2.0 * self.passages_found as f64;
            let all = found + (self.passages_missed + self.passages_leaked) as f64;
            write!(f, "{parted}passages F1 {:.4}", found / all)?;
        }
        Ok(())
    }
}
