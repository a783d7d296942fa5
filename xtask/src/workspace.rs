//! Where things are, and running programs there.

use anyhow::{Context, Result};
use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program said no: exit code 1, where every other error is a 2.
#[derive(Debug)]
pub(crate) struct CheckFailed(pub(crate) String);

impl fmt::Display for CheckFailed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for CheckFailed {}

/// The checkout that this program was compiled in. It is the working directory of everything
/// that follows, so that all paths and messages are relative to it.
#[derive(Debug)]
pub(crate) struct Workspace {
    target: PathBuf,
}

impl Workspace {
    pub(crate) fn enter() -> Result<Self> {
        // Relative to where cargo was called, which is left below.
        let target = env::var_os("CARGO_TARGET_DIR").map(std::path::absolute).transpose()?;
        // Cargo sets the variable for `cargo run`, also when the checkout has moved since it was built.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().context("xtask lies in no workspace")?;
        env::set_current_dir(root).with_context(|| format!("{} could not be entered", root.display()))?;
        Ok(Self { target: target.unwrap_or_else(|| "target".into()) })
    }

    /// A folder for what chores leave behind, in cargo's own.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("{} could not be made", folder.display()))?;
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

    /// Learns a package's weights from files, by its example `weigh`, which prints what is kept as `weights`.
    pub(crate) fn learn(&self, package: &str, weights: &str, files: &[&str]) -> Result<()> {
        let mut cargo = self.cargo_command();
        cargo.args(["run", "--quiet", "--release", "--package", package, "--features", "train"]);
        cargo.args(["--example", "weigh", "--"]).args(files);
        let output = cargo.stderr(Stdio::inherit()).output().context("cargo could not be started")?;
        if !output.status.success() {
            return Err(CheckFailed("the weights could not be learned".to_owned()).into());
        }
        std::fs::write(weights, output.stdout).with_context(|| format!("{weights} could not be written"))?;
        println!("wrote {weights}");
        Ok(())
    }

    /// A program of the release build.
    pub(crate) fn release(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name)
    }

    /// A program or library of the build that tests use.
    pub(crate) fn debug(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// Runs the `dateline` command.
    pub(crate) fn dateline<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Result<()> {
        self.run(Command::new(self.dateline_program()?).args(args))
    }

    /// The `dateline` command, built. Of the whole workspace, as the tests are: its packages together want other
    /// features of what they depend on than one of them alone, and would have it compiled twice.
    pub(crate) fn dateline_program(&self) -> Result<PathBuf> {
        let mut build = self.cargo_command();
        let built = build.args(["build", "--quiet", "--workspace", "--bin", "dateline"]).status();
        match built.context("cargo could not be started")?.success() {
            true => Ok(self.debug(&format!("dateline{}", env::consts::EXE_SUFFIX))),
            false => Err(CheckFailed("`dateline` could not be built".to_owned()).into()),
        }
    }

    /// What the `dateline` command prints, where it ends with 0 or 1.
    pub(crate) fn dateline_output<I: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = I>,
    ) -> Result<String> {
        let mut command = Command::new(self.dateline_program()?);
        command.args(args);
        let line = spelled(&command);
        eprintln!("$ {line}");
        let output = command.stderr(std::process::Stdio::inherit()).output();
        let output = output.with_context(|| format!("`{line}` could not be started"))?;
        match output.status.code() {
            Some(0 | 1) => Ok(String::from_utf8(output.stdout)?),
            _ => anyhow::bail!("`{line}` ended with {}", output.status),
        }
    }

    /// Runs a fuzz target for so many minutes, with these options of cargo's, on inputs of so many bytes at most. The targets stand in a workspace of
    /// their own, since they need a nightly compiler.
    pub(crate) fn fuzz(&self, target: &str, longest: u32, minutes: u32, options: &[&str]) -> Result<()> {
        let mut command = Command::new("cargo");
        command.args(["+nightly", "fuzz", "run"]).args(options).arg(target);
        // Texts to begin from, where a target has any; what the run finds goes to the first folder.
        let (found, seeds) = (format!("corpus/{target}"), format!("seeds/{target}"));
        if Path::new("fuzz").join(&seeds).is_dir() {
            std::fs::create_dir_all(Path::new("fuzz").join(&found))?;
            command.args([found, seeds]);
        }
        command.arg("--");
        command.arg(format!("-max_total_time={}", minutes * 60));
        command.arg(format!("-max_len={longest}")).current_dir("fuzz");
        // The compiler that runs this chore must not choose that of the target.
        self.run(command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO"))
    }

    /// Runs a program in the workspace, saying which.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        let line = spelled(command);
        eprintln!("$ {line}");
        let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
        match status.code() {
            Some(0) => Ok(()),
            // 101 is cargo's own code for a build, test or check that failed.
            Some(1 | 101) => Err(CheckFailed(format!("`{line}` failed")).into()),
            _ => anyhow::bail!("`{line}` ended with {status}"),
        }
    }
}

/// The command as one would type it.
pub(crate) fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    // Cargo names itself by its full path.
    let program = program.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(program).chain(args).collect::<Vec<_>>().join(" ")
}
