//! All words and names of a language, to be looked up by what a text goes on with.

use crate::language::case::Case;
use crate::language::pattern::Class;
use dateline_record::Forms;
use std::collections::BTreeMap;

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A word of a list.
    Word(Class),
    /// An office by its id, the case that the form tells, and the country where only one has it.
    Office(String, Case, Option<String>),
    /// The same of several at once, by its id, and the case: "the presidents".
    Offices(String, Case),
    /// A country, ISO 3166-1 alpha-2.
    Country(String),
    /// A person of the file, by position: the full name, several where they share it.
    Person(Vec<usize>),
    /// A person of the file, by position: the family name alone.
    Surname(Vec<usize>),
    /// A news agency, by its canonical name.
    Agency(String),
    /// A holiday of the calendar, by the name that was found.
    Holiday(String),
    /// An event of the calendar, by id.
    Event(String),
    /// An occasion that is no holiday, by its English name.
    Occasion(String),
    /// "The national day", of whatever country.
    NationalDay,
}

/// What may follow an entry directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// No letter.
    Boundary,
    /// An ending of names.
    Ending,
    /// Whatever letters.
    Stem,
    /// Anything: the script has no spaces.
    Free,
    /// No katakana: "マリ" is no part of "マリア".
    Katakana,
}

/// Whether a word names somebody, some place or something that happened: part of a longer word it means another.
fn names(sense: &Sense) -> bool {
    !matches!(sense, Sense::Word(_) | Sense::Office(..))
}

/// Whether a character is of the script that Japanese has for foreign words.
pub(crate) fn is_katakana(char: char) -> bool {
    matches!(char, 'ァ'..='ヺ' | 'ー')
}

/// A form and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) form: String,
    pub(crate) meaning: Meaning,
}

/// What a form means, and what may follow it.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    pub(crate) sense: Sense,
    pub(crate) tail: Tail,
}

impl Entry {
    /// A form as files write it: with `~` behind a word of it whatever letters follow.
    pub(crate) fn new(written: &str, sense: Sense, spaces: bool) -> Self {
        let (form, tail) = match written.strip_suffix(STEM) {
            Some(stem) => (stem, Tail::Stem),
            None if spaces => (written, Tail::Boundary),
            None if names(&sense) && written.ends_with(is_katakana) => (written, Tail::Katakana),
            None => (written, Tail::Free),
        };
        Self { form: form.to_owned(), meaning: Meaning { sense, tail } }
    }

    /// What every text begins with that the form stands in.
    pub(crate) fn first_stem(&self) -> &str {
        self.form.split(STEM).next().unwrap_or_default()
    }
}

/// Behind a word that has further letters.
const STEM: char = '~';

/// What stands behind the first word of a form that has endings within, "столкновени~ двух поезд~".
#[derive(Debug)]
struct Phrase {
    /// The words, or those with a space between, that endings part.
    parts: Vec<String>,
    meaning: Meaning,
}

impl Phrase {
    /// Where it ends in a text that goes on so behind its first stem.
    fn end(&self, text: &str, stem: usize) -> Option<usize> {
        self.parts.iter().try_fold(stem, |at, part| {
            let letters = text[at..].find(|char: char| !char.is_alphanumeric())?;
            text[at + letters..].starts_with(part.as_str()).then_some(at + letters + part.len())
        })
    }
}

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    forms: Forms<Meaning>,
    /// By their first stem.
    phrases: Forms<Vec<Phrase>>,
}

impl Lexicon {
    /// Of two entries with one form the first holds.
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        let (phrases, whole): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.form.contains(STEM));
        let mut by_stem: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        for Entry { form, meaning } in phrases {
            let mut parts = form.split(STEM).map(str::to_owned);
            let stem = parts.next().unwrap_or_default();
            by_stem.entry(stem).or_default().push(Phrase { parts: parts.collect(), meaning });
        }
        Self {
            forms: Forms::new(whole.into_iter().map(|entry| (entry.form, entry.meaning))),
            phrases: Forms::new(by_stem),
        }
    }

    /// The longest entry that begins at a byte, and where it ends.
    pub(crate) fn at(&self, text: &str, start: usize) -> Option<(&Meaning, usize)> {
        self.all_at(text, start).next()
    }

    /// Every entry that begins at a byte, and where it ends; the longest first.
    pub(crate) fn all_at<'f>(
        &'f self,
        text: &str,
        start: usize,
    ) -> impl Iterator<Item = (&'f Meaning, usize)> + use<'f> {
        let rest = &text.as_bytes()[start..];
        let phrases = self.phrases.at(rest).flat_map(|(stem, phrases)| {
            let end = move |phrase: &'f Phrase| Some((&phrase.meaning, phrase.end(text, start + stem)?));
            phrases.iter().filter_map(end)
        });
        let mut phrases: Vec<(&Meaning, usize)> = phrases.collect();
        phrases.sort_by_key(|(_, end)| std::cmp::Reverse(*end));
        let mut phrases = phrases.into_iter().peekable();
        let mut whole = self.forms.at(rest).map(move |(length, entry)| (entry, start + length)).peekable();
        std::iter::from_fn(move || match (phrases.peek(), whole.peek()) {
            (Some((_, end)), Some((_, other))) if end < other => whole.next(),
            (Some(_), _) => phrases.next(),
            (None, _) => whole.next(),
        })
    }
}
