//! What can be measured of a piece by itself, and of its repetition on the page.

use crate::draft::{Drafts, Hints, Shape};
use crate::flat::is_wide;
use crate::lexicon::{Hits, Lexicon, normal};
use dateline_record::FurnitureReason;
use std::collections::HashMap;

/// Of a longer piece the lexicon sees so many bytes: furniture says what it is at its start.
const LEXICON_PREFIX: usize = 320;

/// The measures of one piece.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    /// How many letters it has; an East Asian one counts for two and a half.
    pub(crate) mass: f32,
    /// Whether it ends as sentences do.
    pub(crate) ends: bool,
    /// Commas and sentence ends inside.
    pub(crate) stops: u16,
    /// How many words, as far as blanks part them.
    pub(crate) words: u16,
    /// How many of its letters are ASCII capitals, or capitals with marks.
    pub(crate) capitals: u16,
    /// Signs that running text has few of: bars, arrows, slashes, at-signs.
    pub(crate) signs: u16,
    /// Quotation marks.
    pub(crate) quotes: u16,
    /// Digits among letters and digits.
    pub(crate) digits: f32,
    /// Linked bytes among all.
    pub(crate) link: f32,
    /// Whether it starts with a lower-case letter.
    pub(crate) starts_low: bool,
    /// What the lexicon says of it.
    pub(crate) hits: Hits,
    /// The reason, when it is made of nothing but words of buttons.
    pub(crate) buttons: Option<FurnitureReason>,
    /// The first piece with the same words.
    pub(crate) first: usize,
    /// How many pieces have the same words, this one included.
    pub(crate) copies: usize,
    /// What the markup makes of it.
    pub(crate) shape: Shape,
    /// What stands around it.
    pub(crate) hints: Hints,
}

/// Measures all pieces of a page.
pub(crate) fn measure(drafts: &Drafts, lexicon: &Lexicon) -> Vec<Features> {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::with_capacity(drafts.list.len());
    let mut features: Vec<Features> = (0..drafts.list.len())
        .map(|index| {
            let (first, copies) = seen.entry(drafts.text(index)).or_insert((index, 0));
            *copies += 1;
            Features { first: *first, ..one(drafts, index, lexicon) }
        })
        .collect();
    for index in 0..features.len() {
        features[index].copies = seen[drafts.text(index)].1;
    }
    features
}

fn one(drafts: &Drafts, index: usize, lexicon: &Lexicon) -> Features {
    let draft = &drafts.list[index];
    let text = drafts.text(index);
    let (mut letters, mut wide, mut digits, mut stops) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut blanks, mut capitals, mut signs, mut quotes) = (0_u32, 0_u32, 0_u32, 0_u32);
    for character in text.chars() {
        match character {
            ' ' => blanks += 1,
            'a'..='z' => letters += 1,
            'A'..='Z' => {
                letters += 1;
                capitals += 1;
            }
            '0'..='9' => digits += 1,
            ',' | '.' | ';' | '。' | '、' | '，' | '،' | '!' | '?' | '।' | '؛' => stops += 1,
            '|' | '/' | '>' | '<' | '»' | '«' | '•' | '·' | '@' | '#' | '_' | '©' | '→' | '›' | '+' | '*' => {
                signs += 1
            }
            '"' | '“' | '”' | '„' | '「' | '」' => quotes += 1,
            _ if character.is_ascii() => {}
            _ if is_wide(character) => wide += 1,
            _ if character.is_alphabetic() => {
                letters += 1;
                capitals += u32::from(character.is_uppercase());
            }
            _ => {}
        }
    }
    let small = |count: u32| count.min(u16::MAX.into()) as u16;
    let (prefix, whole) = prefix(text);
    let words = normal(prefix);
    let lettered = (letters + wide + digits).max(1) as f32;
    Features {
        mass: letters as f32 + 2.5 * wide as f32,
        ends: ends_sentence(text),
        stops: small(stops),
        words: small(blanks + 1),
        capitals: small(capitals),
        signs: small(signs),
        quotes: small(quotes),
        digits: digits as f32 / lettered,
        link: draft.linked as f32 / text.len() as f32,
        starts_low: text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase),
        hits: lexicon.hits(&words, whole),
        buttons: if whole { lexicon.buttons(&words) } else { None },
        first: index,
        copies: 1,
        shape: draft.shape,
        hints: draft.hints,
    }
}

fn prefix(text: &str) -> (&str, bool) {
    if text.len() <= LEXICON_PREFIX {
        return (text, true);
    }
    (&text[..text.floor_char_boundary(LEXICON_PREFIX)], false)
}

/// Whether a text ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | ')' | ']' | '」' | '』' | '“' | '）' | '›')
            || c.is_whitespace()
    });
    bare.ends_with(['.', '!', '?', '。', '！', '？', '…', '।', '؟', '։', '။', '۔', ':'])
}
