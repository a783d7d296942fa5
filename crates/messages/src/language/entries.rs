//! Every word of a language with what it means: those of its file, of the calendar and of the file of people.

use crate::LanguageError;
use crate::language::case::Case;
use crate::language::file::File;
use crate::language::lexicon::{Entry, Meaning, Sense, Tail};
use crate::language::pattern::Class;
use crate::people::People;
use dateline_calendar::Calendar;
use std::collections::BTreeMap;

/// Every word of a language with what it means. Of two that are alike the first holds.
pub(crate) fn entries(
    file: &File,
    lists: &BTreeMap<String, Class>,
    people: &People,
) -> Result<Vec<Entry>, LanguageError> {
    let mut entries = Entries { file, all: Vec::new() };
    entries.add_words(lists);
    entries.add_offices()?;
    entries.add_occasions();
    entries.add_countries();
    entries.add_holidays();
    entries.add_people(people);
    entries.add_variants();
    Ok(entries.all)
}

/// The entries of a file, one kind behind the other.
struct Entries<'f> {
    file: &'f File,
    all: Vec<Entry>,
}

impl Entries<'_> {
    fn add_forms(&mut self, forms: &[String], sense: &Sense) {
        let spaces = self.file.spaces;
        self.all.extend(forms.iter().flat_map(|form| both_cases(form, sense.clone(), spaces)));
    }

    fn add_words(&mut self, lists: &BTreeMap<String, Class>) {
        for (list, forms) in &self.file.words {
            self.add_forms(forms, &Sense::Word(lists[list]));
        }
    }

    fn add_offices(&mut self) -> Result<(), LanguageError> {
        for (office, forms) in &self.file.offices {
            let (office, country) = match office.split_once('@') {
                None => (office.as_str(), None),
                Some((office, country)) => (office, Some(country.to_owned())),
            };
            let (office, case) = in_case(self.file, office)?;
            let sense = Sense::Office(office.to_owned(), case, country);
            for form in forms {
                if form.contains(ADJECTIVE) {
                    self.all.extend(of_countries(self.file, form, office, case));
                } else {
                    self.all.extend(both_cases(form, sense.clone(), self.file.spaces));
                }
            }
        }
        for (office, forms) in &self.file.plural {
            let (office, case) = in_case(self.file, office)?;
            self.add_forms(forms, &Sense::Offices(office.to_owned(), case));
        }
        Ok(())
    }

    fn add_occasions(&mut self) {
        for (label, forms) in &self.file.occasions {
            self.add_forms(forms, &Sense::Occasion(label.clone()));
        }
        for (name, forms) in &self.file.festivals {
            self.add_forms(forms, &Sense::Holiday(name.clone()));
        }
        self.add_forms(&self.file.national_day, &Sense::NationalDay);
    }

    fn add_countries(&mut self) {
        for (code, forms) in &self.file.countries {
            // "French", small in most languages, may begin a sentence.
            self.add_forms(forms, &Sense::Country(code.clone()));
        }
        let names = Calendar::builtin().country_names(&self.file.language);
        let country =
            |(code, name): (&str, _)| Entry::new(name, Sense::Country(code.to_owned()), self.file.spaces);
        self.all.extend(names.map(country));
    }

    fn add_holidays(&mut self) {
        let File { language, spaces, .. } = self.file;
        let calendar = Calendar::builtin();
        for holiday in calendar.holidays() {
            for name in holiday.names(language) {
                self.all.extend(both_cases(name, Sense::Holiday(name.clone()), *spaces));
            }
        }
        for event in calendar.events() {
            for name in event.names(language) {
                self.all.push(Entry::new(name, Sense::Event(event.id().to_owned()), *spaces));
            }
        }
    }

    fn add_people(&mut self, people: &People) {
        let file = self.file;
        let fallback = file.fallback.iter().map(String::as_str);
        let languages: Vec<&str> = std::iter::once(file.language.as_str()).chain(fallback).collect();
        for (name, sense) in people.names(&languages) {
            let tail = match (file.spaces, file.inflected) {
                (true, false) if file.endings.is_empty() => Tail::Boundary,
                (true, _) => Tail::Ending,
                (false, _) => Entry::new(&name, sense.clone(), false).meaning.tail,
            };
            let stem = stem_of(&name, &file.name_endings).map(str::to_owned);
            self.all.push(Entry { form: name, meaning: Meaning { sense: sense.clone(), tail } });
            // A stem: "Зеленский" is found in "Зеленского".
            if let Some(form) = stem {
                self.all.push(Entry { form, meaning: Meaning { sense, tail: Tail::Ending } });
            }
        }
    }

    fn add_variants(&mut self) {
        let variants = Variants::of(&self.file.variants);
        let variant = |entry: &Entry| {
            Some(Entry { form: variants.of_word(&entry.form)?, meaning: entry.meaning.clone() })
        };
        let more: Vec<Entry> = self.all.iter().filter_map(variant).collect();
        self.all.extend(more);
    }
}

/// "president.gen": an office, and the case that its forms tell.
fn in_case<'f>(file: &File, written: &'f str) -> Result<(&'f str, Case), LanguageError> {
    let Some((office, name)) = written.split_once('.') else { return Ok((written, Case::Unknown)) };
    let unknown = || LanguageError::Case { code: file.language.clone(), name: name.to_owned() };
    Ok((office, Case::named(name).ok_or_else(unknown)?))
}

/// In the form of an office: the adjective of any country that the file has the stem of.
const ADJECTIVE: &str = "{country}";

/// "Глава {country}ого государства": the office of every country whose adjective is listed by its stem.
fn of_countries<'a>(
    file: &'a File,
    form: &'a str,
    office: &'a str,
    case: Case,
) -> impl Iterator<Item = Entry> + 'a {
    let stems = file.countries.iter().flat_map(|(code, forms)| forms.iter().map(move |stem| (code, stem)));
    stems.filter_map(|(code, stem)| Some((code, stem.strip_suffix('~')?))).flat_map(move |(code, stem)| {
        let sense = Sense::Office(office.to_owned(), case, Some(code.clone()));
        both_cases(&form.replace(ADJECTIVE, stem), sense, file.spaces)
    })
}

/// Characters that are also written in another way: the traditional ones of Chinese, the ß of German.
#[derive(Debug, Default)]
pub(crate) struct Variants(BTreeMap<char, String>);

impl Variants {
    /// Reads characters with their other spelling behind each, "国國 总總", "ßss".
    pub(crate) fn of(written: &str) -> Self {
        let pair = |pair: &str| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.collect()))
        };
        Self(written.split_whitespace().filter_map(pair).collect())
    }

    /// A word as it is written in the other way; `None` where both are the same.
    pub(crate) fn of_word(&self, word: &str) -> Option<String> {
        let Self(variants) = self;
        if variants.is_empty() || !word.chars().any(|char| variants.contains_key(&char)) {
            return None;
        }
        let mut written = String::with_capacity(word.len());
        for char in word.chars() {
            match variants.get(&char) {
                Some(other) => written.push_str(other),
                None => written.push(char),
            }
        }
        (written != word).then_some(written)
    }

    /// Words as they are, and as they are written in the other way.
    pub(crate) fn both(&self, words: &str) -> String {
        self.of_word(words).map_or_else(|| words.to_owned(), |other| format!("{words} {other}"))
    }
}

/// Letters that a stem has at least: shorter ones begin too many words.
const STEM: usize = 3;

/// A name without the ending that changes with the case.
fn stem_of<'n>(name: &'n str, endings: &[String]) -> Option<&'n str> {
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending.as_str()))?;
    (stem.chars().count() >= STEM).then_some(stem)
}

/// A word as it stands within a sentence and at its beginning.
fn both_cases(form: &str, sense: Sense, spaces: bool) -> impl Iterator<Item = Entry> + use<> {
    let entry = Entry::new(form, sense, spaces);
    let mut chars = entry.form.chars();
    let capital = chars.next().filter(|first| !first.to_uppercase().eq([*first])).map(|first| {
        let form = first.to_uppercase().chain(chars).collect();
        Entry { form, meaning: entry.meaning.clone() }
    });
    std::iter::once(entry).chain(capital)
}
