//! Names that begin with one of the file: the same person, or another.

use crate::cast::Cast;
use crate::cast::figure::{Described, Figure};
use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::pattern::class;
use crate::people::People;
use crate::sentence::item::Item;
use std::ops::Range;

/// "Raúl Castro Ruz": where the file has the full name that a longer one begins with, the further words say no more. What
/// a mention covers, and the name within.
pub(crate) fn known_alone(
    language: &Language,
    items: &[Item<'_>],
    whole: Range<usize>,
    name: Option<Range<usize>>,
) -> (Range<usize>, Option<Range<usize>>) {
    let longer = name.as_ref().filter(|name| language.spaces && name.len() > 1);
    let Some(longer) = longer.cloned() else { return (whole, name) };
    let full = matches!(items[longer.start].entry.map(|entry| &entry.sense), Some(Sense::Person(_)));
    if !full || items[longer.start].class != class::KNOWN {
        return (whole, name);
    }
    let own = longer.start..longer.start + 1;
    let end = if whole.end == longer.end { own.end } else { whole.end };
    (whole.start..end, Some(own))
}

/// "Enrique Bolaños" is not the grand duke whom papers call Enrique: a monarch's one name, with words behind it that none of
/// theirs has, is somebody else's.
pub(crate) fn is_given_name(
    language: &Language,
    people: &People,
    text: &str,
    items: &[Item<'_>],
    name: &Range<usize>,
) -> bool {
    let (Some(first), Some(next)) = (items.get(name.start), items.get(name.start + 1)) else { return false };
    let Some(Sense::Person(known)) = first.entry.map(|entry| &entry.sense) else { return false };
    let word = &text[next.start..next.end];
    let named = |at: usize| {
        let mut names = people.names_of(at, &language.code).into_iter();
        names.any(|name| name.split_whitespace().any(|own| own == word))
    };
    let one = !text[first.start..first.end].contains(char::is_whitespace);
    let behind = name.len() > 1 && next.class == class::NAME && !language.is_numeral(word);
    language.spaces && one && behind && known.iter().all(|at| people.people[*at].reigns() && !named(*at))
}

/// Whether a name that begins with a known family name may be somebody else's, "Han Do-yul": not behind a full name,
/// nor where headlines write every word with a capital, nor where the two are set apart.
pub(crate) fn is_another(language: &Language, text: &str, items: &[Item<'_>], name: &Range<usize>) -> bool {
    let (Some(first), Some(second)) = (items.get(name.start), items.get(name.start + 1)) else { return true };
    if first.class != class::KNOWN || name.len() < 2 {
        return true;
    }
    let family = matches!(first.entry.map(|entry| &entry.sense), Some(Sense::Surname(_)));
    let capitals = items.iter().filter(|item| item.class == class::NAME).count();
    let headline = language.spaces && !language.uncased && 2 * capitals > items.len();
    family && !headline && text[first.end..second.start].trim().is_empty()
}

impl Cast<'_> {
    /// "Torrijos", on a page about Martín Torrijos, the president-elect: rather whom it gives an office under the name than
    /// another of the name who leads nobody now.
    pub(super) fn namesake_on_page(&self, said: &Described) -> Option<usize> {
        let alone = said.family_only && said.given.is_empty() && !said.known.is_empty();
        let day = self.day.filter(|_| alone && self.language.spaces)?;
        let leads = |at: &usize| {
            let mut terms = self.people.people[*at].terms.iter();
            terms.any(|term| term.leads && term.holds_on(day))
        };
        let stem = self.language.stem(&said.name).to_lowercase();
        let fits = |it: &Figure| {
            it.person.is_none() && it.office.is_some() && it.stems.len() > 1 && it.stems.last() == Some(&stem)
        };
        let mut named = (0..self.figures.len()).filter(|at| fits(&self.figures[*at]));
        let first = named.next().filter(|_| !said.known.iter().any(leads))?;
        named.next().is_none().then_some(first)
    }
}

/// "惠恕仁（Surangel Whipps Jr.）": what a name is in its own script, in brackets behind it, is nobody else.
pub(crate) fn is_original(language: &Language, text: &str, items: &[Item<'_>], range: &Range<usize>) -> bool {
    let last = range.end.checked_sub(1).and_then(|at| items.get(at));
    let Some((first, last)) = items.get(range.start).zip(last) else { return false };
    let opened = range.start.checked_sub(1).is_some_and(|at| items[at].class == class::OPEN);
    !language.spaces && opened && text[first.start..last.end].is_ascii()
}
