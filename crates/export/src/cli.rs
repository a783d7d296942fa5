//! The command line of `dateline-export`.
#![expect(clippy::print_stderr, reason = "this is the edge that talks to people")]

mod input;
mod stop;

use crate::cell::Cell;
use crate::csv::{self, Spelling};
use crate::{DatasetInfo, DatasetWriter, Existing, ExportError, Manifest, Table, WriteOptions};
use dateline_record::filter::create_rejects;
use dateline_record::{EXIT_CODES, flag_on_signal, printable, with_causes};
use input::Input;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

const TOOL: &str = "dateline-export";

const EXAMPLES: &str = "\
Examples:
  dateline-clean pages/ | dateline-lang | dateline-dates | dateline-export -o news
  dateline-export -o news --replace --version-label 1.1.0 records.jsonl.gz

A record that cannot be used is a row of OUT/rejects.csv, as is a page that is there under another id. Input that cannot be read makes no dataset.";

/// The arguments of `dateline-export`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub struct Args {
    /// The dataset's folder; it must not exist yet
    #[arg(short, long, value_name = "OUT")]
    pub out: PathBuf,

    /// Files of records (JSON Lines; .gz, .zst and .bz2 are unpacked); standard input when none is named, or as `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// The dataset's name [default: the folder's]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// The version of the data
    #[arg(long, value_name = "VERSION", default_value = DatasetInfo::NO_VERSION)]
    pub version_label: String,

    /// Replace the dataset that is in OUT, once the new one is complete
    #[arg(long)]
    pub replace: bool,

    /// A copy of the rejects, duplicates among them, as JSON Lines with their place and reason
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,

    /// Of the tools this one alone writes no records.
    #[arg(long, hide = true, value_parser = no_format)]
    format: Option<String>,

    /// How many records are read at a time [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

fn no_format(_: &str) -> Result<String, String> {
    Err("no records are written to standard output; the tables are CSV and Parquet, and --rejects is JSON Lines".to_owned())
}

/// Runs the tool.
pub fn run(args: Args) -> ExitCode {
    match made(&args) {
        Ok(code) => code,
        Err(error) => {
            complain(&error);
            ExitCode::from(if matches!(error, CliError::Interrupted { .. }) { 130 } else { 2 })
        }
    }
}

/// Why no dataset was made.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Input(#[from] input::InputError),
    #[error("{0}")]
    Rejects(String),
    #[error("{}: cannot write the rejects file", path.display())]
    WriteRejects { path: PathBuf, source: io::Error },
    #[error("signals cannot be listened to")]
    Signals(#[source] io::Error),
    #[error("interrupted; nothing was written to {}; run the same command again to make it", out.display())]
    Interrupted { out: PathBuf },
}

fn made(args: &Args) -> Result<ExitCode, CliError> {
    let rejects = args.rejects.as_deref().map(|path| Ok((path, create_rejects(path, &args.files)?)));
    let rejects = rejects.transpose().map_err(CliError::Rejects)?;
    let manifest = export(args)?;
    if let Some((path, file)) = rejects {
        let written = rejected(&args.out).try_for_each(|reject| reject.write_to(&file));
        written.map_err(|source| CliError::WriteRejects { path: path.to_owned(), source })?;
    }
    Ok(close(&args.out, &manifest))
}

fn export(args: &Args) -> Result<Manifest, CliError> {
    let stop = flag_on_signal().map_err(CliError::Signals)?;
    // Before anything is read: a wrong output folder must not cost an hour of reading first.
    let name = args.name.clone().unwrap_or_else(|| DatasetInfo::name_of(&args.out));
    let existing = if args.replace { Existing::Replace } else { Existing::Refuse };
    let info = DatasetInfo::new(&name, &args.version_label);
    let mut writer = DatasetWriter::create(
        &args.out,
        info,
        WriteOptions { existing, once: true, ..WriteOptions::default() },
    )?;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.map_or_else(cores, usize::from);
    let mut inputs = Vec::new();
    for input in Input::all(&args.files, &stop)? {
        let read = input.read_into(&mut writer, threads);
        // Looked at before what was read: Ctrl-C ends the whole pipe, and input that was cut off
        // by it looks like input at its end. What is dropped here leaves nothing.
        if stop.load(Ordering::Relaxed) {
            return Err(CliError::Interrupted { out: args.out.clone() });
        }
        inputs.push(read?);
    }
    Ok(writer.finish(inputs)?)
}

/// How many rejects are named one by one.
const NAMED: usize = 20;

/// Names the rejects and accounts for every record.
fn close(output: &Path, manifest: &Manifest) -> ExitCode {
    let counts = manifest.counts;
    if counts.rejects + counts.duplicates > 0 {
        name_rejects(output);
    }
    eprintln!(
        "{TOOL}: read {}, wrote {}, duplicates {}, rejected {}: {}",
        counts.read,
        counts.articles,
        counts.duplicates,
        counts.rejects,
        output.display()
    );
    ExitCode::from(u8::from(counts.rejects > 0))
}

fn name_rejects(output: &Path) {
    let mut more = 0;
    for (number, Rejected { source, stage, reason, .. }) in rejected(output).enumerate() {
        if number >= NAMED {
            more += 1;
        } else {
            eprintln!("{TOOL}: {}", printable(&format!("{source}: {stage}: {reason}")));
        }
    }
    if more > 0 {
        eprintln!("{TOOL}: … and {more} more in {}", output.join(REJECTS_FILE).display());
    }
}

const REJECTS_FILE: &str = "rejects.csv";

/// A row of the table `rejects`.
struct Rejected {
    source: String,
    offset: i64,
    stage: String,
    reason: String,
}

/// The rejects of a dataset that was just made.
fn rejected(output: &Path) -> impl Iterator<Item = Rejected> {
    let file = File::open(output.join(REJECTS_FILE)).ok();
    let rows = file.and_then(|file| csv::rows(&Table::Rejects.into(), file, Spelling::Plain).ok());
    rows.into_iter().flatten().map_while(Result::ok).filter_map(|row| match &row[..] {
        [Cell::Text(source), Cell::Int(offset), Cell::Text(stage), Cell::Text(reason)] => Some(Rejected {
            source: source.to_string(),
            offset: *offset,
            stage: stage.to_string(),
            reason: reason.to_string(),
        }),
        _ => None,
    })
}

impl Rejected {
    /// Writes it as the other tools write theirs.
    fn write_to(&self, mut file: &File) -> io::Result<()> {
        let Self { source, offset, stage, reason } = self;
        // Here every source is a line of something.
        let (source, line) = source.rsplit_once(':').unwrap_or((source, ""));
        let line: Option<u64> = line.parse().ok();
        let reject = RejectLine { source, line, offset: *offset, stage, reason };
        let mut json = serde_json::to_vec(&reject)?;
        json.push(b'\n');
        file.write_all(&json)
    }
}

#[derive(serde::Serialize)]
struct RejectLine<'a> {
    source: &'a str,
    line: Option<u64>,
    offset: i64,
    stage: &'a str,
    reason: &'a str,
}

fn complain(error: &dyn std::error::Error) {
    eprintln!("{TOOL}: {}", with_causes(error));
}
