//! A language file as it is written.

use crate::LanguageError;
use dateline_record::MessageKind;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of `languages/`, as written; `languages/README.md` explains the fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) language: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(default = "yes")]
    pub(crate) spaces: bool,
    pub(crate) gap: usize,
    #[serde(default)]
    pub(crate) fallback: Vec<String>,
    #[serde(default)]
    pub(crate) inflected: bool,
    /// What of a name in the file of people changes with the case, the longest first.
    #[serde(default)]
    pub(crate) name_endings: Vec<String>,
    #[serde(default)]
    pub(crate) endings: BTreeMap<String, String>,
    pub(crate) words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) behind: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) before: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) uncased: bool,
    #[serde(default)]
    pub(crate) sovereigns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) capital_nouns: bool,
    #[serde(default)]
    pub(crate) groups: BTreeMap<String, Vec<String>>,
    pub(crate) kinds: BTreeMap<MessageKind, Vec<String>>,
    pub(crate) offices: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) plural: BTreeMap<String, Vec<String>>,
    pub(crate) countries: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) occasions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) festivals: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) national_day: Vec<String>,
    #[serde(default)]
    pub(crate) heads: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) surnames: String,
    /// Further beginnings of family names, which begin many other words.
    #[serde(default)]
    pub(crate) rare_surnames: String,
    /// Characters that no name ends with and a name may stand behind.
    #[serde(default)]
    pub(crate) trades: String,
    /// Words that begin like a name and are none.
    #[serde(default)]
    pub(crate) no_names: String,
    /// Characters that no name has.
    #[serde(default)]
    pub(crate) particles: String,
    #[serde(default)]
    pub(crate) transliterated: String,
    #[serde(default)]
    pub(crate) numerals: String,
    #[serde(default)]
    pub(crate) variants: String,
    #[serde(default)]
    pub(crate) reigns: Vec<String>,
    #[serde(default)]
    pub(crate) titles: Vec<String>,
    #[serde(default)]
    pub(crate) governs: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) feminine: Vec<String>,
    /// The country whose premier "the premier" is, where words are not set apart.
    #[serde(default)]
    pub(crate) home: Option<String>,
    /// Words for whoever is honoured, by the occasion they tell.
    #[serde(default)]
    pub(crate) honoured: BTreeMap<String, Vec<String>>,
    /// Words for what something befell, by what it was.
    #[serde(default)]
    pub(crate) hints: BTreeMap<String, Vec<String>>,
    /// Endings of adjectives that begin the name of a country.
    #[serde(default)]
    pub(crate) adjectival: Vec<String>,
    #[serde(default)]
    pub(crate) declined: String,
    #[serde(default)]
    pub(crate) undeclined: Vec<String>,
    #[serde(default)]
    pub(crate) women: Vec<String>,
    #[serde(default)]
    pub(crate) men: Vec<String>,
    /// Endings of verbs by which women act, and men.
    #[serde(default)]
    pub(crate) women_acted: Vec<String>,
    #[serde(default)]
    pub(crate) men_acted: Vec<String>,
    #[serde(default)]
    pub(crate) given: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) nominative: BTreeMap<String, Vec<String>>,
    pub(crate) mentions: Vec<String>,
    #[serde(default)]
    pub(crate) holidays: Vec<String>,
    #[serde(default)]
    pub(crate) contexts: Vec<ContextRow>,
    pub(crate) messages: Vec<RuleRow>,
    pub(crate) said: Vec<String>,
}

/// The text of a language file.
#[derive(Debug)]
pub(crate) enum Written {
    /// As people write it.
    Toml(String),
    /// As the build script wrote it down: the same as JSON.
    Json(&'static str),
}

impl File {
    /// Reads a file.
    pub(crate) fn read(code: &str, written: &Written) -> Result<Self, LanguageError> {
        let code = || code.to_owned();
        match written {
            Written::Toml(text) => toml::from_str(text)
                .map_err(|fault| LanguageError::Toml { code: code(), fault: Box::new(fault) }),
            Written::Json(text) => serde_json::from_str(text)
                .map_err(|fault| LanguageError::Json { code: code(), fault: Box::new(fault) }),
        }
    }
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleRow {
    /// For people.
    pub(crate) name: String,
    pub(crate) kind: Option<MessageKind>,
    #[serde(default)]
    pub(crate) again: bool,
    #[serde(default)]
    pub(crate) mutual: bool,
    #[serde(default)]
    pub(crate) letter: bool,
    #[serde(default)]
    pub(crate) goes_on: bool,
    #[serde(default)]
    pub(crate) receives: bool,
    #[serde(default)]
    pub(crate) addressed: bool,
    #[serde(default)]
    pub(crate) own: bool,
    pub(crate) pattern: String,
}

/// A word that those around it say more of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContextRow {
    /// The list that it is read as a word of.
    pub(crate) list: Option<String>,
    /// The occasion that it is read as.
    pub(crate) occasion: Option<String>,
    /// The holiday that it is read as, of those that many countries have.
    pub(crate) festival: Option<String>,
    pub(crate) patterns: Vec<String>,
}
