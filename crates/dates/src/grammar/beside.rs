//! What may stand beside an expression.

use crate::text::{FILLER, Text, fold_word, without_filler};

/// An ending that may be glued behind an expression and is no part of it.
#[derive(Debug)]
pub(crate) struct Suffix {
    letters: Vec<u8>,
    /// Whether any letters may follow.
    open: bool,
    /// Letters of which one must stand before it, where a letter does; none: any may.
    behind: Vec<Vec<u8>>,
}

impl Suffix {
    /// "ya", "ya*" where any letters may follow, "[aeo]ya" where one of those letters must stand before.
    pub(super) fn new(written: &str) -> Self {
        let (behind, written) =
            written.strip_prefix('[').and_then(|rest| rest.split_once(']')).unwrap_or(("", written));
        let behind = behind.chars().map(|letter| fold_word(letter.encode_utf8(&mut [0; 4]))).collect();
        let letters = written.strip_suffix('*');
        Self { letters: fold_word(letters.unwrap_or(written)), open: letters.is_some(), behind }
    }

    /// Whether some ending stands at `at`, up to the end of the word.
    pub(crate) fn any_at(suffixes: &[Self], text: &Text<'_>, at: usize) -> bool {
        if suffixes.is_empty() {
            return false;
        }
        let letters = without_filler(&text.folded[at..text.letters_end(at)]);
        let free = !text.original[..at].ends_with(char::is_alphabetic);
        let mut before = &text.folded[..at];
        while let Some(shorter) = before.strip_suffix(&[FILLER]) {
            before = shorter;
        }
        let follows = |suffix: &Self| {
            suffix.behind.is_empty() || suffix.behind.iter().any(|letter| before.ends_with(letter))
        };
        let is = |suffix: &Self| {
            letters.starts_with(&suffix.letters)
                && (suffix.open || letters.len() == suffix.letters.len())
                && (free || follows(suffix))
        };
        suffixes.iter().any(is)
    }
}

/// Words or marks beside an expression, folded.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// Sorted.
    words: Vec<Vec<u8>>,
    /// Whether no spaces part words, so that any text that ends or starts with one counts.
    unspaced: bool,
}

impl Neighbours {
    pub(super) fn new(words: &[String], unspaced: bool) -> Self {
        let mut words: Vec<Vec<u8>> = words.iter().map(|word| fold_word(word)).collect();
        words.sort_unstable();
        Self { words, unspaced }
    }

    /// Whether one of them stands before `at`.
    pub(crate) fn before(&self, text: &Text<'_>, at: usize) -> bool {
        if self.words.is_empty() {
            return false;
        }
        if self.unspaced {
            let text = text.folded[..at].trim_ascii_end();
            return self.words.iter().any(|word| text.last() == word.last() && text.ends_with(word));
        }
        self.holds(text.word_before(at))
    }

    /// Whether one of them stands behind `at`.
    pub(crate) fn behind(&self, text: &Text<'_>, at: usize) -> bool {
        if self.words.is_empty() {
            return false;
        }
        if self.unspaced {
            let text = text.folded[at..].trim_ascii_start();
            return self.words.iter().any(|word| text.first() == word.first() && text.starts_with(word));
        }
        self.holds(text.word_after(at))
    }

    fn holds(&self, word: &[u8]) -> bool {
        let word = without_filler(word);
        self.words.binary_search_by(|known| known.as_slice().cmp(&word)).is_ok()
    }
}
