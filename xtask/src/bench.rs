//! Measurements that need nothing but the bench of their crate. They are benches and examples of their own crates, so that
//! this one stays quick to build.

use crate::workspace::Workspace;
use anyhow::Result;

/// The detector's speed and memory beside lingua's own, on the embedded pages or on records of yours.
pub(crate) fn lang(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let bench =
        ["bench", "--package", "dateline-lang", "--features", "all-languages", "--bench", "detector", "--"];
    workspace.cargo(bench.into_iter().chain(files.iter().copied()))
}

/// How fast messages and quotes are found, in the corpora of the languages or in records of yours.
pub(crate) fn messages(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let bench = ["bench", "--package", "dateline-messages", "--bench", "finder", "--"];
    workspace.cargo(bench.into_iter().chain(files.iter().copied()))
}

/// How long grouping pages into stories takes, by their number.
pub(crate) fn stories(workspace: &Workspace, sizes: &[&str]) -> Result<()> {
    let bench = ["bench", "--package", "dateline-stories", "--bench", "grouper", "--"];
    workspace.cargo(bench.into_iter().chain(sizes.iter().copied()))
}
