//! Days as evidence words them, in English.

use chrono::{Month, Weekday};

/// "12 June"
pub(crate) fn month_day(month: u32, day: u32) -> String {
    format!("{day} {}", month_name(month))
}

/// "June"; the number itself where it is no month.
pub(crate) fn month_name(month: u32) -> String {
    u8::try_from(month)
        .ok()
        .and_then(|number| Month::try_from(number).ok())
        .map_or_else(|| month.to_string(), |month| month.name().to_owned())
}

/// "Monday"
pub(crate) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// "1 year", "79 years"
pub(crate) fn years_old(count: u32) -> String {
    if count == 1 { "1 year".to_owned() } else { format!("{count} years") }
}
