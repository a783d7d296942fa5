//! Files that are broken somewhere: what stands before is taken in, the rest is a reject, and the other files are read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, ids, line, page, rejects};
use dateline_export::Manifest;
use insta::assert_snapshot;
use std::io::Write as _;

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Builds from one file beside others that are sound, and gives back the rows of `rejects` and the number of articles.
#[track_caller]
fn built(name: &str, contents: impl AsRef<[u8]>) -> (String, usize) {
    let folder = Folder::new();
    folder.write("pages/0.html", page(100));
    folder.write(&format!("pages/{name}"), contents);
    folder.write("pages/z.jsonl", line(101));
    let first = folder.dateline(&["build", "pages", "-o", "out", "--threads", "1"]);
    let again = folder.dateline(&["build", "pages", "-o", "again/out", "--threads", "3", "--quiet"]);
    assert!(folder.files("out") == folder.files("again/out"));
    let cut_short = Manifest::read(&folder.path("out")).unwrap().cut_short().count();
    assert_eq!((first.code, again.code), (Some(i32::from(cut_short > 0)), first.code), "{}", first.stderr);
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));
    let rejects = rejects(&folder, "out").trim_end().to_owned();
    // Whoever wants all pages can say so.
    let strict = folder.dateline(&["build", "pages", "-o", "strict", "--max-rejects", "0"]);
    assert_eq!(strict.code, Some(i32::from(!rejects.is_empty())), "{}", strict.stderr);
    (rejects, ids(&folder, "out").len() - 2)
}

#[test]
fn a_truncated_gzip() {
    let lines: Vec<String> = (0..40).map(line).collect();
    let packed = gzipped(lines.join("\n").as_bytes());
    let (rejects, articles) = built("a.jsonl.gz", &packed[..packed.len() / 2]);
    assert!((1..39).contains(&articles), "{articles}");
    let reason = "incomplete deflate stream; the rest of the file was not read, repair it or fetch it again";
    assert!(rejects.starts_with(&format!("a.jsonl.gz:{},", articles + 1)), "{rejects}");
    assert!(rejects.ends_with(&format!(",read,\"{reason}\"")), "{rejects}");
}

#[test]
fn what_breaks_off_is_never_unnoticed_and_fits_under_no_limit() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..40).map(line).collect();
    let packed = gzipped(lines.join("\n").as_bytes());
    folder.write("pages/a.jsonl.gz", &packed[..packed.len() / 2]);
    folder.write("pages/b.csv", "url,text\n1,\"One page.\"\n2,\"Another page.\n3,A third one.\n");
    folder.write("pages/z.jsonl", line(101));
    let run = folder.dateline(&["build", "pages", "-o", "out"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains(
            "\n  cut short    2 files; how many pages are lost with the rest is unknown\
             \n                 a.jsonl.gz\n                 b.csv\n"
        ),
        "{}",
        run.stderr
    );
    let told = "error: 2 inputs break off, the first is a.jsonl.gz; the dataset was written without what stood in the rest; \
                repair the file or fetch it again, or name it with `--allow-cut-short`\n";
    assert!(run.stderr.ends_with(told), "{}", run.stderr);
    assert_eq!(folder.dateline(&["build", "pages", "-o", "quiet", "-q"]).stderr, told);
    let manifest = Manifest::read(&folder.path("out")).unwrap();
    assert_eq!(manifest.cut_short().collect::<Vec<_>>(), ["a.jsonl.gz", "b.csv"]);
    assert!(folder.read("out/README.md").contains("Of the input files, 2 break off"));
    assert_eq!(folder.dateline(&["verify", "out"]).code, Some(0));

    let args = ["build", "pages", "-o", "strict", "--max-rejects", "99%"];
    let run = folder.dateline(&args);
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run.stderr, @"error: a.jsonl.gz breaks off (and another file as well), and how many pages are lost with the rest cannot be counted against `max_rejects` (99%); nothing was written; repair the file or fetch it again, or name it under `allow_cut_short`");
    assert!(!common::exists(&folder, "strict"));
    let one = folder.dateline(&[&args[..], &["--allow-cut-short", "a.jsonl.gz"]].concat());
    assert!(one.stderr.starts_with("error: b.csv breaks off, and how many"), "{}", one.stderr);

    folder.write(
        "pages/recipe.toml",
        "inputs = [\"*.jsonl.gz\", \"*.csv\"]\nallow_cut_short = [\"a.jsonl.gz\", \"b.csv\"]\nmax_rejects = 2\n\
         [dataset]\nname = \"cut\"\nversion = \"1.0.0\"\n",
    );
    let run = folder.dateline(&["build", "pages/recipe.toml", "-o", "allowed"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("\n                 a.jsonl.gz  allowed\n"), "{}", run.stderr);
}

#[test]
fn something_else_named_as_packed() {
    assert_snapshot!(built("a.jsonl.gz", line(1)).0, @r#"a.jsonl.gz:1,0,read,"invalid gzip header; the rest of the file was not read, repair it or fetch it again""#);
    assert_snapshot!(built("a.csv.zst", "text\nA page.\n").0, @r#"a.csv.zst,0,read,"Unknown frame descriptor; the file was not read, repair it or fetch it again""#);
}

#[test]
fn a_table_of_text() {
    assert_snapshot!(built("a.csv", "").0, @r#"a.csv,0,read,"the file is empty; wanted a header and rows; the file was not read, repair it or fetch it again""#);
    // The quote swallows the row after it.
    let (rejects, articles) =
        built("a.csv", "url,text\n1,\"One page.\"\n2,\"Another page.\n3,A third one.\n");
    assert_snapshot!(rejects, @r#"a.csv:3,23,read,"a quote is left open, and the row swallows the rest of the file; close it""#);
    assert_eq!(articles, 1);
    let (rejects, articles) =
        built("a.csv", "url,text\n1,\"Two\nlines.\"\n2,\"x\",3\n3,\"Two\nlines more.\"\n");
    assert_snapshot!(rejects, @r#"a.csv:4,24,read,"the row has 3 fields, and the header has 2; is a quote missing?""#);
    assert_eq!(articles, 2);
}

fn record(number: usize, length: isize) -> Vec<u8> {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(number));
    let length = page.len().checked_add_signed(length).unwrap();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    );
    format!("{head}{page}\r\n\r\n").into_bytes()
}

#[test]
fn a_corrupt_archive() {
    let whole = [record(1, 0), record(2, 0), record(3, 0)].concat();
    // Cut off in the last record, and in its header.
    let (rejects, articles) = built("a.warc", &whole[..whole.len() - 100]);
    assert_snapshot!(rejects, @r#"a.warc:3,1172,read,"the WARC record is cut off; the rest of the file was not read, repair it or fetch it again""#);
    assert_eq!(articles, 2);
    let (rejects, articles) = built("a.warc", [&record(1, 0)[..], b"WARC/1.0\r\nWARC-Ty"].concat());
    assert_snapshot!(rejects, @r#"a.warc:2,586,read,"the WARC record is cut off; the rest of the file was not read, repair it or fetch it again""#);
    assert_eq!(articles, 1);
    // A member of the packed file is damaged.
    let mut packed = [gzipped(&record(1, 0)), gzipped(&record(2, 0)), gzipped(&record(3, 0))].concat();
    let middle = packed.len() / 2;
    packed[middle..middle + 8].fill(0xFF);
    let (rejects, articles) = built("a.warc.gz", packed);
    assert!(rejects.contains("a.warc.gz:2,"), "{rejects}");
    assert_eq!(articles, 1);
}

#[test]
fn an_archive_of_wrong_lengths() {
    // Up to the end of the two line feeds behind a record nothing is lost.
    for wrong in [1, 2, 4] {
        assert_eq!(
            built("a.warc", [record(1, 0), record(2, wrong), record(3, 0)].concat()),
            (String::new(), 3)
        );
    }
    for wrong in [-300, -1, 5, 700] {
        let (rejects, articles) = built("a.warc", [record(1, 0), record(2, wrong), record(3, 0)].concat());
        assert_eq!(articles, 2, "{wrong}: {rejects}");
        assert!(rejects.starts_with("a.warc:2,"), "{wrong}: {rejects}");
    }
}

#[test]
fn a_broken_parquet() {
    let folder = Folder::new();
    for number in 0..40 {
        folder.write(&format!("pages/{number}.html"), page(number));
    }
    folder.build(&["pages", "-o", "out"]);
    let whole = std::fs::read(folder.path("out/articles.parquet")).unwrap();
    assert_snapshot!(built("a.parquet", "PAR1 or not").0, @r#"a.parquet,0,read,"not read as Parquet: parquet: File out of specification: A Parquet file must contain a header and footer with at least 12 bytes; the file was not read, repair it or fetch it again""#);
    assert_snapshot!(built("a.parquet", &whole[..whole.len() / 2]).0, @r#"a.parquet,0,read,"not read as Parquet: parquet: File out of specification: The file must end with PAR1; the file was not read, repair it or fetch it again""#);
    // All but the footer, at whose end its own length stands.
    let mut scratched = whole;
    let end = scratched.len() - 8;
    let footer = u32::from_le_bytes(scratched[end..end + 4].try_into().unwrap());
    scratched[4..end - usize::try_from(footer).unwrap()].fill(0xFF);
    let (rejects, _) = built("a.parquet", &scratched);
    assert!(rejects.contains("the file was not read"), "{rejects}");
}

#[test]
fn tables_of_other_columns_stop_a_build_before_its_first_page() {
    let folder = Folder::new();
    folder.write("pages/a.html", page(1));
    folder.write("pages/b.csv", "title,body\na,b\n");
    for more in [&[][..], &["--dry-run"]] {
        let run = folder.dateline(&[&["build", "pages", "-o", "out"], more].concat());
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr
                .contains("b.csv: no column `html` or `text`; its columns are `title`, `body`; say below"),
            "{}",
            run.stderr
        );
        assert_eq!(folder.names(), ["pages"]);
    }
    folder.write("pages/b.csv", "text,id,text\na,b,c\n");
    let run = folder.dateline(&["build", "pages", "-o", "out"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("b.csv: two columns are called `text`; rename one"), "{}", run.stderr);
}
