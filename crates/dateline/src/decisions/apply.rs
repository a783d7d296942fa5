//! Carrying decisions out on a page.

use super::{Decision, Decisions, Matter, Outcome, Verdict};
use dateline_record::{Correction, Day, Decided, Evidence, Record, Status, Timex};

/// The kind of a correction that is on the page's own day.
const CLAIM: &str = "claimed_date";

/// The day a page is to be read with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// It is this one.
    pub(crate) day: Option<Day>,
    /// It is not this one.
    pub(crate) not: Option<Day>,
}

impl Decisions {
    /// Whether a reviewer has decided on a page's own day, or on a claim of it.
    pub(crate) fn are_on_day(&self, record: &Record) -> bool {
        self.on(record).iter().any(|(_, decision)| match &decision.about {
            Matter::Day { .. } => true,
            Matter::Correction { kind, .. } => kind == CLAIM && decision.verdict != Verdict::Accept,
        })
    }

    /// What the reviewers say of a page's own day. `sure` is the day it surely has without them, which no story overturns: what
    /// they say of another is about something that is not there any more.
    pub(crate) fn reading(&self, record: &Record, sure: Option<Day>) -> Reading {
        let mut reading = Reading::default();
        for (_, decision) in self.on(record) {
            match (&decision.about, &decision.verdict) {
                (Matter::Day { was }, _) if sure.is_some() && *was != sure => {}
                (Matter::Day { was }, Verdict::Accept) => reading.day = *was,
                (Matter::Day { was }, Verdict::Reject) => reading.not = *was,
                (Matter::Day { .. }, Verdict::Value(day)) => reading.day = day.parse().ok(),
                // That a claim stands, or that another day holds, is said of the page's day.
                (Matter::Correction { kind, was, .. }, Verdict::Reject) if kind == CLAIM => {
                    reading.day = reading.day.or(was.parse().ok());
                }
                (Matter::Correction { kind, .. }, Verdict::Value(day)) if kind == CLAIM => {
                    reading.day = reading.day.or(day.parse().ok());
                }
                (Matter::Correction { .. }, _) => {}
            }
        }
        reading
    }

    /// Carries the decisions out on a page that has been dated, and notes what became of them. `sure` as in
    /// [`reading`](Self::reading).
    pub(crate) fn apply(&self, record: &mut Record, sure: Option<Day>) {
        let decisions: Vec<(usize, &Decision)> = self.on(record);
        for (place, decision) in decisions {
            let outcome = match &decision.about {
                // There is no day to be accepted or refused, or it is another one.
                Matter::Day { was } if sure.is_some() && *was != sure => Outcome::NotFound,
                Matter::Day { was: None } if !matches!(decision.verdict, Verdict::Value(_)) => {
                    Outcome::NotFound
                }
                Matter::Day { .. } => apply_day(decision, record),
                Matter::Correction { .. } => apply_correction(decision, record),
            };
            self.tell(place, outcome);
        }
    }
}

fn apply_day(decision: &Decision, record: &mut Record) -> Outcome {
    let Some(dating) = &mut record.dating else { return Outcome::NotFound };
    let (decided, words) = match (&decision.about, &decision.verdict) {
        // What is decided on a claim says which day the page has.
        (Matter::Correction { .. }, _) => (Decided::Value, "a reviewer decided on the day"),
        (Matter::Day { .. }, Verdict::Reject) => (Decided::Reject, "a reviewer refused the day"),
        (Matter::Day { .. }, verdict) => (verdict.decided(), "a reviewer decided on the day"),
    };
    dating.decided = Some(decided);
    // It has no weight to be added up: the decision is the whole of it.
    dating.evidence.push(Evidence {
        text: String::new(),
        says: with_note(words.to_owned(), decision),
        weight: 0.0,
        block: None,
        start: None,
        end: None,
    });
    Outcome::Applied
}

fn apply_correction(decision: &Decision, record: &mut Record) -> Outcome {
    let Matter::Correction { kind, block, start, was } = &decision.about else { return Outcome::NotFound };
    let corrections = record.corrections.iter_mut().flatten();
    let found = corrections.into_iter().find(|found| {
        found.kind.as_str() == kind && found.block == *block && found.start == *start && found.was == *was
    });
    let Some(correction) = found else {
        // A claim that was given its right has nothing to contradict it any more.
        let is_settled = kind == CLAIM && decision.verdict != Verdict::Accept && record.dating.is_some();
        return if is_settled { apply_day(decision, record) } else { Outcome::NotFound };
    };
    let in_force = correction.now.as_ref().filter(|_| correction.applied).unwrap_or(&correction.was).clone();
    let (value, words) = match &decision.verdict {
        Verdict::Accept => match &correction.now {
            Some(now) => (now.clone(), "a reviewer accepted it"),
            None => return Outcome::NotFound,
        },
        Verdict::Reject => (correction.was.clone(), "a reviewer left it as printed"),
        Verdict::Value(value) => (value.clone(), "a reviewer gave the value"),
    };
    let is_repair = decision.verdict != Verdict::Reject;
    correction.now = Some(value.clone());
    correction.applied = is_repair;
    correction.confidence = 1.0;
    correction.decided = Some(decision.verdict.decided());
    let evidence = correction.evidence.trim_end_matches('.');
    correction.evidence = with_note(format!("{evidence}; {words}"), decision);
    let status = if is_repair { Status::Repaired } else { Status::Ok };
    let correction = correction.clone();
    let timexes = record.timexes.iter_mut().flatten();
    timexes
        .filter(|timex| overlaps(timex, &correction))
        .for_each(|timex| set(timex, &in_force, &value, status));
    Outcome::Applied
}

fn with_note(words: String, decision: &Decision) -> String {
    match &decision.note {
        Some(note) => format!("{words}: {note}"),
        None => format!("{words}."),
    }
}

fn overlaps(timex: &Timex, correction: &Correction) -> bool {
    let (Some(block), Some(start), Some(end)) = (correction.block, correction.start, correction.end) else {
        return false;
    };
    timex.block == block && timex.start < end && start < timex.end
}

/// Replaces the day in force, in values that hang on it (`2024-03-12T09:00`) too. A value
/// that is no day, such as an ordinal or a holiday's name, moves no expression.
fn set(timex: &mut Timex, in_force: &str, value: &str, status: Status) {
    let Ok(day) = value.parse::<Day>() else { return };
    if timex.value.contains(in_force) {
        timex.value = timex.value.replace(in_force, value);
    } else if timex.status == Status::Conflict {
        // What was printed is no day, as in `31 June`.
        value.clone_into(&mut timex.value);
    } else {
        return;
    }
    (timex.first_day, timex.last_day) = (Some(day), Some(day));
    timex.status = status;
}
