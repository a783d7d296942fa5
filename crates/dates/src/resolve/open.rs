//! What the words leave open: the year of "June 12", the week of "Thursday", the month of "the 5th".

use super::Anchored;
use crate::meaning::{Direction, HangsOn};
use crate::tense::{Look, Tense};
use crate::value::{CalendarValue, Season, Value, YearPart, YearValue};
use chrono::{Datelike, NaiveDate, Weekday};
use dateline_calendar::Span;
use dateline_calendar::day::{
    add_days, add_months, next_weekday, previous_weekday, weekday_on_or_after, weekday_on_or_before,
};
use dateline_record::Anchor;

/// A date whose weekday fits is read that near to its anchor, in days, whichever way the sentence
/// looks: its tense may be that of another clause.
const NEAR: i64 = 45;

/// How far from the day on which the text was written a weekday may tell the year of a date, in days.
const A_YEAR: i64 = 366;

/// The same on the other side than its sentence looks to, the tense of which may be misread: no more than twice as far as
/// on the right side.
const EIGHT_MONTHS: i64 = 244;

/// How many days on the other side of its anchor than its sentence tells a bare day of the month may lie.
const CLOSE: i64 = 7;

/// How many days ahead of its anchor a day without its year may lie though its sentence looks back, because that tells of
/// a plan: "the board set Jan. 2 as the deadline". News writes the year of what lies the rest of a year off.
const PLANNED: i64 = 60;

/// The same without such words, both ways, since the tense may be that of another clause: "by setting a Jan. 14 return date".
const SOON: i64 = 15;

/// The same for what lies behind its anchor and is told as still to come in its own clause.
const JUST_PAST: i64 = 9;

/// The same for holidays, which are spoken of by name weeks ahead.
const SOON_FOR_HOLIDAYS: i64 = 21;

/// The same for quarters, of which reports are still to come, and for planned months.
const SOON_FOR_MONTHS: i64 = 45;

/// How many days before the last date told a date without its year lies for a narrative to have turned to the
/// next year: January, after December.
const TURN: i64 = 210;

impl Anchored<'_> {
    /// Month, day, weekday, quarter … without a year.
    pub(super) fn underspecified(&self) -> CalendarValue {
        let part = self.named_part();
        if let (Some(year), YearPart::Month(_) | YearPart::Day(Some(_), _) | YearPart::Season(_)) =
            (self.before_christ, part)
        {
            return CalendarValue::new(YearValue::BeforeChrist(year), part);
        }
        if part == YearPart::Whole && self.meaning.hangs_on == HangsOn::Nothing {
            return CalendarValue::new(YearValue::Any, part);
        }
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
            Direction::Future if self.own_weekday && !self.strict && anchor.weekday() == weekday => {
                Some(anchor)
            }
            Direction::Future => next_weekday(anchor, weekday),
            Direction::Same if self.look.tense == Some(Tense::Past) => weekday_on_or_before(anchor, weekday),
            Direction::Same | Direction::Onward => weekday_on_or_after(anchor, weekday),
        };
        found.unwrap_or(anchor)
    }

    /// The weekend that "at the weekend" means: of this week, or, told as past on a day before it, of the last.
    pub(super) fn weekend(&self) -> Value {
        let Some(anchor) = self.day else {
            return CalendarValue::new(YearValue::Unknown, YearPart::Weekend(None)).into();
        };
        let early = !matches!(anchor.weekday(), Weekday::Fri | Weekday::Sat | Weekday::Sun);
        let day = match self.direction {
            Direction::Past if early || self.strict => add_days(anchor, -7),
            Direction::Future if self.strict => add_days(anchor, 7),
            _ => Some(anchor),
        };
        let week = day.unwrap_or(anchor).iso_week();
        CalendarValue::new(YearValue::Year(week.year()), YearPart::Weekend(Some(week.week()))).into()
    }

    /// A bare day of the month: the nearest that is on the side told, or a few days on the other: the tense may be that of
    /// another clause. A side that the words name themselves is kept to.
    fn day_of_month(&self, anchor: NaiveDate, day: u32) -> CalendarValue {
        let first = anchor.with_day(1).unwrap_or(anchor);
        // A weekday beside the day may fit none of the months around.
        let farthest = if self.meaning.weekday.is_some() { 14 } else { 2 };
        let days: Vec<NaiveDate> = (0..=farthest)
            .flat_map(|months| [-months, months])
            .filter_map(|months| add_months(first, months)?.with_day(day))
            .filter(|found| self.meaning.weekday.is_none_or(|weekday| found.weekday() == weekday))
            .collect();
        let distance = |found: &NaiveDate| (*found - anchor).num_days().abs();
        let nearest = |side: fn(i64) -> bool| {
            days.iter()
                .filter(|found| side((**found - anchor).num_days()))
                .min_by_key(|found| distance(found))
                .copied()
        };
        let here = days.first().filter(|found| found.month() == anchor.month()).copied();
        let found = match self.direction {
            Direction::Past if self.strict => nearest(|days| days <= 0),
            Direction::Future if self.strict => nearest(|days| days >= 0),
            Direction::Same | Direction::Onward => here,
            Direction::Past => nearest(|days| days <= CLOSE),
            Direction::Future => nearest(|days| days >= -CLOSE),
            Direction::Nearest | Direction::Tense => nearest(|_| true),
        };
        match found.or(here).or(days.first().copied()) {
            Some(found) => CalendarValue::of_day(found),
            None => {
                CalendarValue::new(YearValue::Year(anchor.year()), YearPart::Day(Some(anchor.month()), day))
            }
        }
    }

    /// The year in which a yearless month, day, quarter … lies.
    fn year_of(&self, anchor: NaiveDate, part: YearPart) -> i32 {
        let bounds = |year| match part {
            YearPart::Season(season) => season_months(year, season),
            _ => Value::Calendar(CalendarValue::new(YearValue::Year(year), part)).days(),
        };
        self.year_of_weekday(anchor, self.year_where(anchor, bounds), bounds)
    }

    /// The year, where a weekday beside the date is not that year's though another's: the one around the day on which the text
    /// was written. One on the other side than the sentence looks to has to be near.
    fn year_of_weekday(
        &self,
        anchor: NaiveDate,
        year: i32,
        bounds: impl Fn(i32) -> Option<(NaiveDate, NaiveDate)>,
    ) -> i32 {
        let (Some(weekday), Some(_), Some((day, _))) = (self.meaning.weekday, self.meaning.day, bounds(year))
        else {
            return year;
        };
        let told_side = |day: NaiveDate| match self.direction {
            Direction::Past => day <= anchor,
            Direction::Future => day >= anchor,
            _ => true,
        };
        let is_near = (day - anchor).num_days().abs() <= NEAR;
        let around = match (self.kind, self.dct) {
            _ if day.weekday() == weekday => return year,
            (Anchor::Text, Some(dct)) => dct,
            (Anchor::Dct, _) if !(is_near && told_side(day)) => anchor,
            _ => return year,
        };
        let fits = |year: &i32| {
            bounds(*year).is_some_and(|(day, _)| {
                let farthest = if told_side(day) { A_YEAR } else { EIGHT_MONTHS };
                day.weekday() == weekday && (day - around).num_days().abs() <= farthest
            })
        };
        [around.year(), around.year() - 1, around.year() + 1].into_iter().find(fits).unwrap_or(year)
    }

    /// The year in which what has these bounds lies on the side of the anchor that the words look to.
    pub(super) fn year_where(
        &self,
        anchor: NaiveDate,
        bounds: impl Fn(i32) -> Option<(NaiveDate, NaiveDate)>,
    ) -> i32 {
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
        // 29 February, in a year that has none.
        let Some((first, last)) = bounds(this) else {
            let years = [this - 1, this + 1, this - 2, this + 2, this - 3, this + 3];
            return years.into_iter().find(|year| bounds(*year).is_some()).unwrap_or(this);
        };
        let soon = self.against_the_tense();
        let ahead =
            |year| bounds(year).is_some_and(|(first, _)| (1..soon).contains(&(first - anchor).num_days()));
        let behind =
            |year| bounds(year).is_some_and(|(_, last)| (1..soon).contains(&(anchor - last).num_days()));
        // Seasons and halves are spoken of as far ahead as they lie.
        let mirrors = self.meaning.season.is_none() && self.meaning.half.is_none();
        match self.direction {
            Direction::Same if bounds(this - 1).is_some_and(|(_, last)| last >= anchor) => this - 1,
            Direction::Onward => this + i32::from((anchor - last).num_days() > TURN),
            Direction::Same => this,
            Direction::Past if self.strict => this - i32::from(last >= anchor),
            Direction::Past => {
                let past = this - i32::from(first > anchor);
                past + i32::from(mirrors && ahead(past + 1))
            }
            Direction::Future if self.strict => this + i32::from(first <= anchor),
            Direction::Future => {
                let future = this + i32::from(last < anchor);
                future - i32::from(mirrors && behind(future - 1))
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

    /// How many days less one what the words name may lie on the other side of its anchor than the sentence looks to.
    fn against_the_tense(&self) -> i64 {
        let Look { planned, parted, deadline, .. } = self.look;
        let future = self.direction == Direction::Future;
        match (self.meaning.day, self.meaning.month) {
            (Some(_), _) if planned && !future => PLANNED,
            (Some(_), _) if parted || !future => SOON,
            (Some(_), _) => JUST_PAST,
            (None, Some(_)) if deadline => 0,
            _ if self.meaning.holiday.is_some() => SOON_FOR_HOLIDAYS,
            (None, Some(_)) if planned || parted && future => SOON_FOR_MONTHS,
            (None, Some(_)) if future => JUST_PAST,
            (None, Some(_)) => 0,
            (None, None) => SOON_FOR_MONTHS,
        }
    }
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
