//! Phrases looked up in a text, all at once.

use super::hits::{Anchor, Meaning};
use crate::flat::is_wide;
use crate::letter::is_letter_or_digit;
use crate::runs::{STRETCH, bits};
use dateline_record::Forms;
use std::ops::Range;

/// Phrases, and all that each says: one may close an article in one language and be a button in another.
#[derive(Debug)]
pub(super) struct Phrasebook {
    forms: Forms<Vec<(Meaning, Anchor)>>,
}

impl Phrasebook {
    /// Of phrases in order.
    pub(super) fn new(phrases: &[(String, Meaning, Anchor)]) -> Self {
        debug_assert!(
            phrases.iter().all(|(phrase, ..)| !phrase.starts_with(char::is_whitespace)),
            "`find` looks for none that do"
        );
        let alike = phrases.chunk_by(|one, other| one.0 == other.0);
        let forms = alike.map(|alike| {
            (&alike[0].0, alike.iter().map(|(_, meaning, anchor)| (*meaning, *anchor)).collect())
        });
        Self { forms: Forms::new(forms) }
    }

    /// Tells all that stand somewhere in a text, overlapping ones too.
    pub(super) fn find(&self, text: &str, tell: &mut impl FnMut((Meaning, Anchor), Range<usize>)) {
        let bytes = text.as_bytes();
        let mut before = 0;
        for (start, stretch) in (0..).step_by(STRETCH).zip(bytes.chunks(STRETCH)) {
            // A bit for each byte that goes on with a word, or with a character: nothing is guessed byte by byte. No
            // phrase begins inside a word; of scripts other than Latin `is_word` will say.
            let in_word = bits(stretch, |byte| byte.is_ascii_alphanumeric());
            let mut begins = bits(stretch, |byte| byte > b' ' && !matches!(byte, 0x80..0xC0));
            begins &= !(in_word & (in_word << 1 | before));
            before = in_word >> (STRETCH - 1);
            while begins != 0 {
                let at = start + begins.trailing_zeros() as usize;
                begins &= begins - 1;
                if self.forms.may_begin(&bytes[at..]) {
                    self.find_at(text, at, tell);
                }
            }
        }
    }

    /// Tells all that stand at one place.
    pub(super) fn find_at(
        &self,
        text: &str,
        at: usize,
        tell: &mut impl FnMut((Meaning, Anchor), Range<usize>),
    ) {
        for (length, meanings) in self.forms.at(&text.as_bytes()[at..]) {
            let found = at..at + length;
            if is_word(text, found.start, found.end) {
                meanings.iter().for_each(|meaning| tell(*meaning, found.clone()));
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
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let joins = |one: Option<char>, other: Option<char>| {
        let spaced = |c: char| is_letter_or_digit(c) && !is_wide(c);
        one.is_some_and(spaced) && other.is_some_and(spaced)
    };
    let stretch = &text[start..end];
    !joins(text[..start].chars().next_back(), stretch.chars().next())
        && !joins(stretch.chars().next_back(), text[end..].chars().next())
}
