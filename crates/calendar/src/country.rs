//! Names of countries.

use crate::called::Called;
use crate::error::CalendarError;
use crate::source::{self, Source};
use std::collections::BTreeMap;

/// The countries whose holidays are known, by what texts call them.
#[derive(Debug)]
pub(crate) struct Countries(BTreeMap<String, Called>);

impl Countries {
    pub(crate) fn load(file: &Source) -> Result<Self, CalendarError> {
        source::parse(file.path, file.text).map(Self)
    }

    /// Code and name of every country in a language.
    pub(crate) fn names(&self, language: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(move |(code, names)| {
            names.in_language(language).iter().map(move |name| (code.as_str(), name.as_str()))
        })
    }
}
