//! The command `dateline-lang`; see [`dateline_lang::cli`].

use clap::Parser;
use dateline_record::arguments;

// No doc comment: it would stand in the help, where that of the arguments belongs.
#[derive(Parser)]
#[command(name = "dateline-lang", version)]
struct Command {
    #[command(flatten)]
    args: dateline_lang::cli::Args,
}

fn main() -> std::process::ExitCode {
    dateline_lang::cli::run(arguments::<Command>().args)
}
