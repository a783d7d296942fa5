//! Chores around the article in a page.

use crate::instructions::collected;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

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

/// What reads HTML with trafilatura, and prints its line of the table.
const TRAFILATURA: &str = include_str!("../peers/trafilatura.py");

/// What reads HTML with dom_smoothie, and prints its line of the table.
const DOM_SMOOTHIE: &str = "xtask/peers/dom_smoothie/Cargo.toml";

/// Bytes read of each kind of page to count instructions.
const BYTES: u64 = 2_000_000;

/// Measures the cleaner's speed on records with `html` or `text`, without any on the pages of the embedded dataset, and
/// counts its instructions, which no load of the machine sways, where valgrind is installed. With `peers` the same HTML is read
/// by dom_smoothie as well, and with `python=PYTHON`, which has trafilatura, by that.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let python = arguments.iter().find_map(|argument| argument.strip_prefix("python="));
    let peers = arguments.contains(&"peers");
    let files = arguments.iter().filter(|argument| !argument.starts_with("python=") && **argument != "peers");
    // The benchmark runs in its crate's folder.
    let files: Vec<PathBuf> = files.map(std::path::absolute).collect::<Result<_, _>>()?;
    if files.is_empty() && (peers || python.is_some()) {
        bail!("name the files whose pages the other programs are to read too");
    }
    let bench = ["bench", "--quiet", "--package", "dateline-clean", "--bench", "cleaner", "--"];
    workspace.run(workspace.cargo_command().args(bench).args(&files))?;
    if peers {
        let mut cargo = Command::new("cargo");
        // What it is made of lies beside what the project is made of, and is not made anew each time.
        cargo.args([
            "run",
            "--quiet",
            "--release",
            "--manifest-path",
            DOM_SMOOTHIE,
            "--target-dir",
            "target/peers",
            "--",
        ]);
        workspace.run(cargo.args(&files))?;
    }
    if let Some(python) = python {
        workspace.run(Command::new(python).args(["-c", TRAFILATURA]).args(&files))?;
    }
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
