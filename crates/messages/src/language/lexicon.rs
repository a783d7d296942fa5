//! All words and names of a language, to be looked up by what a text goes on with.

use crate::language::case::Case;
use crate::language::pattern::Class;
use dateline_record::Forms;

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
    /// A form as files write it: with `~` behind it whatever letters follow.
    pub(crate) fn new(written: &str, sense: Sense, spaces: bool) -> Self {
        let (form, tail) = match written.strip_suffix('~') {
            Some(stem) => (stem, Tail::Stem),
            None if spaces => (written, Tail::Boundary),
            None if names(&sense) && written.ends_with(is_katakana) => (written, Tail::Katakana),
            None => (written, Tail::Free),
        };
        Self { form: form.to_owned(), meaning: Meaning { sense, tail } }
    }
}

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    forms: Forms<Meaning>,
}

impl Lexicon {
    /// Of two entries with one form the first holds.
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        Self { forms: Forms::new(entries.into_iter().map(|entry| (entry.form, entry.meaning))) }
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
        self.forms.at(&text.as_bytes()[start..]).map(move |(length, entry)| (entry, start + length))
    }
}
