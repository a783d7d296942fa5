//! One table while its rows come in, in the order of their keys.
//!
//! Rows wait until a row group is full; then it goes to the CSV file and, as one data frame, to
//! the Parquet file. A table of more than [`SHARD_ROWS`] rows or [`SHARD_WEIGHT`] bytes goes on in
//! further pairs of files. Where groups and files end depends on the rows alone.

use crate::ExportError;
use crate::cell::{Cell, Row};
use crate::csv::CsvTable;
use crate::manifest::OutputFile;
use crate::output::{Output, failed};
use crate::parquet::ParquetTable;
use crate::schema::TableSchema;
use polars::error::PolarsError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A row group ends at this weight of rows, where the table's own number of rows does not end it
/// first: what a group holds is in memory, once for each table.
const GROUP_WEIGHT: usize = 8 << 20;

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

/// A table being written.
pub(crate) struct TableWriter {
    schema: &'static TableSchema,
    folder: PathBuf,
    limits: ShardLimits,
    group: Vec<Row>,
    group_weight: usize,
    shard: Option<Shard>,
    outputs: Vec<OutputFile>,
    shards: u32,
}

/// One pair of files.
struct Shard {
    rows: u64,
    weight: u64,
    csv: CsvTable<Output>,
    csv_out: Output,
    parquet: ParquetTable<Output>,
    parquet_out: Output,
}

impl TableWriter {
    pub(crate) fn new(schema: &'static TableSchema, folder: &Path, limits: ShardLimits) -> Self {
        Self {
            schema,
            folder: folder.to_owned(),
            limits,
            group: Vec::new(),
            group_weight: 0,
            shard: None,
            outputs: Vec::new(),
            shards: 0,
        }
    }

    /// Adds the next row.
    pub(crate) fn push(&mut self, row: Row) -> Result<(), ExportError> {
        self.group_weight += row.iter().map(Cell::weight).sum::<usize>();
        self.group.push(row);
        if self.group.len() < self.schema.row_group && self.group_weight < GROUP_WEIGHT {
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
            shard.csv.write(&self.group).map_err(|source| failed(&self.path("csv"), source))?;
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
        let open = |kind| {
            let path = self.path(kind);
            Output::create(&path).map_err(|source| failed(&path, source))
        };
        let (csv_out, parquet_out) = (open("csv")?, open("parquet")?);
        let csv = CsvTable::new(self.schema, csv_out.clone());
        let csv = csv.map_err(|source| failed(&self.path("csv"), source))?;
        let parquet =
            ParquetTable::new(self.schema, parquet_out.clone()).map_err(|error| self.encoding(error))?;
        Ok(Shard { rows: 0, weight: 0, csv, csv_out, parquet, parquet_out })
    }

    fn close(&mut self, shard: Shard) -> Result<(), ExportError> {
        let Shard { rows, csv, csv_out, parquet, parquet_out, .. } = shard;
        csv.finish().map_err(|source| failed(&self.path("csv"), source))?;
        parquet.finish().map_err(|error| self.encoding(error))?;
        for (kind, out) in [("csv", csv_out), ("parquet", parquet_out)] {
            let (bytes, sha256) = out.finish().map_err(|source| failed(&self.path(kind), source))?;
            self.outputs.push(OutputFile { bytes, path: self.name(kind), rows: Some(rows), sha256 });
        }
        self.shards += 1;
        Ok(())
    }

    /// Writes what waits, and tells every file. A table of one pair of files bears the table's name
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
                let (_, kind) = output.path.rsplit_once('.').expect("tables are named with their kind");
                let whole = format!("{}.{kind}", self.schema.name);
                let target = self.folder.join(&whole);
                fs::rename(self.folder.join(&output.path), &target)
                    .map_err(|source| failed(&target, source))?;
                output.path = whole;
            }
        }
        Ok(self.outputs)
    }

    fn name(&self, kind: &str) -> String {
        format!("{}-{:05}.{kind}", self.schema.name, self.shards)
    }

    fn path(&self, kind: &str) -> PathBuf {
        self.folder.join(self.name(kind))
    }

    fn encoding(&self, error: PolarsError) -> ExportError {
        match error {
            PolarsError::IO { error, .. } => {
                failed(&self.path("parquet"), io::Error::new(error.kind(), error.to_string()))
            }
            other => ExportError::Parquet { table: self.schema.name, reason: other.to_string() },
        }
    }
}
