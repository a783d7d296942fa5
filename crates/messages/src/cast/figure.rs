//! Somebody a page names, and what the words of one mention say of them.

use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::people::country::Country;
use crate::people::office::{COUNTERPART, KING};

/// Somebody a page names.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// The canonical name, or the page's own.
    pub(crate) name: String,
    /// Their position in the file of people.
    pub(crate) person: Option<usize>,
    /// The office the page gives them.
    pub(crate) office: Option<String>,
    /// The page's own words for their office: "the monarch" is rather whom it called so before.
    pub(crate) titles: Vec<String>,
    /// What the words for them tell.
    pub(crate) gender: Option<Gender>,
    /// The country they speak for.
    pub(crate) country: Option<Country>,
    /// The case that the name was read in.
    pub(crate) case: Case,
    /// The words of the name without endings.
    pub(crate) stems: Vec<String>,
}

/// What the words of a mention say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Described {
    /// People of the file that the name may mean.
    pub(crate) known: Vec<usize>,
    /// The family name alone was found.
    pub(crate) family_only: bool,
    /// The name as it stands, empty where there is none.
    pub(crate) name: String,
    pub(crate) office: Option<String>,
    /// The office as it is written.
    pub(crate) title: Option<String>,
    pub(crate) country: Option<Country>,
    pub(crate) gender: Option<Gender>,
    pub(crate) case: Case,
    /// "The new president": whoever has just been elected.
    pub(crate) elected: bool,
    /// "EDMUND R": a monarch's own signature.
    pub(crate) signed: bool,
    /// Other capitalised words stand before a known family name.
    pub(crate) given: String,
}

impl Described {
    /// Takes the name, in capitals throughout, for a monarch's signature.
    pub(crate) fn sign(&mut self) {
        let mut letters = self.name.chars();
        let first = letters.next();
        self.name = first.into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        self.office = Some(KING.to_owned());
        self.signed = true;
    }

    /// Whether it is "his counterpart", without a name.
    pub(crate) fn is_counterpart(&self) -> bool {
        self.name.is_empty() && self.office.as_deref() == Some(COUNTERPART)
    }
}
