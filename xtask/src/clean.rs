//! Chores around the article in a page.

use crate::workspace::Workspace;
use anyhow::{Result, bail};
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
