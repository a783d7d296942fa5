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

/// What of a language tells: words in small letters, and the endings of verbs, "поздравила".
#[derive(Debug)]
pub(crate) struct Genders {
    words: BTreeMap<String, Gender>,
    acted: Vec<(String, Gender)>,
}

impl Genders {
    /// `words` and the endings of verbs, of women and of men.
    pub(crate) fn of(words: [Vec<String>; 2], acted: [Vec<String>; 2]) -> Self {
        Self { words: told(words).collect(), acted: told(acted).collect() }
    }

    /// Who acts by a verb, as far as its ending tells.
    pub(crate) fn of_verb(&self, verb: &str) -> Option<Gender> {
        let found = self.acted.iter().find(|(ending, _)| verb.ends_with(ending.as_str()));
        found.map(|(_, gender)| *gender)
    }

    /// What the first word that tells says; an article is that of whom it stands before: "Ministre de la Défense" may be a
    /// man.
    pub(crate) fn told_by(&self, words: &str) -> Option<Gender> {
        const ARTICLE: usize = 2;
        if self.words.is_empty() {
            return None;
        }
        let words = words.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        let telling = words.enumerate().filter(|(at, word)| *at == 0 || word.chars().count() > ARTICLE);
        telling.filter_map(|(_, word)| self.words.get(&word.to_lowercase()).copied()).next()
    }
}

/// What tells a woman, and what tells a man.
fn told([women, men]: [Vec<String>; 2]) -> impl Iterator<Item = (String, Gender)> {
    let women = women.into_iter().map(|told| (told, Gender::Woman));
    women.chain(men.into_iter().map(|told| (told, Gender::Man)))
}
