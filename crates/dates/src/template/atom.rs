//! Values as grammar files write them, and what each can be read as. `None`: it is nothing of that kind.

use super::Field;
use crate::meaning::{Direction, Era, HangsOn, Meridiem};
use crate::value::{Count, Reference, Season, Unit};
use chrono::Weekday;
use dateline_calendar::Calendar;
use dateline_record::{Modifier, TimexType};
use std::ops::RangeInclusive;

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

impl Atom {
    /// What a value of a grammar file says; `None`: nothing that is known.
    pub(crate) fn from_toml(value: &toml::Value) -> Option<Self> {
        match value {
            toml::Value::Integer(number) => Some(Self::Number(*number)),
            toml::Value::Float(number) if number.fract().abs() == 0.5 => {
                Some(Self::Half(number.trunc() as i64))
            }
            toml::Value::Boolean(flag) => Some(Self::Flag(*flag)),
            toml::Value::String(word) => Some(Self::Word(word.clone())),
            toml::Value::Table(table) => table
                .iter()
                .map(|(key, value)| Some((Field::from_key(key)?, Self::from_toml(value)?)))
                .collect::<Option<Vec<_>>>()
                .map(Self::Fields),
            _ => None,
        }
    }

    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    pub(super) fn number<T: TryFrom<i64>>(&self) -> Option<T> {
        match self {
            Self::Number(number) => T::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(super) fn number_in<T: TryFrom<i64> + PartialOrd>(&self, range: RangeInclusive<T>) -> Option<T> {
        self.number().filter(|number| range.contains(number))
    }

    pub(super) fn count(&self) -> Option<Count> {
        let whole = |number: i64| u32::try_from(number.unsigned_abs()).ok();
        match self {
            Self::Number(number) => whole(*number).map(Count::Whole),
            Self::Half(number) => whole(*number).map(Count::AndHalf),
            Self::Word(word) if word == "some" => Some(Count::Some),
            _ => None,
        }
    }

    pub(super) fn era(&self) -> Option<Era> {
        match self {
            Self::Number(epoch) => i32::try_from(*epoch).ok().map(Era::Since),
            _ => match self.word()? {
                "common" => Some(Era::Common),
                "bc" => Some(Era::BeforeChrist),
                "fiscal" => Some(Era::Fiscal),
                "hijri" => Some(Era::Hijri),
                _ => None,
            },
        }
    }

    pub(super) fn weekday(&self) -> Option<Weekday> {
        self.word()?.parse().ok()
    }

    pub(super) fn holiday(&self) -> Option<String> {
        let id = self.word()?;
        Calendar::builtin().holiday(id).map(|holiday| holiday.id().to_owned())
    }

    pub(super) fn season(&self) -> Option<Season> {
        let letters = self.word()?;
        [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
            .into_iter()
            .find(|season| season.as_str() == letters)
    }

    pub(super) fn meridiem(&self) -> Option<Meridiem> {
        match self.word()? {
            "am" => Some(Meridiem::Am),
            "pm" => Some(Meridiem::Pm),
            _ => None,
        }
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        Some(match self.word()? {
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

    pub(super) fn direction(&self) -> Option<Direction> {
        Some(match self.word()? {
            "tense" => Direction::Tense,
            "past" => Direction::Past,
            "future" => Direction::Future,
            "same" => Direction::Same,
            "nearest" => Direction::Nearest,
            _ => return None,
        })
    }

    pub(super) fn hangs_on(&self) -> Option<HangsOn> {
        Some(match self.word()? {
            "reading" => HangsOn::Reading,
            "dct" => HangsOn::Dct,
            "text" => HangsOn::Text,
            "nothing" => HangsOn::Nothing,
            _ => return None,
        })
    }

    pub(super) fn reference(&self) -> Option<Reference> {
        Some(match self.word()? {
            "past" => Reference::Past,
            "present" => Reference::Present,
            "future" => Reference::Future,
            _ => return None,
        })
    }

    pub(super) fn modifier(&self) -> Option<Modifier> {
        Some(match self.word()? {
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

    pub(super) fn timex_type(&self) -> Option<TimexType> {
        Some(match self.word()? {
            "date" => TimexType::Date,
            "time" => TimexType::Time,
            "duration" => TimexType::Duration,
            "set" => TimexType::Set,
            _ => return None,
        })
    }
}
