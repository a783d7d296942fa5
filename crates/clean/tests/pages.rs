//! Whole pages through the cleaner, as snapshots, and what must hold of every page.

use dateline_clean::Cleaner;
use dateline_record::{Article, PageKind};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn clean(name: &str) -> Article {
    let source = std::fs::read_to_string(folder().join(name)).expect("the page is in tests/pages");
    let cleaner = Cleaner::default();
    if name.ends_with(".html") { cleaner.clean_html(&source, None) } else { cleaner.clean_text(&source) }
}

/// The article on one screen: fields, dates, and each block with its label.
fn summary(article: &Article) -> String {
    let mut out = String::new();
    let found_in = article.found_in;
    for (name, value, source) in [
        ("title", &article.title, found_in.title),
        ("byline", &article.byline, found_in.byline),
        ("publisher", &article.publisher, found_in.publisher),
        ("section", &article.section, found_in.section),
        ("canonical_url", &article.canonical_url, found_in.canonical_url),
        ("image", &article.image, found_in.image),
    ] {
        assert_eq!(value.is_some(), source.is_some(), "{name}: what is found is found somewhere");
        let source = source.map(|source| format!(" ({source:?})")).unwrap_or_default();
        let _ = writeln!(out, "{name}: {}{source}", value.as_deref().unwrap_or("-"));
    }
    let verdict = article.verdict.expect("every article has one");
    let _ = writeln!(out, "verdict: {:?} {}", verdict.kind, verdict.confidence);
    for date in &article.printed_dates {
        let value = date.value.as_deref().unwrap_or("-");
        let _ = writeln!(out, "date: {:?} {:?} {} = {value}", date.from, date.role, date.text);
    }
    for block in &article.blocks {
        let why = block.why.map(|why| format!(" {why:?}")).unwrap_or_default();
        let span =
            block.start.zip(block.end).map(|(start, end)| format!(" {start}..{end}")).unwrap_or_default();
        let _ = writeln!(out, "[{:?}{why}{span}] {}", block.kind, block.text);
    }
    out
}

#[test]
fn pages_clean_as_they_should() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("tests/pages is a folder")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 11);
    for name in names {
        insta::assert_snapshot!(name.replace('.', "_"), summary(&clean(&name)));
    }
}

#[test]
fn verdicts() {
    assert_eq!(clean("not-found.html").verdict.map(|v| v.kind), Some(PageKind::Error));
    assert_eq!(clean("consent.html").verdict.map(|v| v.kind), Some(PageKind::Consent));
    assert_eq!(clean("index.html").verdict.map(|v| v.kind), Some(PageKind::Index));
    assert_eq!(clean("json-ld.html").verdict.map(|v| v.kind), Some(PageKind::Article));
}

#[test]
fn the_language_a_page_declares_is_kept_where_it_is_one() {
    let declared = |html: &str| Cleaner::default().clean_html(html, None).declared_language;
    assert_eq!(declared("<!doctype html><html lang=' pt-BR '><p>Bom dia.").as_deref(), Some("pt-BR"));
    assert_eq!(declared("<html xml:lang=de><p>Guten Tag.").as_deref(), Some("de"));
    assert_eq!(declared("<html lang=english><p>Good morning."), None);
    assert_eq!(declared("<p lang=fr>Bonjour."), None);
}
