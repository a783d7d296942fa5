//! The day a page was published, from every clue on it.
//!
//! Clues of all kinds (printed dates, claims, the text's own expressions, holidays and dated
//! events) say by how much they make one day likelier than another; every day of a window is
//! weighed by the sum. A clue of one kind and content counts once, however often it is repeated.

mod clue;
mod doubt;
mod event_month;
mod gather;
mod lines;
mod mentions;
mod order;
mod passage;
mod posterior;
mod printed;
mod report;
mod turns;
pub(crate) mod words;

pub(crate) use doubt::Doubt;
pub(crate) use event_month::settle_event_months;
pub(crate) use lines::fills_line;
pub(crate) use mentions::{Mention, Mentions, Subject};
pub(crate) use order::settle_order;
pub(crate) use passage::{Passage, sentence};
pub(crate) use posterior::web_begins;
#[cfg(feature = "train")]
pub(crate) use printed::fit as printed_fit;
pub(crate) use printed::place_name;
pub use printed::{STAMP, day_of_stamp, unread_stamps};
pub use report::Report;

use crate::repair::Words;
use crate::tagger::Tagger;
use chrono::{Datelike, NaiveDate};
use clue::{Clue, Lag, Trust};
use dateline_record::{Article, DateSource, Dating, Evidence, Method, Page, Reading};
use gather::Piece;
use posterior::{Posterior, Window};

/// Below this confidence no day is given. One given with less than [`Dating::SURE`] is a guess, and says so.
const LIKELY: f64 = 0.3;

/// Days since the web that programs write where they know none: of a date of zeros in PHP, of clocks never set, the
/// first day of Apple's time.
const DEFAULT_DAYS: [(i32, u32, u32); 3] = [(1999, 11, 30), (2000, 1, 1), (2001, 1, 1)];

/// What a page is dated from.
pub(crate) struct Sources<'p, 't> {
    pub(crate) page: &'p Page,
    pub(crate) article: Option<&'p Article>,
    pub(crate) passages: &'p [Passage<'t>],
    pub(crate) tagger: Option<&'p Tagger>,
    pub(crate) words: Option<&'p Words>,
    pub(crate) neutral: &'p Tagger,
    pub(crate) as_of: Option<NaiveDate>,
    /// What other pages that report the same event say.
    pub(crate) report: Option<&'p Report>,
}

/// A page's dating, and what else was found on the way.
pub(crate) struct Dated {
    pub(crate) dating: Dating,
    /// The days that it prints outside of its body, in its words.
    pub(crate) printed: Vec<(NaiveDate, String)>,
    /// The days given for it that its text contradicts.
    pub(crate) doubts: Vec<Doubt>,
}

/// Dates a page.
pub(crate) fn date(sources: &Sources<'_, '_>) -> Dated {
    let fetched = sources.page.fetched.as_deref().and_then(day_of_stamp);
    let (readings, pieces) = match sources.article {
        Some(article) => {
            printed::read(article, sources.tagger, sources.neutral, sources.page.fetched.as_deref())
        }
        None => Default::default(),
    };
    let printed = pieces.iter().filter_map(|piece| match piece.clue {
        Clue::Printed { day, source: DateSource::PageText, readings: 1, .. } => {
            Some((day, piece.words.clone()))
        }
        _ => None,
    });
    let printed = printed.collect();
    let (dating, doubts) = match sources.page.dct {
        Some(day) => (given(day), Vec::new()),
        None => infer(sources, &readings, pieces, fetched),
    };
    Dated { dating, printed, doubts }
}

/// The day that the clues support best, with what each adds, and the days given that the text contradicts.
fn infer(
    sources: &Sources<'_, '_>,
    readings: &[printed::ReadDate],
    mut pieces: Vec<Piece>,
    fetched: Option<NaiveDate>,
) -> (Dating, Vec<Doubt>) {
    let until = [fetched, sources.as_of].into_iter().flatten().min();
    let claim = printed::claim(sources.page.published.as_deref(), fetched, &pieces);
    pieces.extend(claim.and_then(doubted));
    if let (Some(tagger), Some(words)) = (sources.tagger, sources.words) {
        if sources.article.is_none() {
            pieces.extend(lines::read(sources.passages));
        }
        let told = |piece: &Piece| {
            matches!(piece.clue, Clue::Printed { .. } | Clue::Claimed { trust: Trust::Plain, .. })
        };
        let lag = if pieces.iter().any(told) { Lag::Days } else { Lag::OnTheDay };
        pieces.extend(gather::gather(tagger, words, sources.passages, until, lag));
    }
    pieces.extend(sources.report.map(Report::piece));
    let clues = |pieces: &[Piece]| -> Vec<Clue> { pieces.iter().map(|piece| piece.clue.clone()).collect() };
    let all = clues(&pieces);
    let window = Window::new(&all, until);
    let doubts = doubt::doubts(&pieces, sources.passages, &window);
    let mut posterior = window.weigh(&all);
    // What is doubted and would win all the same is taken for nothing; that it is wrong is no surer than the doubt.
    let believed = |posterior: &Posterior| doubts.iter().find(|doubt| doubt.day == posterior.day);
    if let Some(doubt) = posterior.as_ref().and_then(believed) {
        pieces = doubt::without(&pieces, &doubts);
        posterior = window.weigh(&clues(&pieces)).map(|other| {
            let confidence = other.confidence * doubt.wrong;
            Posterior { confidence, ..other }
        });
    }
    let Some(posterior) = posterior else { return (undated(Vec::new()), doubts) };
    let evidence = evidence(sources.passages, sources.article, &pieces, &posterior);
    if posterior.confidence < LIKELY {
        return (undated(evidence), doubts);
    }
    let reading =
        readings.iter().filter(|reading| reading.day == posterior.day).min_by_key(|reading| reading.source);
    let dating = Dating {
        day: Some(posterior.day),
        time: reading.and_then(|reading| reading.time.clone()),
        from: Some(posterior.range.map_or(posterior.day, |(first, _)| first)),
        to: Some(posterior.range.map_or(posterior.day, |(_, last)| last)),
        method: method(&pieces, posterior.day),
        confidence: floor_percent(posterior.confidence),
        runner_up: posterior.runner_up,
        decided: None,
        reading: Reading::News,
        evidence,
    };
    (dating, doubts)
}

/// A claim that may be a program's default ("1970-01-01") is hardly one, and none before the web.
fn doubted(claim: Piece) -> Option<Piece> {
    match claim.clue {
        Clue::Claimed { day, .. } if day < web_begins() => None,
        Clue::Claimed { day, .. } if DEFAULT_DAYS.contains(&(day.year(), day.month(), day.day())) => {
            Some(Piece { clue: Clue::Claimed { day, trust: Trust::Slight }, ..claim })
        }
        _ => Some(claim),
    }
}

fn given(day: NaiveDate) -> Dating {
    Dating {
        day: Some(day),
        time: None,
        from: Some(day),
        to: Some(day),
        method: Method::Given,
        confidence: 1.0,
        runner_up: None,
        decided: None,
        reading: Reading::News,
        evidence: Vec::new(),
    }
}

fn undated(evidence: Vec<Evidence>) -> Dating {
    Dating {
        day: None,
        time: None,
        from: None,
        to: None,
        method: Method::None,
        confidence: 0.0,
        runner_up: None,
        decided: None,
        reading: Reading::News,
        evidence,
    }
}

/// Where the day that won is written; `Inferred` where it is written nowhere.
fn method(pieces: &[Piece], day: NaiveDate) -> Method {
    let sources = pieces.iter().filter_map(|piece| match piece.clue {
        Clue::Printed { day: printed, source, .. } if printed == day => Some(source),
        _ => None,
    });
    match sources.min() {
        Some(DateSource::PageText) => Method::Printed,
        Some(_) => Method::Metadata,
        None if pieces
            .iter()
            .any(|piece| matches!(piece.clue, Clue::Claimed { day: claimed, .. } if claimed == day)) =>
        {
            Method::Metadata
        }
        None => Method::Inferred,
    }
}

/// The clues that speak for or against the day, heaviest first.
fn evidence(
    passages: &[Passage<'_>],
    article: Option<&Article>,
    pieces: &[Piece],
    posterior: &Posterior,
) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = pieces
        .iter()
        .map(|piece| (piece, piece.clue.log_ratio(posterior.day, posterior.days)))
        .map(|(piece, weight)| {
            let place = piece.place.map(|(block, start, end)| {
                let text = passages
                    .iter()
                    .find(|passage| passage.block == block)
                    .map(|passage| passage.text.original)
                    .or_else(|| {
                        article.and_then(|article| article.blocks.get(block)).map(|block| block.text.as_str())
                    })
                    .unwrap_or("");
                let points = |bytes: usize| text.get(..bytes).map_or(0, |before| before.chars().count());
                (block, points(start), points(end))
            });
            Evidence {
                text: piece.words.clone(),
                says: says(piece, posterior),
                weight: (weight * 10.0).round() / 10.0,
                block: place.map(|(block, ..)| block),
                start: place.map(|(_, start, _)| start),
                end: place.map(|(.., end)| end),
            }
        })
        .collect();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    evidence
}

/// What a clue says of the day found, or, where none is sure enough to be given, by itself.
fn says(piece: &Piece, posterior: &Posterior) -> String {
    let said = if posterior.confidence < LIKELY {
        piece.clue.says_alone()
    } else {
        piece.clue.says_of(posterior.day)
    };
    said.unwrap_or_else(|| piece.says.clone())
}

/// Rounded down to hundredths: confidence is never overstated, and its last bits never show.
fn floor_percent(confidence: f64) -> f64 {
    (confidence * 100.0 + 1e-9).floor() / 100.0
}
