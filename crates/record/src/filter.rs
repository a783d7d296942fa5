//! The filter loop that every tool runs: records in, the same records out in the same order.
//!
//! A tool is a [`Stage`] and one call of [`run`]. The loop reads JSON Lines from standard input or
//! the files named, works on all cores, keeps the order, bounds the memory, and accounts for every
//! line: written, rejected, or passed on with an `errors` entry.

mod input;

pub use input::{InputError, RecordInput, input_of};

use crate::RawRecord;
use std::path::PathBuf;
use std::process::ExitCode;

/// What one tool does to one record.
pub trait Stage: Sync {
    /// The stage's short name, `lang` of `dateline-lang`: it stands in `errors` and in messages.
    fn name(&self) -> &'static str;

    /// Adds the stage's fields to a record. On `Err`, and on a panic, the record goes on as it came
    /// with an `errors` entry, and the message is shown: say what was found and what was wanted.
    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), String>;

    /// Whether page files and folders of them may be named as input, and become records first.
    fn takes_pages(&self) -> bool {
        false
    }
}

/// The arguments that all tools share.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct FilterArgs {
    /// Files of records (JSON Lines; .gz and .zst are unpacked); standard input when none is named, or as `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How many records are worked on at a time [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// How records are written: one a line, or indented for reading
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Where lines that are no records go, as JSON Lines with their place and reason [default: standard error]
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// How records are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One record a line.
    #[default]
    Jsonl,
    /// Indented, over many lines; for people.
    Pretty,
}

/// Runs a stage over all records: `tool` is the command's name in messages. Exit code 0: all done;
/// 1: some rejected or failed; 2: unreadable input. A closed pipe ends the run quietly.
pub fn run(tool: &str, args: &FilterArgs, stage: &dyn Stage) -> ExitCode {
    let _ = (tool, args, stage);
    ExitCode::from(2)
}
