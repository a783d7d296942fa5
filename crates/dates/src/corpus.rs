//! Corpus files: what a language's rules must find, and must leave alone.
//!
//! The format is described in `languages/README.md`. The tests hold every built-in language to its
//! corpus.

use crate::tagger::{Dct, Tagger};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A corpus file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    dct: NaiveDate,
    #[serde(default)]
    expect: Vec<Expect>,
    #[serde(default)]
    spans: Vec<Spans>,
    #[serde(default)]
    reject: Vec<Reject>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    value: String,
    #[serde(rename = "type")]
    timex_type: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<String>,
    dct: Option<NaiveDate>,
    texts: Vec<String>,
    known_gap: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spans {
    text: String,
    found: Vec<(String, String)>,
    dct: Option<NaiveDate>,
    known_gap: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reject {
    texts: Vec<String>,
    #[serde(rename = "why")]
    _why: String,
    dct: Option<NaiveDate>,
    known_gap: Option<String>,
}

/// How a tagger did on a corpus.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Texts with expressions.
    pub examples: usize,
    /// Texts without any.
    pub negatives: usize,
    /// Texts that fail and are known to.
    pub known_gaps: usize,
    /// What is wrong, a line each: texts that fail, and known gaps that do not fail any more.
    pub failures: Vec<String>,
    /// Rules that no text exercises.
    pub unused_rules: Vec<String>,
}

impl Corpus {
    /// Reads a corpus file.
    ///
    /// # Errors
    ///
    /// Where it is no TOML, or has fields that a corpus has not; the message names the line.
    pub fn parse(source: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(source)
    }

    /// Every text, without the marks of what is to be found.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        let expected = self.expect.iter().flat_map(|expect| &expect.texts);
        let rejected = self.reject.iter().flat_map(|reject| &reject.texts).cloned();
        let marked = expected.chain(self.spans.iter().map(|spans| &spans.text));
        marked.map(|text| unmark(text).0).chain(rejected)
    }

    /// Tags every text and compares.
    pub fn check(&self, tagger: &Tagger) -> Report {
        let mut check = Check { tagger, report: Report::default(), used: BTreeSet::new() };
        for expect in &self.expect {
            for text in &expect.texts {
                check.report.examples += 1;
                let (plain, mut marked) = unmark(text);
                if marked.is_empty() {
                    marked.push(plain.clone());
                }
                let wanted: Vec<Wanted<'_>> = marked
                    .iter()
                    .map(|words| Wanted {
                        words,
                        value: &expect.value,
                        timex_type: expect.timex_type.as_deref(),
                        modifier: expect.modifier.as_deref(),
                    })
                    .collect();
                check.text(&plain, expect.dct.unwrap_or(self.dct), &wanted, expect.known_gap.is_some());
            }
        }
        for spans in &self.spans {
            check.report.examples += 1;
            let (plain, _) = unmark(&spans.text);
            let wanted: Vec<Wanted<'_>> = spans
                .found
                .iter()
                .map(|(words, value)| Wanted { words, value, timex_type: None, modifier: None })
                .collect();
            check.text(&plain, spans.dct.unwrap_or(self.dct), &wanted, spans.known_gap.is_some());
        }
        for reject in &self.reject {
            for text in &reject.texts {
                check.report.negatives += 1;
                check.text(text, reject.dct.unwrap_or(self.dct), &[], reject.known_gap.is_some());
            }
        }
        check.finish()
    }
}

/// An expression a text must yield.
struct Wanted<'w> {
    words: &'w str,
    value: &'w str,
    timex_type: Option<&'w str>,
    modifier: Option<&'w str>,
}

struct Check<'c> {
    tagger: &'c Tagger,
    report: Report,
    used: BTreeSet<String>,
}

impl Check<'_> {
    fn text(&mut self, text: &str, dct: NaiveDate, wanted: &[Wanted<'_>], known_gap: bool) {
        let found = self.tagger.tag(text, Dct::from(dct));
        self.used.extend(found.iter().map(|timex| timex.rule().to_owned()));
        let right = found.len() == wanted.len()
            && found.iter().zip(wanted).all(|(timex, wanted)| {
                timex.text() == wanted.words
                    && timex.value().to_string() == wanted.value
                    && wanted.timex_type.is_none_or(|name| timex.timex_type().as_str() == name)
                    && wanted
                        .modifier
                        .is_none_or(|name| timex.modifier().is_some_and(|found| found.as_str() == name))
            });
        self.report.known_gaps += usize::from(known_gap);
        let list =
            |items: Vec<String>| if items.is_empty() { "nothing".to_owned() } else { items.join(", ") };
        if !right && !known_gap {
            let got = list(
                found
                    .iter()
                    .map(|timex| {
                        let modifier = timex.modifier().map_or("", |modifier| modifier.as_str());
                        format!(
                            "`{}` {} {} {modifier} ({})",
                            timex.text(),
                            timex.timex_type().as_str(),
                            timex.value(),
                            timex.rule()
                        )
                    })
                    .collect(),
            );
            let want = list(
                wanted
                    .iter()
                    .map(|wanted| {
                        format!("`{}` {} {}", wanted.words, wanted.value, wanted.modifier.unwrap_or(""))
                    })
                    .collect(),
            );
            self.report.failures.push(format!("{text:?}: wanted {want}; found {got}"));
        } else if right && known_gap {
            self.report.failures.push(format!("{text:?}: is right now, though marked `known_gap`"));
        }
    }

    fn finish(mut self) -> Report {
        let unused = self.tagger.grammar().timex_rules().filter(|rule| !self.used.contains(*rule));
        self.report.unused_rules = unused.map(str::to_owned).collect();
        self.report
    }
}

/// Takes the square brackets out of a text: the text, and what stood in them.
fn unmark(marked: &str) -> (String, Vec<String>) {
    let (mut plain, mut spans) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').unwrap_or((after, ""));
        plain.push_str(before);
        plain.push_str(inside);
        spans.push(inside.to_owned());
        rest = after;
    }
    plain.push_str(rest);
    (plain, spans)
}
