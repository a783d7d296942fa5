//! Which way a sentence looks: what its verbs say about "on Thursday".

use crate::grammar::Boundaries;
use crate::text::{FILLER, Text, fold_word, without_filler};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

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
    /// Words whose full stop ends no sentence.
    abbreviations: Vec<String>,
    /// Whether commas part clauses, so that the cues of an expression's own clause count first.
    clauses: Clauses,
    /// Words that part clauses as commas do: "said that on Tuesday it will".
    clause_words: Vec<String>,
    /// Whether a weekday that is the page's own is the page's day though told as still to come.
    own_weekday_is_today: bool,
}

/// What commas mean to the search for cues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Clauses {
    /// Nothing.
    #[default]
    Ignored,
    /// The cues of the expression's own clause count first.
    First,
    /// So they do, and those of a clause behind it not at all.
    Behind,
}

/// Words and endings that tell the tense.
#[derive(Debug)]
pub(crate) struct TenseCues {
    words: Words,
    /// Words directly before an expression that make it a deadline: "by Thursday".
    future_before: BTreeSet<Vec<u8>>,
    verb_final: bool,
    clauses: Clauses,
    /// Words whose full stop ends no sentence: "Gen. Tarrow".
    abbreviations: BTreeSet<Vec<u8>>,
    pub(crate) own_weekday_is_today: bool,
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

    fn marks(&self, text: &Text<'_>) -> Vec<Mark> {
        let hits = self.automaton.find_iter(&text.folded);
        hits.filter_map(|hit| {
            let tense = self.tenses[hit.pattern().as_usize()]?;
            Some(Mark { at: hit.start(), kind: MarkKind::Cue(tense) })
        })
        .collect()
    }
}

/// Which way a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// Something at some offset of a text that tells the tense, or bounds where it holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    at: usize,
    kind: MarkKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    Cue(Tense),
    ClauseEnd,
    SentenceEnd,
}

impl Mark {
    fn ends_sentence(&self) -> bool {
        self.kind == MarkKind::SentenceEnd
    }

    fn ends_clause(&self) -> bool {
        self.kind == MarkKind::ClauseEnd
    }
}

/// The first cue on the way.
fn first_cue<'m>(marks: impl Iterator<Item = &'m Mark>) -> Option<Tense> {
    let mut cues = marks.filter_map(|mark| match mark.kind {
        MarkKind::Cue(tense) => Some(tense),
        _ => None,
    });
    cues.next()
}

/// How far from the expression a cue may stand, in bytes: well beyond the length of a clause.
const REACH: usize = 240;

impl TenseCues {
    pub(crate) fn new(table: &TenseTable, boundaries: Boundaries) -> Self {
        let unspaced = boundaries == Boundaries::None || table.inside_words;
        Self {
            words: Words::new(table),
            future_before: table.future_before.iter().map(|word| fold_word(word)).collect(),
            verb_final: table.verb_final,
            clauses: table.clauses,
            abbreviations: table.abbreviations.iter().map(|word| fold_word(word)).collect(),
            own_weekday_is_today: table.own_weekday_is_today,
            unspaced: unspaced.then(|| Unspaced::new(table)).flatten(),
        }
    }

    /// The tense of the sentence around an expression: that of the nearest cue before it, else of
    /// the nearest one after it; the other way round where verbs stand last. `None`: the sentence
    /// gives no cue.
    pub(crate) fn around(&self, text: &Text<'_>, start: usize, end: usize) -> Option<Tense> {
        if self.future_before.contains(text.word_before(start)) {
            return Some(Tense::Future);
        }
        let marks = text.marks(|| self.marks(text));
        let before = marks[..marks.partition_point(|mark| mark.at < start)]
            .iter()
            .rev()
            .take_while(|mark| !mark.ends_sentence() && start - mark.at <= REACH);
        let behind = marks[marks.partition_point(|mark| mark.at < end)..]
            .iter()
            .take_while(|mark| !mark.ends_sentence() && mark.at - end <= REACH);
        let nearest = |before: Option<Tense>, behind: Option<Tense>| {
            if self.verb_final { behind.or(before) } else { before.or(behind) }
        };
        let own_clause = || {
            let before = before.clone().take_while(|mark| !mark.ends_clause());
            let behind = behind.clone().take_while(|mark| !mark.ends_clause());
            nearest(first_cue(before), first_cue(behind))
        };
        match self.clauses {
            Clauses::Ignored => nearest(first_cue(before), first_cue(behind)),
            Clauses::First => own_clause().or_else(|| nearest(first_cue(before), first_cue(behind))),
            Clauses::Behind => own_clause().or_else(|| first_cue(before)),
        }
    }

    /// Whether an expression opens its sentence, a short word before it left out: "In 1943, …".
    pub(crate) fn opens(&self, text: &Text<'_>, at: usize) -> bool {
        /// Bytes: a preposition and its article, of the languages there are.
        const WORD: usize = 12;
        let marks = text.marks(|| self.marks(text));
        let before = &marks[..marks.partition_point(|mark| mark.at < at)];
        let start = before.iter().rev().find(|mark| mark.ends_sentence()).map_or(0, |mark| mark.at + 1);
        at - start <= WORD
    }

    /// Whether a sentence ends between two offsets.
    pub(crate) fn parts(&self, text: &Text<'_>, from: usize, to: usize) -> bool {
        let marks = text.marks(|| self.marks(text));
        let between =
            marks.partition_point(|mark| mark.at < from)..marks.partition_point(|mark| mark.at < to);
        marks.get(between).is_some_and(|marks| marks.iter().any(Mark::ends_sentence))
    }

    /// Every cue of a text and every end of a sentence, in text order.
    fn marks(&self, text: &Text<'_>) -> Vec<Mark> {
        let mut marks = match &self.unspaced {
            Some(unspaced) => unspaced.marks(text),
            None => self.words.marks(text),
        };
        let abbreviated =
            |at: usize| text.folded[at] == b'.' && self.abbreviations.contains(text.word_before(at));
        let ends = text
            .sentence_ends()
            .filter(|at| !abbreviated(*at))
            .map(|at| Mark { at, kind: MarkKind::SentenceEnd });
        marks.extend(ends);
        if self.clauses != Clauses::Ignored {
            let commas = memchr::memchr_iter(b',', &text.folded).filter(|at| text.is_comma(*at));
            marks.extend(commas.map(|at| Mark { at, kind: MarkKind::ClauseEnd }));
        }
        marks.sort_by_key(|mark| mark.at);
        marks
    }
}

/// Cues that are whole words.
#[derive(Debug)]
struct Words {
    words: HashMap<Vec<u8>, Cue, BuildHasherDefault<WordHasher>>,
    endings: Vec<(Vec<u8>, Tense)>,
    /// The last bytes of all endings.
    last_bytes: [bool; 256],
}

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
    fn new(table: &TenseTable) -> Self {
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

    fn marks(&self, text: &Text<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut pair = Vec::new();
        let mut before = Cue::default();
        let mut words = words(&text.folded).peekable();
        while let Some((at, word)) = words.next() {
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
                }
            }
            if cue.clause {
                marks.push(Mark { at, kind: MarkKind::ClauseEnd });
            }
            let tense = match cue {
                Cue { neutral: true, .. } => continue,
                Cue { future: true, .. } => Tense::Future,
                Cue { past: true, .. } => Tense::Past,
                _ => continue,
            };
            marks.push(Mark { at, kind: MarkKind::Cue(tense) });
        }
        marks
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

/// An ending, with at least three bytes of a stem before it.
fn ends_with(word: &[u8], ending: &[u8]) -> bool {
    word.len() >= ending.len() + 3 && word.ends_with(ending)
}

/// The words of a folded text with their offsets.
fn words(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
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
