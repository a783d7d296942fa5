//! The documentation: its links lead somewhere, and its commands do what it says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages for people, relative to the root.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| Path::new("docs").join(entry.unwrap().file_name()));
    let mut pages: Vec<PathBuf> = docs.chain(["README.md", "ARCHITECTURE.md"].map(PathBuf::from)).collect();
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

fn read(page: &Path) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_link_leads_to_a_file() {
    let mut dead = Vec::new();
    for page in pages() {
        for link in read(&page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            let is_local = !file.is_empty() && !file.contains("://");
            if is_local && !root().join(&page).parent().unwrap().join(file).exists() {
                dead.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

const PAGE: &str = "Harbour of Tern reopens\n\nBy Mara Tolven\n\nMarch 15, 2024\n\nThe harbour of Tern reopened yesterday, the port \
    office said on Friday. The mole was repaired on Monday (March 12).\n";

/// A folder with all that the pages speak of: saved pages, the recipe, and two versions of its dataset.
fn working_folder(versions: bool) -> Folder {
    let folder = Folder::new();
    let recipe = blocks(&read(Path::new("docs/my-pages.md")), "toml").remove(0);
    folder.write("recipe.toml", &recipe);
    folder.write("pages/tern.txt", PAGE);
    folder.write("page.html", "<h1>Tern</h1><p>The harbour of Tern reopened on Friday, March 15, 2024.</p>");
    if versions {
        folder.build(&["recipe.toml", "-o", "harbours-1.0.0"]);
        folder.write("pages/mole.txt", PAGE.replace("Harbour", "Mole"));
        folder.write("recipe.toml", recipe.replace("1.0.0", "1.1.0"));
        folder.build(&["recipe.toml", "-o", "harbours-1.1.0"]);
    }
    folder
}

/// The commands of a block with the output that it shows below each.
#[cfg(unix)]
fn commands(block: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => output.push_str(&format!("{line}\n")),
            (None, None) => panic!("output before any command: {line}"),
        }
    }
    commands
}

#[cfg(unix)]
#[test]
fn every_command_runs_and_prints_what_is_shown() {
    let programs = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    for (page, versions) in [("my-pages", false), ("review", true), ("versions", true), ("dates", false)] {
        let folder = working_folder(versions);
        let text = read(&Path::new("docs").join(format!("{page}.md")));
        for (command, shown) in blocks(&text, "console").iter().flat_map(|block| commands(block)) {
            let run = Command::new("sh")
                .args(["-c", &command])
                .current_dir(folder.path(""))
                .env("PATH", &path)
                .output();
            let run = run.unwrap();
            let stdout = String::from_utf8(run.stdout).unwrap();
            let errors = String::from_utf8_lossy(&run.stderr);
            // Where anything differs, `diff` says so with 1.
            let differs = command.contains("dateline diff") && run.status.code() == Some(1);
            assert!(run.status.success() || differs, "{page}: {command}: {errors}");
            assert!(
                shown.is_empty() || shown == stdout,
                "{page}: {command}\nshown:\n{shown}printed:\n{stdout}"
            );
        }
    }
}

/// R is no part of what the tests need: without it, or without a package that a block loads, there is nothing to run.
#[test]
fn every_block_of_r_runs_where_r_is() {
    const DAYS: &str = "stopifnot(nrow(articles) == 1, inherits(articles$published, \"Date\"), !is.na(articles$published))\n";
    let folder = working_folder(false);
    folder.build(&["recipe.toml", "-o", "news"]);
    for block in blocks(&read(Path::new("docs/load.md")), "r") {
        let packages = block.lines().filter_map(|line| line.strip_prefix("library(")?.strip_suffix(')'));
        let wanted: String =
            packages.map(|name| format!("if (!requireNamespace(\"{name}\")) quit(status = 77)\n")).collect();
        let script = format!("{wanted}{block}\n{DAYS}");
        let run =
            Command::new("Rscript").args(["--vanilla", "-e", &script]).current_dir(folder.path("")).output();
        match run {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            run => {
                let run = run.unwrap();
                let errors = String::from_utf8_lossy(&run.stderr);
                assert!(matches!(run.status.code(), Some(0 | 77)), "docs/load.md:\n{block}\n{errors}");
            }
        }
    }
}

#[test]
fn records_shown_are_records() {
    for page in pages() {
        for block in blocks(&read(&page), "json") {
            let record: Result<dateline_record::Record, _> = serde_json::from_str(&block);
            assert!(record.is_ok(), "{}: {record:?}", page.display());
        }
    }
}
