//! Names of holidays and dated events in a text.

use crate::text::{Kind, Text, fold_word};
use dateline_calendar::{Calendar, Event};
use dateline_record::Forms;
use std::ops::Range;
use std::sync::OnceLock;

/// Finds the calendar's names of one language.
#[derive(Debug)]
pub(crate) struct Mentions {
    /// Apart, so that "anniversary of the fall of the Wall" hides no "fall of the Wall".
    events: Lookup<Subject>,
    holidays: Lookup<Subject>,
    countries: OnceLock<Lookup<&'static str>>,
    language: String,
}

#[derive(Debug)]
struct Lookup<S> {
    names: Forms<S>,
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
        let events = calendar.events().iter().flat_map(|event| {
            event.names(language).iter().map(move |name| (name.as_str(), Subject::Event(event)))
        });
        let holidays = calendar.holidays().iter().flat_map(|holiday| {
            holiday.names(language).iter().map(|name| (name.as_str(), Subject::Holiday(name)))
        });
        Self {
            events: Lookup::new(events),
            holidays: Lookup::new(holidays),
            countries: OnceLock::new(),
            language: language.to_owned(),
        }
    }

    /// Every whole name in a text, by where they start.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Mention> {
        let mention = |(start, end, subject)| Mention { start, end, subject };
        let names = [&self.events, &self.holidays];
        let found = Lookup::find_each(names, text, 0..text.folded.len());
        let mut mentions: Vec<Mention> = found.into_iter().flatten().map(mention).collect();
        mentions.sort_by_key(|mention| mention.start);
        mentions
    }

    /// The countries named in a stretch of a text, by their codes, and where.
    pub(crate) fn countries(
        &self,
        text: &Text<'_>,
        (start, end): (usize, usize),
    ) -> Vec<(&'static str, (usize, usize))> {
        let names = || Calendar::builtin().country_names(&self.language);
        let lookup = self.countries.get_or_init(|| Lookup::new(names().map(|(code, name)| (name, code))));
        let [found] = Lookup::find_each([lookup], text, start..end);
        found.into_iter().map(|(start, end, code)| (code, (start, end))).collect()
    }
}

/// Whether letters may stand right before and behind a name: in Chinese and Japanese words are not parted, and Korean
/// hangs its particles on them ("광복절은").
fn unbounded(name: &str) -> (bool, bool) {
    let unparted =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    let hangul = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    let first = name.chars().next().is_some_and(unparted);
    (first, name.chars().next_back().is_some_and(|c| unparted(c) || hangul(c)))
}

/// Whether nothing but particles that Arabic glues before a word ("و", "ب", "ل") stands before a name in its script.
fn is_behind_proclitic(text: &str, start: usize) -> bool {
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}');
    if !text[start..].starts_with(arabic) {
        return false;
    }
    let before = text[..start].trim_end_matches(['و', 'ف', 'ب', 'ل', 'ك']);
    text[before.len()..start].chars().count() <= 2 && !before.ends_with(char::is_alphabetic)
}

impl<S: Copy> Lookup<S> {
    fn new<'n>(names: impl Iterator<Item = (&'n str, S)>) -> Self {
        Self { names: Forms::new(names.map(|(name, subject)| (fold_word(name), subject))) }
    }

    /// For each lookup every whole name in a stretch of a text: where it starts and ends, and what it stands for. Of names
    /// that overlap, the first counts, and of those that start together the longest. The text is walked once for all.
    fn find_each<const N: usize>(
        lookups: [&Self; N],
        text: &Text<'_>,
        stretch: Range<usize>,
    ) -> [Vec<(usize, usize, S)>; N] {
        let mut found = [const { Vec::new() }; N];
        let mut in_word =
            stretch.start.checked_sub(1).is_some_and(|at| text.folded[at].is_ascii_alphabetic());
        for start in stretch.clone() {
            // Most places of most texts lie within a word; `within` asks the same of other scripts.
            let is_letter = text.folded[start].is_ascii_alphabetic();
            let goes_on = std::mem::replace(&mut in_word, is_letter) && is_letter;
            if goes_on {
                continue;
            }
            let rest = &text.folded[start..stretch.end];
            for (lookup, found) in lookups.iter().zip(&mut found) {
                lookup.find_at(text, start, rest, found);
            }
        }
        found.map(apart)
    }

    /// Adds the whole names that start at a place of a text, which goes on with `rest` there.
    fn find_at(&self, text: &Text<'_>, start: usize, rest: &[u8], found: &mut Vec<(usize, usize, S)>) {
        // Where a word goes on no name begins, but in scripts that are not ASCII, as `unbounded` tells.
        let within = || rest[0].is_ascii() && text.kind_before(start) == Kind::Letter;
        if !self.names.may_begin(rest) || within() {
            return;
        }
        // All that begin here are looked at: the longest may end within a word ("from Japan|ese") where a shorter one
        // does not.
        let names = self.names.at(rest).map(|(length, subject)| (start, start + length, *subject));
        found.extend(names.filter(|(start, end, _)| {
            let (first, last) = unbounded(&text.original[*start..*end]);
            (first || text.kind_before(*start) != Kind::Letter || is_behind_proclitic(text.original, *start))
                && (last || text.kind_at(*end) != Kind::Letter)
        }));
    }
}

/// Of names that overlap the first.
fn apart<S>(mut found: Vec<(usize, usize, S)>) -> Vec<(usize, usize, S)> {
    let mut last = 0;
    found.retain(|(start, end, _)| {
        let apart = *start >= last;
        last = if apart { *end } else { last };
        apart
    });
    found
}
