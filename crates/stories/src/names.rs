//! Names that a text tells of.
//!
//! Where a script has capitals they tell a name, and in Japanese katakana does; in scripts that have neither, the words
//! that a text comes back to are as near as one gets without knowing its language.

use crate::words::{Joint, Word, Writing};
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

/// Shorter words are initials and particles.
const SHORTEST: usize = 3;
/// Syllables of Hangul and characters of Han that a name most often has.
const SYLLABLES: usize = 3;
/// Where nothing marks a name, it is told of at least so often.
const AGAIN: u32 = 2;
/// Where more than one word in so many has a capital, as in German, all nouns have.
const NOUNS: usize = 4;

/// Counts the names of a text. Every word of a name is one, and words joined by a hyphen or a dot, with those before
/// them, are one more, written as one: *Han Do-yul* has no spaces in Korean.
#[derive(Debug, Default)]
pub(crate) struct Names<'t> {
    /// How often each is told of within a sentence, where its capital means something, and how many were told of before it.
    marked: BTreeMap<String, (u32, usize)>,
    /// And where a sentence opens.
    opening: BTreeMap<String, u32>,
    /// Words of scripts that mark no names.
    unmarked: BTreeMap<String, u32>,
    /// Words that are no names, though a sentence or a heading may give them a capital.
    small: HashSet<&'t str, FixedState>,
    run: Vec<String>,
    hyphened: bool,
    /// How many words within sentences have a capital, and how many have none.
    capitals: usize,
    smalls: usize,
    ideographs: VecDeque<&'t str>,
}

/// A name that a text tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// In small letters.
    pub(crate) text: String,
    /// How often it is told of.
    pub(crate) times: u32,
    /// Whether its script marks it as a name.
    pub(crate) marked: bool,
}

impl<'t> Names<'t> {
    /// Takes the next word of the text.
    pub(crate) fn take(&mut self, word: &Word<'t>) {
        if word.joint == Joint::None || word.opens {
            self.end_run();
        }
        if word.writing != Writing::Ideograph || word.joint == Joint::None {
            self.ideographs.clear();
        }
        match word.writing {
            Writing::Cased if word.is_capital() => self.take_name(word),
            Writing::Cased if word.joint == Joint::Hyphen && !self.run.is_empty() => self.take_name(word),
            Writing::Katakana => self.take_name(word),
            Writing::Cased => {
                self.end_run();
                self.smalls += 1;
                self.small.insert(word.text);
            }
            Writing::Hangul => {
                let mut stem = String::new();
                word.add_stem(SYLLABLES, &mut stem);
                self.take_unmarked(stem, SYLLABLES);
            }
            Writing::Uncased => self.take_unmarked(word.text.to_owned(), SHORTEST + 1),
            Writing::Ideograph => {
                self.ideographs.push_back(word.text);
                if self.ideographs.len() == SYLLABLES {
                    let run: String = self.ideographs.iter().copied().collect();
                    self.ideographs.pop_front();
                    self.take_unmarked(run, SYLLABLES);
                }
            }
            Writing::Figures => self.end_run(),
        }
    }

    fn take_name(&mut self, word: &Word<'_>) {
        let text = word.text.to_lowercase();
        if text.chars().count() >= SHORTEST {
            if word.opens {
                *self.opening.entry(text.clone()).or_default() += 1;
            } else {
                self.mark(text.clone());
                self.capitals += 1;
            }
        }
        self.hyphened |= word.joint == Joint::Hyphen && !self.run.is_empty();
        self.run.push(text);
    }

    fn take_unmarked(&mut self, name: String, shortest: usize) {
        self.end_run();
        if name.chars().count() >= shortest {
            *self.unmarked.entry(name).or_default() += 1;
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if std::mem::take(&mut self.hyphened) && run.len() <= 3 {
            self.mark(run.concat());
        }
    }

    fn mark(&mut self, name: String) {
        let before = self.marked.len();
        self.marked.entry(name).or_insert((0, before)).0 += 1;
    }

    /// The name of a place, as one word.
    pub(crate) fn add_place(&mut self, name: &str) {
        self.mark(name.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect());
    }

    /// A name that is known to be one.
    pub(crate) fn add(&mut self, name: &str) {
        let words: Vec<String> =
            name.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        for word in words.iter().filter(|word| word.chars().count() >= SHORTEST) {
            self.mark(word.clone());
        }
        self.mark(words.concat());
    }

    /// The names, those told of most often first and of equals the first in the text, at most so many. `known` words are
    /// none: weekdays and months. Where every noun has a capital, neither are nouns that tell of a `topic`.
    pub(crate) fn finish(
        mut self,
        known: &BTreeSet<String>,
        most: usize,
        is_topic: impl Fn(&str) -> bool,
    ) -> Vec<Name> {
        self.end_run();
        for (name, (times, _)) in &mut self.marked {
            *times += self.opening.get(name).copied().unwrap_or(0);
        }
        let nouns = self.capitals * NOUNS > self.smalls;
        let is_word = |name: &str| self.small.contains(name) || nouns && is_topic(name);
        let marked = self.marked.into_iter().filter(|(name, _)| !is_word(name));
        let marked = marked.map(|(name, (times, before))| (Reverse(times), before, name));
        let unmarked = self.unmarked.into_iter().filter(|(_, times)| *times >= AGAIN);
        let unmarked = unmarked.map(|(name, times)| (Reverse(times), usize::MAX, name));
        let mut names: Vec<_> = marked.chain(unmarked).filter(|(.., name)| !known.contains(name)).collect();
        names.sort_unstable();
        let name = |(Reverse(times), before, text)| Name { text, times, marked: before != usize::MAX };
        names.into_iter().take(most).map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn names(text: &str) -> Vec<String> {
        let mut names = Names::default();
        words(text).for_each(|word| names.take(&word));
        let names = names.finish(&BTreeSet::from(["monday".to_owned()]), 20, |word| word == "zug");
        names.into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn capitals_within_a_sentence_are_names() {
        let found =
            names("The mayor met Ann Lee on Monday. Lee thanked him for her Visit, a visit like no other.");
        assert_eq!(found, ["lee", "ann"]);
    }

    #[test]
    fn nouns_that_tell_of_a_topic_are_no_names_where_all_nouns_have_capitals() {
        assert_eq!(names("Bei Lohrau ist ein Zug entgleist, wie die Wehr sagt."), ["lohrau", "wehr"]);
        assert_eq!(names("The town of Zug lies on a lake, as they say there."), ["zug"]);
    }

    #[test]
    fn a_hyphen_joins_what_other_scripts_write_as_one() {
        assert_eq!(names("He met Han Do-yul."), ["han", "yul", "handoyul"]);
        assert_eq!(names("He met Han Do-Yul."), ["han", "yul", "handoyul"]);
    }

    #[test]
    fn katakana_is_a_name() {
        assert_eq!(names("嵐海のシェン・ユーラン大統領は"), ["シェン", "ユーラン", "シェンユーラン"]);
    }

    #[test]
    fn scripts_without_capitals_tell_names_again() {
        assert_eq!(names("한도율 대통령은 한도율의 편지를"), ["한도율"]);
        assert_eq!(names("沈毓澜致电。沈毓澜说"), ["沈毓澜"]);
    }
}
