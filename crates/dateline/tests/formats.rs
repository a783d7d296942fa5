//! Pages in CSV, Parquet, web archives and on standard input; and what is wrong with them, exactly.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, line, page, rejects};
use insta::assert_snapshot;
use std::io::Write as _;
use std::process::Stdio;

/// The rows of a CSV file's columns of these names.
fn column(folder: &Folder, file: &str, name: &str) -> Vec<String> {
    let mut table = csv::Reader::from_path(folder.path(file)).unwrap();
    let at = table.headers().unwrap().iter().position(|column| column == name).unwrap();
    table.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

fn error(folder: &Folder, args: &[&str]) -> String {
    let run = folder.dateline(&[&["build", "-o", "none"], args].concat());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(!folder.path("none").exists());
    // Between a slow machine's lines of progress.
    let last = run.stderr.lines().last().unwrap();
    last.replace(folder.path("").canonicalize().unwrap().to_str().unwrap(), "DIR")
}

#[test]
fn rows_of_a_table() {
    let folder = Folder::new();
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["link", "body", "when", "no"]).unwrap();
    for number in 0..3 {
        let url = format!("https://news.example/{number}");
        table.write_record([&url, &page(number), "2025-03-04", &number.to_string()]).unwrap();
    }
    let mut csv = table.into_inner().unwrap();
    csv.extend_from_slice(b"https://news.example/short\nhttps://news.example/none,,,3\nx,\xff,,4\n");
    folder.write("pages.csv", csv);
    let fields = ["--field", "html=body", "--field", "url=link", "--field", "dct=when"];
    folder.build(&[&["pages.csv", "-o", "out"], &fields[..]].concat());
    let mut urls = column(&folder, "out/articles.csv", "url");
    urls.sort();
    assert_eq!(urls, ["https://news.example/0", "https://news.example/1", "https://news.example/2"]);
    assert_eq!(column(&folder, "out/articles.csv", "published"), ["2025-03-04"; 3]);
    assert_snapshot!(rejects(&folder, "out"), @r#"
    pages.csv:5,1314,read,"the row has 1 fields, and the header has 4; is a quote missing?"
    pages.csv:6,1341,read,the row has no page: neither `html` nor `text`
    pages.csv:7,1371,read,`html` is not UTF-8 from its byte 0 on
    "#);
    assert_snapshot!(error(&folder, &["pages.csv"]), @r#"error: DIR/pages.csv: no column `html` or `text`; its columns are `link`, `body`, `when`, `no`; say below `[fields]` in a recipe, or with `--field`, which of them holds the page, such as text = "content"; nothing was written"#);
    assert_snapshot!(error(&folder, &["pages.csv", "--field", "text=content"]), @"error: DIR/pages.csv: no column `content`, which `fields.text` names; its columns are `link`, `body`, `when`, `no`; nothing was written");
}

#[test]
fn rows_of_a_table_whose_lines_end_in_two_bytes() {
    let folder = Folder::new();
    let lines = ["id,text", "a,\"First line.\r\nSecond.\"", "b,Hello.", "c,", "d,,", ""];
    folder.write("pages.csv", lines.join("\r\n"));
    folder.build(&["pages.csv", "-o", "out"]);
    assert_eq!(column(&folder, "out/articles.csv", "source"), ["pages.csv:2", "pages.csv:4"]);
    assert_snapshot!(rejects(&folder, "out"), @r#"
    pages.csv:5,45,read,the row has no page: neither `html` nor `text`
    pages.csv:6,49,read,"the row has 3 fields, and the header has 2; is a quote missing?"
    "#);
}

#[test]
fn rows_of_parquet() {
    let folder = Folder::with_recipe();
    folder.build(&["recipe.toml", "-o", "first"]);
    std::fs::copy(folder.path("first/articles.parquet"), folder.path("pages.parquet")).unwrap();
    folder.build(&["pages.parquet", "-o", "out", "--field", "id=article_id", "--field", "dct=published"]);
    for name in ["article_id", "published"] {
        assert_eq!(column(&folder, "out/articles.csv", name), column(&folder, "first/articles.csv", name));
    }
    assert_eq!(column(&folder, "out/articles.csv", "source")[0], "pages.parquet:1");
    let message = error(&folder, &["pages.parquet", "--field", "text=content"]);
    let found = "error: DIR/pages.parquet: no column `content`, which `fields.text` names; its columns are `article_id`, ";
    assert!(message.starts_with(found), "{message}");
    assert_snapshot!(error(&folder, &["pages.parquet", "--field", "url=language_confidence"]), @"error: DIR/pages.parquet: column `language_confidence` holds numbers with a fraction; wanted text, whole numbers, days or timestamps; cast it to text; nothing was written");
}

/// A table as data frames are saved: text as bytes and as a category, timestamps, and columns of every other kind, which
/// nobody asks for (`meta`, `tags` …). pyarrow made it, since polars makes structs only where it is built to.
const MANY_TYPES: &[u8] = include_bytes!("data/many-types.parquet");

#[test]
fn columns_of_many_types() {
    let folder = Folder::new();
    folder.write("pages.parquet", MANY_TYPES);
    folder.build(&["pages.parquet", "-o", "out"]);
    let mut urls = column(&folder, "out/articles.csv", "url");
    urls.sort();
    assert_eq!(urls, ["https://news.example/1", "https://news.example/2"]);
    let mut fetched = column(&folder, "out/articles.csv", "fetched");
    fetched.sort();
    assert_eq!(fetched, ["2025-06-14T09:00:00.250Z", "2025-06-14T09:00:00Z"]);
    // The one row that claims a day is believed; the other has its text alone.
    let days = ["published_method", "published"].map(|name| column(&folder, "out/articles.csv", name));
    assert!(
        days[0].iter().zip(&days[1]).any(|day| day == (&"metadata".to_owned(), &"2025-06-13".to_owned())),
        "{days:?}"
    );
    for (column, found) in [("meta", "structs"), ("tags", "lists"), ("ratio", "numbers with a fraction")] {
        let message = error(&folder, &["pages.parquet", "--field", &format!("id={column}")]);
        assert!(message.contains(&format!("column `{column}` holds {found}; wanted text, ")), "{message}");
    }
}

#[test]
fn what_is_packed_is_unpacked_whatever_it_is_called() {
    let folder = Folder::new();
    folder.write("plain.jsonl", [line(1), line(2)].join("\n"));
    folder.build(&["plain.jsonl", "-o", "out"]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(folder.read("plain.jsonl").as_bytes()).unwrap();
    let zstd = zstd::stream::encode_all(folder.read("plain.jsonl").as_bytes(), 1).unwrap();
    for (name, packed) in [("gzip", gzip.finish().unwrap()), ("zstd", zstd)] {
        folder.write(&format!("{name}.jsonl"), packed);
        folder.build(&[&format!("{name}.jsonl"), "-o", name]);
        assert_eq!(folder.read(&format!("{name}/blocks.csv")), folder.read("out/blocks.csv"), "{name}");
    }
}

#[test]
fn a_record_without_a_page_is_told_by_the_names_that_its_fields_have() {
    let folder = Folder::new();
    folder.write("pages.jsonl", line(1));
    let run = folder.dateline(&["build", "pages.jsonl", "-o", "out", "--quiet", "--field", "html=body"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_snapshot!(rejects(&folder, "out"), @"pages.jsonl:1,0,clean,\"the record has none of `body`, `text` and `article`; one of them must hold the page\"");
}

fn record(kind: &str, headers: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2025-03-05T10:00:00Z\r\n{headers}Content-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(number: usize, head: &str, body: &[u8]) -> Vec<u8> {
    let headers = format!(
        "WARC-Target-URI: <https://news.example/{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    record("response", &headers, &[head.as_bytes(), b"\r\n\r\n", body].concat())
}

#[test]
fn captures_of_an_archive() {
    let folder = Folder::new();
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", page(3).len(), page(3));
    let records = [
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"software: test\r\n"),
        record("request", "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        response(1, html, page(1).as_bytes()),
        response(2, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>Nothing here.</p>"),
        response(3, &format!("{html}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
        response(4, "HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        b"this is no record\nnor is this\n".to_vec(),
        response(5, "no response at all", b"x"),
        response(6, html, page(6).as_bytes()),
    ];
    // As crawlers pack them: each record a member of its own.
    let mut packed = Vec::new();
    for record in &records {
        let mut gz = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
        gz.write_all(record).unwrap();
        gz.finish().unwrap();
    }
    folder.write("crawl.warc", records.concat());
    folder.write("packed/crawl.warc.gz", &packed);
    folder.build(&["crawl.warc", "-o", "out"]);
    folder.build(&["packed", "-o", "packed-out"]);
    assert_eq!(folder.read("out/blocks.csv"), folder.read("packed-out/blocks.csv"));
    let mut urls = column(&folder, "out/articles.csv", "url");
    urls.sort();
    assert_eq!(urls, ["https://news.example/1", "https://news.example/3", "https://news.example/6"]);
    assert_eq!(column(&folder, "out/articles.csv", "fetched"), ["2025-03-05T10:00:00Z"; 3]);
    assert_snapshot!(rejects(&folder, "out"), @r"
    crawl.warc:7,2098,read,no WARC record begins here; what stands up to the next one is passed over
    crawl.warc:8,2128,read,the WARC record holds no HTTP response: invalid HTTP version
    ");
}

#[test]
fn texts_of_an_archive() {
    let folder = Folder::new();
    let text = "Council votes on new bridge\nThe council voted on Tuesday, March 4, 2025, to build it.\n";
    let headers = "WARC-Target-URI: https://news.example/1\r\nContent-Type: text/plain\r\n";
    let mut bz2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bz2.write_all(&record("conversion", headers, text.as_bytes())).unwrap();
    folder.write("crawl.warc.wet.bz2", bz2.finish().unwrap());
    folder.build(&["crawl.warc.wet.bz2", "-o", "out"]);
    assert_eq!(column(&folder, "out/articles.csv", "url"), ["https://news.example/1"]);
}

#[test]
fn records_on_standard_input() {
    let folder = Folder::new();
    let mut child =
        folder.command(&["build", "-", "-o", "out", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    let lines = [line(1), line(2)].join("\n");
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(column(&folder, "out/articles.csv", "source").len(), 2);
    let manifest = folder.read("out/manifest.json");
    assert!(manifest.contains(&format!("\"bytes\": {},\n      \"path\": \"-\"", lines.len())), "{manifest}");
}

#[test]
fn a_bomb_is_not_unpacked_to_its_end() {
    let folder = Folder::new();
    let mut zst = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    for _ in 0..300 {
        zst.write_all(&[b'\n'; 1 << 20]).unwrap();
    }
    folder.write("bomb.jsonl.zst", zst.finish().unwrap());
    assert_eq!(folder.dateline(&["build", "bomb.jsonl.zst", "-o", "out"]).code, Some(1));
    assert_snapshot!(rejects(&folder, "out"), @r#"bomb.jsonl.zst:67108865,67108864,read,"a record unpacks to more than 250 times its size, which no page does; the rest of the file was not read, repair it or fetch it again""#);
}

#[test]
fn many_records_that_are_much_the_same_are_no_bomb() {
    let folder = Folder::new();
    let mut zst = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    let padding = " ".repeat(1 << 20);
    for number in 0..90 {
        let record =
            serde_json::json!({"text": format!("Bridge {number} was opened on Friday."), "mine": padding});
        writeln!(zst, "{record}").unwrap();
    }
    let packed = zst.finish().unwrap();
    assert!(packed.len() < (90 << 20) / 250, "{}", packed.len());
    folder.write("captures.jsonl.zst", packed);
    folder.build(&["captures.jsonl.zst", "-o", "out"]);
    assert_eq!(column(&folder, "out/articles.csv", "article_id").len(), 90);
}

#[test]
fn the_longest_page_and_what_is_preferred_are_settings_of_a_dataset() {
    let folder = Folder::new();
    folder.write("a.html", page(1) + &" ".repeat(2_000));
    folder.write("b.jsonl", line(2));
    let build = |out: &str, more: &[&str]| {
        folder.build(&[&["a.html", "b.jsonl", "-o", out], more].concat());
        let manifest: serde_json::Value =
            serde_json::from_str(&folder.read(&format!("{out}/manifest.json"))).unwrap();
        (rejects(&folder, out), manifest["dataset"]["settings_sha256"].clone())
    };
    let (none, plain) = build("plain", &[]);
    assert_eq!(none, "");
    let (short, limited) = build("limited", &["--max-page-bytes", "600"]);
    assert_eq!(
        short,
        "a.html,0,read,\"more than 600 bytes; split the page, or raise the limit (`--max-page-bytes`)\"\n"
    );
    let (shorter, _) = build("line", &["--max-page-bytes", "100"]);
    assert!(
        shorter.contains(
            "b.jsonl:1,0,read,\"the line is longer than 200 bytes, twice the longest page; raise it"
        ),
        "{shorter}"
    );
    let (_, precise) = build("precise", &["--prefer", "precision"]);
    assert!(plain != limited && plain != precise && limited != precise);
    folder.write(
        "recipe.toml",
        "inputs = [\"*.html\", \"*.jsonl\"]\nmax_page_bytes = 600\nprefer = \"recall\"\n[dataset]\nname = \"a\"\nversion = \"1.0.0\"\n",
    );
    folder.build(&["recipe.toml", "-o", "recipe"]);
    assert_eq!(rejects(&folder, "recipe"), short);
}

#[test]
fn a_name_that_no_record_has_stops_a_build_before_its_first_page() {
    let folder = Folder::new();
    folder.write("a.jsonl", [line(1), line(2)].join("\n"));
    let told = error(&folder, &["a.jsonl", "--field", "html=content"]);
    assert!(
        told.contains(
            "a.jsonl: of its first 2 records none has `content`, `text` or `article`, of which one must hold \
                           the page; the recipe names `content` (`fields.html`); nothing was written"
        ),
        "{told}"
    );
    let told = error(&folder, &["a.jsonl", "--field", "html=page", "--field", "text=page"]);
    assert_eq!(
        told,
        "error: fields: `html` and `text` are both called `page`, and it holds one of them; leave the other out"
    );
    // What is called text is HTML here, and there is no other text.
    folder.write("b.jsonl", serde_json::json!({"text": page(1)}).to_string());
    folder.write("c.csv", "text,url\n<p>One page of some words.</p>,https://news.example/\n");
    folder.build(&["b.jsonl", "c.csv", "--field", "html=text", "-o", "out"]);
    assert_eq!(rejects(&folder, "out"), "");
}

#[test]
fn rows_that_end_in_carriage_returns_are_told_by_their_lines() {
    let folder = Folder::new();
    folder.write("a.csv", "id,text\ra,One page.\rb,\rc,Another page.\rd,\r");
    folder.build(&["a.csv", "-o", "out"]);
    assert_eq!(column(&folder, "out/rejects.csv", "source"), ["a.csv:3", "a.csv:5"]);
    assert_eq!(column(&folder, "out/articles.csv", "source"), ["a.csv:2", "a.csv:4"]);
}

#[test]
fn tables_and_lines_in_utf16() {
    let folder = Folder::new();
    let utf16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    folder.write("a.csv", utf16("url,text\r\nhttps://news.example/1,Die Br\u{fc}cke ist offen.\r\n"));
    folder.write("b.jsonl", utf16(&line(2)));
    folder.build(&["a.csv", "b.jsonl", "-o", "out"]);
    assert_eq!(rejects(&folder, "out"), "");
    assert!(folder.read("out/articles.csv").contains("Die Br\u{fc}cke ist offen."));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_a_folder() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("secret/page.html", page(1));
    folder.write("pages/page.html", page(2));
    symlink("page.html", folder.path("pages/again.html")).unwrap();
    folder.build(&["pages", "-o", "inside"]);
    assert_eq!(column(&folder, "inside/rejects.csv", "source"), ["page.html"]);
    symlink("../secret/page.html", folder.path("pages/link.html")).unwrap();
    symlink("../secret/none.html", folder.path("pages/none.html")).unwrap();
    folder.build(&["pages", "-o", "outside"]);
    assert_snapshot!(rejects(&folder, "outside"), @r#"
    link.html,0,read,"a link that leads out of its folder, and is not followed; replace it with its target, or remove it"
    none.html,0,read,a link that leads nowhere; fix or remove it
    page.html,0,export,duplicate: `again.html` is the same page
    "#);
    // Within the recipe's folder a link may lead anywhere.
    folder.write("recipe.toml", common::RECIPE);
    folder.write("more.jsonl", line(1));
    folder.build(&["recipe.toml", "-o", "recipe"]);
    assert_snapshot!(rejects(&folder, "recipe"), @r#"
    pages/link.html,0,export,duplicate: `more.jsonl:1` is the same page
    pages/none.html,0,read,a link that leads nowhere; fix or remove it
    pages/page.html,0,export,duplicate: `pages/again.html` is the same page
    "#);
    std::fs::rename(folder.path("pages"), folder.path("secret/pages")).unwrap();
    symlink("/etc", folder.path("pages")).unwrap();
    folder.write("recipe.toml", common::RECIPE.replace("pages/*.html", "pages/passwd"));
    assert_snapshot!(error(&folder, &["recipe.toml"]), @"error: ./pages/passwd is a link that leads out of .; name the file it leads to, or leave it out");
}

#[test]
fn pages_in_other_encodings() {
    let folder = Folder::new();
    let page = |declaration: &str, text: &[u8]| {
        let head = format!("<html><head>{declaration}<title>Bridges</title></head><body><p>");
        [head.as_bytes(), text, b"</p></body></html>"].concat()
    };
    // The council met; its mayor told of the bridge.
    let russian = b"\xd1\xee\xe2\xe5\xf2 \xe3\xee\xf0\xee\xe4\xe0 \xf1\xee\xe1\xf0\xe0\xeb\xf1\xff \xe2\xee \xe2\xf2\xee\xf0\xed\xe8\xea, \xe8 \xec\xfd\xf0 \xf0\xe0\xf1\xf1\xea\xe0\xe7\xe0\xeb \xee \xf1\xf2\xe0\xf0\xee\xec \xec\xee\xf1\xf2\xe5.";
    folder.write("meta.html", page("<meta charset=windows-1251>", russian));
    let wide =
        String::from_utf8(page("", "Der Rat der Stadt tagte am Dienstag über die alte Brücke.".as_bytes()))
            .unwrap();
    let wide: Vec<u8> = format!("\u{FEFF}{wide}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    folder.write("wide.html", wide);
    let http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; Charset=\"KOI8-R\"\r\n\r\n";
    // The same text in KOI8-R.
    let koi = b"\xf3\xcf\xd7\xc5\xd4 \xc7\xcf\xd2\xcf\xc4\xc1 \xd3\xcf\xc2\xd2\xc1\xcc\xd3\xd1 \xd7 \xd0\xd1\xd4\xce\xc9\xc3\xd5.";
    let response = [&http[..], &page("<meta charset=windows-1251>", koi)].concat();
    let headers = "Content-Type: application/http; msgtype=response\r\n";
    folder.write("crawl.warc", record("response", headers, &response));
    folder.build(&["meta.html", "wide.html", "crawl.warc", "-o", "out"]);
    let articles = folder.read("out/articles.csv");
    for text in [
        "Совет города собрался во вторник, и мэр рассказал о старом мосте.",
        "Der Rat der Stadt tagte am Dienstag über die alte Brücke.",
        "Совет города собрался в пятницу.",
    ] {
        assert!(articles.contains(text), "{text} is not in {articles}");
    }
    assert_snapshot!(rejects(&folder, "out").trim_end(), @"");
}
