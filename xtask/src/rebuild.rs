//! An old version of a dataset, built again from what the history of this checkout holds.

use crate::dataset::Dataset;
use crate::workspace::{CheckFailed, Workspace, spelled};
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
            // What it was asked for then is held against its lock by today's eyes.
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

/// The history of a checkout, read by `git`.
struct History<'h> {
    checkout: &'h Path,
}

impl<'h> History<'h> {
    fn of(checkout: &'h Path) -> Self {
        Self { checkout }
    }

    /// The commit that a file came with.
    fn commit_adding(&self, file: &Path) -> Result<String> {
        let mut log = self.git(&["log", "--diff-filter=A", "--format=%H", "-1", "--"]);
        let told = answer(log.arg(file))?;
        match told.trim() {
            "" => bail!(
                "no commit that is here brought {}, so the recipe and pages of then are not to be had; of a checkout \
                 without its history, fetch it (`git fetch --unshallow`)",
                file.display()
            ),
            commit => Ok(commit.to_owned()),
        }
    }

    /// The whole tree of a commit, checked out anew into a folder.
    fn tree_at(&self, commit: &str, folder: &Path) -> Result<PathBuf> {
        // One that an interrupted chore has left is in the way.
        self.forget(folder)?;
        let folder = std::path::absolute(folder)?;
        answer(self.git(&["worktree", "add", "--quiet", "--detach", "--force"]).arg(&folder).arg(commit))?;
        Ok(folder)
    }

    /// Takes such a folder away.
    fn forget(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("{} could not be removed", folder.display()))?;
        }
        answer(&mut self.git(&["worktree", "prune"])).map(drop)
    }

    fn git(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(args).current_dir(self.checkout);
        command
    }
}

/// What a command prints, where it succeeds.
fn answer(command: &mut Command) -> Result<String> {
    let line = spelled(command);
    let output = command.output().with_context(|| format!("`{line}` could not be started; is git here?"))?;
    if !output.status.success() {
        bail!("`{line}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout whose page and recipe have changed since the lock of the first version was committed.
    fn checkout(folder: &Path) {
        let commit = |message: &str| {
            let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
            for args in [&["add", "."][..], &["commit", "--quiet", "-m", message]] {
                answer(Command::new("git").args(identity).args(args).current_dir(folder)).unwrap();
            }
        };
        let write =
            |name: &str, text: &str| fs::write(folder.join("datasets/news").join(name), text).unwrap();
        fs::create_dir_all(folder.join("datasets/news/pages")).unwrap();
        answer(Command::new("git").args(["init", "--quiet"]).current_dir(folder)).unwrap();
        write("recipe.toml", "version = 1");
        write("pages/a.html", "first");
        commit("pages");
        write("1.0.0.lock", "{}");
        commit("news 1.0.0");
        write("recipe.toml", "version = 2");
        write("pages/a.html", "second");
        commit("another page");
    }

    #[test]
    fn the_tree_of_a_release_is_that_of_its_lock() {
        let folder = env::temp_dir().join(format!("dateline-rebuild-{}", std::process::id()));
        checkout(&folder);
        let history = History::of(&folder);
        let commit = history.commit_adding(Path::new("datasets/news/1.0.0.lock")).unwrap();
        // Twice: what one rebuild has left does not keep the next from beginning.
        for _ in 0..2 {
            let tree = history.tree_at(&commit, &folder.join("then")).unwrap();
            assert_eq!(fs::read_to_string(tree.join("datasets/news/pages/a.html")).unwrap(), "first");
            assert_eq!(fs::read_to_string(tree.join("datasets/news/recipe.toml")).unwrap(), "version = 1");
        }
        history.forget(&folder.join("then")).unwrap();
        assert!(!folder.join("then").exists());
        let unknown = history.commit_adding(Path::new("datasets/news/0.9.0.lock")).unwrap_err();
        assert!(unknown.to_string().contains("git fetch --unshallow"), "{unknown}");
        assert_eq!(released(&folder.join("datasets/news")).unwrap(), ["1.0.0"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
