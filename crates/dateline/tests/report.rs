//! `dateline report`, and the report that a build writes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Place, exists};

#[test]
fn a_dataset_gets_back_the_report_it_was_built_with() {
    let place = Place::with_recipe();
    place.build(&["recipe.toml", "-o", "out"]);
    let built = place.read("out/report.html");
    assert!(built.contains("Council votes on bridge 3"));
    std::fs::remove_file(place.path("out/report.html")).unwrap();
    let run = place.dateline(&["report", "out"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "out/report.html\n"));
    assert_eq!(place.read("out/report.html"), built);
    assert_eq!(place.dateline(&["verify", "out"]).code, Some(0));
}

#[test]
fn a_dataset_with_another_report_is_not_changed() {
    let place = Place::with_recipe();
    place.build(&["recipe.toml", "-o", "out"]);
    let manifest = place.read("out/manifest.json");
    // As if another version of dateline had made it, whose name is on the page.
    place.write(
        "out/manifest.json",
        manifest.replace("\"name\": \"dateline\"", "\"name\": \"dateline-next\""),
    );
    let run = place.dateline(&["report", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.ends_with("out.report.html\n"), "{}", run.stderr);
    assert!(exists(&place, "out.report.html"));
    assert!(!place.read("out/report.html").contains("dateline-next"));
    let run = place.dateline(&["report", "out", "-o", "elsewhere.html"]);
    assert_eq!((run.code, place.read("elsewhere.html")), (Some(0), place.read("out.report.html")));
}

#[test]
fn a_report_that_was_changed_is_left_alone() {
    let place = Place::with_recipe();
    place.build(&["recipe.toml", "-o", "out"]);
    place.write("out/report.html", "my notes");
    let run = place.dateline(&["report", "out"]);
    assert!(run.code == Some(0) && run.stderr.ends_with("out.report.html\n"), "{}", run.stderr);
    assert_eq!(place.read("out/report.html"), "my notes");
    assert_eq!(place.dateline(&["verify", "out"]).code, Some(1));
}

#[test]
fn a_folder_that_is_no_dataset_is_told() {
    let place = Place::new();
    let run = place.dateline(&["report", "nowhere"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("`nowhere` is no dataset: there is no manifest.json in it"),
        "{}",
        run.stderr
    );
}
