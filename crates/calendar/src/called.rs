//! What texts call something, language by language.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Names by language (ISO 639-1), the usual one first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Called(BTreeMap<String, Vec<String>>);

impl Called {
    /// The same with a name in English before all others.
    pub(crate) fn with_english(mut self, name: &str) -> Self {
        self.0.entry("en".to_owned()).or_default().insert(0, name.to_owned());
        self
    }

    /// Every name in a language; empty where none is known.
    pub(crate) fn in_language(&self, language: &str) -> &[String] {
        self.0.get(language).map_or(&[], Vec::as_slice)
    }

    /// Every name with its language.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(language, names)| names.iter().map(|name| (language.as_str(), name.as_str())))
    }
}
