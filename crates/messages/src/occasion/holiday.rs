//! Holidays and events of the calendar, as the two that a message goes between keep them.

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::occasion::{Occasion, Parties};
use crate::people::country::Country;
use crate::scene::{Reading, Scene};
use chrono::Datelike;
use dateline_calendar::{Calendar, Event, Holiday, HolidayKind};
use dateline_record::{CorrectionKind, Day, MessageKind};

/// A holiday by its name, as one of the two keeps it.
pub(crate) fn of_name(
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
    // "Independence Day" is many countries'; some have it by the name that their own language gives it.
    let written = scene.language.dictionary_form(text);
    let named = |country: Option<&str>| {
        let mut found = calendar.holidays_named(name).chain(calendar.holidays_named(&written));
        found.find(|holiday| holiday.country() == country)
    };
    let far = |it: &Occasion| {
        it.day.zip(parties.day).is_some_and(|(one, other)| (one - other).num_days().abs() > NEAR)
    };
    let dated = |it: &Holiday| Occasion::holiday(it.name(), nearest(it, parties.day));
    let kept: Vec<Occasion> = parties
        .codes()
        .filter_map(|country| named(Some(country)).or_else(|| own(name, country)))
        .map(dated)
        .collect();
    let near = kept.iter().find(|it| !far(it)).or(kept.first()).cloned();
    let found = near.or_else(|| named(None).map(dated));
    match found {
        // "Constitution Day", which the sender's country keeps in another season, and the recipient's under another name.
        Some(found) if far(&found) => kept_around(parties).unwrap_or(found),
        Some(found) => found,
        None => kept_around(parties)
            .filter(|own| own.name.starts_with(&written))
            .unwrap_or_else(|| Occasion::holiday(&written, None)),
    }
}

/// "Independence Day", which the calendar has under a longer name: "Independence Day of Algeria".
fn own(name: &str, country: &str) -> Option<&'static Holiday> {
    let longer = |it: &Holiday| it.name().strip_prefix(name).is_some_and(|rest| rest.starts_with(" of "));
    Calendar::builtin().holidays().iter().find(|it| it.country() == Some(country) && longer(it))
}

/// Whether a holiday is one country's own.
pub(crate) fn is_national(name: &str) -> bool {
    Calendar::builtin().holidays_named(name).any(|holiday| holiday.country().is_some())
}

/// Whether the calendar has the day on which a country celebrates itself.
pub(crate) fn has_national_day(country: &str) -> bool {
    let mut own = Calendar::builtin().holidays().iter().filter(|it| it.country() == Some(country));
    own.any(|it| it.kind() == HolidayKind::NationalDay)
}

/// The day on which one of the two celebrates itself; of several the one that is near.
pub(crate) fn national_day(parties: Parties<'_>) -> Option<Occasion> {
    let calendar = Calendar::builtin();
    for country in parties.codes() {
        let own = calendar.holidays().iter().filter(|holiday| {
            holiday.kind() == HolidayKind::NationalDay && holiday.country() == Some(country)
        });
        let dated: Vec<(&Holiday, Option<Day>)> = own.map(|it| (it, nearest(it, parties.day))).collect();
        let near = dated.iter().find(|(_, day)| {
            day.zip(parties.day).is_some_and(|(one, other)| (one - other).num_days().abs() <= NEAR)
        });
        let only = (dated.len() == 1 && parties.day.is_none()).then(|| dated.first()).flatten();
        if let Some((holiday, day)) = near.or(only) {
            return Some(Occasion::holiday(holiday.name(), *day));
        }
    }
    None
}

/// Days between a message and the holiday it is written for.
const NEAR: i64 = 20;

/// "The Noto earthquake", weeks after it: what happened, not its anniversary.
pub(crate) fn fresh_event(
    scene: &Scene<'_, '_>,
    id: &str,
    text: &str,
    parties: Parties<'_>,
) -> Option<Occasion> {
    const FRESH: i64 = 60;
    let event = Calendar::builtin().event(id)?;
    let age = (parties.day? - event.first_day()).num_days();
    let label = |text: &str, at| match &scene.language.lexicon.at(text, at)?.0.sense {
        // A death is somebody's, whom the event's name tells.
        Sense::Occasion(label) if !kinds::bereaves(label) => Some(label.clone()),
        _ => None,
    };
    // The event's own name may begin with the word: "Brand von Notre-Dame".
    let first = text.split_whitespace().next().and_then(|word| label(word, 0));
    let label = first.or_else(|| text.char_indices().find_map(|(at, _)| label(text, at)));
    match age {
        // "The earthquake of February 6" is an earlier year's where the event is still to come.
        ..0 => label.map(|label| Occasion::event(&label)),
        0..=FRESH => Some(label.map_or_else(|| itself(event), |label| Occasion::event(&label))),
        _ => None,
    }
}

/// An event by its own name, as within a sentence: "Death of Queen Elizabeth II" is hers.
fn itself(event: &Event) -> Occasion {
    if let Some(dead) = event.name().strip_prefix("Death of ") {
        return Occasion::death_of(dead);
    }
    let common = event.name().split(' ').nth(1) == Some("of");
    let mut letters = event.name().chars();
    match letters.next().filter(|_| common) {
        Some(first) => Occasion::event(&first.to_lowercase().chain(letters).collect::<String>()),
        None => Occasion::event(event.name()),
    }
}

/// "The establishment of Sino-Korean relations", years later: what a word of the event's own name celebrates.
pub(crate) fn celebrated_in(scene: &Scene<'_, '_>, text: &str) -> Option<Occasion> {
    let labels =
        text.char_indices().filter_map(|(at, _)| match &scene.language.lexicon.at(text, at)?.0.sense {
            Sense::Occasion(label) => Some(label),
            _ => None,
        });
    let mut occasions = labels.map(|label| Occasion::event(label));
    occasions.find(|it| it.kind() == Some(MessageKind::Congratulation))
}

/// An anniversary is the holiday that one of the two keeps on its day, else the event itself.
pub(crate) fn of_event(id: &str, parties: Parties<'_>) -> Option<Occasion> {
    let calendar = Calendar::builtin();
    let event = calendar.event(id)?;
    let year = parties.day.filter(|day| event.first_day() <= *day)?.year();
    let days = [event.first_day(), event.last_day()];
    let turns: Vec<Day> =
        days.iter().filter_map(|day| Day::from_ymd_opt(year, day.month(), day.day())).collect();
    for country in parties.codes() {
        for turn in turns.iter().rev() {
            let kept = calendar.holidays_on(*turn).find(|holiday| holiday.country() == Some(country));
            if let Some(holiday) = kept {
                return Some(Occasion::holiday(holiday.name(), nearest(holiday, parties.day)));
            }
        }
    }
    let known_country = parties.codes().next().is_some();
    let near = |turn: &Day| parties.day.is_some_and(|day| (day - *turn).num_days().abs() <= NEAR);
    let turn = turns.last().copied().filter(|turn| !known_country && near(turn))?;
    Some(Occasion::holiday(event.name(), Some(turn)))
}

/// The day of a holiday next to a day.
fn nearest(holiday: &Holiday, day: Option<Day>) -> Option<Day> {
    let day = day?;
    let years = day.year() - 1..=day.year() + 1;
    let days = years.flat_map(|year| holiday.days_in(year).map(|found| found.day).collect::<Vec<_>>());
    days.min_by_key(|found| (*found - day).num_days().abs())
}

/// The holiday that the recipient's country keeps on a day or the days before it: "China celebrates its anniversary", or a
/// holiday under a name that no calendar has.
pub(crate) fn kept_around(parties: Parties<'_>) -> Option<Occasion> {
    let calendar = Calendar::builtin();
    let (country, day) = parties.countries[0].and_then(Country::code).zip(parties.day)?;
    // A message may come on the eve.
    const AROUND: [i64; 6] = [0, 1, 2, -1, -2, 3];
    let days = AROUND.into_iter().filter_map(|back| day.checked_sub_signed(chrono::Duration::days(back)));
    days.into_iter().find_map(|day| {
        let mut kept = calendar.holidays_on(day);
        let own = kept.find(|it| it.country() == Some(country) && it.kind() == HolidayKind::NationalDay);
        // One that lasts for days is that of its first.
        own.map(|holiday| Occasion::holiday(holiday.name(), nearest(holiday, Some(day))))
    })
}
