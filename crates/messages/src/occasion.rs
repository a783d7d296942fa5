//! What a message was written for.

use crate::kinds;
use crate::lexicon::Sense;
use crate::pattern::class;
use crate::scene::{Part, Reading, Scene};
use crate::sentence::{Item, classes, covered};
use chrono::Datelike;
use dateline_calendar::{Calendar, Holiday, HolidayKind};
use dateline_record::{CorrectionKind, Day, MessageKind};
use std::ops::Range;

/// An occasion, and its day where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) name: String,
    pub(crate) day: Option<Day>,
    pub(crate) sort: Sort,
}

/// What sort of occasion something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A holiday or anniversary by its name.
    Holiday,
    /// "The national day", of a country whose holidays no calendar knows.
    NationalDay,
    /// What happens once: an election, an earthquake.
    Event,
}

impl Occasion {
    fn event(label: &str) -> Self {
        Self { name: label.to_owned(), day: None, sort: Sort::Event }
    }

    fn holiday(name: &str, day: Option<Day>) -> Self {
        Self { name: name.to_owned(), day, sort: Sort::Holiday }
    }

    /// What a message does that is written for it.
    pub(crate) fn kind(&self) -> Option<MessageKind> {
        match self.sort {
            Sort::Holiday | Sort::NationalDay => Some(MessageKind::Congratulation),
            Sort::Event if self.name.starts_with("death of ") => Some(MessageKind::Condolence),
            Sort::Event => kinds::of_label(&self.name),
        }
    }
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
        let later = items.get(at + 1).is_some_and(|next| scene.language.is("after", next.class));
        if item.class == class::OCCASION
            && (scene.language.spaces || !later)
            && let Some(occasion) = of_item(scene, reading, item, parties)
        {
            let occasion = on_its_day(scene, reading, sentence, at, occasion, parties);
            let occasion = whose_death(scene, reading, &items[at + 1..], occasion);
            let at = sentence.start + at;
            // What is told behind the message is more likely its occasion than what is told before.
            let far = if at >= near.end { at - near.end } else { 2 * near.start.abs_diff(at) };
            // A holiday says more than "the anniversary" or "his victory", and its name more than "the national day".
            let vague = match occasion.sort {
                Sort::Holiday if occasion.day.is_some() => 0,
                Sort::NationalDay => 8,
                _ => 6,
            };
            found.push((far + vague, occasion));
        }
    }
    let nearest = found.into_iter().min_by_key(|(far, _)| *far).map(|(_, occasion)| occasion);
    match nearest {
        Some(occasion) if occasion.sort != Sort::NationalDay => Some(occasion),
        vague => named_holiday(scene, reading, items).or(vague),
    }
}

/// "The death of the poet Gesine Altrogge": a death is somebody's.
fn whose_death(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    behind: &[Item<'_>],
    occasion: Occasion,
) -> Occasion {
    const NEAR: usize = 8;
    let plain = |item: &&Item<'_>| ![class::COMMA, class::TIME, class::QUOTE].contains(&item.class);
    let whose = behind.iter().take(NEAR).take_while(plain).find_map(|item| reading.figure(item));
    match whose {
        Some(figure) if occasion.name == "death" => {
            Occasion::event(&format!("death of {}", scene.cast.figures[figure].name))
        }
        _ => occasion,
    }
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
    found.map_or(occasion, |holiday| Occasion::holiday(holiday.name(), Some(day)))
}

/// A holiday that no calendar knows, by the words of the page.
fn named_holiday(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>]) -> Option<Occasion> {
    let classes = classes(items);
    scene.language.holidays.iter().find_map(|regex| {
        let captures = regex.captures(&classes)?;
        let range = covered(&captures.name("holiday")?);
        let (first, last) = (items.get(range.start)?, items.get(range.end.checked_sub(1)?)?);
        let written = scene.language.dictionary_form(&reading.passage.text[first.start..last.end]);
        Some(Occasion::holiday(&written, None))
    })
}

/// The first holiday by name on the page, title first, that neither calendar has: for countries that none knows.
pub(crate) fn named_on_page(scene: &Scene<'_, '_>, parties: Parties<'_>) -> Option<Occasion> {
    let by_word = |reading: &Reading<'_, '_>, items: &[Item<'_>], sort| {
        let mut words = items.iter().filter(|item| item.class == class::OCCASION);
        words.find_map(|item| of_item(scene, reading, item, parties).filter(|it| it.sort == sort))
    };
    let of = |part, sort| {
        let mut readings = scene.readings.iter().filter(move |reading| reading.passage.part == part);
        readings.find_map(|reading| {
            let mut sentences = reading.sentences.iter().map(|range| &reading.items[range.clone()]);
            let named =
                |items| if sort == Sort::Holiday { named_holiday(scene, reading, items) } else { None };
            sentences.find_map(|items| named(items).or_else(|| by_word(reading, items, sort)))
        })
    };
    let both = |sort| of(Part::Title, sort).or_else(|| of(Part::Body, sort));
    both(Sort::Holiday).or_else(|| both(Sort::NationalDay))
}

/// The holiday that the recipient's country keeps on a day or the days before it: "China celebrates its anniversary", or a
/// holiday under a name that no calendar has.
pub(crate) fn kept_around(parties: Parties<'_>) -> Option<Occasion> {
    let calendar = Calendar::builtin();
    let (country, day) = parties.countries[0].zip(parties.day)?;
    let days = (0..=2).filter_map(|back| day.checked_sub_signed(chrono::Duration::days(back)));
    days.into_iter().find_map(|day| {
        let mut kept = calendar.holidays_on(day);
        let own = kept.find(|it| it.country() == Some(country) && it.kind() == HolidayKind::NationalDay);
        own.map(|holiday| Occasion::holiday(holiday.name(), Some(day)))
    })
}

/// Whether a sentence says that something is celebrated.
pub(crate) fn celebrates(scene: &Scene<'_, '_>, reading: usize, sentence: &Range<usize>) -> bool {
    let items = &scene.readings[reading].items[sentence.clone()];
    items.iter().any(|item| scene.language.is("mark", item.class))
}

/// The day of a holiday that no calendar has, as the page tells it: "Charter Day, April 14". A day of another year, "the
/// charter of April 14, 1991", tells the same.
pub(crate) fn day_told(scene: &Scene<'_, '_>, occasion: &Occasion) -> Option<Day> {
    let page = scene.day.filter(|_| occasion.day.is_none() && occasion.sort != Sort::Event)?;
    let longest = occasion.name.split_whitespace().max_by_key(|word| word.chars().count())?;
    let stem = if scene.language.inflected { shortened(longest) } else { longest };
    let bodies = scene.readings.iter().filter(|reading| reading.passage.part == Part::Body);
    let sentences = bodies.flat_map(|it| it.sentences.iter().map(move |range| (it, range)));
    let of_holiday = sentences.filter(|(reading, range)| {
        let items = &reading.items[(*range).clone()];
        let words = items.first().zip(items.last());
        let text = words.map_or("", |(first, last)| &reading.passage.text[first.start..last.end]);
        text.contains(stem) || items.iter().any(|item| scene.language.is("mark", item.class))
    });
    let times = of_holiday.flat_map(|(reading, range)| reading.items[range.clone()].iter());
    times.filter(|item| item.class == class::TIME).find_map(|item| {
        let timex = scene.timexes.get(item.index)?;
        // "On Monday" is rather the day of the report.
        let dated = timex.text.chars().any(char::is_numeric) && timex.last_day == timex.first_day;
        let told = timex.first_day.filter(|_| dated)?;
        let turns = [page.year(), page.year() - 1].into_iter();
        let mut turns = turns.filter_map(|year| Day::from_ymd_opt(year, told.month(), told.day()));
        turns.find(|turn| (-1..=SOON).contains(&(page - *turn).num_days()))
    })
}

/// A page tells of a holiday at most so many days after it.
const SOON: i64 = 6;

/// A word without the letters that change with its case.
fn shortened(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).max(3);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// What happened that messages of a kind are written for, "the earthquake" or "the election", as the page has it: the
/// title, the first passages, the captions.
pub(crate) fn event_on_page(scene: &Scene<'_, '_>, kind: MessageKind) -> Option<Occasion> {
    const FIRST: usize = 120;
    let of = |part, most: usize| {
        let labels = items_of(scene, part).take(most).filter_map(|(_, item)| match &item.entry?.sense {
            Sense::Occasion(label) => Some(label),
            _ => None,
        });
        let fits = |label: &&String| kinds::of_label(label) == Some(kind);
        labels.into_iter().find(fits).map(|label| Occasion::event(label))
    };
    of(Part::Title, usize::MAX).or_else(|| of(Part::Body, FIRST)).or_else(|| of(Part::Caption, usize::MAX))
}

fn items_of<'s, 'p, 'l>(
    scene: &'s Scene<'p, 'l>,
    part: Part,
) -> impl Iterator<Item = (&'s Reading<'p, 'l>, &'s Item<'l>)> {
    let readings = scene.readings.iter().filter(move |reading| reading.passage.part == part);
    readings.flat_map(|reading| reading.items.iter().map(move |item| (reading, item)))
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
        Sense::NationalDay => Some(national_day(parties).unwrap_or_else(|| Occasion {
            sort: Sort::NationalDay,
            ..Occasion::holiday(&scene.language.dictionary_form(&scene.language.within_sentence(text)), None)
        })),
        Sense::Event(id) => fresh_event(scene, id, text, parties).or_else(|| event(id, parties)),
        Sense::Occasion(label) => Some(Occasion::event(label)),
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
        Some(found) => Occasion::holiday(found.name(), nearest(found, parties.day)),
        None => Occasion::holiday(&scene.language.dictionary_form(text), None),
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
            return Some(Occasion::holiday(holiday.name(), *day));
        }
    }
    None
}

/// Days between a message and the holiday it is written for.
const NEAR: i64 = 20;

/// "The Noto earthquake", weeks after it: what happened, not its anniversary.
fn fresh_event(scene: &Scene<'_, '_>, id: &str, text: &str, parties: Parties<'_>) -> Option<Occasion> {
    const FRESH: i64 = 60;
    let event = Calendar::builtin().event(id)?;
    let age = (parties.day? - event.first_day()).num_days();
    let label = text.char_indices().find_map(|(at, _)| match &scene.language.lexicon.at(text, at)?.0.sense {
        Sense::Occasion(label) => Some(label.clone()),
        _ => None,
    });
    label.filter(|_| (0..=FRESH).contains(&age)).map(|label| Occasion::event(&label))
}

/// An anniversary is the holiday that one of the two keeps on its day, else the event itself.
fn event(id: &str, parties: Parties<'_>) -> Option<Occasion> {
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
                return Some(Occasion::holiday(holiday.name(), nearest(holiday, parties.day)));
            }
        }
    }
    let known_country = parties.countries.iter().flatten().any(|place| place.len() == 2);
    let turn = turns.last().copied().filter(|_| !known_country)?;
    Some(Occasion::holiday(event.name(), Some(turn)))
}

/// The day of a holiday next to a day.
fn nearest(holiday: &Holiday, day: Option<Day>) -> Option<Day> {
    let day = day?;
    let years = day.year() - 1..=day.year() + 1;
    let days = years.flat_map(|year| holiday.days_in(year).map(|found| found.day).collect::<Vec<_>>());
    days.min_by_key(|found| (*found - day).num_days().abs())
}
