//! Date lines in a bare text: a day that stands alone on its line, or opens the report after its place.

use super::clue::Clue;
use super::gather::{Piece, full_date};
use super::passage::Passage;
use super::printed::Worth;
use crate::matcher::Found;
use crate::text::Text;
use dateline_record::{DateRole, DateSource};

/// How many bytes besides the day a date line may hold: "Published:", a clock time, an agency.
const BESIDES: usize = 30;
/// How far into a text its date line stands, in bytes.
const HEAD: usize = 500;
/// How long the place before the day may be, in bytes: "PORT TERN (Agency), 15 March 2024 - ".
const PLACE: usize = 60;

/// The page's own day, as the head of its text prints it.
pub(super) fn read(passages: &[Passage<'_>]) -> Vec<Piece> {
    let Some(passage) = passages.first() else { return Vec::new() };
    let head = passage.found.iter().take_while(|found| found.end <= HEAD);
    let dated = head.filter_map(|found| Some((found, full_date(&found.meaning)?)));
    let lines = dated.filter(|(found, _)| is_line(&passage.text, found) || opens(&passage.text, found));
    lines
        .enumerate()
        .map(|(rank, (found, day))| Piece {
            clue: Clue::Printed {
                day,
                source: DateSource::PageText,
                role: DateRole::Unknown,
                readings: 1,
                worth: Worth::of_line(rank),
            },
            words: passage.text.original[found.start..found.end].to_owned(),
            place: Some((passage.block, found.start, found.end)),
            says: format!("the text's date line says {day}"),
        })
        .collect()
}

/// Whether the day fills a line of a longer text.
fn is_line(text: &Text<'_>, found: &Found) -> bool {
    text.original.contains('\n') && fills_line(text, (found.start, found.end))
}

/// Whether an expression at these bytes fills its line but for a word or two that make no sentence.
pub(crate) fn fills_line(text: &Text<'_>, (start, end): (usize, usize)) -> bool {
    let first = text.original[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text.original[end..];
    let last = end + rest.find('\n').unwrap_or(rest.len());
    let (before, behind) = (&text.original[first..start], &text.original[end..last]);
    let sentence = behind.trim_end().ends_with(['.', '!', '?', '。'])
        && [before, behind].iter().any(|words| words.contains(char::is_alphabetic));
    before.len() + behind.len() <= BESIDES && !sentence
}

/// Whether the day stands between the place and the dash that open a report.
fn opens(text: &Text<'_>, found: &Found) -> bool {
    let start = text.original[..found.start].rfind('\n').map_or(0, |at| at + 1);
    let after =
        text.folded[found.end..].iter().copied().find(|byte| !matches!(*byte, b' ' | b')' | b'.' | 1));
    let first_line = text.original[..start].trim().is_empty();
    first_line && found.start - start <= PLACE && after == Some(b'-')
}
