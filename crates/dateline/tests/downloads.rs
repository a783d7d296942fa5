//! Inputs on servers, as far as a build goes without one: fetching is tested beside its code.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, ids, line};
use dateline::{BuildOptions, Download, Recipe};
use insta::assert_snapshot;

const URL: &str = "https://data.example/crawl/pages.jsonl?of=2025";

/// A recipe with a file on a server, and that file among the downloads with these contents.
fn folder_with(contents: &str) -> (Folder, Download) {
    let folder = Folder::new();
    let sha256 = dateline_record::pages::sha256_hex([line(1), line(2)].join("\n").as_bytes());
    let download = Download { url: URL.to_owned(), sha256 };
    let path = download.path_in("downloads".as_ref());
    folder.write(path.to_str().unwrap(), contents);
    folder.write("pages/a.html", common::page(3));
    folder.write(
        "recipe.toml",
        format!(
            "inputs = [\"pages/*.html\", {{ url = \"{URL}\", sha256 = \"{}\" }}]\n[dataset]\nname = \"out\"\nversion = \"1\"\n",
            download.sha256
        ),
    );
    (folder, download)
}

#[test]
fn a_file_that_was_fetched_is_read_under_its_address() {
    let (folder, _) = folder_with(&[line(1), line(2)].join("\n"));
    folder.build(&["recipe.toml", "-o", "out", "--downloads", "downloads"]);
    assert_eq!(ids(&folder, "out").len(), 3);
    let articles = folder.read("out/articles.csv");
    assert!(articles.contains(&format!("{URL}:1")) && articles.contains(&format!("{URL}:2")), "{articles}");
    assert!(folder.read("out/manifest.json").contains(URL));
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));
}

#[test]
fn a_file_that_is_not_the_pinned_one_is_refused() {
    let (folder, download) = folder_with(&line(1));
    let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--downloads", "downloads"]);
    assert_eq!(run.code, Some(2));
    let found = dateline_record::pages::sha256_hex(line(1).as_bytes());
    let path = download.path_in("downloads".as_ref());
    assert_eq!(
        run.stderr,
        format!(
            "error: {}: its SHA-256 is {found}, and the recipe pins {} for {URL}; nothing was written, remove the file to \
             have it downloaded again\n",
            path.display(),
            download.sha256
        )
    );
    assert_eq!(folder.names(), ["downloads", "pages", "recipe.toml"]);
}

#[test]
fn the_library_fetches_nothing() {
    let (folder, download) = folder_with("");
    let recipe = Recipe::load(&folder.path("recipe.toml")).unwrap();
    assert_eq!(recipe.downloads(), [download]);
    let elsewhere =
        BuildOptions { downloads: Some("elsewhere".into()), ..BuildOptions::new(folder.path("out")) };
    let message = dateline::build(&recipe, &elsewhere, &mut ()).unwrap_err().to_string();
    let begins = format!("{URL}: not downloaded yet; `dateline build` does so, or put the file at elsewhere");
    assert!(message.starts_with(&begins), "{message}");
    let run =
        folder.dateline(&["build", "recipe.toml", "-o", "out", "--downloads", "elsewhere", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("1 of them to be downloaded first"), "{}", run.stdout);
}

#[test]
fn an_address_needs_a_recipe() {
    let run = Folder::new().dateline(&["build", "https://data.example/pages.jsonl", "-o", "out"]);
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run.stderr, @r#"error: https://data.example/pages.jsonl: an address may stand in a recipe only, with a pin: inputs = [{ url = "https://data.example/pages.jsonl", sha256 = "…" }]"#);
}
