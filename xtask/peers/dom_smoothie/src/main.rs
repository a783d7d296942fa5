//! How fast dom_smoothie finds the article in HTML: `dateline-peer-dom-smoothie FILE …`, JSON Lines with `html`, plain or compressed.
//!
//! One thread, CPU seconds of its own calls alone. Prints a line of the table that `cargo xtask bench clean` prints.

use dateline_measure::{megabytes, timed};
use dateline_record::pages;
use dom_smoothie::Readability;
use mimalloc::MiMalloc;
use std::error::Error;
use std::hint::black_box;
use std::io::BufRead;
use std::path::Path;
use std::time::Duration;

/// The cleaner's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Enough to be measured by, in bytes; what the cleaner itself reads.
const ENOUGH: usize = 100_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut count, mut bytes) = (0_u32, 0);
    let (mut spent, mut slowest) = (Duration::ZERO, Duration::ZERO);
    for file in std::env::args().skip(1) {
        for line in pages::open(Path::new(&file))?.lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let Some(html) = record["html"].as_str() else { continue };
            if bytes >= ENOUGH {
                break;
            }
            // A page in which it finds no article has been read all the same.
            let read = || Readability::new(html, None, None).and_then(|mut page| page.parse()).is_ok();
            let (found, took) = timed(read);
            black_box(found);
            (count, bytes, spent, slowest) = (count + 1, bytes + html.len(), spent + took, slowest.max(took));
        }
    }
    if count > 0 {
        let speed = megabytes(bytes) / spent.as_secs_f64();
        let slowest = slowest.as_secs_f64() * 1e3;
        println!(
            "| HTML, dom_smoothie | {count} | {:.1} | {speed:.1} | | {slowest:.1} | |",
            megabytes(bytes)
        );
    }
    Ok(())
}
