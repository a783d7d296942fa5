//! Page files, through their public interface.
#![cfg(feature = "pages")]
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

use dateline_record::RawPage;
use dateline_record::pages::{Found, Limits, LineReader, page_id, read_page, walk};
use proptest::prelude::*;
use std::fs;
use std::io::{BufReader, Write};
use std::path::Path;

#[test]
fn a_packed_page_is_the_same_page() {
    let folder = tempfile::tempdir().unwrap();
    let html = "<p>Grüße</p>";
    fs::write(folder.path().join("a.html"), html).unwrap();
    let file = fs::File::create(folder.path().join("a.html.gz")).unwrap();
    flate2::write::GzEncoder::new(file, flate2::Compression::fast()).write_all(html.as_bytes()).unwrap();
    fs::write(folder.path().join("a.htm.zst"), zstd::stream::encode_all(html.as_bytes(), 1).unwrap())
        .unwrap();
    for found in walk(folder.path()).unwrap() {
        let page = read_page(&found.path, Limits::default()).unwrap();
        assert_eq!(page.id, page_id(html.as_bytes()));
        assert_eq!(page.raw, Some(RawPage::Html(html.to_owned())));
    }
}

#[test]
fn each_fault_of_a_page_is_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    let message = |name: &str, bytes: Option<&[u8]>| {
        let path = folder.path().join(name);
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).unwrap();
        }
        let error = read_page(&path, Limits { max_bytes: 100 }).unwrap_err();
        error.to_string().replace(&*folder.path().to_string_lossy(), "DIR")
    };
    let messages = [
        message("missing.html", None),
        message("data.csv", Some(b"a,b")),
        message("empty.txt", Some(b" \n")),
        message("long.txt", Some(&[b'a'; 101])),
        message("binary.html", Some(b"GIF89a\0")),
        message("strange.txt", Some(b"Stra\xDFe\x81\x8D")),
    ];
    insta::assert_snapshot!(messages.join("\n"), @"
    DIR/missing.html: cannot be read: No such file or directory (os error 2)
    DIR/data.csv: not named like a page; wanted .html, .htm, .xhtml or .txt (also .gz, .zst, .bz2)
    DIR/empty.txt: the file is empty; wanted a page
    DIR/long.txt: more than 100 bytes; split the page, or raise the limit (`--max-page-bytes`)
    DIR/binary.html: byte 6 is NUL, so this is a binary file; wanted a page of text
    DIR/strange.txt: byte 4 is not UTF-8, and no other encoding fits; convert the page to UTF-8 first
    ");
}

/// The names of what is found in a folder, each with its fault.
fn walked(folder: &Path) -> Vec<String> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let told = |found: Found| match found.fault {
        None => name(&found.path),
        Some(fault) => format!("{}: {fault}", name(&found.path)),
    };
    walk(folder).unwrap().into_iter().map(told).collect()
}

fn write_all(folder: &Path, names: &[&str]) {
    for name in names {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
}

#[test]
fn a_walk_is_sorted_and_skips_what_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["b/z.html", "b/a.txt", "a.htm", "notes.md", ".hidden/x.html", "c/d/e.html.gz"];
    write_all(folder.path(), &names);
    write_all(folder.path(), &["dataset/manifest.json", "dataset/report.html"]);
    assert_eq!(walked(folder.path()), ["a.htm", "b/a.txt", "b/z.html", "c/d/e.html.gz"]);
}

#[cfg(unix)]
#[test]
fn links_are_told_that_lead_out_of_the_folder_or_nowhere() {
    use std::os::unix::fs::symlink;
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("pages");
    write_all(around.path(), &["pages/b/page.html", "secret/page.html"]);
    for (end, name) in [
        ("page.html", "b/again.html"),
        ("..", "b/circle"),
        ("../b", "b/folder"),
        ("../../secret/page.html", "b/out.html"),
        ("../../secret", "b/out"),
        ("../../secret/none.html", "b/nowhere.html"),
        ("../../secret/none", "b/nowhere"),
        ("loop.html", "b/loop.html"),
    ] {
        symlink(end, folder.join(name)).unwrap();
    }
    insta::assert_snapshot!(walked(&folder).join("\n"), @"
    b/again.html
    b/loop.html: a link that leads nowhere; fix or remove it
    b/nowhere.html: a link that leads nowhere; fix or remove it
    b/out: a link that leads out of its folder, and is not followed; replace it with its target, or remove it
    b/out.html: a link that leads out of its folder, and is not followed; replace it with its target, or remove it
    b/page.html
    ");
}

proptest! {
    #[test]
    fn a_line_is_found_again_at_its_offset(
        text in prop::collection::vec(prop::sample::select(vec!["a", "é", "\r\n", "\n", " ", "{}"]), 0..60),
        buffer in 1..9_usize,
    ) {
        let text = text.concat();
        let lines: Vec<_> = LineReader::new(BufReader::with_capacity(buffer, text.as_bytes())).map(Result::unwrap).collect();
        for line in &lines {
            let from = usize::try_from(line.offset).unwrap();
            prop_assert!(text[from..].starts_with(&line.text));
            let number = text[..from].matches('\n').count() as u64 + 1;
            prop_assert_eq!(line.number, number);
        }
        let expected = text.split('\n').filter(|line| !line.trim_ascii().is_empty()).count();
        prop_assert_eq!(lines.len(), expected);
    }
}
