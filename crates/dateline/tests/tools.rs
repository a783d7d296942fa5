//! The tools one behind the other, and the builder: one way to the same tables.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

mod common;

use common::Folder;

/// Records of every odd kind: failed before, without an id, numbered, empty, twice there, with stale fields.
const LINES: [&str; 22] = [
    r#"{"id":"plain","text":"TEXT"}"#,
    r#"{"id":"again","text":"TEXT"}"#,
    r#"{"id":"plain","text":"TEXT Another page."}"#,
    r#"{"id":"failed","text":"TEXT 1","errors":[{"stage":"lang","message":"It failed."}]}"#,
    r#"{"id":"failed-on-nothing","errors":[{"stage":"crawl","message":"Not found."},{"stage":"lang","message":"Nothing."}]}"#,
    r#"{"id":"not-failed","text":"TEXT 2","errors":[]}"#,
    r#"{"id":"own-errors","text":"TEXT 3","errors":"none"}"#,
    r#"{"id":7,"text":"TEXT 4"}"#,
    r#"{"id":1.50,"text":"TEXT 5"}"#,
    r#"{"id":"","text":"TEXT 6"}"#,
    r#"{"id":null,"html":"<p>TEXT 7"}"#,
    r#"{"text":"TEXT 8"}"#,
    r#"{"id":"empty","text":""}"#,
    r#"{"id":"blank","html":" \n"}"#,
    r#"{"id":"both","html":"a","text":"b"}"#,
    r#"{"id":"neither"}"#,
    r#"{"article":{"title":"A title","text":"TEXT 9","blocks":[{"kind":"paragraph","text":"TEXT 9"}]}}"#,
    r#"{"id":"cleaned","text":"","article":{"title":"A title","text":"TEXT 10","blocks":[{"kind":"paragraph","text":"TEXT 10"}]}}"#,
    r#"{"id":"stale","text":"TEXT 11","timexes":[],"language":{"code":"fr"},"dating":{"day":"2020-01-01","method":"printed","confidence":0.9,"reading":"news"}}"#,
    r#"{"id":"tag","text":"TEXT 12","lang":"English"}"#,
    r#"{"id":"day","text":"TEXT 13","dct":"June"}"#,
    r#"{"id":"dated","text":"TEXT 14","dct":"2025-06-13","fetched":"2025-06-14"}"#,
];

const TEXT: &str =
    "The bridge of Tern was closed on Thursday, June 12, the council said in a statement to the press.";

/// The values of a column, row by row.
fn column(folder: &Folder, table: &str, name: &str) -> Vec<String> {
    let table = folder.read(table);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let place = rows.headers().unwrap().iter().position(|header| header == name).unwrap();
    rows.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

#[test]
fn the_tools_make_the_tables_that_the_builder_makes() {
    let folder = Folder::new();
    folder.write("built/in.jsonl", LINES.join("\n").replace("TEXT", TEXT));
    folder.build(&["built/in.jsonl", "-o", "built/out"]);
    folder.write("piped/0.jsonl", folder.read("built/in.jsonl"));
    let names = ["piped/0.jsonl", "piped/1.jsonl", "piped/2.jsonl", "piped/3.jsonl", "piped/in.jsonl"];
    let mut named = 0;
    for (tool, step) in ["clean", "lang", "dates", "messages"].into_iter().zip(names.windows(2)) {
        let run = folder.dateline(&[tool, step[0]]);
        assert_eq!(run.code, Some(1), "{tool}: {}", run.stderr);
        named += run.stderr.lines().filter(|line| line.contains("record `")).count();
        folder.write(step[1], run.stdout);
    }
    assert_eq!(named, 6, "each fault is named once");
    assert_eq!(folder.dateline(&["export", "piped/in.jsonl", "-o", "piped/out"]).code, Some(1));
    for table in
        ["blocks", "dates", "corrections", "correction_candidates", "dating_evidence", "messages", "quotes"]
    {
        let read = |way: &str| folder.read(&format!("{way}/out/{table}.csv"));
        assert_eq!(read("piped"), read("built"), "{table}");
    }
    let columns = [
        "article_id",
        "source",
        "sha256",
        "title",
        "language",
        "published",
        "published_method",
        "words",
        "text",
    ];
    let columns = columns.map(|name| ("articles", name)).into_iter();
    for (table, name) in columns.chain(["source", "stage", "reason"].map(|name| ("rejects", name))) {
        let read = |way: &str| column(&folder, &format!("{way}/out/{table}.csv"), name);
        assert_eq!(read("piped"), read("built"), "{table}.{name}");
    }
}

#[test]
fn a_language_file_that_cannot_be_used_is_an_error() {
    let folder = Folder::new();
    folder.write("record.jsonl", r#"{"id":"a","lang":"de","text":"Am Montag."}"#);
    folder.write("files/de.toml", "");
    folder.write("none/README.md", "");
    for tool in ["dates", "messages"] {
        let run = folder.dateline(&[tool, "record.jsonl", "--language-files", "none"]);
        let expected = "error: none: holds no language; files like `en.toml` wanted\n";
        assert_eq!((run.code, run.stderr.as_str()), (Some(2), expected), "{tool}");
        let run = folder.dateline(&[tool, "record.jsonl", "--language-files", "missing"]);
        assert!(
            run.code == Some(2) && run.stderr.starts_with("error: missing: cannot be read: "),
            "{}",
            run.stderr
        );
    }
    let run = folder.dateline(&["dates", "record.jsonl", "--language-files", "files"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: files/de.corpus.toml: cannot be read: "), "{}", run.stderr);
}
