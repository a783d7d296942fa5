//! What characters a text is made of.

use crate::flat::is_wide;
use crate::letter::{is_capital, is_letter};

/// How many characters of each class a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Characters {
    /// Letters but the wide ones, capitals among them.
    pub(crate) letters: u32,
    pub(crate) capitals: u32,
    /// Signs of East Asia.
    pub(crate) wide: u32,
    pub(crate) digits: u32,
    /// Commas and sentence ends.
    pub(crate) stops: u32,
    /// Bars, arrows, slashes, at-signs: running text has few.
    pub(crate) signs: u32,
    pub(crate) quotes: u32,
    pub(crate) blanks: u32,
}

/// The classes of ASCII, as bytes of a number that counts them all at once. What is in no class has no byte.
const SMALL: u64 = 1;
const CAPITAL: u64 = 1 << 8;
const DIGIT: u64 = 1 << 16;
const STOP: u64 = 1 << 24;
const SIGN: u64 = 1 << 32;
const QUOTE: u64 = 1 << 40;
const BLANK: u64 = 1 << 48;

/// So many can be counted before a byte of the number is full.
const MOST_AT_ONCE: usize = u8::MAX as usize;

/// What each byte adds; those of characters beyond ASCII nothing.
const CLASSES: [u64; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < classes.len() {
        classes[at] = match at as u8 {
            b' ' => BLANK,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b',' | b'.' | b';' | b'!' | b'?' => STOP,
            b'|' | b'/' | b'>' | b'<' | b'@' | b'#' | b'_' | b'+' | b'*' => SIGN,
            b'"' => QUOTE,
            _ => 0,
        };
        at += 1;
    }
    classes
};

impl Characters {
    /// Counts them.
    pub(crate) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for part in text.as_bytes().chunks(MOST_AT_ONCE) {
            let counts = part.iter().fold(0, |counts, byte| counts + CLASSES[usize::from(*byte)]);
            let [small, capitals, digits, stops, signs, quotes, blanks, _] =
                counts.to_le_bytes().map(u32::from);
            found.letters += small + capitals;
            found.capitals += capitals;
            found.digits += digits;
            found.stops += stops;
            found.signs += signs;
            found.quotes += quotes;
            found.blanks += blanks;
        }
        if !text.is_ascii() {
            let mut rest = text;
            while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
                let mut others = rest[at..].chars();
                for character in others.by_ref().take_while(|character| !character.is_ascii()) {
                    found.add(character);
                }
                rest = others.as_str();
            }
        }
        found
    }

    /// Counts one beyond ASCII.
    fn add(&mut self, character: char) {
        match character {
            '。' | '、' | '，' | '،' | '।' | '؛' => self.stops += 1,
            '»' | '«' | '•' | '·' | '©' | '→' | '›' => self.signs += 1,
            '“' | '”' | '„' | '「' | '」' => self.quotes += 1,
            _ if is_wide(character) => self.wide += 1,
            _ if is_letter(character) => {
                self.letters += 1;
                self.capitals += u32::from(is_capital(character));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_by_class() {
        let found = Characters::of("Été 2024, „das“ is 橋 | @x.");
        let expected = Characters {
            letters: 9,
            capitals: 1,
            wide: 1,
            digits: 4,
            stops: 2,
            signs: 2,
            quotes: 2,
            blanks: 6,
        };
        assert_eq!(found, expected);
    }
}
