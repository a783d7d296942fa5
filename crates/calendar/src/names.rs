//! What the months and weekdays are called in a language.

use crate::error::{CalendarError, Place};
use chrono::Weekday;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The month and weekday names of one language: every usual surface form, lower-case.
///
/// Months written with digits (`6월`, `tháng 6`) are not names; a grammar reads them.
#[derive(Debug, Clone)]
pub struct Names {
    language: String,
    source: String,
    months: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, Weekday>,
    ambiguous: Vec<String>,
}

impl Names {
    /// The language, ISO 639-1.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Where the lists come from, in a sentence.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every month form with its number, 1 to 12, sorted by form.
    pub fn months(&self) -> impl Iterator<Item = (&str, u32)> {
        self.months.iter().map(|(name, &month)| (name.as_str(), month))
    }

    /// Every weekday form, sorted by form.
    pub fn weekdays(&self) -> impl Iterator<Item = (&str, Weekday)> {
        self.weekdays.iter().map(|(name, &weekday)| (name.as_str(), weekday))
    }

    /// The number of the month called `name`, which is lower-case already.
    pub fn month(&self, name: &str) -> Option<u32> {
        self.months.get(name).copied()
    }

    /// The weekday called `name`, which is lower-case already.
    pub fn weekday(&self, name: &str) -> Option<Weekday> {
        self.weekdays.get(name).copied()
    }

    /// Whether `name` is an everyday word too (`may`, `sat`, Polish `maja`) or the short form of
    /// something else, so that it needs company to be read as a month or weekday.
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.ambiguous.binary_search_by(|word| word.as_str().cmp(name)).is_ok()
    }

    /// Reads one file of `data/names`.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, CalendarError> {
        let file: NamesFile = crate::source::parse(path, text)?;
        let place = |span| Place::new(path, text, span);
        let mut months = BTreeMap::new();
        for (name, number) in file.months {
            let found = *number.get_ref();
            let month = u32::try_from(found).ok().filter(|month| (1..=12).contains(month));
            let name = lower_case(name, place)?;
            let month = month.ok_or_else(|| CalendarError::MonthNumber {
                place: place(number.span()),
                name: name.clone(),
                found,
            })?;
            months.insert(name, month);
        }
        let mut weekdays = BTreeMap::new();
        for (name, short) in file.weekdays {
            let name = lower_case(name, place)?;
            let weekday = parse_weekday(short.get_ref()).ok_or_else(|| CalendarError::Weekday {
                place: place(short.span()),
                name: name.clone(),
                found: short.get_ref().clone(),
            })?;
            weekdays.insert(name, weekday);
        }
        let mut ambiguous = Vec::with_capacity(file.ambiguous.len());
        for word in file.ambiguous {
            if !months.contains_key(word.get_ref()) && !weekdays.contains_key(word.get_ref()) {
                let place = place(word.span());
                return Err(CalendarError::UnknownAmbiguous { place, word: word.into_inner() });
            }
            ambiguous.push(word.into_inner());
        }
        ambiguous.sort_unstable();
        Ok(Self { language: file.language, source: file.source, months, weekdays, ambiguous })
    }
}

/// A file of `data/names`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    language: String,
    source: String,
    #[serde(default)]
    ambiguous: Vec<Spanned<String>>,
    months: BTreeMap<Spanned<String>, Spanned<i64>>,
    weekdays: BTreeMap<Spanned<String>, Spanned<String>>,
}

fn lower_case(
    name: Spanned<String>,
    place: impl Fn(std::ops::Range<usize>) -> Place,
) -> Result<String, CalendarError> {
    if name.get_ref().chars().any(char::is_uppercase) {
        return Err(CalendarError::NotLowerCase { place: place(name.span()), name: name.into_inner() });
    }
    Ok(name.into_inner())
}

/// Reads the three letters the data files write weekdays in; chrono's own parser would take
/// `Mon` and `monday` too, and files that say one thing in three ways are hard to search.
pub(crate) fn parse_weekday(short: &str) -> Option<Weekday> {
    Some(match short {
        "mon" => Weekday::Mon,
        "tue" => Weekday::Tue,
        "wed" => Weekday::Wed,
        "thu" => Weekday::Thu,
        "fri" => Weekday::Fri,
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Names::parse("names/xx.toml", text).expect_err("broken on purpose").to_string()
    }

    #[test]
    fn errors_name_place_found_and_wanted() {
        let head = "language = \"xx\"\nsource = \"none\"\n";
        assert_eq!(
            error(&format!("{head}[months]\nfoo = 13\n[weekdays]\n")),
            "names/xx.toml:4: month `foo` has the number 13; 1 to 12 wanted"
        );
        assert_eq!(
            error(&format!("{head}[months]\n[weekdays]\nbar = \"Monday\"\n")),
            "names/xx.toml:5: weekday `bar` is `Monday`; one of mon tue wed thu fri sat sun wanted"
        );
        assert_eq!(
            error(&format!("{head}[months]\nMay = 5\n[weekdays]\n")),
            "names/xx.toml:4: the name `May` has capitals; lower-case wanted"
        );
        assert_eq!(
            error(&format!("{head}ambiguous = [\"may\"]\n[months]\n[weekdays]\n")),
            "names/xx.toml:3: `may` is listed as ambiguous; a month or weekday of this file wanted"
        );
    }
}
