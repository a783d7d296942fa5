//! Holding a rebuilt dataset against a released one.

use crate::records::three_written;
use dateline_export::{Lock, Manifest, compare};

fn differences(lock: &Lock, manifest: &Manifest) -> String {
    let lines: Vec<String> = compare(lock, manifest).iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn a_lock_reads_back_and_agrees_with_its_dataset() {
    let (folder, dataset) = three_written();
    let manifest = Manifest::read(&dataset).unwrap();
    let path = folder.path().join("1.0.0.lock");
    std::fs::write(&path, Lock::of(&manifest).to_json()).unwrap();
    let lock = Lock::read(&path).unwrap();
    assert_eq!(lock, Lock::of(&manifest));
    assert_eq!(compare(&lock, &manifest), []);
}

#[test]
fn a_tool_or_recipe_that_moves_no_byte_is_no_difference() {
    let (_folder, dataset) = three_written();
    let mut manifest = Manifest::read(&dataset).unwrap();
    let lock = Lock::of(&manifest);
    manifest.tool.version = "9.9.9".to_owned();
    manifest.dataset.recipe_sha256 = Some("00".repeat(32));
    assert_eq!(compare(&lock, &manifest), []);
}

#[test]
fn every_difference_is_named() {
    let (_folder, dataset) = three_written();
    let mut manifest = Manifest::read(&dataset).unwrap();
    let lock = Lock::of(&manifest);
    manifest.tool.version = "9.9.9".to_owned();
    manifest.dataset.recipe_sha256 = Some("00".repeat(32));
    manifest.dataset.version = "1.1.0".to_owned();
    manifest.inputs[0].sha256 = "cd".repeat(32);
    let mut added = manifest.inputs[0].clone();
    added.path = "new.jsonl".to_owned();
    manifest.inputs.push(added);
    manifest.outputs.retain(|output| !output.path.ends_with(".parquet"));
    manifest.outputs.retain(|output| output.path == "articles.csv");
    manifest.outputs[0].rows = Some(7);
    manifest.outputs[0].sha256 = "ef".repeat(32);
    let text = differences(&lock, &manifest).replace(env!("CARGO_PKG_VERSION"), "X.Y.Z");
    let shown: Vec<&str> =
        text.lines().filter(|line| !line.contains("parquet") && !line.contains("nothing instead")).collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    this is three 1.1.0, but the lock is for three 1.0.0
    input `more.jsonl` was changed since the release: its SHA-256 is cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd, and was abababababababababababababababababababababababababababababababab
    input `new.jsonl` was added since the release
    table `articles` differs from version 1.0.0 in articles.csv: 7 rows, 901 bytes, sha256 efefefefefef instead of 3 rows, 901 bytes, sha256 b1298e9f4b92
    the recipe was changed since the release
    made by dateline 9.9.9, released by dateline X.Y.Z
    ");
}
