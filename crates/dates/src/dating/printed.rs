//! The dates a page prints about itself, and what others claim of it.

mod candidates;
#[cfg(feature = "train")]
pub(crate) mod fit;
mod reading;
mod relative;
mod worth;

use super::clue::{Clue, Trust};
use super::gather::Piece;
use crate::tagger::Tagger;
use candidates::Candidates;
pub(crate) use candidates::Worth;
use chrono::NaiveDate;
use dateline_record::{Article, DateRole, DateSource};
use reading::{FigureOrder, Read};
pub use reading::{STAMP, day_of_stamp, unread_stamps};
use worth::{Frame, Place};

/// A printed date that could be read.
pub(crate) struct ReadDate {
    pub(crate) day: NaiveDate,
    pub(crate) source: DateSource,
    pub(crate) time: Option<String>,
}

/// What is known of one printed date.
struct Printed<'p> {
    text: &'p str,
    block: Option<usize>,
    place: Place,
    /// Whether it stands over the headline.
    above: bool,
    read: Read,
}

/// Reads an article's printed dates: machine-readable values first, else the words, in the page's language, then by
/// their form alone, then by the names of months in any language. What cannot be read gives no clue.
pub(crate) fn read(
    article: &Article,
    tagger: Option<&Tagger>,
    neutral: &Tagger,
    fetched: Option<&str>,
) -> (Vec<ReadDate>, Vec<Piece>) {
    let printed = read_all(article, tagger, neutral, fetched);
    let candidates = Candidates::of(&printed, article, fetched.and_then(day_of_stamp));
    let (mut readings, mut pieces) = (Vec::new(), Vec::<Piece>::new());
    for one in &printed {
        for (day, time) in &one.read.days {
            let Place { source, role, .. } = one.place;
            readings.push(ReadDate { day: *day, source, time: time.clone() });
            let known = |piece: &Piece| matches!(piece.clue, Clue::Printed { day: known, source: at, role: of, .. } if (known, at, of) == (*day, source, role));
            if pieces.iter().any(known) {
                continue;
            }
            let leads = !pieces
                .iter()
                .any(|piece| matches!(piece.clue, Clue::Printed { day: known, .. } if known == *day));
            let clue = Clue::Printed {
                day: *day,
                source,
                role,
                readings: one.read.readings,
                worth: candidates.worth(*day, source, role, leads),
            };
            let says = format!("{} {} {day}{}", place_name(source), role_name(role), one.read.doubt);
            let place = one.block.map(|block| place_in(article, block, one.text));
            pieces.push(Piece { clue, words: one.text.to_owned(), place, says });
        }
    }
    (readings, pieces)
}

fn read_all<'p>(
    article: &'p Article,
    tagger: Option<&Tagger>,
    neutral: &Tagger,
    fetched: Option<&str>,
) -> Vec<Printed<'p>> {
    let order = FigureOrder::of(article.printed_dates.iter().map(|printed| printed.text.as_str()));
    let frame = Frame::of(article);
    let mut all = Vec::<Printed<'p>>::new();
    for printed in &article.printed_dates {
        let mut read = reading::read(printed, tagger, neutral, order);
        if read.days.is_empty()
            && let Some(day) = relative::day(&printed.text, tagger, fetched)
        {
            read = Read::certain((day, None));
        }
        let mut place = Place::new(&frame, printed.from, printed.role, printed.block);
        place.first = !all.iter().any(|known| known.place.is_alike(&place));
        // A date that cannot be read is none.
        if !read.days.is_empty() {
            let above = printed.block.is_some_and(|block| frame.is_above(block));
            all.push(Printed { text: &printed.text, block: printed.block, place, above, read });
        }
    }
    // A sentence of the body tells of a day ("a notice posted says … June 30, 2018"): where the page prints one of its own
    // elsewhere, it is told there.
    let in_body = |one: &Printed<'_>| {
        let block = one.block.and_then(|block| article.blocks.get(block));
        block.is_some_and(|block| block.kind.is_body())
    };
    if all.iter().any(|one| one.place.source == DateSource::PageText && !in_body(one)) {
        all.retain(|one| !in_body(one));
    }
    for later in 1..all.len() {
        if is_change(&all, later, &frame) {
            all[later].place.role = DateRole::Modified;
            all[later].place.first =
                !all[..later].iter().any(|known| known.place.is_alike(&all[later].place));
        }
    }
    all
}

/// Whether a date without a word stands right behind an earlier one without a word, in the head, and no third beside
/// them: pages print the day of the last change behind that of publication.
fn is_change(all: &[Printed<'_>], later: usize, frame: &Frame) -> bool {
    let bare = |one: &Printed<'_>| {
        let Place { source, role, .. } = one.place;
        let in_title = one.block.is_some_and(|block| frame.is_title(block));
        source == DateSource::PageText && role == DateRole::Unknown && one.place.is_in_head() && !in_title
    };
    let beside = |one: Option<&Printed<'_>>, other: &Printed<'_>| {
        let blocks = one.and_then(|one| one.block).zip(other.block);
        blocks.is_some_and(|(one, other)| one.abs_diff(other) <= 1)
    };
    let (first, second) = (&all[later - 1], &all[later]);
    let (before, behind) = (later.checked_sub(2).and_then(|index| all.get(index)), all.get(later + 1));
    bare(first)
        && bare(second)
        && beside(Some(first), second)
        && !beside(before, first)
        && !beside(behind, second)
        && matches!((&first.read.days[..], &second.read.days[..]), ([one], [other]) if one.0 < other.0)
}

fn place_in(article: &Article, block: usize, words: &str) -> (usize, usize, usize) {
    let text = article.blocks.get(block).map_or("", |block| block.text.as_str());
    let start = text.find(words).unwrap_or(0);
    (block, start, (start + words.len()).min(text.len()))
}

/// The claim of a feed or crawler.
pub(crate) fn claim(published: Option<&str>, fetched: Option<NaiveDate>, printed: &[Piece]) -> Option<Piece> {
    let written = published?;
    let day = day_of_stamp(written)?;
    let roles = |wanted: DateRole, on: bool| {
        printed.iter().any(|piece| match piece.clue {
            Clue::Printed { day: other, role, .. } => role == wanted && (other == day) == on,
            _ => false,
        })
    };
    let changed = roles(DateRole::Modified, true) && roles(DateRole::Published, false);
    let (trust, but) = match (fetched == Some(day), changed) {
        (_, true) => (Trust::None, ", the day on which the page says it was changed"),
        _ if fetched.is_some_and(|fetched| day > fetched) => (Trust::Slight, ", a day after the crawl"),
        (true, _) => (Trust::Slight, ", the day of the crawl itself"),
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
