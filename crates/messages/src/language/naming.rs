//! How a language writes names: their endings by case, monarchs' numbers, titles.

use crate::language::Language;
use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::language::pattern::Class;

impl Language {
    /// The case an ending tells; `None` where the letters are no ending of names.
    pub(crate) fn case_of(&self, ending: &str) -> Option<Case> {
        self.endings.iter().find(|(known, _)| known == ending).map(|(_, case)| *case)
    }

    /// The case that the ending of a given name tells beyond doubt.
    pub(crate) fn given_case(&self, name: &str) -> Option<Case> {
        self.given.iter().find(|(ending, _)| name.ends_with(ending.as_str())).map(|(_, case)| *case)
    }

    /// Whether the family name is the same in all cases: a woman's that has none of the endings of women's names.
    pub(crate) fn is_undeclined(&self, name: &str) -> bool {
        let ends = |word: &str| self.feminine.iter().any(|ending| word.ends_with(ending.as_str()));
        let (given, family) = name.rsplit_once(' ').unwrap_or_default();
        !given.is_empty() && ends(given) && !ends(family)
    }

    /// Who bears a full name, as far as its given name tells: without any ending of women's names it is a man's.
    pub(crate) fn gender_of_name(&self, name: &str) -> Option<Gender> {
        if self.is_undeclined(name) {
            return Some(Gender::Woman);
        }
        (self.inflected && self.is_subject_form(name)).then_some(Gender::Man)
    }

    /// Whether a name stands without any ending: a full one as a subject does, or a family name alone.
    pub(crate) fn is_without_ending(&self, name: &str, family_only: bool) -> bool {
        let ends = || name.chars().next_back().is_some_and(|last| self.declined.contains(&last));
        self.is_subject_form(name) || family_only && !name.contains(' ') && ends()
    }

    /// The case that a long ending of a full name tells beyond doubt: "Белецкого", "Белецкому".
    pub(crate) fn sure_case(&self, name: &str) -> Option<Case> {
        const SURE: usize = 3;
        let long = |ending: &str| ending.chars().count() >= SURE && name.ends_with(ending);
        let told = self.endings.iter().find(|(ending, _)| long(ending)).map(|(_, case)| *case);
        told.filter(|case| self.inflected && name.contains(' ') && *case != Case::Unknown)
    }

    /// Whether a full name is without the endings that its words have in all cases but the subject's: "Владимир Путин".
    pub(crate) fn is_subject_form(&self, name: &str) -> bool {
        let ends = |word: &str| word.chars().next_back().is_some_and(|last| self.declined.contains(&last));
        // "Карелом Ванеком" ends in the letter of "Адам" twice.
        let instrumental = |word: &str| {
            let mut endings = self.endings.iter().filter(|(_, case)| *case == Case::Instrumental);
            endings.any(|(ending, _)| word.ends_with(ending.as_str()))
        };
        let Some((given, family)) = name.split_once(' ') else { return false };
        let oblique = instrumental(given) && instrumental(family);
        ends(given) && ends(family) && !oblique && !self.undeclined.contains(given)
    }

    /// The case that a preposition asks for, whatever the words behind it look like: "od prezydent Velmory".
    pub(crate) fn governed(&self, before: Class) -> Option<Case> {
        self.governs.get(&before).copied()
    }

    /// A name as subject, where it was read in another case.
    pub(crate) fn nominative(&self, name: &str, case: Case) -> String {
        let last = name.split_whitespace().count().saturating_sub(1);
        let word = |(at, word): (usize, &str)| {
            // "^у>а" holds for given names: family names on -у have no cases.
            let fits = |from: &str| match from.strip_prefix('^') {
                Some(given) => at < last && word.ends_with(given),
                None => word.ends_with(from),
            };
            let change = self.nominative.iter().find(|(of, from, _)| *of == case && fits(from));
            match change {
                // "Еви" is short enough, but a given name.
                Some((_, from, to)) if word.chars().count() > 3 - usize::from(from.starts_with('^')) => {
                    format!("{}{to}", &word[..word.len() - from.trim_start_matches('^').len()])
                }
                _ => word.to_owned(),
            }
        };
        name.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
    }

    /// How many bytes of a text that goes on behind a name are a monarch's number: "4世", " 4세".
    pub(crate) fn reign_behind(&self, rest: &str) -> usize {
        if self.reigns.is_empty() {
            return 0;
        }
        let space = usize::from(rest.starts_with(' '));
        let digit = |char: char| char.is_numeric() || self.numerals.contains(&char);
        let number = rest[space..].find(|char| !digit(char)).unwrap_or(rest.len() - space);
        let behind = &rest[space + number..];
        let reign = self.reigns.iter().find(|reign| number > 0 && behind.starts_with(reign.as_str()));
        reign.map_or(0, |reign| space + number + reign.len())
    }

    /// Whether a word is the number of a monarch: "IV".
    pub(crate) fn is_numeral(&self, word: &str) -> bool {
        !word.is_empty() && word.chars().all(|char| self.numerals.contains(&char))
    }

    /// Whether the word before a name is a title that belongs to it: "King Edvard IV", "Queen Maude".
    pub(crate) fn keeps_title(&self, before: &str, name: &str) -> bool {
        let title = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let numeral = name.rsplit(' ').next().unwrap_or_default();
        (self.is_numeral(numeral) || !name.contains(' ')) && self.titles.iter().any(|known| known == title)
    }

    /// A name without its ending, for comparing forms of the same name.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> &'a str {
        let ending = self.endings.iter().find(|(ending, _)| {
            !ending.is_empty() && word.len() > ending.len() + 4 && word.ends_with(ending.as_str())
        });
        ending.map_or(word, |(ending, _)| &word[..word.len() - ending.len()])
    }
}
