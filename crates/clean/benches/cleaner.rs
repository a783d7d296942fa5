//! How fast pages are cleaned: `cargo xtask bench clean` runs it.
//!
//! `cleaner FILE …`: records with `html`, `text`, `wet` or `res`, JSON Lines, plain or compressed; without files, the
//! pages of the embedded datasets. One thread, CPU seconds, page in and article out, JSON and start-up left out; each page is
//! cleaned until all pages of its kind together make 100 MB. With `--html-bytes N` or `--text-bytes N` pages of that
//! kind are cleaned until there are `N` bytes and nothing more, for a profiler or a counter of instructions.
//! Memory is handed out by the allocator of the command `dateline`.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use dateline_clean::Cleaner;
use dateline_measure::{megabytes, peak_memory, timed};
use dateline_record::pages::{self, Found};
use mimalloc::MiMalloc;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::BufRead;
use std::path::Path;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How much is read of each kind, in bytes.
const ENOUGH: usize = 100_000_000;

/// Pages of one kind, and how one is cleaned.
struct Subject {
    name: &'static str,
    pages: Vec<String>,
    clean: fn(&Cleaner, &str) -> usize,
}

fn html(cleaner: &Cleaner, page: &str) -> usize {
    cleaner.clean_html(page, None).blocks.len()
}

fn text(cleaner: &Cleaner, page: &str) -> usize {
    cleaner.clean_text(page).blocks.len()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut files, mut only) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        let kind = match argument.as_str() {
            "--html-bytes" => 0,
            "--text-bytes" => 1,
            _ => {
                files.push(argument);
                continue;
            }
        };
        let bytes = arguments.next().ok_or_else(|| format!("`{argument}` wants a number"))?;
        only = Some((kind, bytes.parse()?));
    }
    let [html_pages, texts] = if files.is_empty() { embedded()? } else { records(&files)? };
    let cleaner = Cleaner::default();
    // The lexicons and trees are loaded at the first page.
    black_box(cleaner.clean_text("The bridge closes.").blocks.len());
    let subjects = [
        Subject { name: "HTML", pages: html_pages, clean: html },
        Subject { name: "flattened text", pages: texts, clean: text },
    ];
    if let Some((kind, bytes)) = only {
        let subject: &Subject = &subjects[kind];
        println!("{}: {} blocks", subject.name, subject.read(&cleaner, bytes));
        return Ok(());
    }
    println!("| pages of | pages | MB | MB a CPU-second | blocks/s | slowest page, ms | pages over 50 ms |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for subject in &subjects {
        subject.report(&cleaner);
    }
    let memory = peak_memory().map_or_else(|| "not known here".to_owned(), |peak| format!("{peak} MB"));
    println!("\nPeak memory, pages included: {memory}.");
    Ok(())
}

impl Subject {
    /// Cleans pages until there are so many bytes.
    fn read(&self, cleaner: &Cleaner, bytes: usize) -> usize {
        let (mut read, mut blocks) = (0, 0);
        for page in self.pages.iter().cycle() {
            blocks += black_box((self.clean)(cleaner, page));
            read += page.len();
            if read >= bytes {
                break;
            }
        }
        blocks
    }

    /// One line of the table.
    fn report(&self, cleaner: &Cleaner) {
        let size: usize = self.pages.iter().map(String::len).sum();
        if size == 0 {
            return;
        }
        let rounds = ENOUGH.div_ceil(size);
        // Of a page the fastest round counts: another may have been interrupted. The system counts CPU time
        // too coarsely for a page.
        let mut each = vec![Duration::MAX; self.pages.len()];
        let mut blocks = 0;
        let ((), all) = timed(|| {
            for _ in 0..rounds {
                for (page, fastest) in self.pages.iter().zip(&mut each) {
                    let start = Instant::now();
                    blocks += black_box((self.clean)(cleaner, page));
                    *fastest = start.elapsed().min(*fastest);
                }
            }
        });
        let seconds = all.as_secs_f64();
        let slowest = each.iter().max().copied().unwrap_or_default().as_secs_f64() * 1e3;
        let slow = each.iter().filter(|spent| spent.as_millis() >= 50).count();
        println!(
            "| {} | {} | {:.1} | {:.1} | {:.0} | {slowest:.1} | {slow} |",
            self.name,
            self.pages.len(),
            megabytes(size),
            megabytes(size * rounds) / seconds,
            blocks as f64 / seconds,
        );
    }
}

/// The HTML and the flattened texts of records.
fn records(files: &[String]) -> Result<[Vec<String>; 2], Box<dyn Error>> {
    let mut found = [Vec::new(), Vec::new()];
    for file in files {
        let reader = pages::open(Path::new(file)).map_err(|error| format!("{file}: {error}"))?;
        for line in reader.lines() {
            let record: serde_json::Value =
                serde_json::from_str(&line?).map_err(|error| format!("{file}: {error}"))?;
            let field = |name: &&str| record.get(*name).and_then(|page| page.as_str()).map(str::to_owned);
            found[0].extend(field(&"html"));
            found[1].extend(["text", "wet", "res"].iter().filter_map(field));
        }
    }
    if found.iter().all(Vec::is_empty) {
        return Err("no record in the files has `html`, `text`, `wet` or `res`".into());
    }
    Ok(found)
}

/// The pages of the embedded datasets.
fn embedded() -> Result<[Vec<String>; 2], Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/leader-messages/pages");
    let mut found = [Vec::new(), Vec::new()];
    for Found { path, .. } in pages::walk(&folder)? {
        let is_text = path.extension().is_some_and(|extension| extension == "txt");
        found[usize::from(is_text)].push(fs::read_to_string(&path)?);
    }
    Ok(found)
}
