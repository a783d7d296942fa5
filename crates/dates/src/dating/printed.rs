//! The dates a page prints about itself, and what others claim of it.

use super::clue::Clue;
use super::gather::Piece;
use crate::tagger::{Dct, Tagger};
use chrono::NaiveDate;
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
        let Some((day, time)) = read_one(printed, tagger, neutral) else { continue };
        let same = |piece: &&Piece| matches!(piece.clue, Clue::Printed { source, role, .. } if source == printed.from && role == printed.role);
        let known = |piece: &Piece| matches!(piece.clue, Clue::Printed { day: known, source, role, .. } if known == day && source == printed.from && role == printed.role);
        if pieces.iter().any(known) {
            continue;
        }
        let rank = pieces.iter().filter(same).count();
        let clue = Clue::Printed { day, source: printed.from, role: printed.role, rank };
        let says = format!("{} {} {day}", place_name(printed.from), role_name(printed.role));
        let place = printed.block.map(|block| place_in(article, block, &printed.text));
        pieces.push(Piece { clue, words: printed.text.clone(), place, says });
        readings.push(ReadDate { day, source: printed.from, time });
    }
    (readings, pieces)
}

fn place_in(article: &Article, block: usize, words: &str) -> (usize, usize, usize) {
    let text = article.blocks.get(block).map_or("", |block| block.text.as_str());
    let start = text.find(words).unwrap_or(0);
    (block, start, (start + words.len()).min(text.len()))
}

fn read_one(
    printed: &PrintedDate,
    tagger: Option<&Tagger>,
    neutral: &Tagger,
) -> Option<(NaiveDate, Option<String>)> {
    if let Some(read) = printed.value.as_deref().and_then(read_iso) {
        return Some(read);
    }
    tagger.into_iter().chain([neutral]).find_map(|tagger| {
        let dated = tagger.tag(&printed.text, Dct::UNKNOWN);
        dated.iter().find_map(|timex| Some((timex.value().day()?, None)))
    })
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
pub(crate) fn claim(published: Option<&str>, fetched: Option<NaiveDate>) -> Option<Piece> {
    let written = published?;
    let (day, _) = read_iso(written)?;
    let at_fetch = fetched == Some(day);
    let says = if at_fetch {
        format!("the feed or crawler claims {day}, the day of the crawl itself")
    } else {
        format!("the feed or crawler claims {day}")
    };
    Some(Piece {
        clue: Clue::Claimed { day, fetched: at_fetch },
        words: written.to_owned(),
        place: None,
        says,
    })
}

fn place_name(source: DateSource) -> &'static str {
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
