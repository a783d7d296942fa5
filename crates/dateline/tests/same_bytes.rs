//! The same inputs, recipe and version give the same bytes; a touched page is named.

mod common;

use common::{Folder, page};
use insta::assert_snapshot;

#[test]
fn at_any_number_of_threads_and_from_any_folder() {
    let folder = Folder::with_recipe();
    folder.recipe_in("else/where/");
    folder.build(&["recipe.toml", "-o", "one", "--threads", "1"]);
    folder.build(&["recipe.toml", "-o", "two", "--threads", "2"]);
    folder.build(&["else/where/recipe.toml", "-o", "else/three"]);
    let mut four = folder.command(&["build", "--quiet", "recipe.toml", "-o", "../../four", "--threads", "7"]);
    assert!(four.current_dir(folder.path("else/where")).status().unwrap().success());
    let first = folder.files("one");
    assert!(first.len() > 20, "{}", first.len());
    for other in ["two", "else/three", "four"] {
        assert!(folder.files(other) == first, "{other} differs");
    }
}

#[test]
fn pages_without_a_recipe_do_not_tell_where_they_lay() {
    let folder = Folder::with_recipe();
    folder.recipe_in("else/where/");
    folder.build(&["pages", "-o", "x/bridges"]);
    folder.build(&["else/where/pages/", "-o", "y/bridges"]);
    assert!(folder.files("x/bridges") == folder.files("y/bridges"));
    let manifest = folder.read("x/bridges/manifest.json");
    assert!(manifest.contains("\"path\": \"0.html\""), "{manifest}");
    let home = folder.path("").canonicalize().unwrap();
    assert!(!manifest.contains(home.to_str().unwrap()));
}

#[test]
fn compression_changes_no_article() {
    let folder = Folder::new();
    let write = |name: &str, packed: Vec<u8>| folder.write(name, packed);
    write("plain/a.html", page(1).into_bytes());
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gz, page(1).as_bytes()).unwrap();
    write("packed/a.html.gz", gz.finish().unwrap());
    folder.build(&["plain", "-o", "p"]);
    folder.build(&["packed", "-o", "q"]);
    assert_eq!(folder.read("p/blocks.csv"), folder.read("q/blocks.csv"));
    assert_eq!(folder.read("p/articles.csv"), folder.read("q/articles.csv").replace("a.html.gz", "a.html"));
}

#[test]
fn a_dataset_is_replaced_whole() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    let first = folder.files("out");
    folder.build(&["recipe.toml", "-o", "out", "--replace"]);
    assert!(folder.files("out") == first);
    folder.write("pages/6.html", page(6));
    folder.build(&["recipe.toml", "-o", "out", "--replace"]);
    assert!(folder.files("out") != first);
    assert_eq!(folder.names(), ["more.jsonl", "out", "pages", "recipe.toml"]);
}

#[test]
fn verify_says_which_file_was_touched() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    let run = folder.dateline(&["verify", "out"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("bridges 1.0.0 is sound: "), "{}", run.stdout);

    let spoiled = folder.read("out/articles.csv").replacen("Newhaven", "Oldhaven", 1);
    folder.write("out/articles.csv", spoiled);
    let run = folder.dateline(&["verify", "out"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert!(run.stdout.starts_with("out/articles.csv: sha256 "), "{}", run.stdout);

    let run = folder.dateline(&["verify", "pages"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_snapshot!(run.stderr, @"error: `pages` is no dataset: there is no manifest.json in it; name the folder of a dataset, as `dateline build` makes it");
}

#[test]
fn a_lock_names_the_page_that_was_touched() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "out"]);
    assert_eq!(folder.dateline(&["verify", "out", "--write-lock", "1.0.0.lock"]).code, Some(0));
    assert_eq!(folder.dateline(&["verify", "out", "--lock", "1.0.0.lock"]).code, Some(0));
    let lock = folder.read("1.0.0.lock");

    folder.write("pages/3.html", page(33));
    folder.build(&["recipe.toml", "-o", "out", "--replace"]);
    for option in ["--lock", "--write-lock"] {
        let run = folder.dateline(&["verify", "out", option, "1.0.0.lock"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        assert!(
            run.stdout
                .contains("1.0.0.lock: input `pages/3.html` was changed since the release: its SHA-256 is "),
            "{}",
            run.stdout
        );
        assert!(run.stdout.contains("table `articles` differs from version 1.0.0"), "{}", run.stdout);
        assert!(run.stdout.contains("raise `version` in recipe.toml"), "{}", run.stdout);
        assert!(!run.stdout.contains("pages/2.html"), "{}", run.stdout);
    }
    assert_eq!(folder.read("1.0.0.lock"), lock);
}
