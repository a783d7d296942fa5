//! The command `dateline-messages`.

use clap::Parser;
use dateline_record::arguments;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "dateline-messages", version)]
struct Command {
    #[command(flatten)]
    args: dateline_messages::cli::Args,
}

fn main() -> ExitCode {
    dateline_messages::cli::run(arguments::<Command>().args)
}
