//! Why a language file could not be loaded.

use crate::language::pattern::PatternError;
use aho_corasick::BuildError;

/// Why a language file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum LanguageError {
    #[error("languages/{code}.toml: {fault}")]
    Toml { code: String, fault: Box<toml::de::Error> },
    #[error("languages/{code}.toml, as it was compiled in: {fault}")]
    Json { code: String, fault: Box<serde_json::Error> },
    #[error("languages/{code}.toml: {place}: {fault}")]
    Pattern { code: String, place: String, fault: PatternError },
    #[error("languages/{code}.toml: `{name}` is no case; one of any, nom, gen, dat, ins wanted")]
    Case { code: String, name: String },
    #[error("languages/{code}.toml: {place} names the list `{list}`, which is not defined here")]
    UnknownList { code: String, place: String, list: String },
    #[error("languages/{code}.toml: `{form}` stands in two lists, {} and {}; a word has one class", lists[0], lists[1])]
    Twice { code: String, form: String, lists: [String; 2] },
    #[error("languages/{code}.toml: too many words")]
    Words { code: String, source: BuildError },
    #[error("data/{file}: {fault}")]
    Data { file: &'static str, fault: Box<toml::de::Error> },
    #[error(
        "data/people.toml: {person}: `{term}` is no term; one like `president 2012-05-07..2018-05-07` wanted"
    )]
    Term { person: String, term: String },
}
