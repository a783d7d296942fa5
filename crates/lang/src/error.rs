//! What can be wrong with what the caller says of languages.

use crate::known;

/// Why a language could not be understood.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum LangError {
    #[error("unknown language `{found}`{}; known are {}", did_you_mean(*.meant), known::listed())]
    UnknownLanguage { found: String, meant: Option<&'static str> },
    #[error("no language to choose from; name at least one, or leave the list out for all")]
    NoLanguage,
}

fn did_you_mean(code: Option<&str>) -> String {
    code.map_or(String::new(), |code| format!(", did you mean `{code}`?"))
}
