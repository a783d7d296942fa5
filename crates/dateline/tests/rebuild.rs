//! A released version built again from its lock: the same bytes, or what is missing.

mod common;

use common::{Folder, RECIPE, page};
use insta::assert_snapshot;

const REBUILD: [&str; 6] = ["build", "recipe.toml", "-o", "again", "--lock", "1.0.0.lock"];

/// A recipe, its dataset `out`, and the lock of it.
fn released() -> Folder {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    assert_eq!(folder.dateline(&["verify", "out", "--write-lock", "1.0.0.lock"]).code, Some(0));
    folder
}

/// What a rebuild that must fail says; nothing of it is left, and nothing is kept to go on from.
fn refused(folder: &Folder, version: &str) -> String {
    let before = folder.names();
    let run = folder.dateline(&[&REBUILD[..], &["--quiet"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
    assert_eq!(folder.names(), before);
    run.stderr.replace(version, "X.Y.Z")
}

#[test]
fn what_is_all_there_gives_the_same_bytes() {
    let folder = released();
    folder.build(&REBUILD[1..]);
    assert_eq!(folder.files("again"), folder.files("out"));
}

#[test]
fn a_page_that_is_gone_or_was_changed_is_named_with_its_hash_before_any_is_worked() {
    let folder = released();
    std::fs::remove_file(folder.path("pages/2.html")).unwrap();
    folder.write("pages/3.html", page(33));
    folder.write("pages/9.html", page(9));
    assert_snapshot!(refused(&folder, env!("CARGO_PKG_VERSION")), @r"
    error: this is not bridges 1.0.0 as it was released; nothing was written
      input `pages/2.html` is gone since the release; its SHA-256 was 60e1595b166b077852b30d5b45a8dd6249692eb05a722666656608b6a6bda9f7
      input `pages/3.html` was changed since the release: its SHA-256 is a1ffcfd3eed2c7bc187b0657f4f1c9bf211256772e4314e18bf08d09bb050915, and was 4fcfd845e85ce9e9d4b0e61c9669fbb1ed9fb9f00428c326428ab73cf031ece4
      input `pages/9.html` was added since the release
    a released version never changes: build it with what made it, or raise `version` in recipe.toml
    ");
}

#[test]
fn another_version_of_the_recipe_is_named() {
    let folder = released();
    folder.write("recipe.toml", RECIPE.replace("1.0.0", "1.1.0"));
    assert_snapshot!(refused(&folder, env!("CARGO_PKG_VERSION")), @r"
    error: this is not bridges 1.0.0 as it was released; nothing was written
      this is bridges 1.1.0, but the lock is for bridges 1.0.0
      the recipe was changed since the release
    a released version never changes: build it with what made it, or raise `version` in recipe.toml
    ");
}

/// Settings and program are no fault by themselves. Where they move a value they are named as what may have.
#[test]
fn another_setting_or_program_is_named_where_the_tables_differ() {
    let folder = released();
    let lock = folder.read("1.0.0.lock");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    folder.write("1.0.0.lock", lock.replace(&version, "\"version\": \"0.0.7\""));
    folder.build(&REBUILD[1..]);
    assert_eq!(folder.files("again"), folder.files("out"));
    std::fs::remove_dir_all(folder.path("again")).unwrap();

    folder.write("recipe.toml", RECIPE.replace("as_of = \"2025-04-01\"", "as_of = \"2025-01-01\""));
    let told = refused(&folder, env!("CARGO_PKG_VERSION"));
    assert!(
        told.contains("\n  table `dating_evidence` differs from version 1.0.0 in dating_evidence.csv: "),
        "{told}"
    );
    let others: Vec<&str> = told.lines().filter(|line| !line.starts_with("  table ")).collect();
    assert_snapshot!(others.join("\n"), @r"
    error: this is not bridges 1.0.0 as it was released; nothing was written
      the recipe was changed since the release
      made by dateline X.Y.Z, released by dateline 0.0.7
    a released version never changes: build it with what made it, or raise `version` in recipe.toml
    ");
}

#[test]
fn a_lock_that_is_not_there_or_is_none_is_named() {
    let folder = released();
    folder.write("broken.lock", "{\"dataset\": 1}");
    for lock in ["0.9.0.lock", "broken.lock"] {
        let run = folder.dateline(&["build", "recipe.toml", "-o", "again", "--lock", lock]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(&format!("`{lock}`")), "{}", run.stderr);
    }
}
