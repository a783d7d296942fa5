//! Cues that are whole words.

use super::{Mark, MarkKind, Tense, TenseTable};
use crate::text::{FILLER, Text, fold_word, without_filler};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Words, pairs of words and endings that tell the tense.
#[derive(Debug)]
pub(super) struct Words {
    words: HashMap<Vec<u8>, Cue, BuildHasherDefault<WordHasher>>,
    endings: Vec<(Vec<u8>, Tense)>,
    /// The last bytes of all endings.
    last_bytes: [bool; 256],
}

/// How long an ending is, in bytes, that two bytes of a stem are enough for: "olacak".
const LONG: usize = 4;

/// Hashes short words: FNV-1a, 64 bits. The words come from language files, so nobody can make them collide.
struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What a word, or a pair of words, says.
#[derive(Debug, Clone, Copy, Default)]
struct Cue {
    past: bool,
    future: bool,
    /// Tells of planning or announcing.
    plan: bool,
    /// Looks like a cue and is none: "will to".
    neutral: bool,
    /// No past form after it tells the past: "to be held".
    neutral_after: bool,
    /// Some pair starts with it.
    pair: bool,
    /// A clause starts with it.
    clause: bool,
}

impl Words {
    pub(super) fn new(table: &TenseTable) -> Self {
        let mut words: HashMap<Vec<u8>, Cue, _> = HashMap::default();
        let mut add = |list: &[String], set: fn(&mut Cue)| {
            for word in list.iter().map(|word| fold_word(word)) {
                if let Some(space) = word.iter().position(|byte| *byte == b' ') {
                    words.entry(word[..space].to_vec()).or_default().pair = true;
                }
                set(words.entry(word).or_default());
            }
        };
        add(&table.past, |cue| cue.past = true);
        add(&table.future, |cue| cue.future = true);
        add(&table.planning, |cue| cue.plan = true);
        add(&table.neutral, |cue| cue.neutral = true);
        add(&table.neutral_after, |cue| cue.neutral_after = true);
        add(&table.clause_words, |cue| cue.clause = true);
        let ending = |tense| move |ending: &String| (fold_word(ending), tense);
        let past = table.past_endings.iter().map(ending(Tense::Past));
        let endings: Vec<_> = table.future_endings.iter().map(ending(Tense::Future)).chain(past).collect();
        let mut last_bytes = [false; 256];
        for last in endings.iter().filter_map(|(ending, _)| ending.last()) {
            last_bytes[usize::from(*last)] = true;
        }
        Self { words, endings, last_bytes }
    }

    /// Adds the marks of the words that start in a stretch of text.
    pub(super) fn mark(&self, text: &Text<'_>, stretch: Range<usize>, marks: &mut Vec<Mark>) {
        let mut pair = Vec::new();
        let mut before = Cue::default();
        let mut words = words(&text.folded, stretch.start).peekable();
        while let Some((at, word)) = words.next_if(|(at, _)| *at < stretch.end) {
            let mut cue = self.cue(word, before);
            before = cue;
            if let (true, Some((_, after))) = (cue.pair, words.peek()) {
                pair.clear();
                pair.extend_from_slice(word);
                pair.push(b' ');
                pair.extend_from_slice(after);
                if let Some(both) = self.words.get(&pair) {
                    cue.future |= both.future;
                    cue.past |= both.past;
                    cue.neutral |= both.neutral;
                    cue.plan |= both.plan;
                }
            }
            if cue.clause {
                marks.push(Mark { at, kind: MarkKind::ClauseEnd });
            }
            let tense = match cue {
                Cue { neutral: true, .. } => continue,
                Cue { future: true, .. } => Some(Tense::Future),
                Cue { past: true, .. } => Some(Tense::Past),
                Cue { plan: true, .. } => None,
                _ => continue,
            };
            marks.push(Mark { at, kind: MarkKind::Cue { tense, plan: cue.plan } });
        }
    }

    /// What a word says by itself, and by its ending, behind the one before it.
    fn cue(&self, word: &[u8], before: Cue) -> Cue {
        let word = &*without_filler(word);
        let mut cue = self.words.get(word).copied().unwrap_or_default();
        let last = word.last().copied().unwrap_or_default();
        if self.last_bytes[usize::from(last)] && !cue.past && !cue.future {
            match self.endings.iter().find(|(ending, _)| ends_with(word, ending)) {
                Some((_, Tense::Future)) => cue.future = true,
                Some((_, Tense::Past)) => cue.past = true,
                None => {}
            }
        }
        cue.past &= !before.neutral_after;
        cue
    }
}

/// An ending, with at least three bytes of a stem before it; behind two stands one that is too long to be met by chance.
fn ends_with(word: &[u8], ending: &[u8]) -> bool {
    let stem = if ending.len() >= LONG { 2 } else { 3 };
    word.len() >= ending.len() + stem && word.ends_with(ending)
}

/// The words of a folded text from an offset on, with their offsets.
fn words(bytes: &[u8], mut at: usize) -> impl Iterator<Item = (usize, &[u8])> {
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|byte| is_word_byte(*byte))?;
        let start = at;
        at += bytes[at..].iter().position(|byte| !is_word_byte(*byte)).unwrap_or(bytes.len() - at);
        Some((start, &bytes[start..at]))
    })
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | FILLER) || !byte.is_ascii()
}
