//! An old version of a dataset, built again from what the history of this checkout holds.

use crate::dataset::Dataset;
use crate::history::History;
use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which program builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Builder {
    /// The one of this checkout.
    Ours,
    /// The one that made the release, compiled from the same commit.
    Theirs,
}

/// Builds `dist/NAME-VERSION` of a released version: its recipe and pages as they lay when its lock was committed, held
/// against that lock. It comes out byte for byte the same, or the command says what is missing.
pub(crate) fn rebuild(workspace: &Workspace, name: &str, version: &str, builder: Builder) -> Result<()> {
    let dataset = Dataset::load(&Path::new("datasets").join(name))?;
    let lock = std::path::absolute(dataset.folder().join(format!("{version}.lock")))?;
    if !lock.is_file() {
        bail!("{name} {version} was never released; there are {}", released(dataset.folder())?.join(", "));
    }
    let history = History::of(Path::new("."));
    let place = Path::new("datasets").join(name);
    let commit = history.commit_adding(&place.join(format!("{version}.lock")))?;
    let then = history.tree_at(&commit, &workspace.scratch("rebuild")?.join(format!("{name}-{version}")))?;
    let (recipe, out) = (then.join(&place).join("recipe.toml"), dist(name, version));
    let (recipe, out) = (recipe.as_path(), out.as_path());
    let built = match builder {
        Builder::Ours => workspace.dateline([
            "build".as_ref(),
            recipe,
            "--replace".as_ref(),
            "--lock".as_ref(),
            &lock,
            "--out".as_ref(),
            out,
        ]),
        Builder::Theirs => {
            let program = program_of(workspace, &then)?;
            let mut build = Command::new(program);
            build.arg("build").arg(recipe).args(["--replace", "--out"]).arg(out);
            // What it was asked for then is compared with its lock by today's program.
            let verify = ["verify".as_ref(), out, "--lock".as_ref(), &lock];
            workspace.run(&mut build).and_then(|()| workspace.dateline(verify))
        }
    };
    history.forget(&then)?;
    match built {
        Err(error) if error.is::<CheckFailed>() => {
            let short = commit.get(..12).unwrap_or(&commit);
            Err(CheckFailed(format!(
                "{name} {version} does not come out as it was released (above: what differs, and what is missing); it was \
                 released in commit {short}{}",
                match builder {
                    Builder::Ours => format!(
                        ", with the program of then: `cargo xtask rebuild {name} {version} then` compiles that one first"
                    ),
                    Builder::Theirs => " and built by the program of that commit".to_owned(),
                }
            ))
            .into())
        }
        Ok(()) => {
            println!("{} is {name} {version}, byte for byte as it was released", out.display());
            Ok(())
        }
        error => error,
    }
}

fn dist(name: &str, version: &str) -> PathBuf {
    Path::new("dist").join(format!("{name}-{version}"))
}

/// The versions that have a lock.
fn released(folder: &Path) -> Result<Vec<String>> {
    let mut versions = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))? {
        let name = entry?.file_name();
        versions.extend(name.to_string_lossy().strip_suffix(".lock").map(str::to_owned));
    }
    versions.sort();
    Ok(versions)
}

/// The `dateline` of another tree of this project, compiled. It has a target folder of its own: in ours it would take the
/// place of today's.
fn program_of(workspace: &Workspace, tree: &Path) -> Result<PathBuf> {
    let target = std::path::absolute(workspace.scratch("rebuild")?.join("target"))?;
    let mut build = workspace.cargo_command();
    build.args(["build", "--quiet", "--bin", "dateline", "--target-dir"]).arg(&target).current_dir(tree);
    // Cargo's own variables name this workspace.
    workspace.run(build.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR"))?;
    Ok(target.join("debug").join(format!("dateline{}", env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_released_by_its_lock() {
        let folder = env::temp_dir().join(format!("dateline-released-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["1.1.0.lock", "1.0.0.lock", "recipe.toml"] {
            fs::write(folder.join(name), "").unwrap();
        }
        assert_eq!(released(&folder).unwrap(), ["1.0.0", "1.1.0"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
