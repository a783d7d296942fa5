//! What the cues around an expression say.

use super::{Mark, MarkKind, Tense};
use crate::text::Text;
use std::ops::Range;

/// Which way a sentence looks, and how far that holds for an expression in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// `None`: the sentence gives no cue.
    pub(crate) tense: Option<Tense>,
    /// What is planned or announced is nearer to the expression than the cue is, or is the cue: "has set Nov. 10".
    pub(crate) planned: bool,
    /// A comma parts the cue from the expression: it may be that of another clause.
    pub(crate) parted: bool,
    /// The expression is a deadline: "by Thursday".
    pub(crate) deadline: bool,
}

impl Look {
    pub(super) fn deadline() -> Self {
        Self { tense: Some(Tense::Future), deadline: true, ..Self::default() }
    }

    /// What the first cue on the way says.
    pub(super) fn of<'m>(
        marks: impl Iterator<Item = &'m Mark>,
        is_parted: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let mut planned = false;
        for mark in marks {
            let MarkKind::Cue { tense, plan } = mark.kind else { continue };
            planned |= plan;
            if tense.is_some() {
                return Some(Self { tense, planned, parted: is_parted(mark.at), deadline: false });
            }
        }
        None
    }

    /// The same, of a cue that stands in another clause than the expression.
    pub(super) fn of_another_clause(self) -> Self {
        Self { parted: true, ..self }
    }
}

/// Whether a comma stands somewhere in a stretch of text.
pub(super) fn is_parted(text: &Text<'_>, stretch: Range<usize>) -> bool {
    let mut commas = memchr::memchr_iter(b',', &text.folded[stretch.clone()]).map(|at| stretch.start + at);
    commas.any(|at| text.is_comma(at))
}
