//! Days that a feed, a crawler or the page's metadata gives, and the text contradicts.
//!
//! What the text tells is weighed twice: as of the day given, and as of any day of the window. How much better it fits
//! the latter, times how often such a day is wrong at all, are the odds against the day.

use super::clue::{Clue, Told, Trust};
use super::gather::Piece;
use super::passage::Passage;
use super::posterior::Window;
use super::printed::Worth;
use chrono::{Datelike, NaiveDate};
use dateline_record::{DateRole, DateSource};
use std::collections::{BTreeMap, BTreeSet};

/// From here on a day is doubted.
const DOUBTED: f64 = 0.8;
/// How often a claim is wrong that nothing on the page bears out; the same where it names the day of the crawl or of the
/// last change.
const CLAIM_WRONG: f64 = 0.15;
const SLIGHT_WRONG: f64 = 0.4;
/// How often the metadata gives another day than that of publication: of 950 pages of the development gold whose day
/// is known, 41 of 928 such days are off by more than one.
const METADATA_WRONG: f64 = 0.044;
/// So many days given are weighed, the first ones: a page that gives more lists days of other things.
const MOST: usize = 8;
/// A day this near is the same in another time zone.
const ZONE: i64 = 1;

/// A day that is given for the page, and what the text says to that.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) day: NaiveDate,
    /// How likely it is wrong.
    pub(crate) wrong: f64,
    /// The words that speak against it most, and what they say of it.
    pub(crate) words: String,
    pub(crate) says: String,
}

/// Every day given that the text contradicts. One that the page prints for its readers too is none: then the text looks back.
pub(super) fn doubts(pieces: &[Piece], passages: &[Passage<'_>], window: &Window) -> Vec<Doubt> {
    let mut given: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    for piece in pieces {
        let (day, wrong) = match piece.clue {
            Clue::Claimed { day, trust: Trust::Plain } => (day, CLAIM_WRONG),
            Clue::Claimed { day, .. } => (day, SLIGHT_WRONG),
            Clue::Printed { day, source, role: DateRole::Published, .. } if source.is_metadata() => {
                (day, METADATA_WRONG)
            }
            _ => continue,
        };
        let known = given.entry(day).or_insert(wrong);
        *known = known.min(wrong);
    }
    if given.is_empty() {
        return Vec::new();
    }
    let told = told_years(passages);
    let of_day = |(day, wrong): (NaiveDate, f64)| {
        let text: Vec<&Piece> = pieces.iter().filter(|piece| speaks(&piece.clue, day, &told)).collect();
        let clues: Vec<Clue> = text.iter().map(|piece| piece.clue.clone()).collect();
        let any = window.likelihood(&clues)?;
        let near = day.pred_opt().unwrap_or(day).iter_days().take(3);
        let (best, fits) = near
            .map(|near| (near, window.fit(&clues, near)))
            .max_by(|one, other| one.1.total_cmp(&other.1))?;
        let odds = wrong / (1.0 - wrong) * libm::exp((any - fits).clamp(-700.0, 700.0));
        let against = text.iter().min_by(|one, other| {
            window
                .fit(std::slice::from_ref(&one.clue), best)
                .total_cmp(&window.fit(std::slice::from_ref(&other.clue), best))
        })?;
        let says = against.clue.says_of(day).unwrap_or_else(|| against.says.clone());
        let wrong = odds / (1.0 + odds);
        (wrong >= DOUBTED).then(|| Doubt { day, wrong, words: against.words.clone(), says })
    };
    let alone = given.into_iter().filter(|(day, _)| !is_borne_out(pieces, *day));
    alone.take(MOST).filter_map(of_day).collect()
}

/// The pieces with the days doubted taken for nothing.
pub(super) fn without(pieces: &[Piece], doubts: &[Doubt]) -> Vec<Piece> {
    let doubted = |day: NaiveDate| doubts.iter().any(|doubt| doubt.day == day);
    let discount = |piece: &Piece| {
        let clue = match piece.clue.clone() {
            Clue::Claimed { day, .. } if doubted(day) => Clue::Claimed { day, trust: Trust::None },
            Clue::Printed { day, source, role, readings, .. }
                if doubted(day) && source != DateSource::PageText =>
            {
                let worth = Worth { on: 0.0, off: 0.0, leads: false };
                Clue::Printed { day, source, role, readings, worth }
            }
            other => return Piece { clue: other, ..piece.clone() },
        };
        Piece { clue, says: format!("{}, which the text contradicts", piece.says), ..piece.clone() }
    };
    pieces.iter().map(discount).collect()
}

/// Whether a clue is the text's, and one that hardly ever misleads: a date in full told as past, a date told as to come,
/// an anniversary or an age counted, and a weekday that its date has in none of the years that the text may mean.
fn speaks(clue: &Clue, day: NaiveDate, told: &BTreeSet<i32>) -> bool {
    match *clue {
        Clue::NotBefore { told: Told::Past, .. }
        | Clue::NotAfter(_)
        | Clue::Occasion(..)
        | Clue::InYear { .. }
        | Clue::Around { .. } => true,
        Clue::WeekdayDate { weekday, month, day: number, .. } => {
            let fits = |year: &i32| {
                NaiveDate::from_ymd_opt(*year, month, number).is_some_and(|day| day.weekday() == weekday)
            };
            // The date may be still to come, though nothing says so.
            !told.iter().chain(&[day.year(), day.year() + 1]).any(fits)
        }
        _ => false,
    }
}

/// The years that the text names.
fn told_years(passages: &[Passage<'_>]) -> BTreeSet<i32> {
    let found = passages.iter().flat_map(|passage| &passage.found);
    found.filter_map(|found| found.meaning.common_year()).collect()
}

/// Whether the page prints the day for its readers as its own, or its address tells it.
fn is_borne_out(pieces: &[Piece], day: NaiveDate) -> bool {
    pieces.iter().any(|piece| match piece.clue {
        Clue::Printed { day: printed, source, role, .. } => {
            !source.is_metadata()
                && (source == DateSource::Url || role != DateRole::Modified)
                && (printed - day).num_days().abs() <= ZONE
        }
        _ => false,
    })
}
