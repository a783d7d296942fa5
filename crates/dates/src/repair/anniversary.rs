//! Anniversaries whose number does not fit: "the 78th anniversary" of 1945, told in 2024 as of that year.

use super::{Fix, Scene, gap};
use crate::dating::{Mention, Subject};
use crate::matcher::Found;
use crate::value::{CalendarValue, Value, YearValue};
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
/// A number further off is of something else.
const MOST: i32 = 12;

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
    let found = scene.passages[passage].found.iter();
    let numbered = found.filter_map(|found| Some((found, i32::try_from(found.meaning.anniversary?).ok()?)));
    numbered.filter_map(|(found, number)| judge(scene, passage, found, number, own, mentions)).collect()
}

fn judge(
    scene: &Scene<'_, '_>,
    passage: usize,
    found: &Found,
    number: i32,
    own: NaiveDate,
    mentions: &[Mention],
) -> Option<Fix> {
    let span = (found.start, found.end);
    let sentence = scene.sentence(passage, span);
    let origin = origin(scene, passage, found, sentence, mentions)?;
    let expected = own.year() - origin.year;
    if number == expected || (number - expected).abs() > MOST || expected < 1 {
        return None;
    }
    let then = origin.day.and_then(|day| add_years(day, number));
    if then.is_some_and(|then| (own - then).num_days().abs() <= AROUND) {
        return None;
    }
    // Another year in the sentence may be that of the anniversary.
    let years = scene.told_in(passage, sentence).filter_map(|(_, told)| match told.timex.value() {
        Value::Calendar(CalendarValue { year: YearValue::Year(year), .. }) => Some(year),
        _ => None,
    });
    let mut others = years.filter(|year| *year != origin.year && *year != own.year());
    let this_year = scene.words.says_this_year(&scene.passages[passage].text.folded[sentence.0..sentence.1]);
    let due = origin.day.and_then(|day| add_years(day, expected));
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
