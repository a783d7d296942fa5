//! The country that somebody speaks for.

/// A country, as far as anything is known of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Country {
    /// One of the lexicon, the calendar and the file of people, by its code of ISO 3166-1 alpha-2.
    Known(String),
    /// Any other, by the page's word for it, or an organisation of states by the file's: it keeps no holidays.
    Named(String),
}

impl Country {
    /// As the file of people has it: a country by its code, of two letters, an organisation by its name.
    pub(crate) fn of_file(written: String) -> Self {
        if written.len() == 2 { Self::Known(written) } else { Self::Named(written) }
    }

    /// The code, of one that is known.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Known(code) => Some(code),
            Self::Named(_) => None,
        }
    }

    /// The page's word, for one that is not.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Named(word) => Some(word),
        }
    }

    /// Whether it is the one with a code.
    pub(crate) fn is(&self, code: &str) -> bool {
        self.code() == Some(code)
    }
}
