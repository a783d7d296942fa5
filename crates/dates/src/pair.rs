//! A weekday and its date, which are one expression in whatever language: "Monday (June 12)", 「月曜日（6月12日）」,
//! "Thursday, 03/11/2016", "03.11.2016 (Donnerstag)".

use crate::matcher::Found;
use crate::meaning::Meaning;
use crate::text::{FILLER, Text};

/// Makes one expression of a weekday and the date beside it, where a bracket holds one of them or the date is in figures:
/// apart, neither could contradict the other.
pub(crate) fn join(text: &Text<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut second in found {
        if let Some(first) = joined.last()
            && let Some(end) = pair_end(text, first, &second)
        {
            if is_weekday(&second.meaning) {
                let meaning = Meaning { weekday: second.meaning.weekday, ..first.meaning.clone() };
                second = Found { meaning, ..first.clone() };
            } else {
                second.meaning.weekday = first.meaning.weekday;
            }
            second.start = first.start;
            second.end = end;
            joined.pop();
        }
        joined.push(second);
    }
    joined
}

/// Where a weekday and its date end, if the two expressions are that.
fn pair_end(text: &Text<'_>, first: &Found, second: &Found) -> Option<usize> {
    let between = text.folded.get(first.end..second.start)?.iter().copied();
    let between: Vec<u8> = between.filter(|byte| !matches!(*byte, b' ' | FILLER)).take(2).collect();
    let closes = || (text.byte_at(second.end) == b')').then(|| text.char_after(second.end));
    if is_weekday(&first.meaning) {
        let figures = in_figures(text, second);
        return match between.as_slice() {
            b"(" if is_date(&second.meaning) || figures => closes(),
            b"," | b"" if figures => Some(second.end),
            _ => None,
        };
    }
    // A weekday behind its date may begin something else: "bis 03.11.2016, Montag geschlossen".
    let ends = || matches!(text.byte_at(second.end), b',' | b')' | b'\n' | 0).then_some(second.end);
    let dated = is_weekday(&second.meaning) && in_figures(text, first);
    match between.as_slice() {
        b"(" if dated => closes(),
        b"," if dated => ends(),
        _ => None,
    }
}

fn is_weekday(meaning: &Meaning) -> bool {
    let bare = Meaning { weekday: meaning.weekday, ..Meaning::default() };
    meaning.weekday.is_some() && *meaning == bare
}

fn is_date(meaning: &Meaning) -> bool {
    let plain = meaning.unit.is_none() && meaning.shift.is_none() && meaning.timex_type.is_none();
    plain && meaning.month.is_some() && meaning.day.is_some() && meaning.weekday.is_none()
}

/// Whether an expression is a date with its year, all in figures.
fn in_figures(text: &Text<'_>, found: &Found) -> bool {
    let Meaning { figures, month, day, weekday, hour, .. } = &found.meaning;
    let dated = figures.is_some() || month.is_some() && day.is_some();
    let figure = |c: char| c.is_numeric() || matches!(c, '.' | '/' | '-' | ' ');
    let words = &text.original[found.start..found.end];
    dated
        && weekday.is_none()
        && hour.is_none()
        && found.meaning.common_year().is_some()
        && words.chars().all(figure)
}
