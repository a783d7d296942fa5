//! `ARCHITECTURE.md` names what is there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn page() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

#[test]
fn every_crate_has_its_paragraph_and_its_place() {
    let page = page();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(page.contains(&format!("\n**`{name}`** ")), "no paragraph begins with **`{name}`**");
    }
}

#[test]
fn every_path_it_names_is_there() {
    let folders = ["crates/", "datasets/", "docs/", "fuzz/", "tests/", "xtask/"];
    let page = page();
    // Every other piece between backticks stands within a pair of them.
    for path in
        page.split('`').skip(1).step_by(2).filter(|piece| folders.iter().any(|it| piece.starts_with(it)))
    {
        // What stands for a name of one's own.
        if path.contains("xx") || path.contains("NAME") {
            continue;
        }
        assert!(root().join(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
}
