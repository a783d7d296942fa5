//! The dates that cannot be right, as a list to go through.

use crate::article::Article;
use crate::bars::{Bar, bars};
use crate::passage::Counted;
use crate::sample::{CORRECTIONS, Sample};
use crate::tables::{Tables, each_row, maybe, number, share, text};
use std::collections::{BTreeMap, BTreeSet};

/// How much text is shown on either side of a passage, in code points.
const AROUND: usize = 160;

/// One date that cannot be right.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    pub(crate) article: String,
    pub(crate) kind: String,
    pub(crate) block: Option<usize>,
    pub(crate) start: Option<usize>,
    pub(crate) end: Option<usize>,
    pub(crate) was: String,
    pub(crate) now: Option<String>,
    pub(crate) confidence: f64,
    pub(crate) applied: bool,
    /// What a reviewer decided on it.
    pub(crate) decided: Option<String>,
    pub(crate) evidence: String,
    /// Before the faulty words, the words, and after them; empty where the fault is no passage's.
    pub(crate) passage: Option<[String; 3]>,
    /// Value and probability, likeliest first.
    pub(crate) candidates: Vec<(String, f64)>,
}

impl Correction {
    /// `repaired`, `conflict` or `ok`, as the expression itself has it in `dates`.
    pub(crate) fn status(&self) -> &'static str {
        ["repaired", "conflict", "ok"][part(self.applied, self.decided.as_deref())]
    }

    /// The status in words.
    pub(crate) fn status_words(&self) -> &'static str {
        PARTS[part(self.applied, self.decided.as_deref())]
    }

    /// `weekday_mismatch` as words.
    pub(crate) fn kind_words(&self) -> String {
        self.kind.replace('_', " ")
    }

    /// The probability of a candidate in hundredths.
    pub(crate) fn percent(&self, share: &f64) -> String {
        format!("{:.0}", share * 100.0)
    }
}

/// The corrections listed and all of them counted.
#[derive(Debug)]
pub(crate) struct Corrections {
    /// Those listed, by article and number.
    pub(crate) listed: Vec<Correction>,
    /// How many there are.
    pub(crate) all: u64,
    /// How many of them were put right, are flagged, and were left as printed: the [`PARTS`].
    pub(crate) counts: [u64; 3],
    /// How many of them reviewers decided on.
    pub(crate) decided: u64,
    /// By kind, in the same parts.
    pub(crate) kinds: Vec<Bar>,
}

/// The labels of the parts of a bar of [`Corrections::kinds`].
pub(crate) const PARTS: [&str; 3] = ["put right", "flagged", "left as printed by a reviewer"];

/// Which of the [`PARTS`] a correction is of.
fn part(applied: bool, decided: Option<&str>) -> usize {
    match (applied, decided) {
        (true, _) => 0,
        (false, Some("reject")) => 2,
        (false, _) => 1,
    }
}

type Key = (String, usize);

/// Counts the corrections, draws those that are listed, and finds their candidates.
pub(crate) fn read<T: Tables>(tables: &T) -> Result<Corrections, T::Error> {
    let mut kinds: BTreeMap<String, [u64; PARTS.len()]> = BTreeMap::new();
    let mut decided = 0;
    let mut sample: Sample<Key> = Sample::new(CORRECTIONS);
    let columns = ["article_id", "correction", "kind", "applied", "decided"];
    each_row(tables, "corrections", columns, |[article, correction, kind, applied, decision]| {
        let (article, number) = (text(article), number(correction).unwrap_or(0));
        kinds.entry(text(kind)).or_default()[part(applied == Some("true"), decision)] += 1;
        decided += u64::from(decision.is_some());
        sample.offer(&format!("{article}/{number}"), || (article.clone(), number));
    })?;
    let keys: BTreeSet<Key> = sample.kept().cloned().collect();
    let mut listed = listed(tables, &keys)?;
    add_candidates(tables, &mut listed)?;
    let counts = std::array::from_fn(|part| kinds.values().map(|counts| counts[part]).sum());
    let mut rows: Vec<(String, Vec<u64>)> =
        kinds.into_iter().map(|(kind, counts)| (kind.replace('_', " "), counts.to_vec())).collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<u64>()));
    let listed = listed.into_values().collect();
    Ok(Corrections { listed, all: sample.seen() as u64, counts, decided, kinds: bars(rows, &PARTS) })
}

fn listed<T: Tables>(tables: &T, keys: &BTreeSet<Key>) -> Result<BTreeMap<Key, Correction>, T::Error> {
    let columns = [
        "article_id",
        "correction",
        "kind",
        "block",
        "start",
        "end",
        "was",
        "now",
        "confidence",
        "applied",
        "evidence",
        "text",
        "decided",
    ];
    let mut listed = BTreeMap::new();
    each_row(tables, "corrections", columns, |row| {
        let [
            article,
            correction,
            kind,
            block,
            start,
            end,
            was,
            now,
            confidence,
            applied,
            evidence,
            words,
            decided,
        ] = row;
        let key = (text(article), number(correction).unwrap_or(0));
        if !keys.contains(&key) {
            return;
        }
        let correction = Correction {
            article: key.0.clone(),
            kind: text(kind),
            block: number(block),
            start: number(start),
            end: number(end),
            was: text(was),
            now: maybe(now),
            confidence: share(confidence),
            applied: applied == Some("true"),
            decided: maybe(decided),
            evidence: text(evidence),
            // The words alone, where no block is there to show them in.
            passage: words.map(|words| [String::new(), words.to_owned(), String::new()]),
            candidates: Vec::new(),
        };
        listed.insert(key, correction);
    })?;
    Ok(listed)
}

/// Finds the passages of the corrections listed: in `articles`, or in the table where they are of others.
pub(crate) fn add_passages<T: Tables>(
    tables: &T,
    listed: &mut [Correction],
    articles: &[Article],
) -> Result<(), T::Error> {
    let shown: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut elsewhere: BTreeMap<String, Vec<&mut Correction>> = BTreeMap::new();
    for correction in listed {
        let Some(block) = correction.block else { continue };
        match shown.get(correction.article.as_str()) {
            Some(article) => {
                if let Some(text) = article.text_of(block) {
                    add_passage(correction, &Counted::new(text));
                }
            }
            None => elsewhere.entry(correction.article.clone()).or_default().push(correction),
        }
    }
    if elsewhere.is_empty() {
        return Ok(());
    }
    each_row(tables, "blocks", ["article_id", "block", "text"], |[article, block, words]| {
        let Some(corrections) = article.and_then(|id| elsewhere.get_mut(id)) else { return };
        let block = number(block);
        let mut of_block = corrections.iter_mut().filter(|correction| correction.block == block).peekable();
        if let (Some(words), Some(_)) = (words, of_block.peek()) {
            let words = Counted::new(words);
            of_block.for_each(|correction| add_passage(correction, &words));
        }
    })
}

fn add_passage(correction: &mut Correction, words: &Counted<'_>) {
    if let (Some(start), Some(end)) = (correction.start, correction.end) {
        correction.passage = Some(words.excerpt(start, end, AROUND));
    }
}

fn add_candidates<T: Tables>(tables: &T, listed: &mut BTreeMap<Key, Correction>) -> Result<(), T::Error> {
    let columns = ["article_id", "correction", "value", "probability"];
    each_row(tables, "correction_candidates", columns, |[article, correction, value, probability]| {
        let key = (text(article), number(correction).unwrap_or(0));
        if let Some(correction) = listed.get_mut(&key) {
            correction.candidates.push((text(value), share(probability)));
        }
    })
}
