//! Prints how pages are read, a line a sentence: `dateline-dates < pages | cargo run -p dateline-messages --example read`.

#![expect(clippy::print_stdout, reason = "an example talks to people")]

use dateline_messages::Finder;
use dateline_record::Record;
use std::io;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let finder = Finder::builtin();
    for line in io::stdin().lines() {
        let page: Record = serde_json::from_str(&line?)?;
        println!("== {}", page.page.id);
        for sentence in finder.transcript(&page) {
            println!("{sentence}");
        }
    }
    Ok(())
}
