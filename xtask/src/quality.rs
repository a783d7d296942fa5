//! Tests and checks.

use crate::dataset;
use crate::licences;
use crate::python::{Python, READERS, SPARK};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::process::Command;

/// Every test: cargo's, those in the documentation among them, the holidays, the Python package with Spark, and the
/// readers of the dataset.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["test", "--workspace", "--no-fail-fast"])?;
    let python = Python::install(workspace, READERS)?;
    python.compare_holidays(workspace)?;
    python.test_package(workspace, "test_dateline.py")?;
    dataset::each(workspace, None, |workspace, dataset| {
        dataset::build(workspace, dataset)?;
        python.read(workspace, &dataset.dist())?;
        python.check_metadata(workspace, &dataset.dist())?;
        python.run_docs(workspace, &dataset.dist(), &["README.md", "docs/load.md", "docs/python.md"])
    })?;
    browse(workspace, &python)?;
    spark(workspace)?;
    println!(
        "every test passed: cargo's, the holidays, the Python package, and the dataset in pandas, polars, DuckDB, \
         frictionless and mlcroissant"
    );
    Ok(())
}

/// Drives each dataset's report in a browser. Only a Chromium can be driven so; where there is none it says so, and
/// `cargo xtask test` goes on without.
fn browse(workspace: &Workspace, python: &Python) -> Result<()> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let Some(chromium) = found.into_iter().find(|program| program.is_file()) else {
        println!(
            "no Chromium found (looked for {}): the report was not driven in a browser",
            names.join(", ")
        );
        return Ok(());
    };
    dataset::each(workspace, None, |workspace, dataset| python.browse(workspace, &dataset.dist(), &chromium))
}

/// Holds Spark's dataset against one machine's. Only Java runs Spark; where there is none it says so, and
/// `cargo xtask test` goes on without.
fn spark(workspace: &Workspace) -> Result<()> {
    if !Command::new("java").arg("-version").output().is_ok_and(|output| output.status.success()) {
        println!("no Java found: the package was not tested on Spark");
        return Ok(());
    }
    let python = Python::install(workspace, SPARK)?;
    python.test_package(workspace, "test_spark.py")?;
    dataset::each(workspace, None, |workspace, dataset| {
        python.run_docs(workspace, &dataset.dist(), &["docs/spark.md"])
    })
}

/// Fails where the codebook of `docs/` is stale.
pub(crate) fn check_dictionary(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["test", "--package", "dateline-export", "--test", "it", "the_committed_codebook"])
}

/// Writes the codebook of `docs/`.
pub(crate) fn dictionary(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo_command();
    command.args(["run", "--quiet", "--package", "dateline-export", "--example", "codebook"]);
    let output = command.output().context("cargo could not be started")?;
    anyhow::ensure!(
        output.status.success(),
        "the codebook could not be made: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::write("docs/codebook.md", output.stdout).context("docs/codebook.md could not be written")
}

/// Compares the calendar's holidays with those of the package `holidays` from PyPI.
pub(crate) fn holidays(workspace: &Workspace) -> Result<()> {
    Python::install(workspace, READERS)?.compare_holidays(workspace)
}

/// All that must hold before a change goes in; what is quick comes first.
pub(crate) fn ci(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["fmt", "--all", "--check"])?;
    licences::licences(workspace)?;
    licences::advisories(workspace)?;
    workspace.cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    features(workspace)?;
    workspaces_apart(workspace)?;
    let mut doc = workspace.cargo_command();
    workspace.run(doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    test(workspace)?;
    dataset::each(workspace, None, dataset::verify)?;
    println!("ci: all checks passed");
    Ok(())
}

/// The programs that are workspaces of their own, compiled where everything else is. The fuzz target of recipes is left out:
/// with it would come Parquet.
fn workspaces_apart(workspace: &Workspace) -> Result<()> {
    let target = workspace.scratch("apart")?;
    for manifest in ["fuzz/Cargo.toml", "xtask/peers/dom_smoothie/Cargo.toml"] {
        let mut check = workspace.cargo_command();
        check.args(["check", "--locked", "--bins", "--manifest-path", manifest, "--target-dir"]).arg(&target);
        workspace.run(&mut check)?;
    }
    Ok(())
}

/// What the workspace as a whole never compiles: the learning of weights, with its tests, and libraries alone.
fn features(workspace: &Workspace) -> Result<()> {
    let learning = ["dateline-clean", "dateline-dates", "dateline-stories"];
    let packages: Vec<&str> = learning.iter().flat_map(|package| ["--package", package]).collect();
    let features = learning.map(|package| format!("{package}/train")).join(",");
    let chosen = [&packages[..], &["--features", &features]].concat();
    workspace.cargo([&["clippy", "--all-targets"], &chosen[..], &["--", "-D", "warnings"]].concat())?;
    workspace.cargo([&["test", "--lib"], &chosen[..], &["train"]].concat())?;
    for package in ["dateline-dates", "dateline"] {
        workspace.cargo(["check", "--package", package, "--lib", "--no-default-features"])?;
    }
    Ok(())
}
