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

macro_rules! sources {
    ($($path:literal)*) => { &[$(source!($path)),*] };
}

/// Month and weekday names, one file a language.
pub(crate) const NAMES: &[Source] = sources![
    "names/ar.toml" "names/bg.toml" "names/de.toml" "names/en.toml" "names/es.toml"
    "names/fa.toml" "names/fr.toml" "names/hi.toml" "names/id.toml" "names/it.toml"
    "names/ja.toml" "names/ko.toml" "names/nl.toml" "names/pl.toml" "names/pt.toml"
    "names/ru.toml" "names/sv.toml" "names/tr.toml" "names/uk.toml" "names/vi.toml"
    "names/zh.toml"
];

/// Holidays, one file a part of the world.
pub(crate) const HOLIDAYS: &[Source] = sources![
    "holidays/world.toml" "holidays/religious.toml" "holidays/korea.toml" "holidays/east-asia.toml"
    "holidays/russia.toml" "holidays/western-europe.toml" "holidays/eastern-europe.toml"
    "holidays/americas.toml" "holidays/southern-asia.toml" "holidays/middle-east.toml"
    "holidays/africa.toml" "holidays/oceania.toml"
];

/// Days of feasts that follow another calendar.
pub(crate) const TABLES: Source = source!("tables.toml");

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
