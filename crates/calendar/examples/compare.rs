//! Compares the holidays with those of the package `holidays` from PyPI, which `cargo xtask holidays` lets it print:
//! `cargo run --example compare -- countries`, then `… compare -- DAYS.tsv DIFFERENCES.toml`.
//!
//! Every day of 2000 to 2030 on which a country keeps a holiday of ours must be a holiday there by the package, and a
//! holiday of the package that bears the name of one of ours must be in its years. Each difference kept is explained
//! in the second file; what is explained there and no difference any more is told too. Feasts whose days are approximate
//! are left out.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example prints")]

use chrono::Datelike;
use dateline_calendar::{Calendar, Day, Holiday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::{env, fs};

const YEARS: std::ops::RangeInclusive<i32> = 2000..=2030;

/// The days of the package: the names of each country's days.
type Days = BTreeMap<String, BTreeMap<Day, BTreeSet<String>>>;

/// What is explained, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    id: String,
    /// Years in which the package has no holiday on the day.
    #[serde(default)]
    missing: String,
    /// Years out of ours in which the package has a holiday of this name on the day.
    #[serde(default)]
    other: String,
    why: String,
}

/// Where one holiday differs, in years.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    missing: BTreeSet<i32>,
    other: BTreeSet<i32>,
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["countries"] => {
            let codes: BTreeSet<&str> =
                Calendar::builtin().holidays().iter().filter_map(Holiday::country).collect();
            println!("{}", codes.into_iter().collect::<Vec<_>>().join(" "));
            ExitCode::SUCCESS
        }
        [days, differences] => match compare(days, differences) {
            Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
            Ok(problems) => {
                eprintln!("{}", problems.join("\n"));
                eprintln!("Mend the row, or explain the difference in {differences}.");
                ExitCode::from(1)
            }
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        },
        _ => {
            eprintln!("usage: compare countries | compare DAYS.tsv DIFFERENCES.toml");
            ExitCode::from(2)
        }
    }
}

/// What is not explained, or explained though it is none, a line each.
fn compare(days: &str, differences: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let theirs = read_days(&fs::read_to_string(days)?)?;
    let explained: Explained = toml::from_str(&fs::read_to_string(differences)?)?;
    let mut problems = Vec::new();
    let mut reasons = BTreeMap::new();
    for difference in &explained.difference {
        let years =
            Found { missing: read_years(&difference.missing)?, other: read_years(&difference.other)? };
        if difference.why.is_empty() || reasons.insert(difference.id.as_str(), years).is_some() {
            problems.push(format!("{}: one reason wanted, no more and no less", difference.id));
        }
    }
    let (mut compared, mut differing) = (0, 0);
    for holiday in Calendar::builtin().holidays() {
        let Some(known) = holiday.country().and_then(|country| theirs.get(country)) else { continue };
        let found = differences_of(holiday, known);
        compared += 1;
        differing += usize::from(found != Found::default());
        let reason = reasons.remove(holiday.id()).unwrap_or_default();
        if found != reason {
            let (missing, other) = (years_told(&found.missing), years_told(&found.other));
            let explained = (years_told(&reason.missing), years_told(&reason.other));
            problems.push(format!(
                "{}: missing = \"{missing}\", other = \"{other}\" found; \"{}\" and \"{}\" explained",
                holiday.id(),
                explained.0,
                explained.1
            ));
        }
    }
    problems.extend(reasons.keys().map(|id| format!("{id}: explained, but there is no such row to compare")));
    if problems.is_empty() {
        println!(
            "{compared} holidays of {} countries compared over {} to {}: {differing} differ, each explained",
            theirs.len(),
            YEARS.start(),
            YEARS.end()
        );
    }
    Ok(problems)
}

fn differences_of(holiday: &Holiday, known: &BTreeMap<Day, BTreeSet<String>>) -> Found {
    let exact = |year: i32| holiday.days_in(year).filter(|day| !day.approximate).map(|day| day.day);
    let usual = YEARS.rev().find_map(|year| exact(year).next());
    let mut found = Found::default();
    for year in YEARS {
        // Out of its years: the same month and day, by one of its names.
        let other = || usual.and_then(|day| known.get(&day.with_year(year)?));
        if exact(year).any(|day| !known.contains_key(&day)) {
            found.missing.insert(year);
        } else if exact(year).next().is_none()
            && other().is_some_and(|names| names.iter().any(|name| is_of(holiday, name)))
        {
            found.other.insert(year);
        }
    }
    found
}

fn is_of(holiday: &Holiday, name: &str) -> bool {
    holiday.all_names().any(|(_, own)| own.to_lowercase() == name.to_lowercase())
}

fn read_days(table: &str) -> Result<Days, Box<dyn std::error::Error>> {
    let mut days = Days::new();
    for line in table.lines() {
        let [country, day, name] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("`{line}` is no line of country, day and name").into());
        };
        if day != "unknown" {
            let names = days.entry(country.to_owned()).or_default().entry(day.parse()?).or_default();
            names.insert(name.to_owned());
        }
    }
    Ok(days)
}

/// `2000-2004, 2009` as years.
fn read_years(text: &str) -> Result<BTreeSet<i32>, Box<dyn std::error::Error>> {
    let mut years = BTreeSet::new();
    for span in text.split(',').map(str::trim).filter(|span| !span.is_empty()) {
        let (first, last) = span.split_once('-').unwrap_or((span, span));
        years.extend(first.parse::<i32>()?..=last.parse()?);
    }
    Ok(years)
}

fn years_told(years: &BTreeSet<i32>) -> String {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for &year in years {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => spans.push((year, year)),
        }
    }
    let told = |(first, last): &(i32, i32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    spans.iter().map(told).collect::<Vec<_>>().join(", ")
}
