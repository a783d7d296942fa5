//! Tests and checks.

use crate::dataset;
use crate::python::Python;
use crate::workspace::Workspace;
use anyhow::Result;

/// Every test: cargo's, those in the documentation among them, the holidays, and the readers of the dataset.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    workspace.cargo(["test", "--workspace", "--no-fail-fast"])?;
    let python = Python::install(workspace)?;
    python.compare_holidays(workspace)?;
    dataset::each(workspace, None, |workspace, dataset| {
        dataset::build(workspace, dataset)?;
        python.read(workspace, &dataset.dist())
    })?;
    println!("every test passed: cargo's, the holidays, and pandas, polars and DuckDB read the dataset");
    Ok(())
}

/// Compares the calendar's holidays with those of the package `holidays` from PyPI.
pub(crate) fn holidays(workspace: &Workspace) -> Result<()> {
    Python::install(workspace)?.compare_holidays(workspace)
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
