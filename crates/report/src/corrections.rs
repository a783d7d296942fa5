//! The dates that cannot be right, as a list to go through.

use crate::article::Article;
use crate::bars::{Bar, bars};
use crate::passage::Counted;
use crate::sample::{CORRECTIONS, Sample};
use crate::tables::{Tables, maybe, number, share, text};
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
    tables.rows("corrections", &["article_id", "correction", "kind", "applied", "decided"], &mut |row| {
        let (article, number) = (text(row[0]), number(row[1]).unwrap_or(0));
        kinds.entry(text(row[2])).or_default()[part(row[3] == Some("true"), row[4])] += 1;
        decided += u64::from(row[4].is_some());
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
    tables.rows("corrections", &columns, &mut |row| {
        let key = (text(row[0]), number(row[1]).unwrap_or(0));
        if !keys.contains(&key) {
            return;
        }
        let correction = Correction {
            article: key.0.clone(),
            kind: text(row[2]),
            block: number(row[3]),
            start: number(row[4]),
            end: number(row[5]),
            was: text(row[6]),
            now: maybe(row[7]),
            confidence: share(row[8]),
            applied: row[9] == Some("true"),
            decided: maybe(row[12]),
            evidence: text(row[10]),
            // The words alone, where no block is there to show them in.
            passage: row[11].map(|words| [String::new(), words.to_owned(), String::new()]),
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
    tables.rows("blocks", &["article_id", "block", "text"], &mut |row| {
        let Some(corrections) = row[0].and_then(|id| elsewhere.get_mut(id)) else { return };
        let block = number(row[1]);
        let mut of_block = corrections.iter_mut().filter(|correction| correction.block == block).peekable();
        if let (Some(words), Some(_)) = (row[2], of_block.peek()) {
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
    tables.rows("correction_candidates", &columns, &mut |row| {
        let key = (text(row[0]), number(row[1]).unwrap_or(0));
        if let Some(correction) = listed.get_mut(&key) {
            correction.candidates.push((text(row[2]), share(row[3])));
        }
    })
}
