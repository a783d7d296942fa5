//! Collects the clues that a page's text gives to its day.

mod anniversary;

use super::clue::{Clue, Lag, Told, WeekdaySet, YEAR_TOLD};
use super::mentions::{Mention, Subject};
use super::passage::Passage;
use super::posterior::open_end;
use super::words::{month_day, month_name, years_old};
use crate::matcher::Found;
use crate::meaning::{Direction, Meaning, Measure};
use crate::repair::Words;
use crate::tagger::Tagger;
use crate::tense::Tense;
use crate::value::{Count, Unit};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::day::{add_days, add_months, add_years};
use dateline_calendar::{Calendar, EventKind};

/// A clue with the passage it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) clue: Clue,
    /// The words, and where they stand: block and byte offsets.
    pub(crate) words: String,
    pub(crate) place: Option<(usize, usize, usize)>,
    /// What it says, where that does not depend on the day weighed.
    pub(crate) says: String,
}

/// How far apart a name and an expression may stand to be about each other, in bytes.
const NEIGHBOURHOOD: usize = 60;

/// How many holidays may share a name that still tells something.
const MOST_HOLIDAYS: usize = 3;

/// How far apart an expression and the year it is a second name of may stand: ", " or " (".
const APPOSITION: usize = 2;

/// Collects the clues of a page's passages. One clue of each kind and content counts once: a page
/// that says "Thursday" ten times says it once.
pub(crate) fn gather(
    tagger: &Tagger,
    words: &Words,
    passages: &[Passage<'_>],
    until: Option<NaiveDate>,
    lag: Lag,
) -> Vec<Piece> {
    let mut gatherer = Gatherer {
        words,
        lag,
        remembered: Vec::new(),
        pieces: Vec::new(),
        weekdays: WeekdaySet::default(),
        weekday_place: None,
        last_year: until.unwrap_or(open_end()).year(),
    };
    let full_dates: Vec<NaiveDate> = passages
        .iter()
        .flat_map(|passage| &passage.found)
        .filter_map(|found| full_date(&found.meaning))
        .collect();
    for passage in passages {
        let mentioned = &passage.mentioned;
        for found in &passage.found {
            match found.meaning.anniversary {
                Some(number) => gatherer.anniversary(passage, found, number, mentioned, &full_dates),
                None => gatherer.expression(passage, found, tagger.tense(&passage.text, found)),
            }
            gatherer.beside_event(passage, found, mentioned);
            gatherer.beside_year(passage, found);
        }
        for mention in mentioned {
            gatherer.mention(passage, mention);
        }
    }
    gatherer.finish()
}

struct Gatherer<'w> {
    /// The years of what numbered anniversaries remember: that they are past tells nothing more.
    remembered: Vec<i32>,
    words: &'w Words,
    lag: Lag,
    pieces: Vec<Piece>,
    weekdays: WeekdaySet,
    weekday_place: Option<(usize, usize, usize, String)>,
    /// The last year the page may be of.
    last_year: i32,
}

impl Gatherer<'_> {
    fn add(&mut self, passage: &Passage<'_>, (start, end): (usize, usize), clue: Clue, says: String) {
        let known =
            self.pieces.iter().position(|piece| piece.clue.is_same_bound(&clue) || piece.clue == clue);
        if known.is_some_and(|index| !clue.narrows(&self.pieces[index].clue)) {
            return;
        }
        let words = passage.text.original[start..end].to_owned();
        let piece = Piece { clue, words, place: Some((passage.block, start, end)), says };
        match known {
            Some(index) => self.pieces[index] = piece,
            None => self.pieces.push(piece),
        }
    }

    fn expression(&mut self, passage: &Passage<'_>, found: &Found, tense: Option<Tense>) {
        let meaning = &found.meaning;
        let span = (found.start, found.end);
        let future = tense == Some(Tense::Future) || meaning.direction == Direction::Future;
        if let Some(day) = full_date(meaning) {
            let (clue, says) = if future {
                (Clue::NotAfter(day), format!("{day} is still to come"))
            } else {
                let day = earliest(meaning, day);
                let told = if tense == Some(Tense::Past) { Told::Past } else { Told::Dated };
                (Clue::NotBefore { day, told }, format!("{day} is past"))
            };
            return self.add(passage, span, clue, says);
        }
        if let Some(day) = first_day_of_year_or_month(meaning).filter(|_| !future) {
            let told = if meaning.month.is_some() { Told::Dated } else { Told::History };
            return self.add(passage, span, Clue::NotBefore { day, told }, format!("{day} is past"));
        }
        if future {
            return;
        }
        match (meaning.weekday, meaning.month, meaning.day) {
            (Some(weekday), Some(month), Some(day)) if meaning.year.is_none() && meaning.unit.is_none() => {
                self.add(
                    passage,
                    span,
                    Clue::WeekdayDate { weekday, month, day, lag: self.lag },
                    String::new(),
                );
            }
            (Some(weekday), None, None) if meaning.direction == Direction::Tense => {
                self.weekdays.insert(weekday);
                if self.weekday_place.is_none() {
                    let words = passage.text.original[span.0..span.1].to_owned();
                    self.weekday_place = Some((passage.block, span.0, span.1, words));
                }
            }
            (None, Some(month), Some(day)) if meaning.is_month_day() => {
                self.add(passage, span, Clue::MonthDay { month, day }, String::new());
            }
            (None, Some(month), None)
                if meaning.unit == Some(Unit::Year) && meaning.direction == Direction::Same =>
            {
                let says = format!("{} of the page's own year is past", month_name(month));
                self.add(passage, span, Clue::MonthThisYear(month), says);
            }
            _ => {}
        }
    }

    /// An expression beside the name of an event: "the 16-month-old war in Ukraine", "after Russia
    /// invaded Ukraine last year".
    fn beside_event(&mut self, passage: &Passage<'_>, found: &Found, mentions: &[Mention]) {
        let meaning = &found.meaning;
        let (Some(unit), Some(count)) = (meaning.unit, whole(meaning)) else { return };
        let backwards = meaning.measure == Measure::Age || meaning.direction == Direction::Past;
        if !backwards || !matches!(unit, Unit::Year | Unit::Month | Unit::Week | Unit::Day) {
            return;
        }
        let beside = mentions.iter().find_map(|mention| match mention.subject {
            Subject::Event(event)
                if gap(mention, found) <= NEIGHBOURHOOD && same_sentence(passage, mention, found) =>
            {
                Some((mention, event))
            }
            _ => None,
        });
        let Some((mention, event)) = beside else { return };
        let span = (mention.start.min(found.start), mention.end.max(found.end));
        let began = event.first_day();
        if meaning.measure == Measure::Offset && unit == Unit::Year {
            let year = began.year() + i32::try_from(count).unwrap_or(0);
            let says =
                format!("{} was in {}, {} before the page", event.name(), began.year(), years_old(count));
            self.add(passage, span, Clue::InYear { year, right: YEAR_TOLD }, says);
        } else if event.kind() == EventKind::Start && meaning.measure == Measure::Age {
            let Some(day) = later(began, unit, count) else { return };
            let slack = slack(unit);
            let says = format!(
                "{} began on {began}; that much later is {day}, give or take {slack} days",
                event.name()
            );
            self.add(passage, span, Clue::Around { day, slack }, says);
        }
    }

    /// A year from the page's own with its number beside it: "last year (2022)", "in 2022, last year".
    fn beside_year(&mut self, passage: &Passage<'_>, found: &Found) {
        let meaning = &found.meaning;
        let steps = match (meaning.unit, whole(meaning), meaning.direction, meaning.measure) {
            (Some(Unit::Year), Some(count), Direction::Past, Measure::Offset) => {
                i32::try_from(count).unwrap_or(0)
            }
            (Some(Unit::Year), Some(0), Direction::Same, Measure::Offset) => 0,
            _ => return,
        };
        let bare = |other: &&Found| other.meaning.year.is_some() && distance(found, other) <= APPOSITION;
        let Some(other) = passage.found.iter().find(bare) else { return };
        let apposed = distance(found, other) > 1 && other.meaning.month.is_none();
        if let Some(year) = other.meaning.year.filter(|_| apposed) {
            let span = (found.start.min(other.start), found.end.max(other.end));
            let says = match steps {
                0 => format!("{year} is told as the page's own year"),
                _ => format!("{year} is told as {} before the page's own", years_old(steps.unsigned_abs())),
            };
            self.add(passage, span, Clue::InYear { year: year + steps, right: YEAR_TOLD }, says);
        }
    }

    fn mention(&mut self, passage: &Passage<'_>, mention: &Mention) {
        let span = (mention.start, mention.end);
        match mention.subject {
            Subject::Event(event) => {
                let day = event.first_day();
                self.add(
                    passage,
                    span,
                    Clue::NotBefore { day, told: Told::History },
                    format!("{} was on {day}", event.name()),
                );
            }
            // An anniversary kept "this year" puts the page near no day of it.
            Subject::Holiday(_) if self.is_kept_this_year(passage, mention) => {}
            Subject::Holiday(name) => {
                // A name that half the world's holidays share tells no day.
                let dates = fixed_dates(name);
                if (1..=MOST_HOLIDAYS).contains(&dates.len()) {
                    let on: Vec<String> = dates.iter().map(|(month, day)| month_day(*month, *day)).collect();
                    let says =
                        format!("{} is on {}", &passage.text.original[span.0..span.1], on.join(" or "));
                    self.add(passage, span, Clue::Holiday(dates), says);
                }
            }
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.drop_repeated_occasions();
        let remembered = &self.remembered;
        self.pieces.retain(|piece| match piece.clue {
            Clue::NotBefore { day, told: Told::History } => !remembered.contains(&day.year()),
            _ => true,
        });
        if let Some((block, start, end, words)) = self.weekday_place {
            self.pieces.push(Piece {
                clue: Clue::Weekdays(self.weekdays),
                words,
                place: Some((block, start, end)),
                says: String::new(),
            });
        }
        self.pieces
    }
}

/// The months and days of the holidays of this name that keep to the same day every year.
fn fixed_dates(name: &str) -> Vec<(u32, u32)> {
    let mut dates: Vec<(u32, u32)> = Calendar::builtin()
        .holidays_named(name)
        .filter_map(|holiday| {
            let [first, second] = [2022, 2025]
                .map(|year| holiday.day_in(year).map(|found| (found.day.month(), found.day.day())));
            first.filter(|_| first == second)
        })
        .collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// The day of an expression that says year, month and day, if there is such a day.
pub(super) fn full_date(meaning: &Meaning) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(meaning.common_year()?, meaning.month?, meaning.day?)
}

/// The earliest day that a date in figures may mean: day and month may stand the other way round.
fn earliest(meaning: &Meaning, day: NaiveDate) -> NaiveDate {
    other_order(meaning).map_or(day, |other| other.min(day))
}

/// The day of a date in figures with day and month the other way round, where its weekday allows that too.
pub(crate) fn other_order(meaning: &Meaning) -> Option<NaiveDate> {
    meaning.figures?;
    let other = NaiveDate::from_ymd_opt(meaning.common_year()?, meaning.day?, meaning.month?)?;
    meaning.weekday.is_none_or(|weekday| other.weekday() == weekday).then_some(other)
}

/// The first day of a year or month of the common era that the words name.
fn first_day_of_year_or_month(meaning: &Meaning) -> Option<NaiveDate> {
    let plain = meaning.era == crate::meaning::Era::Common && meaning.day.is_none();
    NaiveDate::from_ymd_opt(meaning.year.filter(|_| plain)?, meaning.month.unwrap_or(1), 1)
}

fn whole(meaning: &Meaning) -> Option<u32> {
    match meaning.count? {
        Count::Whole(count) => Some(count),
        Count::AndHalf(_) | Count::Some => None,
    }
}

fn distance(one: &Found, other: &Found) -> usize {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}

fn gap(mention: &Mention, found: &Found) -> usize {
    found.start.saturating_sub(mention.end).max(mention.start.saturating_sub(found.end))
}

fn same_sentence(passage: &Passage<'_>, mention: &Mention, found: &Found) -> bool {
    let mut between = mention.end.min(found.end)..mention.start.max(found.start);
    !between.any(|at| passage.text.ends_sentence(at))
}

fn later(day: NaiveDate, unit: Unit, count: u32) -> Option<NaiveDate> {
    let count = i32::try_from(count).ok()?;
    match unit {
        Unit::Year => add_years(day, count),
        Unit::Month => add_months(day, count),
        Unit::Week => add_days(day, i64::from(count) * 7),
        _ => add_days(day, i64::from(count)),
    }
}

/// Ages are rounded to their unit, up or down.
fn slack(unit: Unit) -> u32 {
    match unit {
        Unit::Year => 200,
        Unit::Month => 20,
        Unit::Week => 5,
        _ => 1,
    }
}
