//! Days with names of their own: holidays, dates of other calendars, days counted from them.

use super::offset::whole;
use super::{Anchored, moved};
use crate::value::{CalendarValue, Unit, Value, YearPart, YearValue};
use chrono::Datelike;
use dateline_calendar::Calendar;
use dateline_calendar::day::{add_days, nth_weekday};

impl Anchored<'_> {
    /// A date of the Islamic calendar: its day, or, where only the month is named, the year of ours that it lies in.
    pub(super) fn hijri(&self) -> CalendarValue {
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
    pub(super) fn holiday(&self, id: &str) -> CalendarValue {
        let unknown = CalendarValue::new(YearValue::Unknown, YearPart::SomeDay);
        let Some(holiday) = Calendar::builtin().holiday(id) else { return unknown };
        let day_in = |year| holiday.day_in(year).map(|holiday| holiday.day);
        let year = match (self.meaning.common_year(), self.meaning.unit, self.day) {
            (Some(year), ..) => Some(year),
            (None, Some(Unit::Year), Some(anchor)) => {
                i32::try_from(self.steps()).ok().map(|steps| anchor.year() + steps)
            }
            (None, _, Some(anchor)) => {
                // "Two days before Christmas": the day meant is on the side told, not the holiday.
                let meant = |year| {
                    let unit = self.meaning.shift_unit.unwrap_or(Unit::Day);
                    let day = day_in(year)?;
                    let day = moved(day, self.meaning.shift.unwrap_or(0), unit)?;
                    Some((day, day))
                };
                Some(self.year_where(anchor, meant))
            }
            (None, _, None) => None,
        };
        year.and_then(day_in).map_or(unknown, CalendarValue::of_day)
    }

    /// The value moved by as many units as the words say: "two days before Christmas". And the second Tuesday of
    /// a month in place of the month.
    pub(super) fn shifted(&self, value: Value) -> Value {
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
        let shift = meaning.shift.zip(value.day());
        let unit = meaning.shift_unit.unwrap_or(Unit::Day);
        let value = match shift.and_then(|(shift, day)| moved(day, shift, unit)) {
            Some(day) => CalendarValue::of_day(day).into(),
            None => value,
        };
        self.widened(value)
    }

    /// The week, month or year that the named day lies in, where the words mean that: "the week of March 6".
    fn widened(&self, value: Value) -> Value {
        match (self.meaning.as_unit, value.days()) {
            (Some(unit), Some((first, _))) => whole(unit, first).into(),
            _ => value,
        }
    }
}
