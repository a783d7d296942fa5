//! Which way a sentence looks: what its verbs say about "on Thursday".

mod look;
mod words;

use crate::grammar::Boundaries;
use crate::text::{Text, fold_word};
use aho_corasick::{AhoCorasick, Input, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use words::Words;

pub(crate) use look::Look;

/// The `[tense]` table of a language file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TenseTable {
    past: Vec<String>,
    past_endings: Vec<String>,
    future: Vec<String>,
    future_endings: Vec<String>,
    /// Words of planning and announcing, whose days lie ahead though they are told as past: "set Nov. 10".
    planning: Vec<String>,
    /// Words directly before an expression that may look back whatever the verb says: "closed from Jan. 2".
    since: Vec<String>,
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
    /// Words directly before one that leave open which way it lies.
    since: BTreeSet<Vec<u8>>,
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
    /// What each says; nothing for neutral ones, which hide the cues inside of them.
    tenses: Vec<Option<Tense>>,
    /// What tells of planning, which may be part of a cue.
    plans: AhoCorasick,
}

impl Unspaced {
    fn new(table: &TenseTable) -> Option<Self> {
        let cues = |words: &[String], tense| words.iter().map(move |word| (fold_word(word), tense)).collect();
        let (past, future) = (Some(Tense::Past), Some(Tense::Future));
        let lists: [Vec<_>; 5] = [
            cues(&table.neutral, None),
            cues(&table.past, past),
            cues(&table.past_endings, past),
            cues(&table.future, future),
            cues(&table.future_endings, future),
        ];
        let (words, tenses): (Vec<Vec<u8>>, Vec<_>) = lists.into_iter().flatten().unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
        let plans: Vec<Vec<u8>> = table.planning.iter().map(|word| fold_word(word)).collect();
        Some(Self { automaton, tenses, plans: AhoCorasick::new(plans).ok()? })
    }

    /// Adds the marks of a stretch of text.
    fn mark(&self, text: &Text<'_>, stretch: Range<usize>, marks: &mut Vec<Mark>) {
        let plans = self.plans.find_iter(Input::new(&text.folded).range(stretch.clone()));
        let plan = MarkKind::Cue { tense: None, plan: true };
        marks.extend(plans.map(|hit| Mark { at: hit.start(), kind: plan }));
        let hits = self.automaton.find_iter(Input::new(&text.folded).range(stretch));
        marks.extend(hits.filter_map(|hit| {
            let tense = Some(self.tenses[hit.pattern().as_usize()]?);
            Some(Mark { at: hit.start(), kind: MarkKind::Cue { tense, plan: false } })
        }));
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
    /// A word that tells the tense, or that something is planned, or both.
    Cue {
        tense: Option<Tense>,
        plan: bool,
    },
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

/// The marks of the sentence that was asked about last, or of what is near an expression in a long one.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    marks: Vec<Mark>,
    /// For expressions within this stretch of text they are all that can count.
    served: Range<usize>,
}

/// How far from the expression a cue may stand, in bytes: well beyond the length of a clause.
const REACH: usize = 240;

impl TenseCues {
    pub(crate) fn new(table: &TenseTable, boundaries: Boundaries) -> Self {
        let unspaced = boundaries == Boundaries::None || table.inside_words;
        Self {
            words: Words::new(table),
            future_before: table.future_before.iter().map(|word| fold_word(word)).collect(),
            since: table.since.iter().map(|word| fold_word(word)).collect(),
            verb_final: table.verb_final,
            clauses: table.clauses,
            abbreviations: table.abbreviations.iter().map(|word| fold_word(word)).collect(),
            own_weekday_is_today: table.own_weekday_is_today,
            unspaced: unspaced.then(|| Unspaced::new(table)).flatten(),
        }
    }

    /// Which way the sentence around an expression looks: as its nearest cue before the expression says, else the
    /// nearest one after it; the other way round where verbs stand last.
    pub(crate) fn around(&self, text: &Text<'_>, start: usize, end: usize) -> Look {
        let word_before = text.word_before(start);
        if self.future_before.contains(word_before) {
            return Look::deadline();
        }
        let mut marks = text.marks.borrow_mut();
        let known = marks.served.start <= start && end <= marks.served.end;
        if !known {
            self.mark(text, start..end, &mut marks);
        }
        let marks = marks.marks.as_slice();
        let before = marks[..marks.partition_point(|mark| mark.at < start)]
            .iter()
            .rev()
            .take_while(|mark| !mark.ends_sentence() && start - mark.at <= REACH);
        let behind = marks[marks.partition_point(|mark| mark.at < end)..]
            .iter()
            .take_while(|mark| !mark.ends_sentence() && mark.at - end <= REACH);
        let nearest = |before: Option<Look>, behind: Option<Look>| {
            if self.verb_final { behind.or(before) } else { before.or(behind) }
        };
        let in_front = |at| look::is_parted(text, at..start);
        let after = |at| look::is_parted(text, end..at);
        let anywhere = || nearest(Look::of(before.clone(), in_front), Look::of(behind.clone(), after));
        let own_clause = || {
            let before = before.clone().take_while(|mark| !mark.ends_clause());
            let behind = behind.clone().take_while(|mark| !mark.ends_clause());
            nearest(Look::of(before, in_front), Look::of(behind, after))
        };
        let found = match self.clauses {
            Clauses::Ignored => anywhere(),
            Clauses::First => own_clause().or_else(|| anywhere().map(Look::of_another_clause)),
            Clauses::Behind => {
                own_clause().or_else(|| Look::of(before.clone(), in_front).map(Look::of_another_clause))
            }
        };
        let look = found.unwrap_or_default();
        if self.since.contains(word_before) { look.of_another_clause() } else { look }
    }

    /// Whether an expression opens its sentence, a short word before it left out: "In 1943, …".
    pub(crate) fn opens(&self, text: &Text<'_>, at: usize) -> bool {
        /// Bytes: a preposition and its article, of the languages there are.
        const WORD: usize = 12;
        let nearest = at.saturating_sub(WORD + 1);
        nearest == 0 || self.sentence_ends(text, nearest..at).next().is_some()
    }

    /// Where sentences end in a stretch of text, in no order.
    pub(crate) fn sentence_ends<'c>(
        &'c self,
        text: &'c Text<'_>,
        stretch: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'c {
        let abbreviated =
            |at: &usize| text.folded[*at] == b'.' && self.abbreviations.contains(text.word_before(*at));
        text.sentence_ends(stretch).filter(move |at| !abbreviated(at))
    }

    /// Finds every cue of an expression's sentence and every end of a sentence near it, in text order.
    fn mark(&self, text: &Text<'_>, expression: Range<usize>, marks: &mut Marks) {
        /// Bytes beyond the reach: two words, the first of which may say how to read the second.
        const CONTEXT: usize = 64;
        /// Of a sentence longer than that so many bytes more are looked at, for the expressions that come next: a list
        /// of a thousand weekdays would be read anew for each.
        const FAR: usize = 4096;
        let near = expression.start.saturating_sub(REACH + CONTEXT)
            ..text.folded.len().min(expression.end + REACH + CONTEXT);
        let Marks { marks, served } = marks;
        marks.clear();
        marks.extend(
            self.sentence_ends(text, near.clone()).map(|at| Mark { at, kind: MarkKind::SentenceEnd }),
        );
        let ends = marks.iter().map(|mark| mark.at);
        let start = ends.clone().filter(|at| *at < expression.start).max();
        let mut end = ends.filter(|at| *at >= expression.end).min();
        let mut last = near.end;
        if end.is_none() {
            last = text.folded.len().min(near.end + FAR);
            end = self.sentence_ends(text, near.end..last).min();
            marks.extend(end.map(|at| Mark { at, kind: MarkKind::SentenceEnd }));
        }
        let stretch = start.unwrap_or_else(|| text.word_start(near.start))..end.unwrap_or(last);
        let from = if start.is_some() || near.start == 0 { stretch.start } else { expression.start };
        let is_whole = end.is_some() || last == text.folded.len();
        let to = if is_whole { stretch.end } else { stretch.end.saturating_sub(REACH + CONTEXT) };
        *served = from..to.max(expression.end);
        match &self.unspaced {
            // A cue may end with the full stop: "くれる。".
            Some(unspaced) => unspaced.mark(text, stretch.start..text.char_after(stretch.end), marks),
            None => self.words.mark(text, stretch.clone(), marks),
        }
        if self.clauses != Clauses::Ignored {
            let commas =
                memchr::memchr_iter(b',', &text.folded[stretch.clone()]).map(|at| stretch.start + at);
            let commas = commas.filter(|at| text.is_comma(*at));
            marks.extend(commas.map(|at| Mark { at, kind: MarkKind::ClauseEnd }));
        }
        marks.sort_by_key(|mark| mark.at);
    }
}
