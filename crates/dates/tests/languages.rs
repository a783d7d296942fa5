//! Every built-in language against its corpus.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use dateline_dates::Languages;
use dateline_dates::corpus::Report;

/// Every built-in language with what its corpus says of its rules.
fn reports() -> Vec<(String, Report)> {
    let languages = Languages::builtin();
    let report = |code: &str| {
        let tagger = languages.tagger(code).unwrap().unwrap();
        (code.to_owned(), languages.corpus(code).unwrap().unwrap().check(&tagger))
    };
    languages.codes().map(report).collect()
}

#[test]
fn every_language_passes_its_corpus() {
    let failures: Vec<String> = reports()
        .into_iter()
        .flat_map(|(code, report)| {
            report.failures.into_iter().map(move |failure| format!("{code}: {failure}"))
        })
        .collect();
    assert!(failures.is_empty(), "{} texts fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_an_example() {
    for (_, report) in reports() {
        let unused = report.unused_rules;
        assert!(unused.is_empty(), "rules without an example: {}", unused.join(", "));
    }
}

/// The bars of the languages README.
#[test]
fn every_corpus_is_large_enough_and_a_tenth_of_it_negatives() {
    for (code, report) in reports() {
        let enough = if code == "en" { 300 } else { 150 };
        assert!(report.examples >= enough, "{code}: {} examples, {enough} are wanted", report.examples);
        assert!(report.negatives * 10 >= report.examples, "{code}: {} negatives", report.negatives);
    }
}
