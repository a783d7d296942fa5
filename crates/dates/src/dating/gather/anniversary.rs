//! Anniversaries with their number, and what they remember.

use super::{Gatherer, NEIGHBOURHOOD, distance, full_date, gap, later};
use crate::dating::clue::{Clue, YEAR_COUNTED, YEAR_TOLD};
use crate::dating::mentions::{Mention, Subject};
use crate::dating::passage::{Passage, sentence};
use crate::dating::words::years_old;
use crate::matcher::Found;
use crate::value::Unit;
use chrono::{Datelike, NaiveDate};

/// How many days an event may last whose anniversary is a day.
const LONGEST_OCCASION: i64 = 4;

impl Gatherer<'_> {
    /// "The 79th anniversary of the victory" with the event named, or its year, or its date elsewhere.
    pub(super) fn anniversary(
        &mut self,
        passage: &Passage<'_>,
        found: &Found,
        number: u32,
        mentions: &[Mention],
        full_dates: &[NaiveDate],
    ) {
        let span = (found.start, found.end);
        let named = mentions.iter().find_map(|mention| match mention.subject {
            Subject::Event(event) if gap(mention, found) <= NEIGHBOURHOOD => Some(event),
            _ => None,
        });
        if let Some(event) = named {
            self.remembered.extend([event.first_day().year(), event.last_day().year()]);
            let days =
                (later(event.first_day(), Unit::Year, number), later(event.last_day(), Unit::Year, number));
            if let (Some(first), Some(last)) = days
                && (last - first).num_days() < LONGEST_OCCASION
            {
                if self.says_this_year(passage, found) {
                    let says = format!(
                        "{} was in {}; what is kept this year as {} later is of {}",
                        event.name(),
                        event.last_day().year(),
                        years_old(number),
                        last.year()
                    );
                    return self.add(
                        passage,
                        span,
                        Clue::InYear { year: last.year(), right: YEAR_COUNTED },
                        says,
                    );
                }
                let says = format!(
                    "{} was on {}; {} later is {last}",
                    event.name(),
                    event.last_day(),
                    years_old(number)
                );
                self.add(passage, span, Clue::Occasion(first, last), says);
            }
            return;
        }
        if let Some((day, year)) = self.origin(passage, found, number, full_dates) {
            self.remembered.push(year);
            let now = year + i32::try_from(number).unwrap_or(0);
            let (clue, says) = match day.and_then(|day| Some((day, later(day, Unit::Year, number)?))) {
                Some((then, now)) => {
                    (Clue::Occasion(now, now), format!("{} after {then} is {now}", years_old(number)))
                }
                None => (
                    Clue::InYear { year: now, right: YEAR_TOLD },
                    format!("what happened in {year} was {} ago in {now}", years_old(number)),
                ),
            };
            self.add(passage, span, clue, says);
        }
    }

    /// Whether the sentence puts what it tells into the page's own year: then the page need not be of the day.
    fn says_this_year(&self, passage: &Passage<'_>, found: &Found) -> bool {
        let (start, end) = sentence(passage, (found.start, found.end));
        self.words.says_this_year(&passage.text.folded[start..end])
    }

    /// Whether a name is of what a numbered anniversary keeps in the page's own year.
    pub(super) fn is_kept_this_year(&self, passage: &Passage<'_>, mention: &Mention) -> bool {
        let numbered = passage.found.iter().filter(|found| found.meaning.anniversary.is_some());
        let mut beside = numbered.filter(|found| gap(mention, found) <= NEIGHBOURHOOD);
        beside.any(|found| self.says_this_year(passage, found))
    }

    /// What an anniversary remembers: a date beside it, in full or with its year elsewhere on the
    /// page; or a year beside it.
    fn origin(
        &self,
        passage: &Passage<'_>,
        found: &Found,
        number: u32,
        full_dates: &[NaiveDate],
    ) -> Option<(Option<NaiveDate>, i32)> {
        // The date beside an anniversary may be its own day, not that of what it remembers.
        let possible = |year: &i32| year + i32::try_from(number).unwrap_or(0) <= self.last_year;
        let beside = || passage.found.iter().filter(|other| distance(found, other) <= 2 * NEIGHBOURHOOD);
        let in_full = beside().find_map(|other| full_date(&other.meaning));
        let elsewhere = || {
            beside().filter(|other| other.meaning.is_month_day()).find_map(|other| {
                let same = |day: &&NaiveDate| {
                    Some(day.month()) == other.meaning.month && Some(day.day()) == other.meaning.day
                };
                full_dates.iter().find(same).copied()
            })
        };
        let year = || beside().find_map(|other| other.meaning.year.filter(|_| other.meaning.month.is_none()));
        match in_full.or_else(elsewhere).filter(|day| possible(&day.year())) {
            Some(day) => Some((Some(day), day.year())),
            None => year().filter(possible).map(|year| (None, year)),
        }
    }

    /// An anniversary with its number and the holiday kept on it are one occasion, not two.
    pub(super) fn drop_repeated_occasions(&mut self) {
        let numbered: Vec<(u32, u32)> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece.clue {
                Clue::Occasion(_, last) => Some((last.month(), last.day())),
                _ => None,
            })
            .collect();
        self.pieces.retain(|piece| match &piece.clue {
            Clue::Holiday(dates) => !dates.iter().any(|date| numbered.contains(date)),
            _ => true,
        });
    }
}
