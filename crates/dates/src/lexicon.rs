//! All words of a language's file in one trie over folded bytes.

use crate::stands::Stands;
use crate::template::Atom;
use crate::text::{FILLER, Text};

/// A word list or a literal of some pattern.
pub(crate) type Symbol = u16;

/// Words found at some offset that end at the same place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hits {
    from: u32,
    to: u32,
    pub(crate) end: usize,
}

/// The trie, as a double array: a node's child for a byte stands that byte behind the node's base, and names the node as its
/// parent.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    endings: Vec<Ending>,
    /// Of all nodes, each node's together, stems last.
    outputs: Vec<Output>,
    atoms: Vec<Atom>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    base: u32,
    parent: u32,
    /// Which of the endings it has; that of the root, where no word ends, is the first.
    ending: u32,
}

/// No node: its parent is none either.
const FREE: Node = Node { base: 0, parent: u32::MAX, ending: 0 };

/// Where the outputs of a node lie.
#[derive(Debug, Clone, Copy)]
struct Ending {
    words: u32,
    stems: u32,
    end: u32,
    /// The lists that they are of.
    stands: Stands,
}

/// Collects words before the trie is laid out.
#[derive(Debug, Default)]
pub(crate) struct LexiconBuilder {
    words: Vec<(Vec<u8>, Output)>,
    atoms: Vec<Atom>,
}

/// What stands at the end of a word in the trie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) symbol: Symbol,
    /// Index of the word's value in the lexicon.
    pub(crate) atom: u32,
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
        let mut endings = vec![Ending { words: 0, stems: 0, end: 0, stands: Stands::ANYTHING }];
        // Nodes whose children are still to be laid out, with their words and their depths.
        let mut open = vec![(0, self.words.as_slice(), 0)];
        while let Some((node, words, depth)) = open.pop() {
            let ending = words.partition_point(|(word, _)| word.len() == depth);
            let (ends, longer) = words.split_at(ending);
            if !ends.is_empty() {
                layout.nodes[node].ending = index(endings.len());
                endings.push(Ending::new(ends, &mut outputs));
            }
            let children: Vec<_> = longer.chunk_by(|(a, _), (b, _)| a[depth] == b[depth]).collect();
            let bytes: Vec<u8> = children.iter().map(|words| words[0].0[depth]).collect();
            let base = layout.place(node, &bytes);
            open.extend(
                bytes.iter().zip(children).map(|(byte, words)| (base + usize::from(*byte), words, depth + 1)),
            );
        }
        Lexicon { nodes: layout.nodes, endings, outputs, atoms: self.atoms }
    }
}

impl Ending {
    fn new(ends: &[(Vec<u8>, Output)], outputs: &mut Vec<Output>) -> Self {
        let mut stands = Stands::ANYTHING;
        let mut add = |stem: bool| {
            let from = outputs.len();
            for (_, output) in ends.iter().filter(|(_, output)| output.stem == stem) {
                if !outputs[from..].iter().any(|known| known.symbol == output.symbol) {
                    outputs.push(*output);
                    stands.add(Stands::list(output.symbol));
                }
            }
            (index(from), index(outputs.len()))
        };
        let (words, _) = add(false);
        let (stems, end) = add(true);
        Self { words, stems, end, stands }
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

    /// Words found, each of another list.
    pub(crate) fn words(&self, hits: Hits) -> &[Output] {
        &self.outputs[hits.from as usize..hits.to as usize]
    }

    /// Adds all words that start at `at` to `found`, shortest first, and gives their lists. A space in a word
    /// matches any run of spaces in the text.
    pub(crate) fn walk(&self, text: &Text<'_>, at: usize, found: &mut Vec<Hits>) -> Stands {
        let bytes = text.folded.as_slice();
        let mut stands = Stands::ANYTHING;
        let mut node = (0, FREE.base);
        if let Some(root) = self.nodes.first() {
            node.1 = root.base;
        }
        let mut here = at;
        while let Some(&byte) = bytes.get(here) {
            let child = node.1 + u32::from(byte);
            let ending = match self.nodes.get(child as usize) {
                Some(known) if known.parent == node.0 => {
                    node = (child, known.base);
                    known.ending
                }
                _ => break,
            };
            here += 1;
            while bytes.get(here).is_some_and(|next| *next == FILLER || (byte == b' ' && *next == b' ')) {
                here += 1;
            }
            if ending == 0 {
                continue;
            }
            let ending = self.endings[ending as usize];
            stands.add(ending.stands);
            if ending.words < ending.stems {
                found.push(Hits { from: ending.words, to: ending.stems, end: here });
            }
            if ending.stems < ending.end {
                found.push(Hits { from: ending.stems, to: ending.end, end: text.letters_end(here) });
            }
        }
        stands
    }
}
