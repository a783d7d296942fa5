//! `decisions.csv`: what reviewers decided on days and corrections, saved from a report and obeyed by the next build.

mod apply;
mod read;

pub(crate) use apply::Reading;
pub use read::DecisionsError;

use dateline_export::{DecisionsFile, NotApplied};
use dateline_record::pages::sha256_hex;
use dateline_record::{Day, Decided, RawPage, Record};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

/// The name of the file that a build looks for beside its recipe.
pub const DECISIONS_FILE: &str = "decisions.csv";

/// All decisions on a dataset's pages, shared by the workers of a build.
///
/// A decision holds for the page it was made on. Where the page is another now, or what was decided on
/// is no longer found on it, nothing is applied and the build says so.
#[derive(Debug, Default)]
pub struct Decisions {
    all: Vec<Decision>,
    /// What became of each, as [`Outcome`]; the best where several records bear one id.
    outcomes: Vec<AtomicU8>,
    by_article: BTreeMap<String, Vec<usize>>,
    bytes: u64,
    sha256: String,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) line: u64,
    pub(crate) article: String,
    /// SHA-256 of the page it was made on; `None` for a record that came without its page.
    pub(crate) page: Option<String>,
    pub(crate) about: Matter,
    pub(crate) verdict: Verdict,
    pub(crate) note: Option<String>,
}

/// What was decided on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Matter {
    /// The page's day: the one that was found.
    Day { was: Option<Day> },
    /// A correction, by what it says was printed and where.
    Correction { kind: String, block: Option<usize>, start: Option<usize>, was: String },
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is as dateline has it.
    Accept,
    /// The day is not known; the date stands as printed.
    Reject,
    /// It is this.
    Value(String),
}

impl Verdict {
    /// What the tables say of it.
    fn decided(&self) -> Decided {
        match self {
            Self::Accept => Decided::Accept,
            Self::Reject => Decided::Reject,
            Self::Value(_) => Decided::Value,
        }
    }
}

/// What became of a decision; a greater one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Outcome {
    NoArticle,
    PageChanged,
    NotFound,
    Applied,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::NoArticle, Self::PageChanged, Self::NotFound, Self::Applied];

    fn reason(self) -> &'static str {
        match self {
            Self::NoArticle => "no page of the inputs is this article; it was removed or changed",
            Self::PageChanged => "the page was changed since",
            Self::NotFound => "what was decided on is no longer found on the page",
            Self::Applied => "",
        }
    }
}

impl Decisions {
    /// Reads a file of decisions.
    pub fn load(path: &Path) -> Result<Self, DecisionsError> {
        let bytes =
            std::fs::read(path).map_err(|fault| DecisionsError::Read { path: path.to_owned(), fault })?;
        let all = read::decisions(&bytes, path)?;
        let mut by_article: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, decision) in all.iter().enumerate() {
            by_article.entry(decision.article.clone()).or_default().push(place);
        }
        let outcomes = all.iter().map(|_| AtomicU8::new(Outcome::NoArticle as u8)).collect();
        Ok(Self { all, outcomes, by_article, bytes: bytes.len() as u64, sha256: sha256_hex(&bytes) })
    }

    /// Whether any is on the article of that id.
    pub(crate) fn concern(&self, article: &str) -> bool {
        self.by_article.contains_key(article)
    }

    /// Those on a page, with the places to tell their outcomes at. Where the page was changed there are none.
    pub(crate) fn on(&self, record: &Record) -> Vec<(usize, &Decision)> {
        let Some(places) = self.by_article.get(&record.page.id) else { return Vec::new() };
        let page = record.page.raw.as_ref().map(RawPage::as_str).map(|raw| sha256_hex(raw.as_bytes()));
        let mut found = Vec::new();
        for place in places {
            let decision = &self.all[*place];
            if decision.page == page {
                found.push((*place, decision));
            } else {
                self.tell(*place, Outcome::PageChanged);
            }
        }
        found
    }

    pub(crate) fn tell(&self, place: usize, outcome: Outcome) {
        self.outcomes[place].fetch_max(outcome as u8, Ordering::Relaxed);
    }

    /// The SHA-256 of the file, in hex.
    pub(crate) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What became of each so far, for the build that goes on from here.
    pub(crate) fn outcomes(&self) -> Vec<u8> {
        self.outcomes.iter().map(|outcome| outcome.load(Ordering::Relaxed)).collect()
    }

    /// Takes up what had become of them when an earlier build was interrupted.
    pub(crate) fn go_on(&self, outcomes: &[u8]) {
        for (outcome, told) in self.outcomes.iter().zip(outcomes) {
            outcome.fetch_max(*told, Ordering::Relaxed);
        }
    }

    /// What became of all of them, for the manifest.
    pub(crate) fn file(&self, name: &str) -> DecisionsFile {
        let outcome = |place: usize| {
            let told = self.outcomes[place].load(Ordering::Relaxed);
            Outcome::ALL.into_iter().find(|outcome| *outcome as u8 == told).unwrap_or(Outcome::NoArticle)
        };
        let outcomes = self.all.iter().enumerate().map(|(place, decision)| (decision, outcome(place)));
        let not_applied: Vec<NotApplied> = outcomes
            .filter(|(_, outcome)| *outcome != Outcome::Applied)
            .map(|(decision, outcome)| NotApplied {
                article_id: decision.article.clone(),
                line: decision.line,
                reason: outcome.reason().to_owned(),
            })
            .collect();
        DecisionsFile {
            applied: (self.all.len() - not_applied.len()) as u64,
            bytes: self.bytes,
            not_applied,
            path: name.to_owned(),
            rows: self.all.len() as u64,
            sha256: self.sha256.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
