//! Dates that cannot be right, and what they should have been.
//!
//! Every date that contradicts itself, the calendar or the page is put beside the readings that a slip would explain: the
//! weekday is wrong, the day, month or year is, two figures are swapped. Each reading starts with how common its slip
//! is and gains or loses, in log-odds, by what the page says of its day: other mentions, the page's own day, the
//! tense. The best is applied where it outweighs all others together and something on the page besides the slip
//! speaks for it; else all are told, and nothing is changed.

mod anniversary;
mod claim;
mod holiday;
mod slip;
mod words;
mod year;

pub(crate) use claim::{check_claim, claims};
pub(crate) use slip::with_day;
pub(crate) use words::Words;

use crate::dating::{Mention, Mentions, Passage, sentence};
use crate::tagger::Timex;
use crate::tense::Tense;
use chrono::NaiveDate;
use dateline_record::{Candidate, Correction, CorrectionKind};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A reading is applied from this probability on: all others together are ten times less likely.
const MARGIN: f64 = 0.91;

/// A page as its dates are weighed.
pub(crate) struct Scene<'p, 't> {
    pub(crate) mentions: &'p Mentions,
    pub(crate) words: &'p Words,
    pub(crate) passages: &'p [Passage<'t>],
    /// Every timex, in page order.
    pub(crate) told: &'p [Told<'t>],
    /// The page's own day, where it is sure.
    pub(crate) day: Option<NaiveDate>,
    /// The days that the page prints outside of its body, in its words.
    pub(crate) printed: &'p [(NaiveDate, String)],
    /// The countries named, found when they are first asked for.
    places: OnceCell<BTreeSet<&'static str>>,
}

/// A timex in its place.
pub(crate) struct Told<'t> {
    /// Index of its passage.
    pub(crate) passage: usize,
    pub(crate) timex: Timex<'t>,
    /// Code points of its block.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) tense: Option<Tense>,
}

/// A correction, and the timex it is about.
pub(crate) struct Fix {
    pub(crate) told: Option<usize>,
    /// The day in force, where one is.
    pub(crate) day: Option<NaiveDate>,
    pub(crate) correction: Correction,
}

/// A possible reading and how likely it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reading {
    day: NaiveDate,
    kind: CorrectionKind,
    probability: f64,
}

/// Finds every date that cannot be right.
pub(crate) fn repair(scene: &Scene<'_, '_>) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = slip::check(scene);
    fixes.extend(year::check(scene));
    for (index, passage) in scene.passages.iter().enumerate() {
        fixes.extend(holiday::check(scene, index, &passage.mentioned));
        fixes.extend(anniversary::check(scene, index, &passage.mentioned));
    }
    fixes.sort_by_key(|fix| (fix.correction.block, fix.correction.start));
    withdraw_conflicts(&mut fixes);
    fixes
}

/// Two repairs that make different days of one are both none.
fn withdraw_conflicts(fixes: &mut [Fix]) {
    let applied: Vec<(String, NaiveDate)> = fixes
        .iter()
        .filter(|fix| fix.correction.applied)
        .filter_map(|fix| Some((fix.correction.was.clone(), fix.day?)))
        .collect();
    for fix in fixes.iter_mut().filter(|fix| fix.correction.applied) {
        let other = |(was, day): &(String, NaiveDate)| *was == fix.correction.was && Some(*day) != fix.day;
        if applied.iter().any(other) {
            fix.correction.applied = false;
            fix.correction.now = None;
            fix.day = None;
        }
    }
}

impl<'p, 't> Scene<'p, 't> {
    pub(crate) fn new(
        mentions: &'p Mentions,
        words: &'p Words,
        passages: &'p [Passage<'t>],
        told: &'p [Told<'t>],
        day: Option<NaiveDate>,
        printed: &'p [(NaiveDate, String)],
    ) -> Self {
        Self { mentions, words, passages, told, day, printed, places: OnceCell::new() }
    }
}

impl Scene<'_, '_> {
    /// Byte range to code points of a passage, counted from the timex before it.
    fn points(&self, passage: usize, (start, end): (usize, usize)) -> (usize, usize) {
        let text = self.passages[passage].text.original;
        let behind = |told: &Told<'_>| (told.passage, told.timex.range().start) <= (passage, start);
        let known = self.told[..self.told.partition_point(behind)].last();
        let (bytes, points) = known
            .filter(|told| told.passage == passage)
            .map_or((0, 0), |told| (told.timex.range().start, told.start));
        let before = points + text[bytes..start].chars().count();
        (before, before + text[start..end].chars().count())
    }

    /// The countries that the page names anywhere.
    fn countries(&self) -> &BTreeSet<&'static str> {
        self.places.get_or_init(|| {
            let named = |passage: &Passage<'_>| {
                self.mentions.countries(&passage.text, (0, passage.text.folded.len()))
            };
            self.passages.iter().flat_map(named).map(|(code, _)| code).collect()
        })
    }

    /// A correction of the words in a byte range, not applied.
    fn flag(
        &self,
        kind: CorrectionKind,
        passage: usize,
        (start, end): (usize, usize),
        was: String,
        evidence: String,
    ) -> Correction {
        let (first, last) = self.points(passage, (start, end));
        Correction {
            kind,
            block: Some(self.passages[passage].block),
            start: Some(first),
            end: Some(last),
            text: Some(self.passages[passage].text.original[start..end].to_owned()),
            was,
            now: None,
            confidence: 0.0,
            applied: false,
            decided: None,
            evidence,
            candidates: Vec::new(),
        }
    }

    /// The stretch between the ends of sentences around a range, in bytes.
    fn sentence(&self, passage: usize, range: (usize, usize)) -> (usize, usize) {
        sentence(&self.passages[passage], range)
    }

    /// The timexes of a passage within a range of bytes.
    fn told_in(
        &self,
        passage: usize,
        (start, end): (usize, usize),
    ) -> impl Iterator<Item = (usize, &Told<'_>)> {
        // Behind the last timex that ends before the range.
        let of_passage =
            self.told.partition_point(|told| (told.passage, told.timex.range().end) <= (passage, start));
        let inside = move |told: &Told<'_>| {
            let range = told.timex.range();
            start <= range.start && range.end <= end
        };
        self.told[of_passage..]
            .iter()
            .enumerate()
            .map(move |(index, told)| (of_passage + index, told))
            .take_while(move |(_, told)| told.passage == passage && told.timex.range().start < end)
            .filter(move |(_, told)| inside(told))
    }
}

/// The gap between a mention and a range, in bytes.
fn gap(mention: &Mention, (start, end): (usize, usize)) -> usize {
    start.saturating_sub(mention.end).max(mention.start.saturating_sub(end))
}

fn candidates(readings: &[Reading]) -> Vec<Candidate> {
    let told: Vec<&Reading> = readings.iter().filter(|reading| reading.probability >= 0.02).take(5).collect();
    let shares: Vec<f64> = told.iter().map(|reading| reading.probability).collect();
    let candidate =
        |(reading, probability): (&Reading, f64)| Candidate { value: reading.day.to_string(), probability };
    told.into_iter().zip(hundredths(&shares)).map(candidate).collect()
}

/// Shares in whole hundredths that come together to what the shares do: those that lose most by rounding down are rounded
/// up. Rounded one by one they may come to more than one.
fn hundredths(shares: &[f64]) -> Vec<f64> {
    let mut whole: Vec<f64> = shares.iter().map(|share| percent(*share)).collect();
    let missing = shares.iter().sum::<f64>() - whole.iter().sum::<f64>();
    let mut places: Vec<usize> = (0..shares.len()).collect();
    places.sort_by(|one, other| {
        let lost = |place: usize| shares[place] - whole[place];
        lost(*other).total_cmp(&lost(*one)).then(one.cmp(other))
    });
    let mut missing = (missing * 100.0).round();
    for place in places {
        if missing < 1.0 {
            break;
        }
        whole[place] = (whole[place] * 100.0 + 1.0).round() / 100.0;
        missing -= 1.0;
    }
    whole
}

fn percent(probability: f64) -> f64 {
    (probability * 100.0 + 1e-9).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_in_hundredths_come_to_what_they_are() {
        let told = |shares: &[f64]| {
            let whole = hundredths(shares);
            let sum: f64 = whole.iter().map(|share| (share * 100.0).round()).sum();
            (whole, sum / 100.0)
        };
        // Rounded one by one these come to 1.01.
        assert_eq!(told(&[0.505, 0.255, 0.24]), (vec![0.51, 0.25, 0.24], 1.0));
        assert_eq!(told(&[1.0 / 3.0; 3]), (vec![0.34, 0.33, 0.33], 1.0));
        assert_eq!(told(&[0.945, 0.035]), (vec![0.95, 0.03], 0.98));
        assert_eq!(told(&[1.0]), (vec![1.0], 1.0));
        assert_eq!(told(&[]), (vec![], 0.0));
    }
}
