//! The command `dateline-lang`; see [`dateline_lang::cli`].

use clap::Parser;

/// `dateline-lang`'s command line.
#[derive(Parser)]
#[command(name = "dateline-lang", version)]
struct Command {
    #[command(flatten)]
    args: dateline_lang::cli::Args,
}

fn main() -> std::process::ExitCode {
    dateline_lang::cli::run(Command::parse().args)
}
