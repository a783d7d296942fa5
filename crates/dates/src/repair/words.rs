//! Words that tie clues together, as `data/clues.toml` lists them.

use crate::text::{FILLER, Text, fold_word};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of one language, folded.
#[derive(Debug, Default)]
pub(crate) struct Words {
    falls_on: Vec<Vec<u8>>,
    glue: Vec<Vec<u8>>,
    falls_on_behind: Vec<Vec<u8>>,
    day_of: Vec<Vec<u8>>,
    this_year: Vec<Vec<u8>>,
    years: Vec<Vec<u8>>,
    not_on: Vec<Vec<u8>>,
    closes: Vec<Vec<u8>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    falls_on: Vec<String>,
    glue: Vec<String>,
    falls_on_behind: Vec<String>,
    day_of_words: Vec<String>,
    this_year: Vec<String>,
    years: Vec<String>,
    not_on: Vec<String>,
    closes: Vec<String>,
}

static TABLES: LazyLock<BTreeMap<String, Table>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/clues.toml")).expect("the tests read the same file")
});

impl Words {
    /// The words of a language; none where it has no table.
    pub(crate) fn new(language: &str) -> Self {
        let fold = |words: &[String]| words.iter().map(|word| fold_word(word)).collect();
        TABLES.get(language).map_or_else(Self::default, |table| Self {
            falls_on: fold(&table.falls_on),
            glue: fold(&table.glue),
            falls_on_behind: fold(&table.falls_on_behind),
            day_of: fold(&table.day_of_words),
            this_year: fold(&table.this_year),
            years: fold(&table.years),
            not_on: fold(&table.not_on),
            closes: fold(&table.closes),
        })
    }

    /// Whether what stands between a holiday's name and a date, and behind the date, gives the holiday that day:
    /// the country that keeps it, words that add nothing, and one of those that tie the two.
    pub(crate) fn ties(
        &self,
        text: &Text<'_>,
        (from, to): (usize, usize),
        countries: &[(usize, usize)],
        behind: usize,
    ) -> bool {
        let between = without(text, (from, to), countries);
        let between = trimmed(&between);
        let after = trimmed(&text.folded[behind..(behind + 40).min(text.folded.len())]);
        let mut ties = self.falls_on.iter().filter_map(|words| before_words(between, words));
        if between.ends_with(b"(") {
            return self.adds_nothing(&between[..between.len() - 1]);
        }
        ties.any(|before| self.adds_nothing(before))
            || self.falls_on_behind.iter().any(|words| after.starts_with(words)) && self.adds_nothing(between)
    }

    fn adds_nothing(&self, stretch: &[u8]) -> bool {
        words_of(stretch).all(|word| is_quote(word) || self.glue.iter().any(|glue| glue == word))
    }

    /// Whether what stands between a number of years and an event counts the years from it to the page's own day.
    pub(crate) fn counts_years(&self, between: &[u8]) -> bool {
        let plain: Vec<u8> = between.iter().copied().filter(|byte| *byte != FILLER).collect();
        let between = trimmed(&plain);
        let of_this_year =
            |word: &[u8]| self.this_year.iter().flat_map(|words| words_of(words)).any(|own| own == word);
        let known = |word: &[u8]| self.years.iter().any(|own| own == word) || of_this_year(word);
        known(between) || words_of(between).all(|word| is_quote(word) || known(word))
    }

    /// Whether the words before a holiday's name put what is told on another day: "the eve of".
    pub(crate) fn parts_from_day(&self, before: &[u8]) -> bool {
        /// So many words before a name belong to it.
        const WORDS: usize = 3;
        let mut last =
            before.rsplit(|byte| matches!(*byte, b' ' | b',' | b'(')).filter(|word| !word.is_empty());
        last.by_ref().take(WORDS).any(|word| {
            let plain: Vec<u8> = word.iter().copied().filter(|byte| *byte != FILLER).collect();
            self.not_on.contains(&plain)
        })
    }

    /// Whether what stands between a date and a name gives that name to the date; countries left out.
    pub(crate) fn names(
        &self,
        text: &Text<'_>,
        (from, to): (usize, usize),
        countries: &[(usize, usize)],
    ) -> bool {
        let between = without(text, (from, to), countries);
        let between = trimmed(&between);
        let words = between.strip_prefix(b",").map_or(between, trimmed);
        between == b","
            || self
                .day_of
                .iter()
                .any(|own| words.strip_suffix(own.as_slice()).is_some_and(|before| self.adds_nothing(before)))
    }

    /// Whether a phrase ends at an offset, but for the country that keeps the day and words that add nothing.
    pub(crate) fn closes(&self, text: &Text<'_>, from: usize, countries: &[(usize, usize)]) -> bool {
        let behind = &text.folded[from..(from + 40).min(text.folded.len())];
        let stops = |byte: &u8| matches!(*byte, b',' | b'.' | b';' | b')' | b'\n');
        let end = behind.iter().position(stops).map_or(text.folded.len(), |at| from + at);
        let ends = end - from <= 40 && self.adds_nothing(&without(text, (from, end), countries));
        ends || self.closes.iter().any(|particle| behind.starts_with(particle))
    }

    /// Whether a stretch of folded text says that it tells of the page's own year.
    pub(crate) fn says_this_year(&self, stretch: &[u8]) -> bool {
        self.this_year.iter().any(|words| memchr::memmem::find(stretch, words).is_some())
    }
}

/// A stretch of folded text without the countries in it.
fn without(text: &Text<'_>, (from, to): (usize, usize), countries: &[(usize, usize)]) -> Vec<u8> {
    let outside = |at: &usize| !countries.iter().any(|(start, end)| (*start..*end).contains(at));
    (from..to).filter(outside).map(|at| text.folded[at]).filter(|byte| *byte != FILLER).collect()
}

/// The words of a stretch.
fn words_of(stretch: &[u8]) -> impl Iterator<Item = &[u8]> {
    let cuts = |byte: &u8| matches!(*byte, b' ' | b',' | b'"' | b'\'' | b'(' | b')' | b'-');
    stretch.split(cuts).filter(|word| !word.is_empty())
}

fn is_quote(word: &[u8]) -> bool {
    std::str::from_utf8(word).is_ok_and(|word| word.chars().all(|c| "\u{201c}\u{201d}«»„「」".contains(c)))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let skip = |byte: &u8| matches!(*byte, b' ' | FILLER);
    let start = bytes.iter().position(|byte| !skip(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !skip(byte)).map_or(start, |last| last + 1);
    &bytes[start..end]
}

/// What stands before these words at the end of a stretch, if they are not the end of a longer one.
fn before_words<'s>(stretch: &'s [u8], words: &[u8]) -> Option<&'s [u8]> {
    stretch.strip_suffix(words).filter(|before| {
        !words.first().is_some_and(u8::is_ascii_alphabetic)
            || before.last().is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_words_is_read() {
        assert!(!Words::new("en").falls_on.is_empty());
        assert!(Words::new("xx").falls_on.is_empty());
    }
}
