//! Whom each mention means, once the whole page has been read.

use crate::cast::Cast;
use crate::cast::figure::Described;
use crate::cast::mention::Mention;
use crate::cast::recent::Recent;
use crate::language::case::Case;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::sentence::item::Item;

/// Finds out who every mention means, and takes single capitalised words for the people they name.
pub(crate) fn resolve(
    cast: &Cast<'_>,
    text: &str,
    items: &[Item<'_>],
    mentions: &mut Vec<Mention>,
    recent: &mut Recent,
) {
    recent.begin();
    let all = with_lone_names(cast, text, items, std::mem::take(mentions));
    // Sentences are counted by their stops; whoever a sentence mentions first is what it is about.
    let (mut walked, mut sentence, mut begun) = (0, 0, None);
    for mut mention in all {
        let passed = items[walked..mention.items.start].iter();
        sentence += passed.filter(|item| item.class == class::STOP).count();
        walked = mention.items.start;
        let topic = begun != Some(sentence);
        let family = family_before(cast, text, items, &mention);
        if let Some((from, _)) = family {
            mention.items.start = from;
            while mentions.last().is_some_and(|last| last.items.end > from) {
                mentions.pop();
            }
        }
        let figure = family.map(|(_, figure)| figure).or_else(|| cast.place_for_name(&mention.said));
        mention.figure = figure.or_else(|| cast.resolve(&mention.said, recent, topic));
        if let Some(figure) = mention.figure {
            recent.add(figure, topic);
        }
        if mention.figure.is_some() || !is_lone(&mention) {
            begun = Some(sentence);
            tell_case(cast, &mut mention);
            mentions.push(mention);
        }
    }
}

/// The mentions of a passage, and between them every single capitalised word as one.
fn with_lone_names(cast: &Cast<'_>, text: &str, items: &[Item<'_>], mentions: Vec<Mention>) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    let mut next = mentions.into_iter().peekable();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if let Some(mention) = next.next_if(|mention| mention.items.start == at) {
            at = mention.items.end;
            all.push(mention);
            continue;
        }
        if item.class == class::NAME || is_namesake_of_country(cast, text, items, at) {
            let said = Described { name: text[item.start..item.end].to_owned(), ..Described::default() };
            all.push(Mention { items: at..at + 1, said, figure: None });
        }
        at += 1;
    }
    all
}

/// "Said Montenegro", on a page about Luís Montenegro: a country that somebody is called by, no place.
fn is_namesake_of_country(cast: &Cast<'_>, text: &str, items: &[Item<'_>], at: usize) -> bool {
    const PLACE: [List; 4] = [List::In, List::Of, List::OutOf, List::To];
    let item = &items[at];
    if item.class != class::COUNTRY || !cast.language.spaces {
        return false;
    }
    let place = at.checked_sub(1).is_some_and(|at| cast.language.is_any(&PLACE, items[at].class));
    let word = text[item.start..item.end].to_lowercase();
    let named = |stems: &[String]| stems.len() > 1 && stems.last() == Some(&word);
    !place && cast.figures.iter().any(|it| it.person.is_some() && named(&it.stems))
}

/// Whether nothing but a name says who somebody is, and no file has it.
fn is_bare(mention: &Mention) -> bool {
    mention.said.office.is_none() && mention.said.known.is_empty()
}

/// Whether a mention is one such word: nobody, where the page names nobody by it.
fn is_lone(mention: &Mention) -> bool {
    is_bare(mention) && mention.items.len() == 1
}

/// A full name tells its case by the family name at its end.
fn tell_case(cast: &Cast<'_>, mention: &mut Mention) {
    if mention.said.case == Case::Unknown && is_bare(mention) {
        let family = mention.said.name.split_whitespace().next_back().unwrap_or_default();
        mention.said.case = cast.case_of(family, mention.figure);
    }
}

/// A family name alone before an office, where words are not set apart: its first item and whom it means.
fn family_before(
    cast: &Cast<'_>,
    text: &str,
    items: &[Item<'_>],
    mention: &Mention,
) -> Option<(usize, usize)> {
    let office = mention.said.office.as_deref().filter(|_| !cast.language.spaces)?;
    if !mention.said.name.is_empty() || mention.said.country.is_some() {
        return None;
    }
    let at = mention.items.start.checked_sub(1)?;
    let (before, first) = (items[at], items[mention.items.start]);
    let family = &text[before.start..before.end];
    // In Korean a family name stands alone between spaces.
    let gap = &text[before.end..first.start];
    let apart = text[..before.start].chars().next_back().is_none_or(|char| !char.is_alphanumeric());
    let fits = family.chars().count() <= 2 && (gap.is_empty() || gap == " " && apart);
    if !fits {
        return None;
    }
    cast.of_family(family, office).map(|figure| (at, figure))
}

/// The items with each mention as one.
pub(crate) fn collapsed<'l>(items: &[Item<'l>], mentions: &[Mention]) -> Vec<Item<'l>> {
    let mut found = Vec::with_capacity(items.len());
    let mut at = 0;
    for (index, mention) in mentions.iter().enumerate() {
        found.extend_from_slice(&items[at..mention.items.start]);
        let (first, last) = (&items[mention.items.start], &items[mention.items.end - 1]);
        found.push(Item {
            class: mention.said.case.class(),
            start: first.start,
            end: last.end,
            entry: None,
            index,
            case: mention.said.case,
        });
        at = mention.items.end;
    }
    found.extend_from_slice(&items[at..]);
    // "The presidents", whoever they are, are a word like others.
    for item in found.iter_mut().filter(|item| item.class == class::OFFICES) {
        item.class = class::WORD;
    }
    found
}
