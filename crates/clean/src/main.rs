//! The command `dateline-clean`.

use clap::Parser;
use dateline_record::arguments;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "dateline-clean", version, about = dateline_clean::cli::ABOUT)]
struct Command {
    #[command(flatten)]
    args: dateline_clean::cli::Args,
}

fn main() -> ExitCode {
    dateline_clean::cli::run(arguments::<Command>().args)
}
