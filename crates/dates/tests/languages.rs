//! Every built-in language against its corpus.

use dateline_dates::Tagger;
use dateline_dates::corpus::Corpus;

#[test]
fn every_language_passes_its_corpus() {
    let failures: Vec<String> = Tagger::languages()
        .flat_map(|language| {
            let tagger = Tagger::builtin(language).unwrap();
            let report = Corpus::builtin(language).unwrap().check(&tagger);
            report.failures.into_iter().map(move |failure| format!("{language}: {failure}"))
        })
        .collect();
    assert!(failures.is_empty(), "{} texts fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_rule_has_an_example() {
    for language in Tagger::languages() {
        let tagger = Tagger::builtin(language).unwrap();
        let report = Corpus::builtin(language).unwrap().check(&tagger);
        assert!(
            report.unused_rules.is_empty(),
            "rules without an example: {}",
            report.unused_rules.join(", ")
        );
    }
}

#[test]
fn a_tenth_of_the_examples_are_negatives() {
    for language in Tagger::languages() {
        let tagger = Tagger::builtin(language).unwrap();
        let report = Corpus::builtin(language).unwrap().check(&tagger);
        assert!(
            report.negatives * 10 >= report.examples,
            "{language}: {} of {}",
            report.negatives,
            report.examples
        );
    }
}
