//! The whole page, from tables held in memory.

use dateline_report::{ARTICLES, About, CORRECTIONS, Row, Tables, render};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Tables as CSV files hold them: a header, then rows; an empty field is null.
#[derive(Default)]
struct Memory(BTreeMap<&'static str, Vec<Vec<String>>>);

impl Memory {
    fn add(&mut self, table: &'static str, columns: &[(&str, &str)]) {
        let rows = self.0.entry(table).or_default();
        if rows.is_empty() {
            rows.push(columns.iter().map(|(name, _)| (*name).to_owned()).collect());
        }
        rows.push(columns.iter().map(|(_, value)| (*value).to_owned()).collect());
    }
}

impl Tables for Memory {
    type Error = Infallible;

    fn rows(&self, table: &str, columns: &[&str], each: &mut dyn FnMut(Row<'_>)) -> Result<(), Infallible> {
        let Some((header, rows)) = self.0.get(table).and_then(|rows| rows.split_first()) else {
            return Ok(());
        };
        for row in rows {
            let value = |column: &&str| {
                let place = header.iter().position(|name| name == column)?;
                Some(row[place].as_str()).filter(|value| !value.is_empty())
            };
            each(&columns.iter().map(value).collect::<Vec<_>>());
        }
        Ok(())
    }
}

fn page(tables: &Memory) -> String {
    let about = About { name: "ferry", version: "1.0.0", tool: "dateline 0", ..About::default() };
    render(&about, tables).unwrap()
}

/// An article with one faulty date, and all that can be said of it.
fn ferry() -> Memory {
    let mut tables = Memory::default();
    for (id, title) in [("a", "Ferry <script>alert(1)</script> & sons"), ("b", "Ferry back")] {
        tables.add(
            "articles",
            &[
                ("article_id", id),
                ("source", "pages/a.html"),
                ("sha256", "00ff"),
                ("url", "javascript:alert(2)"),
                ("title", title),
                ("language", "en"),
                ("published", "2024-03-15"),
                ("published_method", "printed"),
                ("published_confidence", "0.97"),
                ("story_id", "s"),
                ("words", "9"),
            ],
        );
    }
    for (block, kind, text) in
        [("0", "furniture", "Home"), ("1", "paragraph", "Die Fähre sank Monday (March 12) <b>early</b>.")]
    {
        let why = if kind == "furniture" { "navigation" } else { "" };
        tables.add(
            "blocks",
            &[("article_id", "a"), ("block", block), ("kind", kind), ("why", why), ("text", text)],
        );
    }
    tables.add(
        "dates",
        &[
            ("article_id", "a"),
            ("block", "1"),
            ("start", "15"),
            ("end", "32"),
            ("type", "DATE"),
            ("value", "2024-03-12"),
            ("first_day", "2024-03-12"),
            ("last_day", "2024-03-12"),
            ("anchor", "dct"),
            ("anchor_day", "2024-03-15"),
            ("rule", "en.weekday-date"),
            ("status", "conflict"),
        ],
    );
    tables.add(
        "corrections",
        &[
            ("article_id", "a"),
            ("correction", "0"),
            ("kind", "weekday_mismatch"),
            ("block", "1"),
            ("start", "15"),
            ("end", "32"),
            ("text", "Monday (March 12)"),
            ("was", "2024-03-12"),
            ("now", ""),
            ("confidence", "0.6"),
            ("applied", "false"),
            ("evidence", "12 March 2024 was a Tuesday."),
        ],
    );
    for (value, probability) in [("2024-03-11", "0.6"), ("2024-03-12", "0.4")] {
        tables.add(
            "correction_candidates",
            &[("article_id", "a"), ("correction", "0"), ("value", value), ("probability", probability)],
        );
    }
    tables.add(
        "dating_evidence",
        &[("article_id", "a"), ("says", "the page is dated"), ("text", "March 15"), ("weight", "9.7")],
    );
    tables.add("rejects", &[("source", "x.html"), ("stage", "read"), ("reason", "no text in `x.html`")]);
    tables
}

#[test]
fn words_of_pages_are_never_markup() {
    let html = page(&ferry());
    assert!(!html.contains("<script>alert") && !html.contains("<b>early"), "markup of a page in the report");
    assert!(!html.contains("javascript:"), "only addresses of the web are links");
    assert!(html.contains("Ferry &#60;script&#62;alert(1)"));
}

#[test]
fn the_page_asks_for_nothing_from_outside() {
    let html = page(&ferry());
    for outside in ["<link rel=\"stylesheet", "src=\"", "@import", "url(", "fetch(", "XMLHttpRequest"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn a_faulty_passage_is_marked_with_what_is_known_of_it() {
    let html = page(&ferry());
    assert!(
        html.contains("Die Fähre sank <mark class=\"conflict\">Monday (March 12)</mark> &#60;b&#62;early"),
        "{html}"
    );
    for words in [
        "weekday mismatch: was 2024-03-12, now unsettled",
        "reckoned from the page&#39;s own day, 2024-03-15, cannot be right",
        "rule en.weekday-date",
        "2024-03-11 (60 %), 2024-03-12 (40 %)",
        "furniture: navigation (1)",
        "no text in …",
        "Other pages of its story",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn what_reviewers_decided_is_told_and_can_be_gone_on_from() {
    let mut tables = ferry();
    let told = |table: &mut Vec<Vec<String>>, name: &str, value: &str| {
        table[0].push(name.to_owned());
        table[1..].iter_mut().for_each(|row| row.push(String::new()));
        table[1].pop();
        table[1].push(value.to_owned());
    };
    told(tables.0.get_mut("corrections").unwrap(), "decided", "reject");
    told(tables.0.get_mut("articles").unwrap(), "published_decided", "value");
    told(tables.0.get_mut("articles").unwrap(), "published_runner_up", "2024-03-16");
    let html = page(&tables);
    for words in [
        "2 earlier decisions are in force here",
        "left as printed by a reviewer</span> <span class=\"tag\">reviewed: reject</span>",
        "<dt>dates flagged</dt><dd>0</dd>",
        "<dt>found before review</dt><dd>2024-03-16</dd>",
        "data-was=\"2024-03-16\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!page(&ferry()).contains("earlier decisions are in force"));
}

#[test]
fn a_large_dataset_is_shown_by_a_stated_sample() {
    let mut tables = Memory::default();
    let count = 3 * CORRECTIONS;
    for number in 0..count {
        let id = format!("article-{number:05}");
        tables.add(
            "articles",
            &[("article_id", &id), ("source", &id), ("title", "T"), ("published", "2024-03-15")],
        );
        tables.add(
            "corrections",
            &[
                ("article_id", &id),
                ("correction", "0"),
                ("kind", "wrong_year"),
                ("was", "2023"),
                ("now", "2024"),
                ("applied", "true"),
                ("evidence", "e"),
            ],
        );
        tables
            .add("blocks", &[("article_id", &id), ("block", "0"), ("kind", "paragraph"), ("text", "Words.")]);
    }
    let html = page(&tables);
    assert_eq!(html.matches("<details class=\"article\"").count(), ARTICLES);
    assert_eq!(html.matches("<li class=\"card\"").count(), CORRECTIONS);
    assert!(html.contains(&format!("{ARTICLES} of {count} articles are shown here")));
    assert!(html.contains(&format!("{CORRECTIONS} of {count} corrections are listed here")));
    assert!(html.contains(&format!("<dd>{count}</dd>")), "counts are over every row");
    assert_eq!(html, page(&tables));
}

#[test]
fn an_empty_dataset_has_a_page() {
    let html = page(&Memory::default());
    assert!(
        html.contains("No date was found that cannot be right.") && html.contains("Nothing was rejected.")
    );
}
