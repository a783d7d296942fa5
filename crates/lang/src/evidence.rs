//! What the letters and words of a text say for each language of its script.

use crate::script::{Group, is_mark};
use crate::table::Table;
use crate::table::layout::{EDGE, NGRAM, ORDERS, STEPS, WORD, hash};

/// No table has more languages.
const WIDTH: usize = 64;

/// What a letter costs that a language does not know, in steps: the logarithm of one in 160 000.
/// Anything from 8 to 14 units tells languages apart as well.
const UNKNOWN: u8 = 180;

/// What a letter costs more that a language does not know with all the letters before it, in steps:
/// half a unit of the natural logarithm. Its place is that of the 0.4 of Brants et al., "Large
/// language models in machine translation" (2007); the value was fitted, and matters little.
const BACKOFF: u8 = 8;

/// How many times more a letter after those before it counts than the letter alone. Fitted; how
/// frequent a letter is in itself steadies what is said by few of them.
const CONTEXT: u32 = 5;

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
        let sums = Self { table, letters: [0; WIDTH], words: [0; WIDTH], told_by: [0; ORDERS] };
        let mut reader = Reader { sums, last: [NGRAM; ORDERS + 1], run: 0, word: WORD };
        for character in text.chars().flat_map(char::to_lowercase) {
            if is_mark(character) {
                reader.mark(character);
            } else if Group::of(character) == Some(group) {
                reader.letter(character);
            } else {
                reader.end_word();
            }
        }
        reader.end_word();
        reader.sums
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

struct Reader {
    sums: Evidence,
    /// The hashes of the last letters and edges: none, one, two …
    last: [u64; ORDERS + 1],
    /// How many letters were read since the beginning of the word or its last mark, and its edge.
    run: usize,
    /// The hash of the word so far.
    word: u64,
}

impl Reader {
    fn letter(&mut self, letter: char) {
        if self.run == 0 {
            self.last[1] = hash(NGRAM, EDGE);
            self.run = 1;
        }
        self.add(letter);
        self.word = hash(self.word, letter);
    }

    /// A mark is part of the word, but to lingua's models it is an edge.
    fn mark(&mut self, mark: char) {
        self.end_run();
        self.word = hash(self.word, mark);
    }

    fn end_word(&mut self) {
        self.end_run();
        if self.word != WORD {
            let mut worths = [0; WIDTH];
            self.sums.table.find(self.word).set(&mut worths, 0);
            for (sum, worth) in self.sums.words.iter_mut().zip(worths) {
                *sum += u32::from(worth);
            }
        }
        self.word = WORD;
    }

    fn end_run(&mut self) {
        if self.run > 0 {
            self.add(EDGE);
        }
        self.run = 0;
    }

    /// A letter costs what the longest n-gram says that ends in it and that the language knows.
    fn add(&mut self, letter: char) {
        let known = self.run.min(ORDERS - 1);
        for order in (0..=known).rev() {
            self.last[order + 1] = hash(self.last[order], letter);
        }
        let mut alone = [UNKNOWN; WIDTH];
        self.sums.table.find(self.last[1]).set(&mut alone, 0);
        let backoff = |order: usize| if order < known { BACKOFF } else { 0 };
        let mut costs = alone.map(|cost| cost + backoff(0));
        for order in 1..=known {
            self.sums.table.find(self.last[order + 1]).set(&mut costs, backoff(order));
        }
        for ((sum, cost), alone) in self.sums.letters.iter_mut().zip(costs).zip(alone) {
            *sum += CONTEXT * u32::from(cost) + u32::from(alone);
        }
        self.sums.told_by[known] += 1;
        self.run += 1;
    }
}
