//! What the letters and words of a text say for each language of its script.

use crate::script::{Group, is_mark};
use crate::table::Table;
use crate::table::layout::{ORDERS, STEPS};
use crate::word::{self, CONTEXT, Says, WIDTH, Word};

/// Steps of the sums in one unit of the natural logarithm.
const UNIT: f64 = STEPS * CONTEXT as f64;

/// The sums of a text of some hundred letters, for every language of a table.
pub(crate) struct Evidence {
    table: &'static Table,
    /// What the letters cost in each language.
    letters: [u32; WIDTH],
    /// What the frequent words are worth in each.
    words: [u32; WIDTH],
    /// How many letters and ends of words were told by themselves, by two letters, and so on.
    told_by: [u32; ORDERS],
}

impl Evidence {
    /// Reads a text whose letters are those of the table's script; others end a word.
    pub(crate) fn of(table: &'static Table, group: Group, text: &str) -> Self {
        let mut sums = Self { table, letters: [0; WIDTH], words: [0; WIDTH], told_by: [0; ORDERS] };
        let (letters, ends) = words_of(text, group);
        let mut start = 0;
        let words = ends.iter().map(|end| &letters[std::mem::replace(&mut start, *end)..*end]);
        word::each(table, group, words, |says| match says {
            Says::Read(word) => sums.add(word),
            Says::Remembered(word) => sums.add(word),
        });
        sums
    }

    fn add<SUM: Copy + Into<u32>>(&mut self, word: &Word<SUM>) {
        for (sum, cost) in self.letters.iter_mut().zip(&word.letters) {
            *sum += (*cost).into();
        }
        if word.is_frequent {
            for (sum, worth) in self.words.iter_mut().zip(&word.worth) {
                *sum += u32::from(*worth);
            }
        }
        for (sum, count) in self.told_by.iter_mut().zip(&word.told_by) {
            *sum += (*count).into();
        }
    }

    /// How many letters and ends of words were read.
    pub(crate) fn count(&self) -> u32 {
        self.told_by.iter().sum()
    }

    /// The natural logarithm of how likely the text is in a language, up to what is the same for
    /// all of them.
    pub(crate) fn likelihood(&self, language: usize) -> f64 {
        let words = i64::from(self.words[language]) * i64::from(CONTEXT);
        (words - i64::from(self.letters[language])) as f64 / UNIT
    }

    /// How likely it is in the language of the table that it is likeliest in.
    pub(crate) fn best(&self) -> f64 {
        let all = (0..self.table.codes.len()).map(|language| self.likelihood(language));
        all.fold(f64::NEG_INFINITY, f64::max)
    }

    /// How much more a letter costs in a language than it does in text of its own: about 0 for the
    /// language that a text is in, more for one that it is not.
    pub(crate) fn excess(&self, language: usize) -> f64 {
        let entropies = &self.table.entropies[language];
        let expected: f64 = self
            .told_by
            .iter()
            .zip(entropies)
            .map(|(count, entropy)| f64::from(*count) * (entropy + entropies[0] / f64::from(CONTEXT)))
            .sum();
        (f64::from(self.letters[language]) / UNIT - expected) / f64::from(self.count().max(1))
    }
}

/// The words of a text in small letters, one behind the other, and where each ends. They are of one script's letters
/// and marks; all else ends a word.
fn words_of(text: &str, group: Group) -> (String, Vec<usize>) {
    let (mut letters, mut ends) = (String::with_capacity(text.len()), Vec::new());
    let end = |ends: &mut Vec<usize>, letters: &str| {
        if ends.last().copied().unwrap_or(0) < letters.len() {
            ends.push(letters.len());
        }
    };
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        // Most of most texts, and taken a word at a time.
        let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (taken, left) = rest.split_at(plain.max(character.len_utf8()));
        rest = left;
        if plain > 0 && group == Group::Latin {
            letters.push_str(taken);
        } else if character.is_ascii() {
            end(&mut ends, &letters);
        } else {
            for character in character.to_lowercase() {
                if is_mark(character) || Group::of(character) == Some(group) {
                    letters.push(character);
                } else {
                    end(&mut ends, &letters);
                }
            }
        }
    }
    end(&mut ends, &letters);
    letters.make_ascii_lowercase();
    (letters, ends)
}
