//! Anniversaries whose number does not fit: "the 78th anniversary" of 1945, told in 2024 as of that year, and "78 years since
//! the end of the war".

use super::{Fix, Scene, Told, gap};
use crate::dating::{Mention, Subject};
use crate::matcher::Found;
use crate::meaning::{Direction, Meaning, Measure};
use crate::value::{CalendarValue, Count, Unit, Value, YearValue};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::Event;
use dateline_calendar::day::add_years;
use dateline_record::{Candidate, CorrectionKind};

/// How far from its number the name of what is remembered may stand, in bytes.
const BESIDE: usize = 60;
/// How far from the day of an anniversary its page may be of, in days.
const AROUND: i64 = 45;
/// The same where no word puts the anniversary into the page's own year.
const CLOSE: i64 = 10;
/// A number further off is of something else; one of years, which are counted from an event to any day, sooner.
const MOST: i32 = 12;
const MOST_YEARS: i32 = 3;

/// What an anniversary remembers.
struct Origin {
    /// In evidence.
    words: String,
    year: i32,
    day: Option<NaiveDate>,
}

/// Every anniversary of a passage with a number that its year does not give.
pub(super) fn check(scene: &Scene<'_, '_>, passage: usize, mentions: &[Mention]) -> Vec<Fix> {
    let Some(own) = scene.day else { return Vec::new() };
    let numbered = scene.passages[passage].found.iter().filter_map(|found| {
        let meaning = &found.meaning;
        let kind = if meaning.anniversary.is_some() { Numbered::Anniversary } else { Numbered::Years };
        let number = meaning.anniversary.or_else(|| years_to_the_page(meaning))?;
        Some((found, kind, i32::try_from(number).ok()?))
    });
    numbered
        .filter_map(|(found, kind, number)| judge(scene, passage, (found, kind), number, own, mentions))
        .collect()
}

/// What has the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbered {
    /// "The 34th anniversary".
    Anniversary,
    /// "34 years", "34 years ago".
    Years,
}

/// The number of whole years that the words count, if they may end with the page's day.
fn years_to_the_page(meaning: &Meaning) -> Option<u32> {
    let exact = meaning.unit == Some(Unit::Year) && meaning.modifier.is_none();
    let Some(Count::Whole(count)) = meaning.count.filter(|_| exact) else { return None };
    let ends = match meaning.measure {
        Measure::Length => true,
        Measure::Offset => meaning.direction == Direction::Past,
        Measure::Age | Measure::Frequency => false,
    };
    ends.then_some(count)
}

fn judge(
    scene: &Scene<'_, '_>,
    passage: usize,
    (found, kind): (&Found, Numbered),
    number: i32,
    own: NaiveDate,
    mentions: &[Mention],
) -> Option<Fix> {
    let span = (found.start, found.end);
    let sentence = scene.sentence(passage, span);
    let (origin, most) = match kind {
        Numbered::Anniversary => (origin(scene, passage, found, sentence, mentions)?, MOST),
        Numbered::Years => (counted_from(scene, passage, found, sentence, mentions)?, MOST_YEARS),
    };
    let expected = own.year() - origin.year;
    if number == expected || (number - expected).abs() > most || expected < 1 {
        return None;
    }
    // Before its day in the page's year, one year less has passed.
    let due = origin.day.and_then(|day| add_years(day, expected));
    let margin = if kind == Numbered::Years { 0 } else { CLOSE };
    let ahead = due.is_some_and(|due| (due - own).num_days() > margin);
    if kind == Numbered::Years && ahead && number == expected - 1 {
        return None;
    }
    let then = origin.day.and_then(|day| add_years(day, number));
    if then.is_some_and(|then| (own - then).num_days().abs() <= AROUND) {
        return None;
    }
    // Another year in the sentence may be that of the anniversary.
    let besides = |told: &Told<'_>| told.timex.range() != (found.start..found.end);
    let told = scene.told_in(passage, sentence).filter(|(_, told)| besides(told));
    let years = told.filter_map(|(_, told)| match told.timex.value() {
        Value::Calendar(CalendarValue { year: YearValue::Year(year), .. }) => Some(year),
        _ => None,
    });
    let mut others = years.filter(|year| *year != origin.year && *year != own.year());
    let this_year = scene.words.says_this_year(&scene.passages[passage].text.folded[sentence.0..sentence.1]);
    let close = due.is_some_and(|due| (own - due).num_days().abs() <= CLOSE);
    if others.next().is_some() || !(this_year || close) {
        return None;
    }
    let evidence = format!("{}; in {} that is {expected} years ago, not {number}.", origin.words, own.year());
    let kind = CorrectionKind::AnniversaryMismatch;
    let mut correction = scene.flag(kind, passage, span, number.to_string(), evidence);
    correction.now = Some(expected.to_string());
    correction.confidence = if origin.day.is_some() { 0.85 } else { 0.7 };
    correction.candidates.push(Candidate { value: expected.to_string(), probability: correction.confidence });
    Some(Fix { told: None, day: None, correction })
}

/// The event that years are counted from, which stands next to them.
fn counted_from(
    scene: &Scene<'_, '_>,
    passage: usize,
    found: &Found,
    sentence: (usize, usize),
    mentions: &[Mention],
) -> Option<Origin> {
    let text = &scene.passages[passage].text;
    let first = mentions.partition_point(|mention| mention.start < sentence.0);
    let mut inside = mentions[first..].iter().take_while(|mention| mention.end <= sentence.1);
    inside.find_map(|mention| {
        let Subject::Event(event) = mention.subject else { return None };
        let between = if mention.start >= found.end {
            &text.folded[found.end..mention.start]
        } else {
            text.folded.get(mention.end..found.start)?
        };
        (between.len() <= BESIDE && scene.words.counts_years(between)).then(|| of_event(event))
    })
}

/// The event named beside the number, else the year.
fn origin(
    scene: &Scene<'_, '_>,
    passage: usize,
    found: &Found,
    sentence: (usize, usize),
    mentions: &[Mention],
) -> Option<Origin> {
    let span = (found.start, found.end);
    let inside = |mention: &&Mention| sentence.0 <= mention.start && mention.end <= sentence.1;
    let first = mentions.partition_point(|mention| mention.start < sentence.0);
    let inside = mentions[first..].iter().take_while(|mention| mention.start < sentence.1).filter(inside);
    let events = inside.filter_map(|mention| match mention.subject {
        Subject::Event(event) => Some((gap(mention, span), event)),
        Subject::Holiday(_) => None,
    });
    let named = events.filter(|(gap, _)| *gap <= BESIDE).min_by_key(|(gap, _)| *gap);
    if let Some((_, event)) = named {
        return Some(of_event(event));
    }
    // Behind the number alone: before it stands the year in which it is kept.
    let years = scene.told_in(passage, (found.end, sentence.1)).filter_map(|(_, told)| {
        let gap = told.timex.range().start - found.end;
        let year = told.timex.meaning().common_year().filter(|_| gap <= BESIDE)?;
        Some(Origin {
            words: format!("\u{201c}{}\u{201d} is the year told with it", told.timex.text()),
            year,
            day: told.timex.value().day(),
        })
    });
    let mut years = years;
    years.next()
}

fn of_event(event: &Event) -> Origin {
    Origin {
        words: format!("{} was on {}", event.name(), event.last_day()),
        year: event.last_day().year(),
        day: Some(event.last_day()),
    }
}
