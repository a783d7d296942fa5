//! What `dateline-lang` says of a text.

use serde::{Deserialize, Serialize};

/// The language of a block or a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Language {
    /// ISO 639-1 (639-3 for a language told by the caller that has no such code); `None`: undetermined.
    pub code: Option<String>,
    /// ISO 15924: the script most letters are in (`Latn`, `Cyrl`, `Hans` …); `None` for text
    /// without letters.
    pub script: Option<String>,
    /// How often an answer given with this confidence is right, 0 to 1.
    pub confidence: f64,
    /// The group of near-identical languages that is certain where the language itself is not:
    /// `bs-hr-sr`, `nb-nn-da`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The language the page [declares](crate::Article::declared_language) where its text is in another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
}
