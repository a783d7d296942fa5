//! Serbian as it is written in Latin letters.
//!
//! lingua has a model of Serbian in Cyrillic only, and half of the news in it is in Latin script.
//! The two alphabets correspond letter by letter, but for three letters that become two.

use std::collections::BTreeMap;

/// Gaj's alphabet for Vuk's, as the Serbian orthography (Pravopis srpskoga jezika, 2010) has it.
const LETTERS: [(char, &str); 30] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('љ', "lj"),
    ('м', "m"),
    ('н', "n"),
    ('њ', "nj"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('џ', "dž"),
    ('ш', "š"),
];

/// The n-grams of a model in Cyrillic and the logarithms of their probabilities, each given the
/// letters before its last; returns the same of Latin letters.
pub(crate) fn model_in_gaj(cyrillic: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let mut frequencies: BTreeMap<String, f64> = BTreeMap::new();
    for ngram in cyrillic.keys() {
        let Some((latin, order)) = transcribed(ngram) else { continue };
        let Some(joint) = joint(cyrillic, ngram) else { continue };
        // The n-gram begins where the Cyrillic one does, or within its first letter if that
        // became two.
        let second = (latin.len() > order && is_two(ngram)).then_some(1);
        for begin in std::iter::once(0).chain(second) {
            if let Some(letters) = latin.get(begin..begin + order) {
                *frequencies.entry(letters.iter().collect()).or_default() += joint;
            }
        }
    }
    let of_prefix = |ngram: &str| {
        let last = ngram.chars().next_back()?;
        let prefix = &ngram[..ngram.len() - last.len_utf8()];
        if prefix.is_empty() { Some(1.0) } else { frequencies.get(prefix).copied() }
    };
    frequencies
        .iter()
        .filter_map(|(ngram, joint)| Some((ngram.clone(), (joint / of_prefix(ngram)?).min(1.0).ln())))
        .collect()
}

/// A word in Latin letters; none if it has others than those of Serbian.
pub(crate) fn in_gaj(word: &str) -> Option<String> {
    word.chars().map(of_letter).collect()
}

fn transcribed(ngram: &str) -> Option<(Vec<char>, usize)> {
    let letters: Option<Vec<&str>> = ngram.chars().map(of_letter).collect();
    let letters = letters?;
    Some((letters.concat().chars().collect(), letters.len()))
}

fn of_letter(letter: char) -> Option<&'static str> {
    LETTERS.iter().find(|(cyrillic, _)| *cyrillic == letter).map(|(_, latin)| *latin)
}

fn is_two(ngram: &str) -> bool {
    ngram.chars().next().and_then(of_letter).is_some_and(|latin| latin.chars().count() == 2)
}

/// How often the n-gram stands among all of its length: the chain of what each letter has after
/// those before it.
fn joint(model: &BTreeMap<String, f64>, ngram: &str) -> Option<f64> {
    let ends = ngram.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let sum: Option<f64> = ends.map(|end| model.get(&ngram[..end])).sum();
    sum.map(f64::exp)
}
