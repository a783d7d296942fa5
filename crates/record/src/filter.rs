//! The filter loop that every tool runs: records in, the same records out in the same order.
//!
//! A tool is a [`Stage`] and one call of [`run`]. The loop reads JSON Lines from standard input or
//! the files named, works on all cores, keeps the order, bounds the memory, and accounts for every
//! line: written, rejected, or passed on with an `errors` entry.

mod files;
mod gate;
mod pretty;
mod pump;
mod rejects;
mod report;
mod source;
mod work;

pub use files::{FileError, language_files, read_text};
pub use pump::{Filter, FilterError, Sinks, Tuning};
pub use rejects::{RejectsError, create as create_rejects};
pub use report::Summary;
pub use source::Source;

use crate::pages::Limits;
use crate::{RawRecord, printable};
use std::error::Error;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

/// Why a stage could not work on a record: any error, whose message and causes become the record's `errors` entry.
pub type StageFailure = Box<dyn Error + Send + Sync>;

/// What one tool does to one record.
pub trait Stage: Sync {
    /// The stage's short name, `lang` of `dateline-lang`: it stands in `errors` and in messages.
    fn name(&self) -> &'static str;

    /// Adds the stage's fields to a record. On `Err`, and on a panic, the record goes on as it came
    /// with an `errors` entry, and the error's message is shown: it says what was found and what was wanted.
    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure>;

    /// What a record says that the stage could not read, and so did not use. It fails no record; it is counted, and the
    /// first of each field is told.
    fn unread(&self, _record: &RawRecord<'_>) -> Vec<Unread> {
        Vec::new()
    }

    /// What a page file that is named as input may cost.
    fn limits(&self) -> Limits {
        Limits::default()
    }

    /// Whether page files and folders of them may be named as input, and become records first.
    fn takes_pages(&self) -> bool {
        false
    }
}

/// A value that a stage could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The record's field.
    pub field: &'static str,
    /// What is found there.
    pub value: String,
    /// What could have been read, in words.
    pub wanted: &'static str,
}

/// The arguments that all tools share.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct FilterArgs {
    /// Files of records (JSON Lines; .gz, .zst and .bz2 are unpacked); standard input when none is named, or as `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How many records are processed in parallel [default: the number of cores]
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

/// Runs a stage over all records: `tool` is the command's name in messages.
///
/// Exit code 0: all done; 1: some records failed or were rejected; 2: some input could not be read
/// or some output not written. When nobody reads the output any more the process ends quietly.
/// This is the edge of a program: it may end the process, and it sets the panic hook.
pub fn run(tool: &str, args: &FilterArgs, stage: &dyn Stage) -> ExitCode {
    work::quiet_panics();
    let complain = |message: &dyn std::fmt::Display| {
        let _ = writeln!(io::stderr(), "{tool}: {}", printable(&message.to_string()));
    };
    let rejects = args.rejects.as_deref().map(|path| create_rejects(path, &args.files));
    let mut rejects = match rejects.transpose() {
        Ok(rejects) => rejects,
        Err(message) => {
            complain(&message);
            return ExitCode::from(2);
        }
    };
    let filter = Filter {
        tool,
        stage,
        threads: args.thread_count(),
        format: args.format,
        progress: io::stderr().is_terminal(),
        tuning: Tuning::default(),
    };
    let sinks = Sinks {
        records: &mut QuietStdout(io::stdout()),
        rejects: rejects.as_mut().map(|file| file as &mut dyn Write),
        messages: &mut io::stderr(),
    };
    match filter.run(args.sources(stage.takes_pages()), sinks) {
        Ok(summary) => {
            complain(&summary);
            summary.exit_code()
        }
        Err(FilterError::Closed) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

impl FilterArgs {
    /// How many records to work on at a time.
    pub fn thread_count(&self) -> usize {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }

    fn sources(&self, takes_pages: bool) -> Vec<Source> {
        if self.files.is_empty() {
            return vec![Source::stdin()];
        }
        self.files.iter().flat_map(|path| Source::from_argument(path, takes_pages)).collect()
    }
}

/// Standard output that ends the process when its reader has gone.
///
/// The loop would end by itself, but only once the next line of input has come, and a quiet
/// `tail -f` in front would keep it waiting.
struct QuietStdout(io::Stdout);

impl Write for QuietStdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        exit_if_closed(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        exit_if_closed(self.0.flush())
    }
}

fn exit_if_closed<T>(result: io::Result<T>) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        result => result,
    }
}
