//! What a message was written for.

pub(crate) mod death;
pub(crate) mod holiday;
pub(crate) mod honoured;
pub(crate) mod named;
pub(crate) mod setting;

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::country::Country;
use crate::scene::{Reading, Scene};
use crate::sentence::item::{Item, class_set, classes, covered};
use dateline_record::{Day, MessageKind, TimexType};

/// An occasion, and its day where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) name: String,
    pub(crate) day: Option<Day>,
    pub(crate) sort: Sort,
    /// Whose death it is, where it is that of somebody who is named.
    pub(crate) dead: Option<String>,
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
    pub(crate) fn event(label: &str) -> Self {
        Self { name: label.to_owned(), day: None, sort: Sort::Event, dead: None }
    }

    pub(crate) fn holiday(name: &str, day: Option<Day>) -> Self {
        Self { name: name.to_owned(), day, sort: Sort::Holiday, dead: None }
    }

    /// The death of somebody who is named.
    pub(crate) fn death_of(name: &str) -> Self {
        Self { dead: Some(name.to_owned()), ..Self::event(&format!("death of {name}")) }
    }

    /// What a message does that is written for it.
    pub(crate) fn kind(&self) -> Option<MessageKind> {
        match self.sort {
            Sort::Holiday | Sort::NationalDay => Some(MessageKind::Congratulation),
            Sort::Event if self.dead.is_some() => Some(MessageKind::Condolence),
            Sort::Event => kinds::of_label(&self.name),
        }
    }
}

/// Whom a message goes between, as far as holidays hang on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parties<'a> {
    /// Countries in the order in which a holiday is more likely theirs: the recipient's first.
    pub(crate) countries: [Option<&'a Country>; 2],
    /// Holidays are read for the year around this day.
    pub(crate) day: Option<Day>,
    /// Who writes, where that is known.
    pub(crate) sender: Option<usize>,
}

impl<'a> Parties<'a> {
    /// The countries that the calendar may know holidays of.
    pub(crate) fn codes(self) -> impl Iterator<Item = &'a str> {
        self.countries.into_iter().flatten().filter_map(Country::code)
    }
}

/// "登基三十周年", "the 25th anniversary of her coronation": what is celebrated of an event years later.
pub(crate) fn years_later(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    at: usize,
    occasion: Occasion,
) -> Occasion {
    const NEAR: usize = 4;
    let Some(label) = kinds::anniversary_of(&occasion.name) else { return occasion };
    let near = at.saturating_sub(NEAR)..(at + 1 + NEAR).min(reading.items.len());
    // "即位40年": so long a time counts the years since.
    let years = reading.items.get(at + 1).filter(|item| item.class == class::TIME).is_some_and(|item| {
        let timex = scene.timexes.get(item.index);
        timex.is_some_and(|timex| timex.timex_type == TimexType::Duration && timex.value.ends_with('Y'))
    });
    let told = reading.items[near].iter().any(|item| scene.language.is(List::Anniversary, item.class));
    if told || years { Occasion::event(label) } else { occasion }
}

/// A holiday that no calendar knows, by the words of the page.
pub(crate) fn named_holiday(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
) -> Option<Occasion> {
    let (classes, held) = (classes(items), class_set(items));
    scene.language.holidays.iter().filter(|regex| regex.may_match(&held)).find_map(|regex| {
        let captures = regex.captures(&classes)?;
        let range = covered(&captures.name("holiday")?);
        let (first, last) = (items.get(range.start)?, items.get(range.end.checked_sub(1)?)?);
        let written = scene.language.dictionary_form(&reading.passage.text[first.start..last.end]);
        Some(Occasion::holiday(&written, None))
    })
}

pub(crate) fn of_item(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    item: &Item<'_>,
    parties: Parties<'_>,
) -> Option<Occasion> {
    let text = &reading.passage.text[item.start..item.end];
    let found = of_words(scene, reading, item, text, parties)?;
    // "The anniversary", which a page calls no holiday by its name, is what the calendar makes of it.
    let sense = scene.language.lexicon.at(text, 0).map(|(entry, _)| &entry.sense);
    let vague = matches!(sense, Some(Sense::Word(class)) if scene.language.is(List::Anniversary, *class));
    if !vague || found.day.is_some() {
        return Some(found);
    }
    // "The anniversary of independence", of a country whose holidays no calendar knows.
    match &item.entry?.sense {
        Sense::Holiday(name) => Some(Occasion::holiday(name, None)),
        _ => None,
    }
}

fn of_words(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    item: &Item<'_>,
    text: &str,
    parties: Parties<'_>,
) -> Option<Occasion> {
    match &item.entry?.sense {
        Sense::Holiday(name) => Some(holiday::of_name(scene, reading, name, text, parties)),
        Sense::NationalDay => Some(holiday::national_day(parties).unwrap_or_else(|| Occasion {
            sort: Sort::NationalDay,
            ..Occasion::holiday(&scene.language.dictionary_form(&scene.language.within_sentence(text)), None)
        })),
        Sense::Event(id) => holiday::fresh_event(scene, id, text, parties)
            .or_else(|| holiday::of_event(id, parties))
            .or_else(|| holiday::celebrated_in(scene, text)),
        Sense::Occasion(label) => Some(Occasion::event(label)),
        _ => None,
    }
}
