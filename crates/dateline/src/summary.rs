//! What a build made, in numbers.

use crate::build::BuildError;
use crate::limits::RejectLimit;
use dateline_export::{ExportError, Manifest, Source};
use dateline_record::{Method, RawPage, Record};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
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
    /// Corrections by kind: how many were applied, and how many only flagged.
    pub corrections: BTreeMap<&'static str, Corrections>,
    /// Rejects by stage, the reasons of the first few with them.
    pub rejects: BTreeMap<String, Rejects>,
}

/// How many dates of one kind cannot be right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Put right.
    pub applied: u64,
    /// Left as printed, with what they may be.
    pub flagged: u64,
}

/// The pages one stage could not handle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejects {
    /// How many.
    pub count: u64,
    /// The first few, as source and reason.
    pub examples: Vec<(String, String)>,
}

/// How many rejects of a stage a summary shows.
const EXAMPLES: usize = 3;

/// What is counted while the pages come in.
///
/// The writer settles only at the end which pages are duplicates of others, so the facts of a page
/// are kept by its source until then.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pages: BTreeMap<String, Facts>,
    /// The first page of each id; pages are counted in the order of their sources.
    ids: BTreeMap<String, u64>,
    read: u64,
    rejected: u64,
    first: Option<String>,
}

/// What the summary counts of a page.
#[derive(Debug)]
pub(crate) struct Facts {
    id: String,
    /// Tells pages of one id apart.
    page: u64,
    language: Option<String>,
    method: Method,
    corrections: Vec<(&'static str, bool)>,
}

impl Facts {
    pub(crate) fn of(record: &Record) -> Self {
        let corrections = record.corrections.iter().flatten();
        let mut page = DefaultHasher::new();
        record.page.raw.as_ref().map(RawPage::as_str).hash(&mut page);
        Self {
            id: record.page.id.clone(),
            page: page.finish(),
            language: record.language.as_ref().and_then(|language| language.code.clone()),
            method: record.dating.as_ref().map_or(Method::None, |dating| dating.method),
            corrections: corrections
                .map(|correction| (correction.kind.as_str(), correction.applied))
                .collect(),
        }
    }
}

impl Tally {
    pub(crate) fn article(&mut self, source: &Source, facts: Facts) {
        self.read += 1;
        // The writer will reject all but the first of different pages with one id.
        let first = *self.ids.entry(facts.id.clone()).or_insert(facts.page);
        if first != facts.page {
            self.rejected(source, &format!("another page has its id `{}`", facts.id));
        }
        self.pages.insert(source.to_string(), facts);
    }

    pub(crate) fn reject(&mut self, source: &Source, reason: &str) {
        self.read += 1;
        self.rejected(source, reason);
    }

    fn rejected(&mut self, source: &Source, reason: &str) {
        self.rejected += 1;
        self.first.get_or_insert_with(|| format!("{source}: {reason}"));
    }

    /// Fails when more pages were rejected than the recipe bears.
    pub(crate) fn hold_against(&self, limit: RejectLimit) -> Result<(), BuildError> {
        if !limit.exceeded(self.rejected, self.read) {
            return Ok(());
        }
        let first = self.first.clone().unwrap_or_default();
        Err(BuildError::TooManyRejects { rejects: self.rejected, read: self.read, limit, first })
    }
}

impl Summary {
    /// Puts together what the stages found and what the writer made of it.
    pub(crate) fn new(mut tally: Tally, out: &Path, manifest: Manifest) -> Result<Self, ExportError> {
        let mut rejects: BTreeMap<String, Rejects> = BTreeMap::new();
        for (source, stage, reason) in read_rejects(out)? {
            tally.pages.remove(&source);
            // The manifest counts a duplicate as that, though it is a row of the same table.
            if reason.starts_with("duplicate: ") {
                continue;
            }
            let of_stage = rejects.entry(stage).or_default();
            of_stage.count += 1;
            if of_stage.examples.len() < EXAMPLES {
                of_stage.examples.push((source, reason));
            }
        }
        let mut summary = Self {
            out: out.to_owned(),
            manifest,
            languages: BTreeMap::new(),
            dated: METHODS.map(|method| (method, 0)),
            corrections: BTreeMap::new(),
            rejects,
        };
        tally.pages.into_values().for_each(|facts| summary.count(facts));
        Ok(summary)
    }

    fn count(&mut self, facts: Facts) {
        *self.languages.entry(facts.language).or_default() += 1;
        for (method, count) in &mut self.dated {
            *count += u64::from(*method == facts.method);
        }
        for (kind, applied) in facts.corrections {
            let counts = self.corrections.entry(kind).or_default();
            let count = if applied { &mut counts.applied } else { &mut counts.flagged };
            *count += 1;
        }
    }
}

const METHODS: [Method; 5] =
    [Method::Given, Method::Printed, Method::Metadata, Method::Inferred, Method::None];

/// Source, stage and reason of every reject, the writer's own (duplicates) among them.
fn read_rejects(dataset: &Path) -> Result<Vec<(String, String, String)>, ExportError> {
    let path = dataset.join("rejects.csv");
    let read = || -> Result<Vec<_>, csv::Error> {
        let mut table = csv::Reader::from_path(&path)?;
        let rows = table.deserialize::<RejectRow>();
        rows.map(|row| row.map(|row| (row.source, row.stage, row.reason))).collect()
    };
    read().map_err(|error| ExportError::Read { path: path.clone(), source: error.into() })
}

#[derive(serde::Deserialize)]
struct RejectRow {
    source: String,
    stage: String,
    reason: String,
}
