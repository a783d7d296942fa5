//! What the words of a mention say of whom they mean.

use crate::cast::figure::Described;
use crate::cast::namesake::is_given_name;
use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::People;
use crate::people::country::Country;
use crate::people::office::{HEAD_OF_STATE, KING};
use crate::sentence::item::Item;
use std::ops::Range;

/// Lists of words that the words around them make an office of: "the head of the Russian state", "His Majesty".
pub(crate) const MADE: [(List, &str); 2] = [(List::Chief, HEAD_OF_STATE), (List::Majesty, KING)];

/// The words of one mention, by the items that a pattern has captured.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) name: Option<Range<usize>>,
    pub(crate) office: Option<Range<usize>>,
    pub(crate) country: Option<Range<usize>>,
}

/// The sentence of a mention.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'a, 'l> {
    pub(crate) language: &'a Language,
    pub(crate) people: &'a People,
    pub(crate) text: &'a str,
    pub(crate) items: &'a [Item<'l>],
}

impl Surroundings<'_, '_> {
    /// What the words of a mention say.
    pub(crate) fn describe(self, words: Words) -> Described {
        let Words { name, office, country } = self.without_trade(self.with_given(self.with_adjective(words)));
        let mut said = Described::default();
        if let Some(item) = office.and_then(|range| self.items.get(range.start)) {
            self.tell_office(item, &mut said);
        }
        if let Some(items) = country.and_then(|range| self.items.get(range)) {
            said.country = self.country(items).or(said.country);
        }
        if let Some(items) = name.and_then(|range| self.items.get(range)) {
            self.tell_name(items, &mut said);
        }
        said
    }

    /// "Прем'єр-міністра Леха Качинського": a capital between an office and a family name of the file is no country where one
    /// who bears that name is called so.
    fn with_given(self, words: Words) -> Words {
        const SHARED: usize = 3;
        let (Some(name), Some(country)) = (&words.name, &words.country) else { return words };
        let (before, family) = (&self.items[country.start], &self.items[name.start]);
        let Some(Sense::Surname(people)) = family.entry.map(|entry| &entry.sense) else { return words };
        let word = &self.text[before.start..before.end];
        let begin: String = word.chars().take(SHARED).collect();
        let called = |at: &usize| {
            let names = self.people.names_of(*at, &self.language.code);
            names.iter().any(|name| name.split(' ').any(|own| own.starts_with(&begin)))
        };
        let beside = country.len() == 1 && country.end == name.start && before.class == class::NAME;
        if !beside || !people.iter().any(called) {
            return words;
        }
        Words { name: Some(country.start..name.end), country: None, ..words }
    }

    /// "The president of North Lagoda Ann Lee": an adjective alone is no country, the word behind it is none of the name.
    fn with_adjective(self, words: Words) -> Words {
        const LONG: usize = 3;
        let (Some(name), Some(country)) = (&words.name, &words.country) else { return words };
        let adjective = |at: usize| {
            let word = &self.text[self.items[at].start..self.items[at].end];
            self.items[at].class == class::NAME
                && self.language.adjectival.iter().any(|ending| word.ends_with(ending.as_str()))
        };
        let joined = country.len() == 1 && country.end == name.start && name.len() >= LONG;
        if !(joined && adjective(country.start)) {
            return words;
        }
        let (name, country) = (name.start + 1..name.end, country.start..name.start + 1);
        Words { name: Some(name), country: Some(country), ..words }
    }

    /// "Der Bäcker Paul Krause": where nouns have capitals, the first of three words behind an article is none of the name.
    fn without_trade(self, words: Words) -> Words {
        const LONG: usize = 3;
        const ARTICLES: [List; 3] = [List::The, List::Definite, List::His];
        let Some(name) = words.name.clone().filter(|it| it.len() >= LONG) else { return words };
        let before = name.start.checked_sub(1).map(|at| self.items[at].class);
        let article = before.is_some_and(|class| self.language.is_any(&ARTICLES, class));
        let unknown = self.items[name.clone()].iter().all(|item| item.class == class::NAME);
        if !(self.language.capital_nouns && article && unknown && words.office.is_none()) {
            return words;
        }
        Words { name: Some(name.start + 1..name.end), ..words }
    }

    fn tell_office(self, item: &Item<'_>, said: &mut Described) {
        let made = MADE.iter().find(|(list, _)| self.language.is(*list, item.class));
        if let Some(Sense::Office(office, case, country)) = item.entry.map(|entry| &entry.sense) {
            said.office = Some(office.clone());
            said.country = country.clone().map(Country::Known);
            said.case = *case;
        } else if made.is_none() {
            return;
        }
        if let Some((_, office)) = made {
            said.office = Some((*office).to_owned());
        }
        said.title = Some(self.text[item.start..item.end].to_lowercase());
    }

    /// A country that the lexicon knows, else the words themselves.
    fn country(self, items: &[Item<'_>]) -> Option<Country> {
        let known = items.iter().find_map(|item| match item.entry.map(|entry| &entry.sense) {
            Some(Sense::Country(code)) => Some(Country::Known(code.clone())),
            _ => None,
        });
        known.or_else(|| {
            let (first, last) = items.first().zip(items.last())?;
            Some(Country::Named(self.text[first.start..last.end].to_owned()))
        })
    }

    fn tell_name(self, items: &[Item<'_>], said: &mut Described) {
        let given = is_given_name(self.language, self.people, self.text, items, &(0..items.len()));
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let language = self.language;
        said.name = self.text[first.start..last.end].to_owned();
        // Where ordinals have a point, a numeral's point is the name's.
        let numeral = language.is_numeral(&self.text[last.start..last.end]);
        if numeral && language.list(List::Ordinal).is_some() && self.text[last.end..].starts_with('.') {
            said.name.push('.');
        }
        // "フレデリック5世": who has a number reigns.
        let reigns = said.name.char_indices().any(|(at, _)| language.reign_behind(&said.name[at..]) > 0);
        if said.office.is_none() && last.entry.is_none() && reigns {
            said.office = Some(KING.to_owned());
        }
        if !given {
            tell_known(first, last, said);
        }
        if said.family_only && items.len() > 1 {
            said.given = self.text[first.start..last.start].trim().to_owned();
        }
        self.tell_case(items, said);
        let before = &self.text[..first.start];
        if language.keeps_title(before, &said.name) {
            let title = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            said.name = format!("{title} {}", said.name);
        }
    }

    /// The case, as the office, the name's words or its ending tell it.
    fn tell_case(self, items: &[Item<'_>], said: &mut Described) {
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        // "Kanclerz Hannie Wolf": her office has no endings, her name tells.
        let given = self.text[first.start..first.end].trim();
        if said.case == Case::Nominative
            && items.len() > 1
            && let Some(case) = self.language.given_case(given)
        {
            said.case = case;
        }
        if said.case == Case::Unknown {
            said.case = last.case;
        }
        if said.case == Case::Unknown && said.known.is_empty() {
            said.case = self.language.sure_case(&said.name).unwrap_or_default();
        }
        if said.case == Case::Unknown && self.language.is_subject_form(&said.name) {
            said.case = Case::Nominative;
        }
    }
}

/// People of the file whom a name may mean.
fn tell_known(first: &Item<'_>, last: &Item<'_>, said: &mut Described) {
    // "King Hamad bin Isa Al Khalifa" begins with a name that is enough.
    let whole = |item: &&Item<'_>| matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Person(_)));
    let telling = Some(first).filter(whole).unwrap_or(last);
    match telling.entry.map(|entry| &entry.sense) {
        Some(Sense::Person(people)) => said.known.clone_from(people),
        Some(Sense::Surname(people)) => {
            said.known.clone_from(people);
            said.family_only = true;
        }
        _ => {}
    }
}
