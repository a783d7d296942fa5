//! Names that a text tells of.
//!
//! Where a script has capitals they tell a name, and in Japanese katakana does; in scripts that have neither, the words
//! that a text comes back to are as near as one gets without knowing its language.

use crate::words::{Joint, Word, Writing};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

/// Shorter words are initials and particles.
const SHORTEST: usize = 3;
/// Syllables of Hangul and characters of Han that a name most often has.
const SYLLABLES: usize = 3;
/// Where nothing marks a name, it is told of at least so often.
const AGAIN: u32 = 2;

/// Counts the names of a text. Every word of a name is one, and words joined by a hyphen or a dot, with those before
/// them, are one more, written as one: *Han Do-yul* has no spaces in Korean.
#[derive(Debug, Default)]
pub(crate) struct Names<'t> {
    /// How often each is told of within a sentence, where its capital means something.
    marked: BTreeMap<String, u32>,
    /// And where a sentence opens.
    opening: BTreeMap<String, u32>,
    /// Words of scripts that mark no names.
    unmarked: BTreeMap<String, u32>,
    /// Words that are no names, though a sentence or a heading may give them a capital.
    small: HashSet<&'t str, FixedState>,
    run: Vec<String>,
    hyphened: bool,
    ideographs: VecDeque<&'t str>,
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
            let counts = if word.opens { &mut self.opening } else { &mut self.marked };
            *counts.entry(text.clone()).or_default() += 1;
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
            *self.marked.entry(run.concat()).or_default() += 1;
        }
    }

    /// A name that is known to be one.
    pub(crate) fn add(&mut self, name: &str) {
        let words: Vec<String> =
            name.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        for word in words.iter().filter(|word| word.chars().count() >= SHORTEST) {
            *self.marked.entry(word.clone()).or_default() += 1;
        }
        *self.marked.entry(words.concat()).or_default() += 1;
    }

    /// The names, those told of most often first, at most so many. `known` words are none: weekdays and months.
    pub(crate) fn finish(mut self, known: &BTreeSet<String>, most: usize) -> Vec<String> {
        self.end_run();
        for (name, count) in &mut self.marked {
            *count += self.opening.get(name).copied().unwrap_or(0);
        }
        let unmarked = self.unmarked.into_iter().filter(|(_, count)| *count >= AGAIN);
        let marked = self.marked.into_iter().filter(|(name, _)| !self.small.contains(name.as_str()));
        let mut names: Vec<(String, u32)> =
            marked.chain(unmarked).filter(|(name, _)| !known.contains(name)).collect();
        names.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
        names.into_iter().take(most).map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn names(text: &str) -> Vec<String> {
        let mut names = Names::default();
        words(text).for_each(|word| names.take(&word));
        names.finish(&BTreeSet::from(["monday".to_owned()]), 20)
    }

    #[test]
    fn capitals_within_a_sentence_are_names() {
        let found =
            names("The mayor met Ann Lee on Monday. Lee thanked him for her Visit, a visit like no other.");
        assert_eq!(found, ["lee", "ann"]);
    }

    #[test]
    fn a_hyphen_joins_what_other_scripts_write_as_one() {
        assert_eq!(names("He met Han Do-yul."), ["han", "handoyul", "yul"]);
        assert_eq!(names("He met Han Do-Yul."), ["han", "handoyul", "yul"]);
    }

    #[test]
    fn katakana_is_a_name() {
        assert_eq!(names("嵐海のシェン・ユーラン大統領は"), ["シェン", "シェンユーラン", "ユーラン"]);
    }

    #[test]
    fn scripts_without_capitals_tell_names_again() {
        assert_eq!(names("한도율 대통령은 한도율의 편지를"), ["한도율"]);
        assert_eq!(names("沈毓澜致电。沈毓澜说"), ["沈毓澜"]);
    }
}
