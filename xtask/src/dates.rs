//! Chores of `crates/dates`: its languages, its speed, its scores.

use crate::dating;
use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

const LANGUAGES: &str = "crates/dates/languages";
const PEERS: &str = "crates/dates/scores/peers.toml";
/// What printed dates are worth.
const WEIGHTS: &str = "crates/dates/data/printed.toml";
const SCORES: &str = "crates/dates/scores/SCORES.md";

/// Prints rules, examples and known gaps of each language.
pub(crate) fn languages(workspace: &Workspace) -> Result<()> {
    let package = ["run", "--quiet", "--package", "dateline-dates", "--example", "language", "--"];
    workspace.cargo(package.into_iter().chain([LANGUAGES]))
}

/// Measures the tagger's speed on `xx=FILE` texts; without any, on the articles of the embedded datasets.
pub(crate) fn bench(workspace: &Workspace, texts: &[&str]) -> Result<()> {
    let own: Vec<String>;
    let texts: Vec<&str> = if texts.is_empty() {
        own = articles(workspace)?;
        own.iter().map(String::as_str).collect()
    } else {
        texts.to_vec()
    };
    workspace
        .cargo(["bench", "--package", "dateline-dates", "--bench", "tagger", "--"].into_iter().chain(texts))
}

/// Learns what printed dates are worth, from pages that have been through `dateline-clean` and `dateline-lang` and give
/// their day as `dct`; the crate keeps the weights alone.
pub(crate) fn train(workspace: &Workspace, files: &[&str]) -> Result<()> {
    workspace.learn("dateline-dates", WEIGHTS, files)
}

/// The texts of the embedded datasets' pages by language, as `xx=FILE`, documents parted by form feeds.
pub(crate) fn articles(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.scratch("bench")?;
    let mut texts: Vec<(String, String)> = Vec::new();
    for gold in glob("datasets", "gold.jsonl")? {
        let dataset = gold.parent().context("a file lies in a folder")?;
        for (number, line) in fs::read_to_string(&gold)?.lines().enumerate() {
            let page: Value = serde_json::from_str(line)
                .with_context(|| format!("{}:{}: no JSON", gold.display(), number + 1))?;
            let (Some(source), Some(language)) = (page["source"].as_str(), page["lang"].as_str()) else {
                continue;
            };
            if source.ends_with(".txt") {
                let text = fs::read_to_string(dataset.join(source))?;
                match texts.iter_mut().find(|(known, _)| known == language) {
                    Some((_, all)) => write!(all, "\u{c}{text}")?,
                    None => texts.push((language.to_owned(), text)),
                }
            }
        }
    }
    texts.sort();
    let write = |(language, text): &(String, String)| {
        let path = folder.join(format!("{language}.txt"));
        fs::write(&path, text).with_context(|| format!("{} could not be written", path.display()))?;
        Ok(format!("{language}={}", std::path::absolute(path)?.display()))
    };
    texts.iter().map(write).collect()
}

/// The files of a name in the folders of a folder, sorted.
pub(crate) fn glob(folder: &str, name: &str) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path().join(name))).collect::<Result<_>>()?;
    files.retain(|file| file.exists());
    files.sort();
    Ok(files)
}

/// Tags every gold file of `GOLD/dates/dev`, scores it with `GOLD/dates/score.py`, and writes the table that the
/// crate's documentation shows.
pub(crate) fn scores(workspace: &Workspace, gold: &str) -> Result<()> {
    let gold = std::path::absolute(gold)?.join("dates");
    let scorer = gold.join("score.py");
    if !scorer.exists() {
        bail!("{} is missing: name the folder that holds `dates/score.py` and `dates/dev`", scorer.display());
    }
    workspace.cargo(["build", "--release", "--package", "dateline-dates"])?;
    let mut files: Vec<PathBuf> =
        fs::read_dir(gold.join("dev"))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let folder = workspace.scratch("scores")?;
    let peers: toml::Table = toml::from_str(&fs::read_to_string(PEERS)?)?;
    let mut rows = String::new();
    for file in &files {
        let tagged = folder.join("tagged.jsonl");
        let mut tagger = Command::new(workspace.release("dateline-dates"));
        tagger.stdin(File::open(file)?).stdout(File::create(&tagged)?);
        let output = tagger.output().context("dateline-dates could not be started")?;
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr);
            return Err(CheckFailed(format!("dateline-dates failed on {}:\n{told}", file.display())).into());
        }
        rows.push_str(&row(&scorer, file, &tagged, &peers)?);
    }
    let day =
        Command::new("date").args(["-u", "+%Y-%m-%d"]).output().context("`date` could not be started")?;
    let day = String::from_utf8(day.stdout)?;
    fs::write(SCORES, page(day.trim(), &rows, &peers)?)?;
    println!("wrote {SCORES}");
    dating::scores(workspace, gold.parent().unwrap_or(&gold), day.trim())
}

/// One line of the table.
fn row(scorer: &Path, gold: &Path, tagged: &Path, peers: &toml::Table) -> Result<String> {
    let name = gold.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let mut command = Command::new("python3");
    command.arg(scorer).arg(gold).arg("--sys").arg(tagged).args(["--by", ""]);
    if name.starts_with("recognizers") {
        command.arg("--lenient");
    }
    let output = command.output().context("python3 could not be started")?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(CheckFailed(format!("{} failed on {name}:\n{told}", scorer.display())).into());
    }
    let table = String::from_utf8(output.stdout)?;
    let line = table
        .lines()
        .find(|line| line.starts_with("ALL"))
        .with_context(|| format!("{name} was not scored"))?;
    let figures: Vec<&str> = line.split_whitespace().filter(|word| *word != "|").collect();
    let [_, documents, expressions, _, strict, relaxed, kind, value, accuracy, alarms] = figures[..] else {
        bail!("the scorer printed `{line}`");
    };
    let known = peers.get("value").and_then(|value| value.get(name)).and_then(toml::Value::as_table);
    let best = known.and_then(|known| {
        let figure = |(system, figure): (&String, &toml::Value)| Some((system.clone(), figure.as_float()?));
        known.iter().filter_map(figure).max_by(|a, b| a.1.total_cmp(&b.1))
    });
    let best = best.map_or("-".to_owned(), |(system, figure)| format!("{figure:.1} {system}"));
    Ok(format!(
        "| {name} | {documents} / {expressions} | {strict} | {relaxed} | {kind} | **{value}** | {accuracy} | {alarms} | {best} |\n"
    ))
}

fn page(day: &str, rows: &str, peers: &toml::Table) -> Result<String> {
    let mut page = format!(
        "# Scores\n\n\
         Written by `cargo xtask scores GOLD` on {day}. The measures are TempEval-3's: *value* counts an expression as \
         right where its span overlaps the gold's and its value is the same. Figures in percent; *false alarms* is \
         the share of texts without any expression that got one.\n\n\
         | texts | documents / expressions | strict | relaxed | type | value | value where matched | false alarms | best peer's value |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n{rows}\n\
         Excluded, or odd by design: texts of languages without rules score 0. `recognizers_*` are an assistant's phrases, scored \
         leniently: ranges and clock times have no TIMEX3 value there. `duckling` and `chrono` are phrases whose values look to \
         the next occurrence, where news looks to the sentence: only their *relaxed* figure says something of this crate. Values of \
         relative weekdays in `tweets_en` are the annotators' own.\n\nThe peers:\n\n"
    );
    let systems =
        peers.get("systems").and_then(toml::Value::as_table).context("peers.toml names no systems")?;
    for (name, what) in systems {
        writeln!(page, "- {name}: {}", what.as_str().unwrap_or_default())?;
    }
    Ok(page)
}
