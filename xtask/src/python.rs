//! What is held against packages from PyPI: does the dataset load in the readers people use, are the holidays theirs?

use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is installed; the versions that were tested, raised on purpose.
const PACKAGES: &str = include_str!("../python.txt");

/// A Python environment with pandas, polars, DuckDB and holidays in it.
#[derive(Debug)]
pub(crate) struct Python {
    python: PathBuf,
}

impl Python {
    /// Finds the environment in the user's cache, or installs it there.
    pub(crate) fn install(workspace: &Workspace) -> Result<Self> {
        ensure!(
            Command::new("python3")
                .arg("--version")
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success()),
            "python3 was not found; the tests hold the dataset and the calendar against packages of Python, so install Python 3.10 or later"
        );
        let folder = cache(workspace)?.join("python");
        let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let installed = folder.join("installed.txt");
        // Written last, so that an installation cut off is begun anew.
        if fs::read_to_string(&installed).is_ok_and(|packages| packages == PACKAGES) && python.exists() {
            return Ok(Self { python });
        }
        workspace.run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        workspace
            .run(
                Command::new(&python)
                    .args(["-m", "pip", "install", "--quiet", "--requirement"])
                    .arg("xtask/python.txt"),
            )
            .context("xtask/python.txt could not be installed from PyPI")?;
        fs::write(&installed, PACKAGES)
            .with_context(|| format!("{} could not be written", installed.display()))?;
        Ok(Self { python })
    }

    /// Loads every table of a dataset in every reader.
    pub(crate) fn read(&self, workspace: &Workspace, dataset: &Path) -> Result<()> {
        workspace.run(Command::new(&self.python).arg("crates/export/tests/readers.py").arg(dataset))
    }

    /// Holds a dataset's metadata against the tools of its field, and runs the Python that the documentation loads one with.
    pub(crate) fn check_metadata(&self, workspace: &Workspace, dataset: &Path) -> Result<()> {
        workspace.run(Command::new(&self.python).arg("crates/export/tests/metadata.py").arg(dataset))?;
        let pages = ["README.md", "docs/load.md"];
        workspace.run(Command::new(&self.python).arg("crates/export/tests/docs.py").arg(dataset).args(pages))
    }

    /// Drives a dataset's report in a browser, as its readers would.
    pub(crate) fn browse(&self, workspace: &Workspace, dataset: &Path, chromium: &Path) -> Result<()> {
        let mut driver = Command::new(&self.python);
        driver.arg("crates/report/tests/browser.py").arg(dataset.join("report.html")).arg(chromium);
        workspace.run(&mut driver)
    }

    /// Compares the calendar's holidays with those of the package `holidays`.
    pub(crate) fn compare_holidays(&self, workspace: &Workspace) -> Result<()> {
        let example = ["run", "--quiet", "--package", "dateline-calendar", "--example", "compare", "--"];
        let mut countries = workspace.cargo_command();
        let countries =
            countries.args(example).arg("countries").output().context("cargo could not be started")?;
        let countries = String::from_utf8(countries.stdout)?;
        let days = workspace.scratch("holidays")?.join("days.tsv");
        let mut package = Command::new(&self.python);
        package.arg("crates/calendar/tests/package_holidays.py").args(countries.split_whitespace());
        package.stdout(
            fs::File::create(&days).with_context(|| format!("{} could not be written", days.display()))?,
        );
        workspace.run(&mut package)?;
        let differences = Path::new("crates/calendar/data/differences.toml");
        workspace.cargo(example.iter().map(Path::new).chain([days.as_path(), differences]))
    }
}

/// `~/.cache/dateline`, or a folder beside cargo's own where there is no home.
fn cache(workspace: &Workspace) -> Result<PathBuf> {
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home =
        || env::var_os("HOME").filter(|home| !home.is_empty()).map(|home| Path::new(&home).join(".cache"));
    match given.or_else(home) {
        Some(cache) => {
            let folder = cache.join("dateline");
            fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
            Ok(folder)
        }
        None => workspace.scratch("cache"),
    }
}
