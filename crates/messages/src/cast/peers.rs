//! Those whom one office in the plural names by their countries: "the presidents of Russia and China".

use crate::cast::figure::Described;
use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::people::country::Country;
use crate::people::office::LEADER;
use crate::sentence::item::Item;
use std::ops::Range;

/// Words that may stand between an office, its countries, and what joins them: "of the", "of the Republic of".
const LINKS: [List; 4] = [List::Of, List::The, List::Land, List::Article];

/// Each of them in a sentence: the first with the word for the office, the others by their country alone.
pub(crate) fn peers(language: &Language, text: &str, items: &[Item<'_>]) -> Vec<(Range<usize>, Described)> {
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let (office, case) = match item.entry.map(|entry| &entry.sense) {
            Some(Sense::Offices(office, case)) => (office.as_str(), *case),
            // "The heads of Belarus and Kazakhstan".
            _ if language.is(List::Chief, item.class) => (LEADER, Case::Unknown),
            _ => continue,
        };
        let countries = countries_of(language, items, at);
        let (Some(first), Some(last)) = (countries.first(), countries.last()) else { continue };
        let beside = if *first > at { *first } else { *last };
        for country in countries.iter().filter(|_| countries.len() > 1) {
            let range =
                if *country == beside { at.min(beside)..at.max(beside) + 1 } else { *country..country + 1 };
            let said = Described {
                office: Some(office.to_owned()),
                title: Some(text[item.start..item.end].to_lowercase()),
                country: known(&items[*country]),
                case,
                ..Described::default()
            };
            found.push((range, said));
        }
    }
    found
}

/// "The presidents of Chile, X, and of Argentina, Y": the office in the plural before somebody whose country is named,
/// nothing but names between.
pub(crate) fn shared_office(language: &Language, before: &[Item<'_>]) -> Option<String> {
    const FAR: usize = 16;
    const PASSED: [List; 5] = [List::Of, List::The, List::Article, List::And, List::Title];
    const NAMES: [Class; 4] = [class::COMMA, class::NAME, class::KNOWN, class::COUNTRY];
    let passed = |item: &&Item<'_>| NAMES.contains(&item.class) || language.is_any(&PASSED, item.class);
    let head = before.iter().rev().take(FAR).find(|item| !passed(item))?;
    match head.entry.map(|entry| &entry.sense) {
        Some(Sense::Offices(office, _)) => Some(office.clone()),
        _ => None,
    }
}

/// The countries that stand beside an office: behind it, else before it. None where names follow, which say more.
fn countries_of(language: &Language, items: &[Item<'_>], office: usize) -> Vec<usize> {
    let behind = listed(language, items, office + 1..items.len());
    let next = behind.last().and_then(|last| items.get(last + 1));
    let named = next.is_some_and(|item| [class::KNOWN, class::NAME].contains(&item.class));
    if !behind.is_empty() {
        return if named { Vec::new() } else { behind };
    }
    let named = items.get(office + 1).is_some_and(|item| [class::KNOWN, class::NAME].contains(&item.class));
    let mut before = if named { Vec::new() } else { listed(language, items, (0..office).rev()) };
    before.reverse();
    before
}

/// The countries that a walk meets, joined by "and" and commas.
fn listed(language: &Language, items: &[Item<'_>], walk: impl Iterator<Item = usize>) -> Vec<usize> {
    let and = language.list(List::And);
    let mut found = Vec::new();
    let mut joined = true;
    for at in walk {
        let class = items[at].class;
        if class == class::COUNTRY && joined {
            found.push(at);
            joined = false;
        } else if !found.is_empty() && (class == class::COMMA || Some(class) == and) {
            joined = true;
        } else if !language.is_any(&LINKS, class) {
            break;
        }
    }
    found
}

fn known(country: &Item<'_>) -> Option<Country> {
    match country.entry.map(|entry| &entry.sense) {
        Some(Sense::Country(code)) => Some(Country::Known(code.clone())),
        _ => None,
    }
}
