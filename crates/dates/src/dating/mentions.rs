//! Names of holidays and dated events in a text.

use crate::text::{Kind, Text, fold_word};
use aho_corasick::{AhoCorasick, MatchKind};
use dateline_calendar::{Calendar, Event};

/// Finds the calendar's names of one language.
#[derive(Debug)]
pub(crate) struct Mentions {
    automaton: AhoCorasick,
    subjects: Vec<Subject>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    Event(&'static Event),
    /// The name itself: several holidays may share it.
    Holiday(&'static str),
}

/// A name found. Offsets are bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) subject: Subject,
}

impl Mentions {
    pub(crate) fn new(language: &str) -> Self {
        let calendar = Calendar::builtin();
        let events = calendar
            .events()
            .iter()
            .flat_map(|event| event.names(language).iter().map(move |name| (name, Subject::Event(event))));
        let holidays = calendar
            .holidays()
            .iter()
            .flat_map(|holiday| holiday.names(language).iter().map(|name| (name, Subject::Holiday(name))));
        let (names, subjects): (Vec<_>, Vec<_>) =
            events.chain(holidays).map(|(name, subject)| (fold_word(name), subject)).unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names)
            .expect("the calendar's names are few and short");
        Self { automaton, subjects }
    }

    /// Every whole name in a text.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Mention> {
        self.automaton
            .find_iter(&text.folded)
            .map(|found| Mention {
                start: found.start(),
                end: found.end(),
                subject: self.subjects[found.pattern().as_usize()],
            })
            .filter(|mention| {
                text.kind_before(mention.start) != Kind::Letter && text.kind_at(mention.end) != Kind::Letter
            })
            .collect()
    }
}
