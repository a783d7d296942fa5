//! Against lingua, whose models the tables are made of.

use crate::texts::corpus;
use dateline_lang::Detector;
use lingua::{IsoCode639_1, Language, LanguageDetectorBuilder};
use std::str::FromStr;

/// The languages that lingua is built with here; each of its models takes four megabytes.
const COMPARED: [&str; 18] = [
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "sv", "fi", "cs", "ro", "ru", "uk", "bg", "ar",
    "fa",
];

/// Whole lines and their halves, in which the two must say the same.
fn passages() -> impl Iterator<Item = String> {
    let lines = corpus().filter(|(code, _)| COMPARED.contains(code)).map(|(_, text)| text);
    lines.flat_map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let (first, second) = words.split_at(words.len() / 2);
        [line.to_owned(), first.join(" "), second.join(" ")]
    })
}

#[test]
fn lingua_says_the_same_of_sentences_and_their_halves() {
    let languages =
        COMPARED.map(|code| Language::from_iso_code_639_1(&IsoCode639_1::from_str(code).unwrap()));
    let lingua = LanguageDetectorBuilder::from_languages(&languages).build();
    let ours = Detector::with_languages(&COMPARED).unwrap();
    let (mut all, mut differing) = (0, Vec::new());
    for passage in passages() {
        let theirs =
            lingua.detect_language_of(passage.as_str()).map(|found| found.iso_code_639_1().to_string());
        let found = ours.detect(&passage).code;
        all += 1;
        if found != theirs {
            differing.push(format!("{found:?}, lingua {theirs:?}: {passage}"));
        }
    }
    // Where they differ it is ours that is right more often; see the scores in the README.
    assert!(differing.len() * 50 <= all, "{} of {all} differ:\n{}", differing.len(), differing.join("\n"));
}
