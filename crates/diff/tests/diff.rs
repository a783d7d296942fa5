//! Two datasets compared.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails; the helpers are tests too")]

use dateline_diff::{Cause, Diff, Shown, Step, diff};
use dateline_export::{DatasetInfo, DatasetWriter, InputFile, WriteOptions};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A folder for datasets of pages, each with its id, its title and its text.
struct Maker {
    folder: tempfile::TempDir,
}

impl Maker {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn make(&self, version: &str, settings: &str, pages: &[(&str, &str, &str)]) -> PathBuf {
        let out = self.folder.path().join(version);
        let info =
            DatasetInfo { settings_sha256: Some(settings.to_owned()), ..DatasetInfo::new("news", version) };
        let mut writer = DatasetWriter::create(&out, info, WriteOptions::default()).unwrap();
        let mut inputs = Vec::new();
        for (id, title, text) in pages {
            let path = format!("{id}.txt");
            let blocks = [serde_json::json!({"kind": "paragraph", "text": text})];
            let article = serde_json::json!({"title": title, "text": text, "blocks": blocks});
            let record = serde_json::json!({"id": id, "text": text, "article": article});
            writer.push(path.as_str(), serde_json::from_value(record).unwrap()).unwrap();
            inputs.push(InputFile {
                bytes: 1,
                cut_short: false,
                passed_over: BTreeMap::new(),
                path,
                rows: 1,
                sha256: format!("{:064}", text.len()),
            });
        }
        writer.finish(inputs).unwrap();
        out
    }
}

fn steady(text: &str) -> String {
    text.replace(env!("CARGO_PKG_VERSION"), "X.Y.Z")
}

/// `a` gets another title by other settings, `b` another text, `c` goes and `d` comes.
fn changed() -> Diff {
    let maker = Maker::new();
    let before =
        maker.make("1.0.0", "s1", &[("a", "Fery", "One."), ("b", "B", "Two."), ("c", "C", "Three.")]);
    let after =
        maker.make("1.1.0", "s2", &[("a", "Ferry", "One."), ("b", "B", "Two, four."), ("d", "D", "Five.")]);
    diff(&before, &after, Shown::default()).unwrap()
}

#[test]
fn a_person_reads_what_changed_and_why() {
    insta::assert_snapshot!(steady(&changed().to_text()));
}

#[test]
fn a_changelog_names_tables_and_columns() {
    insta::assert_snapshot!(steady(&changed().to_changelog()));
}

#[test]
fn json_and_html_tell_the_same() {
    let found = changed();
    let json: serde_json::Value = serde_json::from_str(&found.to_json()).unwrap();
    assert_eq!(json["tables"][0]["name"], "articles");
    assert_eq!(json["tables"][0]["rows"][0]["values"][0]["after"], "Ferry");
    assert_eq!(json["tables"][0]["rows"][0]["causes"], serde_json::json!(["recipe"]));
    let html = found.to_html();
    assert!(html.contains("<del>Fery</del> <ins>Ferry</ins>"), "{html}");
}

#[test]
fn a_row_that_hangs_on_other_pages_is_not_put_down_to_the_tool() {
    let maker = Maker::new();
    // The title stands for what the pages of a story settle among them: the page's own text stays.
    let before = maker.make("1.0.0", "s", &[("a", "One", "One."), ("b", "B", "Two.")]);
    let after = maker.make("1.1.0", "s", &[("a", "Two", "One."), ("b", "B", "Two, four.")]);
    let found = diff(&before, &after, Shown::default()).unwrap();
    let rows = &found.tables[0].rows;
    assert_eq!(
        (rows[0].causes.as_slice(), rows[1].causes.as_slice()),
        (&[Cause::Others][..], &[Cause::Page][..])
    );
    assert!(found.to_text().contains("because of: page 1, other pages 1"), "{}", found.to_text());
}

#[test]
fn the_same_data_differ_in_nothing() {
    let maker = Maker::new();
    let pages = [("a", "A", "One.")];
    let (before, after) = (maker.make("1.0.0", "s", &pages), maker.make("1.0.1", "s", &pages));
    let found = diff(&before, &after, Shown::default()).unwrap();
    assert!(found.is_same());
    assert_eq!((found.step(), found.tables.len()), (Step::None, dateline_export::Table::ALL.len()));
}

#[test]
fn the_step_follows_the_rule() {
    let maker = Maker::new();
    let one = maker.make("1.0.0", "s", &[("a", "A", "One.")]);
    let better = maker.make("1.0.1", "s", &[("a", "Better", "One.")]);
    let more = maker.make("1.1.0", "s", &[("a", "A", "One."), ("b", "B", "Two.")]);
    let step = |after| diff(&one, after, Shown::default()).unwrap().step();
    assert_eq!((step(&better), step(&more)), (Step::Patch, Step::Minor));
    let path = more.join("manifest.json");
    let manifest = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, manifest.replace("\"schema_version\": ", "\"schema_version\": 9")).unwrap();
    assert_eq!(step(&more), Step::Major);
}

#[test]
fn numbers_in_keys_are_compared_as_numbers() {
    let maker = Maker::new();
    let dataset = |count: usize| {
        let out = maker.folder.path().join(format!("blocks-{count}"));
        let blocks: Vec<_> =
            (0..count).map(|_| serde_json::json!({"kind": "paragraph", "text": "Words."})).collect();
        let record =
            serde_json::json!({"id": "a", "text": "x", "article": {"text": "Words.", "blocks": blocks}});
        let info = DatasetInfo::new("blocks", "1.0.0");
        let mut writer = DatasetWriter::create(&out, info, WriteOptions::default()).unwrap();
        writer.push("a.txt", serde_json::from_value(record).unwrap()).unwrap();
        writer.finish(Vec::new()).unwrap();
        out
    };
    let found = diff(&dataset(9), &dataset(12), Shown::default()).unwrap();
    let table = found.tables.iter().find(|table| table.name == "blocks").unwrap();
    assert_eq!((table.added, table.removed, table.changed), (3, 0, 0));
}

#[test]
fn an_article_that_is_read_from_the_same_input_is_not_its_pages_doing() {
    let maker = Maker::new();
    let before = maker.make("1.0.0", "s1", &[("a", "A", "One.")]);
    let after = maker.make("1.1.0", "s2", &[("a", "A", "One."), ("b", "B", "Two.")]);
    // As if the older one had read the input too and made no article of it.
    let path = before.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let newer: serde_json::Value =
        serde_json::from_slice(&std::fs::read(after.join("manifest.json")).unwrap()).unwrap();
    manifest["inputs"] = newer["inputs"].clone();
    std::fs::write(&path, manifest.to_string()).unwrap();
    let found = diff(&before, &after, Shown::default()).unwrap();
    assert_eq!(found.tables[0].rows[0].causes, [Cause::Recipe]);
}
