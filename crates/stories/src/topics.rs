//! What a text is about, told in any language: concepts such as *earthquake*, and countries.
//!
//! Two reports of one event in two languages share few words; they share what the words mean. `data/topics/` has a file
//! for each language, `data/topics/README.md` explains it.

use crate::words::{Word, Writing};
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The language files by their codes, sorted.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// The line of a file that lists what may stand before a word and be written as one with it.
const BEFORE: &str = "(before)";

/// The words of one language that tell of something.
#[derive(Debug)]
pub(crate) struct Topics {
    /// By their first letters ([`keys`]), the longest first: three of them, of shorter ones both.
    forms: HashMap<u64, Vec<Form>, FixedState>,
    before: Vec<&'static str>,
}

/// A word that tells of a concept or a country.
#[derive(Debug)]
struct Form {
    letters: &'static str,
    /// Any ending may follow.
    stem: bool,
    tells: &'static str,
}

impl Topics {
    /// Those of a language, ISO 639-1; `None` where there is no file for it.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        static READ: [OnceLock<Topics>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let place = FILES.binary_search_by_key(&language, |(code, _)| *code).ok()?;
        Some(READ[place].get_or_init(|| Self::parse(FILES[place].1)))
    }

    fn parse(file: &'static str) -> Self {
        let mut topics = Self { forms: HashMap::default(), before: Vec::new() };
        let mut forms = Vec::new();
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        for (tells, words) in lines.filter_map(|line| line.split_once('\t')) {
            if tells == BEFORE {
                topics.before = words.split(' ').collect();
            } else {
                forms.extend(words.split(' ').map(|word| Form::new(word, tells)));
            }
        }
        forms.sort_by_key(|form| (Reverse(form.letters.len()), form.letters));
        for form in forms {
            let [shortest, keyed] = keys(form.letters);
            if let Some(key) = keyed.or(shortest) {
                topics.forms.entry(key).or_default().push(form);
            }
        }
        topics
    }

    /// What the words of a text tell of, each with the place of its word.
    pub(crate) fn told(&self, text: &str, words: &[Word<'_>]) -> Vec<(usize, &'static str)> {
        let mut told = Vec::new();
        for (place, word) in words.iter().enumerate() {
            let rest = &text[word.start..];
            let mut tell = |rest: &str| {
                if let Some(concept) = self.at(rest) {
                    told.push((place, concept));
                }
            };
            match word.writing {
                Writing::Figures => {}
                Writing::Cased | Writing::Ideograph => tell(rest),
                // Endings, and other words, are written as one with these.
                Writing::Hangul | Writing::Katakana => {
                    word.text.char_indices().for_each(|(at, _)| tell(&rest[at..]));
                }
                Writing::Uncased => {
                    tell(rest);
                    self.before.iter().filter_map(|before| rest.strip_prefix(before)).for_each(&mut tell);
                }
            }
        }
        told
    }

    /// What the word at the start of a text tells of.
    pub(crate) fn at(&self, text: &str) -> Option<&'static str> {
        let of = |key: u64| {
            let forms = self.forms.get(&key)?;
            forms.iter().find(|form| form.begins(text)).map(|form| form.tells)
        };
        let [shortest, keyed] = keys(text);
        keyed.and_then(of).or_else(|| shortest.and_then(of))
    }
}

/// The first two letters of a text and the first three, the least of a form and the most that it is looked up by, as
/// numbers: in small letters, 21 bits each. `None` where there are fewer.
fn keys(text: &str) -> [Option<u64>; 2] {
    let mut letters = text.chars().map(|letter| u64::from(u32::from(lower(letter))));
    let shortest = letters.next().zip(letters.next()).map(|(first, second)| first << 21 | second);
    [shortest, shortest.zip(letters.next()).map(|(shortest, third)| shortest << 21 | third)]
}

/// A letter as a small one; one that has two small ones ("İ") as the first of them.
fn lower(letter: char) -> char {
    if letter.is_ascii() {
        letter.to_ascii_lowercase()
    } else {
        letter.to_lowercase().next().unwrap_or(letter)
    }
}

impl Form {
    fn new(word: &'static str, tells: &'static str) -> Self {
        let letters = word.strip_suffix('*').unwrap_or(word);
        let runs_on = letters.chars().next().and_then(Writing::of).is_some_and(Writing::runs_on);
        Self { letters, stem: runs_on || word.ends_with('*'), tells }
    }

    /// Whether a text begins with the word, in capitals or not.
    fn begins(&self, text: &str) -> bool {
        let mut letters = text.chars();
        let same = self.letters.chars().all(|own| letters.next().is_some_and(|letter| lower(letter) == own));
        same && (self.stem || letters.next().is_none_or(|next| !next.is_alphabetic()))
    }
}

/// Whether what a word tells of is a country, ISO 3166-1 alpha-2, and no concept.
pub(crate) fn is_country(told: &str) -> bool {
    told.starts_with(|letter: char| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;
    use std::collections::{BTreeMap, BTreeSet};

    fn told(language: &str, text: &str) -> Vec<&'static str> {
        let words: Vec<Word<'_>> = words(text).collect();
        let told: BTreeSet<_> =
            Topics::of(language).unwrap().told(text, &words).into_iter().map(|(_, told)| told).collect();
        told.into_iter().collect()
    }

    #[test]
    fn what_texts_are_about_is_the_same_in_all_languages() {
        assert_eq!(told("en", "Floods in Portugal"), ["PT", "flood"]);
        assert_eq!(told("de", "Hochwasser in Portugal"), ["PT", "flood"]);
        assert_eq!(told("ru", "Наводнение в Португалии"), ["PT", "flood"]);
        assert_eq!(told("ja", "ポルトガルで洪水"), ["PT", "flood"]);
        assert_eq!(told("ko", "포르투갈 홍수"), ["PT", "flood"]);
    }

    #[test]
    fn every_file_tells_of_the_same_concepts() {
        let concepts = |code: &str| -> BTreeSet<&str> {
            let forms = Topics::of(code).unwrap().forms.values().flatten();
            forms.map(|form| form.tells).filter(|tells| !is_country(tells)).collect()
        };
        for (code, _) in FILES {
            assert_eq!(concepts(code), concepts("en"), "{code}");
        }
    }

    #[test]
    fn no_word_tells_of_two_things() {
        for (code, _) in FILES {
            let forms = Topics::of(code).unwrap().forms.values().flatten();
            let mut known: BTreeMap<(&str, bool), &str> = BTreeMap::new();
            for form in forms {
                let other = known.insert((form.letters, form.stem), form.tells);
                assert_eq!(other, None, "{code}: {}", form.letters);
            }
        }
    }
}
