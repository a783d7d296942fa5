//! Meaning and anchor in, TIMEX3 value out.

mod carried;
mod named;
mod offset;
mod open;

use crate::meaning::{Direction, Era, HangsOn, Meaning, Measure};
use crate::nearby::Nearby;
use crate::tense::{Look, Tense};
use crate::time::Clock;
use crate::told::Told;
use crate::value::{CalendarValue, Count, Length, Reference, Unit, Value, YearPart, YearValue};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::day::{add_days, add_months};
use dateline_record::{Anchor, Reading, TimexType};

/// What an expression is resolved against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'c> {
    /// The day the text was written; `None`: what hangs on it stays underspecified.
    pub(crate) dct: Option<NaiveDate>,
    /// What was told before the expression.
    pub(crate) told: &'c Told,
    /// What weekdays, days and months are read against.
    pub(crate) reading: Reading,
    /// Which way the sentence looks.
    pub(crate) look: Look,
    /// What was told a moment ago.
    pub(crate) nearby: &'c Nearby,
    /// Whether a narrative has told anything yet.
    pub(crate) opened: bool,
    /// Whether a weekday that is the DCT's own is the DCT, though told as still to come.
    pub(crate) own_weekday_is_today: bool,
}

/// An expression's value, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) value: Value,
    pub(crate) timex_type: TimexType,
    /// `None`: it stays unresolved.
    pub(crate) anchor: Option<Anchor>,
    pub(crate) anchor_day: Option<NaiveDate>,
}

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// The years that four digits write.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// How many days before the DCT a day may lie for a clock time in another sentence to be that day's: "The polls
/// closed on Sunday. At 9.40 p.m. …".
const LATELY: i64 = 7;

/// The same ahead of it, on one line and where the clock time itself is told as still to come.
const AHEAD: i64 = 30;

/// Resolves a meaning.
pub(crate) fn resolve(meaning: &Meaning, context: &Context<'_>) -> Resolved {
    if let Some(reference) = meaning.reference {
        return absolute(Value::Reference(reference), meaning.timex_type.unwrap_or(TimexType::Date));
    }
    if let (Some(unit), Some(count)) = (meaning.unit, meaning.count) {
        let count = match count {
            Count::Whole(count) if meaning.plus_half => Count::AndHalf(count),
            _ => count,
        };
        let length = Value::Duration(Length { count, unit, and: meaning.and_length.zip(meaning.and_unit) });
        match meaning.measure {
            Measure::Length | Measure::Age => {
                return absolute(length, meaning.timex_type.unwrap_or(TimexType::Duration));
            }
            Measure::Frequency => return absolute(length, meaning.timex_type.unwrap_or(TimexType::Set)),
            Measure::Offset => {}
        }
    }
    let anchored = Anchored::new(meaning, context);
    let mut value = anchored.shifted(anchored.calendar());
    if let Value::Calendar(calendar) = &mut value {
        calendar.clock = clock(meaning).or(calendar.clock);
    }
    let timex_type = meaning.timex_type.unwrap_or(match value {
        Value::Calendar(CalendarValue { clock: Some(_), .. }) => TimexType::Time,
        Value::Duration(_) => TimexType::Duration,
        Value::Calendar(_) | Value::Reference(_) => TimexType::Date,
    });
    let (anchor, anchor_day) = anchored.anchor();
    Resolved { value, timex_type, anchor, anchor_day }
}

fn absolute(value: Value, timex_type: TimexType) -> Resolved {
    Resolved { value, timex_type, anchor: Some(Anchor::Absolute), anchor_day: None }
}

fn clock(meaning: &Meaning) -> Option<Clock> {
    let set = meaning.timex_type == Some(TimexType::Set);
    match (meaning.hour_of_day(), meaning.part) {
        (Some(hour), _) if set && meaning.minute.is_none() && meaning.minutes_to.is_none() => {
            Some(Clock::Hour(hour))
        }
        (Some(hour), _) => {
            let (hour, minute) = match meaning.minutes_to {
                Some(to) => ((hour + 23) % 24, Some(60 - to)),
                None => (hour, meaning.minute),
            };
            Some(Clock::Time { hour, minute, second: meaning.second, zone: meaning.zone })
        }
        (None, Some(part)) => Some(Clock::Part(part)),
        (None, None) => None,
    }
}

/// A meaning with the day it hangs on.
struct Anchored<'m> {
    meaning: &'m Meaning,
    kind: Anchor,
    day: Option<NaiveDate>,
    direction: Direction,
    /// Whether the words themselves say which way to look ("last May"), not the tense.
    strict: bool,
    /// The month, quarter or half told last.
    stretch: Option<CalendarValue>,
    /// The clock time told last, where the words hang on it.
    time: Option<CalendarValue>,
    /// Whether a weekday that is the anchor's own is the anchor, though told as still to come.
    own_weekday: bool,
    /// Which way the sentence looks, whatever the words themselves say.
    look: Look,
    /// The year before the common era that a narrative is in.
    before_christ: Option<i32>,
    /// The day the text was written, whatever the words hang on.
    dct: Option<NaiveDate>,
}

impl<'m> Anchored<'m> {
    fn new(meaning: &'m Meaning, context: &Context<'_>) -> Self {
        let narrative = context.reading == Reading::Narrative && !carried::tells_news(meaning, context);
        let carried = if context.reading == Reading::News { carried::date(meaning, context) } else { None };
        let told_day = context.told.day_for(Unit::Day);
        let told_nearby = context.nearby.day_in_sentence()
            || told_day.zip(context.dct).is_some_and(|(told, dct)| match (dct - told).num_days() {
                0..=LATELY => true,
                days => {
                    context.nearby.day_on_line()
                        && context.look.tense == Some(Tense::Future)
                        && (-AHEAD..0).contains(&days)
                }
            });
        let told = match meaning.hangs_on {
            HangsOn::Reading if meaning.is_bare_clock() && (told_nearby || narrative) => told_day,
            HangsOn::Reading if narrative => context.told.year(),
            HangsOn::Reading => carried,
            HangsOn::Text => anaphor(meaning, context),
            _ => None,
        };
        let before_christ = (narrative && meaning.year.is_none() && meaning.hangs_on != HangsOn::Dct)
            .then(|| context.told.before_christ())
            .flatten();
        let (kind, day) = match (told, meaning.hangs_on) {
            (Some(told), _) => (Anchor::Text, Some(told)),
            (None, HangsOn::Nothing) => (Anchor::Absolute, None),
            // The day that a narrative was written is none of its own.
            (None, HangsOn::Reading | HangsOn::Text) if narrative => (Anchor::Text, None),
            (None, HangsOn::Text) if meaning.unit == Some(Unit::Quarter) => {
                (Anchor::Dct, context.dct.and_then(|dct| moved(dct, -1, Unit::Quarter)))
            }
            (None, _) => (Anchor::Dct, context.dct),
        };
        let (direction, strict) = match meaning.direction {
            Direction::Tense => match context.look.tense {
                _ if kind == Anchor::Text && (narrative || carried.is_some()) => (Direction::Onward, false),
                Some(Tense::Past) => (Direction::Past, false),
                Some(Tense::Future) => (Direction::Future, false),
                None => (Direction::Nearest, false),
            },
            told => (told, true),
        };
        let own_weekday = context.own_weekday_is_today && kind == Anchor::Dct;
        let time = (meaning.hangs_on == HangsOn::Text).then(|| context.told.time()).flatten();
        Self {
            meaning,
            kind,
            day,
            direction,
            strict,
            stretch: context.told.stretch(),
            time,
            own_weekday,
            before_christ,
            look: context.look,
            dct: context.dct,
        }
    }

    /// What the value was resolved against, in the record's terms.
    fn anchor(&self) -> (Option<Anchor>, Option<NaiveDate>) {
        let complete =
            self.meaning.year.is_some() || self.meaning.decade.is_some() || self.meaning.century.is_some();
        if complete || self.kind == Anchor::Absolute {
            return (Some(Anchor::Absolute), None);
        }
        (self.day.map(|_| self.kind), self.day)
    }

    fn calendar(&self) -> Value {
        let meaning = self.meaning;
        if let Some(century) = meaning.century {
            let century = century - 1;
            return self.whole(match meaning.decade {
                Some(decade) => YearValue::Decade(century * 10 + decade % 100 / 10),
                None if meaning.era == Era::BeforeChrist => YearValue::CenturyBeforeChrist(century),
                None => YearValue::Century(century),
            });
        }
        if let Some(decade) = meaning.decade {
            return self.whole(YearValue::Decade(decade_number(decade)));
        }
        if let (true, Some(stretch)) = (meaning.same_part, self.stretch) {
            return self.same_stretch(stretch).into();
        }
        if let Some(id) = &meaning.holiday {
            return self.holiday(id).into();
        }
        if meaning.era == Era::Hijri {
            return self.hijri().into();
        }
        if let Some(year) = meaning.common_year() {
            return CalendarValue::new(year_value(meaning.era, year), self.named_part()).into();
        }
        match meaning.unit {
            Some(Unit::Weekend) if meaning.count.is_none() => self.weekend(),
            Some(Unit::Year) if self.before_christ.is_some() => self.year_before_christ().into(),
            Some(unit) => self.offset(unit),
            None => self.underspecified().into(),
        }
    }

    fn whole(&self, year: YearValue) -> Value {
        CalendarValue::new(year, YearPart::Whole).into()
    }

    /// What the words name below the year.
    fn named_part(&self) -> YearPart {
        let meaning = self.meaning;
        match (meaning.month, meaning.day) {
            (Some(month), Some(day)) => YearPart::Day(Some(month), day),
            (Some(month), None) => YearPart::Month(month),
            (None, Some(day)) => YearPart::Day(None, day),
            (None, None) => {
                if let Some(week) = meaning.week {
                    YearPart::Week(Some(week))
                } else if let Some(quarter) = meaning.quarter {
                    YearPart::Quarter(Some(quarter))
                } else if let Some(half) = meaning.half {
                    YearPart::Half(Some(half))
                } else if let Some(season) = meaning.season {
                    YearPart::Season(season)
                } else if let Some(weekday) = meaning.weekday {
                    YearPart::Weekday(weekday)
                } else {
                    YearPart::Whole
                }
            }
        }
    }
}

/// The day so many units away, within the years that four digits write.
fn moved(from: NaiveDate, steps: i64, unit: Unit) -> Option<NaiveDate> {
    let months =
        |each: i64| i32::try_from(steps.checked_mul(each)?).ok().and_then(|months| add_months(from, months));
    let day = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => add_days(from, steps),
        Unit::Week | Unit::Weekend => add_days(from, steps.saturating_mul(7)),
        Unit::Month => months(1),
        Unit::Quarter | Unit::Season => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
    };
    day.filter(|day| YEARS.contains(&day.year()))
}

/// The day told before that so many units are counted from.
///
/// Accounts speak of the quarter they are about whatever days they tell in between; where they have told none, it is
/// the one that ended last.
fn anaphor(meaning: &Meaning, context: &Context<'_>) -> Option<NaiveDate> {
    let unit = match (meaning.unit, meaning.season, meaning.month, meaning.day) {
        (Some(unit), ..) => unit,
        (None, Some(_), ..) => Unit::Season,
        (None, None, Some(_), None) => Unit::Month,
        _ => Unit::Day,
    };
    match unit {
        Unit::Quarter | Unit::Half => context.told.day_of(unit),
        _ => context.told.day_for(unit),
    }
}

fn year_value(era: Era, year: i32) -> YearValue {
    match era {
        Era::BeforeChrist => YearValue::BeforeChrist(year),
        Era::Fiscal => YearValue::Fiscal(year),
        Era::Common | Era::TwoDigits | Era::Hijri | Era::Since(_) => YearValue::Year(year),
    }
}

/// 1990, 90 and 199 are all the nineties of the last century.
fn decade_number(written: i32) -> i32 {
    match written {
        1000.. => written / 10,
        0..=99 => (1900 + written) / 10,
        _ => written,
    }
}

fn vague(direction: Direction) -> Value {
    Value::Reference(match direction {
        Direction::Past => Reference::Past,
        Direction::Future => Reference::Future,
        Direction::Same | Direction::Nearest | Direction::Tense | Direction::Onward => Reference::Present,
    })
}
