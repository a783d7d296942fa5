//! Reviewers' decisions, from the file beside the recipe to the tables.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::Folder;
use std::collections::BTreeMap;

const PAGE: &str = "Harbour of Tern reopens\n\nBy Mara Tolven\n\nMarch 15, 2024\n\nThe harbour of Tern reopened yesterday, three \
    weeks after the storm, the port office said on Friday. Ships had waited outside since late February, and the mole was \
    repaired on Monday (March 12), two days earlier than planned.\n";

const RECIPE: &str =
    "inputs = [\"*.txt\"]\nlanguages = [\"en\"]\n\n[dataset]\nname = \"tern\"\nversion = \"1.0.0\"\n";

type Row = BTreeMap<String, String>;

fn rows(folder: &Folder, table: &str) -> Vec<Row> {
    let text = folder.read(&format!("out/{table}.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The harbour's page, built once without decisions.
fn harbour() -> Folder {
    let folder = Folder::new();
    folder.write("tern.txt", PAGE);
    folder.write("recipe.toml", RECIPE);
    folder.build(&["recipe.toml", "-o", "out"]);
    folder
}

/// Builds again with one decision on the page's day or its faulty weekday, and tells what the manifest says of it.
fn decide(folder: &Folder, about: &str, decision: &str, value: &str) -> serde_json::Value {
    let article = &rows(folder, "articles")[0];
    let (id, sha256) = (&article["article_id"], &article["sha256"]);
    let subject = match about {
        "day" => format!("day,,,,{}", article["published"]),
        _ => {
            let correction = &rows(folder, "corrections")[0];
            let field = |name: &str| correction[name].as_str();
            format!("correction,{},{},{},{}", field("kind"), field("block"), field("start"), field("was"))
        }
    };
    let header = "article_id,sha256,about,kind,block,start,was,decision,value,note";
    folder.write(
        "decisions.csv",
        format!("{header}\n{id},{sha256},{subject},{decision},{value},seen in print\n"),
    );
    folder.build(&["recipe.toml", "-o", "out", "--replace"]);
    let manifest: serde_json::Value = serde_json::from_str(&folder.read("out/manifest.json")).unwrap();
    manifest["decisions"].clone()
}

fn monday(folder: &Folder) -> Row {
    rows(folder, "dates").into_iter().find(|row| row["text"].starts_with("Monday")).unwrap()
}

#[test]
fn another_value_is_in_force_and_told() {
    let folder = harbour();
    assert_eq!(monday(&folder)["status"], "conflict");
    let told = decide(&folder, "correction", "value", "2024-03-11");
    assert_eq!((&told["applied"], &told["path"]), (&1.into(), &"decisions.csv".into()));
    let (date, correction) = (monday(&folder), rows(&folder, "corrections").remove(0));
    assert_eq!((date["value"].as_str(), date["status"].as_str()), ("2024-03-11", "repaired"));
    assert_eq!((date["first_day"].as_str(), date["last_day"].as_str()), ("2024-03-11", "2024-03-11"));
    assert_eq!((correction["now"].as_str(), correction["applied"].as_str()), ("2024-03-11", "true"));
    assert_eq!(correction["decided"], "value");
    assert_eq!(rows(&folder, "articles")[0]["published_decided"], "", "nothing was decided on the day");
    assert!(correction["evidence"].ends_with("a reviewer gave the value: seen in print"), "{correction:?}");
}

#[test]
fn a_date_left_as_printed_is_no_conflict() {
    let folder = harbour();
    decide(&folder, "correction", "reject", "");
    let (date, correction) = (monday(&folder), rows(&folder, "corrections").remove(0));
    assert_eq!((date["value"].as_str(), date["status"].as_str()), ("2024-03-12", "ok"));
    assert_eq!((correction["now"].as_str(), correction["applied"].as_str()), ("2024-03-12", "false"));
    assert_eq!(correction["decided"], "reject");
    assert!(folder.read("out/report.html").contains("left as printed by a reviewer"));
}

#[test]
fn nothing_can_be_accepted_where_nothing_is_proposed() {
    let folder = harbour();
    let told = decide(&folder, "correction", "accept", "");
    assert_eq!(told["applied"], 0);
    assert_eq!(told["not_applied"][0]["line"], 2);
    assert_eq!(rows(&folder, "corrections")[0]["decided"], "");
    assert_eq!(monday(&folder)["status"], "conflict");
}

#[test]
fn a_day_decided_on_is_given_and_moves_what_hangs_on_it() {
    let folder = harbour();
    decide(&folder, "day", "value", "2024-03-14");
    let article = &rows(&folder, "articles")[0];
    assert_eq!(
        (article["published"].as_str(), article["published_method"].as_str()),
        ("2024-03-14", "given")
    );
    assert_eq!(
        (article["published_decided"].as_str(), article["published_runner_up"].as_str()),
        ("value", "2024-03-15")
    );
    let yesterday = rows(&folder, "dates").into_iter().find(|row| row["text"] == "yesterday").unwrap();
    assert_eq!(yesterday["value"], "2024-03-13");
    let evidence = rows(&folder, "dating_evidence");
    assert!(
        evidence.iter().any(|row| row["says"] == "a reviewer decided on the day: seen in print"),
        "{evidence:?}"
    );
}

#[test]
fn a_reviewer_may_come_back_to_a_day() {
    let folder = harbour();
    decide(&folder, "day", "value", "2024-03-14");
    let found = |page: &str| {
        page.split("data-about=\"day\"").nth(1).unwrap().split("data-was=").nth(1).unwrap()[..12].to_owned()
    };
    assert_eq!(
        found(&folder.read("out/report.html")),
        "\"2024-03-15\"",
        "what was found is what is decided on"
    );
    folder.write("decisions.csv", folder.read("decisions.csv").replace("2024-03-14", "2024-03-13"));
    folder.build(&["recipe.toml", "-o", "out", "--replace"]);
    assert_eq!(rows(&folder, "articles")[0]["published"], "2024-03-13");
}

#[test]
fn a_day_refused_leaves_the_page_undated() {
    let folder = harbour();
    decide(&folder, "day", "reject", "");
    let article = &rows(&folder, "articles")[0];
    assert_eq!((article["published"].as_str(), article["published_method"].as_str()), ("", "none"));
    assert_eq!(article["published_decided"], "reject");
    let friday = rows(&folder, "dates").into_iter().find(|row| row["text"] == "Friday").unwrap();
    assert_eq!(friday["first_day"], "", "{friday:?}");
}

#[test]
fn a_decision_on_a_page_that_changed_is_reported_and_not_applied() {
    let folder = harbour();
    decide(&folder, "day", "value", "2024-03-14");
    folder.write("tern.txt", PAGE.replace("Ships", "Boats"));
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--replace"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("0 applied, 1 not"), "{}", run.stderr);
    assert!(
        run.stderr.contains("decisions.csv:2") && run.stderr.contains("removed or changed"),
        "{}",
        run.stderr
    );
    assert_eq!(rows(&folder, "articles")[0]["published"], "2024-03-15");
}

#[test]
fn decisions_that_cannot_be_read_stop_the_build() {
    let folder = harbour();
    folder.write("decisions.csv", "what,is,this\n");
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--replace"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("decisions.csv:1: the columns are `what,is,this`"), "{}", run.stderr);
}
