use super::*;
use insta::assert_snapshot;
use std::fs;

struct Files(tempfile::TempDir);

impl Files {
    fn new(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        Self(folder)
    }

    fn patterns(&self, patterns: &[&str]) -> Inputs {
        let patterns = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
        Inputs::Patterns { folder: self.0.path().to_owned(), patterns, downloads: Vec::new() }
    }

    fn paths(&self, names: &[&str]) -> Inputs {
        Inputs::Paths(names.iter().map(|name| self.0.path().join(name)).collect())
    }

    fn error(&self, inputs: &Inputs) -> String {
        let place = self.0.path().canonicalize().unwrap();
        let message = list(inputs, Path::new("out"), None).unwrap_err().to_string();
        message.replace(place.to_str().unwrap(), "DIR").replace(self.0.path().to_str().unwrap(), "DIR")
    }
}

fn sources(inputs: &Inputs) -> Vec<String> {
    list(inputs, Path::new("out"), None).unwrap().files.into_iter().map(|file| file.source).collect()
}

#[test]
fn globs_folders_and_names_give_one_sorted_list() {
    let files = Files::new(&[
        "p/b.html",
        "p/a.html",
        "p/deep/c.htm.gz",
        "p/style.css",
        "p/.hidden.html",
        "more.jsonl",
    ]);
    assert_eq!(
        sources(&files.patterns(&["./p/*.html", "p", "more.jsonl", "p/a.html"])),
        ["more.jsonl", "p/a.html", "p/b.html", "p/deep/c.htm.gz"]
    );
    assert_eq!(sources(&files.patterns(&["**/*.htm*"])), ["p/a.html", "p/b.html", "p/deep/c.htm.gz"]);
}

#[test]
fn a_name_with_brackets_is_a_name_first() {
    let files = Files::new(&["[1].html", "1.html"]);
    assert_eq!(sources(&files.patterns(&["[1].html"])), ["[1].html"]);
    assert_eq!(sources(&files.patterns(&["[[]1].html"])), ["[1].html"]);
}

#[test]
fn without_a_recipe_sources_are_relative_to_what_was_named() {
    let files = Files::new(&["p/a.html", "p/deep/c.txt", "q/b.jsonl.zst"]);
    assert_eq!(sources(&files.paths(&["p"])), ["a.html", "deep/c.txt"]);
    assert_eq!(sources(&files.paths(&["p/a.html"])), ["a.html"]);
    assert_eq!(sources(&files.paths(&["p", "q"])), ["p/a.html", "p/deep/c.txt", "q/b.jsonl.zst"]);
    assert_eq!(sources(&files.paths(&["*/*.html", "p/deep"])), ["a.html", "deep/c.txt"]);
}

#[test]
fn the_output_is_no_input() {
    let files = Files::new(&["p/a.html", "p/out/report.html"]);
    let listed = list(&files.paths(&["p"]), &files.0.path().join("p/out"), None).unwrap();
    assert_eq!(listed.files.iter().map(|file| file.source.as_str()).collect::<Vec<_>>(), ["a.html"]);
    assert!(listed.passed_over.is_empty(), "{:?}", listed.passed_over);
}

#[test]
fn what_is_named_twice_is_read_once() {
    let files = Files::new(&["p/a.html", "p/deep/b.html"]);
    assert_eq!(sources(&files.paths(&["p", "p"])), ["a.html", "deep/b.html"]);
    assert_eq!(sources(&files.paths(&["p", "p/deep", "p/a.html"])), ["a.html", "deep/b.html"]);
}

#[test]
fn formats_are_told_by_name() {
    let format = |name: &str| Format::of(Path::new(name));
    for page in ["a.html", "a.HTM.gz", "a.b.html.zst"] {
        assert_eq!(format(page), Some(Format::Page(InputKind::Html)), "{page}");
    }
    for lines in ["a.jsonl", "a.ndjson.gz", "a.JSONL.zst"] {
        assert_eq!(format(lines), Some(Format::Lines), "{lines}");
    }
    for neither in ["a.xls", "a.json", "html", "a.gz", "a.parquet.gz"] {
        assert_eq!(format(neither), None, "{neither}");
    }
}

#[test]
fn errors_name_the_place_and_what_to_do() {
    let files = Files::new(&["p/style.css", "t.xls"]);
    assert_snapshot!(files.error(&files.patterns(&["p/*.html"])), @"inputs: `p/*.html` matches no file in DIR; correct it, or leave it out");
    assert_snapshot!(files.error(&files.patterns(&["missing.html"])), @"inputs: `missing.html` matches no file in DIR; correct it, or leave it out");
    assert_snapshot!(files.error(&files.patterns(&["p/[.html"])), @"inputs: `p/[.html` is not a glob: invalid range pattern; `*`, `**`, `?` and `[…]` are special, `[*]` is a star");
    assert_snapshot!(files.error(&files.patterns(&["p"])), @"DIR/p: no pages in this folder; pages end in .html, .htm, .xhtml, .txt, .jsonl, .ndjson, .csv, .warc or .wet, plain or with .gz, .zst or .bz2 after it, or in .parquet");
    assert_snapshot!(files.error(&files.paths(&["t.xls"])), @"DIR/t.xls: files of this kind are not read; pages end in .html, .htm, .xhtml, .txt, .jsonl, .ndjson, .csv, .warc or .wet, plain or with .gz, .zst or .bz2 after it, or in .parquet");
    assert_snapshot!(files.error(&files.paths(&["nowhere/a.html"])), @"DIR/nowhere/a.html: there is no such file or folder; name pages, folders of them or a recipe.toml");
    assert_snapshot!(files.error(&files.paths(&["gone.html"])), @"DIR/gone.html: there is no such file or folder; name pages, folders of them or a recipe.toml");
}
