//! Whom words address: quoted ones, "Bravo, President Trump", and an office beside a country, "his Russian counterpart".

use crate::language::lexicon::Sense;
use crate::language::pattern::class;
use crate::people::country::Country;
use crate::people::office::same_office;
use crate::scene::{Reading, Scene};
use crate::sentence::item::Item;

/// Whoever is addressed is named among so many characters of the words, or they are not addressed to them.
const OPENING: usize = 160;
/// Shorter names are parts of too many words.
const SHORTEST: usize = 4;

/// Quoted words of a sentence, each with where they begin.
pub(crate) fn quoted<'a>(
    reading: &'a Reading<'_, '_>,
    items: &'a [Item<'_>],
) -> impl Iterator<Item = &'a str> {
    let quotes = items.iter().filter(|item| item.class == class::QUOTE);
    quotes.map(|item| &reading.passage.text[item.start..item.end])
}

/// The only leader other than the writer whom quoted words of a sentence name: by the family name, or by a handle that has
/// it within, "@realDonaldTrump".
pub(crate) fn addressed(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    from: usize,
) -> Option<usize> {
    let openings: Vec<String> =
        quoted(reading, items).map(|words| words.chars().take(OPENING).collect()).collect();
    let names = |figure: usize| openings.iter().any(|words| has_name(scene, words, figure));
    let mut named =
        (0..scene.cast.figures.len()).filter(|it| *it != from && scene.cast.leads(*it) && names(*it));
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Whether words have the name of somebody, or a handle with it within.
fn has_name(scene: &Scene<'_, '_>, words: &str, figure: usize) -> bool {
    let named = &scene.cast.figures[figure];
    let starts = words.char_indices().filter(|(_, char)| char.is_alphanumeric());
    let known = |at: usize| match scene.language.lexicon.at(words, at).map(|(entry, _)| &entry.sense) {
        Some(Sense::Person(people) | Sense::Surname(people)) => {
            named.person.is_some_and(|person| people.contains(&person))
        }
        _ => false,
    };
    let handles: Vec<String> = words.split('@').skip(1).map(|it| first_word(it).to_lowercase()).collect();
    let stems = named.stems.iter().filter(|stem| stem.chars().count() >= SHORTEST);
    let mut stems = stems.filter(|_| named.stems.len() > 1 || named.person.is_some());
    starts.into_iter().any(|(at, _)| known(at))
        || stems.any(|stem| {
            let own = |word: &str| word.to_lowercase() == *stem;
            words.split(|char: char| !char.is_alphanumeric()).any(own)
                || handles.iter().any(|handle| handle.contains(stem.as_str()))
        })
}

fn first_word(words: &str) -> &str {
    let end = words.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(words.len());
    &words[..end]
}

/// "His Russian counterpart": who holds the writer's office in that country, or leads it as the writer leads theirs.
pub(crate) fn counterpart(scene: &Scene<'_, '_>, from: usize, country: &Country) -> Option<usize> {
    let (people, day) = (scene.cast.people, scene.day?);
    let serving = |figure: usize| {
        let person = scene.cast.figures[figure].person?;
        people.people[person].terms.iter().find(|term| term.holds_on(day))
    };
    let own = serving(from)?;
    let of_country = |it: &usize| scene.cast.country(*it) == Some(country) && *it != from;
    let all = || (0..scene.cast.figures.len()).filter(of_country);
    let same = all().find(|it| serving(*it).is_some_and(|term| term.office == own.office));
    same.or_else(|| {
        all().find(|it| {
            serving(*it).is_some_and(|term| same_office(&own.office, &term.office) || own.leads && term.leads)
        })
    })
}
