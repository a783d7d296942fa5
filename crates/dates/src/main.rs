//! The command `dateline-dates`.

use clap::Parser;
use dateline_record::arguments;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "dateline-dates", version)]
struct Command {
    #[command(flatten)]
    args: dateline_dates::cli::Args,
}

fn main() -> ExitCode {
    dateline_dates::cli::run(arguments::<Command>().args)
}
