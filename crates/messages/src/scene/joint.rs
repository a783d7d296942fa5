//! Names that a list joins: "X, Y and Z".

use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::scene::is_person;
use crate::sentence::item::Item;
use std::ops::Range;

/// Somebody and those joined to them: "the King and President X", not the other party.
pub(crate) fn joined(items: &[Item<'_>], one: usize, other: usize, language: &Language) -> Vec<usize> {
    let mut found = vec![one];
    if !is_person(&items[one]) {
        return found;
    }
    let mut at = one;
    while let Some(next) = next_joined(items, at, found.len() > 1, language).filter(|next| *next != other) {
        found.push(next);
        at = next;
    }
    // Backwards only "and" joins first: "…, X and Y".
    let and = |at: usize| language.list(List::And) == Some(items[at].class);
    at = one;
    // "X大統領、Y議長も": where particles mark who acts, whoever has none shares that of whoever stands behind.
    let bare = !language.spaces && language.list(List::Subject).is_some();
    while let Some((joint, before)) = joint_before(items, at, language).filter(|it| it.1 != other) {
        if at == one && !joint.is_empty() && !joint.clone().any(and) && !bare {
            break;
        }
        found.push(before);
        at = before;
    }
    found
}

/// Whoever a comma or "and" joins to somebody behind them. A comma alone begins a clause as often as it joins: it joins
/// in a list, which "and" ends.
fn next_joined(items: &[Item<'_>], at: usize, in_list: bool, language: &Language) -> Option<usize> {
    let and = language.list(List::And);
    let joins = |item: &Item<'_>| item.class == class::COMMA || Some(item.class) == and;
    let with = with_behind(items, at, language);
    if with.is_some() {
        return with;
    }
    // "普京金正恩唁电习近平": headlines set names side by side.
    if !language.spaces && items.get(at + 1).is_some_and(is_person) {
        return Some(at + 1);
    }
    items.get(at + 1).filter(|item| joins(item))?;
    let mut next = if items.get(at + 2).is_some_and(joins) { at + 3 } else { at + 2 };
    next += between(items[next.min(items.len())..].iter(), language);
    let person = items.get(next).is_some_and(is_person);
    let named = in_list || (at + 1..next).any(|at| Some(items[at].class) == and) || listed(items, next, and);
    (person && named).then_some(next)
}

/// "X大統領とスリランカのY大統領に": whoever a particle that means "with" too joins to somebody, where words are not set apart.
fn with_behind(items: &[Item<'_>], at: usize, language: &Language) -> Option<usize> {
    let of_land = |item: &&Item<'_>| {
        [class::NAME, class::COUNTRY].contains(&item.class)
            || language.is_any(&[List::Of, List::State], item.class)
    };
    items.get(at + 1).filter(|item| !language.spaces && language.is(List::With, item.class))?;
    let next = at + 2 + items[at + 2..].iter().take_while(of_land).count();
    items.get(next).is_some_and(is_person).then_some(next)
}

/// Whoever stands before somebody, and what joins the two.
fn joint_before(items: &[Item<'_>], at: usize, language: &Language) -> Option<(Range<usize>, usize)> {
    let and = language.list(List::And);
    let joins = |item: &Item<'_>| item.class == class::COMMA || Some(item.class) == and;
    let beside = at.checked_sub(1).filter(|at| !language.spaces && is_person(&items[*at]));
    if let Some(beside) = beside {
        return Some((at..at, beside));
    }
    // "…とY大統領に": the one before.
    if let Some(before) = (at.saturating_sub(8)..at)
        .rev()
        .find(|before| is_person(&items[*before]))
        .filter(|before| with_behind(items, *before, language) == Some(at))
    {
        return Some((before + 1..before + 2, before));
    }
    let end = at - between(items[..at].iter().rev(), language);
    let start = end - items[..end].iter().rev().take(2).take_while(|item| joins(item)).count();
    let before = start.checked_sub(1).filter(|at| start < end && is_person(&items[*at]))?;
    Some((start..end, before))
}

/// Words that may stand between what joins and a person: "and the president of …"; where words are not set apart, a
/// country that no list has.
fn between<'a, 'l: 'a>(items: impl Iterator<Item = &'a Item<'l>>, language: &Language) -> usize {
    // "And Commission chief X", "и глава Лагоды X".
    const LINKS: [List; 9] = [
        List::To,
        List::The,
        List::Of,
        List::From,
        List::Title,
        List::His,
        List::Article,
        List::Institution,
        List::Chief,
    ];
    if language.spaces {
        // "And to General Castro": a word or two may be a rank.
        // "And the Bolivian Luis Arce".
        let links = |item: &&Item<'_>| {
            [class::WORD, class::COUNTRY].contains(&item.class) || language.is_any(&LINKS, item.class)
        };
        items.take(3).take_while(links).count()
    } else {
        items.take(8).take_while(|item| language.is_plain(item.class)).count()
    }
}

/// Whether "and" and one more person follow somebody: a list, whose first commas join.
fn listed(items: &[Item<'_>], at: usize, and: Option<Class>) -> bool {
    const NEAR: usize = 12;
    let behind = items.get(at + 1..).unwrap_or_default();
    let mut near = behind.iter().take(NEAR);
    near.find(|item| item.class != class::COMMA && item.class != class::WORD && !is_person(item))
        .is_some_and(|item| Some(item.class) == and)
}
