//! Words that tell Bosnian, Croatian and Serbian apart.
//!
//! Their n-grams are nearly the same, and what differs more between the texts that models are made
//! of is what they are about. What tells is a few hundred words that one of them writes otherwise.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The languages, in the order of what [`weigh`] returns.
pub(crate) const LANGUAGES: [&str; 3] = ["bs", "hr", "sr"];

/// How much of what the n-grams say of the three is kept: more of it is their subjects than their
/// spelling.
const OF_NGRAMS: f64 = 0.1;

/// How much likelier a language is after a word that it uses and another of the three does not, as
/// a natural logarithm: a quotation or a name is one word in twenty.
const WORTH: f64 = 3.0;

/// How much likelier Serbian is for each letter: about once in sixty letters the other two would
/// write an (i)je where it has e, which the words of the list take back where they do.
const YAT: f64 = 0.018;

/// How much less likely Serbian is in Latin letters before one is read, since it has others too.
const IN_LATIN: f64 = 0.5;

/// The logarithms of how likely the three languages are, from those by their n-grams; the most
/// likely one is as likely as before.
pub(crate) fn weigh(ngrams: [f64; LANGUAGES.len()], text: &str) -> [f64; LANGUAGES.len()] {
    let (mut worth, letters) = words(text);
    let [.., serbian] = &mut worth;
    *serbian += YAT * letters as f64 - IN_LATIN;
    for (worth, ngrams) in worth.iter_mut().zip(ngrams) {
        *worth += OF_NGRAMS * ngrams;
    }
    let most = |of: [f64; LANGUAGES.len()]| of.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let (before, now) = (most(ngrams), most(worth));
    worth.map(|worth| worth - now + before)
}

/// What the words of a text are worth in each of the languages, and how many letters they have.
fn words(text: &str) -> ([f64; LANGUAGES.len()], usize) {
    let (mut worth, mut letters) = ([0.0; LANGUAGES.len()], 0);
    for word in text.to_lowercase().split(|character: char| !character.is_alphabetic()) {
        letters += word.chars().count();
        for (worth, is_used) in worth.iter_mut().zip(users(word)) {
            *worth += if is_used { WORTH } else { 0.0 };
        }
    }
    (worth, letters)
}

/// Which of the languages use a word; none says nothing.
fn users(word: &str) -> [bool; LANGUAGES.len()] {
    let cuts = || word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let found = ENTRIES
        .words
        .get(word)
        .or_else(|| cuts().rev().find_map(|end| ENTRIES.beginnings.get(&word[..end])))
        .or_else(|| cuts().find_map(|begin| ENTRIES.endings.get(&word[begin..])));
    found.copied().unwrap_or_default()
}

#[derive(Default)]
struct Entries {
    words: HashMap<&'static str, [bool; LANGUAGES.len()]>,
    beginnings: HashMap<&'static str, [bool; LANGUAGES.len()]>,
    endings: HashMap<&'static str, [bool; LANGUAGES.len()]>,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let mut entries = Entries::default();
    let lines = include_str!("../data/bs-hr-sr.txt").lines().filter(|line| !line.starts_with('#'));
    for (users, words) in lines.filter_map(|line| line.split_once(": ")) {
        let users = LANGUAGES.map(|language| users.split(' ').any(|user| user == language));
        for word in words.split(' ') {
            match (word.strip_suffix('-'), word.strip_prefix('-')) {
                (Some(beginning), _) => entries.beginnings.insert(beginning, users),
                (_, Some(ending)) => entries.endings.insert(ending, users),
                _ => entries.words.insert(word, users),
            };
        }
    }
    entries
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_three_apart() {
        assert_eq!(words("Lepo vreme").0, [0.0, 0.0, 6.0]);
        assert_eq!(words("lijepo vrijeme").0, [6.0, 6.0, 0.0]);
        assert_eq!(words("Tko je bio u vlaku?").0, [0.0, 6.0, 0.0]);
        assert_eq!(words("ukinuo se kontrolisanje").0, [3.0, 0.0, 3.0]);
        assert_eq!(words("Grad je danas velik."), ([0.0; 3], 16));
    }

    #[test]
    fn the_most_likely_one_is_as_likely_as_before() {
        assert_eq!(weigh([-20.0, -25.0, -30.0], "lepo vreme")[2], -20.0);
    }
}
