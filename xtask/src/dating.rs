//! The scores of dating and repair, as the crate's documentation shows them.

use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

const DATING: &str = "crates/dates/scores/DATING.md";

/// What the scorer calls a fault, and what the table does.
const FAULTS: [(&str, &str); 6] = [
    ("weekday_mismatch", "weekday not its date's"),
    ("wrong_year", "year not its weekday's"),
    ("impossible_date", "day that no calendar has"),
    ("holiday_mismatch", "holiday on another's day"),
    ("anniversary_mismatch", "number of an anniversary"),
    ("claimed_date", "day of the crawl claimed"),
];

/// Runs `GOLD/run.py dating repair` and writes the table.
pub(crate) fn scores(workspace: &Workspace, gold: &Path, day: &str) -> Result<()> {
    let crates = ["--package", "dateline-clean", "--package", "dateline-lang", "--package", "dateline-dates"];
    workspace.cargo(["build", "--release"].into_iter().chain(crates))?;
    let mut command = Command::new("python3");
    command.arg(gold.join("run.py")).args(["dating", "repair", "--bin"]).arg(workspace.release(""));
    let output = command.output().context("python3 could not be started")?;
    let printed = String::from_utf8(output.stdout)?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(CheckFailed(format!("{} failed:\n{printed}{told}", gold.join("run.py").display())).into());
    }
    fs::write(DATING, page(&printed, day)?)?;
    println!("wrote {DATING}");
    Ok(())
}

/// The page, from what the scorers print.
fn page(printed: &str, day: &str) -> Result<String> {
    let line = |start: &str| {
        let mut lines = printed.lines().map(str::trim);
        lines.find(|line| line.starts_with(start)).with_context(|| format!("the scorer printed no `{start}`"))
    };
    let hidden = numbers(line("DCT hidden:")?);
    let sure = numbers(line("at confidence 0.9")?);
    let given = numbers(line("DCT given:")?);
    let [texts, at_all, ..] = hidden[..] else { anyhow::bail!("the scorer printed no count of texts") };
    let [_, share, right_day, right_month, right_year, error] = sure[..] else {
        anyhow::bail!("the scorer printed no shares at confidence 0.9")
    };
    let mut page = format!(
        "\n# Dating and repair\n\nWritten by `cargo xtask scores GOLD` on {day}. *Day given at 0.9* counts the days given with a confidence of 0.9 and \
         more.\n\n\
         | news texts with their day hidden | texts | day given | at 0.9 | of those right: day | month | year | calibration error |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n\
         | English, Spanish, German newswire and Wikinews; news in nine languages | {texts} | {at_all} % | {share} % | \
         {right_day} % | {right_month} % | {right_year} % | {error} |\n\n\
         Most of these texts name no year and no date line; they stay undated. With their day given, {} repairs and {} flags \
         in the {texts}.\n\n\
         | pages with one fault each | pages | found | of those that can be known: repaired | wrong | repaired though nobody can know |\n\
         | --- | --- | --- | --- | --- | --- |\n",
        given.first().copied().unwrap_or_default(),
        given.get(1).copied().unwrap_or_default(),
    );
    for (fault, name) in FAULTS {
        let counts = line(&format!("{fault} "))?;
        let count = |what: &str| counted(counts, what).unwrap_or(0);
        let repaired = match count("repairable") {
            0 => "-".to_owned(),
            known => format!("{} of {known}", count("repaired")),
        };
        writeln!(
            page,
            "| {name} | {} | {} | {repaired} | {} | {} |",
            count("n"),
            count("flagged"),
            count("wrong"),
            count("overreach")
        )?;
    }
    let figure = |name: &str| line(name).map(|line| line.trim_start_matches(name).trim().to_owned());
    write!(
        page,
        "\nOf {} sound pages among them {} got a correction. Of all {} pages the day of publication is right on {} % of those \
         that tell it, and wrong on {} %; {} % of the values of expressions are right.\n\n\
         A reading is applied from a probability of 0.91 on, and only where something on the page besides the slip speaks for it:\n\
         another mention of the day, or the page's own day.\n",
        figure("sound")?,
        figure("false_alarm")?,
        figure("pages")?,
        figure("dated")?,
        figure("day_wrong")?,
        figure("values")?,
    )?;
    Ok(page)
}

/// The numbers of a line, in order.
fn numbers(line: &str) -> Vec<&str> {
    let words = line.split_whitespace().map(|word| word.trim_end_matches([',', ';', ':']));
    words.filter(|word| word.parse::<f64>().is_ok()).collect()
}

/// The number behind a word: `n 40  flagged 38`.
fn counted(line: &str, word: &str) -> Option<u32> {
    let mut words = line.split_whitespace().skip_while(|other| *other != word);
    words.nth(1)?.parse().ok()
}
