//! Holidays on a day that is not their own: "Foundation Day, which falls on August 15".

use super::{Fix, Scene, Told, gap};
use crate::dating::words::month_day;
use crate::dating::{Mention, Subject};
use chrono::{Datelike, NaiveDate, Weekday};
use dateline_calendar::day::add_days;
use dateline_calendar::{Calendar, Holiday, HolidayKind};
use dateline_record::{Candidate, Correction, CorrectionKind};

/// How far from a holiday's name its date may stand, in bytes.
const REACH: usize = 100;
/// How far from a name and its date the country that keeps it may stand, in bytes.
const BESIDE: usize = 40;
/// How many days a feast that waits for the moon may be off.
const MOON: i64 = 2;
/// How far from the page's own day a holiday's date may lie for the page to be about it.
const ABOUT: i64 = 10;

/// How likely another holiday is meant that is kept on the day given, on a page of that day and on others; and beside it
/// the day of the holiday named.
const OTHER_OF_PAGE: f64 = 0.95;
const OTHER: f64 = 0.8;
const OWN_DAY_BESIDE_OTHER: f64 = 0.05;
/// How likely the day of the holiday named is meant, where the day given is no holiday.
const OWN_DAY: f64 = 0.7;

/// A name and the date given to it.
struct Given<'s> {
    name: &'static str,
    mention: Mention,
    told: &'s Told<'s>,
}

/// Every holiday of a passage that is given another's day.
pub(super) fn check(scene: &Scene<'_, '_>, passage: usize, mentions: &[Mention]) -> Vec<Fix> {
    let named = mentions.iter().filter_map(|mention| match mention.subject {
        Subject::Holiday(name) => given(scene, passage, mention, name),
        Subject::Event(_) => None,
    });
    named.filter_map(|given| judge(scene, passage, &given)).collect()
}

/// The date that the text gives to the name.
fn given<'s>(
    scene: &'s Scene<'_, '_>,
    passage: usize,
    mention: &Mention,
    name: &'static str,
) -> Option<Given<'s>> {
    let text = &scene.passages[passage].text;
    let (first, last) = scene.sentence(passage, (mention.start, mention.end));
    let around = (mention.start.saturating_sub(REACH).max(first), (mention.end + REACH).min(last));
    let dated = |told: &&Told<'s>| {
        let meaning = told.timex.meaning();
        meaning.month.is_some() && meaning.day.is_some() && meaning.holiday.is_none()
    };
    let told: Vec<&Told<'s>> = scene.told_in(passage, around).map(|(_, told)| told).filter(dated).collect();
    let countries = |stretch: (usize, usize)| -> Vec<(usize, usize)> {
        scene.mentions.countries(text, stretch).iter().map(|(_, span)| *span).collect()
    };
    if scene.words.parts_from_day(&text.folded[first..mention.start]) {
        return None;
    }
    let behind = told.iter().find(|told| told.timex.range().start >= mention.end);
    let tied = behind.filter(|told| {
        let range = told.timex.range();
        let between = countries((mention.end, range.start));
        // Where an article belongs to the date ("el 15 de julio"), it is of the words that tie as well.
        let first_digit = told.timex.text().find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let starts = [range.start, range.start + first_digit];
        let follows = || {
            let comma = text.folded[mention.end..range.start].iter().all(|byte| matches!(*byte, b',' | b' '));
            comma && matches!(text.byte_at(range.end), b',' | b'.' | b')' | b';' | 0)
        };
        starts.into_iter().any(|start| scene.words.ties(text, (mention.end, start), &between, range.end))
            || follows()
    });
    let before = told.iter().rfind(|told| told.timex.range().end <= mention.start);
    let named = before.filter(|told| {
        let behind = (mention.end, (mention.end + BESIDE).min(last));
        let between = (told.timex.range().end, mention.start);
        scene.words.closes(text, mention.end, &countries(behind))
            && scene.words.names(text, between, &countries(between))
    });
    let told = tied.or(named)?;
    Some(Given { name, mention: *mention, told })
}

fn judge(scene: &Scene<'_, '_>, passage: usize, given: &Given<'_>) -> Option<Fix> {
    let meaning = given.told.timex.meaning();
    let date = (meaning.month?, meaning.day?);
    let value = given.told.timex.value();
    let resolved = value.day();
    let holidays = candidates(scene, passage, given);
    let years = years_meant(meaning.common_year(), resolved, scene.day);
    if holidays.is_empty() || holidays.iter().any(|holiday| fits(holiday, date, &years)) {
        return None;
    }
    let year = resolved.or(scene.day).map(|day| day.year());
    let there = year.and_then(|year| NaiveDate::from_ymd_opt(year, date.0, date.1));
    let other = there.and_then(|day| kept_on(day, &holidays));
    let name = scene.passages[passage].text.original.get(given.mention.start..given.mention.end)?;
    let was = resolved.map_or_else(|| value.to_string(), |day| day.to_string());
    let span = (given.mention.start, given.mention.end);
    let evidence = evidence(name, &holidays, year, date, other);
    let mut correction = scene.flag(CorrectionKind::HolidayMismatch, passage, span, was, evidence);
    let own_day = year.and_then(|year| holidays.first()?.day_in(year)).map(|found| found.day);
    settle(&mut correction, scene.day, resolved, own_day, other);
    let told = timex_of(scene, passage, span);
    let day = resolved.filter(|_| correction.applied && told.is_some());
    Some(Fix { told, day, correction })
}

/// The years that a date may be of: without its own, the page's or the one resolved.
fn years_meant(told: Option<i32>, resolved: Option<NaiveDate>, own: Option<NaiveDate>) -> Vec<i32> {
    match (told, resolved, own) {
        (Some(year), ..) => vec![year],
        (None, Some(day), Some(own)) => vec![day.year(), own.year()],
        (None, day, own) => years(day.or(own).map(|day| day.year())).collect(),
    }
}

/// "Foundation Day is on June 6, not on August 15, which is Liberation Day."
fn evidence(
    name: &str,
    holidays: &[&Holiday],
    year: Option<i32>,
    (month, number): (u32, u32),
    other: Option<&Holiday>,
) -> String {
    let mut own: Vec<(u32, u32)> = holidays.iter().flat_map(|holiday| own_days(holiday, year)).collect();
    own.dedup();
    own.truncate(4);
    let own: Vec<String> = own.iter().map(|(month, day)| month_day(*month, *day)).collect();
    let which = other.map(|other| format!(", which is {}", other.name())).unwrap_or_default();
    format!("{name} is on {}, not on {}{which}.", own.join(" or "), month_day(month, number))
}

/// The day stands where it is another holiday of the country; the name, where the page is of its day.
fn settle(
    correction: &mut Correction,
    page: Option<NaiveDate>,
    resolved: Option<NaiveDate>,
    own_day: Option<NaiveDate>,
    other: Option<&Holiday>,
) {
    let about = |day: Option<NaiveDate>| {
        day.zip(page).is_some_and(|(day, page)| (page - day).num_days().abs() <= ABOUT)
    };
    let named = |value: String, probability| Candidate { value, probability };
    if let Some(other) = other {
        correction.now = Some(other.name().to_owned());
        correction.confidence = if about(resolved) { OTHER_OF_PAGE } else { OTHER };
        correction.applied = about(resolved) && !about(own_day);
        correction.candidates.push(named(other.name().to_owned(), correction.confidence));
        correction.candidates.extend(own_day.map(|day| named(day.to_string(), OWN_DAY_BESIDE_OTHER)));
    } else if let Some(day) = own_day {
        correction.confidence = OWN_DAY;
        correction.candidates.push(named(day.to_string(), OWN_DAY));
    }
}

/// The expression that a holiday's name is.
fn timex_of(scene: &Scene<'_, '_>, passage: usize, (start, end): (usize, usize)) -> Option<usize> {
    let sentence = scene.sentence(passage, (start, end));
    let mut told = scene.told_in(passage, sentence);
    let named = told.find(|(_, told)| {
        let range = told.timex.range();
        told.timex.meaning().holiday.is_some() && range.start < end && start < range.end
    });
    named.map(|(index, _)| index)
}

/// The holidays that are meant: all of the name, or those of the country named beside it.
fn candidates(scene: &Scene<'_, '_>, passage: usize, given: &Given<'_>) -> Vec<&'static Holiday> {
    let range = given.told.timex.range();
    let text = &scene.passages[passage].text;
    // Also just behind the date: "is marked on May 8 in Ukraine".
    let (_, end) =
        scene.sentence(passage, (given.mention.start.min(range.start), given.mention.end.max(range.end)));
    let span = (
        given.mention.start.min(range.start).saturating_sub(BESIDE),
        (given.mention.end.max(range.end) + BESIDE).min(end),
    );
    let mut places = scene.mentions.countries(text, span);
    places.sort_by_key(|(_, span)| gap(&given.mention, *span));
    let all: Vec<&'static Holiday> = Calendar::builtin().holidays_named(given.name).collect();
    let of = |code: &str| -> Vec<&'static Holiday> {
        all.iter().copied().filter(|holiday| holiday.country() == Some(code)).collect()
    };
    // The country just behind the name is meant, even where the calendar has no such day of it.
    match places.first() {
        Some((code, place)) if place.0 >= given.mention.end => of(code),
        // A name that many countries use is of the one that stands nearest, though that day of it be unknown.
        Some((code, _)) if !of(code).is_empty() || !of_one_country(&all) => of(code),
        _ => elsewhere(scene, &all),
    }
}

/// Of several holidays of a name, those of a country that the page names anywhere. Where it names none of theirs, a name that
/// many countries use ("fête nationale") means none that is known; one that is a single country's own means that, and so
/// does one that all keep on one day, on a page that names no country.
fn elsewhere(scene: &Scene<'_, '_>, all: &[&'static Holiday]) -> Vec<&'static Holiday> {
    let named =
        |holiday: &&Holiday| holiday.country().is_none_or(|country| scene.countries().contains(country));
    let of_page: Vec<&'static Holiday> = all.iter().copied().filter(named).collect();
    let one_day = || {
        scene.countries().is_empty()
            && all.windows(2).all(|two| own_days(two[0], None) == own_days(two[1], None))
    };
    if of_page.is_empty() && (of_one_country(all) || one_day()) { all.to_vec() } else { of_page }
}

fn of_one_country(holidays: &[&Holiday]) -> bool {
    holidays.windows(2).all(|two| two[0].country() == two[1].country())
}

/// A year; where none is known, those of the news that is read.
fn years(year: Option<i32>) -> std::ops::RangeInclusive<i32> {
    year.map_or(2000..=2030, |year| year..=year)
}

/// Whether a holiday may be on this month and day; one whose days are not known may be on any.
fn fits(holiday: &Holiday, (month, number): (u32, u32), years: &[i32]) -> bool {
    let mut known = false;
    for day in years.iter().flat_map(|year| holiday.days_in(*year)) {
        known = true;
        let slack = if day.approximate { MOON } else { 0 };
        // A day off that falls on a weekend is kept on a working day beside it.
        let (early, late) = match day.day.weekday() {
            Weekday::Sat => (slack.max(1), slack.max(2)),
            Weekday::Sun => (slack, slack.max(2)),
            _ => (slack, slack),
        };
        let last = late + i64::from(holiday.lasts()) - 1;
        let mut days = (-early..=last).filter_map(|step| add_days(day.day, step));
        if days.any(|day| (day.month(), day.day()) == (month, number)) {
            return true;
        }
    }
    !known
}

/// The months and days on which a holiday is kept.
fn own_days(holiday: &Holiday, year: Option<i32>) -> Vec<(u32, u32)> {
    let mut days: Vec<(u32, u32)> = years(year)
        .filter_map(|year| holiday.day_in(year))
        .map(|found| (found.day.month(), found.day.day()))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.truncate(3);
    days
}

/// The one holiday of the same country that is kept on a day.
fn kept_on(day: NaiveDate, like: &[&Holiday]) -> Option<&'static Holiday> {
    let country = like.first()?.country()?;
    if like.iter().any(|holiday| holiday.country() != Some(country)) {
        return None;
    }
    let kept = Calendar::builtin().holidays_on(day).filter(|holiday| holiday.country() == Some(country));
    let kept: Vec<&'static Holiday> = kept.collect();
    let days_off = kept.iter().copied().filter(|holiday| holiday.kind() != HolidayKind::Observance);
    match (days_off.collect::<Vec<_>>().as_slice(), kept.as_slice()) {
        ([one], _) | ([], [one]) => Some(one),
        _ => None,
    }
}
