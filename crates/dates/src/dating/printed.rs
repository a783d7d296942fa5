//! The dates a page prints about itself, and what others claim of it.

use super::clue::{Clue, Trust};
use super::gather::Piece;
use crate::tagger::{Dct, Tagger};
use chrono::{Datelike, NaiveDate};
use dateline_record::{Article, DateRole, DateSource, PrintedDate};

/// A printed date that could be read.
pub(crate) struct ReadDate {
    pub(crate) day: NaiveDate,
    pub(crate) source: DateSource,
    pub(crate) time: Option<String>,
}

/// Reads an article's printed dates: machine-readable values first, else the words, in the page's
/// language and then by their form alone. What cannot be read gives no clue.
pub(crate) fn read(
    article: &Article,
    tagger: Option<&Tagger>,
    neutral: &Tagger,
) -> (Vec<ReadDate>, Vec<Piece>) {
    let (mut readings, mut pieces) = (Vec::new(), Vec::<Piece>::new());
    for printed in &article.printed_dates {
        let read = read_one(printed, tagger, neutral);
        let alike = |piece: &&Piece| matches!(piece.clue, Clue::Printed { source, role, .. } if source == printed.from && role == printed.role);
        let rank = pieces.iter().filter(alike).count();
        for (day, time) in read.days {
            let known =
                |piece: &Piece| matches!(piece.clue, Clue::Printed { day: known, .. } if known == day);
            if pieces.iter().filter(alike).any(known) {
                continue;
            }
            let clue = Clue::Printed {
                day,
                source: printed.from,
                role: printed.role,
                rank,
                readings: read.readings,
            };
            let says =
                format!("{} {} {day}{}", place_name(printed.from), role_name(printed.role), read.doubt);
            let place = printed.block.map(|block| place_in(article, block, &printed.text));
            pieces.push(Piece { clue, words: printed.text.clone(), place, says });
            readings.push(ReadDate { day, source: printed.from, time });
        }
    }
    (readings, pieces)
}

/// What a printed date may mean.
struct Read {
    days: Vec<(NaiveDate, Option<String>)>,
    /// How many readings its words leave; more than `days` where they contradict themselves.
    readings: u32,
    /// Why there is more than one, for the evidence.
    doubt: &'static str,
}

fn place_in(article: &Article, block: usize, words: &str) -> (usize, usize, usize) {
    let text = article.blocks.get(block).map_or("", |block| block.text.as_str());
    let start = text.find(words).unwrap_or(0);
    (block, start, (start + words.len()).min(text.len()))
}

fn read_one(printed: &PrintedDate, tagger: Option<&Tagger>, neutral: &Tagger) -> Read {
    let certain = |day| Read { days: vec![day], readings: 1, doubt: "" };
    if let Some(read) = printed.value.as_deref().and_then(read_iso) {
        return certain(read);
    }
    let mut taggers = tagger.into_iter().chain([neutral]);
    let found = taggers.find_map(|tagger| {
        let dated = tagger.tag(&printed.text, Dct::UNKNOWN);
        dated.into_iter().find_map(|timex| Some((timex.value().day()?, timex)))
    });
    let Some((day, timex)) = found else { return Read { days: Vec::new(), readings: 0, doubt: "" } };
    if timex.meaning().weekday.is_some_and(|weekday| weekday != day.weekday()) {
        return Read { days: vec![(day, None)], readings: 2, doubt: ", though its weekday is another's" };
    }
    match swapped(day, timex.text()) {
        Some(other) => {
            let doubt = ", or with day and month the other way round";
            Read { days: vec![(day, None), (other, None)], readings: 2, doubt }
        }
        None => certain((day, None)),
    }
}

/// The other reading of a date in figures with its year last, where both are months: 06/07/2022.
fn swapped(day: NaiveDate, words: &str) -> Option<NaiveDate> {
    let figures = words.split(|c: char| !c.is_ascii_digit()).filter(|figures| !figures.is_empty());
    let figures: Vec<&str> = figures.take(3).collect();
    let year_last = figures.len() == 3 && figures[0].len() <= 2 && figures[1].len() <= 2;
    let in_figures = year_last && words.contains(['/', '-']) && !words.contains(char::is_alphabetic);
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()).filter(|other| in_figures && *other != day)
}

/// An ISO 8601 day, perhaps with a time and zone: `2025-06-12T09:14:00+09:00`.
pub(crate) fn read_iso(value: &str) -> Option<(NaiveDate, Option<String>)> {
    let day = value.get(..10)?.parse().ok()?;
    let rest = value.get(10..)?.trim_end();
    match rest.strip_prefix(['T', 't', ' ']) {
        Some(time) => Some((day, short_time(time))),
        None => rest.is_empty().then_some((day, None)),
    }
}

/// `09:14:00.000+09:00` without its seconds: `09:14+09:00`.
fn short_time(time: &str) -> Option<String> {
    let clock = time.get(..5).filter(|clock| {
        clock.as_bytes()[2] == b':' && clock.bytes().filter(u8::is_ascii_digit).count() == 4
    })?;
    let zone = time.rfind(['+', '-', 'Z']).map_or("", |at| &time[at..]);
    Some(format!("{clock}{}", zone.trim()))
}

/// The claim of a feed or crawler.
pub(crate) fn claim(published: Option<&str>, fetched: Option<NaiveDate>, printed: &[Piece]) -> Option<Piece> {
    let written = published?;
    let (day, _) = read_iso(written)?;
    let roles = |wanted: DateRole, on: bool| {
        printed.iter().any(|piece| match piece.clue {
            Clue::Printed { day: other, role, .. } => role == wanted && (other == day) == on,
            _ => false,
        })
    };
    let changed = roles(DateRole::Modified, true) && roles(DateRole::Published, false);
    let (trust, but) = match (fetched == Some(day), changed) {
        _ if fetched.is_some_and(|fetched| day > fetched) => (Trust::Slight, ", a day after the crawl"),
        (true, _) => (Trust::Slight, ", the day of the crawl itself"),
        (false, true) => (Trust::Slight, ", the day on which the page says it was changed"),
        (false, false) => (Trust::Plain, ""),
    };
    let says = format!("the feed or crawler claims {day}{but}");
    Some(Piece { clue: Clue::Claimed { day, trust }, words: written.to_owned(), place: None, says })
}

pub(crate) fn place_name(source: DateSource) -> &'static str {
    match source {
        DateSource::JsonLd => "the page's JSON-LD",
        DateSource::Meta => "a meta element",
        DateSource::TimeTag => "a time element",
        DateSource::Url => "the page's address",
        DateSource::PageText => "the page",
    }
}

fn role_name(role: DateRole) -> &'static str {
    match role {
        DateRole::Published => "says it was published on",
        DateRole::Modified => "says it was changed on",
        DateRole::Unknown => "is dated",
    }
}
