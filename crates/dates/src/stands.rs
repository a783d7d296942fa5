//! What stands at some place of a text, and what a pattern wants there, as sets that are quick to compare.

use crate::lexicon::Symbol;
use crate::number::NumberKind;
use crate::pattern::Op;

/// A set of word lists and digits. Lists share bits, so that two sets may seem to meet that do not; never the
/// other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stands(u128);

impl Stands {
    /// What stands everywhere: the wish for nothing at all meets it.
    pub(crate) const ANYTHING: Self = Self(1 << 127);
    /// A digit.
    pub(crate) const DIGITS: Self = Self(1 << 126);

    /// A word of a list.
    pub(crate) fn list(symbol: Symbol) -> Self {
        Self(1 << (symbol % 126))
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether something is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What each step of a pattern wants to stand next, spaces left out.
    pub(crate) fn wanted_by(ops: &[Op], numbers: &[NumberKind], cardinal: Option<Symbol>) -> Vec<Self> {
        let mut wanted = vec![Self::ANYTHING; ops.len()];
        // Steps only lead on, so those behind a step are known before it.
        for (at, op) in ops.iter().enumerate().rev() {
            wanted[at] = match op {
                Op::Word { symbol, .. } => Self::list(*symbol),
                Op::Number { kind, .. } => {
                    let spelled = cardinal.filter(|_| numbers[usize::from(*kind)].words);
                    Self(Self::DIGITS.0 | spelled.map_or(0, |cardinal| Self::list(cardinal).0))
                }
                Op::Space | Op::MaybeSpace | Op::Open(_) | Op::Close(_) => wanted[at + 1],
                Op::Split(first, second) => {
                    Self(wanted[usize::from(*first)].0 | wanted[usize::from(*second)].0)
                }
                Op::Jump(target) => wanted[usize::from(*target)],
                Op::AnyWord | Op::Accept => Self::ANYTHING,
            };
        }
        wanted
    }
}
