//! Learns what tells reports of the same event from others: `weigh FILES > data/weights.tsv`. `cargo xtask train stories
//! FILES` runs it.
//!
//! Each file is a set of pages that were collected together: lines of JSON as the filters write them, each with a field
//! `story` (null: a story of its own). The weights go to stdout; to stderr, how those learned on all other sets do on each.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

use anyhow::{Context, Result};
use dateline_record::Record;
use dateline_stories::{Keys, train};

fn main() -> Result<()> {
    let sets: Vec<train::Set> = std::env::args().skip(1).map(|path| set(&path)).collect::<Result<_>>()?;
    let (weights, report) = train::learn(&sets);
    print!(
        "# What each figure weighs that tells reports of the same event from others. README.md explains this file.\n{weights}"
    );
    eprint!("{report}");
    Ok(())
}

fn set(path: &str) -> Result<train::Set> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{path} could not be read"))?;
    let page = |(number, line): (usize, &str)| {
        let place = || format!("{path}:{}: no record", number + 1);
        let labels: serde_json::Value = serde_json::from_str(line).with_context(place)?;
        let record: Record = serde_json::from_str(line).with_context(place)?;
        Ok((Keys::of(&record), labels["story"].as_str().map(str::to_owned)))
    };
    text.lines().enumerate().map(page).collect()
}
