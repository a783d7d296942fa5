//! Ranges over New Year: "from December 20 to January 5, 2020" begins in 2019, whichever year its rule gives to both ends.

use crate::matcher::Found;
use crate::meaning::Era;
use crate::text::Text;

/// How far apart the ends of a range stand, in bytes: " through ".
const LINK: usize = 16;
/// How many months a range over New Year is long at most; what goes back further is a list.
const MONTHS: u32 = 5;

/// Gives the ends of such ranges the year that each lies in.
pub(crate) fn settle(text: &Text<'_>, mut found: Vec<Found>) -> Vec<Found> {
    for index in 1..found.len() {
        let Some((first, second)) = years(text, &found[index - 1], &found[index]) else { continue };
        found[index - 1].meaning.year = Some(first);
        found[index].meaning.year = Some(second);
    }
    found
}

/// The years of the two ends, where they lie in two and the words of only one tell its own.
fn years(text: &Text<'_>, first: &Found, second: &Found) -> Option<(i32, i32)> {
    let year = first.meaning.year.filter(|year| second.meaning.year == Some(*year))?;
    let common = first.meaning.era == Era::Common && second.meaning.era == Era::Common;
    let (from, to) = (first.meaning.month?, second.meaning.month?);
    let over = from > to && to + 12 - from <= MONTHS;
    let one_range = first.rule == second.rule && second.start.checked_sub(first.end)? <= LINK;
    if !(over && one_range && common) {
        return None;
    }
    let digits = year.to_string();
    let tells = |found: &Found| text.original[found.start..found.end].contains(&digits);
    match (tells(first), tells(second)) {
        (false, true) => Some((year - 1, year)),
        (true, false) => Some((year, year + 1)),
        _ => None,
    }
}
