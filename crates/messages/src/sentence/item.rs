//! The items of a sentence, and the classes that patterns see of them.

use crate::language::case::Case;
use crate::language::lexicon::{Meaning, Sense};
use crate::language::needs::ClassSet;
use crate::language::pattern::{Class, class};
use regex_automata::Span;
use std::ops::Range;

/// One item of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'l> {
    pub(crate) class: Class,
    /// First byte, in the block's text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// The word it is, where the language knows it.
    pub(crate) entry: Option<&'l Meaning>,
    /// Which time, quote or mention it is.
    pub(crate) index: usize,
    /// What the form tells of the case.
    pub(crate) case: Case,
}

/// The ranges of items that are a sentence each, stops left out.
pub(crate) fn sentences(items: &[Item<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, item) in items.iter().enumerate() {
        if item.class == class::STOP || at - start >= LONGEST {
            found.push(start..at);
            start = if item.class == class::STOP { at + 1 } else { at };
        }
    }
    found.push(start..items.len());
    found.retain(|range| !range.is_empty());
    found
}

/// A sentence of more items is read in pieces.
const LONGEST: usize = 400;

/// The class of a word, and the case its sense tells where its ending does not.
pub(crate) fn class_of(sense: &Sense, case: Case) -> (Class, Case) {
    match sense {
        Sense::Word(class) => (*class, case),
        Sense::Office(_, own, _) => (class::OFFICE, *own),
        Sense::Offices(_, own) => (class::OFFICES, *own),
        Sense::Country(_) => (class::COUNTRY, case),
        Sense::Person(_) | Sense::Surname(_) => (class::KNOWN, case),
        Sense::Agency(_) => (class::AGENCY, case),
        Sense::Holiday(_) | Sense::Event(_) | Sense::Occasion(_) | Sense::NationalDay => {
            (class::OCCASION, case)
        }
    }
}

/// The classes of items as a string, [`class::BYTES`] an item.
pub(crate) fn classes(items: &[Item<'_>]) -> String {
    items.iter().map(|item| item.class).collect()
}

/// The classes that items have, in whatever order.
pub(crate) fn class_set(items: &[Item<'_>]) -> ClassSet {
    items.iter().map(|item| item.class).collect()
}

/// The items that a match in a string of their classes covers.
pub(crate) fn covered(found: &Span) -> Range<usize> {
    found.start / class::BYTES..found.end / class::BYTES
}
