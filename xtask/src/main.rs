//! Project chores: `cargo xtask help` lists them.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod bench;
mod builds;
mod chores;
mod clean;
mod dataset;
mod dates;
mod dating;
mod fuzz;
mod history;
mod instructions;
mod licences;
mod python;
mod quality;
mod rebuild;
mod release;
mod spent;
mod stories;
mod workspace;

use std::env;
use std::process::ExitCode;
use workspace::CheckFailed;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help" | "-h" | "--help", ..] => {
            print!("{}", chores::help());
            Ok(())
        }
        words => chores::run(words),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<CheckFailed>() { 1 } else { 2 })
        }
    }
}
