//! A language file as it is written.

use crate::LanguageError;
use crate::language::case::Case;
use crate::language::lexicon::{Entry, Meaning, Sense, Tail};
use crate::language::pattern::Class;
use crate::people::People;
use dateline_record::MessageKind;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of `languages/`, as written; `languages/README.md` explains the fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) language: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(default = "yes")]
    pub(crate) spaces: bool,
    pub(crate) gap: usize,
    #[serde(default)]
    pub(crate) fallback: Vec<String>,
    #[serde(default)]
    pub(crate) inflected: bool,
    /// What of a name in the file of people changes with the case, the longest first.
    #[serde(default)]
    pub(crate) name_endings: Vec<String>,
    #[serde(default)]
    pub(crate) endings: BTreeMap<String, String>,
    pub(crate) words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) behind: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) before: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) uncased: bool,
    #[serde(default)]
    pub(crate) sovereigns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) capital_nouns: bool,
    #[serde(default)]
    pub(crate) groups: BTreeMap<String, Vec<String>>,
    pub(crate) kinds: BTreeMap<MessageKind, Vec<String>>,
    pub(crate) offices: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) plural: BTreeMap<String, Vec<String>>,
    pub(crate) countries: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) occasions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) festivals: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) national_day: Vec<String>,
    #[serde(default)]
    pub(crate) heads: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) surnames: String,
    /// Further beginnings of family names, which begin many other words.
    #[serde(default)]
    pub(crate) rare_surnames: String,
    /// Characters that no name ends with and a name may stand behind.
    #[serde(default)]
    pub(crate) trades: String,
    /// Words that begin like a name and are none.
    #[serde(default)]
    pub(crate) no_names: String,
    /// Characters that no name has.
    #[serde(default)]
    pub(crate) particles: String,
    #[serde(default)]
    pub(crate) transliterated: String,
    #[serde(default)]
    pub(crate) numerals: String,
    #[serde(default)]
    pub(crate) variants: String,
    #[serde(default)]
    pub(crate) reigns: Vec<String>,
    #[serde(default)]
    pub(crate) titles: Vec<String>,
    #[serde(default)]
    pub(crate) governs: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) feminine: Vec<String>,
    /// Words for whoever is honoured, by the occasion they tell.
    #[serde(default)]
    pub(crate) honoured: BTreeMap<String, Vec<String>>,
    /// Words for what something befell, by what it was.
    #[serde(default)]
    pub(crate) hints: BTreeMap<String, Vec<String>>,
    /// Endings of adjectives that begin the name of a country.
    #[serde(default)]
    pub(crate) adjectival: Vec<String>,
    #[serde(default)]
    pub(crate) declined: String,
    #[serde(default)]
    pub(crate) undeclined: Vec<String>,
    #[serde(default)]
    pub(crate) women: Vec<String>,
    #[serde(default)]
    pub(crate) men: Vec<String>,
    /// Endings of verbs by which women act, and men.
    #[serde(default)]
    pub(crate) women_acted: Vec<String>,
    #[serde(default)]
    pub(crate) men_acted: Vec<String>,
    #[serde(default)]
    pub(crate) given: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) nominative: BTreeMap<String, Vec<String>>,
    pub(crate) mentions: Vec<String>,
    #[serde(default)]
    pub(crate) holidays: Vec<String>,
    #[serde(default)]
    pub(crate) contexts: Vec<ContextRow>,
    pub(crate) messages: Vec<RuleRow>,
    pub(crate) said: Vec<String>,
}

/// The text of a language file.
#[derive(Debug)]
pub(crate) enum Written {
    /// As people write it.
    Toml(String),
    /// As the build script wrote it down: the same as JSON.
    Json(&'static str),
}

impl File {
    /// Reads a file.
    pub(crate) fn read(code: &str, written: &Written) -> Result<Self, LanguageError> {
        let code = || code.to_owned();
        match written {
            Written::Toml(text) => toml::from_str(text)
                .map_err(|source| LanguageError::Toml { code: code(), source: Box::new(source) }),
            Written::Json(text) => serde_json::from_str(text)
                .map_err(|source| LanguageError::Json { code: code(), source: Box::new(source) }),
        }
    }
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleRow {
    /// For people.
    pub(crate) name: String,
    pub(crate) kind: Option<MessageKind>,
    #[serde(default)]
    pub(crate) again: bool,
    #[serde(default)]
    pub(crate) mutual: bool,
    #[serde(default)]
    pub(crate) letter: bool,
    #[serde(default)]
    pub(crate) goes_on: bool,
    #[serde(default)]
    pub(crate) receives: bool,
    #[serde(default)]
    pub(crate) addressed: bool,
    #[serde(default)]
    pub(crate) own: bool,
    pub(crate) pattern: String,
}

/// A word that those around it say more of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContextRow {
    /// The list that it is read as a word of.
    pub(crate) list: Option<String>,
    /// The occasion that it is read as.
    pub(crate) occasion: Option<String>,
    /// The holiday that it is read as, of those that many countries have.
    pub(crate) festival: Option<String>,
    pub(crate) patterns: Vec<String>,
}

/// Every word of a language with what it means.
pub(crate) fn entries(
    file: &File,
    lists: &BTreeMap<String, Class>,
    people: &People,
) -> Result<Vec<Entry>, LanguageError> {
    let mut entries = Vec::new();
    for (list, forms) in &file.words {
        for form in forms {
            entries.extend(both_cases(form, Sense::Word(lists[list]), file.spaces));
        }
    }
    for (office, forms) in &file.offices {
        let (office, country) = match office.split_once('@') {
            None => (office.as_str(), None),
            Some((office, country)) => (office, Some(country.to_owned())),
        };
        let (office, case) = in_case(file, office)?;
        for form in forms {
            if form.contains(ADJECTIVE) {
                entries.extend(of_countries(file, form, office, case));
            } else {
                let sense = Sense::Office(office.to_owned(), case, country.clone());
                entries.extend(both_cases(form, sense, file.spaces));
            }
        }
    }
    for (office, forms) in &file.plural {
        let (office, case) = in_case(file, office)?;
        let sense = Sense::Offices(office.to_owned(), case);
        entries.extend(forms.iter().flat_map(|form| both_cases(form, sense.clone(), file.spaces)));
    }
    for (label, forms) in &file.occasions {
        for form in forms {
            entries.extend(both_cases(form, Sense::Occasion(label.clone()), file.spaces));
        }
    }
    for (name, forms) in &file.festivals {
        for form in forms {
            entries.extend(both_cases(form, Sense::Holiday(name.clone()), file.spaces));
        }
    }
    for form in &file.national_day {
        entries.extend(both_cases(form, Sense::NationalDay, file.spaces));
    }
    for (code, forms) in &file.countries {
        // "French", small in most languages, may begin a sentence.
        entries.extend(
            forms.iter().flat_map(|form| both_cases(form, Sense::Country(code.clone()), file.spaces)),
        );
    }
    let calendar = dateline_calendar::Calendar::builtin();
    for (code, name) in calendar.country_names(&file.language) {
        entries.push(Entry::new(name, Sense::Country(code.to_owned()), file.spaces));
    }
    for holiday in calendar.holidays() {
        for name in holiday.names(&file.language) {
            entries.extend(both_cases(name, Sense::Holiday(name.clone()), file.spaces));
        }
    }
    for event in calendar.events() {
        for name in event.names(&file.language) {
            entries.push(Entry::new(name, Sense::Event(event.id().to_owned()), file.spaces));
        }
    }
    let languages: Vec<&str> =
        std::iter::once(file.language.as_str()).chain(file.fallback.iter().map(String::as_str)).collect();
    for (name, sense) in people.names(&languages) {
        let tail = match (file.spaces, file.inflected) {
            (true, false) if file.endings.is_empty() => Tail::Boundary,
            (true, _) => Tail::Ending,
            (false, _) => Entry::new(&name, sense.clone(), false).meaning.tail,
        };
        let stem = stem_of(&name, &file.name_endings).map(str::to_owned);
        entries.push(Entry { form: name, meaning: Meaning { sense: sense.clone(), tail } });
        // A stem: "Зеленский" is found in "Зеленского".
        if let Some(form) = stem {
            entries.push(Entry { form, meaning: Meaning { sense, tail: Tail::Ending } });
        }
    }
    let variants = Variants::of(&file.variants);
    let variant =
        |entry: &Entry| Some(Entry { form: variants.of_word(&entry.form)?, meaning: entry.meaning.clone() });
    let more: Vec<Entry> = entries.iter().filter_map(variant).collect();
    entries.extend(more);
    Ok(entries)
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

/// Characters that are also written in another way: the traditional ones of Chinese.
#[derive(Debug, Default)]
pub(crate) struct Variants(BTreeMap<char, char>);

impl Variants {
    /// Reads pairs, "国國 总總".
    pub(crate) fn of(written: &str) -> Self {
        let pair = |pair: &str| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        };
        Self(written.split_whitespace().filter_map(pair).collect())
    }

    /// A word as it is written in the other way; `None` where both are the same.
    pub(crate) fn of_word(&self, word: &str) -> Option<String> {
        let Self(variants) = self;
        if variants.is_empty() || !word.chars().any(|char| variants.contains_key(&char)) {
            return None;
        }
        let written: String = word.chars().map(|char| *variants.get(&char).unwrap_or(&char)).collect();
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
