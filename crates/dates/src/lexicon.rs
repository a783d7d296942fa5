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

/// The trie, as a double array: a node's child for a byte stands that byte behind the node's base, and names the node as its
/// parent.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    /// Of all nodes, each node's together.
    outputs: Vec<Output>,
    atoms: Vec<Atom>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    base: u32,
    parent: u32,
    /// Where its outputs begin.
    outputs: u32,
    /// How many there are.
    count: u32,
}

/// No node: its parent is none either.
const FREE: Node = Node { base: 0, parent: u32::MAX, outputs: 0, count: 0 };

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
        let output = Output { symbol, atom: index(self.atoms.len()), stem };
        self.atoms.push(atom);
        self.words.push((word, output));
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

    pub(crate) fn build(mut self) -> Lexicon {
        self.words.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut layout = Layout { nodes: vec![FREE; 512], first_free: 256, first_room: 256 };
        let mut outputs: Vec<Output> = Vec::new();
        // Nodes whose children are still to be laid out, with their words and their depths.
        let mut open = vec![(0, self.words.as_slice(), 0)];
        while let Some((node, words, depth)) = open.pop() {
            let ending = words.partition_point(|(word, _)| word.len() == depth);
            let (ends, longer) = words.split_at(ending);
            let from = outputs.len();
            for (_, output) in ends {
                let known = |known: &Output| known.symbol == output.symbol && known.stem == output.stem;
                if !outputs[from..].iter().any(known) {
                    outputs.push(*output);
                }
            }
            layout.nodes[node].outputs = index(from);
            layout.nodes[node].count = index(outputs.len() - from);
            let children: Vec<_> = longer.chunk_by(|(a, _), (b, _)| a[depth] == b[depth]).collect();
            let bytes: Vec<u8> = children.iter().map(|words| words[0].0[depth]).collect();
            let base = layout.place(node, &bytes);
            open.extend(
                bytes.iter().zip(children).map(|(byte, words)| (base + usize::from(*byte), words, depth + 1)),
            );
        }
        Lexicon { nodes: layout.nodes, outputs, atoms: self.atoms }
    }
}

/// A double array being filled.
struct Layout {
    nodes: Vec<Node>,
    /// Every place before it is taken, the first 256 left out: their bytes could have no base.
    first_free: usize,
    /// Where several children were found room for last after a long search.
    first_room: usize,
}

impl Layout {
    /// Finds room for a node's children; gives its base.
    fn place(&mut self, node: usize, bytes: &[u8]) -> usize {
        let Some(first) = bytes.first().map(|byte| usize::from(*byte)) else { return 0 };
        while self.is_taken(self.first_free) {
            self.first_free += 1;
        }
        /// Tries after which it does not pay to look at the same places for the next node again.
        const LONG: usize = 32;
        let alone = bytes.len() == 1;
        let from = if alone { self.first_free } else { self.first_room.max(self.first_free) };
        let mut place = from;
        while bytes.iter().any(|byte| self.is_taken(place - first + usize::from(*byte))) {
            place += 1;
        }
        if !alone && place - from > LONG {
            self.first_room = place;
        }
        let base = place - first;
        // Any byte behind any base must be inside.
        self.nodes.resize(self.nodes.len().max(base + 512), FREE);
        self.nodes[node].base = index(base);
        for byte in bytes {
            self.nodes[base + usize::from(*byte)].parent = index(node);
        }
        base
    }

    fn is_taken(&self, place: usize) -> bool {
        self.nodes.get(place).is_some_and(|node| node.parent != FREE.parent)
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("a language has fewer words than u32 counts")
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
    /// The value of a word.
    pub(crate) fn atom(&self, index: u32) -> &Atom {
        &self.atoms[index as usize]
    }

    /// Calls `found` for every word that starts at `at`, shortest first. A space in a word matches
    /// any run of spaces in the text.
    pub(crate) fn walk(&self, text: &Text<'_>, at: usize, mut found: impl FnMut(Hit)) {
        let bytes = text.folded.as_slice();
        let Some(root) = self.nodes.first() else { return };
        let mut node = (0, root);
        let mut here = at;
        while let Some(&byte) = bytes.get(here) {
            let child = node.1.base + u32::from(byte);
            match self.nodes.get(child as usize) {
                Some(known) if known.parent == node.0 => node = (child, known),
                _ => return,
            }
            here += 1;
            while bytes.get(here).is_some_and(|next| *next == FILLER || (byte == b' ' && *next == b' ')) {
                here += 1;
            }
            let outputs = node.1.outputs as usize..(node.1.outputs + node.1.count) as usize;
            for &Output { symbol, atom, stem } in &self.outputs[outputs] {
                let end = if stem { text.letters_end(here) } else { here };
                found(Hit { symbol, atom, end });
            }
        }
    }
}
