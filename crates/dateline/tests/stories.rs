//! What a build learns from all pages together.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::Folder;
use serde_json::json;
use std::collections::BTreeMap;

const REPORT: &str = "Greetings for Tavimore\n\nPublished June 12, 2023\n\nGovernor Aldous Pennick of Wrexcombe sent greetings to the people of Tavimore for Russia Day, June 12, the \
    Wrexcombe Bulletin reported on Monday, June 12, 2023. The letter recalls the Halloway bridge of 1931 and the 412 \
    families who crossed it. Pennick will not travel this year, his office said, and the bridge stays closed for repairs.";

/// No year, and no weekday but the one of the report.
const DOUBTFUL: &str = "The people of Tavimore received a message from Aldous Pennick for Russia Day, June 12, the Wrexcombe \
    Bulletin said on Monday. The Halloway bridge, Pennick wrote, stands for all that joins them; he told of 412 \
    families who crossed it, and of repairs that keep it closed.";

const OTHER: &str = "The tram to Weir Lane stops at nine from Monday, June 19, 2023, the city of Brackwater said. Riders are asked to \
    take the bus, which stops at the old mill and at the fish market until the rails are mended.";

fn build(folder: &Folder, threads: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let page = |id: &str, text: &str| json!({"id": id, "text": text, "lang": "en"}).to_string();
    let lines = [page("a-report", REPORT), page("b-doubtful", DOUBTFUL), page("c-other", OTHER)];
    folder.write("pages.jsonl", lines.join("\n"));
    let run = folder.dateline(&["build", "pages.jsonl", "-o", threads, "--threads", threads]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut table = csv::Reader::from_path(folder.path(threads).join("articles.csv")).unwrap();
    let rows = table.deserialize().map(|row| row.unwrap());
    rows.map(|row: BTreeMap<String, String>| (row["article_id"].clone(), row)).collect()
}

#[test]
fn a_doubtful_page_is_dated_by_its_story() {
    let folder = Folder::new();
    let articles = build(&folder, "1");
    let [report, doubtful, other] = ["a-report", "b-doubtful", "c-other"].map(|id| &articles[id]);
    assert_eq!(doubtful["story_id"], "a-report");
    assert_eq!(report["story_id"], "a-report");
    assert_eq!(other["story_id"], "c-other");
    assert_eq!(report["published"], "2023-06-12");
    assert_eq!(
        (doubtful["published"].as_str(), doubtful["published_method"].as_str()),
        ("2023-06-12", "inferred")
    );
    assert!(doubtful["published_confidence"].parse::<f64>().unwrap() >= 0.8);

    let evidence = std::fs::read_to_string(folder.path("1").join("dating_evidence.csv")).unwrap();
    assert!(evidence.contains("page a-report, which reports the same event"), "{evidence}");
    let dates = std::fs::read_to_string(folder.path("1").join("dates.csv")).unwrap();
    assert!(!dates.contains("XXXX"), "{dates}");
}

#[test]
fn threads_make_no_difference() {
    let folder = Folder::new();
    assert_eq!(build(&folder, "1"), build(&folder, "3"));
}
