//! What a build made, in numbers.

use dateline_dates::unread_stamps;
use dateline_export::{Manifest, StageRejects};
use dateline_record::{Method, Record};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a build made: every page read is an article, a duplicate or a reject.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// Where the dataset is.
    pub out: PathBuf,
    /// What the dataset says of itself.
    pub manifest: Manifest,
    /// Articles by language code, `None` for the undetermined.
    pub languages: BTreeMap<Option<String>, u64>,
    /// Articles by how their day was found, in the order given, printed, metadata, inferred, none.
    pub dated: [(Method, u64); 5],
    /// Articles without a word of text.
    pub textless: u64,
    /// Corrections by kind: how many were applied, and how many only flagged.
    pub corrections: BTreeMap<&'static str, Corrections>,
    /// Stamps (`published`, `fetched`) that are no day, by field, so that they were not used.
    pub unread: BTreeMap<&'static str, Unread>,
    /// Inputs, by source, that break off and were not allowed to: what stood in the rest of them is lost, and nobody knows
    /// how much. A check that failed, although the dataset is there.
    pub cut_short: Vec<String>,
    /// Rejects by stage, the reasons of the first few with them.
    pub rejects: BTreeMap<String, StageRejects>,
}

/// How many dates of one kind cannot be right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Put right.
    pub applied: u64,
    /// Left as printed, with what they may be.
    pub flagged: u64,
}

/// Stamps of one field that are no day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many articles have such a one.
    pub count: u64,
    /// The first of them, in the order of the articles' ids.
    pub example: String,
}

const METHODS: [Method; 5] =
    [Method::Given, Method::Printed, Method::Metadata, Method::Inferred, Method::None];

/// What is counted while the articles are written.
#[derive(Debug)]
pub(crate) struct Tally {
    languages: BTreeMap<Option<String>, u64>,
    dated: [(Method, u64); 5],
    textless: u64,
    corrections: BTreeMap<&'static str, Corrections>,
    unread: BTreeMap<&'static str, Unread>,
}

impl Default for Tally {
    fn default() -> Self {
        let dated = METHODS.map(|method| (method, 0));
        let (corrections, unread) = (BTreeMap::new(), BTreeMap::new());
        Self { languages: BTreeMap::new(), dated, textless: 0, corrections, unread }
    }
}

impl Tally {
    /// Counts one article in.
    pub(crate) fn count(&mut self, record: &Record) {
        let language = record.language.as_ref().and_then(|language| language.code.clone());
        *self.languages.entry(language).or_default() += 1;
        let found = record.dating.as_ref().map_or(Method::None, |dating| dating.method);
        for (method, count) in &mut self.dated {
            *count += u64::from(*method == found);
        }
        let has_text = record.article.as_ref().is_some_and(|article| !article.text.is_empty());
        self.textless += u64::from(!has_text);
        for correction in record.corrections.iter().flatten() {
            let counts = self.corrections.entry(correction.kind.as_str()).or_default();
            let count = if correction.applied { &mut counts.applied } else { &mut counts.flagged };
            *count += 1;
        }
        for (field, stamp) in unread_stamps(&record.page) {
            let unread = self.unread.entry(field).or_default();
            if unread.count == 0 {
                stamp.clone_into(&mut unread.example);
            }
            unread.count += 1;
        }
    }
}

impl Summary {
    /// Puts together what the stages found and what the writer made of it.
    pub(crate) fn new(
        out: &Path,
        manifest: Manifest,
        tally: Tally,
        rejects: BTreeMap<String, StageRejects>,
        cut_short: Vec<String>,
    ) -> Self {
        let Tally { languages, dated, textless, corrections, unread } = tally;
        let out = out.to_owned();
        Self { out, manifest, languages, dated, textless, corrections, unread, cut_short, rejects }
    }
}
