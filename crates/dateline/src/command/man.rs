//! `dateline man`.

use super::say;
use anyhow::Context;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the manual pages of dateline and its commands
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  dateline man ~/.local/share/man/man1\n  man dateline-build")]
pub(crate) struct Args {
    /// The folder to write them to; it is made if it does not exist
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args, command: clap::Command) -> ExitCode {
    match write(args, command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(error.as_ref());
            ExitCode::from(2)
        }
    }
}

fn write(args: &Args, command: clap::Command) -> anyhow::Result<()> {
    let place = || format!("manual pages could not be written to {}", args.folder.display());
    fs::create_dir_all(&args.folder).with_context(place)?;
    clap_mangen::generate_to(command, &args.folder).with_context(place)
}
