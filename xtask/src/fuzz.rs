//! Fuzz targets: what is thrown at the code, for how long.

use crate::workspace::Workspace;
use anyhow::{Context, Result};

/// A target of `fuzz/fuzz_targets/`.
pub(crate) struct Target {
    name: &'static str,
    /// So many bytes an input has at most.
    longest: u32,
    /// For so long it is run where nobody says how long.
    minutes: u32,
    /// Options of cargo's.
    options: &'static [&'static str],
}

pub(crate) const DATES: Target = Target { name: "dates", longest: 400, minutes: 5, options: &[] };
pub(crate) const HTML: Target = Target { name: "html", longest: 4096, minutes: 5, options: &[] };
pub(crate) const TEXT: Target = Target { name: "text", longest: 4096, minutes: 5, options: &[] };
pub(crate) const MESSAGES: Target = Target { name: "messages", longest: 1024, minutes: 10, options: &[] };
pub(crate) const WARC: Target = Target { name: "warc", longest: 4096, minutes: 10, options: &[] };
pub(crate) const RECIPE: Target =
    Target { name: "recipe", longest: 1024, minutes: 10, options: &["--features", "recipe"] };

/// Runs targets one after the other, each for its own time or the minutes named.
pub(crate) fn run(workspace: &Workspace, targets: &[Target], minutes: &[&str]) -> Result<()> {
    let minutes = minutes.first().map(|minutes| {
        minutes.parse::<u32>().with_context(|| format!("a number of minutes is wanted, not `{minutes}`"))
    });
    let minutes = minutes.transpose()?;
    targets.iter().try_for_each(|target| {
        workspace.fuzz(target.name, target.longest, minutes.unwrap_or(target.minutes), target.options)
    })
}
