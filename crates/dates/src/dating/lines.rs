//! Date lines in a bare text: a day that stands alone on its line, or opens the report after its place.

use super::clue::Clue;
use super::gather::{Passage, Piece, full_date};
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
                rank,
                readings: 1,
            },
            words: passage.text.original[found.start..found.end].to_owned(),
            place: Some((passage.block, found.start, found.end)),
            says: format!("the text's date line says {day}"),
        })
        .collect()
}

/// Whether the day fills its line.
fn is_line(text: &Text<'_>, found: &Found) -> bool {
    let start = text.original[..found.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text.original[found.end..];
    let end = found.end + rest.find('\n').unwrap_or(rest.len());
    let bounded = start > 0 || end < text.original.len();
    bounded && end - start <= found.end - found.start + BESIDES && !ends_sentence(&text.original[start..end])
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '。']) && line.contains(char::is_alphabetic)
}

/// Whether the day stands between the place and the dash that open a report.
fn opens(text: &Text<'_>, found: &Found) -> bool {
    let start = text.original[..found.start].rfind('\n').map_or(0, |at| at + 1);
    let after =
        text.folded[found.end..].iter().copied().find(|byte| !matches!(*byte, b' ' | b')' | b'.' | 1));
    let first_line = text.original[..start].trim().is_empty();
    first_line && found.start - start <= PLACE && after == Some(b'-')
}
