//! A new version of a dataset: what changed decides its number, its changelog and its lock.

use crate::dataset::{self, Dataset};
use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The steps, the least first.
const STEPS: [&str; 4] = ["none", "patch", "minor", "major"];

/// Releases what the recipe builds now, as the version after the one it names: at least as far after it as
/// the changes ask for (`dateline diff --format step` states the rule), further where `wanted` says so.
///
/// Writes the recipe's new version, the entry of the changelog, `dist/NAME-VERSION` and the lock.
pub(crate) fn release(workspace: &Workspace, dataset: &Dataset, wanted: Option<&str>) -> Result<()> {
    let released = dataset.dist();
    if !dataset.lock().exists() {
        bail!(
            "{} is no released version yet: `cargo xtask lock {}` makes it the first",
            dataset.label(),
            dataset.name()
        );
    }
    held_against_lock(workspace, dataset, &released)?;
    let candidate = workspace.scratch("release")?.join(dataset.label());
    dataset::build_into(workspace, dataset, &candidate)?;
    workspace.dateline(["verify".as_ref(), candidate.as_path()])?;
    let (step, version) = step(workspace, dataset, &released, &candidate, wanted)?;
    if step == "none" {
        println!("{}: nothing changed since; no release", dataset.label());
        return Ok(());
    }
    let changes = diff(workspace, &released, &candidate, "changelog")?;
    dataset.set_version(&version)?;
    let dataset = Dataset::load(dataset.folder())?;
    add_to_changelog(&dataset, &version, &step, &changes)?;
    dataset::lock(workspace, &dataset)?;
    println!(
        "{}: a {step} release; read its entry in CHANGELOG.md, say in words what it lacks, and commit",
        dataset.label()
    );
    Ok(())
}

/// What is compared with must be what was released.
fn held_against_lock(workspace: &Workspace, dataset: &Dataset, released: &Path) -> Result<()> {
    let lock = dataset.lock();
    if !released.join("manifest.json").is_file() {
        return Err(CheckFailed(format!(
            "{} is missing, and a release is told by what changed since; put the released folder there, or build it \
             with the version of dateline that {} names",
            released.display(),
            lock.display()
        ))
        .into());
    }
    workspace.dateline(["verify".as_ref(), released, "--lock".as_ref(), lock.as_path()])
}

/// The step, and the version it leads to.
fn step(
    workspace: &Workspace,
    dataset: &Dataset,
    released: &Path,
    candidate: &Path,
    wanted: Option<&str>,
) -> Result<(String, String)> {
    let told = diff(workspace, released, candidate, "step")?;
    let (step, version) = told.trim().split_once(' ').with_context(|| {
        format!("{} has no version of the form MAJOR.MINOR.PATCH, so none follows it", dataset.label())
    })?;
    let Some(wanted) = wanted else { return Ok((step.to_owned(), version.to_owned())) };
    let rank = |step: &str| STEPS.iter().position(|known| *known == step);
    match (rank(wanted), rank(step)) {
        (None, _) => bail!("`{wanted}` is no step; wanted major, minor or patch"),
        (given, least) if given < least => {
            bail!("what changed asks for a {step} release, and `{wanted}` would say less")
        }
        _ => Ok((wanted.to_owned(), after(wanted, dataset.version())?)),
    }
}

/// The version one step after another.
fn after(step: &str, version: &str) -> Result<String> {
    let numbers = version.split('.').map(str::parse).collect::<Result<Vec<u64>, _>>();
    let numbers = numbers.with_context(|| format!("`{version}` is not MAJOR.MINOR.PATCH"))?;
    let [major, minor, patch] = numbers[..] else { bail!("`{version}` is not MAJOR.MINOR.PATCH") };
    Ok(match step {
        "major" => format!("{}.0.0", major + 1),
        "minor" => format!("{major}.{}.0", minor + 1),
        _ => format!("{major}.{minor}.{}", patch + 1),
    })
}

/// What `dateline diff` prints. That the two differ, its exit code 1, is no failure here.
fn diff(workspace: &Workspace, before: &Path, after: &Path, format: &str) -> Result<String> {
    workspace.dateline_output(["diff".as_ref(), before, after, "--format".as_ref(), format.as_ref()])
}

/// Puts the entry above the one of the version before.
fn add_to_changelog(dataset: &Dataset, version: &str, step: &str, changes: &str) -> Result<()> {
    let path: PathBuf = dataset.folder().join("CHANGELOG.md");
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|_| format!("# Changelog of the dataset `{}`\n", dataset.name()));
    let entry = format!("## {version}\n\nA {step} release.\n\n{changes}\n");
    let place = text.find("\n## ").map_or(text.len(), |place| place + 1);
    let (head, rest) = text.split_at(place);
    let gap = if head.ends_with("\n\n") { "" } else { "\n" };
    fs::write(&path, format!("{head}{gap}{entry}{rest}"))
        .with_context(|| format!("{} could not be written", path.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_follow_by_steps() {
        let after = |step| super::after(step, "1.2.3").unwrap();
        assert_eq!([after("major"), after("minor"), after("patch")], ["2.0.0", "1.3.0", "1.2.4"]);
        assert!(super::after("minor", "2025-06").is_err());
    }
}
