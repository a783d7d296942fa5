//! Patterns that match in no example of their language's corpus: nobody would notice if they were wrong.

#[path = "../../tests/support/corpus.rs"]
mod corpus;

use super::{Finder, Found};
use crate::language::pattern::Pattern;
use corpus::Corpus;
use serde::Deserialize;

/// What a corpus says of them.
#[derive(Deserialize)]
struct Count {
    untested: usize,
}

/// What is wrong with the number that a corpus gives of them. All of them are printed.
fn fault(finder: &Finder, language: &str) -> Option<String> {
    let corpus: Corpus = corpus::read(language);
    let Count { untested: told } = corpus::read(language);
    let pages = || corpus.page.iter().filter(|case| case.known_gap.is_none());
    for case in pages() {
        let faults = case.faults(&finder.find(&case.record(language)));
        assert!(faults.is_empty(), "{language}: {}", faults.join("\n"));
    }
    let page = pages().next()?.record(language);
    let patterns: Vec<&Pattern> = finder.language(&page)?.patterns().collect();
    let untested: Vec<&Pattern> = patterns.iter().copied().filter(|it| !it.has_matched()).collect();
    let (all, found) = (patterns.len(), untested.len());
    println!("{language}: {found} of {all} patterns match in no example");
    untested.iter().for_each(|pattern| println!("    {}", pattern.place));
    match found {
        _ if found == told => None,
        _ if found < told => Some(format!("{language}: only {found} are left: `untested = {found}`")),
        _ => Some(format!(
            "{language}: {found} patterns match in no example, not {told}: write one for each new one"
        )),
    }
}

#[test]
fn patterns_without_an_example_only_become_fewer() {
    let finder = Finder::builtin();
    let faults: Vec<String> = finder.languages().filter_map(|code| fault(&finder, code)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
