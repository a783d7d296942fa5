//! Grammatical case.

use crate::language::pattern::{Class, class};

/// Grammatical case, as far as roles hang on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Case {
    /// The form does not tell.
    #[default]
    Unknown,
    Nominative,
    Genitive,
    Dative,
    Instrumental,
}

impl Case {
    /// The class of a person in this case.
    pub(crate) fn class(self) -> Class {
        match self {
            Self::Unknown => class::PERSON,
            Self::Nominative => class::NOMINATIVE,
            Self::Genitive => class::GENITIVE,
            Self::Dative => class::DATIVE,
            Self::Instrumental => class::INSTRUMENTAL,
        }
    }

    /// What language files call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unknown => "any",
            Self::Nominative => "nom",
            Self::Genitive => "gen",
            Self::Dative => "dat",
            Self::Instrumental => "ins",
        }
    }

    /// The case of a name in a file; `any` where the form does not tell.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Unknown,
            "nom" => Self::Nominative,
            "gen" => Self::Genitive,
            "dat" => Self::Dative,
            "ins" => Self::Instrumental,
            _ => return None,
        })
    }
}
