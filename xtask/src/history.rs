//! The history of a checkout, as git tells it.

use crate::workspace::spelled;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The history of a checkout, read by `git`.
pub(crate) struct History<'h> {
    checkout: &'h Path,
}

impl<'h> History<'h> {
    pub(crate) fn of(checkout: &'h Path) -> Self {
        Self { checkout }
    }

    /// The commit checked out, in short; with changes that are not committed it ends in `-dirty`.
    pub(crate) fn head(&self) -> Result<String> {
        Ok(answer(&mut self.git(&["describe", "--always", "--dirty"]))?.trim().to_owned())
    }

    /// The commit that a file came with.
    pub(crate) fn commit_adding(&self, file: &Path) -> Result<String> {
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
    pub(crate) fn tree_at(&self, commit: &str, folder: &Path) -> Result<PathBuf> {
        // One that an interrupted chore has left is in the way.
        self.forget(folder)?;
        let folder = std::path::absolute(folder)?;
        answer(self.git(&["worktree", "add", "--quiet", "--detach", "--force"]).arg(&folder).arg(commit))?;
        Ok(folder)
    }

    /// Takes such a folder away.
    pub(crate) fn forget(&self, folder: &Path) -> Result<()> {
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
    use std::env;

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
        let folder = env::temp_dir().join(format!("dateline-history-{}", std::process::id()));
        checkout(&folder);
        let history = History::of(&folder);
        assert!(!history.head().unwrap().ends_with("-dirty"));
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
        fs::write(folder.join("datasets/news/recipe.toml"), "version = 3").unwrap();
        assert!(history.head().unwrap().ends_with("-dirty"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
