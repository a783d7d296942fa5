//! All words and names of a language, to be looked up by what a text goes on with.

use crate::case::Case;
use crate::pattern::Class;
use std::ops::Range;

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A word of a list.
    Word(Class),
    /// An office by its id, the case that the form tells, and the country where only one has it.
    Office(String, Case, Option<String>),
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
}

/// A form and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) form: String,
    pub(crate) sense: Sense,
    pub(crate) tail: Tail,
}

impl Entry {
    /// A form as files write it: with `~` behind it whatever letters follow.
    pub(crate) fn new(written: &str, sense: Sense, spaces: bool) -> Self {
        let (form, tail) = match written.strip_suffix('~') {
            Some(stem) => (stem, Tail::Stem),
            None if spaces => (written, Tail::Boundary),
            None => (written, Tail::Free),
        };
        Self { form: form.to_owned(), sense, tail }
    }
}

/// The words of a language.
///
/// They lie in the order of their forms, so that of all entries that a text may begin with the longest is found from the
/// last one that does not come behind the text; to make it ready costs no more than to sort it.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    /// For each entry the longest one that it begins with, itself apart.
    within: Vec<Option<u32>>,
    /// The entries by the first byte of their forms.
    by_byte: Vec<Range<u32>>,
}

impl Lexicon {
    /// Of two entries with one form the first holds.
    pub(crate) fn new(mut entries: Vec<Entry>) -> Self {
        entries.retain(|entry| !entry.form.is_empty());
        // A stable sort: those of one form stay in their order.
        entries.sort_by(|one, other| one.form.cmp(&other.form));
        entries.dedup_by(|next, kept| next.form == kept.form);
        let mut within: Vec<Option<u32>> = Vec::with_capacity(entries.len());
        let mut by_byte = vec![0..0; 256];
        for (at, entry) in (0..).zip(&entries) {
            // What it begins with is the one before it, or what that one begins with.
            let mut begin = u32::checked_sub(at, 1);
            while let Some(known) = begin
                && !entry.form.starts_with(&entries[known as usize].form)
            {
                begin = within[known as usize];
            }
            within.push(begin);
            let range: &mut Range<u32> = &mut by_byte[usize::from(entry.form.as_bytes()[0])];
            *range = if range.start == range.end { at..at + 1 } else { range.start..at + 1 };
        }
        Self { entries, within, by_byte }
    }

    /// The longest entry that begins at a byte, and where it ends.
    pub(crate) fn at(&self, text: &str, start: usize) -> Option<(&Entry, usize)> {
        let rest = text.as_bytes().get(start..)?;
        let Range { start: first, end } = self.by_byte[usize::from(*rest.first()?)].clone();
        let known = &self.entries[first as usize..end as usize];
        let behind = known.partition_point(|entry| entry.form.as_bytes() <= rest);
        let mut at = (first + behind as u32).checked_sub(1).filter(|_| behind > 0);
        while let Some(known) = at {
            let entry = &self.entries[known as usize];
            if rest.starts_with(entry.form.as_bytes()) {
                return Some((entry, start + entry.form.len()));
            }
            at = self.within[known as usize];
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexicon(forms: &[String]) -> Lexicon {
        let entry = |form: &String| Entry::new(form, Sense::Word(crate::pattern::class::WORD), true);
        Lexicon::new(forms.iter().map(entry).collect())
    }

    #[test]
    fn the_first_of_one_form_holds() {
        let entry = |sense| Entry::new("day", sense, true);
        let lexicon = Lexicon::new(vec![entry(Sense::NationalDay), entry(Sense::Country("is".to_owned()))]);
        assert_eq!(
            lexicon.at("a day", 2).map(|(entry, end)| (&entry.sense, end)),
            Some((&Sense::NationalDay, 5))
        );
        assert!(lexicon.at("a day", 5).is_none());
    }

    proptest! {
        #[test]
        fn the_longest_entry_is_found(
            forms in prop::collection::vec("[abé]{1,4}", 0..20),
            text in "[abé]{0,8}",
        ) {
            let lexicon = lexicon(&forms);
            for (start, _) in text.char_indices() {
                let found = lexicon.at(&text, start).map(|(entry, _)| entry.form.clone());
                let fits = forms.iter().filter(|form| text[start..].starts_with(form.as_str()));
                prop_assert_eq!(found, fits.max_by_key(|form| form.len()).cloned());
            }
        }
    }
}
