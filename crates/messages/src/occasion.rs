//! What a message was written for.

use crate::lexicon::Sense;
use crate::pattern::class;
use crate::scene::{Part, Reading, Scene};
use crate::sentence::{Item, classes, covered};
use dateline_calendar::{Calendar, Holiday, HolidayKind};
use dateline_record::{CorrectionKind, Day};
use std::ops::Range;

/// An occasion, and its day where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) name: String,
    pub(crate) day: Option<Day>,
}

/// Whom a message goes between, as far as holidays hang on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parties<'a> {
    /// Countries in the order in which a holiday is more likely theirs: the recipient's first.
    pub(crate) countries: [Option<&'a str>; 2],
    /// Holidays are read for the year around this day.
    pub(crate) day: Option<Day>,
}

/// The occasion that a sentence names, nearest to an item.
pub(crate) fn of_sentence(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    near: &Range<usize>,
    parties: Parties<'_>,
) -> Option<Occasion> {
    let items = &reading.items[sentence.clone()];
    let mut found: Vec<(usize, Occasion)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if item.class == class::OCCASION
            && let Some(occasion) = of_item(scene, reading, item, parties)
        {
            let occasion = on_its_day(scene, reading, sentence, at, occasion, parties);
            let at = sentence.start + at;
            // What is told behind the message is more likely its occasion than what is told before.
            let far = if at >= near.end { at - near.end } else { 2 * near.start.abs_diff(at) };
            // A holiday says more than "the anniversary" or "his victory".
            let vague = usize::from(occasion.day.is_none()) * 6;
            found.push((far + vague, occasion));
        }
    }
    if let Some((_, occasion)) = found.into_iter().min_by_key(|(far, _)| *far) {
        return Some(occasion);
    }
    named_holiday(scene, reading, items)
}

/// A holiday that the page puts on another day than its own is the one that one of the two keeps on that day:
/// "Proclamation Day, which is celebrated on August 15".
fn on_its_day(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
    occasion: Occasion,
    parties: Parties<'_>,
) -> Occasion {
    const BEHIND: usize = 16;
    let from = sentence.start + at + 1;
    let to = (from + BEHIND).min(sentence.end);
    let told =
        (from..to).find_map(|at| crate::sent::days(scene, reading, at)).filter(|days| days.from == days.to);
    let Some(day) = told.map(|days| days.from).filter(|day| occasion.day.is_some_and(|own| own != *day))
    else {
        return occasion;
    };
    let kept = |country: &str| {
        let calendar = Calendar::builtin();
        calendar.holidays_on(day).find(|holiday| holiday.country() == Some(country))
    };
    let found = parties.countries.into_iter().flatten().find_map(kept);
    found.map_or(occasion, |holiday| Occasion { name: holiday.name().to_owned(), day: Some(day) })
}

/// A holiday that no calendar knows, by the words of the page.
fn named_holiday(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>]) -> Option<Occasion> {
    let classes = classes(items);
    scene.language.holidays.iter().find_map(|regex| {
        let captures = regex.captures(&classes)?;
        let range = covered(&captures.name("holiday")?);
        let (first, last) = (items.get(range.start)?, items.get(range.end.checked_sub(1)?)?);
        let written = scene.language.dictionary_form(&reading.passage.text[first.start..last.end]);
        Some(Occasion { name: written, day: None })
    })
}

/// The first such holiday of the page, title first.
pub(crate) fn named_on_page(scene: &Scene<'_, '_>) -> Option<Occasion> {
    let parts = [Part::Title, Part::Body];
    parts.into_iter().find_map(|part| {
        let readings = scene.readings.iter().filter(|reading| reading.passage.part == part);
        readings.into_iter().find_map(|reading| {
            reading
                .sentences
                .iter()
                .find_map(|range| named_holiday(scene, reading, &reading.items[range.clone()]))
        })
    })
}

/// The holiday that the page's title names, which no calendar knows.
pub(crate) fn named_in_title(scene: &Scene<'_, '_>) -> Option<Occasion> {
    let mut titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.find_map(|reading| {
        let sentences = reading.sentences.iter();
        sentences
            .map(|range| &reading.items[range.clone()])
            .find_map(|items| named_holiday(scene, reading, items))
    })
}

/// What befell somebody, "the earthquake", as the page's title names it.
pub(crate) fn event_in_title(scene: &Scene<'_, '_>) -> Option<Occasion> {
    let titles = scene.readings.iter().filter(|reading| reading.passage.part == Part::Title);
    titles.flat_map(|reading| &reading.items).find_map(|item| match &item.entry?.sense {
        Sense::Occasion(label) => Some(Occasion { name: label.clone(), day: None }),
        _ => None,
    })
}

/// The first occasion anywhere on the page, title first, that is a holiday of one of the two.
pub(crate) fn of_page(scene: &Scene<'_, '_>, parties: Parties<'_>) -> Option<Occasion> {
    let read = |title: bool| {
        scene.readings.iter().filter(move |reading| match reading.passage.part {
            Part::Title => title,
            Part::Body => !title,
            Part::SetApart | Part::Caption => false,
        })
    };
    read(true).chain(read(false)).find_map(|reading| {
        reading.items.iter().filter(|item| item.class == class::OCCASION).find_map(|item| {
            let holiday =
                matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Holiday(_) | Sense::NationalDay));
            holiday.then(|| of_item(scene, reading, item, parties)).flatten().filter(|it| it.day.is_some())
        })
    })
}

fn of_item(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    item: &Item<'_>,
    parties: Parties<'_>,
) -> Option<Occasion> {
    let text = &reading.passage.text[item.start..item.end];
    match &item.entry?.sense {
        Sense::Holiday(name) => Some(holiday(scene, reading, name, text, parties)),
        Sense::NationalDay => Some(
            national_day(parties)
                .unwrap_or_else(|| Occasion { name: scene.language.dictionary_form(text), day: None }),
        ),
        Sense::Event(id) => event(id, parties),
        Sense::Occasion(label) => Some(Occasion { name: label.clone(), day: None }),
        _ => None,
    }
}

fn holiday(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    name: &str,
    text: &str,
    parties: Parties<'_>,
) -> Occasion {
    let calendar = Calendar::builtin();
    // A name that texts misuse has been put right by the dates.
    let repaired = scene.corrections.iter().find(|correction| {
        correction.kind == CorrectionKind::HolidayMismatch
            && correction.applied
            && correction.block == Some(reading.passage.block)
            && correction
                .text
                .as_deref()
                .is_some_and(|words| words == text || text.contains(words) || words.contains(text))
    });
    let name = repaired.and_then(|correction| correction.now.as_deref()).unwrap_or(name);
    let of =
        |country: Option<&str>| calendar.holidays_named(name).find(|holiday| holiday.country() == country);
    let found = parties.countries.iter().flatten().find_map(|country| of(Some(country)));
    let found = found.or_else(|| of(None));
    match found {
        Some(found) => Occasion { name: found.name().to_owned(), day: nearest(found, parties.day) },
        None => Occasion { name: scene.language.dictionary_form(text), day: None },
    }
}

/// The day on which one of the two celebrates itself; of several the one that is near.
fn national_day(parties: Parties<'_>) -> Option<Occasion> {
    let calendar = Calendar::builtin();
    for country in parties.countries.into_iter().flatten() {
        let own = calendar.holidays().iter().filter(|holiday| {
            holiday.kind() == HolidayKind::NationalDay && holiday.country() == Some(country)
        });
        let dated: Vec<(&Holiday, Option<Day>)> = own.map(|it| (it, nearest(it, parties.day))).collect();
        let near = dated.iter().find(|(_, day)| {
            day.zip(parties.day).is_some_and(|(one, other)| (one - other).num_days().abs() <= NEAR)
        });
        let only = (dated.len() == 1 && parties.day.is_none()).then(|| dated.first()).flatten();
        if let Some((holiday, day)) = near.or(only) {
            return Some(Occasion { name: holiday.name().to_owned(), day: *day });
        }
    }
    None
}

/// Days between a message and the holiday it is written for.
const NEAR: i64 = 20;

/// An anniversary is the holiday that one of the two keeps on its day, else the event itself.
fn event(id: &str, parties: Parties<'_>) -> Option<Occasion> {
    use chrono::Datelike;
    let calendar = Calendar::builtin();
    let event = calendar.event(id)?;
    let year = parties.day?.year();
    let days = [event.first_day(), event.last_day()];
    let turns: Vec<Day> =
        days.iter().filter_map(|day| Day::from_ymd_opt(year, day.month(), day.day())).collect();
    for country in parties.countries.into_iter().flatten() {
        for turn in turns.iter().rev() {
            let kept = calendar.holidays_on(*turn).find(|holiday| holiday.country() == Some(country));
            if let Some(holiday) = kept {
                return Some(Occasion {
                    name: holiday.name().to_owned(),
                    day: nearest(holiday, parties.day),
                });
            }
        }
    }
    let known_country = parties.countries.iter().flatten().any(|place| place.len() == 2);
    let turn = turns.last().copied().filter(|_| !known_country)?;
    Some(Occasion { name: event.name().to_owned(), day: Some(turn) })
}

/// The day of a holiday next to a day.
fn nearest(holiday: &Holiday, day: Option<Day>) -> Option<Day> {
    use chrono::Datelike;
    let day = day?;
    let years = day.year() - 1..=day.year() + 1;
    let days = years.flat_map(|year| holiday.days_in(year).map(|found| found.day).collect::<Vec<_>>());
    days.min_by_key(|found| (*found - day).num_days().abs())
}
