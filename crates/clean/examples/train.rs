//! Grows the trees that choose the article's pieces: `train FOLDER FILES`, where FOLDER takes the trees
//! and FILES hold gold pages, as JSON Lines. `cargo xtask train clean FILES` runs it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(folder) = paths.next() else {
        eprintln!("usage: train FOLDER FILES");
        return ExitCode::from(2);
    };
    match dateline_clean::train::train(&paths.collect::<Vec<_>>(), &folder) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
