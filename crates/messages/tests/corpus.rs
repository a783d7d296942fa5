//! Every language is held to its corpus: what must be found, and what must be left alone.

#[path = "support/corpus.rs"]
mod corpus;

use corpus::Corpus;
use dateline_messages::{Finder, Found};

#[test]
fn every_language_passes_its_corpus() {
    let finder = Finder::builtin();
    let mut failures = Vec::new();
    for language in finder.languages() {
        let corpus: Corpus = corpus::read(language);
        for (number, case) in corpus.page.iter().enumerate() {
            let faults = case.faults(&finder.find(&case.record(language)));
            match &case.known_gap {
                None => failures
                    .extend(faults.into_iter().map(|it| format!("{language} page {}: {it}", number + 1))),
                Some(why) if faults.is_empty() => {
                    failures.push(format!("{language} page {}: a known gap that is none: {why}", number + 1));
                }
                Some(_) => {}
            }
        }
    }
    assert!(failures.is_empty(), "{} faults:\n{}", failures.len(), failures.join("\n"));
}
