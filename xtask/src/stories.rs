//! Chores of `crates/stories`.

use crate::workspace::Workspace;
use anyhow::Result;

/// What the figures weigh that tell reports of one event from others.
const WEIGHTS: &str = "crates/stories/data/weights.tsv";

/// Learns the weights, from pages that have been through the filters and give their story as `story`; each file is a set
/// of pages that were collected together.
pub(crate) fn train(workspace: &Workspace, files: &[&str]) -> Result<()> {
    workspace.learn("dateline-stories", WEIGHTS, files)
}
