//! Which rules may match where: by the first three things that stand there.

use crate::lexicon::Symbol;
use crate::number::NumberKind;
use crate::pattern::Op;
use crate::stands::Stands;
use std::collections::BTreeSet;

/// Something a pattern reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Element {
    /// A word of a list.
    Word(Symbol),
    /// A number in digits.
    Digits,
}

/// The rules of a grammar by the elements they may start with.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    words: Vec<Start>,
    digits: Start,
}

/// The rules that may start with one element.
#[derive(Debug, Default)]
pub(crate) struct Start {
    /// Whatever follows.
    pub(crate) alone: Vec<u16>,
    /// Where that element follows, sorted, with what is wanted behind that.
    followed: Vec<(Element, u16, Stands)>,
}

impl Start {
    /// The rules that want `next` behind their first element, each with what it wants behind that.
    pub(crate) fn followed_by(&self, next: Element) -> &[(Element, u16, Stands)] {
        let from = self.followed.partition_point(|(element, ..)| *element < next);
        let behind = &self.followed[from..];
        let count = behind.iter().take_while(|(element, ..)| *element == next).count();
        &behind[..count]
    }

    /// Whether no rule starts so.
    pub(crate) fn is_empty(&self) -> bool {
        self.alone.is_empty() && self.followed.is_empty()
    }

    /// Whether some rule looks at what follows.
    pub(crate) fn looks_on(&self) -> bool {
        !self.followed.is_empty()
    }
}

impl Starts {
    /// The rules that may start with a word of a list.
    pub(crate) fn word(&self, symbol: Symbol) -> &Start {
        &self.words[usize::from(symbol)]
    }

    /// The rules that may start with digits.
    pub(crate) fn digits(&self) -> &Start {
        &self.digits
    }

    /// Sorts the patterns of all rules, in their order.
    pub(crate) fn new<'p>(
        patterns: impl Iterator<Item = (&'p [Op], &'p [Stands])>,
        symbols: Symbol,
        numbers: &[NumberKind],
        cardinal: Option<Symbol>,
    ) -> Self {
        let mut starts = Self { words: Vec::new(), digits: Start::default() };
        starts.words.resize_with(usize::from(symbols), Start::default);
        for (rule, (ops, wants)) in patterns.enumerate() {
            let rule = u16::try_from(rule).expect("a file has fewer rules than u16 counts");
            let reader = Reader { ops, numbers, cardinal };
            for (first, op) in reader.next_of(0).elements {
                let next = reader.next_of(op);
                let start = match first {
                    Element::Word(symbol) => &mut starts.words[usize::from(symbol)],
                    Element::Digits => &mut starts.digits,
                };
                if next.anything {
                    start.alone.push(rule);
                } else {
                    let followed = |(element, op): (Element, usize)| (element, rule, wants[op]);
                    start.followed.extend(next.elements.into_iter().map(followed));
                }
            }
        }
        for start in starts.words.iter_mut().chain([&mut starts.digits]) {
            start.alone.sort_unstable();
            start.alone.dedup();
            start.followed.sort_unstable_by_key(|(element, rule, _)| (*element, *rule));
            start.followed.dedup_by(|again, first| {
                let same = (again.0, again.1) == (first.0, first.1);
                if same {
                    first.2.add(again.2);
                }
                same
            });
        }
        starts
    }
}

/// Reads a pattern's elements off its steps.
struct Reader<'r> {
    ops: &'r [Op],
    numbers: &'r [NumberKind],
    cardinal: Option<Symbol>,
}

/// What may be read next.
#[derive(Default)]
struct Next {
    /// Each with the step behind it.
    elements: BTreeSet<(Element, usize)>,
    /// The pattern may end here, or read any word.
    anything: bool,
}

impl Reader<'_> {
    fn next_of(&self, op: usize) -> Next {
        let mut next = Next::default();
        self.walk(op, &mut next);
        next
    }

    fn walk(&self, at: usize, next: &mut Next) {
        match &self.ops[at] {
            Op::Word { symbol, .. } => {
                next.elements.insert((Element::Word(*symbol), at + 1));
            }
            Op::Number { kind, .. } => {
                next.elements.insert((Element::Digits, at + 1));
                let spelled = self.cardinal.filter(|_| self.numbers[usize::from(*kind)].words);
                next.elements.extend(spelled.map(|cardinal| (Element::Word(cardinal), at + 1)));
            }
            Op::Space | Op::MaybeSpace | Op::Open(_) | Op::Close(_) => self.walk(at + 1, next),
            Op::Split(first, second) => {
                self.walk(usize::from(*first), next);
                self.walk(usize::from(*second), next);
            }
            Op::Jump(target) => self.walk(usize::from(*target), next),
            Op::AnyWord | Op::Accept => next.anything = true,
        }
    }
}
