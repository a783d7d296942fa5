//! Measurements, by the name of what is measured. Each is a bench or example of its own crate, so
//! that this one stays quick to build.

use crate::workspace::Workspace;
use crate::{builds, clean, dates, instructions};
use anyhow::{Result, bail};

type Bench = fn(&Workspace, &[&str]) -> Result<()>;

/// What can be measured; a new one is a line here and a file `benches/` in its crate.
const BENCHES: &[(&str, Bench)] = &[
    ("build", builds::bench),
    ("clean", clean::bench),
    ("dates", dates::bench),
    ("instructions", instructions::bench),
    ("lang", lang),
    ("messages", messages),
    ("stories", stories),
];

/// Runs the measurement of that name.
pub(crate) fn run(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let named = arguments.split_first().and_then(|(name, rest)| {
        let (_, bench) = BENCHES.iter().find(|(known, _)| known == name)?;
        Some((bench, rest))
    });
    match named {
        Some((bench, rest)) => bench(workspace, rest),
        None => {
            let names: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
            bail!("bench what? There are: {}", names.join(", "))
        }
    }
}

/// The detector's speed and memory beside lingua's own, on the embedded pages or on records of yours.
fn lang(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let bench =
        ["bench", "--package", "dateline-lang", "--features", "all-languages", "--bench", "detector", "--"];
    workspace.cargo(bench.into_iter().chain(files.iter().copied()))
}

/// How fast messages and quotes are found, in the corpora of the languages or in records of yours.
fn messages(workspace: &Workspace, files: &[&str]) -> Result<()> {
    let bench = ["bench", "--package", "dateline-messages", "--bench", "finder", "--"];
    workspace.cargo(bench.into_iter().chain(files.iter().copied()))
}

/// How long grouping pages into stories takes, by their number.
fn stories(workspace: &Workspace, sizes: &[&str]) -> Result<()> {
    let bench = ["bench", "--package", "dateline-stories", "--bench", "grouper", "--"];
    workspace.cargo(bench.into_iter().chain(sizes.iter().copied()))
}
