//! What one word says for each language, remembered: no n-gram crosses the edge of a word, so a
//! word says the same wherever it stands, and most of a text are words that were there before.

use crate::script::{Group, is_mark};
use crate::table::Table;
use crate::table::layout::{EDGE, NGRAM, ORDERS, WORD, hash};
use std::cell::RefCell;

/// No table has more languages.
pub(crate) const WIDTH: usize = 64;

/// How many times more a letter after those before it counts than the letter alone. Fitted; how
/// frequent a letter is in itself steadies what is said by few of them.
pub(crate) const CONTEXT: u32 = 5;

/// What a letter costs that a language does not know, in steps: the logarithm of one in 160 000.
/// Anything from 8 to 14 units tells languages apart as well.
const UNKNOWN: u8 = 180;

/// What a letter costs more that a language does not know with all the letters before it, in steps:
/// half a unit of the natural logarithm. Its place is that of the 0.4 of Brants et al., "Large
/// language models in machine translation" (2007); the value was fitted, and matters little.
const BACKOFF: u8 = 8;

/// Words of more bytes are read anew each time they come; few are longer.
const LONGEST: usize = 32;

/// How many words each thread remembers: three megabytes of them.
const REMEMBERED: usize = 1 << 13;

/// What a word says for every language of a table.
#[derive(Clone)]
pub(crate) struct Word {
    /// What its letters and edges cost in each language.
    pub(crate) letters: [u32; WIDTH],
    /// What the word is worth in each.
    pub(crate) worth: [u8; WIDTH],
    /// How many of its letters and edges were told by themselves, by two letters, and so on.
    pub(crate) told_by: [u32; ORDERS],
}

/// A word that a thread remembers.
struct Remembered {
    group: Group,
    /// Its bytes, the rest zeros, which are in no word.
    spelt: [u8; LONGEST],
    says: Word,
}

thread_local! {
    /// By the hash of its spelling each word has one place, where the last one to come stays. What
    /// a word says does not depend on what was read before, so neither does any answer.
    static WORDS: RefCell<Vec<Option<Box<Remembered>>>> = const { RefCell::new(Vec::new()) };
}

/// Does something with what a word says, in small letters and without anything but letters and
/// marks of the table's script.
pub(crate) fn with(table: &'static Table, group: Group, word: &str, say: impl FnOnce(&Word)) {
    let Some(spelt) = spelling(word) else { return say(&Word::read(table, word)) };
    WORDS.with_borrow_mut(|words| {
        if words.is_empty() {
            words.resize_with(REMEMBERED, || None);
        }
        let place = &mut words[place(&spelt)];
        match place {
            Some(known) if known.spelt == spelt && known.group == group => say(&known.says),
            _ => {
                let new = Remembered { group, spelt, says: Word::read(table, word) };
                say(&place.insert(Box::new(new)).says);
            }
        }
    });
}

fn spelling(word: &str) -> Option<[u8; LONGEST]> {
    let mut spelt = [0; LONGEST];
    spelt.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(spelt)
}

fn place(spelt: &[u8; LONGEST]) -> usize {
    let mixed = spelt.as_chunks().0.iter().fold(0_u64, |mixed, eight| {
        // The multiplier of FxHash; the product's high bits depend on all of its factor's.
        (mixed.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x517C_C1B7_2722_0A95)
    });
    (mixed >> 40) as usize % REMEMBERED
}

impl Word {
    fn read(table: &'static Table, word: &str) -> Self {
        let says = Self { letters: [0; WIDTH], worth: [0; WIDTH], told_by: [0; ORDERS] };
        let mut reader = Reader { table, says, last: [NGRAM; ORDERS + 1], run: 0, word: WORD };
        for character in word.chars() {
            if is_mark(character) {
                reader.mark(character);
            } else {
                reader.letter(character);
            }
        }
        reader.end();
        reader.says
    }
}

struct Reader {
    table: &'static Table,
    says: Word,
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

    fn end(&mut self) {
        self.end_run();
        self.table.find(self.word).set(&mut self.says.worth, 0);
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
        self.table.find(self.last[1]).set(&mut alone, 0);
        let backoff = |order: usize| if order < known { BACKOFF } else { 0 };
        let mut costs = alone.map(|cost| cost + backoff(0));
        for order in 1..=known {
            let found = self.table.find(self.last[order + 1]);
            if found.is_empty() {
                // Then none that is longer is known either.
                break;
            }
            found.set(&mut costs, backoff(order));
        }
        for ((sum, cost), alone) in self.says.letters.iter_mut().zip(costs).zip(alone) {
            *sum += CONTEXT * u32::from(cost) + u32::from(alone);
        }
        self.says.told_by[known] += 1;
        self.run += 1;
    }
}
