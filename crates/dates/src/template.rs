//! The `value` table of a rule, compiled: which field of a [`Meaning`] is filled from what.

use crate::meaning::{Direction, Era, HangsOn, Meaning, Measure, Meridiem};
use crate::time::Part;
use crate::value::{Count, Reference, Season, Unit};
use chrono::Weekday;
use dateline_calendar::Calendar;
use dateline_record::{Modifier, TimexType};
use std::borrow::Cow;

/// A rule's `value` table.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) entries: Vec<(Field, Source)>,
}

/// Where a field's value comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// Written in the rule.
    Constant(Atom),
    /// Captured by the pattern.
    Capture { slot: usize, negated: bool },
}

/// A value as grammar files write it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Atom {
    Number(i64),
    Half(i64),
    Word(String),
    Flag(bool),
    /// Several fields at once, for `merge`.
    Fields(Vec<(Field, Atom)>),
}

/// The keys of a `value` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Year,
    YearDigits,
    Era,
    Decade,
    Century,
    Month,
    Day,
    Figure1,
    Figure2,
    Weekday,
    Nth,
    Week,
    Holiday,
    Shift,
    ShiftUnit,
    AsUnit,
    YearStarts,
    Quarter,
    Half,
    Season,
    Hour,
    HourMinute,
    Minute,
    Second,
    MinutesTo,
    Meridiem,
    Zone,
    ZoneHour,
    ZoneMinute,
    Part,
    Unit,
    Offset,
    Length,
    AndLength,
    AndUnit,
    Every,
    Age,
    Direction,
    HangsOn,
    Ref,
    Mod,
    Type,
    Anniversary,
    SamePart,
    PlusHalf,
    Tells,
    Skip,
    Merge,
}

/// All keys with the names the files use.
pub(crate) const FIELDS: [(&str, Field); 48] = [
    ("year", Field::Year),
    ("year_digits", Field::YearDigits),
    ("era", Field::Era),
    ("decade", Field::Decade),
    ("century", Field::Century),
    ("month", Field::Month),
    ("day", Field::Day),
    ("figure_1", Field::Figure1),
    ("figure_2", Field::Figure2),
    ("weekday", Field::Weekday),
    ("nth", Field::Nth),
    ("week", Field::Week),
    ("holiday", Field::Holiday),
    ("shift", Field::Shift),
    ("shift_unit", Field::ShiftUnit),
    ("as_unit", Field::AsUnit),
    ("year_starts", Field::YearStarts),
    ("quarter", Field::Quarter),
    ("half", Field::Half),
    ("season", Field::Season),
    ("hour", Field::Hour),
    ("hhmm", Field::HourMinute),
    ("minute", Field::Minute),
    ("second", Field::Second),
    ("minutes_to", Field::MinutesTo),
    ("meridiem", Field::Meridiem),
    ("zone", Field::Zone),
    ("zone_hour", Field::ZoneHour),
    ("zone_minute", Field::ZoneMinute),
    ("part", Field::Part),
    ("unit", Field::Unit),
    ("offset", Field::Offset),
    ("length", Field::Length),
    ("and_length", Field::AndLength),
    ("and_unit", Field::AndUnit),
    ("every", Field::Every),
    ("age", Field::Age),
    ("direction", Field::Direction),
    ("hangs_on", Field::HangsOn),
    ("ref", Field::Ref),
    ("mod", Field::Mod),
    ("type", Field::Type),
    ("anniversary", Field::Anniversary),
    ("same_part", Field::SamePart),
    ("plus_half", Field::PlusHalf),
    ("tells", Field::Tells),
    ("skip", Field::Skip),
    ("merge", Field::Merge),
];

impl Field {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        FIELDS.iter().find(|(name, _)| *name == key).map(|(_, field)| *field)
    }
}

/// Puts one value into a meaning. `None`: the value does not suit the field.
pub(crate) fn fill(meaning: &mut Meaning, field: Field, atom: &Atom, negated: bool) -> Option<()> {
    match field {
        Field::Year => meaning.year = Some(number(atom)?),
        Field::YearDigits => {
            meaning.year = Some(number(atom)?);
            meaning.era = Era::TwoDigits;
        }
        Field::Era => meaning.era = era(atom)?,
        Field::Decade => meaning.decade = Some(number(atom)?),
        Field::Century => meaning.century = Some(number(atom)?),
        Field::Month => meaning.month = Some(number(atom).filter(|n| (1..=12).contains(n))?),
        Field::Day => meaning.day = Some(number(atom)?),
        Field::Figure1 => meaning.figures.get_or_insert((0, 0)).0 = number(atom)?,
        Field::Figure2 => meaning.figures.get_or_insert((0, 0)).1 = number(atom)?,
        Field::Weekday => meaning.weekday = Some(weekday(atom)?),
        Field::Nth => meaning.nth = Some(number(atom).filter(|n| *n != 0)?),
        Field::Week => meaning.week = Some(number(atom).filter(|n| (1..=53).contains(n))?),
        Field::Holiday => meaning.holiday = Some(holiday(atom)?),
        Field::Shift => meaning.shift = Some(if negated { -number::<i64>(atom)? } else { number(atom)? }),
        Field::ShiftUnit => meaning.shift_unit = Some(unit(atom)?),
        Field::AsUnit => meaning.as_unit = Some(unit(atom)?),
        Field::YearStarts => meaning.year_starts = Some(number(atom).filter(|n| (1..=12).contains(n))?),
        Field::Quarter => meaning.quarter = Some(number(atom).filter(|n| (1..=4).contains(n))?),
        Field::Half => meaning.half = Some(number(atom).filter(|n| (1..=2).contains(n))?),
        Field::Season => meaning.season = Some(season(atom)?),
        Field::Hour => meaning.hour = Some(number(atom)?),
        Field::HourMinute => {
            let both: u32 = number(atom).filter(|n| (0..2400).contains(n) && n % 100 < 60)?;
            meaning.hour = Some(both / 100);
            meaning.minute = Some(both % 100);
        }
        Field::Minute => meaning.minute = Some(number(atom)?),
        Field::Second => meaning.second = Some(number(atom)?),
        Field::MinutesTo => meaning.minutes_to = Some(number(atom).filter(|n| (1..=59).contains(n))?),
        Field::Meridiem => meaning.meridiem = Some(meridiem(atom)?),
        Field::Zone => meaning.zone = Some(number(atom)?),
        Field::ZoneHour => {
            let hours: i32 = number(atom).filter(|hours| (0..=14).contains(hours))?;
            meaning.zone = Some(if negated { -60 * hours } else { 60 * hours });
        }
        Field::ZoneMinute => {
            let (minutes, hours): (i32, i32) = (number(atom)?, meaning.zone?);
            meaning.zone = Some(if hours < 0 { hours - minutes } else { hours + minutes });
        }
        Field::Part => meaning.part = Some(Part::from_letters(word(atom)?)?),
        Field::Unit => meaning.unit = Some(unit(atom)?),
        Field::Offset => {
            meaning.count = Some(count(atom)?);
            meaning.measure = Measure::Offset;
            let backwards = negated != matches!(atom, Atom::Number(n) | Atom::Half(n) if *n < 0);
            meaning.direction = match atom {
                Atom::Number(0) => Direction::Same,
                _ if backwards => Direction::Past,
                _ => Direction::Future,
            };
        }
        Field::Length => {
            meaning.count = Some(count(atom)?);
            meaning.measure = Measure::Length;
        }
        Field::Age => {
            meaning.count = Some(count(atom)?);
            meaning.measure = Measure::Age;
        }
        Field::AndLength => meaning.and_length = Some(number(atom)?),
        Field::AndUnit => meaning.and_unit = Some(unit(atom)?),
        Field::Every => {
            meaning.count = Some(count(atom)?);
            meaning.measure = Measure::Frequency;
        }
        Field::Direction => meaning.direction = direction(atom)?,
        Field::HangsOn => meaning.hangs_on = hangs_on(atom)?,
        Field::Ref => meaning.reference = Some(reference(atom)?),
        Field::Mod => meaning.modifier = Some(modifier(atom)?),
        Field::Type => meaning.timex_type = Some(timex_type(atom)?),
        Field::Anniversary => meaning.anniversary = Some(number(atom)?),
        Field::SamePart => meaning.same_part = flag(atom)?,
        Field::PlusHalf => meaning.plus_half = flag(atom)?,
        Field::Tells => meaning.untold = !flag(atom)?,
        Field::Skip => meaning.skip = flag(atom)?,
        Field::Merge => {
            let Atom::Fields(fields) = atom else { return None };
            for (field, atom) in fields {
                fill(meaning, *field, atom, negated)?;
            }
        }
    }
    Some(())
}

fn word(atom: &Atom) -> Option<&str> {
    match atom {
        Atom::Word(word) => Some(word),
        _ => None,
    }
}

fn flag(atom: &Atom) -> Option<bool> {
    match atom {
        Atom::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn number<T: TryFrom<i64>>(atom: &Atom) -> Option<T> {
    match atom {
        Atom::Number(number) => T::try_from(*number).ok(),
        _ => None,
    }
}

fn count(atom: &Atom) -> Option<Count> {
    let whole = |number: i64| u32::try_from(number.unsigned_abs()).ok();
    match atom {
        Atom::Number(number) => whole(*number).map(Count::Whole),
        Atom::Half(number) => whole(*number).map(Count::AndHalf),
        Atom::Word(word) if word == "some" => Some(Count::Some),
        _ => None,
    }
}

fn era(atom: &Atom) -> Option<Era> {
    match atom {
        Atom::Number(epoch) => i32::try_from(*epoch).ok().map(Era::Since),
        _ => match word(atom)? {
            "common" => Some(Era::Common),
            "bc" => Some(Era::BeforeChrist),
            "fiscal" => Some(Era::Fiscal),
            "hijri" => Some(Era::Hijri),
            _ => None,
        },
    }
}

fn weekday(atom: &Atom) -> Option<Weekday> {
    word(atom)?.parse().ok()
}

fn holiday(atom: &Atom) -> Option<String> {
    let id = word(atom)?;
    Calendar::builtin().holiday(id).map(|holiday| holiday.id().to_owned())
}

fn season(atom: &Atom) -> Option<Season> {
    let letters = word(atom)?;
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
        .into_iter()
        .find(|season| season.as_str() == letters)
}

fn meridiem(atom: &Atom) -> Option<Meridiem> {
    match word(atom)? {
        "am" => Some(Meridiem::Am),
        "pm" => Some(Meridiem::Pm),
        _ => None,
    }
}

fn unit(atom: &Atom) -> Option<Unit> {
    Some(match word(atom)? {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "season" => Unit::Season,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn direction(atom: &Atom) -> Option<Direction> {
    Some(match word(atom)? {
        "tense" => Direction::Tense,
        "past" => Direction::Past,
        "future" => Direction::Future,
        "same" => Direction::Same,
        "nearest" => Direction::Nearest,
        _ => return None,
    })
}

fn hangs_on(atom: &Atom) -> Option<HangsOn> {
    Some(match word(atom)? {
        "reading" => HangsOn::Reading,
        "dct" => HangsOn::Dct,
        "text" => HangsOn::Text,
        "nothing" => HangsOn::Nothing,
        _ => return None,
    })
}

fn reference(atom: &Atom) -> Option<Reference> {
    Some(match word(atom)? {
        "past" => Reference::Past,
        "present" => Reference::Present,
        "future" => Reference::Future,
        _ => return None,
    })
}

fn modifier(atom: &Atom) -> Option<Modifier> {
    Some(match word(atom)? {
        "start" => Modifier::Start,
        "mid" => Modifier::Mid,
        "end" => Modifier::End,
        "approx" => Modifier::Approx,
        "before" => Modifier::Before,
        "after" => Modifier::After,
        "on-or-before" => Modifier::OnOrBefore,
        "on-or-after" => Modifier::OnOrAfter,
        "less-than" => Modifier::LessThan,
        "more-than" => Modifier::MoreThan,
        "equal-or-less" => Modifier::EqualOrLess,
        "equal-or-more" => Modifier::EqualOrMore,
        _ => return None,
    })
}

fn timex_type(atom: &Atom) -> Option<TimexType> {
    Some(match word(atom)? {
        "date" => TimexType::Date,
        "time" => TimexType::Time,
        "duration" => TimexType::Duration,
        "set" => TimexType::Set,
        _ => return None,
    })
}

impl Template {
    /// Whether the rule gives no expression: a clue to the page's day, or words to be passed over.
    pub(crate) fn is_no_timex(&self) -> bool {
        self.entries.iter().any(|(field, _)| matches!(field, Field::Anniversary | Field::Skip))
    }

    /// Fills a meaning from the rule's constants and captures; captures that did not take part
    /// leave their fields open. `None`: a captured number is out of its field's range.
    pub(crate) fn meaning<'a>(&self, capture: impl Fn(usize) -> Option<Cow<'a, Atom>>) -> Option<Meaning> {
        let mut meaning = Meaning::default();
        for (field, source) in &self.entries {
            match source {
                Source::Constant(atom) => fill(&mut meaning, *field, atom, false)?,
                Source::Capture { slot, negated } => {
                    if let Some(atom) = capture(*slot) {
                        fill(&mut meaning, *field, &atom, *negated)?;
                    }
                }
            }
        }
        Some(meaning)
    }
}
