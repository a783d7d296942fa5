//! Pages as Arrow batches: what comes of them is what a build makes of the same pages.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use common::{Folder, page};
use dateline::{BuildError, BuildOptions, Pipeline, Recipe, arrow, release};
use dateline_export::{Prepared, Table};
use insta::assert_snapshot;
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::Stdio;
use std::sync::Arc;

const RECIPE: &str = "inputs = [\"pages.csv\"]\nlanguages = [\"en\", \"de\"]\nas_of = \"2025-04-01\"\n\n\
    [dataset]\nname = \"bridges\"\nversion = \"1.0.0\"\n";

const ONE: NonZeroUsize = NonZeroUsize::MIN;

/// Pages with one twice and one that is none, as a CSV file beside a recipe, and as a batch that says where they lie.
fn pages(folder: &Folder) -> RecordBatch {
    let mut html: Vec<Option<String>> = (0..12).map(|number| Some(page(number))).collect();
    html.extend([Some(page(3)), None]);
    let urls: Vec<String> = (0..html.len()).map(|number| format!("https://news.example/{number}")).collect();
    folder.write("recipe.toml", RECIPE);
    let mut csv = String::from("url,html\n");
    let mut offsets = Vec::new();
    for (url, html) in urls.iter().zip(&html) {
        offsets.push(i64::try_from(csv.len()).unwrap());
        csv += &format!("{url},\"{}\"\n", html.as_deref().unwrap_or("").replace('"', "\"\""));
    }
    folder.write("pages.csv", csv);
    let lines: Int64Array = (2..).take(html.len()).collect::<Vec<i64>>().into();
    batch(vec![
        ("url", Arc::new(StringArray::from(urls))),
        ("html", Arc::new(StringArray::from(html))),
        ("source", Arc::new(StringArray::from(vec!["pages.csv"; offsets.len()]))),
        ("line", Arc::new(lines)),
        ("offset", Arc::new(Int64Array::from(offsets))),
    ])
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn pipeline() -> Pipeline {
    Pipeline::new(&["en".to_owned(), "de".to_owned()], "2025-04-01".parse().ok()).unwrap()
}

fn release_into(folder: &Folder, out: &str, pages: Vec<Prepared>) -> Result<dateline::Summary, BuildError> {
    let recipe = Recipe::load(&folder.path("recipe.toml")).unwrap();
    release(&recipe, &BuildOptions::new(folder.path(out)), pages.into_iter().map(Ok), &mut ())
}

#[test]
fn prepared_pages_make_the_dataset_that_a_build_makes() {
    let folder = Folder::new();
    let pages = pages(&folder);
    folder.build(&["recipe.toml", "-o", "built"]);
    let mut prepared = arrow::process(&pipeline(), &pages, NonZeroUsize::new(3).unwrap()).unwrap();
    prepared.reverse();
    let sent = arrow::prepared_batch(&prepared);
    let back = arrow::prepared_pages(&sent).unwrap().into_iter().collect::<Result<Vec<_>, _>>().unwrap();
    let summary = release_into(&folder, "released", back).unwrap();
    assert_eq!((summary.manifest.counts.duplicates, summary.manifest.counts.rejects), (1, 1));
    assert!(folder.files("released") == folder.files("built"));
}

#[test]
fn a_recipe_selects_and_shapes_prepared_pages_as_it_does_others() {
    let folder = Folder::new();
    let pages = pages(&folder);
    folder.write("recipe.toml", RECIPE.replace("\n[dataset]", "sample = 5\ncsv = \"none\"\n\n[dataset]"));
    folder.build(&["recipe.toml", "-o", "built"]);
    let prepared = arrow::process(&pipeline(), &pages, ONE).unwrap();
    let summary = release_into(&folder, "released", prepared).unwrap();
    assert_eq!(summary.manifest.counts.articles, 5);
    assert!(folder.files("released") == folder.files("built"));
}

#[test]
fn rows_are_told_of_each_page_alone() {
    let folder = Folder::new();
    let prepared = arrow::process(&pipeline(), &pages(&folder), ONE).unwrap();
    let tables = [Table::Rejects, Table::Articles, Table::Rejects];
    let batches = arrow::table_batches(&tables, &prepared).unwrap();
    let [rejects, articles, rejects_again] = &batches[..] else { panic!("{} batches", batches.len()) };
    assert_eq!(rejects, rejects_again);
    assert_eq!(articles.num_rows(), 13);
    let published = articles.column_by_name("published").unwrap();
    assert!(published.as_any().is::<Date32Array>());
    let reasons = rejects.column_by_name("reason").unwrap();
    assert_eq!(reasons.as_string::<i32>().value(0), "the row has no page: neither `html` nor `text`");
    for pages in [&prepared[..], &[]] {
        let batches = arrow::table_batches(&Table::ALL, pages).unwrap();
        for (table, batch) in Table::ALL.into_iter().zip(batches) {
            assert_eq!(batch.schema(), arrow::table_schema(table));
            assert!(batch.num_rows() == 0 || !pages.is_empty());
        }
    }
}

#[test]
fn the_filter_prepares_a_stream() {
    let folder = Folder::new();
    let pages = pages(&folder);
    let mut command =
        folder.command(&["build", "--arrow-ipc", "--languages", "en,de", "--as-of", "2025-04-01"]);
    let mut run = |input: &[u8]| {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that ends early does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    };
    let mut stream = StreamWriter::try_new(Vec::new(), &pages.schema()).unwrap();
    stream.write(&pages.slice(0, 5)).unwrap();
    stream.write(&pages.slice(5, pages.num_rows() - 5)).unwrap();
    let output = run(&stream.into_inner().unwrap());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut prepared = Vec::new();
    for batch in StreamReader::try_new(output.stdout.as_slice(), None).unwrap() {
        prepared.extend(arrow::prepared_pages(&batch.unwrap()).unwrap().into_iter().map(Result::unwrap));
    }
    folder.build(&["recipe.toml", "-o", "built"]);
    release_into(&folder, "released", prepared).unwrap();
    assert!(folder.files("released") == folder.files("built"));

    let empty = run(b"");
    assert!(empty.status.success());
    assert_eq!(StreamReader::try_new(empty.stdout.as_slice(), None).unwrap().count(), 0);
    let broken = run(b"no stream at all");
    assert_eq!(broken.status.code(), Some(2));
    let words = String::from_utf8(broken.stderr).unwrap();
    assert!(words.starts_with("error: the input is no Arrow IPC stream of pages: "), "{words}");
}

#[test]
fn pages_that_do_not_say_where_they_lie_are_numbered() {
    let folder = Folder::new();
    let recipe = RECIPE.replace("\"pages.csv\"", "");
    folder.write("recipe.toml", &recipe);
    let html = vec![Some(page(1)), Some(page(1)), None, Some(page(1)), None];
    let pages = batch(vec![("html", Arc::new(StringArray::from(html)))]);
    let prepared = arrow::process(&pipeline(), &pages, ONE).unwrap();
    let counts = release_into(&folder, "out", prepared).unwrap().manifest.counts;
    assert_eq!((counts.read, counts.articles, counts.duplicates, counts.rejects), (5, 1, 2, 2));
    assert_snapshot!(folder.read("out/rejects.csv"), @"
    source,offset,stage,reason
    arrow:2,2,export,duplicate: `arrow` is the same page
    arrow:3,3,read,the row has no page: neither `html` nor `text`
    arrow:4,4,export,duplicate: `arrow` is the same page
    arrow:5,5,read,the row has no page: neither `html` nor `text`
    ");
}

#[test]
fn a_batch_that_is_no_pages_says_what_is_wanted() {
    let reason = |columns| arrow::process(&pipeline(), &batch(columns), ONE).unwrap_err().to_string();
    let text = || -> ArrayRef { Arc::new(StringArray::from(vec!["a"])) };
    let number = || -> ArrayRef { Arc::new(Float64Array::from(vec![0.5])) };
    assert_snapshot!(reason(vec![("content", text()), ("link", text())]), @"the batch has no column `html` or `text`; its columns are `content`, `link`");
    assert_snapshot!(reason(vec![("text", number())]), @"column `text` holds Float64; wanted text, whole numbers or days");
    assert_snapshot!(reason(vec![("text", text()), ("line", text())]), @"column `line` holds Utf8; wanted whole numbers");
}

#[test]
fn spoilt_pages_and_strangers_are_refused() {
    let folder = Folder::new();
    let prepared = arrow::process(&pipeline(), &pages(&folder), ONE).unwrap();
    let bytes = prepared[0].to_bytes();
    let error = |bytes: &[u8]| Prepared::from_bytes(bytes).unwrap_err().to_string();
    assert_snapshot!(error(&bytes[..2]), @"the bytes are no prepared page: it is cut off");
    assert_snapshot!(error(&bytes[..90]), @"the bytes are no prepared page: it is cut off");
    let version = bytes.windows(5).position(|five| five == env!("CARGO_PKG_VERSION").as_bytes()).unwrap();
    let other = [&bytes[..version], b"9.9.9", &bytes[version + 5..]].concat();
    assert!(error(&other).starts_with("the page was processed by dateline 9.9.9, and this is "));

    let stranger = batch(vec![("html", Arc::new(StringArray::from(vec![page(1)])))]);
    let stranger = arrow::process(&pipeline(), &stranger, ONE).unwrap();
    let words = release_into(&folder, "strange", stranger).unwrap_err().to_string();
    assert_snapshot!(words, @"a page comes from `arrow`, which is none of the recipe's inputs; nothing was written");
    let lost = release_into(&folder, "lost", prepared.into_iter().take(5).collect::<Vec<_>>());
    assert!(lost.is_ok());
    assert!(!folder.path("strange").exists());
}
