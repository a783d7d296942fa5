//! The command line of `dateline-export`.
#![expect(clippy::print_stderr, reason = "this is the edge that talks to people")]

mod input;
mod rejects;
mod stop;

use crate::{DatasetInfo, DatasetWriter, Existing, ExportError, Manifest, WriteOptions};
use dateline_record::filter::{RejectsError, create_rejects};
use dateline_record::{EXIT_CODES, flag_on_signal, with_causes};
use input::Input;
use rejects::Rejects;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

const TOOL: &str = "dateline-export";

const EXAMPLES: &str = "\
Examples:
  dateline-clean pages/ | dateline-lang | dateline-dates | dateline-export -o news
  dateline-export -o news --replace --version-label 1.1.0 records.jsonl.gz

A record that cannot be used becomes a row of OUT/rejects.csv, as does a copy of a page under another id. If some input cannot be read, no dataset is made.";

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

    /// How many records are processed in parallel [default: the number of cores]
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
    #[error(transparent)]
    Rejects(RejectsError),
    #[error("{}: cannot write the rejects file", path.display())]
    WriteRejects { path: PathBuf, source: io::Error },
    #[error("could not install the signal handler")]
    Signals(#[source] io::Error),
    #[error("interrupted; nothing was written to {}; run the same command again to make it", out.display())]
    Interrupted { out: PathBuf },
}

fn made(args: &Args) -> Result<ExitCode, CliError> {
    let rejects = args.rejects.as_deref().map(|path| Ok((path, create_rejects(path, &args.files)?)));
    let rejects = rejects.transpose().map_err(CliError::Rejects)?;
    let manifest = export(args)?;
    let found = Rejects::of(&args.out, &manifest);
    if let Some((path, file)) = rejects {
        for reject in found.iter()? {
            let written = reject?.write_to(&file);
            written.map_err(|source| CliError::WriteRejects { path: path.to_owned(), source })?;
        }
    }
    found.name()?;
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

/// Accounts for every record.
fn close(output: &Path, manifest: &Manifest) -> ExitCode {
    let counts = manifest.counts;
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

fn complain(error: &dyn std::error::Error) {
    eprintln!("{TOOL}: {}", with_causes(error));
}
