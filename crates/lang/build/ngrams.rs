//! The n-grams of one language, with the edges of words among them.
//!
//! lingua's models know letters only: how often a letter stands after up to four others of its
//! word. Nothing was left out of them, so where a word ends and begins can be worked out. What the
//! letters after "tion" leave of 1 is how often a word ends there, and what all the "?the" leave of
//! "the" is how often one begins so.

use crate::layout::{EDGE, ORDERS};
use std::collections::BTreeMap;
use std::error::Error;

/// What is less than this share of an n-gram is an error of rounding: no text has so many letters.
const NOTHING: f64 = 1e-9;

/// One n-gram of letters.
struct Ngram {
    letters: String,
    /// Of its last letter, given those before it.
    logarithm: f64,
    /// How often it stands at a letter of text.
    share: f64,
    /// How often it does at the beginning of a word.
    begins: f64,
    /// How likely a letter follows it.
    goes_on: f64,
    /// How often it stands at the beginning of a word that goes on.
    begins_on: f64,
}

/// What an n-gram with edges says of its last letter or edge.
pub(crate) struct Entry {
    pub(crate) ngram: String,
    pub(crate) logarithm: f64,
    /// How often it stands in text, per letter.
    pub(crate) share: f64,
}

impl Entry {
    /// How many letters and edges it has.
    pub(crate) fn order(&self) -> usize {
        self.ngram.chars().count()
    }
}

/// All n-grams of a model, which comes in the order of its keys, and of the edges of its words.
pub(crate) fn with_edges(model: &BTreeMap<String, f64>) -> Result<Vec<Entry>, Box<dyn Error>> {
    let mut ngrams: Vec<Ngram> = Vec::with_capacity(model.len());
    // The places of the beginnings of the current n-gram.
    let mut path: Vec<usize> = Vec::new();
    for (letters, logarithm) in model {
        let order = letters.chars().count();
        path.truncate(order - 1);
        let mut share = logarithm.exp();
        if let Some(before) = path.last().map(|place| &mut ngrams[*place]) {
            before.goes_on += share;
            share *= before.share;
        }
        path.push(ngrams.len());
        let letters = letters.clone();
        ngrams.push(Ngram {
            letters,
            logarithm: *logarithm,
            share,
            begins: share,
            goes_on: 0.0,
            begins_on: 0.0,
        });
    }
    subtract_preceded(&mut ngrams)?;
    add_continued(&mut ngrams);
    Ok(entries(&ngrams))
}

/// What has a letter before it begins no word.
fn subtract_preceded(ngrams: &mut [Ngram]) -> Result<(), Box<dyn Error>> {
    for place in 0..ngrams.len() {
        let ngram = &ngrams[place];
        let share = ngram.share;
        let rest: String = ngram.letters.chars().skip(1).collect();
        if !rest.is_empty() {
            let rest = ngrams.binary_search_by(|other| other.letters.as_str().cmp(&rest));
            let rest = rest.map_err(|_| "a model lacks the end of one of its n-grams")?;
            ngrams[rest].begins -= share;
        }
    }
    for ngram in ngrams {
        if ngram.begins < NOTHING * ngram.share {
            ngram.begins = 0.0;
        }
    }
    Ok(())
}

fn add_continued(ngrams: &mut [Ngram]) {
    let mut path: Vec<usize> = Vec::new();
    for place in 0..ngrams.len() {
        path.truncate(ngrams[place].letters.chars().count() - 1);
        if let Some(before) = path.last() {
            ngrams[*before].begins_on += ngrams[place].begins;
        }
        path.push(place);
    }
}

fn entries(ngrams: &[Ngram]) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(2 * ngrams.len());
    let mut path: Vec<f64> = Vec::new();
    let words: f64 =
        ngrams.iter().filter(|ngram| ngram.letters.chars().count() == 1).map(|ngram| ngram.begins).sum();
    let mut add = |ngram: String, part: f64, whole: f64| {
        if part > NOTHING * whole {
            entries.push(Entry { ngram, logarithm: (part / whole).min(1.0).ln(), share: part });
        }
    };
    add(EDGE.to_string(), words, 1.0 + words);
    for ngram in ngrams {
        let letters = &ngram.letters;
        let order = letters.chars().count();
        path.truncate(order - 1);
        let before = path.last().copied().unwrap_or(words);
        path.push(ngram.begins);
        add(letters.clone(), ngram.share, ngram.share * (-ngram.logarithm).exp());
        if order < ORDERS {
            add(format!("{letters}{EDGE}"), (1.0 - ngram.goes_on) * ngram.share, ngram.share);
            add(format!("{EDGE}{letters}"), ngram.begins, before);
        }
        if order < ORDERS - 1 {
            add(format!("{EDGE}{letters}{EDGE}"), ngram.begins - ngram.begins_on, ngram.begins);
        }
    }
    entries
}
