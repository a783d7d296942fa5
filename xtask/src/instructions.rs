//! How many instructions the tagger spends on a byte: a measure that no load of the machine sways.

use crate::dates;
use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Output;

/// What the embedded pages took when it was last written down, instructions a byte by language.
const KNOWN: &str = "crates/dates/benches/instructions.toml";

/// Cargo's setting that runs programs under valgrind's counter.
pub(crate) const RUNNER: &str =
    "target.'cfg(all())'.runner = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null']";

/// How much more than that is a regression; compilers differ by less.
const TOLERANCE: f64 = 1.1;

/// Bytes read to measure, as many for every language.
const BYTES: u64 = 400_000;

/// Counts instructions with valgrind's callgrind on the articles of the embedded datasets; fails where a language takes
/// clearly more than is written down, and prints all.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("`bench instructions` takes no arguments: what is written down is about the embedded pages");
    }
    let known: toml::Table = toml::from_str(&fs::read_to_string(KNOWN)?)?;
    let mut slower = Vec::new();
    for text in dates::articles(workspace)? {
        let language = text.split_once('=').map_or("", |(language, _)| language);
        let Some(limit) = known.get(language).and_then(toml::Value::as_integer) else { continue };
        // Loading the language is the same in both.
        let spent = count(workspace, &text, BYTES)?.saturating_sub(count(workspace, &text, 1)?) / BYTES;
        println!("{language}: {spent} instructions a byte, {limit} when last written down");
        if spent as f64 > limit as f64 * TOLERANCE {
            slower.push(language.to_owned());
        }
    }
    if slower.is_empty() {
        return Ok(());
    }
    let slower = slower.join(", ");
    Err(CheckFailed(format!("slower than {KNOWN} has it: {slower}; mend it, or write down why not")).into())
}

/// The instructions of reading so many bytes.
fn count(workspace: &Workspace, text: &str, bytes: u64) -> Result<u64> {
    let bytes = bytes.to_string();
    let output = workspace
        .cargo_command()
        .args(["--config", RUNNER, "bench", "--package", "dateline-dates", "--bench", "tagger", "--"])
        .args(["--bytes", &bytes, text])
        .output()
        .context("cargo could not be started")?;
    let name = Path::new(text).file_name().unwrap_or_default().to_string_lossy();
    collected(&output).with_context(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("{name}: valgrind counted nothing; is it installed?\n{said}")
    })
}

/// What valgrind counted, when it was there to count.
pub(crate) fn collected(output: &Output) -> Option<u64> {
    let said = String::from_utf8_lossy(&output.stderr);
    let (_, count) = said.lines().find_map(|line| line.split_once("Collected : "))?;
    count.trim().parse().ok()
}
