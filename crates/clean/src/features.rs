//! What can be measured of a piece by itself, and of its repetition on the page.

use crate::characters::Characters;
use crate::draft::{Drafts, Hints, Shape};
use crate::letter::{is_letter, is_letter_or_digit, push_normal};
use crate::lexicon::{Hits, Lexicon};
use dateline_record::FurnitureReason;
use foldhash::fast::{FixedState, RandomState};
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Of a longer piece the lexicon sees so many bytes: furniture says what it is at its start.
const LEXICON_PREFIX: usize = 320;

/// The measures of one piece.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    /// How many letters it has; an East Asian one counts for two and a half.
    pub(crate) mass: f32,
    /// Whether it has a letter or a digit at all.
    pub(crate) says_something: bool,
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
    /// Bytes of its sentences that other pieces have too, as a share of all.
    pub(crate) elsewhere: f32,
    /// What the markup makes of it.
    pub(crate) shape: Shape,
    /// What stands around it.
    pub(crate) hints: Hints,
}

impl Features {
    /// Whether the piece is a sentence or more, whoever's it is.
    pub(crate) fn is_prose(&self) -> bool {
        self.ends && self.mass >= 60.0 && self.link < 0.5
    }
}

/// Measures all pieces of a page.
pub(crate) fn measure(drafts: &Drafts, lexicon: &Lexicon) -> Vec<Features> {
    let mut seen: HashMap<&str, usize, RandomState> = HashMap::default();
    seen.reserve(drafts.list.len());
    let mut features: Vec<Features> = Vec::with_capacity(drafts.list.len());
    let mut words = String::with_capacity(2 * LEXICON_PREFIX);
    for (index, draft) in drafts.list.iter().enumerate() {
        let first = *seen.entry(drafts.text(index)).or_insert(index);
        // What a text says it says wherever it stands: a fifth of a page's lines are there more than once.
        let of_text = match features.get_mut(first) {
            Some(first) => {
                first.copies += 1;
                first.clone()
            }
            None => one(drafts.text(index), index, lexicon, &mut words),
        };
        let link = draft.linked as f32 / drafts.text(index).len() as f32;
        features.push(Features { first, link, shape: draft.shape, hints: draft.hints, ..of_text });
    }
    for index in 0..features.len() {
        features[index].copies = features[features[index].first].copies;
    }
    for (features, share) in features.iter_mut().zip(elsewhere(drafts)) {
        features.elsewhere = share;
    }
    features
}

/// Shorter sentences are said by many.
const LONG_SENTENCE: usize = 30;

/// How much of each piece other pieces say too, sentence by sentence: a teaser has the words of what it
/// leads to, and now and then a piece holds all of the article once more.
fn elsewhere(drafts: &Drafts) -> Vec<f32> {
    let mut said: Vec<(u64, u32, u32)> = Vec::new();
    for index in 0..drafts.list.len() {
        each_sentence(drafts.text(index), |hash, bytes| said.push((hash, index as u32, bytes)));
    }
    keep_repeated(&mut said);
    said.sort_unstable();
    let mut shares = vec![0.0; drafts.list.len()];
    for same in said.chunk_by(|one, other| one.0 == other.0) {
        if same[0].1 != same[same.len() - 1].1 {
            for (_, index, bytes) in same {
                shares[*index as usize] += *bytes as f32;
            }
        }
    }
    for (index, share) in shares.iter_mut().enumerate() {
        *share /= drafts.text(index).len().max(1) as f32;
    }
    shares
}

/// Takes out most of the sentences that are said once, so that few have to be sorted.
fn keep_repeated(said: &mut Vec<(u64, u32, u32)>) {
    let places = (8 * said.len()).next_power_of_two();
    let place = |hash: u64| hash as usize & (places - 1);
    let mut times = vec![0_u8; places];
    for (hash, ..) in said.iter() {
        let times = &mut times[place(*hash)];
        *times = times.saturating_add(1);
    }
    said.retain(|(hash, ..)| times[place(*hash)] > 1);
}

/// Tells a hash and the bytes of each longer sentence.
pub(crate) fn each_sentence(text: &str, mut tell: impl FnMut(u64, u32)) {
    if text.len() < LONG_SENTENCE {
        return;
    }
    let bytes = text.as_bytes();
    let ascii = text.is_ascii();
    let mut start = 0;
    while start < bytes.len() {
        start += usize::from(bytes[start] == b' ');
        let end = sentence_end(bytes, start, ascii);
        if end - start >= LONG_SENTENCE {
            // The same hash everywhere: whatever two sentences are taken for one, they are so in every run.
            let hash = FixedState::default().hash_one(&bytes[start..end]);
            tell(hash, (end - start) as u32);
        }
        start = end;
    }
}

/// Where the sentence ends that holds the byte at `at`.
fn sentence_end(bytes: &[u8], mut at: usize, ascii: bool) -> usize {
    let next = |at: usize| {
        let found = memchr::memchr3(b'.', b'!', b'?', &bytes[at..]);
        let stop = found.map_or(bytes.len(), |found| at + found);
        // The last byte of an ideographic full stop, and of other characters.
        let wide = if ascii { None } else { memchr::memchr(0x82, &bytes[at..stop]) };
        wide.map_or(stop, |found| at + found)
    };
    let ends = |at: usize| match bytes[at] {
        0x82 => at >= 2 && bytes[at - 2..at] == [0xE3, 0x80],
        _ => bytes.get(at + 1).is_none_or(|next| *next == b' '),
    };
    loop {
        at = next(at);
        if at == bytes.len() {
            return at;
        }
        if ends(at) {
            return at + 1;
        }
        at += 1;
    }
}

/// The measures of a text by itself, as if nothing were marked up and nothing said twice. `words` is room for its words.
fn one(text: &str, index: usize, lexicon: &Lexicon, words: &mut String) -> Features {
    let Characters { letters, capitals, wide, digits, stops, signs, quotes, blanks } = Characters::of(text);
    let small = |count: u32| count.min(u16::MAX.into()) as u16;
    let (prefix, whole) = prefix(text);
    words.clear();
    push_normal(prefix, words);
    let lettered = (letters + wide + digits).max(1) as f32;
    Features {
        mass: letters as f32 + 2.5 * wide as f32,
        says_something: letters + wide + digits > 0 || text.contains(is_letter_or_digit),
        ends: ends_sentence(text),
        stops: small(stops),
        words: small(blanks + 1),
        capitals: small(capitals),
        signs: small(signs),
        quotes: small(quotes),
        digits: digits as f32 / lettered,
        link: 0.0,
        starts_low: text.chars().find(|c| is_letter(*c)).is_some_and(char::is_lowercase),
        hits: lexicon.hits(words, whole),
        buttons: if whole { lexicon.buttons(words).filter(|_| !opens_speech(text)) } else { None },
        first: index,
        copies: 1,
        elsewhere: 0.0,
        shape: Shape::Plain,
        hints: Hints::NONE,
    }
}

fn prefix(text: &str) -> (&str, bool) {
    if text.len() <= LEXICON_PREFIX {
        return (text, true);
    }
    (&text[..text.floor_char_boundary(LEXICON_PREFIX)], false)
}

/// Whether a text begins with a quotation mark: somebody says "No.", which stands on buttons too.
fn opens_speech(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '‟', '«', '»', '「', '『'])
}

/// Whether a text ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    // Most lines of a menu do not, which their last byte tells.
    if text.as_bytes().last().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let bare = text.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | ')' | ']' | '」' | '』' | '“' | '）' | '›')
            || c.is_whitespace()
    });
    bare.ends_with(['.', '!', '?', '。', '！', '？', '…', '।', '؟', '։', '။', '۔', ':'])
}
