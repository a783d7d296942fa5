//! Tags the text given on the command line: `cargo run --example tag -- en 2024-03-15 "He left on Monday."`
#![expect(clippy::print_stdout, reason = "an example prints")]

use dateline_dates::{Dct, Tagger};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [language, dct, text] = arguments.as_slice() else {
        return Err("usage: tag LANGUAGE DAY TEXT".into());
    };
    let dct: Dct = dct.parse()?;
    for timex in Tagger::builtin(language)?.tag(text, dct) {
        println!("{}\t{}\t{}", timex.text(), timex.value(), timex.explain());
    }
    Ok(())
}
