//! Women and men, as far as words for them tell: "la presidenta", "sie".

use std::collections::BTreeMap;

/// Whom a word can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Woman,
    Man,
}

impl Gender {
    /// Whether two may be of the same person; whoever no word tells of may be either.
    pub(crate) fn agree(one: Option<Self>, other: Option<Self>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
}

/// The words of a language that tell, in small letters.
#[derive(Debug)]
pub(crate) struct Genders(BTreeMap<String, Gender>);

impl Genders {
    pub(crate) fn of(women: Vec<String>, men: Vec<String>) -> Self {
        let women = women.into_iter().map(|word| (word, Gender::Woman));
        Self(women.chain(men.into_iter().map(|word| (word, Gender::Man))).collect())
    }

    /// What the first word that tells says; an article is that of whom it stands before: "Ministre de la Défense" may be a
    /// man.
    pub(crate) fn told_by(&self, words: &str) -> Option<Gender> {
        const ARTICLE: usize = 2;
        if self.0.is_empty() {
            return None;
        }
        let words = words.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        let telling = words.enumerate().filter(|(at, word)| *at == 0 || word.chars().count() > ARTICLE);
        telling.filter_map(|(_, word)| self.0.get(&word.to_lowercase()).copied()).next()
    }
}
