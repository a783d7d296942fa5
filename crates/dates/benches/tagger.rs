//! How fast the tagger reads: `cargo xtask bench dates` gives it texts.
//!
//! `tagger xx=FILE …`: each file holds documents in language `xx`, parted by form feeds. Measured on one thread, in CPU
//! seconds, JSON and start-up left out: documents until 100 MB are read, one text of 100 MB, and a text
//! of nothing but weekday names. `tagger --bytes N xx=FILE` only reads documents until there are `N` bytes, for a profiler, or
//! for a counter of instructions, which the machine's load does not sway.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use dateline_dates::{Dct, Languages, Tagger};
use dateline_measure::{cpu_time, megabytes, peak_memory, timed};
use std::fs;
use std::hint::black_box;
use std::time::Duration;

type Failure = Box<dyn std::error::Error>;

/// How much is read of each kind, in bytes.
const ENOUGH: usize = 100_000_000;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let mut texts: Vec<String> = Vec::new();
    let mut bytes: Option<usize> = None;
    while let Some(argument) = arguments.next() {
        if argument == "--bytes" {
            bytes = Some(arguments.next().ok_or("`--bytes` wants a number")?.parse()?);
        } else if argument.contains('=') {
            texts.push(argument);
        }
    }
    if texts.is_empty() {
        return Err(
            "usage: cargo bench -p dateline-dates -- xx=FILE …; `cargo xtask bench dates` brings texts"
                .into(),
        );
    }
    if let Some(enough) = bytes {
        for text in &texts {
            let (language, path) = text.split_once('=').unwrap_or_default();
            let subject = Subject::load(language, read(path)?)?;
            let (read, found, spent) =
                read_all(&subject.tagger, subject.texts().cycle(), subject.dct, enough);
            println!(
                "{language}: {read} bytes, {found} expressions, {:.1} MB/s",
                megabytes(read) / spent.as_secs_f64()
            );
        }
        return Ok(());
    }
    let mut rows = Vec::new();
    for text in &texts {
        let (language, path) = text.split_once('=').unwrap_or_default();
        rows.push((Subject::load(language, read(path)?)?, String::new()));
    }
    for (subject, row) in &mut rows {
        *row = subject.documents();
    }
    let memory = peak_memory().map_or_else(|| "not known here".to_owned(), |peak| format!("{peak} MB"));
    println!(
        "| language | load, ms | documents, MB/s | expressions/s | one text of 100 MB, MB/s | weekdays only, slower by |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for (subject, row) in &rows {
        println!("{row} {} |", subject.extremes());
    }
    println!("\nPeak memory of all languages' documents together: {memory}.");
    Ok(())
}

fn read(path: &str) -> Result<String, Failure> {
    Ok(fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?)
}

/// A language and its texts.
struct Subject {
    language: String,
    source: String,
    tagger: Tagger,
    load: Duration,
    dct: Dct,
}

impl Subject {
    fn load(language: &str, source: String) -> Result<Self, Failure> {
        let languages = Languages::builtin();
        let (tagger, load) = timed(|| languages.tagger(language));
        let tagger = tagger.ok_or_else(|| format!("there are no rules for `{language}`"))??;
        Ok(Self { language: language.to_owned(), source, tagger, load, dct: "2024-03-15".parse()? })
    }

    fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.source.split('\u{c}').filter(|document| !document.trim().is_empty())
    }

    /// The first columns of the table.
    fn documents(&self) -> String {
        let (read, found, spent) = read_all(&self.tagger, self.texts().cycle(), self.dct, ENOUGH);
        let load = self.load.as_secs_f64() * 1e3;
        let (rate, found) = (megabytes(read) / spent.as_secs_f64(), found as f64 / spent.as_secs_f64());
        format!("| {} | {load:.0} | {rate:.1} | {found:.0} |", self.language)
    }

    /// The last columns: one long text, and nothing but weekday names against it.
    fn extremes(&self) -> String {
        let mut long = String::with_capacity(ENOUGH);
        for text in self.texts().cycle() {
            if long.len() + text.len() > ENOUGH {
                break;
            }
            long.push_str(text);
        }
        let (_, spent) = timed(|| black_box(self.tagger.tag(&long, self.dct).len()));
        let rate = megabytes(long.len()) / spent.as_secs_f64();
        let weekdays = weekdays(&self.language).repeat(20_000);
        let (_, spent) = timed(|| black_box(self.tagger.tag(&weekdays, self.dct).len()));
        let slower = rate / (megabytes(weekdays.len()) / spent.as_secs_f64());
        format!("{rate:.1} | {slower:.1}")
    }
}

/// Tags documents until enough is read: bytes, expressions, time.
fn read_all<'d>(
    tagger: &Tagger,
    documents: impl Iterator<Item = &'d str>,
    dct: Dct,
    enough: usize,
) -> (usize, usize, Duration) {
    let start = cpu_time();
    let (mut read, mut found) = (0, 0);
    for document in documents {
        found += black_box(tagger.tag(document, dct)).len();
        read += document.len();
        if read >= enough {
            break;
        }
    }
    (read, found, cpu_time() - start)
}

/// The names of the week, a sentence of them.
fn weekdays(language: &str) -> String {
    let calendar = dateline_calendar::Calendar::builtin();
    let names =
        calendar.names(language).map(|names| names.weekdays().map(|(name, _)| name).collect::<Vec<_>>());
    names.unwrap_or_default().join(" ") + " "
}
