//! Project chores: `cargo xtask` lists them.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod bench;
mod builds;
mod clean;
mod dataset;
mod dates;
mod dating;
mod instructions;
mod licences;
mod python;
mod quality;
mod rebuild;
mod release;
mod spent;
mod workspace;

use anyhow::{Result, bail};
use rebuild::Builder;
use std::env;
use std::process::ExitCode;
use workspace::{CheckFailed, Workspace};

const HELP: &str = "\
Project chores. Usage: cargo xtask CHORE [ARGUMENT]

  build [NAME]   build datasets/NAME into dist/NAME-VERSION (without NAME: every dataset)
  verify [NAME]  build again, elsewhere, and hold every hash against datasets/NAME/VERSION.lock
  lock [NAME]    write datasets/NAME/VERSION.lock for a new version; a released one never changes
  release NAME [STEP]  what the recipe builds now as a new version: number, changelog and lock from what changed
  rebuild NAME VERSION [then]  an old version into dist/NAME-VERSION, from the recipe and pages of its commit, held against its
                               lock; with `then` by the program of that commit, which is compiled first
  dictionary [--check]  write docs/codebook.md from the tables' schema
  test           every test, the Python package and Spark, and every reader of the dataset: pandas, polars, DuckDB
  wheel          build the Python wheel into dist/, and date a page with it in an empty environment
  holidays       hold the calendar's holidays against the package `holidays` from PyPI
  languages      rules, examples and known gaps of each language of the dates
  bench build PAGES [large] [floor=FILE] [assembly=FILE] [python=PROGRAM] [program=FILE]  whole builds and stages: CPU time, memory, growth;
                             beside the least that must be done, and beside Python; writes docs/builds.md
  bench clean [FILE ...] [peers] [python=PYTHON]  the cleaner's speed, on the embedded pages or on pages of yours, and its instructions where
                             valgrind is; beside dom_smoothie and trafilatura
  bench dates [XX=FILE ...]  the tagger's speed, on the embedded pages or on texts of yours
  bench instructions         what the tagger and a build spend on the embedded pages, against what is written down; needs valgrind
  bench lang [FILE ...]  the language detector's speed beside lingua's, on the embedded pages or on records of yours
  bench messages [FILE ...]  how fast messages and quotes are found, in the corpora of the languages or in records of yours
  bench stories [PAGES ...]  how long grouping pages into stories takes, by their number
  train dates FILES  learn what printed dates are worth, from cleaned pages whose day is known
  train clean FILES  grow the trees that choose the article's pieces, on gold pages of yours
  scores GOLD    score the dates against a folder of gold data, and write the tables the documentation shows
  fuzz dates     throw odd texts at the dates for five minutes; needs nightly Rust and cargo-fuzz
  fuzz clean [MINUTES]       throw odd pages at the cleaner, HTML and text, five minutes each or so many; needs the same
  fuzz warc      throw odd bytes at the reader of web archives for ten minutes; needs the same
  fuzz recipe    throw odd texts at the reader of recipes for ten minutes; needs the same, and compiles Parquet first
  licences       hold the licence of everything that is compiled in against those this project takes
  advisories     look for known faults in it, where cargo-deny or cargo-audit is installed and the network is there
  ci             what CI runs: format, clippy, documentation, test, verify

Exit codes: 0 done; 1 a check failed; 2 could not run.
";

/// Minutes of a fuzz target.
const FIVE: u32 = 5;
const TEN: u32 = 10;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<CheckFailed>() { 1 } else { 2 })
        }
    }
}

fn run(args: &[&str]) -> Result<()> {
    let (chore, names) = args.split_first().unwrap_or((&"help", &[]));
    let workspace = Workspace::enter()?;
    match (*chore, names) {
        ("help" | "-h" | "--help", _) => {
            print!("{HELP}");
            Ok(())
        }
        ("build", names @ ([] | [_])) => dataset::each(&workspace, names.first(), dataset::build),
        ("verify", names @ ([] | [_])) => dataset::each(&workspace, names.first(), dataset::verify),
        ("lock", names @ ([] | [_])) => dataset::each(&workspace, names.first(), dataset::lock),
        ("release", [name]) => dataset::each(&workspace, Some(name), |workspace, dataset| {
            release::release(workspace, dataset, None)
        }),
        ("release", [name, step]) => dataset::each(&workspace, Some(name), |workspace, dataset| {
            release::release(workspace, dataset, Some(step))
        }),
        ("release", _) => bail!("release what? `release NAME`, or `release NAME major`"),
        ("rebuild", [name, version]) => rebuild::rebuild(&workspace, name, version, Builder::Ours),
        ("rebuild", [name, version, "then"]) => rebuild::rebuild(&workspace, name, version, Builder::Theirs),
        ("rebuild", _) => bail!("rebuild what? `rebuild NAME VERSION`, or `rebuild NAME VERSION then`"),
        ("dictionary", []) => quality::dictionary(&workspace),
        ("dictionary", ["--check"]) => quality::check_dictionary(&workspace),
        ("test", []) => quality::test(&workspace),
        ("ci", []) => quality::ci(&workspace),
        ("wheel", []) => python::wheel(&workspace),
        ("holidays", []) => quality::holidays(&workspace),
        ("languages", []) => dates::languages(&workspace),
        ("bench", arguments) => bench::run(&workspace, arguments),
        ("fuzz", ["dates"]) => workspace.fuzz("dates", 400, FIVE, &[]),
        ("fuzz", ["clean"]) => fuzz_clean(&workspace, FIVE),
        ("fuzz", ["clean", minutes]) => match minutes.parse() {
            Ok(minutes) => fuzz_clean(&workspace, minutes),
            Err(_) => bail!("`fuzz clean` takes a number of minutes, not `{minutes}`"),
        },
        ("fuzz", ["warc"]) => workspace.fuzz("warc", 4096, TEN, &[]),
        ("fuzz", ["recipe"]) => workspace.fuzz("recipe", 1024, TEN, &["--features", "recipe"]),
        ("fuzz", _) => {
            bail!("fuzz what? There are `fuzz dates`, `fuzz clean`, `fuzz warc` and `fuzz recipe`")
        }
        ("licences", []) => licences::licences(&workspace),
        ("advisories", []) => licences::advisories(&workspace),
        ("train", ["dates", files @ ..]) if !files.is_empty() => dates::train(&workspace, files),
        ("train", ["clean", files @ ..]) if !files.is_empty() => clean::train(&workspace, files),
        ("train", _) => {
            bail!("train what, and on what? There are `train clean FILES` and `train dates FILES`")
        }
        ("scores", [gold]) => dates::scores(&workspace, gold),
        ("scores", _) => bail!("scores takes the folder of the gold data"),
        ("build" | "verify" | "lock" | "test" | "ci", _) => bail!("too many arguments\n\n{HELP}"),
        (chore, _) => bail!("there is no chore `{chore}`\n\n{HELP}"),
    }
}

/// The cleaner's two targets, one after the other.
fn fuzz_clean(workspace: &Workspace, minutes: u32) -> Result<()> {
    workspace.fuzz("html", 4096, minutes, &[]).and_then(|()| workspace.fuzz("text", 4096, minutes, &[]))
}
