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

/// The classes of ASCII, as places in a list of counts.
const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 3;
const STOP: u8 = 4;
const SIGN: u8 = 5;
const QUOTE: u8 = 6;
const BLANK: u8 = 7;

/// The class of each character of ASCII.
const CLASSES: [u8; 128] = {
    let mut classes = [OTHER; 128];
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
            _ => OTHER,
        };
        at += 1;
    }
    classes
};

impl Characters {
    /// Counts them.
    pub(crate) fn of(text: &str) -> Self {
        let mut ascii = [0_u32; 8];
        let mut found = Self::default();
        for character in text.chars() {
            if character.is_ascii() {
                ascii[usize::from(CLASSES[character as usize])] += 1;
                continue;
            }
            match character {
                '。' | '、' | '，' | '،' | '।' | '؛' => found.stops += 1,
                '»' | '«' | '•' | '·' | '©' | '→' | '›' => found.signs += 1,
                '“' | '”' | '„' | '「' | '」' => found.quotes += 1,
                _ if is_wide(character) => found.wide += 1,
                _ if is_letter(character) => {
                    found.letters += 1;
                    found.capitals += u32::from(is_capital(character));
                }
                _ => {}
            }
        }
        let of = |class: u8| ascii[usize::from(class)];
        Self {
            letters: found.letters + of(SMALL) + of(CAPITAL),
            capitals: found.capitals + of(CAPITAL),
            digits: of(DIGIT),
            stops: found.stops + of(STOP),
            signs: found.signs + of(SIGN),
            quotes: found.quotes + of(QUOTE),
            blanks: of(BLANK),
            ..found
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
