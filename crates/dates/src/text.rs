//! A text made ready for matching: folded once, offsets unchanged.

mod fold;

pub(crate) use fold::{FILLER, fold_word, without_filler};

use crate::tense::Marks;
use fold::{fold_ascii, fold_char};
use std::cell::RefCell;
use std::ops::Range;

/// Bytes that a word has at most, where it must be known whether one is being cut.
const LONGEST_WORD: usize = 32;

/// A text with case, dashes, apostrophes, white space and digit widths folded away.
///
/// The folded bytes stand at the same offsets as the original's. A line feed is folded to a space
/// only where it is a soft wrap: a headline and the line below it are not one sentence.
pub(crate) struct Text<'t> {
    pub(crate) original: &'t str,
    pub(crate) folded: Vec<u8>,
    /// The cues to tense of the sentence that was asked about last.
    pub(crate) marks: RefCell<Marks>,
}

impl<'t> Text<'t> {
    pub(crate) fn new(original: &'t str) -> Self {
        let mut folded = Vec::with_capacity(original.len());
        let bytes = original.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = bytes[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len() - at);
            folded.extend(bytes[at..at + run].iter().map(|byte| fold_ascii(*byte)));
            at += run;
            if let Some(c) = original[at..].chars().next() {
                fold_char(c, &mut folded);
                at += c.len_utf8();
            }
        }
        let mut text = Self { original, folded, marks: RefCell::default() };
        text.soften_wraps();
        text
    }

    /// Turns the line feeds of hard-wrapped text into spaces.
    ///
    /// A line was wrapped where the next line's first word would not have fitted any more; the
    /// width is that of the text's longest line. Lines over 120 bytes are paragraphs, so such a
    /// text is not wrapped at all.
    fn soften_wraps(&mut self) {
        let breaks: Vec<usize> = memchr::memchr_iter(b'\n', &self.folded).collect();
        let mut start = 0;
        let mut widest = 0;
        for &at in breaks.iter().chain([&self.folded.len()]) {
            widest = widest.max(at - start);
            start = at + 1;
        }
        if widest > 120 {
            return;
        }
        let mut start = 0;
        for &at in &breaks {
            let next = &self.folded[at + 1..];
            let word = next.iter().position(|byte| matches!(byte, b' ' | b'\n')).unwrap_or(next.len());
            let blank_next = word == 0;
            if !blank_next && at - start + 1 + word > widest.saturating_sub(2) {
                self.folded[at] = b' ';
            }
            start = at + 1;
        }
    }

    /// Whether a folded comma was one that parts clauses: not that of a list (、), nor one between digits.
    pub(crate) fn is_comma(&self, at: usize) -> bool {
        let between_digits = self.byte_before(at).is_ascii_digit() && self.byte_at(at + 1).is_ascii_digit();
        !between_digits && !self.original[at..].starts_with('、')
    }

    /// Where sentences end in a stretch of the text, in no order.
    pub(crate) fn sentence_ends(&self, stretch: Range<usize>) -> impl Iterator<Item = usize> {
        let bytes = &self.folded[stretch.clone()];
        let stops = memchr::memchr3_iter(b'.', b'?', b'!', bytes)
            .chain(memchr::memchr2_iter(b'\n', b';', bytes))
            // The last byte of 。, which few other characters share.
            .chain(memchr::memchr_iter(0x82, bytes).filter_map(|last| last.checked_sub(2)));
        stops.map(move |at| stretch.start + at).filter(|at| self.ends_sentence(*at))
    }

    /// Whether a sentence ends at `at`. A full stop ends one where a space and a capital follow, and
    /// where the word before it has more than one letter: "U.S. officials" goes on.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        match self.folded[at] {
            b'\n' => true,
            b'!' | b'?' | b';' => self.byte_at(self.skip_filler(at + 1)) == b' ',
            b'.' if self.byte_at(at + 1) == b' ' => {
                let initial = self.kind_before(at) == Kind::Letter
                    && self.kind_before(self.char_before(at)) != Kind::Letter;
                let next = self.skip_filler(at + 2);
                !initial
                    && !self.original.get(next..).is_some_and(|rest| rest.starts_with(char::is_lowercase))
            }
            _ => self.folded[at..].starts_with("。".as_bytes()),
        }
    }

    /// Whether a sentence starts at `at`, quotation marks and brackets before it left out.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        let before = self.original[..at]
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?:;\n\u{3002}…".contains(c));
        before.is_empty() || !before.ends_with(char::is_alphanumeric)
    }

    /// Whether the word before `at`, in the same sentence, is capitalised.
    pub(crate) fn follows_capital(&self, at: usize) -> bool {
        let before = self.original[..at].trim_end_matches([' ', '\u{a0}']);
        let start = self.letters_start(before.len());
        start < before.len() && before[start..].starts_with(char::is_uppercase)
    }

    /// The next offset that is not filler.
    pub(crate) fn skip_filler(&self, mut at: usize) -> usize {
        while self.folded.get(at) == Some(&FILLER) {
            at += 1;
        }
        at
    }

    /// What kind of character starts at `at`.
    pub(crate) fn kind_at(&self, at: usize) -> Kind {
        match self.folded.get(at) {
            None => Kind::Other,
            Some(byte) if byte.is_ascii() => Kind::of_ascii(*byte),
            Some(_) => self.original[at..].chars().next().map_or(Kind::Other, Kind::of),
        }
    }

    /// What kind of character ends at `at`.
    pub(crate) fn kind_before(&self, at: usize) -> Kind {
        let mut last = at;
        while last > 0 && self.folded[last - 1] == FILLER {
            last -= 1;
        }
        match last.checked_sub(1).map(|index| self.folded[index]) {
            None => Kind::Other,
            Some(byte) if byte.is_ascii() => Kind::of_ascii(byte),
            Some(_) => self.original[..at].chars().next_back().map_or(Kind::Other, Kind::of),
        }
    }

    /// Where the character that ends at `at` starts.
    pub(crate) fn char_before(&self, at: usize) -> usize {
        self.original[..at].char_indices().next_back().map_or(0, |(index, _)| index)
    }

    /// The byte before `at`, filler skipped; 0 at the start.
    pub(crate) fn byte_before(&self, at: usize) -> u8 {
        self.folded[..at].iter().rev().copied().find(|byte| *byte != FILLER).unwrap_or(0)
    }

    /// The folded byte at `at`; 0 at the end.
    pub(crate) fn byte_at(&self, at: usize) -> u8 {
        self.folded.get(at).copied().unwrap_or(0)
    }

    /// Where the word that starts at `at` ends; `at` itself if none starts there.
    pub(crate) fn word_end(&self, at: usize) -> usize {
        let rest = &self.folded[at..];
        at + rest.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(rest.len())
    }

    /// Where the word, or the character, around `at` starts, as far as it is not longer than any word.
    pub(crate) fn word_start(&self, mut at: usize) -> usize {
        let longest = at.saturating_sub(LONGEST_WORD);
        while at > longest && is_word_byte(self.folded[at - 1]) {
            at -= 1;
        }
        while !self.original.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Where the letters that follow `at` end.
    pub(crate) fn letters_end(&self, mut at: usize) -> usize {
        loop {
            match self.folded.get(at) {
                Some(byte) if byte.is_ascii_alphabetic() || *byte == FILLER => at += 1,
                Some(byte) if !byte.is_ascii() && self.kind_at(at) == Kind::Letter => {
                    at = self.char_after(at)
                }
                _ => return at,
            }
        }
    }

    /// Where the character that starts at `at` ends, filler behind it skipped.
    pub(crate) fn char_after(&self, at: usize) -> usize {
        let width = match self.folded.get(at) {
            None => return at,
            Some(0..0x80) => 1,
            Some(0x80..0xe0) => 2,
            Some(0xe0..0xf0) => 3,
            Some(0xf0..) => 4,
        };
        self.skip_filler(at + width)
    }

    /// Where the letters that end before `at` start.
    pub(crate) fn letters_start(&self, mut at: usize) -> usize {
        while at > 0 && self.kind_before(at) == Kind::Letter {
            at = self.char_before(at);
        }
        at
    }

    /// The word or the single punctuation mark that ends before `at`, spaces between left out.
    pub(crate) fn word_before(&self, at: usize) -> &[u8] {
        let end =
            self.folded[..at].iter().rposition(|byte| !matches!(*byte, b' ' | FILLER)).map_or(0, |i| i + 1);
        let mut start = end;
        while start > 0 && is_word_byte(self.folded[start - 1]) {
            start -= 1;
        }
        if start == end { &self.folded[end.saturating_sub(1)..end] } else { &self.folded[start..end] }
    }

    /// The word or the single punctuation mark that starts after `at`, spaces between left out.
    pub(crate) fn word_after(&self, at: usize) -> &[u8] {
        let rest = &self.folded[at.min(self.folded.len())..];
        let start = rest.iter().position(|byte| !matches!(*byte, b' ' | FILLER)).unwrap_or(rest.len());
        let rest = &rest[start..];
        let end = rest.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(rest.len());
        &rest[..end.max(1).min(rest.len())]
    }
}

/// Letters, digits, and every byte of a character outside ASCII.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == FILLER || byte >= 0x80
}

/// The kinds of characters that word boundaries lie between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Letter,
    Digit,
    Other,
}

impl Kind {
    fn of_ascii(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Self::Letter,
            _ => Self::Other,
        }
    }

    fn of(c: char) -> Self {
        // Letters of whole scripts, for which the tables of Unicode need not be asked.
        if matches!(c, 'а'..='я' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='\u{9fff}' | '가'..='힣')
        {
            Self::Letter
        } else if c.is_numeric() {
            Self::Digit
        } else if c.is_alphabetic() {
            Self::Letter
        } else {
            Self::Other
        }
    }
}
