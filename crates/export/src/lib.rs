//! Writes records as a dataset: flat tables in CSV and Parquet, with a manifest.
//!
//! A [`DatasetWriter`] takes records in any order and writes the tables sorted by their keys, so
//! that the same records make the same bytes. Records wait on the disk, so memory does not grow with
//! them but for their ids. The dataset is made beside its final place and
//! renamed into it: it is there whole or not at all.
//!
//! ```
//! use dateline_export::{DatasetInfo, DatasetWriter, WriteOptions, verify};
//! use dateline_record::Record;
//!
//! let folder = std::env::temp_dir().join(format!("dateline-example-{}", std::process::id()));
//! let mut writer = DatasetWriter::create(&folder, DatasetInfo::new("example", "1.0.0"), WriteOptions::default())?;
//! let record: Record = serde_json::from_str(r#"{"id": "a", "text": "A first text."}"#)?;
//! writer.push("first.txt", record)?;
//! let manifest = writer.finish(Vec::new())?;
//!
//! assert_eq!(manifest.counts.articles, 1);
//! assert!(verify(&folder)?.problems.is_empty());
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Start at [`DatasetWriter`]; what only all records together tell goes in between through
//! [`Settled`] and [`Release`]. [`Table`] describes the tables, column by column; [`Manifest`] is
//! what a dataset says of itself, [`verify`] holds it to that, and a [`Lock`] holds a rebuilt
//! dataset to a released one.

mod cell;
#[cfg(feature = "cli")]
pub mod cli;
mod csv;
mod error;
mod fields;
mod index;
mod lock;
mod manifest;
mod metadata;
mod output;
mod parcel;
mod parquet;
mod prepared_files;
mod reader;
mod release;
mod report;
mod row;
mod rows;
mod schema;
mod selection;
mod shape;
mod sorter;
mod source;
mod spool;
mod staging;
mod table;
mod table_rows;
mod verify;
mod wire;
mod writer;

pub use cell::{Cell, Row};
pub use error::ExportError;
pub use lock::{Difference, InputChange, Lock, TableLock, compare, compare_inputs};
pub use manifest::{
    Counts, DatasetInfo, DecisionsFile, InputFile, MANIFEST_FILE, Manifest, NotApplied, OutputFile, Tool,
};
pub use metadata::codebook;
pub use parcel::Prepared;
pub use prepared_files::{PreparedError, PreparedFiles};
pub use reader::{Rows, TableReader};
pub use release::{ArticleKeys, FinishedArticle, Release, Settled, StageRejects};
pub use report::{REPORT_FILE, report};
pub use rows::RecordRows;
pub use schema::{Column, ColumnType, ForeignKey, Null, SCHEMA_VERSION, Since, Table, TableSchema};
pub use selection::Selection;
pub use shape::{CsvFiles, NoSuchColumn, PartitionBy, Shape};
pub use source::{Reject, Source};
pub use staging::Existing;
pub use table_rows::{TableRows, TableRowsError};
pub use verify::{Fault, Problem, VerifyReport, verify};
pub use wire::WireError;
pub use writer::{DatasetWriter, Texts, WriteOptions};
