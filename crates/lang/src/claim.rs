//! What is known of a page's language beside its text.

use crate::known;
use dateline_record::{Language, Tag};

/// What is known of a page's language beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// What the caller knows for certain: it is the page's language, at a confidence of 1.
    pub known: Option<&'a Tag>,
    /// What the page says of itself, as HTML does in the attribute `lang`. Templates are copied
    /// with theirs, so it decides only what the text leaves open.
    pub claimed: Option<&'a Tag>,
}

/// What came of a page's claim to be in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Nothing was claimed, or the text has no language to hold it against, or only a near twin.
    Untested,
    /// The text is in the language claimed.
    Holds,
    /// The text is in another language.
    Contradicted,
}

impl Claim {
    pub(crate) fn of(claimed: Option<&Tag>, found: &Language) -> Self {
        match (claimed.and_then(Tag::code), &found.code) {
            (Some(claimed), Some(found)) if claimed == found => Self::Holds,
            // Near twins are hardly told apart, so neither text nor claim speaks against the other.
            (Some(claimed), Some(_))
                if known::family(claimed).is_some_and(|family| found.family.as_deref() == Some(family)) =>
            {
                Self::Untested
            }
            (Some(_), Some(_)) => Self::Contradicted,
            _ => Self::Untested,
        }
    }
}
