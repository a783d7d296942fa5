//! The modules of the crate point one way.

use std::fs;
use std::path::{Path, PathBuf};

/// Each knows those before it alone, and `language` and `people` each other.
const ORDER: [&str; 10] = [
    "language",
    "people",
    "kinds",
    "sentence",
    "cast",
    "scene",
    "occasion",
    "telling",
    "speech",
    "chronicle",
];

fn files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    entries.flat_map(|entry| files(&entry.path())).collect()
}

#[test]
fn no_module_knows_those_behind_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (at, module) in ORDER.iter().enumerate().skip(2) {
        let own = [source.join(format!("{module}.rs")), source.join(module)];
        for file in own.iter().flat_map(|place| files(place)) {
            let text = fs::read_to_string(&file).unwrap();
            let later = ORDER[at + 1..].iter().filter(|later| text.contains(&format!("crate::{later}")));
            wrong.extend(later.map(|later| format!("{}: `{later}`", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
