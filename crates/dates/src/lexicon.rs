//! All words of a language's file in one trie over folded bytes.

use crate::template::Atom;
use crate::text::{FILLER, Text};

/// A word list or a literal of some pattern.
pub(crate) type Symbol = u16;

/// A word found at some offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) symbol: Symbol,
    /// Index of the word's value in the lexicon.
    pub(crate) atom: u32,
    pub(crate) end: usize,
}

/// The trie, as a table of transitions over byte classes: one row a node, one column a class.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    classes: Vec<u8>,
    width: usize,
    next: Vec<u32>,
    outputs: Vec<Vec<Output>>,
    atoms: Vec<Atom>,
}

/// Collects words before the trie is laid out.
#[derive(Debug, Default)]
pub(crate) struct LexiconBuilder {
    words: Vec<(Vec<u8>, Output)>,
    atoms: Vec<Atom>,
}

/// What stands at the end of a word in the trie.
#[derive(Debug, Clone, Copy)]
struct Output {
    symbol: Symbol,
    atom: u32,
    /// Whether the word is a stem: letters behind it belong to it.
    stem: bool,
}

impl LexiconBuilder {
    /// Adds a folded word of a list, with its value; `недел*` is a stem.
    pub(crate) fn add(&mut self, mut word: Vec<u8>, symbol: Symbol, atom: Atom) {
        let stem = word.len() > 1 && word.last() == Some(&b'*');
        word.truncate(word.len() - usize::from(stem));
        let index = u32::try_from(self.atoms.len()).expect("a language has fewer words than u32 counts");
        self.atoms.push(atom);
        self.words.push((word, Output { symbol, atom: index, stem }));
    }

    /// The first two bytes of all words of some lists.
    pub(crate) fn pairs(&self, of: impl Fn(Symbol) -> bool) -> BytePairs {
        let mut pairs = BytePairs(vec![0; 1024]);
        for (word, _) in self.words.iter().filter(|(_, output)| of(output.symbol)) {
            match *word.as_slice() {
                [] => {}
                [only] => (0..=255).for_each(|second| pairs.add(only, second)),
                [first, second, ..] => {
                    pairs.add(first, second);
                    // Filler may stand behind any byte.
                    pairs.add(first, FILLER);
                }
            }
        }
        pairs
    }

    pub(crate) fn build(self) -> Lexicon {
        let mut classes = vec![0u8; 256];
        let mut width = 1;
        for byte in self.words.iter().flat_map(|(word, ..)| word) {
            let class = &mut classes[usize::from(*byte)];
            if *class == 0 {
                *class = width;
                width += 1;
            }
        }
        let width = usize::from(width);
        let mut lexicon =
            Lexicon { classes, width, next: vec![0; width], outputs: vec![Vec::new()], atoms: self.atoms };
        for (word, output) in self.words {
            lexicon.insert(&word, output);
        }
        lexicon
    }
}

/// A set of pairs of bytes.
#[derive(Debug)]
pub(crate) struct BytePairs(Vec<u64>);

impl BytePairs {
    fn add(&mut self, first: u8, second: u8) {
        self.0[usize::from(first) * 4 + usize::from(second) / 64] |= 1 << (second % 64);
    }

    /// Whether the pair is one of them.
    pub(crate) fn contains(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first) * 4 + usize::from(second) / 64] >> (second % 64) & 1 == 1
    }
}

impl Lexicon {
    fn insert(&mut self, word: &[u8], output: Output) {
        let mut node = 0;
        for byte in word {
            let cell = node * self.width + usize::from(self.classes[usize::from(*byte)]);
            if self.next[cell] == 0 {
                self.next[cell] =
                    u32::try_from(self.outputs.len()).expect("a trie has fewer nodes than u32 counts");
                self.next.resize(self.next.len() + self.width, 0);
                self.outputs.push(Vec::new());
            }
            node = self.next[cell] as usize;
        }
        if !self.outputs[node].iter().any(|known| known.symbol == output.symbol && known.stem == output.stem)
        {
            self.outputs[node].push(output);
        }
    }

    /// The value of a word.
    pub(crate) fn atom(&self, index: u32) -> &Atom {
        &self.atoms[index as usize]
    }

    /// Calls `found` for every word that starts at `at`, shortest first. A space in a word matches
    /// any run of spaces in the text.
    pub(crate) fn walk(&self, text: &Text<'_>, at: usize, mut found: impl FnMut(Hit)) {
        let bytes = &text.folded;
        let mut node = 0;
        let mut here = at;
        while let Some(&byte) = bytes.get(here) {
            let class = usize::from(self.classes[usize::from(byte)]);
            node = self.next[node * self.width + class] as usize;
            if node == 0 || class == 0 {
                return;
            }
            here += 1;
            while bytes.get(here).is_some_and(|next| *next == FILLER || (byte == b' ' && *next == b' ')) {
                here += 1;
            }
            for &Output { symbol, atom, stem } in &self.outputs[node] {
                let end = if stem { text.letters_end(here) } else { here };
                found(Hit { symbol, atom, end });
            }
        }
    }
}
