//! `dateline verify`.

use super::say;
use anyhow::Context;
use dateline_export::{Difference, Lock, VerifyReport, compare};
use dateline_record::{EXIT_CODES, printable};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Check a dataset against its manifest: hashes, keys, counts, CSV against Parquet
///
/// Prints each problem with the file it is in.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// The dataset's folder
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// Check it against the lock of a released version as well
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,

    /// Write the lock of this version; if the file exists, it must say the same
    #[arg(long, value_name = "FILE", conflicts_with = "lock")]
    write_lock: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline verify greetings-1.0.0
  dateline verify greetings-1.0.0 --lock 1.0.0.lock";

pub(crate) fn run(args: &Args) -> ExitCode {
    match verify(args) {
        Ok(Verdict { text, sound }) => {
            say::print(&text, if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
        }
        Err(error) => {
            say::error(error.as_ref());
            ExitCode::from(2)
        }
    }
}

struct Verdict {
    text: String,
    sound: bool,
}

fn verify(args: &Args) -> anyhow::Result<Verdict> {
    let report = dateline_export::verify(&args.dataset)?;
    let mut differences = Vec::new();
    if let Some(path) = &args.lock {
        differences = against(&report, path)?;
    }
    if let Some(path) = args.write_lock.as_ref().filter(|_| report.problems.is_empty()) {
        // A lock that is there is a released version, which never changes.
        if path.exists() {
            differences = against(&report, path)?;
        } else {
            write_lock(path, &Lock::of(&report.manifest))?;
        }
    }
    Ok(verdict(&args.dataset, &report, &differences))
}

fn against(report: &VerifyReport, path: &Path) -> anyhow::Result<Vec<String>> {
    let lock = Lock::read(path)?;
    Ok(compare(&lock, &report.manifest)
        .iter()
        .map(|difference| format!("{}: {difference}", path.display()))
        .collect())
}

/// Whole or not at all, like the dataset itself.
fn write_lock(path: &Path, lock: &Lock) -> anyhow::Result<()> {
    let partial = path.with_extension("lock.partial");
    fs::write(&partial, lock.to_json())
        .and_then(|()| fs::rename(&partial, path))
        .with_context(|| format!("{}: the lock could not be written", path.display()))
}

fn verdict(dataset: &Path, report: &VerifyReport, differences: &[String]) -> Verdict {
    let info = &report.manifest.dataset;
    let mut text = String::new();
    for problem in &report.problems {
        let _ = writeln!(text, "{}/{}", dataset.display(), printable(&problem.to_string()));
    }
    for difference in differences {
        let _ = writeln!(text, "{}", printable(difference));
    }
    if !differences.is_empty() {
        let _ = writeln!(text, "{}", Difference::ADVICE);
    }
    let faults = report.problems.len() + differences.len();
    let sound = faults == 0;
    let _ = if sound {
        writeln!(
            text,
            "{} {} is sound: {} files, {} rows",
            info.name, info.version, report.files, report.rows
        )
    } else {
        let noun = if faults == 1 { "fault" } else { "faults" };
        writeln!(text, "{} {}: {faults} {noun}", info.name, info.version)
    };
    Verdict { text, sound }
}
