//! `dateline report`, and the report that a build writes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, exists};

#[test]
fn a_dataset_gets_back_the_report_it_was_built_with() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    let built = folder.read("out/report.html");
    assert!(built.contains("Council votes on bridge 3"));
    std::fs::remove_file(folder.path("out/report.html")).unwrap();
    let run = folder.dateline(&["report", "out"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "out/report.html\n"));
    assert_eq!(folder.read("out/report.html"), built);
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));
}

#[test]
fn a_dataset_with_another_report_is_not_changed() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    let manifest = folder.read("out/manifest.json");
    // As if another version of dateline had made it, whose name is on the page.
    folder.write(
        "out/manifest.json",
        manifest.replace("\"name\": \"dateline\"", "\"name\": \"dateline-next\""),
    );
    let run = folder.dateline(&["report", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.ends_with("out.report.html\n"), "{}", run.stderr);
    assert!(exists(&folder, "out.report.html"));
    assert!(!folder.read("out/report.html").contains("dateline-next"));
    let run = folder.dateline(&["report", "out", "-o", "elsewhere.html"]);
    assert_eq!((run.code, folder.read("elsewhere.html")), (Some(0), folder.read("out.report.html")));
}

#[test]
fn a_report_that_was_changed_is_left_alone() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    folder.write("out/report.html", "my notes");
    let run = folder.dateline(&["report", "out"]);
    assert!(run.code == Some(0) && run.stderr.ends_with("out.report.html\n"), "{}", run.stderr);
    assert_eq!(folder.read("out/report.html"), "my notes");
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(1));
}

#[test]
fn a_folder_that_is_no_dataset_is_told() {
    let folder = Folder::new();
    let run = folder.dateline(&["report", "nowhere"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`nowhere` does not exist; name the folder of a dataset"), "{}", run.stderr);
}
