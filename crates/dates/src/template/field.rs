//! The keys of a rule's `value` table, and what each fills in a [`Meaning`].

use super::Atom;
use crate::meaning::{Direction, Era, Meaning, Measure};
use crate::time::Part;

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

    /// Puts one value into a meaning. `None`: the value does not suit the field.
    pub(crate) fn fill(self, meaning: &mut Meaning, atom: &Atom, negated: bool) -> Option<()> {
        match self {
            Self::Year => meaning.year = Some(atom.number()?),
            Self::YearDigits => {
                meaning.year = Some(atom.number()?);
                meaning.era = Era::TwoDigits;
            }
            Self::Era => meaning.era = atom.era()?,
            Self::Decade => meaning.decade = Some(atom.number()?),
            Self::Century => meaning.century = Some(atom.number()?),
            Self::Month => meaning.month = Some(atom.number_in(1..=12)?),
            Self::Day => meaning.day = Some(atom.number()?),
            Self::Figure1 => meaning.figures.get_or_insert((0, 0)).0 = atom.number()?,
            Self::Figure2 => meaning.figures.get_or_insert((0, 0)).1 = atom.number()?,
            Self::Weekday => meaning.weekday = Some(atom.weekday()?),
            Self::Nth => meaning.nth = Some(atom.number().filter(|n| *n != 0)?),
            Self::Week => meaning.week = Some(atom.number_in(1..=53)?),
            Self::Holiday => meaning.holiday = Some(atom.holiday()?),
            Self::Shift => {
                meaning.shift = Some(if negated { -atom.number::<i64>()? } else { atom.number()? })
            }
            Self::ShiftUnit => meaning.shift_unit = Some(atom.unit()?),
            Self::AsUnit => meaning.as_unit = Some(atom.unit()?),
            Self::YearStarts => meaning.year_starts = Some(atom.number_in(1..=12)?),
            Self::Quarter => meaning.quarter = Some(atom.number_in(1..=4)?),
            Self::Half => meaning.half = Some(atom.number_in(1..=2)?),
            Self::Season => meaning.season = Some(atom.season()?),
            Self::Hour => meaning.hour = Some(atom.number()?),
            Self::HourMinute => {
                let both: u32 = atom.number().filter(|n| (0..2400).contains(n) && n % 100 < 60)?;
                meaning.hour = Some(both / 100);
                meaning.minute = Some(both % 100);
            }
            Self::Minute => meaning.minute = Some(atom.number()?),
            Self::Second => meaning.second = Some(atom.number()?),
            Self::MinutesTo => meaning.minutes_to = Some(atom.number_in(1..=59)?),
            Self::Meridiem => meaning.meridiem = Some(atom.meridiem()?),
            Self::Zone => meaning.zone = Some(atom.number()?),
            Self::ZoneHour => {
                let hours: i32 = atom.number_in(0..=14)?;
                meaning.zone = Some(if negated { -60 * hours } else { 60 * hours });
            }
            Self::ZoneMinute => {
                let (minutes, hours): (i32, i32) = (atom.number()?, meaning.zone?);
                meaning.zone = Some(if hours < 0 { hours - minutes } else { hours + minutes });
            }
            Self::Part => meaning.part = Some(Part::from_letters(atom.word()?)?),
            Self::Unit => meaning.unit = Some(atom.unit()?),
            Self::Offset => {
                meaning.direction = away(atom, negated);
                counted(meaning, atom, Measure::Offset)?;
            }
            Self::Length => counted(meaning, atom, Measure::Length)?,
            Self::Age => counted(meaning, atom, Measure::Age)?,
            Self::AndLength => meaning.and_length = Some(atom.number()?),
            Self::AndUnit => meaning.and_unit = Some(atom.unit()?),
            Self::Every => counted(meaning, atom, Measure::Frequency)?,
            Self::Direction => meaning.direction = atom.direction()?,
            Self::HangsOn => meaning.hangs_on = atom.hangs_on()?,
            Self::Ref => meaning.reference = Some(atom.reference()?),
            Self::Mod => meaning.modifier = Some(atom.modifier()?),
            Self::Type => meaning.timex_type = Some(atom.timex_type()?),
            Self::Anniversary => meaning.anniversary = Some(atom.number()?),
            Self::SamePart => meaning.same_part = atom.flag()?,
            Self::PlusHalf => meaning.plus_half = atom.flag()?,
            Self::Tells => meaning.untold = !atom.flag()?,
            Self::Skip => meaning.skip = atom.flag()?,
            Self::Merge => {
                let Atom::Fields(fields) = atom else { return None };
                for (field, atom) in fields {
                    field.fill(meaning, atom, negated)?;
                }
            }
        }
        Some(())
    }
}

fn counted(meaning: &mut Meaning, atom: &Atom, measure: Measure) -> Option<()> {
    meaning.count = Some(atom.count()?);
    meaning.measure = measure;
    Some(())
}

/// Where something lies that is so many units away.
fn away(atom: &Atom, negated: bool) -> Direction {
    let backwards = negated != matches!(atom, Atom::Number(n) | Atom::Half(n) if *n < 0);
    match atom {
        Atom::Number(0) => Direction::Same,
        _ if backwards => Direction::Past,
        _ => Direction::Future,
    }
}
