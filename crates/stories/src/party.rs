//! Who a message is from or for, by a name that each page writes in its way.

use crate::feature::{Feature, Kind};
use crate::skeleton::skeleton;
use crate::words::Writing;
use serde::{Deserialize, Serialize};

/// The words of a name, as they sound: titles come and go, and one word in common is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Party {
    pub(crate) words: [u32; 4],
    pub(crate) script: Script,
}

/// The script of a name. Names that people are known by are Latin in all pages; of others in two scripts that do not sound alike
/// nobody knows whether they are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Script {
    Latin,
    /// Cyrillic, Greek and the like.
    Cased,
    Uncased,
    Hangul,
    Katakana,
    Ideographs,
}

impl Script {
    fn of(name: &str) -> Self {
        let letters = name.chars().filter(|letter| letter.is_alphabetic());
        let scripts = letters.filter_map(|letter| match Writing::of(letter)? {
            Writing::Cased if letter < GREEK => Some(Self::Latin),
            Writing::Cased => Some(Self::Cased),
            Writing::Uncased => Some(Self::Uncased),
            Writing::Hangul => Some(Self::Hangul),
            Writing::Katakana => Some(Self::Katakana),
            Writing::Ideograph => Some(Self::Ideographs),
            Writing::Figures => None,
        });
        scripts.min().unwrap_or(Self::Latin)
    }
}

/// The first letter that has capitals and is not Latin.
const GREEK: char = '\u{370}';

impl Party {
    pub(crate) fn of(name: &str) -> Self {
        let mut words = [0; 4];
        let all = name.split(|letter: char| !letter.is_alphanumeric());
        let known = all.filter(|word| word.chars().count() > 1 && !is_common(word));
        let hash = |word: &str| {
            let sound = skeleton(word).unwrap_or_else(|| word.to_lowercase());
            Feature::new(Kind::Sound, &sound).code()
        };
        for (place, word) in words.iter_mut().zip(known) {
            *place = hash(word);
        }
        // A name written without spaces in one script has them in another.
        if let (0, Some(whole)) = (words[3], skeleton(name)) {
            words[3] = Feature::new(Kind::Sound, &whole).code();
        }
        Self { words, script: Script::of(name) }
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.words.iter().any(|word| *word != 0 && other.words.contains(word))
    }

    /// Whether both are one, for all that their names tell.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        self.script != other.script || self.is(other)
    }
}

/// Whether a word tells nobody from others: numbers of rulers, titles, what stands between the words of a name.
fn is_common(word: &str) -> bool {
    const COMMON: [&str; 14] = [
        "King", "Queen", "Prince", "Emperor", "Sultan", "Emir", "Pope", "bin", "ibn", "al", "Al", "de",
        "van", "von",
    ];
    COMMON.contains(&word) || word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}
