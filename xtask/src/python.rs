//! What is compared with packages from PyPI: does the dataset load in the readers people use, are the holidays theirs?

use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What an environment has in it: its name, and the packages with the versions that were tested, raised on purpose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packages {
    name: &'static str,
    list: &'static str,
}

/// pandas, polars, DuckDB and holidays.
pub(crate) const READERS: Packages = Packages { name: "python", list: include_str!("../python.txt") };

/// Spark, which wants an older pandas.
pub(crate) const SPARK: Packages = Packages { name: "spark", list: include_str!("../spark.txt") };

/// What builds the wheel.
const WHEEL: Packages = Packages { name: "wheel", list: include_str!("../wheel.txt") };

/// What three lines of Python make of a page, for somebody who has just installed the wheel.
const THREE_LINES: &str = "import dateline, pandas
dateline.build('page.txt', 'out', progress=False)
print(pandas.read_parquet('out/articles.parquet')[['title', 'published']].to_string(index=False))";

/// A Python environment with packages in it.
#[derive(Debug)]
pub(crate) struct Python {
    python: PathBuf,
}

impl Python {
    /// Finds the environment in the user's cache, or installs it there.
    pub(crate) fn install(workspace: &Workspace, packages: Packages) -> Result<Self> {
        let Packages { name, list } = packages;
        ensure!(
            Command::new("python3")
                .arg("--version")
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success()),
            "python3 was not found; the tests hold the dataset and the calendar against packages of Python, so install Python 3.10 or later"
        );
        let folder = cache(workspace)?.join(name);
        let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let installed = folder.join("installed.txt");
        // Written last, so that an installation cut off is begun anew.
        if fs::read_to_string(&installed).is_ok_and(|packages| packages == list) && python.exists() {
            return Ok(Self { python });
        }
        workspace.run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        workspace
            .run(
                Command::new(&python)
                    .args(["-m", "pip", "install", "--quiet", "--requirement"])
                    .arg(format!("xtask/{name}.txt")),
            )
            .with_context(|| format!("xtask/{name}.txt could not be installed from PyPI"))?;
        fs::write(&installed, list)
            .with_context(|| format!("{} could not be written", installed.display()))?;
        Ok(Self { python })
    }

    /// Loads every table of a dataset in every reader.
    pub(crate) fn read(&self, workspace: &Workspace, dataset: &Path) -> Result<()> {
        workspace.run(Command::new(&self.python).arg("crates/export/tests/readers.py").arg(dataset))
    }

    /// Holds the metadata of a dataset, and of small ones in every other shape, against the tools of their field.
    pub(crate) fn check_metadata(&self, workspace: &Workspace, dataset: &Path) -> Result<()> {
        let shapes = workspace.scratch("shapes")?;
        // `cargo test` has built the examples.
        workspace.run(Command::new(workspace.debug("examples").join("shapes")).arg(&shapes))?;
        let mut check = Command::new(&self.python);
        check.arg("crates/export/tests/metadata.py").arg(dataset);
        for shape in fs::read_dir(&shapes)? {
            check.arg(shape?.path());
        }
        workspace.run(&mut check)
    }

    /// Runs the Python of pages of the documentation, where a dataset stands and the Python package can be had.
    pub(crate) fn run_docs(&self, workspace: &Workspace, dataset: &Path, pages: &[&str]) -> Result<()> {
        let packages = package(workspace)?;
        let mut docs = Command::new(&self.python);
        docs.arg("crates/export/tests/docs.py").arg(dataset).args(pages).env("PYTHONPATH", packages);
        // Spark starts the interpreter found first, which has none of the packages.
        docs.env("PYSPARK_PYTHON", std::path::absolute(&self.python)?);
        workspace.run(&mut docs)
    }

    /// Drives a dataset's report in a browser, as its readers would.
    pub(crate) fn browse(&self, workspace: &Workspace, dataset: &Path, chromium: &Path) -> Result<()> {
        let mut driver = Command::new(&self.python);
        driver.arg("crates/report/tests/browser.py").arg(dataset.join("report.html")).arg(chromium);
        workspace.run(&mut driver)
    }

    /// Runs a test of `crates/python` on the package as its wheel has it.
    pub(crate) fn test_package(&self, workspace: &Workspace, test: &str) -> Result<()> {
        let packages = package(workspace)?;
        let mut tests = Command::new(&self.python);
        tests.arg(Path::new("crates/python/tests").join(test)).env("PYTHONPATH", packages);
        tests.env("DATELINE", std::path::absolute(workspace.dateline_program()?)?);
        workspace.run(&mut tests)
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

/// Builds the wheel into `dist/`, and installs it in an empty environment, where three lines date a page.
pub(crate) fn wheel(workspace: &Workspace) -> Result<()> {
    let builder = Python::install(workspace, WHEEL)?;
    let wheels = workspace.scratch("wheel")?;
    fs::remove_dir_all(&wheels)?;
    let mut maturin = Command::new(&builder.python);
    maturin.args(["-m", "maturin", "build", "--release", "--locked", "-m", "crates/python/Cargo.toml", "-o"]);
    workspace.run(maturin.arg(&wheels))?;
    let mut files = fs::read_dir(&wheels)?.filter_map(|file| Some(file.ok()?.path()));
    let wheel = files.find(|file| file.extension().is_some_and(|ending| ending == "whl"));
    let wheel = wheel.context("maturin has left no wheel")?;
    let empty = std::path::absolute(workspace.scratch("empty")?)?;
    workspace.run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&empty))?;
    let python = empty.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    workspace.run(
        Command::new(&python).args(["-m", "pip", "install", "--quiet", "pandas", "pyarrow"]).arg(&wheel),
    )?;
    fs::write(
        empty.join("page.txt"),
        "Harbour reopens\n\nMarch 15, 2024\n\nThe harbour reopened on Friday.\n",
    )?;
    workspace.run(Command::new(&python).args(["-c", THREE_LINES]).current_dir(&empty))?;
    fs::create_dir_all("dist")?;
    let place = Path::new("dist").join(wheel.file_name().unwrap_or_default());
    fs::copy(&wheel, &place)?;
    println!("{}", place.display());
    Ok(())
}

/// Puts the Python package together as its wheel has it, from the build that tests use, and returns the folder it is in.
fn package(workspace: &Workspace) -> Result<PathBuf> {
    workspace.cargo(["build", "--quiet", "--workspace", "--lib"])?;
    let folder = std::path::absolute(workspace.scratch("package")?)?;
    let package = folder.join("dateline");
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(&package)?;
    for file in fs::read_dir("crates/python/python/dateline")? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::copy(file.path(), package.join(file.file_name()))?;
        }
    }
    let library = format!("{}dateline_native{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let module = if cfg!(windows) { "_native.pyd" } else { "_native.abi3.so" };
    fs::copy(workspace.debug(&library), package.join(module)).context(library)?;
    Ok(folder)
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
