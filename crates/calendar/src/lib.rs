//! Months, weekdays, holidays and dated events as data, and arithmetic on days.
//!
//! Everything here is a plain fact or a plain computation: what a month is called in Polish, on
//! which day a holiday falls in a year, which days make up a quarter. The data files under
//! `data/` are compiled in and read once; nothing touches the clock or the disk.
//!
//! ```
//! use dateline_calendar::{Calendar, Day};
//!
//! let calendar = Calendar::builtin();
//! let polish = calendar.names("pl").expect("Polish is built in");
//! assert_eq!(polish.month("czerwca"), Some(6));
//!
//! let day: Day = "2025-06-12".parse()?;
//! let russia_day = calendar.holidays_on(day).find(|holiday| holiday.country() == Some("RU"));
//! assert_eq!(russia_day.map(|holiday| holiday.name()), Some("Russia Day"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Start at [`Calendar`]: it hands out [`Names`], [`Holiday`]s and [`Event`]s. The computations
//! are free functions in [`day`] and [`week`], and [`Easter`]; a stretch of days is a [`Span`].

mod calendar;
mod called;
mod country;
pub mod day;
mod easter;
mod error;
mod event;
mod hijri;
mod holiday;
mod index;
mod names;
mod rule;
mod source;
mod span;
mod table;
pub mod week;

pub use calendar::Calendar;
pub use chrono::Weekday;
pub use easter::Easter;
pub use error::{CalendarError, Place};
pub use event::{Event, EventKind};
pub use holiday::{Holiday, HolidayDay, HolidayKind};
pub use names::Names;
pub use span::Span;

/// A calendar day in the proleptic Gregorian calendar, written `YYYY-MM-DD`.
pub type Day = chrono::NaiveDate;
