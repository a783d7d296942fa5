//! Months, weekdays, holidays and dated events as data, and arithmetic on days.
//!
//! ```
//! use dateline_calendar::Calendar;
//!
//! let polish = Calendar::builtin().names("pl").expect("Polish is built in");
//! assert_eq!(polish.month("czerwca"), Some(6));
//! ```

mod calendar;
mod error;
mod names;
mod source;

pub use calendar::Calendar;
pub use chrono::Weekday;
pub use error::{CalendarError, Place};
pub use names::Names;

/// A calendar day in the proleptic Gregorian calendar, written `YYYY-MM-DD`.
pub type Day = chrono::NaiveDate;
