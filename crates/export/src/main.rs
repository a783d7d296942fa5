//! `dateline-export`: records in, a dataset folder out.

use clap::Parser as _;
use dateline_export::cli::{self, Args};
use std::process::ExitCode;

/// Writes records as a dataset: tables in CSV and Parquet, and a manifest
#[derive(clap::Parser)]
#[command(name = "dateline-export", version)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn main() -> ExitCode {
    cli::run(Cli::parse().args)
}
