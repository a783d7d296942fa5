//! One clue to a page's day: how much likelier it makes one day than another.

mod words;

use super::printed::Worth;
use super::report;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use dateline_record::{DateRole, DateSource};

/// What a clue says of the day a page was published.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clue {
    /// The page prints this day about itself; its words leave so many readings.
    Printed { day: NaiveDate, source: DateSource, role: DateRole, readings: u32, worth: Worth },
    /// A feed or crawler claims this day.
    Claimed { day: NaiveDate, trust: Trust },
    /// The text tells of this day as past: a day or month by its date, or the first day of a year
    /// or of an event, which may be history.
    NotBefore { day: NaiveDate, told: Told },
    /// The text tells of this day as still to come.
    NotAfter(NaiveDate),
    /// A weekday beside a day and month, told as past or without a tense.
    WeekdayDate { weekday: Weekday, month: u32, day: u32, lag: Lag },
    /// The weekdays that the text tells of as past, without a date.
    Weekdays(WeekdaySet),
    /// A day and month without year or weekday, not told as still to come.
    MonthDay { month: u32, day: u32 },
    /// A month of the page's own year, told as past: "in March this year".
    MonthThisYear(u32),
    /// An occasion on these days, first and last, that the text is about.
    Occasion(NaiveDate, NaiveDate),
    /// A holiday that comes round every year, on one of these months and days.
    Holiday(Vec<(u32, u32)>),
    /// The day lies within so many days of this one.
    Around { day: NaiveDate, slack: u32 },
    /// Other pages that report the same event are of this day, and so many they are.
    Reported { day: NaiveDate, pages: usize },
    /// The page was written in this year, if what says so is right.
    InYear { year: i32, right: f64 },
}

/// What a claim is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A claim as good as any.
    Plain,
    /// It names the day of the crawl, or a program's default.
    Slight,
    /// It names the day on which the page says it was changed, beside that of its publication; or the text contradicts it.
    None,
}

/// How a past day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// By its date, in a sentence that looks back: news lies soon after it, and not before.
    Past,
    /// By its date: news lies soon after it.
    Dated,
    /// As a year or an event: news may lie long after it.
    History,
}

/// How soon after a date that the text tells its page appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lag {
    /// The page prints no day of its own: what it tells of is its news.
    OnTheDay,
    /// The page prints its day, and may tell of any day before.
    Days,
}

/// A set of weekdays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WeekdaySet(u8);

impl WeekdaySet {
    pub(crate) fn insert(&mut self, weekday: Weekday) {
        self.0 |= 1 << weekday.num_days_from_monday();
    }

    /// Days back from `day` to the latest of the weekdays.
    fn lag(self, day: NaiveDate) -> usize {
        let today = day.weekday().num_days_from_monday();
        (0..7).find(|back| self.0 & (1 << ((today + 7 - back) % 7)) != 0).unwrap_or(0) as usize
    }

    fn len(self) -> u32 {
        self.0.count_ones()
    }
}

/// How often the latest weekday named in a news text lies 0, 1, … 6 days before its publication:
/// counted over 82 dated English news texts of the development gold, smoothed by one count each.
const WEEKDAY_LAG: [f64; 7] = [0.54, 0.225, 0.056, 0.135, 0.012, 0.011, 0.021];

/// How often that weekday is about the news itself; else it may be any day of the week before
/// ("at work since Saturday").
const WEEKDAY_MEANT: f64 = 0.85;

/// The same for a weekday with its date ("Thursday, June 12"): 0, 1, 2 to 6, 7 to 30 days, more.
/// Set by hand: pages without a day of their own that spell out the date of what they report mostly do so on the day.
const ON_THE_DAY: [f64; 5] = [0.93, 0.035, 0.006, 0.000_25, 0.000_012];
const DAYS_BEFORE: [f64; 5] = [0.33, 0.18, 0.075, 0.003_5, 0.000_09];

/// For an occasion: on the day, the eve, the day after, 2 or 3 days off, up to 10 days, more.
const OCCASION_LAG: [f64; 6] = [0.55, 0.08, 0.16, 0.025, 0.005, 0.000_15];

/// A news text that gives the number of an anniversary appears around its day, or some other time
/// in its year, or the number is wrong or reckoned otherwise.
const OCCASION_MEANT: f64 = 0.70;
const OCCASION_YEAR: f64 = 0.15;
const OCCASION_WRONG: f64 = 0.15;
/// How often a year told beside the page's own is right; and one that the number of an anniversary gives.
pub(super) const YEAR_TOLD: f64 = 0.85;
pub(super) const YEAR_COUNTED: f64 = 0.8;
/// How often a news text that names a holiday appears around it.
const HOLIDAY_MEANT: f64 = 0.5;

/// How often a claim holds, and how often it is a day off, as across time zones.
const CLAIM: f64 = 0.75;
const CLAIM_NEXT: f64 = 0.10;
/// Crawlers put the day of the crawl where they found no better: such a claim hardly tells more than the crawl does.
const SLIGHT_CLAIM: f64 = 60.0;
/// Of a page that is crawled within so many days, though, that day is mostly the page's own.
const FRESH: i64 = 31;
const SLIGHT_THOUGH_FRESH: f64 = -4.5;

/// How far ahead, in days, the dates of plans lie.
const PLANNED: i64 = 400;
/// What a day told as past speaks against a page of a day before it, and against one still farther before than plans reach.
const PAST_AHEAD: f64 = -3.0;
const PAST_FAR_AHEAD: f64 = -4.5;
/// What a day told as still to come speaks against a page of a later day. Less than the other way round: "would be held" may
/// look back, and years slip in January.
const FUTURE_BEHIND: f64 = -2.0;
/// What a month of the page's own year, told as past, speaks against a page of a month before.
const MONTH_AHEAD: f64 = -4.0;

/// How often the page's day lies as near to another as what tells it says.
const AROUND_RIGHT: f64 = 0.9;
const AROUND_WRONG: f64 = 0.1;

/// How often a weekday printed beside a date is that date's own; else the date is a few days off more often than not.
const WEEKDAY_RIGHT: f64 = 0.985;
const SLIP_IS_NEAR: f64 = 0.7;
/// How many days off a date is by a slip.
const SLIP: i64 = 10;

impl Clue {
    /// The natural logarithm of how much likelier the clue is on a page of this day than on a page
    /// of any of `days` days.
    pub(crate) fn log_ratio(&self, day: NaiveDate, days: f64) -> f64 {
        match *self {
            Self::Printed { day: printed, worth, .. } if day == printed => {
                worth.on + if worth.leads { libm::log(days) } else { 0.0 }
            }
            Self::Printed { worth, .. } => worth.off,
            Self::Claimed { day: claimed, trust } => claim(claimed, trust, day, days),
            // Plans are of the next months, and are told in words that seem to look back ("the vote set for May 4").
            Self::NotBefore { day: first, told: Told::Past } if (first - day).num_days() > PLANNED => {
                PAST_FAR_AHEAD
            }
            Self::NotBefore { day: first, .. } => penalty(day < first, PAST_AHEAD),
            Self::NotAfter(last) => penalty(day > last, FUTURE_BEHIND),
            Self::WeekdayDate { weekday, month, day: number, lag } => {
                dated_weekday(day, weekday, (month, number), lag)
            }
            Self::Weekdays(weekdays) => {
                let chance = f64::from(weekdays.len()) / 7.0;
                let lag = WEEKDAY_MEANT * WEEKDAY_LAG[weekdays.lag(day)] + (1.0 - WEEKDAY_MEANT) / 7.0;
                libm::log(lag / chance.min(1.0))
            }
            Self::MonthDay { month, day: number } => match last_occurrence(day, month, number) {
                Some(found) => month_day_lag((day - found).num_days()),
                None => 0.0,
            },
            Self::MonthThisYear(month) => penalty(day.month() < month, MONTH_AHEAD),
            Self::Occasion(first, last) => {
                let near = lag_share((day - day.clamp(first, last)).num_days());
                let year = if day.year() == last.year() { 1.0 / 365.25 } else { 0.0 };
                libm::log((OCCASION_MEANT * near + OCCASION_YEAR * year) * days + OCCASION_WRONG)
            }
            Self::Holiday(ref dates) => holiday(dates, day),
            Self::Around { day: middle, slack } => {
                let inside = (day - middle).num_days().unsigned_abs() <= u64::from(slack);
                libm::log(if inside {
                    AROUND_RIGHT * days / (2.0 * f64::from(slack) + 1.0)
                } else {
                    AROUND_WRONG
                })
            }
            Self::Reported { day: other, pages } => report::log_ratio((day - other).num_days(), pages, days),
            Self::InYear { year, right } if day.year() == year => {
                libm::log(right * days / 365.25 + 1.0 - right)
            }
            Self::InYear { right, .. } => libm::log(1.0 - right),
        }
    }

    /// Whether both bound the page's day from the same side, so that one of them says it all.
    pub(crate) fn is_same_bound(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NotBefore { told, .. }, Self::NotBefore { told: other, .. }) => told == other,
            (Self::NotAfter(_), Self::NotAfter(_)) => true,
            _ => false,
        }
    }

    /// Whether this bound leaves fewer days than the other of its side.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NotBefore { day, .. }, Self::NotBefore { day: other, .. }) => day > other,
            (Self::NotAfter(day), Self::NotAfter(other)) => day < other,
            _ => false,
        }
    }
}

fn penalty(applies: bool, ratio: f64) -> f64 {
    if applies { ratio } else { 0.0 }
}

/// What a claim says of a page of this day.
fn claim(claimed: NaiveDate, trust: Trust, day: NaiveDate, days: f64) -> f64 {
    match trust {
        Trust::None => 0.0,
        Trust::Slight if day == claimed => libm::log(SLIGHT_CLAIM),
        Trust::Slight => penalty((0..=FRESH).contains(&(claimed - day).num_days()), SLIGHT_THOUGH_FRESH),
        Trust::Plain => match (day - claimed).num_days().abs() {
            0 => libm::log(CLAIM * days),
            1 => libm::log(CLAIM_NEXT / 2.0 * days),
            _ => libm::log(1.0 - CLAIM - CLAIM_NEXT),
        },
    }
}

/// What a holiday on these months and days says of a page of this day: as much as the one that lies nearest.
fn holiday(dates: &[(u32, u32)], day: NaiveDate) -> f64 {
    let of_years = |(month, number): &(u32, u32)| {
        [-1, 0, 1].map(|step| NaiveDate::from_ymd_opt(day.year() + step, *month, *number))
    };
    let near = dates.iter().flat_map(of_years).flatten().map(|kept| lag_share((day - kept).num_days()));
    near.map(|near| libm::log(HOLIDAY_MEANT * near * 365.25 + (1.0 - HOLIDAY_MEANT)))
        .fold(libm::log(1.0 - HOLIDAY_MEANT), f64::max)
}

/// The last time this month and day came round, up to and including `day`.
fn last_occurrence(day: NaiveDate, month: u32, number: u32) -> Option<NaiveDate> {
    // Eight years back at the most: 29 February does not come every year.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(day.year() - back, month, number))
        .find(|found| *found <= day)
}

fn dated_weekday(day: NaiveDate, weekday: Weekday, (month, number): (u32, u32), lag: Lag) -> f64 {
    let shares = match lag {
        Lag::OnTheDay => ON_THE_DAY,
        Lag::Days => DAYS_BEFORE,
    };
    let Some(found) = last_occurrence(day, month, number) else { return 0.0 };
    let right = if found.weekday() == weekday {
        7.0 * 365.25
            * shares[match (day - found).num_days() {
                0 => 0,
                1 => 1,
                2..=6 => 2,
                7..=30 => 3,
                _ => 4,
            }]
    } else {
        0.0
    };
    let around = [found.year(), found.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, number))
        .any(|date| (date - day).num_days().abs() <= SLIP);
    let near = if around { SLIP_IS_NEAR * 365.25 / (2.0 * SLIP as f64 + 1.0) } else { 0.0 };
    libm::log(WEEKDAY_RIGHT * right + (1.0 - WEEKDAY_RIGHT) * (near + 1.0 - SLIP_IS_NEAR))
}

/// Half of the yearless dates in news lie within three weeks; the rest spread over the year.
fn month_day_lag(lag: i64) -> f64 {
    libm::log(match lag {
        0..=1 => 0.06 * 365.25,
        2..=21 => 0.02 * 365.25,
        22..=60 => 0.006 * 365.25,
        _ => 0.25 / 305.0 * 365.25,
    })
}

/// How often a page about an occasion appears so many days after it.
fn lag_share(lag: i64) -> f64 {
    OCCASION_LAG[match lag {
        0 => 0,
        -1 => 1,
        1 => 2,
        -3..=3 => 3,
        -10..=10 => 4,
        _ => 5,
    }]
}

/// So many days before a day, at the calendar's beginning at the latest.
pub(crate) fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}
