//! The loaded data.

use crate::Day;
use crate::Span;
use crate::country::Countries;
use crate::error::{CalendarError, Place};
use crate::event::{self, Event};
use crate::hijri::Hijri;
use crate::holiday::{self, Holiday};
use crate::index::Index;
use crate::names::Names;
use crate::source::{self, Source};
use crate::table;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use toml::Spanned;

/// All the data of this crate.
///
/// Each part is read when it is first asked for, so that a reader of month names does not wait
/// for the holidays; two milliseconds for the names, some eight for everything.
#[derive(Debug)]
pub struct Calendar {
    names: LazyLock<BTreeMap<String, Names>>,
    holidays: LazyLock<Vec<Holiday>>,
    events: LazyLock<Vec<Event>>,
    hijri: LazyLock<Hijri>,
    countries: LazyLock<Countries>,
    holidays_by_name: LazyLock<Index>,
    events_by_name: LazyLock<Index>,
}

static BUILTIN: Calendar = Calendar {
    names: LazyLock::new(|| load_names(source::NAMES).expect(TESTED)),
    holidays: LazyLock::new(|| load_holidays(source::HOLIDAYS).expect(TESTED)),
    events: LazyLock::new(|| load_events(&source::EVENTS).expect(TESTED)),
    hijri: LazyLock::new(|| Hijri::load(&source::HIJRI).expect(TESTED)),
    countries: LazyLock::new(|| Countries::load(&source::COUNTRIES).expect(TESTED)),
    holidays_by_name: LazyLock::new(|| Index::new(&BUILTIN.holidays, Holiday::all_names)),
    events_by_name: LazyLock::new(|| Index::new(&BUILTIN.events, Event::all_names)),
};

/// Why reading the data cannot fail.
const TESTED: &str = "the tests load the same files";

impl Calendar {
    /// The data compiled into this crate.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The languages with month and weekday names, ISO 639-1, sorted.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The month and weekday names of a language; `None` for one that has no file.
    pub fn names(&self, language: &str) -> Option<&Names> {
        self.names.get(language)
    }

    /// Every holiday, in the order of the files.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The holiday with an id.
    pub fn holiday(&self, id: &str) -> Option<&Holiday> {
        self.holidays.iter().find(|holiday| holiday.id() == id)
    }

    /// The holidays that have a name, in whatever language: capitals and the kind of apostrophe
    /// do not matter. Several, where countries use the same name.
    pub fn holidays_named(&self, name: &str) -> impl Iterator<Item = &Holiday> {
        self.holidays_by_name.find(name).map(|position| &self.holidays[position])
    }

    /// The holidays that are kept on a day.
    pub fn holidays_on(&self, day: Day) -> impl Iterator<Item = &Holiday> {
        self.holidays.iter().filter(move |holiday| holiday.is_on(day))
    }

    /// The days of a month, 1 to 12, of the Islamic calendar, by the tables of Umm al-Qura; elsewhere it may have
    /// begun a day earlier or later. `None` outside of 1365 to 1500 AH (1945 to 2077).
    pub fn hijri_month(&self, year: i32, month: u32) -> Option<Span> {
        self.hijri.month(year, month)
    }

    /// The countries whose holidays are known, ISO 3166-1 alpha-2, with each of their names in a language.
    pub fn country_names(&self, language: &str) -> impl Iterator<Item = (&str, &str)> {
        self.countries.names(language)
    }

    /// Every event, in the order of the file.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event with an id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.id() == id)
    }

    /// The events that have a name, in whatever language: capitals and the kind of apostrophe do
    /// not matter.
    pub fn events_named(&self, name: &str) -> impl Iterator<Item = &Event> {
        self.events_by_name.find(name).map(|position| &self.events[position])
    }
}

fn load_names(files: &[Source]) -> Result<BTreeMap<String, Names>, CalendarError> {
    let mut names = BTreeMap::new();
    for file in files {
        let parsed = Names::parse(file.path, file.text)?;
        names.insert(parsed.language().to_owned(), parsed);
    }
    Ok(names)
}

fn load_events(file: &Source) -> Result<Vec<Event>, CalendarError> {
    unique(event::parse(file.path, file.text)?, file, &mut BTreeSet::new(), Event::id)
}

fn load_holidays(files: &[Source]) -> Result<Vec<Holiday>, CalendarError> {
    let Source { path, text } = source::TABLES;
    let tables = table::parse(path, text)?;
    let mut ids = BTreeSet::new();
    let mut holidays = Vec::new();
    for file in files {
        let rows = holiday::parse(file.path, file.text, &tables)?;
        holidays.extend(unique(rows, file, &mut ids, Holiday::id)?);
    }
    Ok(holidays)
}

/// The rows without their spans, or the place where an id is used for the second time.
fn unique<T>(
    rows: Vec<Spanned<T>>,
    file: &Source,
    ids: &mut BTreeSet<String>,
    id: impl Fn(&T) -> &str,
) -> Result<Vec<T>, CalendarError> {
    rows.into_iter()
        .map(|row| match ids.insert(id(row.get_ref()).to_owned()) {
            true => Ok(row.into_inner()),
            false => Err(CalendarError::DuplicateId {
                place: Place::new(file.path, file.text, row.span()),
                id: id(row.get_ref()).to_owned(),
            }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_loads() {
        let names = load_names(source::NAMES).map(drop);
        let holidays = load_holidays(source::HOLIDAYS).map(drop);
        let events = load_events(&source::EVENTS).map(drop);
        names.and(holidays).and(events).unwrap_or_else(|error| panic!("{error}"));
    }

    #[test]
    fn an_id_is_used_once() {
        let row = "[[holiday]]\nid = \"x\"\nname = \"X\"\nsource = \"none\"\nrule = \"01-01\"\n";
        let file = Source { path: "holidays/xx.toml", text: Box::leak(format!("{row}{row}").into()) };
        let error = load_holidays(&[file]).expect_err("the same id twice");
        assert_eq!(error.to_string(), "holidays/xx.toml:7: id `x` is taken already; a new one wanted");
    }
}
