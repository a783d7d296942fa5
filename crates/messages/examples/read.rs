//! Prints how pages are read, a line a sentence: `dateline-dates < pages | cargo run -p dateline-messages --example read`.
//! Language files of a folder named behind it are used in place of the built-in ones.

#![expect(clippy::print_stdout, reason = "an example talks to people")]

use dateline_messages::Finder;
use dateline_record::Record;
use std::path::Path;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let finder = match env::args_os().nth(1) {
        None => Finder::builtin(),
        Some(folder) => Finder::with_languages(files(Path::new(&folder))?)?,
    };
    for line in io::stdin().lines() {
        let page: Record = serde_json::from_str(&line?)?;
        println!("== {}", page.page.id);
        for sentence in finder.transcript(&page) {
            println!("{sentence}");
        }
    }
    Ok(())
}

/// The language files of a folder, each with its code.
fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let code = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml"));
        if let Some(code) = code.filter(|code| !code.contains('.')) {
            found.push((code.to_owned(), fs::read_to_string(&path)?));
        }
    }
    Ok(found)
}
