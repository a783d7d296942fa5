//! Meaning and anchor in, TIMEX3 value out.

use crate::meaning::{Direction, Era, HangsOn, Meaning, Measure};
use crate::tense::Tense;
use crate::time::Clock;
use crate::told::Told;
use crate::value::{CalendarValue, Count, Length, Reference, Season, Unit, Value, YearPart, YearValue};
use chrono::{Datelike, NaiveDate, Weekday};
use dateline_calendar::day::{
    add_days, add_months, next_weekday, nth_weekday, previous_weekday, weekday_on_or_after,
    weekday_on_or_before,
};
use dateline_calendar::{Calendar, Span};
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
    pub(crate) tense: Option<Tense>,
}

/// An expression's value, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) value: Value,
    pub(crate) timex_type: TimexType,
    pub(crate) anchor: Anchor,
    pub(crate) anchor_day: Option<NaiveDate>,
}

/// A date whose weekday fits is read that near to its anchor, in days, whichever way the sentence
/// looks: its tense may be that of another clause.
const NEAR: i64 = 45;

/// How many days ahead of its anchor a day without its year may lie though its sentence looks back, and the other way
/// round: "the dividend, announced Tuesday, is payable Jan. 2". News writes the year of what lies the rest of a year off.
const SOON: i64 = 60;

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// The years that four digits write.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// How many days from the DCT a day may lie for a clock time behind it to be that day's: "the polls
/// closed on Sunday; at 9.40 p.m. …".
const LATELY: i64 = 7;

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
    Resolved { value, timex_type, anchor: Anchor::Absolute, anchor_day: None }
}

fn clock(meaning: &Meaning) -> Option<Clock> {
    match (meaning.hour_of_day(), meaning.part) {
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
}

impl<'m> Anchored<'m> {
    fn new(meaning: &'m Meaning, context: &Context<'_>) -> Self {
        let narrative = context.reading == Reading::Narrative;
        let told_day = context.told.day_for(Unit::Day);
        let told_lately =
            told_day.zip(context.dct).is_some_and(|(told, dct)| (dct - told).num_days().abs() <= LATELY);
        let told = match meaning.hangs_on {
            HangsOn::Reading if meaning.is_bare_clock() && (told_lately || narrative) => told_day,
            HangsOn::Reading if narrative => context.told.year(),
            HangsOn::Text => anaphor(meaning.unit.unwrap_or(Unit::Day), context),
            _ => None,
        };
        let (kind, day) = match (told, meaning.hangs_on) {
            (Some(told), _) => (Anchor::Text, Some(told)),
            (None, HangsOn::Nothing) => (Anchor::Absolute, None),
            (None, HangsOn::Reading) if narrative => (Anchor::Text, None),
            (None, HangsOn::Text) if meaning.unit == Some(Unit::Quarter) => {
                (Anchor::Dct, context.dct.and_then(|dct| moved(dct, -1, Unit::Quarter)))
            }
            (None, _) => (Anchor::Dct, context.dct),
        };
        let (direction, strict) = match meaning.direction {
            Direction::Tense => match context.tense {
                _ if kind == Anchor::Text && narrative => (Direction::Onward, false),
                Some(Tense::Past) => (Direction::Past, false),
                Some(Tense::Future) => (Direction::Future, false),
                None => (Direction::Nearest, false),
            },
            told => (told, true),
        };
        let time = (meaning.hangs_on == HangsOn::Text).then(|| context.told.time()).flatten();
        Self { meaning, kind, day, direction, strict, stretch: context.told.stretch(), time }
    }

    /// What the value was resolved against, in the record's terms.
    fn anchor(&self) -> (Anchor, Option<NaiveDate>) {
        let complete =
            self.meaning.year.is_some() || self.meaning.decade.is_some() || self.meaning.century.is_some();
        if complete || self.day.is_none() { (Anchor::Absolute, None) } else { (self.kind, self.day) }
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
        if let (true, Some(stretch), Some(day)) = (meaning.same_part, self.stretch, self.day) {
            return self.same_stretch(stretch, day).into();
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
            Some(unit) => self.offset(unit),
            None => self.underspecified().into(),
        }
    }

    /// A date of the Islamic calendar: its day, or, where only the month is named, the year of ours that it lies in.
    fn hijri(&self) -> CalendarValue {
        let meaning = self.meaning;
        let month = meaning.year.zip(meaning.month);
        let span = month.and_then(|(year, month)| Calendar::builtin().hijri_month(year, month));
        let unknown = CalendarValue::new(YearValue::Unknown, YearPart::Whole);
        let Some(span) = span else { return unknown };
        match meaning.day {
            Some(day) => add_days(span.first(), i64::from(day) - 1)
                .filter(|day| span.contains(*day))
                .map_or(unknown, CalendarValue::of_day),
            None if span.first().year() == span.last().year() => {
                CalendarValue::new(YearValue::Year(span.first().year()), YearPart::Whole)
            }
            None => unknown,
        }
    }

    /// The day of a holiday: in the year the words name, else in the one the direction tells.
    fn holiday(&self, id: &str) -> CalendarValue {
        let unknown = CalendarValue::new(YearValue::Unknown, YearPart::SomeDay);
        let Some(holiday) = Calendar::builtin().holiday(id) else { return unknown };
        let day_in = |year| holiday.day_in(year).map(|holiday| holiday.day);
        let year = match (self.meaning.common_year(), self.meaning.unit, self.day) {
            (Some(year), ..) => Some(year),
            (None, Some(Unit::Year), Some(anchor)) => {
                i32::try_from(self.steps()).ok().map(|steps| anchor.year() + steps)
            }
            (None, _, Some(anchor)) => {
                Some(self.year_where(anchor, |year| day_in(year).map(|day| (day, day))))
            }
            (None, _, None) => None,
        };
        year.and_then(day_in).map_or(unknown, CalendarValue::of_day)
    }

    /// The value moved by as many units as the words say: "two days before Christmas". And the second Tuesday of
    /// a month in place of the month.
    fn shifted(&self, value: Value) -> Value {
        let meaning = self.meaning;
        let value = match (value, meaning.nth, meaning.weekday) {
            (
                Value::Calendar(CalendarValue {
                    year: YearValue::Year(year),
                    part: YearPart::Month(month),
                    ..
                }),
                Some(nth),
                Some(weekday),
            ) => {
                nth_weekday(year, month, weekday, nth).map_or(value, |day| CalendarValue::of_day(day).into())
            }
            _ => value,
        };
        let (Some(shift), Some(day)) = (meaning.shift, value.day()) else { return value };
        let unit = meaning.shift_unit.unwrap_or(Unit::Day);
        match moved(day, shift, unit) {
            Some(day) => CalendarValue::of_day(day).into(),
            None => value,
        }
    }

    /// A stretch told before, as many years away as the words say.
    fn same_stretch(&self, stretch: CalendarValue, day: NaiveDate) -> CalendarValue {
        let told = match stretch.year {
            YearValue::Year(year) => year,
            _ => day.year(),
        };
        let year = i32::try_from(self.steps()).map_or(told, |steps| told.saturating_add(steps));
        CalendarValue::new(YearValue::Year(year), stretch.part)
    }

    /// So many minutes or hours after a clock time told before.
    fn later_that_day(&self, unit: Unit, steps: i64) -> Option<CalendarValue> {
        let minutes = match unit {
            Unit::Minute => steps,
            Unit::Hour => steps.checked_mul(60)?,
            _ => return None,
        };
        let CalendarValue { clock: Some(Clock::Time { hour, minute, second, zone }), .. } = self.time? else {
            return None;
        };
        let told = i64::from(hour) * 60 + i64::from(minute.unwrap_or(0));
        let now = told.checked_add(minutes)?;
        let day = add_days(Value::Calendar(self.time?).day()?, now.div_euclid(DAY))?;
        let (hour, minute) =
            (u32::try_from(now.rem_euclid(DAY) / 60).ok()?, u32::try_from(now.rem_euclid(60)).ok()?);
        let clock = Clock::Time { hour, minute: Some(minute), second, zone };
        Some(CalendarValue { clock: Some(clock), ..CalendarValue::of_day(day) })
    }

    /// How many units the words step from the anchor.
    fn steps(&self) -> i64 {
        match (self.meaning.count, self.direction) {
            (None | Some(Count::Some), _) | (_, Direction::Same) => 0,
            (Some(Count::Whole(count) | Count::AndHalf(count)), Direction::Past) => -i64::from(count),
            (Some(Count::Whole(count) | Count::AndHalf(count)), _) => i64::from(count),
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

    /// So many units before or after the anchor.
    fn offset(&self, unit: Unit) -> Value {
        let steps = self.steps();
        if let Some(value) = self.later_that_day(unit, steps) {
            return value.into();
        }
        if self.meaning.count == Some(Count::Some) && self.direction != Direction::Same || unit < Unit::Day {
            return vague(self.direction);
        }
        let Some(anchor) = self.day else { return self.gap(unit).into() };
        match moved(anchor, steps, unit) {
            Some(day) => self.at_granularity(unit, day).into(),
            None => self.gap(unit).into(),
        }
    }

    /// The year, month, week … that `day` lies in, or what else the words name inside of it.
    fn at_granularity(&self, unit: Unit, day: NaiveDate) -> CalendarValue {
        let year = YearValue::Year(day.year());
        let week = day.iso_week();
        let week_year = YearValue::Year(week.year());
        match unit {
            Unit::Week => match self.meaning.weekday {
                Some(weekday) => NaiveDate::from_isoywd_opt(week.year(), week.week(), weekday).map_or(
                    CalendarValue::new(week_year, YearPart::Week(Some(week.week()))),
                    CalendarValue::of_day,
                ),
                None => CalendarValue::new(week_year, YearPart::Week(Some(week.week()))),
            },
            Unit::Weekend => CalendarValue::new(week_year, YearPart::Weekend(Some(week.week()))),
            Unit::Month => match self.meaning.day {
                Some(number) => CalendarValue::new(year, YearPart::Day(Some(day.month()), number)),
                None => CalendarValue::new(year, YearPart::Month(day.month())),
            },
            Unit::Quarter => CalendarValue::new(year, YearPart::Quarter(Some(day.month0() / 3 + 1))),
            Unit::Half => CalendarValue::new(year, YearPart::Half(Some(day.month0() / 6 + 1))),
            Unit::Year => CalendarValue::new(year, self.named_part()),
            Unit::Decade => CalendarValue::new(YearValue::Decade(day.year().div_euclid(10)), YearPart::Whole),
            Unit::Century => {
                CalendarValue::new(YearValue::Century(day.year().div_euclid(100)), YearPart::Whole)
            }
            Unit::Season => CalendarValue::new(year, YearPart::Whole),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => CalendarValue::of_day(day),
        }
    }

    /// The shape of a value whose anchor is not known.
    fn gap(&self, unit: Unit) -> CalendarValue {
        let part = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => YearPart::SomeDay,
            Unit::Weekend => YearPart::Weekend(None),
            Unit::Week => self.meaning.weekday.map_or(YearPart::Week(None), YearPart::Weekday),
            Unit::Month => YearPart::SomeMonth,
            Unit::Quarter => YearPart::Quarter(None),
            Unit::Half => YearPart::Half(None),
            Unit::Year | Unit::Season | Unit::Decade | Unit::Century => self.named_part(),
        };
        CalendarValue::new(YearValue::Unknown, part)
    }

    /// Month, day, weekday, quarter … without a year.
    fn underspecified(&self) -> CalendarValue {
        let part = self.named_part();
        let Some(anchor) = self.day else {
            let part = if part == YearPart::Whole { YearPart::SomeDay } else { part };
            return CalendarValue::new(YearValue::Unknown, part);
        };
        match part {
            YearPart::Weekday(weekday) => CalendarValue::of_day(self.weekday(anchor, weekday)),
            YearPart::Day(None, day) => self.day_of_month(anchor, day),
            YearPart::Whole => CalendarValue::of_day(anchor),
            part => CalendarValue::new(YearValue::Year(self.year_of(anchor, part)), part),
        }
    }

    fn weekday(&self, anchor: NaiveDate, weekday: Weekday) -> NaiveDate {
        let found = match self.direction {
            Direction::Past if self.strict => previous_weekday(anchor, weekday),
            Direction::Past | Direction::Nearest | Direction::Tense => weekday_on_or_before(anchor, weekday),
            Direction::Future => next_weekday(anchor, weekday),
            Direction::Same | Direction::Onward => weekday_on_or_after(anchor, weekday),
        };
        found.unwrap_or(anchor)
    }

    /// A bare day of the month is in the anchor's month, or, told as past and still to come, in
    /// the one before.
    fn day_of_month(&self, anchor: NaiveDate, day: u32) -> CalendarValue {
        let months = match self.direction {
            Direction::Past if day > anchor.day() => -1,
            Direction::Future if day < anchor.day() => 1,
            _ => 0,
        };
        let first = anchor.with_day(1).unwrap_or(anchor);
        let onward = if self.direction == Direction::Future { 1 } else { -1 };
        // 31 May, where it is said in June: not every month has the day.
        let month = [months, months + onward]
            .into_iter()
            .filter_map(|months| add_months(first, months))
            .find(|month| month.with_day(day).is_some())
            .unwrap_or(anchor);
        CalendarValue::new(YearValue::Year(month.year()), YearPart::Day(Some(month.month()), day))
    }

    /// The year in which a yearless month, day, quarter … lies.
    fn year_of(&self, anchor: NaiveDate, part: YearPart) -> i32 {
        let bounds = |year| match part {
            YearPart::Season(season) => season_months(year, season),
            _ => Value::Calendar(CalendarValue::new(YearValue::Year(year), part)).days(),
        };
        self.year_where(anchor, bounds)
    }

    /// The year in which what has these bounds lies on the side of the anchor that the words look to.
    fn year_where(&self, anchor: NaiveDate, bounds: impl Fn(i32) -> Option<(NaiveDate, NaiveDate)>) -> i32 {
        let this = anchor.year();
        if let (Some(weekday), Some(_)) = (self.meaning.weekday, self.meaning.day) {
            let near = [this, this - 1, this + 1].into_iter().find(|year| {
                bounds(*year).is_some_and(|(day, _)| {
                    day.weekday() == weekday && (day - anchor).num_days().abs() <= NEAR
                })
            });
            if let Some(year) = near {
                return year;
            }
        }
        let Some((first, last)) = bounds(this) else { return this };
        let ahead =
            |year| bounds(year).is_some_and(|(first, _)| (0..SOON).contains(&(first - anchor).num_days()));
        let behind =
            |year| bounds(year).is_some_and(|(_, last)| (0..SOON).contains(&(anchor - last).num_days()));
        match self.direction {
            Direction::Same | Direction::Onward => this,
            Direction::Past if self.strict => this - i32::from(last >= anchor),
            Direction::Past => {
                let past = this - i32::from(first > anchor);
                past + i32::from(self.meaning.day.is_some() && ahead(past + 1))
            }
            Direction::Future if self.strict => this + i32::from(first <= anchor),
            Direction::Future => {
                let future = this + i32::from(last < anchor);
                future
                    - i32::from(
                        self.meaning.month.is_none_or(|_| self.meaning.day.is_some()) && behind(future - 1),
                    )
            }
            Direction::Nearest | Direction::Tense => {
                let distance = |year: i32| {
                    bounds(year).map_or(i64::MAX, |(first, last)| {
                        (first - anchor).num_days().max((anchor - last).num_days()).max(0)
                    })
                };
                [this, this - 1, this + 1].into_iter().min_by_key(|year| distance(*year)).unwrap_or(this)
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

/// The three months of a season in the northern hemisphere, by which "last summer" is told from the
/// next; winter counts to the year it begins in.
fn season_months(year: i32, season: Season) -> Option<(NaiveDate, NaiveDate)> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let last = add_months(NaiveDate::from_ymd_opt(year, first, 1)?, 2)?;
    Some((NaiveDate::from_ymd_opt(year, first, 1)?, Span::month(last.year(), last.month())?.last()))
}

/// The day told before that so many units are counted from.
///
/// Accounts speak of the quarter they are about whatever days they tell in between; where they have told none, it is
/// the one that ended last.
fn anaphor(unit: Unit, context: &Context<'_>) -> Option<NaiveDate> {
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
