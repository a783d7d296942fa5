//! Chores around the article in a page.

use crate::instructions::collected;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// Where the trees lie that choose the article's pieces.
const TREES: &str = "crates/clean/data/chooser";

/// Grows those trees on gold pages, JSON Lines, plain or compressed; the crate keeps the trees alone.
pub(crate) fn train(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    if let Some(missing) = files.iter().find(|file| fs::metadata(file).is_err()) {
        bail!("{} is missing; paths are taken from the workspace's root", missing.display());
    }
    let mut cargo = workspace.cargo_command();
    cargo.args(["run", "--quiet", "--release", "--package", "dateline-clean"]);
    cargo.args(["--features", "train", "--example", "train", "--", TREES]);
    workspace.run(cargo.args(files))
}

/// Bytes read of each kind of page to count instructions.
const BYTES: u64 = 2_000_000;

/// Measures the cleaner's speed on records with `html` or `text`, without any on the pages of the embedded dataset, and
/// counts its instructions, which no load of the machine sways, where valgrind is installed.
pub(crate) fn bench(workspace: &Workspace, files: &[&str]) -> Result<()> {
    // The benchmark runs in its crate's folder.
    let files: Vec<PathBuf> = files.iter().map(std::path::absolute).collect::<Result<_, _>>()?;
    let bench = ["bench", "--quiet", "--package", "dateline-clean", "--bench", "cleaner", "--"];
    workspace.run(workspace.cargo_command().args(bench).args(&files))?;
    let count = |option: &str, bytes: u64| {
        let mut cargo = workspace.cargo_command();
        cargo.args(["--config", crate::instructions::RUNNER]).args(bench);
        let output = cargo.args([option, &bytes.to_string()]).args(&files).output();
        output.map(|output| collected(&output)).context("cargo could not be started")
    };
    for (kind, option) in [("HTML", "--html-bytes"), ("flattened text", "--text-bytes")] {
        // Loading words and trees, and reading the files, is the same in both.
        let (Some(all), Some(start)) = (count(option, BYTES)?, count(option, 1)?) else {
            println!("Instructions were not counted: valgrind is not installed.");
            break;
        };
        println!("{kind}: {} instructions a byte", all.saturating_sub(start) / BYTES);
    }
    Ok(())
}
