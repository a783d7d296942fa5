//! Page files, through their public interface.
#![cfg(feature = "pages")]

use dateline_record::RawPage;
use dateline_record::pages::{Limits, LineReader, page_id, read_page, walk};
use proptest::prelude::*;
use std::fs;
use std::io::{BufReader, Write};

#[test]
fn a_packed_page_is_the_same_page() {
    let folder = tempfile::tempdir().unwrap();
    let html = "<p>Grüße</p>";
    fs::write(folder.path().join("a.html"), html).unwrap();
    let file = fs::File::create(folder.path().join("a.html.gz")).unwrap();
    flate2::write::GzEncoder::new(file, flate2::Compression::fast()).write_all(html.as_bytes()).unwrap();
    fs::write(folder.path().join("a.htm.zst"), zstd::stream::encode_all(html.as_bytes(), 1).unwrap())
        .unwrap();
    for path in walk(folder.path()).unwrap() {
        let page = read_page(&path, Limits::default()).unwrap();
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
    DIR/long.txt: more than 100 bytes; split the page or raise the limit
    DIR/binary.html: byte 6 is NUL, so this is a binary file; wanted a page of text
    DIR/strange.txt: byte 4 is not UTF-8, and no other encoding fits; convert the page to UTF-8 first
    ");
}

#[test]
fn a_walk_is_sorted_and_skips_what_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/z.html", "b/a.txt", "a.htm", "notes.md", ".hidden/x.html", "c/d/e.html.gz"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("b/circle")).unwrap();
    let found = walk(folder.path()).unwrap();
    let names: Vec<_> =
        found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.htm", "b/a.txt", "b/z.html", "c/d/e.html.gz"]);
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
