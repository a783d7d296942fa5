//! Names of holidays and dated events in a text.

use crate::text::{Kind, Text, fold_word};
use aho_corasick::{AhoCorasick, MatchKind};
use dateline_calendar::{Calendar, Event};

/// Finds the calendar's names of one language.
#[derive(Debug)]
pub(crate) struct Mentions {
    /// Apart, so that "anniversary of the fall of the Wall" hides no "fall of the Wall".
    events: Lookup,
    holidays: Lookup,
}

#[derive(Debug)]
struct Lookup {
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
        Self { events: Lookup::new(events), holidays: Lookup::new(holidays) }
    }

    /// Every whole name in a text: events, then holidays.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Mention> {
        self.events.find(text).chain(self.holidays.find(text)).collect()
    }
}

impl Lookup {
    fn new<'n>(names: impl Iterator<Item = (&'n String, Subject)>) -> Self {
        let (words, subjects): (Vec<_>, Vec<_>) =
            names.map(|(name, subject)| (fold_word(name), subject)).unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .expect("the calendar's names are few and short");
        Self { automaton, subjects }
    }

    fn find<'f>(&'f self, text: &'f Text<'_>) -> impl Iterator<Item = Mention> + 'f {
        self.automaton
            .find_iter(&text.folded)
            .map(|found| {
                let subject = self.subjects[found.pattern().as_usize()];
                Mention { start: found.start(), end: found.end(), subject }
            })
            .filter(|mention| {
                text.kind_before(mention.start) != Kind::Letter && text.kind_at(mention.end) != Kind::Letter
            })
    }
}
