//! What the build script makes of lingua's models.

use crate::layout::EDGE;
use crate::ngrams::{Entry, with_edges};
use crate::serbian::model_in_gaj;
use std::collections::BTreeMap;

/// A model of a text as lingua makes them: how often a letter stands after those before it.
fn model_of(text: &str) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    for word in text.split(' ') {
        let letters: Vec<char> = word.chars().collect();
        for ngram in (1..=5).flat_map(|order| letters.windows(order)) {
            *counts.entry(ngram.iter().collect()).or_default() += 1.0;
        }
    }
    let all = text.chars().filter(|letter| *letter != ' ').count() as f64;
    let before = |ngram: &str| {
        let shorter: String = ngram.chars().take(ngram.chars().count() - 1).collect();
        if shorter.is_empty() { all } else { counts[&shorter] }
    };
    counts.iter().map(|(ngram, count)| (ngram.clone(), (count / before(ngram)).ln())).collect()
}

fn probability(entries: &[Entry], ngram: &str) -> Option<f64> {
    let found = entries.iter().find(|entry| entry.ngram == ngram)?;
    Some((found.logarithm.exp() * 1e6).round() / 1e6)
}

#[test]
fn edges_of_words_are_worked_out() {
    let entries = with_edges(&model_of("the then he the other")).unwrap();
    let of = |ngram: &str| probability(&entries, &ngram.replace('_', &EDGE.to_string()));
    assert_eq!(of("th"), Some(1.0));
    // "the" ends two words of its four, and begins three.
    assert_eq!(of("the_"), Some(0.5));
    assert_eq!(of("then"), Some(0.25));
    // Of five words three begin with t, one with h and one with o.
    assert_eq!(of("_t"), Some(0.6));
    assert_eq!(of("_h"), Some(0.2));
    assert_eq!(of("_e"), None);
    // What begins with "the" goes on once; "he" alone is a word.
    assert_eq!(of("_the_"), Some(0.666667));
    assert_eq!(of("_he_"), Some(1.0));
    assert_eq!(of("_then"), Some(0.333333));
    assert_eq!(of("_other"), None);
}

#[test]
fn serbian_is_the_same_in_either_alphabet() {
    let cyrillic = model_of("љубав према њој");
    let latin = model_in_gaj(&cyrillic);
    assert_eq!(latin["l"], latin["n"]);
    assert!(latin["lj"].abs() < 1e-9 && latin["ljub"].abs() < 1e-9 && latin["jub"].abs() < 1e-9);
    assert!(latin.keys().all(|ngram| ngram.is_ascii()));
}

#[test]
fn a_model_that_lacks_the_end_of_an_ngram_is_refused() {
    let broken = BTreeMap::from([("a".to_owned(), 0.0), ("ab".to_owned(), 0.0)]);
    assert!(with_edges(&broken).is_err());
}
