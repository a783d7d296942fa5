//! From all records to the tables.

mod arrange;
mod rejects;

pub use rejects::StageRejects;

use crate::cell::Row;
use crate::manifest::{Counts, DatasetInfo, InputFile, MANIFEST_FILE, Manifest, OutputFile, Tool};
use crate::output::write_file;
use crate::parcel::Contents;
use crate::rows::{self, MergedMessages, RecordRows};
use crate::schema::Table;
use crate::sorter::RowSorter;
use crate::source::Source;
use crate::spool::{Entry, Spool};
use crate::staging::Staging;
use crate::table::TableWriter;
use crate::writer::WriteOptions;
use crate::{ExportError, SCHEMA_VERSION, compare, metadata};
use arrange::Partition;
use dateline_record::Record;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

/// A dataset whose records are all in, and whose tables are not written yet.
///
/// What is known only of all pages together is settled here: [`articles`](Self::articles) tells
/// what was kept of each, and a [`Release`] puts in what follows from it.
pub struct Settled {
    spool: Spool,
    staging: Staging,
    info: DatasetInfo,
    options: WriteOptions,
    articles: Vec<Entry>,
    counts: Counts,
    rejects: BTreeMap<String, StageRejects>,
    /// The rows of `rejects` so far; articles may yet be left out.
    reject_rows: RowSorter,
    outputs: Vec<OutputFile>,
}

/// What is known of an article before its tables are written.
#[derive(Debug, Clone, Copy)]
pub struct ArticleKeys<'s> {
    /// Its id.
    pub id: &'s str,
    /// Where it came from.
    pub source: &'s Source,
    /// What was handed along with it ([`Prepared::with_keys`](crate::Prepared::with_keys)).
    pub keys: &'s [u8],
}

/// An article about to be written.
#[derive(Debug)]
pub struct FinishedArticle<'s> {
    /// Its id, which stays.
    pub id: &'s str,
    /// Where it came from.
    pub source: &'s Source,
    /// What the stages found out, which may still be changed. The raw page is not there any more
    /// where there is an article.
    pub record: Record,
    /// The story it tells.
    pub story_id: Option<String>,
}

/// Puts into articles what is known only of all pages together.
pub trait Release {
    /// Called for each article before its rows are made, and once more before that where articles are selected or
    /// parted: it must come out the same. A break ends the writing with [`ExportError::Stopped`].
    fn article(&mut self, _article: &mut FinishedArticle<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Is shown each article of the dataset once, as its rows have it.
    fn written(&mut self, _article: &FinishedArticle<'_>) {}
}

impl Settled {
    pub(crate) fn new(
        spool: Spool,
        staging: Staging,
        info: DatasetInfo,
        options: WriteOptions,
        articles: Vec<Entry>,
        duplicates: u64,
        rejects: RowSorter,
    ) -> Result<Self, ExportError> {
        let counts = Counts { articles: articles.len() as u64, duplicates, left_out: 0, read: 0, rejects: 0 };
        let reject_rows = sorter_of(Table::Rejects, &spool);
        let mut settled = Self {
            spool,
            staging,
            info,
            options,
            articles,
            counts,
            rejects: BTreeMap::new(),
            reject_rows,
            outputs: Vec::new(),
        };
        settled.count_rejects(rejects)?;
        Ok(settled)
    }

    /// What became of every record.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The rejects by stage.
    pub fn rejects(&self) -> &BTreeMap<String, StageRejects> {
        &self.rejects
    }

    /// Every article, in the order of ids.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = ArticleKeys<'_>> {
        self.articles.iter().map(|entry| {
            let (id, source, keys) = (&*entry.id, &entry.source, &*entry.keys);
            ArticleKeys { id, source, keys }
        })
    }

    /// Hands out the id and the keys of every article, in the order of ids. Keys are asked for once and are most of what is
    /// in memory of an article: so they are not kept.
    pub fn take_keys(&mut self) -> impl ExactSizeIterator<Item = (&str, Box<[u8]>)> {
        self.articles.iter_mut().map(|entry| (&*entry.id, std::mem::take(&mut entry.keys)))
    }

    /// Reads the record of an article back, by its place in [`articles`](Self::articles).
    pub fn record(&mut self, place: usize) -> Result<Record, ExportError> {
        Ok(self.spool.read(self.articles[place].extent)?.record)
    }

    /// How many records a later build would not have to work again if this one ended now.
    pub fn finished_records(&self) -> u64 {
        self.spool.finished()
    }

    /// Leaves nothing behind: a later build could not do better than this one.
    pub fn discard(mut self) {
        self.spool.discard();
    }

    /// Writes every table, the metadata and the manifest, and puts the folder in its place.
    ///
    /// Where `inputs` are told, every record read from them must have been pushed or rejected.
    pub fn write(
        mut self,
        mut inputs: Vec<InputFile>,
        release: &mut dyn Release,
    ) -> Result<Manifest, ExportError> {
        let partitions = self.arrange(release)?;
        check_balance(self.counts, &inputs)?;
        check_stop(&self.options.stop)?;
        self.write_rejects()?;
        self.write_tables(&partitions, release)?;
        let Self { mut spool, staging, info, options, counts, mut outputs, .. } = self;
        outputs.sort_by(|one, two| one.path.cmp(&two.path));
        inputs.sort_by(|one, two| one.path.cmp(&two.path));
        let schema_version = SCHEMA_VERSION;
        let mut manifest = Manifest {
            counts,
            dataset: info,
            decisions: options.decisions,
            inputs,
            outputs,
            passed_over: options.passed_over,
            schema_version,
            selection: options.selection,
            shape: options.shape,
            tool: Tool::dateline(),
        };
        let held = options.lock.as_ref().map(|lock| lock.hold(compare(lock, &manifest)));
        if let Some(Err(error)) = held {
            // The next build would come to the same.
            spool.discard();
            return Err(error);
        }
        metadata::complete(staging.folder(), &mut manifest, &options.texts, &options.stop)?;
        write_file(staging.folder(), MANIFEST_FILE, manifest.to_json().as_bytes())?;
        check_stop(&options.stop)?;
        staging.publish()?;
        // While the lock is held still: the next build may begin as soon as it is let go of.
        spool.discard();
        drop(spool);
        Ok(manifest)
    }

    fn write_rejects(&mut self) -> Result<(), ExportError> {
        let rows = std::mem::replace(&mut self.reject_rows, sorter_of(Table::Rejects, &self.spool));
        let rows = rows.finish().map_err(self.reading())?;
        self.write_sorted(Table::Rejects, rows)
    }

    fn write_tables(
        &mut self,
        partitions: &[Partition],
        release: &mut dyn Release,
    ) -> Result<(), ExportError> {
        let reading = self.reading();
        // By message, which is another order than that in which articles come.
        let mut sorters = BY_MESSAGE.map(|table| sorter_of(table, &self.spool));
        let mut articles = std::mem::take(&mut self.articles).into_iter();
        for Partition { folder, articles: count } in partitions {
            let mut tables = BY_ARTICLE.map(|table| match folder {
                None => self.table(table),
                Some(folder) => self.table(table).into_partition(folder),
            });
            for entry in articles.by_ref().take(*count) {
                let mut rows = self.release(&entry, release)?;
                for (table, writer) in BY_ARTICLE.into_iter().zip(&mut tables) {
                    rows.take(table).into_iter().try_for_each(|row| writer.push(row))?;
                }
                for (table, sorter) in BY_MESSAGE.into_iter().zip(&mut sorters) {
                    rows.take(table).into_iter().try_for_each(|row| sorter.push(row)).map_err(&reading)?;
                }
            }
            for table in tables {
                self.outputs.extend(table.finish()?);
            }
        }
        let [messages, reports] = sorters;
        let messages = MergedMessages::new(messages.finish().map_err(&reading)?);
        self.write_sorted(Table::Messages, messages)?;
        self.write_sorted(Table::MessageReports, reports.finish().map_err(&reading)?)
    }

    /// The rows of an article, with all that is to be put into it.
    fn release(&mut self, entry: &Entry, release: &mut dyn Release) -> Result<RecordRows, ExportError> {
        let Contents { sha256, record } = self.spool.read(entry.extent)?;
        let article = finished(entry, record, release)?;
        release.written(&article);
        let FinishedArticle { id, source, record, story_id } = article;
        let rows = rows::rows_of(id, sha256.as_deref(), source, &record, story_id.as_deref());
        rows.map_err(|error| ExportError::Release { id: id.to_owned(), reason: error.to_string() })
    }

    fn write_sorted(
        &mut self,
        table: Table,
        rows: impl Iterator<Item = io::Result<Row>>,
    ) -> Result<(), ExportError> {
        let reading = self.reading();
        let mut writer = self.table(table);
        for row in rows {
            check_stop(&self.options.stop)?;
            writer.push(row.map_err(&reading)?)?;
        }
        self.outputs.extend(writer.finish()?);
        Ok(())
    }

    fn table(&self, table: Table) -> TableWriter {
        TableWriter::new(table, self.staging.folder(), &self.options.shape, self.options.limits)
    }

    fn reading(&self) -> impl Fn(io::Error) -> ExportError + use<> {
        let path = self.spool.folder().to_owned();
        move |source| ExportError::Write { path: path.clone(), source }
    }
}

/// Fails once the writing has been stopped.
pub(crate) fn check_stop(stop: &AtomicBool) -> Result<(), ExportError> {
    if stop.load(Ordering::Relaxed) { Err(ExportError::Stopped) } else { Ok(()) }
}

/// An article as it is released.
fn finished<'e>(
    entry: &'e Entry,
    record: Record,
    release: &mut dyn Release,
) -> Result<FinishedArticle<'e>, ExportError> {
    let mut article = FinishedArticle { id: &entry.id, source: &entry.source, record, story_id: None };
    match release.article(&mut article) {
        ControlFlow::Break(()) => Err(ExportError::Stopped),
        ControlFlow::Continue(()) => Ok(article),
    }
}

fn sorter_of(table: Table, spool: &Spool) -> RowSorter {
    // The sorter that is counted from has runs of its own.
    RowSorter::new(spool.folder().join(format!("{}-rows", table.name())), table.schema().key_columns)
}

/// The tables that have the article's id first in their keys.
const BY_ARTICLE: [Table; 7] = [
    Table::Articles,
    Table::Blocks,
    Table::Dates,
    Table::Corrections,
    Table::CorrectionCandidates,
    Table::DatingEvidence,
    Table::Quotes,
];

/// The tables that have the message's id first.
const BY_MESSAGE: [Table; 2] = [Table::Messages, Table::MessageReports];

/// Nothing is lost between reading and writing: the readers' count is compared with the tables'.
fn check_balance(counts: Counts, inputs: &[InputFile]) -> Result<(), ExportError> {
    let read = inputs.iter().map(|input| input.rows).sum();
    if inputs.is_empty() || read == counts.read {
        return Ok(());
    }
    let Counts { articles, duplicates, rejects, .. } = counts;
    Err(ExportError::Unbalanced { read, articles, duplicates, rejects })
}
