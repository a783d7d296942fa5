//! Writing a dataset.

use crate::collect::{Claim, Collector, TableRows};
use crate::manifest::{
    Counts, DatasetInfo, DecisionsFile, InputFile, MANIFEST_FILE, Manifest, OutputFile, Tool,
};
use crate::rows::{self, RecordRows, RowError};
use crate::source::{Reject, Source};
use crate::staging::{Existing, Staging};
use crate::{ExportError, SCHEMA_VERSION, csv, metadata, parquet};
use dateline_record::Record;
use dateline_record::pages::{Hashing, sha256_hex};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A record made into rows, or into a reject.
///
/// Making them is most of the work of [`DatasetWriter::push`] and can be done on many threads.
#[derive(Debug)]
pub struct Prepared(Outcome);

#[derive(Debug)]
enum Outcome {
    Article { id: String, claim: Claim, rows: RecordRows },
    Reject(Reject),
}

impl Prepared {
    /// Makes rows of a record where it can be an article, else a reject.
    ///
    /// A record with `errors`, without an article, or that breaks a table's rules is a reject.
    pub fn new(source: impl Into<Source>, record: Record) -> Self {
        let source = source.into();
        if let Some(first) = record.errors.first() {
            let reasons: Vec<&str> = record.errors.iter().map(|error| error.message.as_str()).collect();
            return Self(Outcome::Reject(Reject::new(&source, &first.stage, reasons.join("; "))));
        }
        Self(match prepare(source.clone(), record) {
            Ok((id, claim, rows)) => Outcome::Article { id, claim, rows },
            Err(error) => Outcome::Reject(Reject::new(&source, "export", error.to_string())),
        })
    }
}

/// How a dataset is written.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// What to do when the output folder exists.
    pub existing: Existing,
    /// What people have written about the dataset.
    pub texts: Texts,
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
}

/// A dataset in the making.
///
/// Nothing is to be seen of it until [`finish`](Self::finish) has written all of it; dropped
/// before, it leaves nothing. The order of [`push`](Self::push) and [`reject`](Self::reject) does
/// not matter: the same records make the same bytes.
#[derive(Debug)]
pub struct DatasetWriter {
    staging: Staging,
    info: DatasetInfo,
    texts: Texts,
    decisions: Option<DecisionsFile>,
    records: Collector,
}

impl DatasetWriter {
    /// Begins a dataset that is to stand at `out`. Fails at once where it could not be put there, or
    /// could not be called so.
    pub fn create(out: &Path, info: DatasetInfo, options: WriteOptions) -> Result<Self, ExportError> {
        info.check()?;
        let staging = Staging::create(out, options.existing)?;
        Ok(Self { staging, info, texts: options.texts, decisions: None, records: Collector::default() })
    }

    /// Adds a record: an article where it can be one, else a reject, as [`Prepared::new`] has it.
    ///
    /// Of two records with one id the one with the smaller [`Source`] is the article, whichever
    /// came first; the other is a reject.
    pub fn push(&mut self, source: impl Into<Source>, record: Record) -> Result<(), ExportError> {
        self.add(Prepared::new(source, record))
    }

    /// Adds a record that is made into rows already.
    pub fn add(&mut self, prepared: Prepared) -> Result<(), ExportError> {
        match prepared.0 {
            Outcome::Article { id, claim, rows } => self.records.add(id, claim, rows),
            Outcome::Reject(reject) => self.records.reject(reject),
        }
        Ok(())
    }

    /// Adds a record that could not be used.
    pub fn reject(&mut self, reject: Reject) -> Result<(), ExportError> {
        self.records.reject(reject);
        Ok(())
    }

    /// Tells the manifest what became of the reviewers' decisions.
    pub fn decided(&mut self, decisions: DecisionsFile) {
        self.decisions = Some(decisions);
    }

    /// Writes every table, the metadata and the manifest, and puts the folder in its place.
    ///
    /// Where `inputs` are told, every record read from them must have been pushed or rejected.
    pub fn finish(self, mut inputs: Vec<InputFile>) -> Result<Manifest, ExportError> {
        let Self { staging, info, texts, decisions, records } = self;
        let (tables, counts) = records.finish();
        check_balance(counts, &inputs)?;
        let mut outputs = Vec::new();
        for table in tables {
            outputs.extend(write_table(staging.folder(), table)?);
        }
        outputs.sort_by(|one, two| one.path.cmp(&two.path));
        inputs.sort();
        let schema_version = SCHEMA_VERSION;
        let mut manifest = Manifest {
            counts,
            dataset: info,
            decisions,
            inputs,
            outputs,
            schema_version,
            tool: Tool::dateline(),
        };
        metadata::complete(staging.folder(), &mut manifest, &texts)?;
        write_file(staging.folder(), MANIFEST_FILE, |out| out.write_all(manifest.to_json().as_bytes()))?;
        staging.publish()?;
        Ok(manifest)
    }
}

/// Nothing is lost between reading and writing: the readers' count is held against the tables'.
fn check_balance(counts: Counts, inputs: &[InputFile]) -> Result<(), ExportError> {
    let read = inputs.iter().map(|input| input.rows).sum();
    if inputs.is_empty() || read == counts.read {
        return Ok(());
    }
    let Counts { articles, duplicates, rejects, .. } = counts;
    Err(ExportError::Unbalanced { read, articles, duplicates, rejects })
}

/// The record's id, its claim to it, and its rows.
fn prepare(source: Source, mut record: Record) -> Result<(String, Claim, RecordRows), RowError> {
    let sha256 = record.page.raw.as_ref().map(|raw| sha256_hex(raw.as_str().as_bytes()));
    let id = match (record.page.id.is_empty(), &sha256) {
        (false, _) => std::mem::take(&mut record.page.id),
        (true, Some(sha256)) => sha256.chars().take(16).collect(),
        (true, None) => return Err(RowError::NoId),
    };
    let rows = rows::rows_of(&id, sha256.as_deref(), &source, &record)?;
    let fingerprint = sha256.unwrap_or_else(|| {
        let json = serde_json::to_vec(&record).expect("record types serialise to JSON");
        sha256_hex(&json)
    });
    Ok((id, Claim { source, fingerprint }, rows))
}

fn write_table(folder: &Path, table: TableRows) -> Result<[OutputFile; 2], ExportError> {
    let schema = table.table.schema();
    let mut csv =
        write_file(folder, &format!("{}.csv", schema.name), |out| csv::write(schema, &table.rows, out))?;
    let mut encoding = Ok(());
    let mut parquet = write_file(folder, &format!("{}.parquet", schema.name), |out| {
        encoding = parquet::write(schema, &table.rows, out);
        Ok(())
    })?;
    encoding.map_err(|error| match error {
        polars::error::PolarsError::IO { error, .. } => ExportError::Write {
            path: folder.join(&parquet.path),
            source: std::io::Error::new(error.kind(), error.to_string()),
        },
        other => ExportError::Parquet { table: schema.name, reason: other.to_string() },
    })?;
    csv.rows = Some(table.rows.len() as u64);
    parquet.rows = csv.rows;
    Ok([csv, parquet])
}

pub(crate) type Output = BufWriter<Hashing<File>>;

/// Writes one file to the disk, down to the platter, and tells its size and hash.
pub(crate) fn write_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut Output) -> std::io::Result<()>,
) -> Result<OutputFile, ExportError> {
    let path = folder.join(name);
    let written = (|| {
        let mut out = BufWriter::with_capacity(1 << 16, Hashing::new(File::create_new(&path)?));
        write(&mut out)?;
        let hashing = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        let (file, bytes, sha256) = hashing.finish();
        file.sync_all()?;
        Ok(OutputFile { bytes, path: name.to_owned(), rows: None, sha256 })
    })();
    written.map_err(|source| ExportError::Write { path, source })
}
