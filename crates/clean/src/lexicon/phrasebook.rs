//! Phrases looked up in a text, all at once.

use super::hits::{Anchor, Meaning};
use crate::flat::is_wide;
use crate::letter::is_letter_or_digit;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input, MatchKind, StartKind};
use std::ops::Range;

/// Phrases, and what each says.
#[derive(Debug)]
pub(super) struct Phrasebook {
    automaton: AhoCorasick,
    /// All that each phrase says: one may close an article in one language and be a button in another.
    meanings: Vec<Vec<(Meaning, Anchor)>>,
}

impl Phrasebook {
    pub(super) fn new(phrases: Vec<(String, Meaning, Anchor)>, start: StartKind) -> Self {
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .start_kind(start)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .dense_depth(3)
            .build(phrases.chunk_by(|one, other| one.0 == other.0).map(|alike| &alike[0].0))
            .expect("the phrases are far fewer than the automaton can hold");
        let meanings = phrases.chunk_by(|one, other| one.0 == other.0);
        let meanings =
            meanings.map(|alike| alike.iter().map(|(_, meaning, anchor)| (*meaning, *anchor)).collect());
        Self { automaton, meanings: meanings.collect() }
    }

    /// Tells all that stand there, overlapping ones too.
    pub(super) fn find(&self, input: Input<'_>, tell: &mut impl FnMut((Meaning, Anchor), Range<usize>)) {
        let mut state = OverlappingState::start();
        loop {
            self.automaton.find_overlapping(input.clone(), &mut state);
            let Some(found) = state.get_match() else { return };
            for meaning in &self.meanings[found.pattern().as_usize()] {
                tell(*meaning, found.range());
            }
        }
    }
}

/// Where the letters and digits of a text start and end.
pub(super) fn bare_ends(text: &str) -> (usize, usize) {
    let first = text.find(is_letter_or_digit).unwrap_or(0);
    let last = text.rfind(is_letter_or_digit);
    let last = last.map_or(text.len(), |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (first, last)
}

/// Whether a stretch is made of whole words, in scripts that have spaces between words.
pub(super) fn is_word(text: &str, start: usize, end: usize) -> bool {
    let joins = |one: Option<char>, other: Option<char>| {
        let spaced = |c: char| is_letter_or_digit(c) && !is_wide(c);
        one.is_some_and(spaced) && other.is_some_and(spaced)
    };
    let stretch = &text[start..end];
    !joins(text[..start].chars().next_back(), stretch.chars().next())
        && !joins(stretch.chars().next_back(), text[end..].chars().next())
}
