//! What a sentence must have for a pattern to match it, so that most patterns are not run on most sentences.

use crate::language::pattern::{Class, class};
use regex_syntax::hir::{Class as Set, Hir, HirKind};

/// The first class, and how many are told apart: those of every language, and the word lists of one (`pattern::class`).
const FIRST: u32 = class::FIRST as u32;
const WORDS: usize = 8;
const KNOWN: u32 = WORDS as u32 * u64::BITS;

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClassSet([u64; WORDS]);

impl ClassSet {
    /// `None`: a class beyond those told apart.
    fn add(&mut self, class: Class) -> Option<()> {
        let number = u32::from(class).checked_sub(FIRST).filter(|number| *number < KNOWN)?;
        self.0[(number / u64::BITS) as usize] |= 1 << (number % u64::BITS);
        Some(())
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn with(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(one, other)| *one |= other);
        self
    }
}

impl FromIterator<Class> for ClassSet {
    /// ClassSet beyond those told apart are left out: no need names them.
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        let mut found = Self::default();
        for class in classes {
            found.add(class);
        }
        found
    }
}

/// Of each of these sets a sentence has a class, wherever the pattern matches.
#[derive(Debug)]
pub(crate) struct Needs(Vec<ClassSet>);

impl Needs {
    /// The needs of a regular expression over classes; none of one that is no regular expression.
    pub(crate) fn of(pattern: &str) -> Self {
        let mut needs = regex_syntax::parse(pattern).map_or_else(|_| Vec::new(), |hir| needs_of(&hir));
        // What is rarest turns most sentences away.
        needs.sort_by_key(ClassSet::count);
        needs.dedup();
        Self(needs)
    }

    /// Whether a sentence with these classes has all that is needed.
    pub(crate) fn are_met(&self, sentence: &ClassSet) -> bool {
        self.0.iter().all(|need| need.meets(sentence))
    }
}

fn needs_of(hir: &Hir) -> Vec<ClassSet> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
        HirKind::Literal(literal) => {
            let classes = std::str::from_utf8(&literal.0).unwrap_or_default().chars();
            classes.filter_map(|class| set_of([(class, class)].into_iter())).collect()
        }
        HirKind::Class(Set::Unicode(set)) => {
            set_of(set.ranges().iter().map(|range| (range.start(), range.end()))).into_iter().collect()
        }
        HirKind::Class(Set::Bytes(_)) => Vec::new(),
        HirKind::Repetition(again) if again.min > 0 => needs_of(&again.sub),
        HirKind::Repetition(_) => Vec::new(),
        HirKind::Capture(capture) => needs_of(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needs_of).collect(),
        HirKind::Alternation(ways) => any_of(ways).into_iter().collect(),
    }
}

/// The classes of ranges; `None` where one is not told apart, as in what a pattern leaves open but for a few.
fn set_of(ranges: impl Iterator<Item = (char, char)>) -> Option<ClassSet> {
    let mut set = ClassSet::default();
    for (first, last) in ranges {
        if u32::from(last) >= FIRST + KNOWN || u32::from(first) < FIRST {
            return None;
        }
        (first..=last).try_for_each(|class| set.add(class))?;
    }
    Some(set)
}

/// Whichever way a sentence goes, it has a class of that way's rarest need.
fn any_of(ways: &[Hir]) -> Option<ClassSet> {
    let rarest = |way: &Hir| needs_of(way).into_iter().min_by_key(ClassSet::count);
    ways.iter().try_fold(ClassSet::default(), |all, way| Some(all.with(&rarest(way)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::search::Search;
    use proptest::prelude::*;

    #[test]
    fn what_may_be_left_out_is_not_needed() {
        let met = |pattern: &str, sentence: &str| Needs::of(pattern).are_met(&sentence.chars().collect());
        assert!(met("\u{101}?(\u{102}|\u{103})\u{200}+", "\u{103}\u{200}"));
        assert!(!met("\u{101}?(\u{102}|\u{103})\u{200}+", "\u{101}\u{200}"));
        assert!(!met("\u{101}?(\u{102}|\u{103})\u{200}+", "\u{102}\u{103}"));
        assert!(met("\u{101}[^\u{102}]\u{103}*", "\u{101}\u{105}"));
        assert!(met("(\u{101}|\u{102}?)", ""));
    }

    proptest! {
        /// A pattern that matches has all it needs.
        #[test]
        fn needs_turn_no_match_away(
            pattern in "([\u{100}-\u{105}]|\\[[\u{100}-\u{103}]{1,3}\\]|\\([\u{100}-\u{103}]\\|[\u{102}-\u{105}]{2}\\)[?*+]?|\\[\\^[\u{100}-\u{103}]\\]\\{0,2\\}){1,6}",
            sentence in "[\u{100}-\u{106}]{0,12}",
        ) {
            let met = Needs::of(&pattern).are_met(&sentence.chars().collect());
            prop_assert!(met || Search::compile(&pattern).unwrap().captures(&sentence).is_none());
        }
    }
}
