//! Where things are, and running programs there.

use anyhow::{Context, Result};
use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program said no: exit code 1, where every other error is a 2.
#[derive(Debug)]
pub(crate) struct CheckFailed(pub(crate) String);

impl fmt::Display for CheckFailed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for CheckFailed {}

/// The checkout that this program was compiled in.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        // Cargo sets the variable for `cargo run`, also when the checkout has moved since it was built.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest.parent().context("xtask lies in no workspace")?.to_owned();
        Ok(Self { root })
    }

    /// A folder for what chores leave behind, next to cargo's own.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from);
        let folder = self.root.join(target).join("xtask").join(name);
        std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
        Ok(folder)
    }

    /// Runs cargo in the workspace, in the profile that tests use too, so that one compilation of
    /// the heavy dependencies serves all chores.
    pub(crate) fn cargo<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Result<()> {
        self.run(self.cargo_command().args(args))
    }

    pub(crate) fn cargo_command(&self) -> Command {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Runs the `dateline` command.
    pub(crate) fn dateline<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Result<()> {
        let mut command = self.cargo_command();
        command.args(["run", "--quiet", "--package", "dateline", "--bin", "dateline", "--"]).args(args);
        self.run(&mut command)
    }

    /// Runs a program in the workspace, saying which.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        let line = self.spelled(command);
        eprintln!("$ {line}");
        let status =
            command.current_dir(&self.root).status().with_context(|| format!("`{line}` could not be started"))?;
        match status.code() {
            Some(0) => Ok(()),
            Some(1 | 101) => Err(CheckFailed(format!("`{line}` failed")).into()),
            _ => anyhow::bail!("`{line}` ended with {status}"),
        }
    }

    /// The command as one would type it in the workspace's folder.
    fn spelled(&self, command: &Command) -> String {
        let program = Path::new(command.get_program());
        // Cargo names itself by its full path.
        let program = program.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let root = format!("{}/", self.root.display());
        let args = command.get_args().map(|arg| arg.to_string_lossy().replace(&root, ""));
        std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
    }
}
