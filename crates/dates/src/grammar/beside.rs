//! What may stand beside an expression.

use crate::text::{Text, fold_word, without_filler};
use std::collections::BTreeSet;

/// An ending that may be glued behind an expression and is no part of it.
#[derive(Debug)]
pub(crate) struct Suffix {
    letters: Vec<u8>,
    /// Whether any letters may follow.
    open: bool,
}

impl Suffix {
    pub(super) fn new(written: &str) -> Self {
        let letters = written.strip_suffix('*');
        Self { letters: fold_word(letters.unwrap_or(written)), open: letters.is_some() }
    }

    /// Whether the letters at `at` are this ending, to the end of the word.
    pub(crate) fn stands_at(&self, text: &Text<'_>, at: usize) -> bool {
        let letters = without_filler(&text.folded[at..text.letters_end(at)]);
        letters.starts_with(&self.letters) && (self.open || letters.len() == self.letters.len())
    }
}

/// Words or marks beside an expression, folded.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    words: BTreeSet<Vec<u8>>,
    /// Whether no spaces part words, so that any text that ends or starts with one counts.
    unspaced: bool,
}

impl Neighbours {
    pub(super) fn new(words: &[String], unspaced: bool) -> Self {
        Self { words: words.iter().map(|word| fold_word(word)).collect(), unspaced }
    }

    /// Whether one of them stands before `at`.
    pub(crate) fn before(&self, text: &Text<'_>, at: usize) -> bool {
        if self.unspaced {
            let text = text.folded[..at].trim_ascii_end();
            return self.words.iter().any(|word| text.ends_with(word));
        }
        !self.words.is_empty() && self.words.contains(&*without_filler(text.word_before(at)))
    }

    /// Whether one of them stands behind `at`.
    pub(crate) fn behind(&self, text: &Text<'_>, at: usize) -> bool {
        if self.unspaced {
            let text = text.folded[at..].trim_ascii_start();
            return self.words.iter().any(|word| text.starts_with(word));
        }
        !self.words.is_empty() && self.words.contains(&*without_filler(text.word_after(at)))
    }
}
