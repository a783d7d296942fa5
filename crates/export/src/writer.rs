//! Writing a dataset.

use crate::index::Index;
use crate::lock::Lock;
use crate::manifest::{DatasetInfo, DecisionsFile, InputFile, Manifest};
use crate::parcel::{Outcome, Prepared};
use crate::release::{Release, Settled};
use crate::schema::Table;
use crate::sorter::RowSorter;
use crate::source::{Reject, Source};
use crate::spool::{Recovered, Spool};
use crate::staging::{Existing, Staging};
use crate::table::ShardLimits;
use crate::{ExportError, Selection, Shape};
use dateline_record::Record;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a dataset is written.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// What to do when the output folder exists.
    pub existing: Existing,
    /// What people have written about the dataset.
    pub texts: Texts,
    /// What a later build must be equal in to go on where this one was interrupted: the program,
    /// the settings and the inputs. `None`: nothing of an unfinished dataset is kept.
    pub resume_key: Option<String>,
    /// Whether a page that is there under another id is a duplicate.
    pub once: bool,
    /// How many files in the folders of the inputs are none, by what they are.
    pub passed_over: BTreeMap<String, u64>,
    /// Which articles are taken in.
    pub selection: Selection,
    /// How the tables lie in files.
    pub shape: Shape,
    /// The released version that the dataset must be, byte for byte: else [`Settled::write`] ends with
    /// [`ExportError::NotReleased`] and nothing is written.
    pub lock: Option<Lock>,
    /// Set from anywhere, it ends [`Settled::write`] with [`ExportError::Stopped`] up to the moment when the dataset is put
    /// in its place.
    pub stop: Arc<AtomicBool>,
    pub(crate) limits: ShardLimits,
    pub(crate) decisions: Option<DecisionsFile>,
}

/// What people have written about a dataset, to go into its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// Markdown that the data card (`README.md`) takes in after what it counts itself.
    pub card: Option<String>,
    /// `CHANGELOG.md`.
    pub changelog: Option<String>,
}

impl WriteOptions {
    /// Replaces a dataset that is in the output's place, once the new one is complete.
    pub fn replacing() -> Self {
        Self { existing: Existing::Replace, ..Self::default() }
    }

    /// Goes on in another file of a table after so many rows, or so many bytes of rows.
    pub fn with_shards_of(mut self, rows: u64, bytes: u64) -> Self {
        self.limits = ShardLimits { rows, weight: bytes };
        self
    }
}

/// A dataset in the making.
///
/// Records wait on the disk, packed; in memory is only what is needed to sort them. Nothing is to
/// be seen of the dataset until all of it is written; dropped before, it leaves nothing, or, with a
/// [`resume_key`](WriteOptions::resume_key), what a later build goes on with. The order of
/// [`push`](Self::push) and [`reject`](Self::reject) does not matter: the same records make the
/// same bytes.
#[derive(Debug)]
pub struct DatasetWriter {
    // Before the staging folder, which lets go of the lock.
    spool: Spool,
    staging: Staging,
    info: DatasetInfo,
    options: WriteOptions,
    index: Index,
    rejects: RowSorter,
    resumed: Vec<String>,
}

impl DatasetWriter {
    /// Begins a dataset that is to stand at `out`, or goes on with one. Fails at once where it could
    /// not be put there, or could not be called so.
    pub fn create(out: &Path, info: DatasetInfo, options: WriteOptions) -> Result<Self, ExportError> {
        info.check()?;
        let staging = Staging::create(out, options.existing)?;
        let (spool, recovered) = Spool::open(staging.spool(), options.resume_key.as_deref())?;
        let rejects = RowSorter::new(spool.folder().join("rejects"), Table::Rejects.schema().key_columns);
        let index = Index::default();
        let mut writer = Self { spool, staging, info, options, index, rejects, resumed: Vec::new() };
        let Recovered { entries, rejects, states } = recovered;
        entries.into_iter().for_each(|entry| writer.index.add(entry));
        rejects.into_iter().try_for_each(|reject| writer.sort_reject(reject))?;
        writer.resumed = states;
        Ok(writer)
    }

    /// What the interrupted build that is gone on with noted at each of its
    /// [finished shards](Self::finish_shard), in order; empty for a new dataset.
    pub fn resumed(&self) -> &[String] {
        &self.resumed
    }

    /// Adds a record: an article where it can be one, else a reject, as [`Prepared::new`] has it.
    ///
    /// Of two records with one id the one with the smaller [`Source`] is the article, whichever
    /// came first; the other is a reject.
    pub fn push(&mut self, source: impl Into<Source>, record: Record) -> Result<(), ExportError> {
        self.add(Prepared::new(source, record))
    }

    /// Adds a record that was made ready before.
    pub fn add(&mut self, prepared: Prepared) -> Result<(), ExportError> {
        match prepared.0 {
            Outcome::Article(parcel) => {
                let entry = self.spool.add(parcel)?;
                self.index.add(entry);
                Ok(())
            }
            Outcome::Reject(reject) => self.reject(reject),
        }
    }

    /// Adds a record that could not be used.
    pub fn reject(&mut self, reject: Reject) -> Result<(), ExportError> {
        self.spool.reject(&reject);
        self.sort_reject(reject)
    }

    fn sort_reject(&mut self, reject: Reject) -> Result<(), ExportError> {
        let path = || self.spool.folder().to_owned();
        self.rejects.push(reject.into_row()).map_err(|source| ExportError::Write { path: path(), source })
    }

    /// Whether so much was added that a shard should be [finished](Self::finish_shard).
    pub fn shard_is_due(&self) -> bool {
        self.spool.is_due()
    }

    /// Takes all that was added to the disk. `state` is told to the build that goes on from here,
    /// which must add what comes after and nothing else.
    pub fn finish_shard(&mut self, state: String) -> Result<(), ExportError> {
        self.spool.finish_shard(state)
    }

    /// How many records a later build would not have to work again if this one ended now.
    pub fn finished_records(&self) -> u64 {
        self.spool.finished()
    }

    /// Leaves nothing behind: a later build could not do better than this one.
    pub fn discard(mut self) {
        self.spool.discard();
    }

    /// All records are in: settles which of them are articles, and counts them.
    pub fn settle(self) -> Result<Settled, ExportError> {
        let Self { spool, staging, info, options, index, mut rejects, .. } = self;
        let ranking = index.rank(options.once);
        for reject in ranking.losers {
            rejects
                .push(reject.into_row())
                .map_err(|source| ExportError::Write { path: spool.folder().to_owned(), source })?;
        }
        Settled::new(spool, staging, info, options, ranking.articles, ranking.duplicates, rejects)
    }

    /// Tells the manifest what became of the reviewers' decisions.
    pub fn decided(&mut self, decisions: DecisionsFile) {
        self.options.decisions = Some(decisions);
    }

    /// Writes every table, the metadata and the manifest, and puts the folder in its place.
    ///
    /// Where `inputs` are told, every record read from them must have been pushed or rejected.
    pub fn finish(self, inputs: Vec<InputFile>) -> Result<Manifest, ExportError> {
        self.settle()?.write(inputs, &mut NothingToAdd)
    }
}

/// Records are released as they were added.
struct NothingToAdd;

impl Release for NothingToAdd {}
