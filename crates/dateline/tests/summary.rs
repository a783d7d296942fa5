//! What a person reads when a build is done.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Place, page};
use insta::assert_snapshot;

fn summary(place: &Place, args: &[&str]) -> String {
    let run = place.dateline(&[&["build"], args].concat());
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
    let place = Place::with_recipe();
    place.write("pages/7.html", page(3));
    place.write("pages/8.html", "");
    place.write("pages/9\u{1b}[2J.html", b"ab\x81\x8D\x8F\x90\xFF");
    assert_snapshot!(summary(&place, &["recipe.toml", "-o", "out"]), @r#"
        built bridges 1.0.0

          pages        11 read from 10 files: 8 articles, 1 duplicate, 2 rejects
          languages    en 8
          dated        not at all 8
          corrections  none
          rejects      2, each with its reason in out/rejects.csv
                         read  pages/8.html: the file is empty; wanted a page
                         read  pages/9\u{1b}[2J.html: byte 2 is not UTF-8, and no other encoding fits; convert the page to UTF-8 first
          files        28 in out
          took         …
    "#);
}

#[test]
fn of_pages_alone() {
    let place = Place::new();
    place.write("a.html", page(1));
    assert_snapshot!(summary(&place, &["a.html", "-o", "out"]), @r#"
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
