//! Pages that were processed before are not processed again, and nobody sees a difference.

mod common;

use common::{Folder, line, page};
use std::fs;

/// Every entry of a cache.
fn entries(folder: &Folder, cache: &str) -> Vec<std::path::PathBuf> {
    let folders = fs::read_dir(folder.path(cache)).into_iter().flatten().flatten();
    let mut files: Vec<_> =
        folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten()).collect();
    files.sort_by_key(fs::DirEntry::path);
    files.into_iter().map(|file| file.path()).collect()
}

#[test]
fn a_build_from_the_cache_is_byte_for_byte_the_full_one() {
    let folder = Folder::with_recipe();
    let build = |out: &str, options: &[&str]| folder.build(&[&["recipe.toml", "-o", out], options].concat());
    build("first", &["--cache", "kept"]);
    let first = entries(&folder, "kept");
    assert_eq!(first.len(), 8);
    // A page processed again would have its entry written again.
    let written = |entries: &[std::path::PathBuf]| -> Vec<_> {
        entries.iter().map(|entry| fs::metadata(entry).unwrap().modified().unwrap()).collect()
    };
    let before = written(&first);
    // A hundredth is new, and the others lie elsewhere in their file.
    folder.write("more.jsonl", [line(12), line(11), line(10), "no record".to_owned()].join("\n"));
    folder.write("pages/0.html", page(100));
    build("full", &[]);
    build("again", &["--cache", "kept", "--threads", "3"]);
    assert!(folder.files("full") == folder.files("again"));
    assert_eq!(entries(&folder, "kept").len(), 10);
    assert_eq!(written(&first), before);
    // With other settings nothing of it holds.
    build("later", &["--cache", "kept", "--as-of", "2025-05-01"]);
    assert_eq!(entries(&folder, "kept").len(), 19);
}

#[test]
fn what_is_spoilt_is_worked_again() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "full", "--cache", "kept"]);
    for (number, entry) in entries(&folder, "kept").into_iter().enumerate() {
        let mut bytes = fs::read(&entry).unwrap();
        match number % 3 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => *bytes.last_mut().unwrap() ^= 1,
            _ => bytes.clear(),
        }
        fs::write(entry, bytes).unwrap();
    }
    folder.build(&["recipe.toml", "-o", "again", "--cache", "kept"]);
    assert!(folder.files("full") == folder.files("again"));
    folder.write("file", "");
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--cache", "file"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: file: could not be made or used as a cache: "), "{}", run.stderr);
}
