//! How fast messages and quotes are found: `cargo xtask bench messages` runs it.
//!
//! `finder FILE …`: records as `dateline-dates` hands them on, one JSON object a line; without files, the corpora of the
//! languages, which are nothing but messages: the worst that can come. Megabytes of article text a CPU second, on one
//! thread, JSON left out; the languages are read before.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use dateline_measure::{megabytes, timed};
use dateline_messages::Finder;
use dateline_record::{Page, RawPage, Record};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

#[derive(Deserialize)]
struct Corpus {
    page: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
}

/// How often the pages are read.
const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let records = if files.is_empty() { corpora()? } else { read(&files)? };
    let mut pages: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    for record in records {
        let given = record.page.lang.clone();
        let code = given.or_else(|| record.language.as_ref()?.code.clone());
        pages.entry(code.unwrap_or_else(|| "und".to_owned())).or_default().push(record);
    }
    let finder = Finder::builtin();
    println!("| language | pages | MB | messages | quotes | MB/s |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let (mut all, mut took) = (0.0, 0.0);
    for (language, pages) in &pages {
        let found: Vec<_> = pages.iter().map(|page| finder.find(page)).collect();
        let (_, spent) = timed(|| {
            for page in pages.iter().cycle().take(TIMES * pages.len()) {
                black_box(finder.find(page));
            }
        });
        let size: f64 = pages.iter().map(|page| megabytes(text_of(page).len())).sum();
        let messages: usize = found.iter().map(|found| found.messages.len()).sum();
        let quotes: usize = found.iter().map(|found| found.quotes.len()).sum();
        let seconds = spent.as_secs_f64() / TIMES as f64;
        (all, took) = (all + size, took + seconds);
        // A page or two are read in less than the clock tells.
        let speed = if seconds > 0.0 { format!("{:.1}", size / seconds) } else { "–".to_owned() };
        println!("| {language} | {} | {size:.3} | {messages} | {quotes} | {speed} |", pages.len());
    }
    println!("\n{:.1} MB of article text a CPU second", all / took);
    Ok(())
}

fn text_of(record: &Record) -> &str {
    match (&record.article, &record.page.raw) {
        (Some(article), _) => &article.text,
        (None, Some(RawPage::Text(text))) => text,
        _ => "",
    }
}

fn read(files: &[String]) -> Result<Vec<Record>, Box<dyn Error>> {
    let mut records = Vec::new();
    for file in files {
        for line in fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?.lines() {
            records.push(serde_json::from_str(line).map_err(|error| format!("{file}: {error}"))?);
        }
    }
    Ok(records)
}

fn corpora() -> Result<Vec<Record>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let mut records = Vec::new();
    for language in Finder::builtin().languages() {
        let corpus: Corpus =
            toml::from_str(&fs::read_to_string(folder.join(format!("{language}.corpus.toml")))?)?;
        records.extend(corpus.page.into_iter().map(|case| Record {
            page: Page {
                raw: Some(RawPage::Text(case.text)),
                lang: Some(language.to_owned()),
                ..Page::default()
            },
            ..Record::default()
        }));
    }
    Ok(records)
}
