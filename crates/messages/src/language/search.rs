//! Patterns, and what they find in strings of classes.

use crate::language::needs::{ClassSet, Needs};
use crate::language::pattern::PatternError;
use regex_automata::meta::{BuildError, Config, Regex};
use regex_automata::util::captures;
use regex_automata::{Input, Span};
use std::ops::Deref;
use std::sync::OnceLock;
#[cfg(test)]
use std::sync::atomic::{AtomicBool, Ordering};

/// A regular expression over classes, compiled when it is first looked for: few pages look for most of them.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// What stands in its language's file there: "message `sent`".
    pub(crate) place: String,
    written: String,
    compiled: OnceLock<Search>,
    needs: OnceLock<Needs>,
}

impl Pattern {
    /// A regular expression for a place of a language's file.
    pub(crate) fn new(place: String, written: String) -> Self {
        Self { place, written, compiled: OnceLock::new(), needs: OnceLock::new() }
    }

    /// Whether it can be compiled at all.
    pub(crate) fn check(&self) -> Result<(), PatternError> {
        let shape = |message| PatternError::Shape { message };
        Search::compile(&self.written).map(drop).map_err(shape)
    }

    /// Whether it has matched anything yet.
    #[cfg(test)]
    pub(crate) fn has_matched(&self) -> bool {
        self.compiled.get().is_some_and(|search| search.has_matched.load(Ordering::Relaxed))
    }

    /// Whether it may match a sentence with these classes, told without looking for it.
    pub(crate) fn may_match(&self, sentence: &ClassSet) -> bool {
        self.needs.get_or_init(|| Needs::of(&self.written)).are_met(sentence)
    }
}

impl Deref for Pattern {
    type Target = Search;

    fn deref(&self) -> &Search {
        let compile = || Search::compile(&self.written);
        self.compiled.get_or_init(|| {
            compile().unwrap_or_else(|error| panic!("a language is checked before it is used: {error}"))
        })
    }
}

/// A regular expression, compiled for strings of classes.
#[derive(Debug)]
pub(crate) struct Search {
    regex: Regex,
    #[cfg(test)]
    has_matched: AtomicBool,
}

/// What a pattern has found.
#[derive(Debug)]
pub(crate) struct Captures(captures::Captures);

impl Search {
    /// Compiles a regular expression; where it is none, the error is what is wrong in words.
    pub(crate) fn compile(pattern: &str) -> Result<Self, String> {
        // What a sentence must have is asked before (`Needs`), and sentences are short: to look for what matches begin with
        // first would cost more than it saves.
        let config = Config::new().auto_prefilter(false);
        let words =
            |error: BuildError| error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string);
        let regex = Regex::builder().configure(config).build(pattern).map_err(words)?;
        Ok(Self {
            regex,
            #[cfg(test)]
            has_matched: AtomicBool::default(),
        })
    }

    /// The first match.
    pub(crate) fn captures(&self, classes: &str) -> Option<Captures> {
        self.captures_at(classes, 0)
    }

    /// The first match that begins at a byte or behind it.
    pub(crate) fn captures_at(&self, classes: &str, from: usize) -> Option<Captures> {
        let mut found = self.regex.create_captures();
        self.regex.search_captures(&Input::new(classes).range(from..), &mut found);
        found.is_match().then(|| self.found(found))
    }

    /// Every match that begins behind the one before.
    pub(crate) fn captures_iter(&self, classes: &str) -> impl Iterator<Item = Captures> {
        self.regex.captures_iter(classes).map(|found| self.found(found))
    }

    fn found(&self, captures: captures::Captures) -> Captures {
        #[cfg(test)]
        self.has_matched.store(true, Ordering::Relaxed);
        Captures(captures)
    }
}

impl Captures {
    /// The whole match.
    pub(crate) fn whole(&self) -> Option<Span> {
        self.0.get_group(0)
    }

    /// What a slot has captured, if it took part in the match.
    pub(crate) fn name(&self, slot: &str) -> Option<Span> {
        self.0.get_group_by_name(slot)
    }
}
