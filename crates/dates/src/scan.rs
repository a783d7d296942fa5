//! One pass over a text: which words of the lexicon stand where, looked up once an offset.

use crate::grammar::{Grammar, Suffix};
use crate::lexicon::{Hits, Output, Symbol};
use crate::machine::{Overwritten, Run};
use crate::number::{self, Spelled};
use crate::stands::Stands;
use crate::template::Atom;
use crate::text::{FILLER, Kind, Text};
use std::ops::Range;

/// How many offsets are kept; patterns reach over fewer words.
const SLOTS: usize = 64;

/// How many spelled-out numbers are kept.
const NUMBERS: usize = 8;

/// How many words may gather before they are forgotten.
const POOL: usize = 4096;

/// A text being scanned.
pub(crate) struct Scan<'s, 't> {
    pub(crate) grammar: &'s Grammar,
    pub(crate) text: &'s Text<'t>,
    /// The words found, by offset, shortest first.
    pool: Vec<Hits>,
    slots: [Slot; SLOTS],
    /// For each rule, the offset where it was tried last, and one more: 0 is nowhere. Empty until one is tried: most texts
    /// are short lines, in which none is.
    tried: Vec<usize>,
    /// The spelled-out numbers read last, by offset.
    spelled: [(usize, Spelled); NUMBERS],
    /// What the rule that is being run has found, and what it has overwritten of that; both empty before each run.
    pub(crate) run: Run,
    pub(crate) overwritten: Vec<Overwritten>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    at: usize,
    start: u32,
    end: u32,
    /// The lists that the words found are of, and whether there is a digit.
    stands: Stands,
}

const EMPTY: Slot = Slot { at: usize::MAX, start: 0, end: 0, stands: Stands::ANYTHING };

impl<'s, 't> Scan<'s, 't> {
    pub(crate) fn new(grammar: &'s Grammar, text: &'s Text<'t>) -> Self {
        Self {
            grammar,
            text,
            pool: Vec::new(),
            slots: [EMPTY; SLOTS],
            tried: Vec::new(),
            spelled: [(usize::MAX, None); NUMBERS],
            run: Run::default(),
            overwritten: Vec::new(),
        }
    }

    /// Forgets the words of offsets that lie behind, where many have gathered.
    pub(crate) fn forget(&mut self) {
        if self.pool.len() > POOL {
            self.pool.clear();
            self.slots = [EMPTY; SLOTS];
        }
    }

    /// Where in [`hits`](Self::hits) the words that start at an offset lie.
    pub(crate) fn words_at(&mut self, at: usize) -> Range<usize> {
        let slot = self.slot(at);
        slot.start as usize..slot.end as usize
    }

    /// The same, empty where no word of one list is among them.
    pub(crate) fn words_of(&mut self, list: Symbol, at: usize) -> Range<usize> {
        let slot = self.slot(at);
        if slot.stands.meets(Stands::list(list)) { slot.start as usize..slot.end as usize } else { 0..0 }
    }

    /// What stands at an offset, white space left out.
    pub(crate) fn stands(&mut self, at: usize) -> Stands {
        self.slot(self.spaces(at)).stands
    }

    fn slot(&mut self, at: usize) -> Slot {
        let slot = &mut self.slots[at % SLOTS];
        if slot.at != at {
            let start = self.pool.len();
            let pool = &mut self.pool;
            let mut stands = self.grammar.lexicon.walk(self.text, at, pool);
            if self.text.byte_at(at).is_ascii_digit() {
                stands.add(Stands::DIGITS);
            }
            *slot = Slot { at, start: index(start), end: index(self.pool.len()), stands };
        }
        *slot
    }

    /// Some of the words found.
    pub(crate) fn hits(&self, index: usize) -> Hits {
        self.pool[index]
    }

    /// The one of them that is of a list, and where it ends.
    pub(crate) fn hit(&self, index: usize, list: Symbol) -> Option<(Output, usize)> {
        let hits = self.pool[index];
        let word = self.grammar.lexicon.words(hits).iter().find(|word| word.symbol == list)?;
        Some((*word, hits.end))
    }

    /// Where the white space that starts at an offset ends.
    pub(crate) fn spaces(&self, at: usize) -> usize {
        let rest = &self.text.folded[at..];
        at + rest.iter().take_while(|byte| matches!(**byte, b' ' | FILLER)).count()
    }

    /// The word of the list `cardinal` that stands at an offset, the longest: its value and end.
    pub(crate) fn cardinal(&mut self, at: usize) -> Spelled {
        let (grammar, text) = (self.grammar, self.text);
        let symbol = grammar.cardinal?;
        let whole = |end: usize| {
            grammar.free_ends()
                || text.kind_at(end) != Kind::Letter
                || Suffix::any_at(&grammar.suffixes, text, end)
        };
        let mut words = self.words_of(symbol, at).rev().filter_map(|index| self.hit(index, symbol));
        let (word, end) = words.find(|(_, end)| whole(*end))?;
        self.number_of(word).map(|number| (number, end))
    }

    /// The words of the list `cardinal` that the text goes on with at an offset, whatever follows them, longest first.
    pub(crate) fn numbers_at(&mut self, at: usize) -> Vec<(i64, usize)> {
        let Some(symbol) = self.grammar.cardinal else { return Vec::new() };
        let words = self.words_of(symbol, at).rev().filter_map(|index| self.hit(index, symbol));
        words.filter_map(|(word, end)| Some((self.number_of(word)?, end))).collect()
    }

    fn number_of(&self, word: Output) -> Option<i64> {
        match self.grammar.lexicon.atom(word.atom) {
            Atom::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The number that is spelled out at an offset.
    pub(crate) fn spelled(&mut self, at: usize) -> Spelled {
        let place = at % NUMBERS;
        if self.spelled[place].0 != at {
            self.spelled[place] = (at, number::read_spelled(self, at));
        }
        self.spelled[place].1
    }

    /// Whether a rule has not been tried at this offset yet.
    pub(crate) fn first_try(&mut self, rule: u16, at: usize) -> bool {
        if self.tried.is_empty() {
            self.tried = vec![0; self.grammar.rules.len()];
        }
        let tried = &mut self.tried[usize::from(rule)];
        let first = *tried != at + 1;
        *tried = at + 1;
        first
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("the pool is bounded")
}
