//! Writes records as a dataset: flat tables in CSV and Parquet, with a manifest.
//!
//! A [`DatasetWriter`] takes records in any order and writes the tables sorted by their keys, so
//! that the same records make the same bytes. The dataset is made beside its final place and
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
//! Start at [`DatasetWriter`]. [`Table`] describes the tables, column by column; [`Manifest`] is
//! what a dataset says of itself, [`verify`] holds it to that, and a [`Lock`] holds a rebuilt
//! dataset to a released one.

mod cell;
#[cfg(feature = "cli")]
pub mod cli;
mod collect;
mod csv;
mod error;
mod lock;
mod manifest;
mod metadata;
mod parquet;
mod reader;
mod report;
mod rows;
mod schema;
mod source;
mod staging;
mod verify;
mod writer;

pub use error::ExportError;
pub use lock::{Difference, InputChange, Lock, TableLock, compare};
pub use manifest::{
    Counts, DatasetInfo, DecisionsFile, InputFile, MANIFEST_FILE, Manifest, NotApplied, OutputFile, Tool,
};
pub use metadata::codebook;
pub use reader::{Rows, TableReader};
pub use report::{REPORT_FILE, report};
pub use schema::{Column, ColumnType, ForeignKey, Null, SCHEMA_VERSION, Table, TableSchema};
pub use source::{Reject, Source};
pub use staging::Existing;
pub use verify::{Fault, Problem, VerifyReport, verify};
pub use writer::{DatasetWriter, Prepared, Texts, WriteOptions};
