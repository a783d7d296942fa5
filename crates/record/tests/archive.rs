//! Web archives, sound and damaged. `PROPTEST_CASES=1000000` makes a long run of it.
#![cfg(feature = "pages")]

use dateline_record::pages::{ArchiveReader, ArchiveRecord, InputKind};
use proptest::prelude::*;
use proptest::sample::Index;
use std::io::Write as _;

/// A record with a page that is told from all others.
fn record(number: usize, is_text: bool) -> Vec<u8> {
    let page = format!("Page {number}.{}", " It goes on.".repeat(number % 5));
    let (kind, media, content) = if is_text {
        ("conversion", "text/plain", page)
    } else {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        ("response", "application/http; msgtype=response", format!("{head}<p>{page}"))
    };
    let length = content.len();
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n")
        .into_bytes()
}

/// What may be put into an archive where it does not belong.
const PIECES: [&[u8]; 10] = [
    b"WARC/1.0\r\n",
    b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"Content-Length: -1\r\n",
    b"\r\n\r\n",
    b"\0\xFF\xFE",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
    b"Content-Encoding: gzip\r\n\r\n\x1F\x8B",
    b"WARC-Type: response\r\n",
    b":",
];

#[derive(Debug, Clone)]
enum Damage {
    Cut(Index),
    Remove(Index, usize),
    Change(Index, u8),
    Insert(Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Damage::Cut),
        (place(), 1..60_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Change(at, byte)),
        (place(), 0..PIECES.len()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ]
}

/// Damages an archive, and tells the first byte that is not as it was.
fn damaged(bytes: &mut Vec<u8>, damage: &Damage) -> usize {
    match damage {
        Damage::Cut(at) => {
            let at = at.index(bytes.len());
            bytes.truncate(at);
            at
        }
        Damage::Remove(at, count) => {
            let at = at.index(bytes.len());
            let end = (at + count).min(bytes.len());
            bytes.drain(at..end);
            at
        }
        Damage::Change(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
            at
        }
        Damage::Insert(at, piece) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, PIECES[*piece].iter().copied());
            at
        }
    }
}

fn pages(bytes: &[u8]) -> Vec<Vec<u8>> {
    ArchiveReader::new(bytes).filter_map(|record| Some(record.ok()?.page.ok()?.body)).collect()
}

/// A record of one type, about an address, with a content of a media type.
fn about(kind: &str, url: &str, media: &str, content: &str) -> String {
    let length = content.len();
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
    )
}

fn response(url: &str, media: &str, body: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n{body}");
    about("response", url, "application/http; msgtype=response", &http)
}

#[test]
fn plain_text_is_a_page_of_text_and_what_crawlers_keep_for_themselves_is_none() {
    let archive = [
        response("http://example.org/a.txt", "Text/Plain; charset=UTF-8", "Plain words."),
        response("http://example.org/b", "text/html", "<p>Marked words."),
        response("http://example.org/c.png", "image/png", "PNG"),
        response("http://example.org/d.csv", "text/plain-table", "a,b"),
        response("https://example.org/robots.txt", "text/plain", "User-agent: *"),
        response("https://example.org/gone", "text/html", "Gone.").replace("200 OK", "410 Go"),
        response("https://example.org/moved", "text/html", "Moved.").replace("200 OK", "302 Mo"),
        response("https://example.org/untold", "", "%PDF-1.7"),
        about("revisit", "https://example.org/again", "application/http", "HTTP/1.1 200 OK\r\n\r\n"),
        about("request", "https://example.org/again", "application/http", "GET / HTTP/1.1\r\n\r\n"),
        about("resource", "https://example.org/a.css", "text/css", "a {}"),
        response("https://example.org/about/robots.txt", "text/plain", "How robots write."),
        about("resource", "https://example.org/e.txt", "text/plain", "More words."),
        about("resource", "metadata://example.org/crawl.log", "text/plain", "GET 200"),
    ]
    .concat();
    let mut reader = ArchiveReader::new(archive.as_bytes());
    let pages = reader.by_ref().map(|record| record.unwrap().page.unwrap());
    let found: Vec<_> = pages.map(|page| (page.kind, String::from_utf8(page.body).unwrap())).collect();
    let wanted = [
        (InputKind::Text, "Plain words."),
        (InputKind::Html, "<p>Marked words."),
        (InputKind::Text, "How robots write."),
        (InputKind::Text, "More words."),
    ];
    assert_eq!(found, wanted.map(|(kind, body)| (kind, body.to_owned())));
    let passed_over: Vec<_> = reader.passed_over().iter().map(|(what, count)| (*what, *count)).collect();
    assert_eq!(
        passed_over,
        [
            ("image", 1),
            ("no content type", 1),
            ("other text", 2),
            ("revisit", 1),
            ("robots.txt", 1),
            ("status 3xx", 1),
            ("status 4xx", 1)
        ]
    );
}

/// A response whose body went through content encodings.
fn encoded(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n");
    let length = head.len() + body.len();
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    );
    [warc.as_bytes(), head.as_bytes(), body, b"\r\n\r\n"].concat()
}

#[test]
fn content_encodings_are_undone() {
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    const PAGE: &[u8] = b"<p>The same words, the same words, the same words.";
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(PAGE).unwrap();
    zlib.write_all(PAGE).unwrap();
    raw.write_all(PAGE).unwrap();
    let [gzip, zlib, raw] = [gzip.finish().unwrap(), zlib.finish().unwrap(), raw.finish().unwrap()];
    let zstd = zstd::stream::encode_all(PAGE, 1).unwrap();
    let twice = zstd::stream::encode_all(&gzip[..], 1).unwrap();
    let bodies: [(&str, &[u8]); 8] = [
        ("gzip", &gzip),
        ("X-Gzip", &gzip),
        ("gzip, identity", &gzip),
        ("deflate", &zlib),
        ("deflate", &raw),
        ("zstd", &zstd),
        ("gzip, zstd", &twice),
        // The crawler has undone it.
        ("br", PAGE),
    ];
    for (encoding, body) in bodies {
        assert_eq!(pages(&encoded(encoding, body)), [PAGE], "{encoding}");
    }
    let record = ArchiveReader::new(&encoded("br", b"\x1b\x30\x00\x00page")[..]).next().unwrap().unwrap();
    let words =
        "the page in the WARC record is encoded as `br`, which is not read; wanted gzip, deflate or zstd";
    assert_eq!(record.page.unwrap_err(), words);
}

#[test]
fn a_response_of_no_told_type_is_a_page_where_it_begins_as_one() {
    let response = |body: &str| {
        let http = format!("HTTP/1.1 200 OK\r\n\r\n{body}");
        about("response", "http://example.org/", "application/http; msgtype=response", &http)
    };
    assert_eq!(pages(response("\n<!DOCTYPE html><p>Words.").as_bytes()).len(), 1);
    assert!(pages(response("{\"a\":1}").as_bytes()).is_empty());
}

proptest! {
    #[test]
    fn damage_costs_what_it_touches_and_no_page_before_it(
        kinds in prop::collection::vec(any::<bool>(), 1..12),
        damages in prop::collection::vec(damage(), 0..6),
    ) {
        let records: Vec<Vec<u8>> = kinds.iter().enumerate().map(|(number, kind)| record(number, *kind)).collect();
        let whole = records.concat();
        let mut bytes = whole.clone();
        let mut first = bytes.len();
        for damage in &damages {
            if !bytes.is_empty() {
                first = first.min(damaged(&mut bytes, damage));
            }
        }
        let mut end = 0;
        // A record is only sure to be whole once the next one begins.
        let sound = records.iter().take_while(|record| { end += record.len(); end < first }).count();
        let wanted = pages(&whole);
        let found = pages(&bytes);
        prop_assert!(found.len() >= sound && found[..sound] == wanted[..sound], "{} of {}", found.len(), sound);
        let places: Vec<(u64, u64)> = ArchiveReader::new(&bytes[..]).map(|record| match record {
            Ok(ArchiveRecord { number, offset, .. }) => (number, offset),
            Err(error) => (error.number, error.offset),
        }).collect();
        prop_assert!(places.is_sorted_by(|one, two| one.0 < two.0 && one.1 < two.1), "{:?}", places);
        prop_assert!(places.iter().all(|(_, offset)| *offset <= bytes.len() as u64));
    }

    #[test]
    fn a_wrong_length_loses_nothing_without_a_word(
        kinds in prop::collection::vec(any::<bool>(), 2..8),
        wrong in any::<Index>(),
        length in 0..2000_usize,
    ) {
        let wrong = wrong.index(kinds.len());
        let records: Vec<Vec<u8>> = kinds.iter().enumerate().map(|(number, kind)| {
            let record = String::from_utf8(record(number, *kind)).unwrap();
            let told = record.split("Content-Length: ").nth(1).unwrap().split('\r').next().unwrap();
            let new = if number == wrong { length.to_string() } else { told.to_owned() };
            record.replacen(&format!("Content-Length: {told}"), &format!("Content-Length: {new}"), 1).into_bytes()
        }).collect();
        let bytes = records.concat();
        let found = pages(&bytes);
        let is_told = ArchiveReader::new(&bytes[..]).any(|record| record.is_ok_and(|record| record.page.is_err()));
        for (number, is_text) in kinds.iter().enumerate().filter(|(number, _)| *number != wrong) {
            let page = &pages(&record(number, *is_text))[0];
            // A length that leads to the end of a later record by chance makes one page of two.
            let is_part = |found: &Vec<u8>| found.windows(page.len()).any(|part| part == page);
            prop_assert!(found.iter().any(is_part) || is_told, "page {} is lost without a word", number);
        }
    }
}
