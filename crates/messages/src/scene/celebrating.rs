//! Whose day is celebrated, as a page begins.

use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::country::Country;
use crate::scene::{Reading, opening};
use dateline_calendar::{Calendar, Holiday};

/// The country whose day headline or lead tell of: "the 47th anniversary of Malta's independence". Whoever is congratulated and of
/// whom no country is told is of that one.
pub(crate) fn celebrating(language: &Language, readings: &[Reading<'_, '_>]) -> Option<Country> {
    const BESIDE: usize = 5;
    let mut days = opening(readings).flat_map(|(_, reading)| {
        let items = reading.items.iter().enumerate();
        items.filter(|(_, item)| item.class == class::OCCASION).map(move |(at, item)| (reading, at, item))
    });
    days.find_map(|(reading, at, item)| {
        let text = &reading.passage.text[item.start..item.end];
        let country = match &language.lexicon.at(text, 0)?.0.sense {
            Sense::Holiday(name) => of_one_country(name),
            Sense::NationalDay => None,
            Sense::Word(class) if language.is(List::Anniversary, *class) => None,
            _ => return None,
        };
        let near = at.saturating_sub(BESIDE)..(at + 1 + BESIDE).min(reading.items.len());
        let beside = || {
            reading.items[near].iter().find_map(|item| match &item.entry?.sense {
                Sense::Country(code) => Some(code.clone()),
                _ => None,
            })
        };
        country.or_else(beside).map(Country::Known)
    })
}

/// The country that alone keeps a holiday of the name.
fn of_one_country(name: &str) -> Option<String> {
    let mut countries = Calendar::builtin().holidays_named(name).map(Holiday::country);
    let first = countries.next()??;
    countries.all(|other| other == Some(first)).then(|| first.to_owned())
}
