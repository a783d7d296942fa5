//! `dateline report`.

use super::say;
use anyhow::Context;
use dateline_export::{Manifest, REPORT_FILE};
use dateline_record::EXIT_CODES;
use dateline_record::pages::sha256_hex;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make a dataset's report.html from its tables, to look at in a browser
///
/// The dataset itself is never changed: unless it already holds this very report, the report is written beside it, as
/// DATASET.report.html, or to --out.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// The dataset's folder
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Show it in the browser
    #[arg(long)]
    open: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline report greetings-1.0.0 --open
  dateline report greetings-1.0.0 -o greetings.html";

pub(crate) fn run(args: &Args) -> ExitCode {
    match report(args) {
        Ok(path) => {
            say::note(&format!("{}\n", path.display()));
            ExitCode::SUCCESS
        }
        Err(error) => {
            say::error(error.as_ref());
            ExitCode::from(2)
        }
    }
}

fn report(args: &Args) -> anyhow::Result<PathBuf> {
    let manifest = Manifest::read(&args.dataset)?;
    let html = dateline_export::report(&args.dataset, &manifest)?;
    let path = args.out.clone().unwrap_or_else(|| place(&args.dataset, &manifest, &html));
    std::fs::write(&path, html).with_context(|| format!("{} could not be written", path.display()))?;
    if args.open {
        opener::open(&path).with_context(|| format!("{} could not be shown in a browser", path.display()))?;
    }
    Ok(path)
}

/// In the dataset where its manifest says that this report stands there, else beside it.
fn place(dataset: &Path, manifest: &Manifest, html: &str) -> PathBuf {
    let there = dataset.join(REPORT_FILE);
    let known = manifest.output(REPORT_FILE);
    let is_this = known.is_some_and(|known| known.sha256 == sha256_hex(html.as_bytes()));
    // One that somebody has changed since is left alone; one that is gone comes back.
    let is_changed = std::fs::read(&there).is_ok_and(|bytes| bytes != html.as_bytes());
    if is_this && !is_changed {
        return there;
    }
    // The folder's own name, also where it was called `.` or ended in a slash.
    let folder = std::path::absolute(dataset).unwrap_or_else(|_| dataset.to_owned());
    let mut name = folder.file_name().map_or_else(|| OsString::from("dataset"), OsString::from);
    name.push(".");
    name.push(REPORT_FILE);
    folder.with_file_name(name)
}
