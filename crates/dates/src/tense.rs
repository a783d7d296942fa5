//! Which way a sentence looks: what its verbs say about "on Thursday".

use crate::grammar::Boundaries;
use crate::text::{Text, fold_word};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The `[tense]` table of a language file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TenseTable {
    past: Vec<String>,
    past_endings: Vec<String>,
    future: Vec<String>,
    future_endings: Vec<String>,
    neutral: Vec<String>,
    neutral_after: Vec<String>,
    future_before: Vec<String>,
    /// Whether verbs stand at the end, so that cues behind an expression count first.
    verb_final: bool,
    /// Whether cues stand inside of words, as where verbs take many endings.
    inside_words: bool,
}

/// Words and endings that tell the tense, folded.
#[derive(Debug)]
pub(crate) struct TenseCues {
    past: BTreeSet<Vec<u8>>,
    past_endings: Vec<Vec<u8>>,
    future: BTreeSet<Vec<u8>>,
    future_endings: Vec<Vec<u8>>,
    /// Words and pairs of words that look like a cue and are none: "will to".
    neutral: BTreeSet<Vec<u8>>,
    /// Words after which no past form tells the past: "to be held".
    neutral_after: BTreeSet<Vec<u8>>,
    /// Words directly before an expression that make it a deadline: "by Thursday".
    future_before: BTreeSet<Vec<u8>>,
    verb_final: bool,
    /// Where cues are no whole words: every cue, found wherever it stands.
    unspaced: Option<Unspaced>,
}

/// Cues that are no whole words.
#[derive(Debug)]
struct Unspaced {
    automaton: AhoCorasick,
    /// What each cue says; nothing for neutral ones, which hide the cues inside of them.
    tenses: Vec<Option<Tense>>,
}

impl Unspaced {
    fn new(table: &TenseTable) -> Option<Self> {
        let cues = |words: &[String], tense| words.iter().map(move |word| (fold_word(word), tense)).collect();
        let lists: [Vec<_>; 5] = [
            cues(&table.neutral, None),
            cues(&table.past, Some(Tense::Past)),
            cues(&table.past_endings, Some(Tense::Past)),
            cues(&table.future, Some(Tense::Future)),
            cues(&table.future_endings, Some(Tense::Future)),
        ];
        let (words, tenses): (Vec<Vec<u8>>, Vec<_>) = lists.into_iter().flatten().unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
        Some(Self { automaton, tenses })
    }

    fn cues(&self, bytes: &[u8]) -> impl Iterator<Item = Tense> {
        self.automaton.find_iter(bytes).filter_map(|hit| self.tenses[hit.pattern().as_usize()])
    }
}

/// Which way a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// How far from the expression a cue may stand, in bytes; a bound on the cost, well beyond the
/// length of a clause.
const REACH: usize = 240;

impl TenseCues {
    pub(crate) fn new(table: &TenseTable, boundaries: Boundaries) -> Self {
        let fold = |words: &[String]| words.iter().map(|word| fold_word(word)).collect();
        Self {
            past: fold(&table.past),
            past_endings: table.past_endings.iter().map(|ending| fold_word(ending)).collect(),
            future: fold(&table.future),
            future_endings: table.future_endings.iter().map(|ending| fold_word(ending)).collect(),
            neutral: fold(&table.neutral),
            neutral_after: fold(&table.neutral_after),
            future_before: fold(&table.future_before),
            verb_final: table.verb_final,
            unspaced: (boundaries == Boundaries::None || table.inside_words)
                .then(|| Unspaced::new(table))
                .flatten(),
        }
    }

    /// The tense of the sentence around an expression: that of the nearest cue before it, else of
    /// the nearest one after it; the other way round where verbs stand last. `None`: the sentence
    /// gives no cue.
    pub(crate) fn around(&self, text: &Text<'_>, start: usize, end: usize) -> Option<Tense> {
        if self.future_before.contains(text.word_before(start)) {
            return Some(Tense::Future);
        }
        let bytes = &text.folded;
        let first = start.saturating_sub(REACH);
        let first = (first..start.saturating_sub(1))
            .rev()
            .find(|at| text.ends_sentence(*at))
            .map_or(first, |at| at + 2);
        let last = bytes.len().min(end + REACH);
        let last = (end..last.saturating_sub(1)).find(|at| text.ends_sentence(*at)).unwrap_or(last);
        let (left, right) = (&bytes[first..start], &bytes[end..last]);
        if self.verb_final {
            self.first_cue(right).or_else(|| self.last_cue(left))
        } else {
            self.last_cue(left).or_else(|| self.first_cue(right))
        }
    }

    fn first_cue(&self, bytes: &[u8]) -> Option<Tense> {
        if let Some(unspaced) = &self.unspaced {
            return unspaced.cues(bytes).next();
        }
        let mut before = None;
        let mut words = words(bytes).peekable();
        while let Some(word) = words.next() {
            if let Some(tense) = self.of(before, word, words.peek().copied()) {
                return Some(tense);
            }
            before = Some(word);
        }
        None
    }

    fn last_cue(&self, bytes: &[u8]) -> Option<Tense> {
        if let Some(unspaced) = &self.unspaced {
            return unspaced.cues(bytes).last();
        }
        let mut after = None;
        let mut words = words(bytes).rev().peekable();
        while let Some(word) = words.next() {
            if let Some(tense) = self.of(words.peek().copied(), word, after) {
                return Some(tense);
            }
            after = Some(word);
        }
        None
    }

    /// What a word between its neighbours says.
    fn of(&self, before: Option<&[u8]>, word: &[u8], after: Option<&[u8]>) -> Option<Tense> {
        let either = |set: &BTreeSet<Vec<u8>>| {
            set.contains(word) || after.is_some_and(|after| set.contains(&[word, after].join(&b' ')))
        };
        if either(&self.neutral) {
            return None;
        }
        let ends = |endings: &[Vec<u8>]| endings.iter().any(|ending| ends_with(word, ending));
        if either(&self.future) || ends(&self.future_endings) {
            return Some(Tense::Future);
        }
        let past = self.past.contains(word) || ends(&self.past_endings);
        let participle = before.is_some_and(|before| self.neutral_after.contains(before));
        (past && !participle).then_some(Tense::Past)
    }
}

/// An ending, with at least three bytes of a stem before it.
fn ends_with(word: &[u8], ending: &[u8]) -> bool {
    word.len() >= ending.len() + 3 && word.ends_with(ending)
}

fn words(bytes: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    bytes
        .split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'\'')
        .filter(|word| !word.is_empty())
}
