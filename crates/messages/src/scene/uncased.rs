//! Names of people no file knows, in scripts that set words apart and have no capitals.
//!
//! They stand behind an office ("the president of Velmora Ilsa Tarrow"), behind a title ("the doctor …"), or behind a verb of
//! saying. What is read there once is then found wherever it stands, the family name alone too.

use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::office::BODY;
use crate::scene::Passage;
use crate::sentence::item::Item;
use crate::sentence::items;
use std::collections::BTreeSet;

/// The words that a name has at most, particles and a monarch's number apart.
const WORDS: usize = 2;
/// More names than this are no page of news.
pub(crate) const MOST: usize = 200;
/// Family names shorter than this, in characters, are found only behind their given names.
const SHORTEST: usize = 4;

/// The names of a page, whole ones and family names alone.
pub(crate) fn names(language: &Language, passages: &[Passage<'_>]) -> BTreeSet<String> {
    let mut whole: BTreeSet<String> = BTreeSet::new();
    let mut lone: BTreeSet<&str> = BTreeSet::new();
    let texts: Vec<(&str, Vec<Item<'_>>)> =
        passages.iter().map(|it| (it.text, items(language, it.text, &it.times, &it.quotes, &[]))).collect();
    for (text, items) in &texts {
        for at in 0..items.len() {
            if whole.len() + lone.len() >= MOST {
                break;
            }
            if let Some(words) =
                begun(language, text, items, at).and_then(|(at, sure)| name(language, text, items, at, sure))
            {
                match words.contains(' ') {
                    true => drop(whole.insert(words.to_owned())),
                    false => drop(lone.insert(words)),
                }
            }
        }
    }
    // "… said Marwasi", of whom the page has told as "Salim Marwasi".
    for (text, items) in &texts {
        for pair in items.windows(2).filter(|pair| pair.iter().all(|item| item.class == class::WORD)) {
            let family = &text[pair[1].start..pair[1].end];
            let together = &text[pair[0].end..pair[1].start] == " ";
            let told = || whole.iter().any(|name| name.split(' ').any(|word| word == family));
            if together && whole.len() < MOST && lone.contains(family) && !told() {
                whole.insert(text[pair[0].start..pair[1].end].to_owned());
            }
        }
    }
    let known = |name: &str| language.lexicon.at(name, 0).is_some_and(|(_, end)| end == name.len());
    let family = |name: &str| {
        let last = name.split(' ').next_back().unwrap_or_default();
        (last.chars().count() >= SHORTEST && !known(last)).then(|| last.to_owned())
    };
    // "King Edvard", of Edvard IV: the first word stands for a name whose last one is a number.
    let given = |name: &str| {
        let (first, rest) = name.split_once(' ')?;
        known(rest).then(|| first.to_owned())
    };
    let short: Vec<String> =
        whole.iter().flat_map(|name| family(name).into_iter().chain(given(name))).collect();
    whole.into_iter().chain(short).collect()
}

/// Where a name may begin of which item `at` is what stands before it, and whether an office with its country does: nothing
/// but a name stands behind the two.
fn begun(language: &Language, text: &str, items: &[Item<'_>], at: usize) -> Option<(usize, bool)> {
    let item = items[at];
    let is = |list: List, at: usize| items.get(at).is_some_and(|item| language.is(list, item.class));
    let mut next = at + 1;
    let mut sure = false;
    match item.entry.map(|entry| &entry.sense) {
        Some(Sense::Office(office, ..)) if office != BODY => {
            let definite = at.checked_sub(1).is_some_and(|at| is(List::The, at) || is(List::ToThe, at));
            let definite = definite || is_definite(language, &text[item.start..item.end]);
            while is(List::Former, next) || is(List::Title, next) {
                next += 1;
            }
            let country = |at: usize| items.get(at).is_some_and(|item| item.class == class::COUNTRY);
            if country(next) {
                next += 1;
                sure = true;
            } else if !definite && items.get(next).is_some_and(|item| item.class == class::WORD) {
                // "President of Velmora": of a country that no file knows.
                next += 1;
                sure = true;
            }
        }
        _ if is(List::Title, at) || is(List::Speaking, at) => {}
        _ => return None,
    }
    while is(List::Former, next) || is(List::Title, next) {
        next += 1;
    }
    Some((next, sure))
}

/// Whether a word has the article in it: what stands behind it is no country that it is of.
fn is_definite(language: &Language, office: &str) -> bool {
    let article = |word: &str| {
        let forms = language.before.iter().filter(|(_, class)| language.is(List::The, *class));
        forms.into_iter().any(|(form, _)| word.starts_with(form.as_str()))
    };
    office.split(' ').skip(1).any(article)
}

/// Whether a family name that the file knows is only the first word of a name: a particle hangs on it.
fn is_followed(language: &Language, text: &str, items: &[Item<'_>], at: usize) -> bool {
    let family = matches!(items[at].entry.map(|entry| &entry.sense), Some(Sense::Surname(_)));
    let next = items.get(at + 1).filter(|next| &text[items[at].end..next.start] == " ");
    family && next.is_some_and(|next| language.is(List::Particle, next.class))
}

/// The words of a name from item `at` on: they stand together, and no list knows them. Something must end it that a list
/// does know, where it is not sure that a name stands there: with one word more it may be anything.
fn name<'t>(
    language: &Language,
    text: &'t str,
    items: &[Item<'_>],
    at: usize,
    sure: bool,
) -> Option<&'t str> {
    let mut end = at;
    let mut words = 0;
    let joined = |end: usize| end == at || &text[items[end - 1].end..items[end].start] == " ";
    while end < items.len() && joined(end) {
        match items[end].class {
            class::WORD if words < WORDS => words += 1,
            // "Tariq bin …" is another than the Tariq whom the file knows.
            class::KNOWN if end == at && is_followed(language, text, items, at) => words += 1,
            class if language.is(List::Particle, class) && words > 0 => words = words.min(WORDS - 1),
            class if language.is(List::Reign, class) && words > 0 => {
                end += 1;
                break;
            }
            _ => break,
        }
        end += 1;
    }
    let more = items.get(end).is_some_and(|item| item.class == class::WORD) && joined(end);
    let article = || language.before.iter().filter(|(_, class)| language.is(List::The, *class));
    let family = more && article().any(|(form, _)| text[items[end].start..].starts_with(form.as_str()));
    let end = if family { end + 1 } else { end };
    (words > 0 && (!more || family || sure && words == WORDS))
        .then(|| &text[items[at].start..items[end - 1].end])
}
