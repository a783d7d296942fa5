//! Units counted from the anchor: "last year", "three weeks ago", "20 minutes later".

use super::{Anchored, DAY, moved, vague};
use crate::meaning::{Direction, HangsOn};
use crate::time::Clock;
use crate::value::{CalendarValue, Count, Length, Unit, Value, YearPart, YearValue};
use chrono::{Datelike, NaiveDate};
use dateline_calendar::day::{add_days, add_months};

impl Anchored<'_> {
    /// So many units before or after the anchor.
    pub(super) fn offset(&self, unit: Unit) -> Value {
        let steps = self.steps();
        if let Some(value) = self.later_that_day(unit, steps) {
            return value.into();
        }
        // "Two hours later", where nothing tells what hour it was: how long, at least.
        if let (Unit::Second | Unit::Minute | Unit::Hour, HangsOn::Text, Some(count)) =
            (unit, self.meaning.hangs_on, self.meaning.count)
        {
            let and = self.meaning.and_length.zip(self.meaning.and_unit);
            return Value::Duration(Length { count, unit, and });
        }
        if self.meaning.count == Some(Count::Some) && self.direction != Direction::Same || unit < Unit::Day {
            return vague(self.direction);
        }
        let Some(mut anchor) = self.day else { return self.gap(unit).into() };
        if let Some(before) = self.meaning.year_starts.and_then(|month| i32::try_from(month).ok()) {
            anchor = add_months(anchor, 1 - before).unwrap_or(anchor);
        }
        let second = self.meaning.and_length.zip(self.meaning.and_unit);
        let day = moved(anchor, steps, unit).and_then(|day| match second {
            // "two years and 21 days ago" is as fine as its second part.
            Some((count, unit)) => moved(day, i64::from(count) * steps.signum(), unit).map(|day| (day, unit)),
            None => Some((day, unit)),
        });
        match day {
            Some((day, unit)) => self.named_inside(unit, day).into(),
            None => self.gap(unit).into(),
        }
    }

    /// "The following year", told of a year before the common era.
    pub(super) fn year_before_christ(&self) -> CalendarValue {
        let told = i64::from(self.before_christ.unwrap_or_default());
        // There is no year 0.
        let year = told - self.steps();
        let year = i32::try_from(if year > 0 { year } else { year - 1 }).unwrap_or_default();
        let value = if year > 0 { YearValue::BeforeChrist(year) } else { YearValue::Year(-year) };
        CalendarValue::new(value, self.named_part())
    }

    /// What the words name inside of the year, month or week that `day` lies in; the whole of it where they name nothing.
    fn named_inside(&self, unit: Unit, day: NaiveDate) -> CalendarValue {
        let meaning = self.meaning;
        let year = YearValue::Year(day.year());
        match (unit, meaning.weekday, meaning.day) {
            (Unit::Week, Some(weekday), _) => {
                let week = day.iso_week();
                NaiveDate::from_isoywd_opt(week.year(), week.week(), weekday)
                    .map_or_else(|| whole(unit, day), CalendarValue::of_day)
            }
            (Unit::Month, _, Some(number)) => {
                CalendarValue::new(year, YearPart::Day(Some(day.month()), number))
            }
            (Unit::Year, ..) => CalendarValue::new(year, self.named_part()),
            _ => whole(unit, day),
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

    /// A stretch told before, in the year that the words name, or as many years away as they say.
    pub(super) fn same_stretch(&self, stretch: CalendarValue) -> CalendarValue {
        let year = match (self.meaning.common_year(), stretch.year) {
            (Some(year), _) => YearValue::Year(year),
            (None, YearValue::Year(told)) => {
                YearValue::Year(i32::try_from(self.steps()).map_or(told, |steps| told.saturating_add(steps)))
            }
            (None, other) => other,
        };
        CalendarValue::new(year, stretch.part)
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
    pub(super) fn steps(&self) -> i64 {
        match (self.meaning.count, self.direction) {
            (None | Some(Count::Some), _) | (_, Direction::Same) => 0,
            (Some(Count::Whole(count) | Count::AndHalf(count)), Direction::Past) => -i64::from(count),
            (Some(Count::Whole(count) | Count::AndHalf(count)), _) => i64::from(count),
        }
    }
}

/// The whole year, month, week … that a day lies in.
pub(super) fn whole(unit: Unit, day: NaiveDate) -> CalendarValue {
    let year = YearValue::Year(day.year());
    let week = day.iso_week();
    let week_year = YearValue::Year(week.year());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => CalendarValue::of_day(day),
        Unit::Week => CalendarValue::new(week_year, YearPart::Week(Some(week.week()))),
        Unit::Weekend => CalendarValue::new(week_year, YearPart::Weekend(Some(week.week()))),
        Unit::Month => CalendarValue::new(year, YearPart::Month(day.month())),
        Unit::Quarter => CalendarValue::new(year, YearPart::Quarter(Some(day.month0() / 3 + 1))),
        Unit::Half => CalendarValue::new(year, YearPart::Half(Some(day.month0() / 6 + 1))),
        Unit::Year | Unit::Season => CalendarValue::new(year, YearPart::Whole),
        Unit::Decade => CalendarValue::new(YearValue::Decade(day.year().div_euclid(10)), YearPart::Whole),
        Unit::Century => CalendarValue::new(YearValue::Century(day.year().div_euclid(100)), YearPart::Whole),
    }
}
