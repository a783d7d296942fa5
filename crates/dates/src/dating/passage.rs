//! A block of a page as its clues are looked for.

use super::mentions::Mention;
use crate::matcher::Found;
use crate::text::Text;

/// A block's text and what was found in it.
pub(crate) struct Passage<'t> {
    pub(crate) block: usize,
    pub(crate) text: Text<'t>,
    pub(crate) found: Vec<Found>,
    /// The holidays and events that it names.
    pub(crate) mentioned: Vec<Mention>,
}

/// How far a sentence is followed, in bytes.
const SENTENCE: usize = 400;

/// The stretch between the ends of sentences around a range, in bytes. The full stop of "3. Oktober" ends none.
pub(crate) fn sentence(passage: &Passage<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    let ends = |at: &usize| {
        passage.text.ends_sentence(*at) && {
            let next = passage.found.partition_point(|found| found.end <= *at);
            passage.found.get(next).is_none_or(|found| *at < found.start)
        }
    };
    let earliest = start.saturating_sub(SENTENCE);
    let first = (earliest..start).rev().find(ends).map_or(earliest, |at| at + 1);
    let latest = (end + SENTENCE).min(passage.text.folded.len());
    (first, (end..latest).find(ends).unwrap_or(latest))
}
