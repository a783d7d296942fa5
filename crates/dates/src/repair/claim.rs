//! Claims and metadata that the page contradicts.

use chrono::NaiveDate;
use dateline_record::{Candidate, Correction, CorrectionKind, Dating, Method};

/// A claim this near is the same day in another time zone.
const ZONE: i64 = 1;

/// Flags a claim, or a day of the metadata, that the day found contradicts. It is named as it was written.
pub(crate) fn check_claim(dating: &Dating, claimed: NaiveDate, of: &str, sure: f64) -> Option<Correction> {
    let day = dating.day.filter(|_| dating.method != Method::Given)?;
    let applied = dating.confidence >= sure;
    let first = dating.from.unwrap_or(day);
    let last = dating.to.unwrap_or(day);
    if (claimed - claimed.clamp(first.min(day), last.max(day))).num_days().abs() <= ZONE {
        return None;
    }
    let heaviest = dating.evidence.iter().find(|clue| clue.weight > 0.0 && clue.block.is_some());
    let why = heaviest.map_or_else(String::new, |clue| format!(" (\u{201c}{}\u{201d})", clue.text.trim()));
    Some(Correction {
        kind: CorrectionKind::ClaimedDate,
        block: None,
        start: None,
        end: None,
        text: None,
        was: claimed.to_string(),
        now: applied.then(|| day.to_string()),
        confidence: dating.confidence,
        applied,
        evidence: format!("{} says {claimed}, but the page{why} is of {day}.", capitalised(of)),
        candidates: vec![Candidate { value: day.to_string(), probability: dating.confidence }],
    })
}

/// The words as the beginning of a sentence.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
