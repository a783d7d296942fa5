//! All chores: the help, the choice of what is run and what is said of a slip come from one table.

use crate::rebuild::Builder;
use crate::workspace::Workspace;
use crate::{
    bench, builds, clean, dataset, dates, fuzz, instructions, licences, python, quality, rebuild, release,
    stories,
};
use anyhow::{Result, bail};
use std::fmt::Write as _;

/// Something that `cargo xtask` does.
struct Chore {
    /// The words that choose it: `bench clean`.
    name: &'static str,
    /// What may stand behind them, as the help writes it.
    arguments: &'static str,
    /// How few and how many that may be.
    takes: (usize, usize),
    /// What it does, in words.
    does: &'static str,
    run: fn(&Workspace, &[&str]) -> Result<()>,
}

const NONE: (usize, usize) = (0, 0);
const ANY: (usize, usize) = (0, usize::MAX);

const CHORES: &[Chore] = &[
    Chore {
        name: "build",
        arguments: "[NAME]",
        takes: (0, 1),
        does: "build datasets/NAME into dist/NAME-VERSION (without NAME: every dataset)",
        run: |workspace, names| dataset::each(workspace, names.first(), dataset::build),
    },
    Chore {
        name: "verify",
        arguments: "[NAME]",
        takes: (0, 1),
        does: "build again, elsewhere, and hold every hash against datasets/NAME/VERSION.lock",
        run: |workspace, names| dataset::each(workspace, names.first(), dataset::verify),
    },
    Chore {
        name: "lock",
        arguments: "[NAME]",
        takes: (0, 1),
        does: "write datasets/NAME/VERSION.lock for a new version; a released one never changes",
        run: |workspace, names| dataset::each(workspace, names.first(), dataset::lock),
    },
    Chore {
        name: "release",
        arguments: "NAME [STEP]",
        takes: (1, 2),
        does: "what the recipe builds now as a new version: number (or the STEP given: major, minor, patch), changelog and lock \
               from what changed",
        run: |workspace, arguments| {
            let step = arguments.get(1).copied();
            dataset::each(workspace, arguments.first(), |workspace, dataset| {
                release::release(workspace, dataset, step)
            })
        },
    },
    Chore {
        name: "rebuild",
        arguments: "NAME VERSION [then]",
        takes: (2, 3),
        does: "an old version into dist/NAME-VERSION, from the recipe and pages of its commit, compared with its lock; with `then` \
               by the program of that commit, which is compiled first",
        run: |workspace, arguments| match arguments {
            [name, version, "then"] => rebuild::rebuild(workspace, name, version, Builder::Theirs),
            [name, version] => rebuild::rebuild(workspace, name, version, Builder::Ours),
            _ => bail!("only `then` may follow the version"),
        },
    },
    Chore {
        name: "dictionary",
        arguments: "[--check]",
        takes: (0, 1),
        does: "write docs/codebook.md from the tables' schema; with --check only say whether it is stale",
        run: |workspace, arguments| match arguments {
            [] => quality::dictionary(workspace),
            ["--check"] => quality::check_dictionary(workspace),
            _ => bail!("`dictionary` takes `--check` or nothing"),
        },
    },
    Chore {
        name: "test",
        arguments: "",
        takes: NONE,
        does: "every test, the Python package and Spark, and every reader of the dataset: pandas, polars, DuckDB",
        run: |workspace, _| quality::test(workspace),
    },
    Chore {
        name: "wheel",
        arguments: "",
        takes: NONE,
        does: "build the Python wheel into dist/, and date a page with it in an empty environment",
        run: |workspace, _| python::wheel(workspace),
    },
    Chore {
        name: "holidays",
        arguments: "",
        takes: NONE,
        does: "hold the calendar's holidays against the package `holidays` from PyPI",
        run: |workspace, _| quality::holidays(workspace),
    },
    Chore {
        name: "languages",
        arguments: "",
        takes: NONE,
        does: "rules, examples and known gaps of each language of the dates",
        run: |workspace, _| dates::languages(workspace),
    },
    Chore {
        name: "bench build",
        arguments: "PAGES [large] [floor=FILE] [assembly=FILE] [python=PROGRAM] [program=FILE]",
        takes: (1, usize::MAX),
        does: "whole builds and stages: CPU time, memory, growth; beside the least that must be done, and beside Python; writes \
               docs/builds.md",
        run: builds::bench,
    },
    Chore {
        name: "bench clean",
        arguments: "[FILE ...] [peers] [python=PYTHON]",
        takes: ANY,
        does: "the cleaner's speed, on the embedded pages or on pages of yours, and its instructions where valgrind is; beside \
               dom_smoothie and trafilatura",
        run: clean::bench,
    },
    Chore {
        name: "bench dates",
        arguments: "[XX=FILE ...]",
        takes: ANY,
        does: "the tagger's speed, on the embedded pages or on texts of yours",
        run: dates::bench,
    },
    Chore {
        name: "bench instructions",
        arguments: "",
        takes: ANY,
        does: "what the tagger and a build spend on the embedded pages, against what is written down; needs valgrind",
        run: instructions::bench,
    },
    Chore {
        name: "bench lang",
        arguments: "[FILE ...]",
        takes: ANY,
        does: "the language detector's speed and memory beside lingua's, on the embedded pages or on records of yours",
        run: bench::lang,
    },
    Chore {
        name: "bench messages",
        arguments: "[FILE ...]",
        takes: ANY,
        does: "how fast messages and quotes are found, in the corpora of the languages or in records of yours",
        run: bench::messages,
    },
    Chore {
        name: "bench stories",
        arguments: "[PAGES ...]",
        takes: ANY,
        does: "how long grouping pages into stories takes, by their number",
        run: bench::stories,
    },
    Chore {
        name: "train dates",
        arguments: "FILE ...",
        takes: (1, usize::MAX),
        does: "learn what printed dates are worth, from cleaned pages whose day is known",
        run: dates::train,
    },
    Chore {
        name: "train clean",
        arguments: "FILE ...",
        takes: (1, usize::MAX),
        does: "grow the trees that choose the article's pieces, on gold pages of yours",
        run: clean::train,
    },
    Chore {
        name: "train stories",
        arguments: "FILE ...",
        takes: (1, usize::MAX),
        does: "learn what tells reports of one event from others, from records whose story is known",
        run: stories::train,
    },
    Chore {
        name: "scores",
        arguments: "GOLD",
        takes: (1, 1),
        does: "score the dates against a folder of gold data, and write the tables the documentation shows",
        run: |workspace, gold| dates::scores(workspace, gold[0]),
    },
    Chore {
        name: "fuzz dates",
        arguments: "[MINUTES]",
        takes: (0, 1),
        does: "throw odd texts at the dates for five minutes, or so many; needs nightly Rust and cargo-fuzz, as all of these",
        run: |workspace, minutes| fuzz::run(workspace, &[fuzz::DATES], minutes),
    },
    Chore {
        name: "fuzz clean",
        arguments: "[MINUTES]",
        takes: (0, 1),
        does: "throw odd pages at the cleaner, HTML and text, five minutes each",
        run: |workspace, minutes| fuzz::run(workspace, &[fuzz::HTML, fuzz::TEXT], minutes),
    },
    Chore {
        name: "fuzz messages",
        arguments: "[MINUTES]",
        takes: (0, 1),
        does: "throw odd news at the finder of messages and quotes, ten minutes",
        run: |workspace, minutes| fuzz::run(workspace, &[fuzz::MESSAGES], minutes),
    },
    Chore {
        name: "fuzz warc",
        arguments: "[MINUTES]",
        takes: (0, 1),
        does: "throw odd bytes at the reader of web archives, ten minutes",
        run: |workspace, minutes| fuzz::run(workspace, &[fuzz::WARC], minutes),
    },
    Chore {
        name: "fuzz recipe",
        arguments: "[MINUTES]",
        takes: (0, 1),
        does: "throw odd texts at the reader of recipes, ten minutes; compiles Parquet first",
        run: |workspace, minutes| fuzz::run(workspace, &[fuzz::RECIPE], minutes),
    },
    Chore {
        name: "licences",
        arguments: "",
        takes: NONE,
        does: "hold the licence of everything that is compiled in against those this project takes",
        run: |workspace, _| licences::licences(workspace),
    },
    Chore {
        name: "advisories",
        arguments: "",
        takes: NONE,
        does: "look for known faults in it, where cargo-deny or cargo-audit is installed and the network is there",
        run: |workspace, _| licences::advisories(workspace),
    },
    Chore {
        name: "ci",
        arguments: "",
        takes: NONE,
        does: "what CI runs: format, licences, advisories, clippy, documentation, test, verify",
        run: |workspace, _| quality::ci(workspace),
    },
];

impl Chore {
    /// How it is called.
    fn usage(&self) -> String {
        format!("cargo xtask {} {}", self.name, self.arguments).trim_end().to_owned()
    }

    /// What stands behind its name, where it is this chore that is called.
    fn arguments_of<'a, 's>(&self, words: &'a [&'s str]) -> Option<&'a [&'s str]> {
        let name: Vec<&str> = self.name.split(' ').collect();
        words.strip_prefix(name.as_slice())
    }
}

/// What `cargo xtask help` prints.
pub(crate) fn help() -> String {
    let mut help = "Project chores. Usage: cargo xtask CHORE [ARGUMENT]\n\n".to_owned();
    for chore in CHORES {
        let usage = format!("{} {}", chore.name, chore.arguments);
        let _ = writeln!(help, "  {}\n      {}", usage.trim_end(), chore.does);
    }
    help.push_str("\nExit codes: 0 done; 1 a check failed; 2 could not run.\n");
    help
}

/// Does what the words call for.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let (chore, arguments) = find(words)?;
    (chore.run)(&Workspace::enter()?, arguments)
}

/// The chore that is called and its arguments, which are as many as it takes.
fn find<'a, 's>(words: &'a [&'s str]) -> Result<(&'static Chore, &'a [&'s str])> {
    let Some((chore, arguments)) = CHORES.iter().find_map(|chore| Some((chore, chore.arguments_of(words)?)))
    else {
        bail!(unknown(words));
    };
    let (least, most) = chore.takes;
    if arguments.len() < least {
        bail!("`{}` needs more: {}", chore.name, chore.usage());
    }
    if let Some(surplus) = arguments.get(most) {
        bail!("`{}` does not take `{surplus}`: {}", chore.name, chore.usage());
    }
    Ok((chore, arguments))
}

/// What is said where no chore is called so.
fn unknown(words: &[&str]) -> String {
    let first = words.first().copied().unwrap_or_default();
    let group: Vec<String> = CHORES
        .iter()
        .filter(|chore| chore.name.split_once(' ').is_some_and(|(group, _)| group == first))
        .map(|chore| format!("`{}`", chore.name))
        .collect();
    if group.is_empty() {
        return format!("there is no chore `{first}`\n\n{}", help());
    }
    format!("{first} what? There are {}", group.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(words: &[&str]) -> Result<(&'static str, usize), String> {
        find(words).map(|(chore, arguments)| (chore.name, arguments.len())).map_err(|error| error.to_string())
    }

    #[test]
    fn a_chore_is_called_by_its_words() {
        assert_eq!(called(&["build"]), Ok(("build", 0)));
        assert_eq!(called(&["bench", "build", "pages.jsonl", "large"]), Ok(("bench build", 2)));
        assert_eq!(called(&["rebuild", "greetings", "1.0.0", "then"]), Ok(("rebuild", 3)));
    }

    #[test]
    fn a_slip_is_told_by_what_is_wrong_with_it() {
        assert_eq!(
            called(&["languages", "de"]),
            Err("`languages` does not take `de`: cargo xtask languages".to_owned())
        );
        assert_eq!(
            called(&["release"]),
            Err("`release` needs more: cargo xtask release NAME [STEP]".to_owned())
        );
        assert_eq!(
            called(&["train", "lang"]),
            Err("train what? There are `train dates`, `train clean`, `train stories`".to_owned())
        );
        assert!(
            called(&["tidy"])
                .is_err_and(|told| told.starts_with("there is no chore `tidy`\n\nProject chores."))
        );
    }

    #[test]
    fn no_chore_stands_before_another_of_a_longer_name() {
        for (at, chore) in CHORES.iter().enumerate() {
            let words: Vec<&str> = chore.name.split(' ').collect();
            let first = CHORES.iter().position(|other| other.arguments_of(&words).is_some());
            assert_eq!(first, Some(at), "{}", chore.name);
        }
    }
}
