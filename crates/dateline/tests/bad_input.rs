//! Bad input: one clear line, the exit code of the contract, nothing lost and nothing half-made.

mod common;

use common::{Folder, RECIPE, line, page, rejects};
use insta::assert_snapshot;

/// Runs a build that must not begin: exit code 2, one line, and nothing written.
#[track_caller]
fn refused(folder: &Folder, args: &[&str]) -> String {
    let before = folder.names();
    let run = folder.dateline(&[&["build"], args].concat());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert_eq!(folder.names(), before, "something was left behind");
    run.stderr.trim_end().to_owned()
}

/// Builds from one file beside a sound page, and gives back the rows of `rejects`.
#[track_caller]
fn rejected(name: &str, contents: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    folder.write("pages/sound.html", page(1));
    folder.write(&format!("pages/{name}"), contents);
    folder.build(&["pages", "-o", "out"]);
    assert_eq!(folder.read("out/articles.csv").matches("Council votes on bridge 1").count().min(1), 1);
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));
    rejects(&folder, "out").trim_end().to_owned()
}

#[test]
fn an_empty_file() {
    assert_snapshot!(rejected("a.html", ""), @"a.html,0,read,the file is empty; wanted a page");
    assert_snapshot!(rejected("a.txt", " \n\n"), @"a.txt,0,read,the file is empty; wanted a page");
    assert_snapshot!(rejected("a.jsonl", ""), @"");
}

#[test]
fn a_binary_file() {
    assert_snapshot!(rejected("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), @r#"a.html,0,read,"byte 8 is NUL, so this is a binary file; wanted a page of text""#);
}

#[test]
fn invalid_utf8() {
    assert_snapshot!(rejected("a.txt", b"Gr\xfc\xdfe \x81\x8d"), @r#"a.txt,0,read,"byte 2 is not UTF-8, and no other encoding fits; convert the page to UTF-8 first""#);
    assert_snapshot!(rejected("a.jsonl", [line(2).as_bytes(), b"\n{\"text\":\"\xff\"}\n", line(3).as_bytes()].concat()), @"a.jsonl:2,436,read,the line is not UTF-8 from its byte 9 on");
}

#[test]
fn a_packed_file_that_is_not_one() {
    assert_snapshot!(rejected("a.html.gz", "<html>"), @"a.html.gz,0,read,cannot be read: unexpected end of file");
}

#[test]
fn a_page_of_50_megabytes() {
    // As such pages are: some text, and scripts full of data.
    let mut big = page(2);
    for number in 0.. {
        if big.len() > 50_000_000 {
            break;
        }
        let script = "{\"a\": [1, 2, 3]}, ".repeat(200);
        big.push_str(&format!("<script>{script}</script><p>Paragraph {number} of a very long page.</p>\n"));
    }
    assert_eq!(rejected("big.html", &big), "");
}

#[test]
fn a_page_beyond_all_measure() {
    assert_snapshot!(rejected("big.txt", "word ".repeat(14_000_000)), @r#"big.txt,0,read,"more than 67108864 bytes; split the page, or raise the limit (`--max-page-bytes`)""#);
}

#[test]
fn lines_that_are_no_records() {
    let lines = [
        &line(2),
        "not json",
        r#"["an", "array"]"#,
        r#"{"url": "https://news.example/"}"#,
        r#"{"html": "<p>a</p>", "text": "a"}"#,
        r#"{"text": "a", "dct": "12 June"}"#,
        "",
        &line(3),
    ];
    assert_snapshot!(rejected("a.jsonl", lines.join("\r\n")), @r#"
        a.jsonl:2,437,read,not a JSON object: no value of JSON stands here at column 2
        a.jsonl:3,447,read,"not a JSON object, but a list"
        a.jsonl:4,464,clean,"the record has none of `html`, `text` and `article`; one of them must hold the page"
        a.jsonl:5,498,clean,"the record has both `html` and `text`; a page is one of them, leave the other out"
        a.jsonl:6,533,read,"field `dct` is ""12 June""; wanted a day, YYYY-MM-DD"
    "#);
}

#[test]
fn two_pages_of_one_id() {
    let folder = Folder::new();
    folder.write("pages/a.html", page(1));
    folder.write("pages/b.html", page(1));
    let record = |text: &str| serde_json::json!({ "id": "same", "text": text }).to_string();
    folder.write("pages/c.jsonl", [record("One text."), record("Another text.")].join("\n"));
    let run = folder.dateline(&["build", "pages", "-o", "out"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("4 read from 3 files: 2 articles, 1 duplicate, 1 reject"), "{}", run.stderr);
    // A duplicate is no loss, a page whose id is taken is one.
    let strict = folder.dateline(&["build", "pages", "-o", "strict", "--max-rejects", "0"]);
    assert_eq!(strict.code, Some(1));
    assert_snapshot!(strict.stderr, @"error: 1 of 4 pages were rejected, and no more than 0 may be (`max_rejects`); nothing was written; the first: c.jsonl:2: `c.jsonl:1` and `c.jsonl:2` are different pages with the same id `same`; the first is kept");
    assert_snapshot!(rejects(&folder, "out"), @r#"
        b.html,0,export,duplicate: `a.html` is the same page
        c.jsonl:2,33,export,`c.jsonl:1` and `c.jsonl:2` are different pages with the same id `same`; the first is kept
    "#);
}

#[test]
fn too_many_rejects() {
    let folder = Folder::with_recipe();
    folder.write("pages/empty.html", "");
    for limit in ["0", "10%"] {
        let run = folder.dateline(&["build", "recipe.toml", "-o", "out", "--max-rejects", limit]);
        assert_eq!(run.code, Some(1));
        assert_eq!(folder.names(), ["more.jsonl", "pages", "recipe.toml"]);
        assert_eq!(
            run.stderr,
            format!(
                "error: 1 of 9 pages were rejected, and no more than {limit} may be (`max_rejects`); nothing was \
                 written; the first: pages/empty.html: the file is empty; wanted a page\n"
            )
        );
    }
    for limit in ["1", "12%"] {
        folder.build(&["recipe.toml", "-o", "out", "--replace", "--max-rejects", limit]);
    }
}

#[test]
fn a_missing_recipe() {
    let folder = Folder::new();
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: recipe.toml: there is no such recipe; name a recipe.toml, or pages (.html, .htm, .txt, .jsonl) to build without one");
    folder.write("folder.toml/x", "");
    assert_snapshot!(refused(&folder, &["folder.toml", "-o", "out"]), @"error: folder.toml: a recipe is a file, and this is a folder; name the recipe.toml in it");
}

#[test]
fn an_unknown_recipe_key() {
    let folder = Folder::with_recipe();
    folder.write("recipe.toml", RECIPE.replace("inputs", "input"));
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: recipe.toml:1: unknown key `input` (did you mean `inputs`?); the keys here are `allow_cut_short`, `as_of`, `columns`, `csv`, `dataset`, `decisions`, `fields`, `inputs`, `languages`, `max_page_bytes`, `max_rejects`, `partition_by`, `prefer`, `sample`, `spreadsheet_safe`, `where`");
    folder.write("recipe.toml", format!("{RECIPE}lisence = \"CC0-1.0\"\n"));
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: recipe.toml:8: unknown key `dataset.lisence` (did you mean `licence`?); the keys here are `authors`, `card`, `changelog`, `description`, `licence`, `name`, `title`, `url`, `version`");
}

#[test]
fn unknown_languages() {
    let folder = Folder::with_recipe();
    folder.write("recipe.toml", RECIPE.replace("\"de\"", "\"xx\""));
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: languages: unknown language `xx`; known are en es fr de it pt nl pl tr vi id ms sv da nb nn fi cs sk sl hr bs sr ro hu ca et lv lt ru uk be bg mk ar fa ur hi mr zh ja ko el he th ka hy bn pa gu or ta te kn ml si lo my km am");
    assert_snapshot!(refused(&folder, &["pages", "-o", "out", "--languages", "en,qqq"]), @"error: languages: unknown language `qqq`; known are en es fr de it pt nl pl tr vi id ms sv da nb nn fi cs sk sl hr bs sr ro hu ca et lv lt ru uk be bg mk ar fa ur hi mr zh ja ko el he th ka hy bn pa gu or ta te kn ml si lo my km am");
}

#[test]
fn inputs_that_are_not_there() {
    let folder = Folder::with_recipe();
    folder.write("recipe.toml", RECIPE.replace("pages/*.html", "pages/*.htm"));
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: inputs: `pages/*.htm` matches no file in .; correct it, or leave it out");
    folder.write("recipe.toml", RECIPE.replace("more.jsonl", "less.jsonl"));
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: inputs: `less.jsonl` matches no file in .; correct it, or leave it out");
    assert_snapshot!(refused(&folder, &["*.html", "-o", "out"]), @"error: inputs: `*.html` matches no file in .; correct it, or leave it out");
    folder.write("empty/style.css", "");
    let message = refused(&folder, &["empty", "-o", "out"]);
    assert!(message.ends_with("empty: no pages in this folder; pages end in .html, .htm, .xhtml, .txt, .jsonl, .ndjson, .csv, .warc or .wet, plain or with .gz, .zst or .bz2 after it, or in .parquet"), "{message}");
    folder.write("table.xls", "");
    let message = refused(&folder, &["table.xls", "-o", "out"]);
    assert!(message.contains("table.xls: files of this kind are not read; pages end in"), "{message}");
}

#[test]
fn an_output_folder_that_cannot_be() {
    let folder = Folder::with_recipe();
    folder.write("out/mine.txt", "not to be lost");
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out"]), @"error: out: there is a dataset or folder of that name; choose another, or say `--replace`");
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "out", "--replace"]), @"error: `out` is not a dataset (it has no manifest.json); it is not replaced, choose another output folder");
    assert_eq!(folder.read("out/mine.txt"), "not to be lost");
    // A file where a folder is needed stops even root, whom permissions do not.
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", "recipe.toml/out"]), @"error: `recipe.toml` is a file, not a folder; choose an output folder elsewhere");
    assert_snapshot!(refused(&folder, &["recipe.toml", "-o", ".."]), @"error: `..` names no folder to write to; give a path that ends in the dataset's name");
}

#[test]
fn usage() {
    let folder = Folder::new();
    for args in [
        &["build"][..],
        &["build", "x.html"],
        &["bild", "x.html", "-o", "out"],
        &["build", "x", "-o", "y", "--threads", "0"],
    ] {
        let run = folder.dateline(args);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
    assert!(folder.dateline(&["bild"]).stderr.contains("build"));
}

#[test]
fn days_that_are_none() {
    let folder = Folder::new();
    let first_line =
        |args: &[&str]| folder.dateline(args).stderr.lines().next().unwrap_or_default().to_owned();
    assert_snapshot!(first_line(&["build", "a.html", "-o", "out", "--as-of", "2024-13-01"]), @"error: invalid value '2024-13-01' for '--as-of <DAY>': no day of the calendar; wanted YYYY-MM-DD, such as 2025-06-20");
    assert_snapshot!(first_line(&["dates", "--as-of", "yesterday"]), @"error: invalid value 'yesterday' for '--as-of <DAY>': no day of the calendar; wanted YYYY-MM-DD, such as 2025-06-20");
    assert_snapshot!(first_line(&["explain", "a.html", "--dct", "1.2.2024"]), @"error: invalid value '1.2.2024' for '--dct <DAY>': no day of the calendar; wanted YYYY-MM-DD, such as 2025-06-20");
}

#[test]
fn a_recipe_among_pages() {
    let folder = Folder::with_recipe();
    folder.write("page.txt", "A page.");
    assert_snapshot!(refused(&folder, &["recipe.toml", "page.txt", "-o", "out"]), @"error: recipe.toml: a recipe says itself what is read, and nothing else may be named beside it; put the pages under `inputs` in it, or name the pages alone");
    assert_snapshot!(refused(&folder, &["pages", "recipe.toml", "-o", "out"]), @"error: recipe.toml: a recipe says itself what is read, and nothing else may be named beside it; put the pages under `inputs` in it, or name the pages alone");
}
