//! Which articles a dataset takes in, and how its tables lie in files.

mod common;

use common::{Folder, exists, ids, rejects};
use insta::assert_snapshot;
use std::io::Read as _;

/// Six pages of 2024 and 2025, one in German and one without a day.
fn folder() -> Folder {
    let folder = Folder::new();
    let page = |number: usize, day: &str| {
        serde_json::json!({"id": format!("p{number}"), "html": common::page(number), "dct": day}).to_string()
    };
    let german = serde_json::json!({"id": "de", "dct": "2025-01-10", "text":
        "=SUMME(A1) Rathaus beschließt neue Brücke\n\nDer Stadtrat hat am Dienstag nach einer langen Aussprache \
         beschlossen, eine neue Brücke über den Fluss zu bauen, wie die Bürgermeisterin mitteilte.\n"});
    let undated = serde_json::json!({"id": "undated", "text":
        "A short note about the town\n\nThe town has a river and a bridge, and people like to walk along the water \
         in the evening when the shops are closed.\n"});
    let lines = [
        page(1, "2024-03-04"),
        page(2, "2024-12-31"),
        page(3, "2025-03-04"),
        page(4, "2025-06-30"),
        german.to_string(),
        undated.to_string(),
        "no record".to_owned(),
    ];
    folder.write("pages.jsonl", lines.join("\n"));
    folder
}

fn verify(folder: &Folder, dataset: &str) {
    let run = folder.dateline(&["verify", dataset]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
}

#[test]
fn articles_that_are_not_wanted_are_told_as_rejects() {
    let folder = folder();
    let run = folder.dateline(&[
        "build",
        "pages.jsonl",
        "-o",
        "out",
        "--where",
        "languages=en",
        "--where",
        "from=2024-12-31",
        "--where",
        "to=2025-03-04",
        "--max-rejects",
        "1",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("7 read from 1 file: 2 articles, 1 reject, 4 left out"), "{}", run.stderr);
    assert_eq!(ids(&folder, "out"), ["p2", "p3"]);
    assert_snapshot!(rejects(&folder, "out"), @"
    pages.jsonl:1,0,select,left out: published on 2024-03-04; wanted from 2024-12-31 on
    pages.jsonl:4,1302,select,left out: published on 2025-06-30; wanted up to 2025-03-04
    pages.jsonl:5,1736,select,left out: the language is `de`; wanted en
    pages.jsonl:6,1976,select,left out: the day of publication is not known
    pages.jsonl:7,2152,read,not a JSON object: no value of JSON stands here at column 2
    ");
    let manifest: serde_json::Value = serde_json::from_str(&folder.read("out/manifest.json")).unwrap();
    assert_eq!(
        manifest["counts"],
        serde_json::json!({"articles": 2, "duplicates": 0, "left_out": 4, "read": 7, "rejects": 5})
    );
    assert_eq!(
        manifest["selection"],
        serde_json::json!({"languages": ["en"], "from": "2024-12-31", "to": "2025-03-04"})
    );
    verify(&folder, "out");
    folder.build(&["pages.jsonl", "-o", "dated", "--where", "dated"]);
    assert_eq!(ids(&folder, "dated"), ["de", "p1", "p2", "p3", "p4"]);
}

#[test]
fn a_sample_is_of_what_is_wanted_and_grows_by_what_is_new() {
    let folder = folder();
    folder.build(&["pages.jsonl", "-o", "three", "--sample", "3", "--where", "languages=en"]);
    folder.build(&["pages.jsonl", "-o", "two", "--sample", "2", "--where", "languages=en", "--threads", "1"]);
    let (two, three) = (ids(&folder, "two"), ids(&folder, "three"));
    assert_eq!((two.len(), three.len()), (2, 3));
    assert!(two.iter().all(|id| three.contains(id)), "{two:?} {three:?}");
    assert!(!three.contains(&"de".to_owned()));
    assert!(rejects(&folder, "two").contains("left out: not among the 2 of the sample"));
    verify(&folder, "two");
}

#[test]
fn a_recipe_says_all_of_it() {
    let folder = folder();
    let recipe = "inputs = [\"pages.jsonl\"]\ncsv = \"gzip\"\npartition_by = \"language\"\nspreadsheet_safe = true\n\
        sample = 5\n[dataset]\nname = \"bridges\"\nversion = \"1.0.0\"\n[where]\ndated = true\n[columns]\n\
        articles = [\"title\", \"published\"]\nblocks = []\n";
    folder.write("recipe.toml", recipe);
    folder.build(&["recipe.toml", "-o", "one", "--threads", "1"]);
    folder.build(&["recipe.toml", "-o", "two", "--threads", "2"]);
    verify(&folder, "one");
    assert_eq!(folder.read("one/SHA256SUMS"), folder.read("two/SHA256SUMS"));
    let packed = std::fs::read(folder.path("one/articles/article_language=de/articles.csv.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).unwrap();
    assert_snapshot!(text, @"
    article_id,title,published
    de,'=SUMME(A1) Rathaus beschließt neue Brücke,2025-01-10
    ");
    assert!(exists(&folder, "one/blocks/article_language=en/blocks.parquet"));
    assert!(exists(&folder, "one/rejects.csv.gz"));
    // Each of these changes the dataset, so each is part of what tells two recipes apart.
    folder.build(&["recipe.toml", "-o", "three", "--sample", "4"]);
    let hash = |name: &str| {
        let manifest: serde_json::Value =
            serde_json::from_str(&folder.read(&format!("{name}/manifest.json"))).unwrap();
        manifest["dataset"]["recipe_sha256"].as_str().unwrap().to_owned()
    };
    assert_ne!(hash("one"), hash("three"));
}

#[test]
fn what_is_said_twice_is_meant_together() {
    let folder = folder();
    let build = |out: &str, options: &[&str]| folder.build(&[&["pages.jsonl", "-o", out], options].concat());
    build(
        "apart",
        &[
            "--columns",
            "articles=title",
            "--columns",
            "articles=published",
            "--where",
            "languages=de",
            "--where",
            "languages=en",
        ],
    );
    build("together", &["--columns", "articles=title,published", "--where", "languages=de,en"]);
    assert_eq!(folder.read("apart/articles.csv"), folder.read("together/articles.csv"));
    build("late", &["--where", "from=2025-01-01", "--where", "from=2024-01-01", "--where", "to=2030-01-01"]);
    build("one", &["--where", "from=2025-01-01", "--where", "to=2030-01-01"]);
    assert_eq!(folder.read("late/articles.csv"), folder.read("one/articles.csv"));
}

#[test]
fn folders_by_year() {
    let folder = folder();
    folder.build(&["pages.jsonl", "-o", "flat"]);
    folder.build(&["pages.jsonl", "-o", "parts", "--partition-by", "year"]);
    for year in ["2024", "2025", "__HIVE_DEFAULT_PARTITION__"] {
        assert!(exists(&folder, &format!("parts/dates/published_year={year}/dates.csv")), "{year}");
    }
    verify(&folder, "parts");
    // The same rows in other folders are no change, and readers put them back into one order.
    let run = folder.dateline(&["diff", "flat", "parts"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert_eq!(folder.read("flat/messages.csv"), folder.read("parts/messages.csv"));
    folder.build(&["pages.jsonl", "-o", "parts", "--partition-by", "year", "--replace"]);
    // A key may stand in one part only.
    let year = |year: u32, name: &str| format!("parts/articles/published_year={year}/articles.{name}");
    folder.write(&year(2024, "csv"), folder.read(&year(2025, "csv")));
    let run = folder.dateline(&["verify", "parts"]);
    assert!(run.stdout.contains("has the same key (de)"), "{}", run.stdout);
    folder.write("parts/dates/mine.txt", "x");
    let run = folder.dateline(&["build", "pages.jsonl", "-o", "parts", "--replace"]);
    assert!(run.stderr.contains("`parts/dates/mine.txt` is no part of the dataset"), "{}", run.stderr);
}

#[test]
fn without_csv() {
    let folder = folder();
    folder.build(&["pages.jsonl", "-o", "flat"]);
    folder.build(&["pages.jsonl", "-o", "bare", "--csv", "none"]);
    assert!(exists(&folder, "bare/articles.parquet") && !exists(&folder, "bare/articles.csv"));
    verify(&folder, "bare");
    let run = folder.dateline(&["diff", "flat", "bare"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert_eq!(folder.dateline(&["report", "bare", "-o", "report.html"]).code, Some(0));
}

#[test]
fn text_that_a_spreadsheet_would_run_is_marked() {
    let folder = folder();
    folder.build(&["pages.jsonl", "-o", "plain", "--where", "languages=de"]);
    folder.build(&["pages.jsonl", "-o", "safe", "--where", "languages=de", "--spreadsheet-safe"]);
    assert!(folder.read("plain/articles.csv").contains(",=SUMME(A1)"));
    assert!(folder.read("safe/articles.csv").contains(",'=SUMME(A1)"));
    assert!(folder.read("safe/manifest.json").contains("\"spreadsheet_safe\": true"));
    assert!(folder.read("safe/README.md").contains("has a `'` before it"));
    verify(&folder, "safe");
    let run = folder.dateline(&["diff", "plain", "safe"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_cannot_be_selected_is_said() {
    let folder = folder();
    let error = |args: &[&str]| {
        let run = folder.dateline(&[&["build", "pages.jsonl", "-o", "out"], args].concat());
        assert_eq!(run.code, Some(2));
        run.stderr.lines().next().unwrap_or_default().to_owned()
    };
    assert_snapshot!(error(&["--where", "language=en"]), @"error: invalid value 'language=en' for '--where <CONDITION>': wanted languages=CODES, from=DAY, to=DAY or dated");
    assert_snapshot!(error(&["--where", "from=June"]), @"error: invalid value 'from=June' for '--where <CONDITION>': `June` is no day of the calendar; wanted YYYY-MM-DD, such as 2025-06-20");
    assert_snapshot!(error(&["--columns", "articles=titel"]), @"error: invalid value 'articles=titel' for '--columns <TABLE=COLUMNS>': there is no `articles.titel`; there are article_id, source, url, sha256, title, byline, publisher, section, canonical_url, image, verdict, verdict_confidence, language, language_script, language_confidence, language_family, published, published_time, published_from, published_to, published_method, published_confidence, published_runner_up, published_decided, reading, claimed_published, fetched, story_id, words, text");
    assert_snapshot!(error(&["--columns", "pages=title"]), @"error: invalid value 'pages=title' for '--columns <TABLE=COLUMNS>': there is no `pages`; there are articles, blocks, dates, corrections, correction_candidates, dating_evidence, messages, message_reports, quotes, rejects");
    assert_snapshot!(error(&["--partition-by", "month"]), @r#"error: invalid value 'month' for '--partition-by <KEY>': wanted "language" or "year""#);
    assert_snapshot!(error(&["--csv", "bzip2"]), @r#"error: invalid value 'bzip2' for '--csv <KIND>': wanted "plain", "gzip" or "none""#);
    assert_snapshot!(error(&["--where", "from=2025-02-01", "--where", "to=2025-01-01"]), @"error: where: no day is from 2025-02-01 on and up to 2025-01-01; exchange the two days");
}
