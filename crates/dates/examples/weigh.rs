//! Learns what printed dates are worth: `weigh FILES > data/printed.toml`. `cargo xtask train dates FILES` runs it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

use dateline_record::Record;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut pages = Vec::new();
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("error: {path} could not be read: {error}");
                return ExitCode::from(2);
            }
        };
        for (number, line) in text.lines().enumerate() {
            match serde_json::from_str::<Record>(line) {
                Ok(page) => pages.push(page),
                Err(error) => {
                    eprintln!("error: {path}:{}: no record: {error}", number + 1);
                    return ExitCode::from(2);
                }
            }
        }
    }
    print!("{}", dateline_dates::train::printed_weights(pages));
    ExitCode::SUCCESS
}
