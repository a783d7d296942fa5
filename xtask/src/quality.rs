//! Tests and checks.

use crate::workspace::Workspace;
use crate::{dataset, python};
use anyhow::Result;

/// Every test: cargo's, those in the documentation among them, and the readers of the dataset.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["test", "--workspace", "--no-fail-fast"])?;
    let readers = python::Readers::install(workspace)?;
    dataset::each(workspace, None, |workspace, dataset| {
        dataset::build(workspace, dataset)?;
        readers.check(workspace, &dataset.dist())
    })?;
    println!("every test passed: cargo's, and pandas, polars and DuckDB read the dataset");
    Ok(())
}

/// All that must hold before a change goes in; what fails most often comes first.
pub(crate) fn ci(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["fmt", "--all", "--check"])?;
    test(workspace)?;
    dataset::each(workspace, None, dataset::verify)?;
    workspace.cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    let mut doc = workspace.cargo_command();
    workspace.run(doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    println!("ci: all checks passed");
    Ok(())
}
