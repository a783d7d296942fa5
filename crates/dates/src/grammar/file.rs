//! A language file as TOML writes it.

use super::GrammarError;
use crate::order::DateOrder;
use crate::tense::TenseTable;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where words begin and end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Boundaries {
    /// At white space and punctuation.
    #[default]
    Both,
    /// They begin there, but endings may follow.
    Start,
    /// Nowhere: the script writes no spaces.
    None,
}

/// The text of a language file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written<'t> {
    /// As people write it.
    Toml(&'t str),
    /// As the build script wrote it down.
    Json(&'t str),
}

impl Written<'_> {
    /// The line on which the last rule of a name has it, from 1; 0 where the text has no lines.
    pub(super) fn line_of(self, rule: &str) -> usize {
        let Self::Toml(text) = self else { return 0 };
        let names = |line: &str| {
            let value = line.trim_start().strip_prefix("name").map(str::trim_start)?.strip_prefix('=')?;
            Some(value.trim_start().get(1..)?.strip_prefix(rule)?.starts_with(['"', '\'']))
        };
        let lines: Vec<&str> = text.lines().collect();
        lines.iter().rposition(|line| names(line) == Some(true)).map_or(0, |at| at + 1)
    }
}

/// A language file, as written; `languages/README.md` explains each key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) language: String,
    #[serde(default)]
    pub(super) word_boundaries: Boundaries,
    /// What may be glued before a word.
    #[serde(default)]
    pub(super) prefixes: Vec<String>,
    /// What may be glued behind a word; with a `*` where any letters may follow.
    #[serde(default)]
    pub(super) suffixes: Vec<String>,
    /// In which order figures write day and month: `03/04/2016`.
    pub(super) date_order: Option<DateOrder>,
    /// Words that may stand within spelled-out numbers.
    #[serde(default)]
    pub(super) number_joints: Vec<String>,
    /// Month and weekday names that are ordinary words or people's names too.
    #[serde(default)]
    pub(super) ambiguous: BTreeSet<String>,
    #[serde(default)]
    pub(super) words: BTreeMap<String, BTreeMap<String, toml::Value>>,
    #[serde(default)]
    pub(super) numbers: BTreeMap<String, NumberTable>,
    #[serde(default)]
    pub(super) patterns: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) tense: TenseTable,
    #[serde(default, rename = "rule")]
    pub(super) rules: Vec<RuleTable>,
}

/// What digits, and whether words, make up a kind of number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberTable {
    pub(super) range: [i64; 2],
    pub(super) digits: [u8; 2],
    #[serde(default)]
    pub(super) words: bool,
    #[serde(default)]
    pub(super) grouped: bool,
}

/// A `[[rule]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    pub(super) name: String,
    pub(super) pattern: String,
    pub(super) value: ValueTables,
    #[serde(default)]
    pub(super) capitalised: bool,
    #[serde(default)]
    pub(super) lowercase: bool,
    #[serde(default)]
    pub(super) not_after_capital: bool,
    #[serde(default)]
    pub(super) not_after_number: bool,
    #[serde(default)]
    pub(super) not_before_capital: bool,
    pub(super) after: Option<Vec<String>>,
    #[serde(default)]
    pub(super) not_after: Vec<String>,
    pub(super) before: Option<Vec<String>>,
    #[serde(default)]
    pub(super) not_before: Vec<String>,
}

/// One value, or one for each expression that the pattern marks.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum ValueTables {
    One(toml::Table),
    Several(Vec<toml::Table>),
}

impl File {
    pub(super) fn parse(path: &str, source: Written<'_>) -> Result<Self, GrammarError> {
        let path = || path.to_owned();
        match source {
            Written::Toml(text) => {
                toml::from_str(text).map_err(|fault| GrammarError::Syntax { path: path(), fault })
            }
            Written::Json(text) => {
                serde_json::from_str(text).map_err(|fault| GrammarError::Compiled { path: path(), fault })
            }
        }
    }
}
