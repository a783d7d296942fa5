//! How many instructions the tagger spends on a byte, and a build on a page: measures that no load of the machine sways.

use crate::dates;
use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the embedded pages took when it was last written down.
const KNOWN: &str = "xtask/instructions.toml";

/// Cargo's setting that runs programs under valgrind's counter.
pub(crate) const RUNNER: &str =
    "target.'cfg(all())'.runner = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null']";

/// How much more than that is a regression; compilers differ by less.
const TOLERANCE: f64 = 1.1;

/// Bytes read to measure, as many for every language.
const BYTES: u64 = 400_000;

/// How often each page is built, a blank line apart, so that what a build does once is the same in both counts.
const COPIES: [usize; 2] = [1, 3];

/// Counts instructions with valgrind's callgrind on the embedded datasets: the tagger's on the articles, and a whole
/// build's on the pages. Fails where a language or a page takes clearly more than is written down, and prints all.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("`bench instructions` takes no arguments: what is written down is about the embedded pages");
    }
    let known: toml::Table = toml::from_str(&fs::read_to_string(KNOWN)?)?;
    let known = |table: &str, of: &str| known.get(table)?.get(of)?.as_integer();
    let mut slower = Vec::new();
    let mut hold = |what: String, spent: u64, limit: i64| {
        println!("{what}: {spent} instructions, {limit} when last written down");
        if spent as f64 > limit as f64 * TOLERANCE {
            slower.push(what);
        }
    };
    for text in dates::articles(workspace)? {
        let language = text.split_once('=').map_or("", |(language, _)| language);
        let Some(limit) = known("tagger", language) else { continue };
        // Loading the language is the same in both.
        let spent = count(workspace, &text, BYTES)?.saturating_sub(count(workspace, &text, 1)?) / BYTES;
        hold(format!("tagger, a byte of {language}"), spent, limit);
    }
    let limit = known("build", "page").with_context(|| format!("{KNOWN}: `build.page` is missing"))?;
    hold("build, a page".to_owned(), of_page(workspace)?, limit);
    if slower.is_empty() {
        return Ok(());
    }
    let slower = slower.join(", ");
    Err(CheckFailed(format!(
        "slower than {KNOWN} has it: {slower}; make it faster again, or record the new figure with its reason"
    ))
    .into())
}

/// The instructions that a build spends on a page of the embedded datasets, from reading it to its rows in the tables.
fn of_page(workspace: &Workspace) -> Result<u64> {
    workspace.cargo(["build", "--release", "--workspace", "--bin", "dateline"])?;
    let mut pages = Vec::new();
    for folder in dates::glob("datasets", "pages")? {
        for page in fs::read_dir(folder)? {
            pages.push(page?.path());
        }
    }
    let [few, many] = COPIES;
    let spent = building(workspace, &pages, many)?.saturating_sub(building(workspace, &pages, few)?);
    Ok(spent / (pages.len() * (many - few)) as u64)
}

/// The instructions of building so many copies of pages on one thread.
fn building(workspace: &Workspace, pages: &[PathBuf], copies: usize) -> Result<u64> {
    let folder = workspace.scratch("bench-instructions")?;
    fs::remove_dir_all(&folder)?;
    let inputs = folder.join("pages");
    fs::create_dir_all(&inputs)?;
    for page in pages {
        for copy in 0..copies {
            let mut bytes = fs::read(page)?;
            bytes.extend(std::iter::repeat_n(b'\n', copy));
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            fs::write(inputs.join(format!("{copy}-{name}")), bytes)?;
        }
    }
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(workspace.release("dateline"))
        .arg("build")
        .arg(&inputs)
        .arg("-o")
        .arg(folder.join("out"))
        .args(["--threads", "1"])
        .output()
        .context("valgrind could not be started; is it installed?")?;
    collected(&output).with_context(|| {
        format!("valgrind counted nothing of a build\n{}", String::from_utf8_lossy(&output.stderr))
    })
}

/// The instructions of reading so many bytes.
fn count(workspace: &Workspace, text: &str, bytes: u64) -> Result<u64> {
    let bytes = bytes.to_string();
    let output = workspace
        .cargo_command()
        .args(["--config", RUNNER, "bench", "--package", "dateline-dates", "--bench", "tagger", "--"])
        .args(["--bytes", &bytes, text])
        .output()
        .context("cargo could not be started")?;
    let name = Path::new(text).file_name().unwrap_or_default().to_string_lossy();
    collected(&output).with_context(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("{name}: valgrind counted nothing; is it installed?\n{said}")
    })
}

/// What valgrind counted, when it was there to count.
pub(crate) fn collected(output: &Output) -> Option<u64> {
    let said = String::from_utf8_lossy(&output.stderr);
    let (_, count) = said.lines().find_map(|line| line.split_once("Collected : "))?;
    count.trim().parse().ok()
}
