//! One pass over a text: which words of the lexicon stand where, looked up once an offset.

use crate::grammar::Grammar;
use crate::lexicon::{Hit, Symbol};
use crate::text::{FILLER, Text};
use std::ops::Range;

/// How many offsets are kept; patterns reach over fewer words.
const SLOTS: usize = 64;

/// How many words may gather before they are forgotten.
const POOL: usize = 4096;

/// A text being scanned.
pub(crate) struct Scan<'s, 't> {
    pub(crate) grammar: &'s Grammar,
    pub(crate) text: &'s Text<'t>,
    /// The words found, by offset, shortest first.
    pool: Vec<Hit>,
    slots: [Slot; SLOTS],
    /// For each rule, the offset where it was tried last, and one more: 0 is nowhere.
    tried: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    at: usize,
    start: u32,
    end: u32,
    /// A bit for each list that a word found is of; lists share bits.
    lists: u64,
}

const EMPTY: Slot = Slot { at: usize::MAX, start: 0, end: 0, lists: 0 };

impl<'s, 't> Scan<'s, 't> {
    pub(crate) fn new(grammar: &'s Grammar, text: &'s Text<'t>) -> Self {
        let tried = vec![0; grammar.rules.len()];
        Self { grammar, text, pool: Vec::new(), slots: [EMPTY; SLOTS], tried }
    }

    /// Forgets the words of offsets that lie behind, where many have gathered.
    pub(crate) fn forget(&mut self) {
        if self.pool.len() > POOL {
            self.pool.clear();
            self.slots = [EMPTY; SLOTS];
        }
    }

    /// Where in [`hit`](Self::hit) the words that start at an offset lie.
    pub(crate) fn words_at(&mut self, at: usize) -> Range<usize> {
        let slot = self.slot(at);
        slot.start as usize..slot.end as usize
    }

    /// The same, empty where no word of one list is among them.
    pub(crate) fn words_of(&mut self, list: Symbol, at: usize) -> Range<usize> {
        let slot = self.slot(at);
        if slot.lists & bit(list) == 0 { 0..0 } else { slot.start as usize..slot.end as usize }
    }

    fn slot(&mut self, at: usize) -> Slot {
        let slot = &mut self.slots[at % SLOTS];
        if slot.at != at {
            let start = self.pool.len();
            let pool = &mut self.pool;
            let mut lists = 0;
            self.grammar.lexicon.walk(self.text, at, |hit| {
                lists |= bit(hit.symbol);
                pool.push(hit);
            });
            *slot = Slot { at, start: index(start), end: index(self.pool.len()), lists };
        }
        *slot
    }

    /// One of the words found.
    pub(crate) fn hit(&self, index: usize) -> Hit {
        self.pool[index]
    }

    /// Where the white space that starts at an offset ends.
    pub(crate) fn spaces(&self, at: usize) -> usize {
        let rest = &self.text.folded[at..];
        at + rest.iter().take_while(|byte| matches!(**byte, b' ' | FILLER)).count()
    }

    /// Whether a rule has not been tried at this offset yet.
    pub(crate) fn first_try(&mut self, rule: u16, at: usize) -> bool {
        let tried = &mut self.tried[usize::from(rule)];
        let first = *tried != at + 1;
        *tried = at + 1;
        first
    }
}

fn bit(list: Symbol) -> u64 {
    1 << (list % 64)
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("the pool is bounded")
}
