//! What lies among pages and is none: counted and told, by kind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, ids, page, rejects};
use dateline_export::Manifest;
use insta::assert_snapshot;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Command;

#[test]
fn files_of_other_kinds_are_counted_in_summary_plan_and_manifest() {
    let folder = Folder::new();
    folder.write("pages/a.html", page(1));
    for name in
        ["style.CSS", "deep/more.css", "d.json", "e.txt.xz", "noext", "run.17", ".hidden.jsonl", ".git/HEAD"]
    {
        folder.write(&format!("pages/{name}"), "no page");
    }
    // What a build leaves beside its place until it goes on is of the same build.
    folder.write("pages/.out.spool/0", "records");
    folder.write("pages/decisions.csv", "a,b");
    folder.write("pages/other/manifest.json", "{}");
    let kinds = "10 files: .css 2, .csv 1, .json 1, .xz 1, dataset 1, hidden 2, no ending 1, other ending 1";
    let plan = folder.dateline(&["build", "pages", "-o", "pages/out", "--dry-run"]);
    assert!(plan.stdout.contains(&format!("\n  passed over  {kinds}\n")), "{}", plan.stdout);
    let run = folder.dateline(&["build", "pages", "-o", "pages/out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("\n  passed over  {kinds}\n")), "{}", run.stderr);
    let passed_over = Manifest::read(&folder.path("pages/out")).unwrap().passed_over;
    assert_eq!((passed_over.values().sum::<u64>(), passed_over["hidden"]), (10, 2));
    // The dataset that gives way is not passed over either.
    folder.build(&["pages", "-o", "pages/out", "--replace"]);
    assert_eq!(Manifest::read(&folder.path("pages/out")).unwrap().passed_over, passed_over);
}

#[test]
fn a_pipe_and_a_name_that_is_not_utf8_are_rejects() {
    let folder = Folder::new();
    folder.write("pages/a.html", page(1));
    fs::write(folder.path("pages").join(OsStr::from_bytes(b"\xE9t\xE9.html")), page(2)).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path("pages/pipe.jsonl")).status().unwrap().success());
    folder.build(&["pages", "-o", "out"]);
    assert_eq!(ids(&folder, "out").len(), 1);
    assert_snapshot!(rejects(&folder, "out"), @r#"
    \xE9t\xE9.html,0,read,"a name that is not UTF-8, and sources are told in UTF-8; rename it"
    pipe.jsonl,0,read,"no file but a pipe, a socket or a device, and not read; save its contents to a file"
    "#);
    // So it is where a recipe's pattern finds the pipe.
    folder.write(
        "recipe.toml",
        "inputs = [\"pages/*.html\", \"pages/*.jsonl\"]\n[dataset]\nname = \"pipes\"\nversion = \"1.0.0\"\n",
    );
    fs::remove_file(folder.path("pages").join(OsStr::from_bytes(b"\xE9t\xE9.html"))).unwrap();
    folder.build(&["recipe.toml", "-o", "again"]);
    assert!(rejects(&folder, "again").starts_with("pages/pipe.jsonl,0,read,"));
}

#[test]
fn records_of_archives_that_are_no_pages_are_counted() {
    let folder = Folder::new();
    let record = |status: &str, media: &str, body: &str| {
        let response = format!("HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n",
            response.len()
        )
    };
    let archive = [
        record("404 Not Found", "text/html", "Nothing."),
        record("200 OK", "text/html", &page(1)),
        record("200 OK", "image/png", "PNG"),
        record("500 Oops", "text/html", "Nothing."),
        record("410 Gone", "text/html", "Nothing."),
    ];
    folder.write("a.warc", archive.concat());
    let run = folder.dateline(&["build", "a.warc", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let told = "\n  passed over  4 records of web archives: image 1, status 4xx 2, status 5xx 1\n";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let manifest = Manifest::read(&folder.path("out")).unwrap();
    assert_eq!(manifest.inputs[0].passed_over["status 4xx"], 2);
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));
}
