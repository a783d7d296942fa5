//! What a person reads when a build is done.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, page};
use insta::assert_snapshot;

fn summary(folder: &Folder, args: &[&str]) -> String {
    let run = folder.dateline(&[&["build"], args].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    let steady = run.stderr.lines().map(|line| match line.trim_start().split_once(' ') {
        Some(("took", _)) => "  took         …".to_owned(),
        Some(("files", rest)) => format!("  files        {}", rest.trim_start().split_once(", ").unwrap().0),
        _ => line.to_owned(),
    });
    steady.collect::<Vec<_>>().join("\n")
}

#[test]
fn of_a_recipe() {
    let folder = Folder::with_recipe();
    folder.write("pages/7.html", page(3));
    folder.write("pages/8.html", "");
    folder.write("pages/9\u{1b}[2J.html", b"ab\x81\x8D\x8F\x90\xFF");
    assert_snapshot!(summary(&folder, &["recipe.toml", "-o", "out"]), @r#"
        built bridges 1.0.0

          pages        11 read from 10 files: 8 articles, 1 duplicate, 2 rejects
          languages    en 8
          dated        not at all 8
          corrections  none
          rejects      2, each with its reason in out/rejects.csv
                         read  pages/8.html: the file is empty; wanted a page
                         read  pages/9�[2J.html: byte 2 is not UTF-8, and no other encoding fits; convert the page to UTF-8 first
          files        28 in out
          took         …
    "#);
}

#[test]
fn of_pages_alone() {
    let folder = Folder::new();
    folder.write("a.html", page(1));
    assert_snapshot!(summary(&folder, &["a.html", "-o", "out"]), @r#"
        built out 0.0.0

          pages        1 read from 1 file: 1 article
          languages    en 1
          dated        not at all 1
          corrections  none
          rejects      none
          files        28 in out
          took         …
    "#);
}

#[test]
fn of_fields_that_cannot_be_used() {
    let folder = Folder::new();
    let text =
        "Bridge opens\n\nThe bridge over the river was opened on Friday, the mayor of the town said.\n";
    let record = |id: &str, more: serde_json::Value| {
        let mut record = serde_json::json!({"id": id, "text": format!("{id} {text}")});
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        record.to_string() + "\n"
    };
    let lines = [
        record("a", serde_json::json!({"published": "soon", "fetched": "2025-06-20"})),
        record("b", serde_json::json!({"published": "Thu, 12 Jun 2025 09:14:00 GMT"})),
        record("c", serde_json::json!({"lang": "xx"})),
        record("d", serde_json::json!({"dct": "2026-01-01"})),
    ];
    folder.write("pages.jsonl", lines.concat());
    let args = ["pages.jsonl", "-o", "out", "--as-of", "2025-06-30", "--max-rejects", "2"];
    assert_snapshot!(summary(&folder, &args), @r#"
        built out 0.0.0

          pages        4 read from 1 file: 2 articles, 2 rejects
          languages    en 2
          dated        metadata 1, not at all 1
          corrections  none
          not used     `published` of 1 article is no day, such as "soon"; wanted ISO 8601 or RFC 2822, such as 2025-06-12
          rejects      2, each with its reason in out/rejects.csv
                         dates  pages.jsonl:4: field `dct` is 2026-01-01, but no page is later than 2025-06-30 (`as_of`); one of them is wrong
                         lang   pages.jsonl:3: field `lang`: `xx` is not a language tag; wanted BCP 47 with a language of ISO 639, such as `en` or `zh-Hant`
          files        28 in out
          took         …
    "#);
}

/// The filter says the same of a record as the build of a page, and passes it on.
#[test]
fn a_filter_tells_of_stamps_that_are_no_day() {
    let folder = Folder::new();
    let stamped = [("soon", "2025-06-20"), ("2025-06-12", "20/06/2025"), ("in a week", "")];
    let lines = stamped.map(|(published, fetched)| {
        let record = serde_json::json!({
            "text": "The bridge over the river was opened on Friday.", "lang": "en",
            "published": published, "fetched": fetched,
        });
        record.to_string() + "\n"
    });
    folder.write("pages.jsonl", lines.concat());
    let run = folder.dateline(&["dates", "pages.jsonl"]);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 3));
    assert_snapshot!(run.stderr, @r#"
    dateline-dates: `fetched` of 2 records was not used: pages.jsonl:2 has "20/06/2025"; wanted ISO 8601 or RFC 2822, such as 2025-06-12
    dateline-dates: `published` of 2 records was not used: pages.jsonl:1 has "soon"; wanted ISO 8601 or RFC 2822, such as 2025-06-12
    dateline-dates: read 3, wrote 3, rejected 0
    "#);
}

#[test]
fn articles_without_a_text_are_counted() {
    let folder = Folder::new();
    folder.write("pages/a.html", page(1));
    folder.write(
        "pages/b.html",
        "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><footer>All rights reserved.</footer>",
    );
    let run = folder.dateline(&["build", "pages", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let said = [run.stdout, run.stderr].concat();
    assert!(said.contains("\n  no text      1 article\n"), "{said}");
}
