//! What a page speaks of that something befell: a train, an aircraft, gunmen.

use std::collections::BTreeMap;

/// Words, by the occasion that they hint at.
#[derive(Debug, Default)]
pub(crate) struct Hints(BTreeMap<String, Vec<String>>);

impl Hints {
    pub(crate) fn of(written: BTreeMap<String, Vec<String>>) -> Self {
        Self(written)
    }

    /// How many words of a text hint at each occasion.
    pub(crate) fn counts<'h>(&'h self, text: &str, spaces: bool) -> impl Iterator<Item = (&'h str, usize)> {
        let Self(hints) = self;
        let text = text.to_lowercase();
        hints.iter().map(move |(label, forms)| {
            let count = forms.iter().map(|form| count(&text, form, spaces)).sum();
            (label.as_str(), count)
        })
    }

    /// Whether a text has any word that hints at an occasion.
    pub(crate) fn at(&self, label: &str, text: &str, spaces: bool) -> bool {
        let Self(hints) = self;
        let forms = hints.get(label).map_or(&[][..], Vec::as_slice);
        let text = text.to_lowercase();
        forms.iter().any(|form| count(&text, form, spaces) > 0)
    }
}

/// How often a text has a word, or, with `~` behind it, words that begin so; where words are not set apart, the characters.
fn count(text: &str, form: &str, spaces: bool) -> usize {
    let (stem, whole) = form.strip_suffix('~').map_or((form, true), |stem| (stem, false));
    let begins = |at: usize| !text[..at].ends_with(char::is_alphabetic);
    let ends = |at: usize| !whole || !text[at + stem.len()..].starts_with(char::is_alphabetic);
    text.match_indices(stem).filter(|(at, _)| !spaces || begins(*at) && ends(*at)).count()
}
