//! Tells what pairs of labelled pages have in common, for weighing the figures, and how well grouping does.
//!
//! `pairs FILE...`: lines of JSON as the filters write them, each with a field `story` (null: a story of its own).
//! Prints a line for each pair on stdout: whether both are of one story, whether they are compared, the log-odds and the
//! figures; on stderr the scores and the pairs that are wrong.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

use anyhow::Result;
use dateline_record::Record;
use dateline_stories::{Grouper, Keys, Likeness, candidates_of};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

fn main() -> Result<()> {
    let mut story: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut pages = Vec::new();
    for file in std::env::args().skip(1) {
        for line in std::io::BufReader::new(std::fs::File::open(&file)?).lines() {
            let line = line?;
            let labels: serde_json::Value = serde_json::from_str(&line)?;
            let record: Record = serde_json::from_str(&line)?;
            let keys = Keys::of(&record);
            story.insert(keys.id().to_owned(), labels["story"].as_str().map(str::to_owned));
            pages.push(keys);
        }
    }
    let same = |one: &str, other: &str| story[one].is_some() && story[one] == story[other];
    let compared = candidates_of(pages.clone(), |_, _| false);
    let compared: BTreeSet<_> = compared.into_iter().map(|(one, other, _)| (one, other)).collect();
    for (one, other, likeness) in candidates_of(pages.clone(), |_, _| true) {
        let pair = (one, other);
        print(&pair, same(&pair.0, &pair.1), compared.contains(&pair), &likeness);
    }
    let mut grouper = Grouper::default();
    pages.into_iter().for_each(|keys| grouper.add(keys));
    let found = grouper.finish();
    let ids: Vec<&String> = story.keys().collect();
    let (mut hits, mut wrong, mut missed) = (0, 0, 0);
    for (place, one) in ids.iter().enumerate() {
        for other in &ids[place + 1..] {
            let together = found.of(one).is_some() && found.of(one) == found.of(other);
            match (together, same(one, other)) {
                (true, true) => hits += 1,
                (true, false) => {
                    wrong += 1;
                    eprintln!("wrong: {one} {other}");
                }
                (false, true) => {
                    missed += 1;
                    eprintln!("missed: {one} {other}");
                }
                _ => {}
            }
        }
    }
    eprintln!(
        "{} pages, {} pairs: precision {:.1}, recall {:.1}",
        ids.len(),
        hits + missed,
        100.0 * f64::from(hits) / f64::from((hits + wrong).max(1)),
        100.0 * f64::from(hits) / f64::from((hits + missed).max(1))
    );
    Ok(())
}

fn print((one, other): &(String, String), same: bool, compared: bool, likeness: &Likeness) {
    let figures: Vec<String> = likeness.figures().iter().map(|figure| format!("{figure:.4}")).collect();
    let (same, compared) = (i32::from(same), i32::from(compared));
    println!("{one}\t{other}\t{same}\t{compared}\t{:.2}\t{}", likeness.log_odds(), figures.join("\t"));
}
