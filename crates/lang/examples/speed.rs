//! How many texts a second one thread tells the language of: records with a `text`, one JSON object
//! a line, on the standard input; reading them is not counted.
//!
//! ```console
//! $ cargo run --release -p dateline-lang --features all-languages --example speed < records.jsonl
//! ```

#![expect(clippy::print_stdout, reason = "an example")]

use dateline_lang::Detector;
use dateline_record::{Page, RawPage};
use std::error::Error;
use std::io;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in io::stdin().lines() {
        if let Some(RawPage::Text(text)) = serde_json::from_str::<Page>(&line?)?.raw {
            texts.push(text);
        }
    }
    let detector = Detector::new();
    let begin = Instant::now();
    let told = texts.iter().filter(|text| detector.detect(text).code.is_some()).count();
    let seconds = begin.elapsed().as_secs_f64();
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!(
        "{} texts, {told} told, in {seconds:.2} s: {:.0} texts and {:.1} MB a second",
        texts.len(),
        texts.len() as f64 / seconds,
        megabytes / seconds
    );
    Ok(())
}
