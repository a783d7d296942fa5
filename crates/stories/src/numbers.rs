//! Numbers that a page tells of.

use crate::feature::{Feature, Kind};
use crate::keys::is_date;
use crate::words::{Word, Writing, words};
use dateline_record::Timex;
use std::collections::BTreeSet;

/// How many numbers of a page are kept.
const NUMBERS: usize = 12;

/// The numbers that dates are told with.
pub(crate) fn numbers_of_dates(timexes: &[Timex]) -> BTreeSet<String> {
    let dates = timexes.iter().filter(|timex| is_date(timex));
    dates.flat_map(|timex| words(&timex.text)).filter_map(|word| number(&word)).collect()
}

/// Numbers told that are of no date. Those of durations count: "75 years of relations" is not the 70th anniversary.
pub(crate) fn told_numbers(title: &str, text: &[Word<'_>], of_dates: &BTreeSet<String>) -> BTreeSet<Feature> {
    let all = words(title).chain(text.iter().copied());
    let mut numbers: Vec<String> = all.filter_map(|word| number(&word)).collect();
    numbers.retain(|number| number.len() > 1 && !of_dates.contains(number));
    // The longest say most.
    numbers.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    numbers.dedup();
    numbers.iter().take(NUMBERS).map(|number| number_feature(number)).collect()
}

/// The feature of a number as [`number`] writes it.
pub(crate) fn number_feature(number: &str) -> Feature {
    let kind = if number.len() == 2 { Kind::SmallNumber } else { Kind::Number };
    Feature::new(kind, number)
}

/// A number without the marks between its thousands, its decimals behind a full stop.
pub(crate) fn number(word: &Word<'_>) -> Option<String> {
    if word.writing != Writing::Figures {
        return None;
    }
    let parts: Vec<&str> = word.text.split(|mark: char| !mark.is_ascii_digit()).collect();
    let (whole, decimals) = match parts.split_last() {
        Some((last, head)) if !head.is_empty() && last.len() != 3 => (head.concat(), Some(*last)),
        _ => (parts.concat(), None),
    };
    let whole = whole.trim_start_matches('0');
    Some(decimals.map_or(whole.to_owned(), |decimals| format!("{whole}.{decimals}")))
}
