//! `dateline-export`: records in, a dataset folder out.

use dateline_export::cli::{self, Args};
use dateline_record::arguments;
use std::process::ExitCode;

/// Writes records as a dataset: tables in CSV and Parquet, and a manifest
#[derive(clap::Parser)]
#[command(name = "dateline-export", version)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn main() -> ExitCode {
    cli::run(arguments::<Cli>().args)
}
