//! A weekday and its date in brackets: "Monday (June 12)", 「月曜日（6月12日）」.

use crate::matcher::Found;
use crate::meaning::Meaning;
use crate::text::{FILLER, Text};

/// Makes one expression of a weekday and the date that follows it in brackets, in whatever language: apart, neither could
/// contradict the other.
pub(crate) fn join(text: &Text<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut date in found {
        let weekday = joined.last().filter(|before| is_weekday(&before.meaning) && is_date(&date.meaning));
        let end = weekday.and_then(|weekday| closed(text, weekday.end, &date));
        if let (Some(end), Some(weekday)) = (end, weekday) {
            date.meaning.weekday = weekday.meaning.weekday;
            date.start = weekday.start;
            date.end = end;
            joined.pop();
        }
        joined.push(date);
    }
    joined
}

fn is_weekday(meaning: &Meaning) -> bool {
    let bare = Meaning { weekday: meaning.weekday, ..Meaning::default() };
    meaning.weekday.is_some() && *meaning == bare
}

fn is_date(meaning: &Meaning) -> bool {
    let plain = meaning.unit.is_none() && meaning.shift.is_none() && meaning.timex_type.is_none();
    plain && meaning.month.is_some() && meaning.day.is_some() && meaning.weekday.is_none()
}

/// Where the bracket behind a date ends, if one opens between the weekday and the date.
fn closed(text: &Text<'_>, from: usize, date: &Found) -> Option<usize> {
    let between = text.folded.get(from..date.start)?.iter().copied();
    let opens = between.filter(|byte| !matches!(*byte, b' ' | FILLER)).eq([b'(']);
    (opens && text.byte_at(date.end) == b')').then(|| text.char_after(date.end))
}
