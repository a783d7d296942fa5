//! Chores of `crates/stories`.

use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result};
use std::fs;
use std::process::Stdio;

/// What the figures weigh that tell reports of one event from others.
const WEIGHTS: &str = "crates/stories/data/weights.tsv";

/// Learns the weights, from pages that have been through the filters and give their story as `story`; each file is a set
/// of pages that were collected together.
pub(crate) fn train(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let mut cargo = workspace.cargo_command();
    cargo.args(["run", "--quiet", "--release", "--package", "dateline-stories", "--features", "train"]);
    cargo.args(["--example", "weigh", "--"]).args(files);
    let output = cargo.stderr(Stdio::inherit()).output().context("cargo could not be started")?;
    if !output.status.success() {
        return Err(CheckFailed("the weights could not be learned".to_owned()).into());
    }
    fs::write(WEIGHTS, output.stdout)?;
    println!("wrote {WEIGHTS}");
    Ok(())
}
