//! What an expression says before it is known when it was said.

use crate::time::Part;
use crate::value::{Count, Reference, Season, Unit};
use chrono::Weekday;
use dateline_record::{Modifier, TimexType};

/// The meaning of one expression: everything its words say, and nothing they do not.
///
/// Rules fill it in from their `value` table; resolving it against an anchor gives a TIMEX3
/// value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    /// The year.
    pub year: Option<i32>,
    /// How the year is counted.
    pub era: Era,
    /// Ten years: 199.
    pub decade: Option<i32>,
    /// A hundred years, as spoken: the 20th.
    pub century: Option<i32>,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31.
    pub day: Option<u32>,
    /// Day and month, in an order that the other dates of the page or the language tell.
    pub figures: Option<(u32, u32)>,
    /// The weekday.
    pub weekday: Option<Weekday>,
    /// Which one of the weekdays of a month: 2 is the second, -1 the last.
    pub nth: Option<i32>,
    /// The ISO week, 1 to 53.
    pub week: Option<u32>,
    /// The `dateline-calendar` id of a holiday.
    pub holiday: Option<String>,
    /// So many units behind the named day; before it where negative.
    pub shift: Option<i64>,
    /// The unit of `shift`; days where it is not said.
    pub shift_unit: Option<Unit>,
    /// The week, month or year that the named day lies in is meant: "the week of March 6".
    pub as_unit: Option<Unit>,
    /// The month in which the years counted begin, where it is not January: 4 for Japanese accounts.
    pub year_starts: Option<u32>,
    /// 1 to 4.
    pub quarter: Option<u32>,
    /// 1 or 2.
    pub half: Option<u32>,
    /// The season.
    pub season: Option<Season>,
    /// The time of day.
    pub hour: Option<u32>,
    /// 0 to 59.
    pub minute: Option<u32>,
    /// Minutes before the hour: "quarter to five".
    pub minutes_to: Option<u32>,
    /// 0 to 59.
    pub second: Option<u32>,
    /// Whether `hour` counts from midnight or from noon.
    pub meridiem: Option<Meridiem>,
    /// Minutes east of UTC.
    pub zone: Option<i32>,
    /// The part of the day.
    pub part: Option<Part>,
    /// The unit that is counted.
    pub unit: Option<Unit>,
    /// How many of `unit` away from the anchor, or how long.
    pub count: Option<Count>,
    /// Whether half a unit comes on top: "two years and a half".
    pub plus_half: bool,
    /// The second part of a duration: "two years and three months".
    pub and_length: Option<u32>,
    /// Its unit.
    pub and_unit: Option<Unit>,
    /// What `unit` and `count` measure.
    pub measure: Measure,
    /// The stretch told last, moved: "in the same period a year earlier".
    pub same_part: bool,
    /// Whether anaphors further on do not count from it.
    pub untold: bool,
    /// Words that look like an expression and are none.
    pub skip: bool,
    /// Where to look for what the words leave open.
    pub direction: Direction,
    /// What the words themselves say they hang on.
    pub hangs_on: HangsOn,
    /// A vague reference.
    pub reference: Option<Reference>,
    /// The number of an anniversary. Such a meaning is a clue to the page's day, not a timex.
    pub anniversary: Option<u32>,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 type, where the rule fixes it.
    pub timex_type: Option<TimexType>,
}

/// How years are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Era {
    /// The common era.
    #[default]
    Common,
    /// Before the common era.
    BeforeChrist,
    /// A bookkeeper's year.
    Fiscal,
    /// An era that begins in the year after this one: Juche 1 is 1912, so 1911.
    Since(i32),
    /// Of the Hijra, with the months of the Islamic calendar.
    Hijri,
    /// Two digits of a year of the common era.
    TwoDigits,
}

/// Which half of the day an hour is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meridiem {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
}

/// What a count of units measures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Measure {
    /// The distance from the anchor: "three weeks ago".
    #[default]
    Offset,
    /// How long something takes: "three weeks".
    Length,
    /// How old something is: "16-month-old".
    Age,
    /// How often: "every three weeks".
    Frequency,
}

/// Where to look for what the words leave open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// The tense of the sentence tells.
    #[default]
    Tense,
    /// Before the anchor.
    Past,
    /// After the anchor.
    Future,
    /// In the anchor's own year, month or week.
    Same,
    /// On the side where the anchor is nearest.
    Nearest,
    /// From the anchor on, as narratives go.
    Onward,
}

/// What an expression hangs on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HangsOn {
    /// The reading's own anchor: the DCT in news, the last date told in a narrative.
    #[default]
    Reading,
    /// The DCT, whatever the reading: "yesterday".
    Dct,
    /// The last date told: "two days later".
    Text,
    /// No day at all: "every Monday".
    Nothing,
}

impl Meaning {
    /// A month and day without a year.
    pub fn is_month_day(&self) -> bool {
        self.year.is_none() && self.month.is_some() && self.day.is_some()
    }

    /// A clock time and nothing of the calendar.
    pub fn is_bare_clock(&self) -> bool {
        let calendar = self.month.is_some()
            || self.day.is_some()
            || self.weekday.is_some()
            || self.holiday.is_some()
            || self.unit.is_some();
        (self.hour.is_some() || self.part.is_some()) && self.year.is_none() && !calendar
    }

    /// Whether only the sentence's tense tells which one is meant: "on Thursday", "in May".
    pub fn needs_tense(&self) -> bool {
        let named = self.month.is_some()
            || self.day.is_some()
            || self.weekday.is_some()
            || self.holiday.is_some()
            || self.week.is_some();
        let part = self.quarter.is_some() || self.half.is_some() || self.season.is_some();
        let weekend = self.unit == Some(Unit::Weekend) && self.count.is_none();
        let bare = self.unit.is_none() && (named || part);
        let this_weekday = self.direction == Direction::Same && self.weekday.is_some();
        let open = self.direction == Direction::Tense || this_weekday;
        open && self.year.is_none() && (bare || weekend)
    }

    /// The year of the common era; `None` when no year is said, or one that no single year of ours is.
    ///
    /// Two digits are read as 1970 to 2069, as POSIX `strptime` does with its pivot at 69, moved by
    /// one so that "70s" stays in the last century.
    pub fn common_year(&self) -> Option<i32> {
        let year = self.year?;
        Some(match self.era {
            Era::Hijri => return None,
            Era::Since(epoch) => epoch + year,
            Era::TwoDigits | Era::Fiscal if (0..70).contains(&year) => 2000 + year,
            Era::TwoDigits | Era::Fiscal if (70..100).contains(&year) => 1900 + year,
            Era::Common | Era::BeforeChrist | Era::Fiscal | Era::TwoDigits => year,
        })
    }

    /// The 24-hour clock's hour.
    pub fn hour_of_day(&self) -> Option<u32> {
        let hour = self.hour?;
        let afternoon = matches!(self.meridiem, Some(Meridiem::Pm))
            || (self.meridiem.is_none()
                && hour < 12
                && matches!(self.part, Some(Part::Afternoon | Part::Evening | Part::Night))
                && !(hour < 6 && self.part == Some(Part::Night)));
        Some(match (self.meridiem, hour) {
            (Some(Meridiem::Am), 12) => 0,
            (Some(Meridiem::Pm), 12) => 12,
            _ if afternoon && hour < 12 => hour + 12,
            _ => hour,
        })
    }
}
