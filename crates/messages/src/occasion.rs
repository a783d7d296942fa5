//! What a message was written for.

pub(crate) mod death;
pub(crate) mod holiday;
pub(crate) mod honoured;
pub(crate) mod setting;

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::death::whose_death;
use crate::people::country::Country;
use crate::scene::aside;
use crate::scene::time;
use crate::scene::{Reading, Scene};
use crate::sentence::item::{Item, class_set, classes, covered};
use dateline_calendar::Calendar;
use dateline_record::{Day, MessageKind, TimexType};
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
    pub(crate) fn event(label: &str) -> Self {
        Self { name: label.to_owned(), day: None, sort: Sort::Event }
    }

    pub(crate) fn holiday(name: &str, day: Option<Day>) -> Self {
        Self { name: name.to_owned(), day, sort: Sort::Holiday }
    }

    /// What a message does that is written for it.
    pub(crate) fn kind(&self) -> Option<MessageKind> {
        match self.sort {
            Sort::Holiday | Sort::NationalDay => Some(MessageKind::Congratulation),
            Sort::Event if kinds::named_dead(&self.name).is_some() => Some(MessageKind::Condolence),
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

/// What befell many says more than the death of some: so many items nearer.
const FAR: usize = 24;

/// The occasion that a sentence names, nearest to an item, of those that a message of the kind may be written for.
pub(crate) fn of_sentence(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    near: &Range<usize>,
    parties: Parties<'_>,
    kind: Option<MessageKind>,
) -> Option<Occasion> {
    let items = &reading.items[sentence.clone()];
    let mut found: Vec<(usize, Occasion)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let later = items.get(at + 1).is_some_and(|next| scene.language.is(List::After, next.class));
        if item.class == class::OCCASION
            && (scene.language.spaces || !later)
            && let Some(occasion) = of_item(scene, reading, item, parties)
        {
            let occasion = years_later(scene, reading, sentence.start + at, occasion);
            let occasion = on_its_day(scene, reading, sentence, at, occasion, parties);
            let occasion = whose_death(scene, reading, sentence.start + at, occasion);
            let at = sentence.start + at;
            // "The premier, who took office last month, congratulated …": his own.
            let aside = || aside::about_somebody(scene.language, reading, sentence, at);
            let sender = |aside: Range<usize>| {
                let about = reading.items.get(aside.start.checked_sub(2)?)?;
                reading.figure(about).filter(|it| parties.sender == Some(*it))
            };
            if occasion.kind() == Some(MessageKind::Congratulation) && aside().and_then(sender).is_some() {
                continue;
            }
            // What is told behind the message is more likely its occasion than what is told before.
            let far = if at >= near.end { at - near.end } else { 2 * near.start.abs_diff(at) };
            // A holiday says more than "the anniversary" or "his victory", and its name more than "the national day".
            let vague = match occasion.sort {
                Sort::Holiday if occasion.day.is_some() => 0,
                // "The loss of lives in the train accident".
                Sort::Event if kinds::bereaves(&occasion.name) => 2 * FAR,
                Sort::NationalDay => 8,
                _ => 6,
            };
            found.push((far + vague, occasion));
        }
    }
    // "X当选后，Y致函道贺": on that, where nothing else is told.
    let won = |item: &&Item<'_>| matches!(item.entry.map(|it| &it.sense), Some(Sense::Occasion(label)) if kinds::is_won(label));
    if found.is_empty() && kind == Some(MessageKind::Congratulation) && !scene.language.spaces {
        let told = reading.items[near.clone()].iter().find(won);
        found.extend(told.and_then(|item| of_item(scene, reading, item, parties)).map(|it| (usize::MAX, it)));
    }
    for item in items.iter().filter(|item| scene.language.is(List::Post, item.class)) {
        if let Some(label) = within(scene, &reading.passage.text[item.start..item.end]) {
            found.push((usize::MAX / 2, Occasion::event(&label)));
        }
    }
    // "Condolences on the death of the leader of the Cuban Revolution": nobody condoles on a holiday.
    if kind == Some(MessageKind::Condolence) {
        let festive =
            |it: &Occasion| matches!(it.kind(), Some(MessageKind::Congratulation | MessageKind::Thanks));
        found.retain(|(_, it)| !festive(it));
    }
    // "After his party's landslide": nobody congratulates on a disaster.
    if kind == Some(MessageKind::Congratulation) {
        found.retain(|(_, it)| it.kind() != Some(MessageKind::Condolence));
    }
    // "… offered condolences and prayed for the recovery of the injured": on a page that tells what hurt them.
    if kind == Some(MessageKind::Condolence)
        && scene.language.spaces
        && setting::event_on_page(scene, MessageKind::Condolence).is_some()
    {
        found.retain(|(_, it)| !kinds::heals(&it.name));
    }
    // "Congratulated him and promised to meet at the summit": only who invites writes for one.
    if kind != Some(MessageKind::Invitation) {
        found.retain(|(_, it)| it.kind() != Some(MessageKind::Invitation));
    }
    // "… on the earthquake, wishing the injured a speedy recovery": what happened counts, not what is wished.
    if found.iter().any(|(_, it)| it.kind() == Some(MessageKind::Condolence)) {
        // "After the attack Orbán wished him a speedy recovery": there what is wished is all that is told.
        let wished = items.iter().enumerate().any(|(at, item)| {
            let heals = |label: &str| kinds::heals(label);
            near.contains(&(sentence.start + at))
                && matches!(item.entry.map(|it| &it.sense), Some(Sense::Occasion(label)) if heals(label))
        });
        let wished = wished && kind.is_none();
        found.retain(|(_, it)| kinds::heals(&it.name) == wished);
    }
    let nearest = found.into_iter().min_by_key(|(far, _)| *far).map(|(_, occasion)| occasion);
    match nearest {
        Some(occasion) if occasion.sort != Sort::NationalDay => Some(occasion),
        None if kind == Some(MessageKind::Condolence) => None,
        vague => named_holiday(scene, reading, items).or(vague),
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

/// "Neujahrsgrüße", "新年贺电": the occasion that a word for a letter begins with.
fn within(scene: &Scene<'_, '_>, word: &str) -> Option<String> {
    let ends = word.char_indices().map(|(at, _)| at).skip(1);
    ends.into_iter().find_map(|end| match scene.language.lexicon.at(&word[..end], 0) {
        Some((entry, length)) if length == end => match &entry.sense {
            Sense::Occasion(label) => Some(label.clone()),
            _ => None,
        },
        _ => None,
    })
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
    let told = (from..to).find_map(|at| Some((at, time::days(scene, reading, at)?)));
    let told = told.filter(|(_, days)| days.from == days.to).map(|(at, days)| (at, days.from));
    let Some((told, day)) = told.filter(|(_, day)| occasion.day.is_some_and(|own| own != *day)) else {
        return occasion;
    };
    let kept = |country: &str| {
        let calendar = Calendar::builtin();
        calendar.holidays_on(day).find(|holiday| holiday.country() == Some(country))
    };
    if let Some(holiday) = parties.codes().find_map(kept) {
        return Occasion::holiday(holiday.name(), Some(day));
    }
    // "Eid al-Fitr, which is celebrated on the 26th": of one that follows the moon each country has its own day.
    const APART: i64 = 2;
    let near = occasion.day.is_some_and(|own| (own - day).num_days().abs() <= APART);
    let celebrates = |item: &Item<'_>| scene.language.is_any(&[List::Which, List::Mark], item.class);
    let said = reading.items[from..told].iter().any(celebrates);
    if near && said && occasion.sort == Sort::Holiday {
        Occasion { day: Some(day), ..occasion }
    } else {
        occasion
    }
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
