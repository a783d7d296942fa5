//! The loaded data.

use crate::error::CalendarError;
use crate::names::Names;
use crate::source;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// All the data of this crate, loaded.
#[derive(Debug)]
pub struct Calendar {
    names: BTreeMap<String, Names>,
}

static BUILTIN: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::load().expect("the tests load the same files"));

impl Calendar {
    /// The data compiled into this crate. The first call reads it, which takes a few
    /// milliseconds; later calls cost nothing.
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

    fn load() -> Result<Self, CalendarError> {
        let mut names = BTreeMap::new();
        for file in source::NAMES {
            let parsed = Names::parse(file.path, file.text)?;
            names.insert(parsed.language().to_owned(), parsed);
        }
        Ok(Self { names })
    }
}
