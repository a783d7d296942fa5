//! One table while its rows come in, in the order of their keys.
//!
//! Rows wait until a row group is full; then it goes to the CSV file and, as one data frame, to
//! the Parquet file. A table of more than [`SHARD_ROWS`] rows or [`SHARD_WEIGHT`] bytes goes on in
//! further files of each format. Where groups and files end depends on the rows alone.

use crate::ExportError;
use crate::cell::{Cell, Row};
use crate::csv::{CsvOutput, CsvTable, Spelling};
use crate::manifest::OutputFile;
use crate::output::{Output, failed};
use crate::parquet::ParquetTable;
use crate::schema::Table;
use crate::shape::{CsvFiles, Layout, Shape};
use flate2::Compression;
use flate2::write::GzEncoder;
use polars::error::PolarsError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A row group ends at this weight of rows, where the table's own number of rows does not end it
/// first: what a group holds is in memory, once for each table.
const GROUP_WEIGHT: usize = 4 << 20;

/// Where a table goes on in another file. Tests cut earlier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShardLimits {
    /// Rows of one file, looked at after each row group.
    pub(crate) rows: u64,
    /// Weight of the rows of one file, in memory and before compression.
    pub(crate) weight: u64,
}

impl Default for ShardLimits {
    /// A million rows or a gibibyte: files that a reader can hold in memory.
    fn default() -> Self {
        Self { rows: 1 << 20, weight: 1 << 30 }
    }
}

/// A table being written, or the part of it that goes into one folder.
pub(crate) struct TableWriter {
    layout: Layout,
    csv: CsvFiles,
    spelling: Spelling,
    /// The dataset's folder.
    dataset: PathBuf,
    /// The folder in it, with a `/` at its end; empty for the dataset's own.
    folder: String,
    limits: ShardLimits,
    group: Vec<Row>,
    group_weight: usize,
    shard: Option<Shard>,
    outputs: Vec<OutputFile>,
    shards: u32,
}

/// One file of each format.
struct Shard {
    rows: u64,
    weight: u64,
    csv: Option<(CsvTable<Output>, Output)>,
    parquet: ParquetTable<Output>,
    parquet_out: Output,
}

/// The ending of the other format's files.
const PARQUET: &str = "parquet";

impl TableWriter {
    pub(crate) fn new(table: Table, dataset: &Path, shape: &Shape, limits: ShardLimits) -> Self {
        Self {
            layout: shape.layout(table),
            csv: shape.csv,
            spelling: Spelling::of(shape),
            dataset: dataset.to_owned(),
            folder: String::new(),
            limits,
            group: Vec::new(),
            group_weight: 0,
            shard: None,
            outputs: Vec::new(),
            shards: 0,
        }
    }

    /// Writes into a hive folder `TABLE/PARTITION` of the dataset.
    pub(crate) fn into_partition(mut self, partition: &str) -> Self {
        self.folder = format!("{}/{partition}/", self.layout.schema.name);
        self
    }

    /// Adds the next row.
    pub(crate) fn push(&mut self, row: Row) -> Result<(), ExportError> {
        self.group_weight += row.iter().map(Cell::weight).sum::<usize>();
        self.group.push(row);
        if self.group.len() < self.layout.schema.row_group && self.group_weight < GROUP_WEIGHT {
            return Ok(());
        }
        self.write_group()
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        let mut shard = match self.shard.take() {
            Some(shard) => shard,
            None => self.open_shard()?,
        };
        if !self.group.is_empty() {
            if let Some((csv, _)) = &mut shard.csv {
                csv.write(&self.group).map_err(|source| self.csv_failed(source))?;
            }
            shard.parquet.write(&self.group).map_err(|error| self.encoding(error))?;
            shard.rows += self.group.len() as u64;
            shard.weight += self.group_weight as u64;
        }
        self.group.clear();
        self.group_weight = 0;
        if shard.rows >= self.limits.rows || shard.weight >= self.limits.weight {
            return self.close(shard);
        }
        self.shard = Some(shard);
        Ok(())
    }

    fn open_shard(&self) -> Result<Shard, ExportError> {
        if self.shards == 0 && !self.folder.is_empty() {
            let folder = self.dataset.join(&self.folder);
            fs::create_dir_all(&folder).map_err(|source| failed(&folder, source))?;
        }
        let open = |ending| {
            let path = self.path(ending);
            Output::create(&path).map_err(|source| failed(&path, source))
        };
        let csv = match self.csv.ending() {
            None => None,
            Some(ending) => {
                let out = open(ending)?;
                let into = match self.csv {
                    CsvFiles::Gzip => {
                        CsvOutput::Gzip(Box::new(GzEncoder::new(out.clone(), Compression::default())))
                    }
                    _ => CsvOutput::Plain(out.clone()),
                };
                let csv = CsvTable::new(&self.layout, into, self.spelling);
                Some((csv.map_err(|source| self.csv_failed(source))?, out))
            }
        };
        let parquet_out = open(PARQUET)?;
        let parquet =
            ParquetTable::new(&self.layout, parquet_out.clone()).map_err(|error| self.encoding(error))?;
        Ok(Shard { rows: 0, weight: 0, csv, parquet, parquet_out })
    }

    fn close(&mut self, shard: Shard) -> Result<(), ExportError> {
        let Shard { rows, csv, parquet, parquet_out, .. } = shard;
        let mut written = Vec::with_capacity(2);
        if let (Some((csv, out)), Some(ending)) = (csv, self.csv.ending()) {
            csv.finish().map_err(|source| self.csv_failed(source))?;
            written.push((ending, out));
        }
        parquet.finish().map_err(|error| self.encoding(error))?;
        written.push((PARQUET, parquet_out));
        for (ending, out) in written {
            let (bytes, sha256) = out.finish().map_err(|source| failed(&self.path(ending), source))?;
            self.outputs.push(OutputFile { bytes, path: self.name(ending), rows: Some(rows), sha256 });
        }
        self.shards += 1;
        Ok(())
    }

    /// Writes what waits, and tells every file. A table of one file a format bears the table's name
    /// alone: `articles.csv`; of several they are numbered: `articles-00000.csv`.
    pub(crate) fn finish(mut self) -> Result<Vec<OutputFile>, ExportError> {
        if !self.group.is_empty() || self.shards == 0 {
            self.write_group()?;
        }
        if let Some(shard) = self.shard.take() {
            self.close(shard)?;
        }
        if self.shards == 1 {
            for output in &mut self.outputs {
                let whole = output.path.replacen("-00000.", ".", 1);
                let target = self.dataset.join(&whole);
                fs::rename(self.dataset.join(&output.path), &target)
                    .map_err(|source| failed(&target, source))?;
                output.path = whole;
            }
        }
        Ok(self.outputs)
    }

    fn name(&self, ending: &str) -> String {
        format!("{}{}-{:05}.{ending}", self.folder, self.layout.schema.name, self.shards)
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.dataset.join(self.name(ending))
    }

    fn csv_failed(&self, source: io::Error) -> ExportError {
        failed(&self.path(self.csv.ending().unwrap_or("csv")), source)
    }

    fn encoding(&self, error: PolarsError) -> ExportError {
        match error {
            PolarsError::IO { error, .. } => {
                failed(&self.path(PARQUET), io::Error::new(error.kind(), error.to_string()))
            }
            other => ExportError::Parquet { table: self.layout.schema.name, reason: other.to_string() },
        }
    }
}
