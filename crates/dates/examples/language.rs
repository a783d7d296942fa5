//! A language author's bench: `language DIR` lists the languages of a folder, `language DIR CODE` checks one's rules against
//! its corpus, `language DIR CODE DAY TEXT` tags a text.
#![expect(clippy::print_stdout, reason = "an example prints")]

use dateline_dates::corpus::Report;
use dateline_dates::{Dct, Languages, cli};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rest @ ..] = arguments.as_slice() else {
        return Err("usage: language DIR [CODE [DAY TEXT]]".into());
    };
    let languages = cli::read_languages(Path::new(folder))?;
    let [code, rest @ ..] = rest else { return list(&languages) };
    let tagger = languages.tagger(code).ok_or("there is no such pair of files")??;
    if let [dct, text] = rest {
        let dct: Dct = dct.parse()?;
        for timex in tagger.tag(text, dct) {
            let modifier = timex.modifier().map_or("", |modifier| modifier.as_str());
            let (words, kind, rule) = (timex.text(), timex.timex_type(), timex.rule());
            println!("{words}\t{}\t{}\t{modifier}\t{rule}", kind.as_str(), timex.value());
        }
        return Ok(());
    }
    let report = languages.corpus(code).ok_or("there is no corpus")??.check(&tagger);
    for failure in &report.failures {
        println!("{failure}");
    }
    println!("rules without an example: {}", report.unused_rules.join(", "));
    println!(
        "{} examples, {} negatives, {} known gaps, {} fail",
        report.examples,
        report.negatives,
        report.known_gaps,
        report.failures.len()
    );
    Ok(())
}

/// A line for each language.
fn list(languages: &Languages) -> Result<(), Box<dyn std::error::Error>> {
    println!("| language | rules | examples | negatives | known gaps | failures |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for code in languages.codes() {
        let tagger = languages.tagger(code).ok_or("it was listed")??;
        let report = languages.corpus(code).ok_or("it was listed")??.check(&tagger);
        let Report { examples, negatives, known_gaps, failures, .. } = report;
        let rules = tagger.grammar().rules().count();
        println!("| {code} | {rules} | {examples} | {negatives} | {known_gaps} | {} |", failures.len());
    }
    Ok(())
}
