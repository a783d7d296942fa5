//! Which articles a dataset takes in.

use crate::shape::is_default;
use dateline_record::pages::sha256_hex;
use dateline_record::{Day, Record};
use serde::{Deserialize, Serialize};

/// Which articles a dataset takes in. By default it takes them all.
///
/// An article that is left out is a row of `rejects`, stage `select`, with the reason: nothing is lost without a
/// word. What all pages together tell (stories, and what they settle) is told by those left out as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Selection {
    /// Only articles in these languages, ISO 639-1; empty: in any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Only articles published on this day or later; one whose day is not known is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Only articles published on this day or earlier; one whose day is not known is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Only articles whose day of publication is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dated: bool,
    /// Of all these only so many, those whose ids have the smallest hashes. More pages, or more of them taken, do not
    /// change which of two comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
}

/// The stage that articles left out are told under.
pub(crate) const SELECT: &str = "select";

impl Selection {
    /// Whether every article is taken in.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Why an article is left out; `None`: it is taken in, as far as it alone can tell.
    pub(crate) fn leaves_out(&self, record: &Record) -> Option<String> {
        let language = record.language.as_ref().and_then(|language| language.code.as_deref());
        let day = record.dating.as_ref().and_then(|dating| dating.day);
        if !self.languages.is_empty()
            && !language.is_some_and(|code| self.languages.iter().any(|one| one == code))
        {
            let found = language.map_or_else(|| "not known".to_owned(), |code| format!("`{code}`"));
            return Some(format!("left out: the language is {found}; wanted {}", self.languages.join(", ")));
        }
        let Some(day) = day else {
            let wanted = self.dated || self.from.is_some() || self.to.is_some();
            return wanted.then(|| "left out: the day of publication is not known".to_owned());
        };
        if let Some(from) = self.from.filter(|from| day < *from) {
            return Some(format!("left out: published on {day}; wanted from {from} on"));
        }
        let to = self.to.filter(|to| day > *to)?;
        Some(format!("left out: published on {day}; wanted up to {to}"))
    }

    /// The order in which articles are taken into the sample.
    pub(crate) fn rank(id: &str) -> String {
        sha256_hex(id.as_bytes())
    }

    /// Why an article is left out that satisfies everything else.
    pub(crate) fn beyond_sample(sample: u64) -> String {
        format!("left out: not among the {sample} of the sample")
    }
}
