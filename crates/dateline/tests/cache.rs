//! Pages that were worked before are not worked again, and nobody sees a difference.

mod common;

use common::{Place, line, page};
use std::fs;

/// Every entry of a cache.
fn entries(place: &Place, cache: &str) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(place.path(cache)).into_iter().flatten().flatten();
    let mut files: Vec<_> =
        folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten()).collect();
    files.sort_by_key(fs::DirEntry::path);
    files.into_iter().map(|file| file.path()).collect()
}

#[test]
fn a_build_from_the_cache_is_byte_for_byte_the_full_one() {
    let place = Place::with_recipe();
    let build = |out: &str, options: &[&str]| place.build(&[&["recipe.toml", "-o", out], options].concat());
    build("first", &["--cache", "kept"]);
    let first = entries(&place, "kept");
    assert_eq!(first.len(), 8);
    // A page worked again would have its entry written again.
    let written = |entries: &[std::path::PathBuf]| -> Vec<_> {
        entries.iter().map(|entry| fs::metadata(entry).unwrap().modified().unwrap()).collect()
    };
    let before = written(&first);
    // A hundredth is new, and the others lie elsewhere in their file.
    place.write("more.jsonl", [line(12), line(11), line(10), "no record".to_owned()].join("\n"));
    place.write("pages/0.html", page(100));
    build("full", &[]);
    build("again", &["--cache", "kept", "--threads", "3"]);
    assert!(place.files("full") == place.files("again"));
    assert_eq!(entries(&place, "kept").len(), 10);
    assert_eq!(written(&first), before);
    // With other settings nothing of it holds.
    build("later", &["--cache", "kept", "--as-of", "2025-05-01"]);
    assert_eq!(entries(&place, "kept").len(), 19);
}

#[test]
fn what_is_spoilt_is_worked_again() {
    let place = Place::with_recipe();
    place.build(&["recipe.toml", "-o", "full", "--cache", "kept"]);
    for (number, entry) in entries(&place, "kept").into_iter().enumerate() {
        let mut bytes = fs::read(&entry).unwrap();
        match number % 3 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => *bytes.last_mut().unwrap() ^= 1,
            _ => bytes.clear(),
        }
        fs::write(entry, bytes).unwrap();
    }
    place.build(&["recipe.toml", "-o", "again", "--cache", "kept"]);
    assert!(place.files("full") == place.files("again"));
    place.write("file", "");
    let run = place.dateline(&["build", "recipe.toml", "-o", "out", "--cache", "file"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: file: could not be made or used as a cache: "), "{}", run.stderr);
}
