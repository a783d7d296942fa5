//! What helps before the first build: doctor, dry run, completions, manual pages.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::Folder;
use insta::assert_snapshot;

#[test]
fn the_doctor_works_a_page_and_looks_at_the_folder() {
    let folder = Folder::new();
    let run = folder.dateline(&["doctor"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let labels: Vec<&str> = run.stdout.lines().map(|line| line[..16].trim_end()).collect();
    assert_eq!(
        labels,
        ["ok     program", "ok     languages", "ok     a page", "ok     folder", "ok     temporary"]
    );
    assert!(run.stdout.contains("dated, and its wrong weekday flagged"), "{}", run.stdout);
    assert_eq!(folder.names(), Vec::<String>::new());

    let run = folder.dateline(&["doctor", "missing"]);
    assert_eq!(run.code, Some(1));
    let line = run.stdout.lines().find(|line| line.starts_with("wrong")).unwrap();
    assert!(line.contains("missing cannot be written to: "), "{line}");
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let folder = Folder::with_recipe();
    let before = folder.names();
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--dry-run"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_snapshot!(run.stdout, @r"
        would build bridges 1.0.0

          inputs       7 files, 3.2 kB
                         6 of HTML, 2.4 kB
                         1 of JSON Lines, 879 B
                         more.jsonl
                         pages/0.html
                         pages/1.html
                         pages/2.html
                         pages/3.html
                         and 2 more
          languages    en, de
          as of        2025-04-01
          into         out
    ");
    assert_eq!(folder.names(), before);
    folder.write("recipe.toml", common::RECIPE.replace("more", "moor"));
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--dry-run"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`moor.jsonl` matches no file"), "{}", run.stderr);
}
