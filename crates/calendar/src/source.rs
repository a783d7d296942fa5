//! The data files, compiled in.

use crate::error::{CalendarError, Place};
use serde::de::DeserializeOwned;

/// One data file.
pub(crate) struct Source {
    /// Its path below `data/`.
    pub(crate) path: &'static str,
    /// What it says.
    pub(crate) text: &'static str,
}

macro_rules! source {
    ($path:literal) => {
        Source { path: $path, text: include_str!(concat!("../data/", $path)) }
    };
}

/// Month and weekday names, one file a language.
pub(crate) const NAMES: &[Source] = include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// Holidays, one file a part of the world.
pub(crate) const HOLIDAYS: &[Source] = include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// Days of feasts that follow another calendar.
pub(crate) const TABLES: Source = source!("tables.toml");

/// The Islamic calendar.
pub(crate) const HIJRI: Source = source!("hijri.toml");

/// Names of countries.
pub(crate) const COUNTRIES: Source = source!("countries.toml");

/// Dated events.
pub(crate) const EVENTS: Source = source!("events.toml");

/// Reads TOML, with the line of the file in the error.
pub(crate) fn parse<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, CalendarError> {
    toml::from_str(text).map_err(|source| {
        let place = Place::new(path, text, source.span().unwrap_or_default());
        CalendarError::Toml { place, source: Box::new(source) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_errors_name_their_line() {
        let error = parse::<toml::Table>("names/xx.toml", "a = 1\nb = \n").expect_err("no value");
        assert!(error.to_string().starts_with("names/xx.toml:2: "), "{error}");
    }
}
