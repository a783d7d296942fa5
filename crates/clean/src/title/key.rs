//! The form in which headlines are compared: letters and digits, lower case.

use crate::letter::{each_lower, is_letter_or_digit, push_lower};

/// The key of a text.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if is_letter_or_digit(c) {
            push_lower(c, &mut key);
        }
    }
    key
}

/// The characters of a text's [key], one by one: most comparisons end at the first.
pub(crate) fn key_chars(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.chars().filter(|c| is_letter_or_digit(*c)).flat_map(char::to_lowercase)
}

/// So many characters of a key are hashed: most lines begin with others.
const HASHED: usize = 5;

/// What the start of a text's [key] hashes to (FNV-1a over code points).
pub(super) fn key_hash(text: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for c in text.chars().filter(|c| is_letter_or_digit(*c)).take(HASHED) {
        each_lower(c, |c| hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193));
    }
    hash
}
