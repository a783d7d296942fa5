//! How fast the detector reads, beside lingua on the same texts: `cargo xtask bench lang` runs it.
//!
//! `detector FILE …`: records with a `text`, one JSON object a line; without files, the articles of
//! the embedded datasets, line by line. Measured on one thread, in CPU seconds, JSON and start-up
//! left out: each text for itself, and documents of five kilobytes put together from them. lingua
//! has the languages that the tests compare it in, so its row stands beside ours with the same ones.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use dateline_lang::Detector;
use dateline_measure::{megabytes, peak_memory, timed};
use lingua::{IsoCode639_1, Language, LanguageDetectorBuilder};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::str::FromStr;

/// How many bytes a document has.
const DOCUMENT: usize = 5_000;

/// The share of the texts that lingua reads: it is slow, and its speed does not depend on how many.
const LINGUA_READS: usize = 20;

/// The languages that lingua is built with for the tests.
const COMPARED: [&str; 18] = [
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "sv", "fi", "cs", "ro", "ru", "uk", "bg", "ar",
    "fa",
];

fn main() -> Result<(), Box<dyn Error>> {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let rows = if files.is_empty() { embedded()? } else { records(&files)? };
    let documents = documents(&rows);
    println!("| detector | languages | rows/s | MB/s | documents of 5 kB/s | memory, MB |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let own = Detector::new();
    report("dateline-lang", own.languages().count(), 1, [&rows, &documents], |text| own.detect(text).code);
    let few = Detector::with_languages(&COMPARED)?;
    report("dateline-lang", COMPARED.len(), 1, [&rows, &documents], |text| few.detect(text).code);
    let languages = COMPARED.map(IsoCode639_1::from_str);
    let languages: Vec<Language> = languages.iter().flatten().map(Language::from_iso_code_639_1).collect();
    let lingua = LanguageDetectorBuilder::from_languages(&languages).with_preloaded_language_models().build();
    let detect = |text: &str| lingua.detect_language_of(text).map(|found| found.iso_code_639_1().to_string());
    report("lingua", languages.len(), LINGUA_READS, [&rows, &documents], detect);
    println!("\n{} rows, {:.0} bytes each on average.", rows.len(), bytes(&rows) / rows.len() as f64 * 1e6);
    Ok(())
}

/// One line of the table. The memory is the most that the process has held until then.
fn report(
    name: &str,
    languages: usize,
    every: usize,
    [rows, documents]: [&[String]; 2],
    detect: impl Fn(&str) -> Option<String>,
) {
    let read = |texts: &[String]| {
        let texts: Vec<&String> = texts.iter().step_by(every).collect();
        let (_, spent) = timed(|| texts.iter().filter(|text| black_box(detect(text)).is_some()).count());
        let read: usize = texts.iter().map(|text| text.len()).sum();
        let seconds = spent.as_secs_f64();
        (texts.len() as f64 / seconds, megabytes(read) / seconds)
    };
    let (rows, rate) = read(rows);
    let (documents, _) = read(documents);
    let memory = peak_memory().map_or_else(|| "-".to_owned(), |peak| peak.to_string());
    println!("| {name} | {languages} | {rows:.0} | {rate:.1} | {documents:.0} | {memory} |");
}

/// The texts put together to documents, with all of them in it.
fn documents(rows: &[String]) -> Vec<String> {
    let mut documents = vec![String::new()];
    for row in rows {
        if documents.last().is_none_or(|last| last.len() >= DOCUMENT) {
            documents.push(String::new());
        }
        if let Some(last) = documents.last_mut() {
            last.push_str(row);
            last.push('\n');
        }
    }
    documents
}

fn bytes(texts: &[String]) -> f64 {
    megabytes(texts.iter().map(String::len).sum())
}

/// The texts of records.
fn records(files: &[String]) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for file in files {
        let source = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        for line in source.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            texts.extend(record.get("text").and_then(|text| text.as_str()).map(str::to_owned));
        }
    }
    if texts.is_empty() {
        return Err("no record in the files has a `text`".into());
    }
    Ok(texts)
}

/// The lines of the embedded datasets' flattened pages.
fn embedded() -> Result<Vec<String>, Box<dyn Error>> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/leader-messages/pages");
    let mut files: Vec<_> =
        fs::read_dir(pages)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        lines.extend(fs::read_to_string(file)?.lines().filter(|line| line.len() > 40).map(str::to_owned));
    }
    Ok(lines)
}
