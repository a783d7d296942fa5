//! Whom the patterns of a language make the speaker of quoted words.

use crate::cast::figure::Figure;
use crate::language::Language;
use crate::language::gender::Gender;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::language::search::Captures;
use crate::people::country::Country;
use crate::scene::holder::{named_behind, office_alone};
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::{Item, class_set, classes, covered};
use crate::speech::attribution::{Attribution, he, somebody};
use crate::speech::beside::{Beside, is_governed};
use crate::speech::{Letter, Speaker};
use crate::telling::discourse::{gender_of, pronoun};
use crate::telling::parties::object::is_addressed;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the patterns say of the quotes of a sentence, by the quote's position in its passage: of each what the first says
/// that knows a speaker.
pub(crate) fn attributions(beside: Beside<'_, '_, '_>) -> BTreeMap<usize, Attribution> {
    let items = &beside.reading().items[beside.sentence().clone()];
    let (classes, held) = (classes(items), class_set(items));
    let mut found: BTreeMap<usize, Attribution> = BTreeMap::new();
    for regex in beside.scene.language.said.iter().filter(|regex| regex.may_match(&held)) {
        let mut from = 0;
        // Matches may share their speaker: "X said “a” and “b”".
        while let Some(captures) = regex.captures_at(&classes, from) {
            let Some(whole) = captures.whole() else { break };
            from = whole.start + class::BYTES;
            let Some(quote) = captures.name("quote").map(|it| covered(&it).start) else { continue };
            let index = items[quote].index;
            if !found.contains_key(&index)
                && let Some(told) = attribution(beside, items, &captures)
            {
                found.insert(index, told);
            }
        }
    }
    found
}

/// What a match says; `None` where who stands in it says nothing.
fn attribution(beside: Beside<'_, '_, '_>, items: &[Item<'_>], captures: &Captures) -> Option<Attribution> {
    let (scene, reading) = (beside.scene, beside.reading());
    let language = scene.language;
    let start = captures.whole().map(|whole| covered(&whole).start)?;
    let named = captures.name("speaker").map(|it| covered(&it).start);
    // "In a telegram to Erdogan wrote Scholz": Erdogan says nothing, nor does "the member for Sleaford".
    let begins = named.filter(|at| *at == start && *at > 0);
    let hangs = language.spaces && begins.is_some_and(|at| is_governed(scene, &items[at - 1]));
    // "普京亦有贺电致金正恩，称": whoever is written to says nothing.
    let governed = !language.spaces
        && named
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|at| language.is_any(&[List::Toward, List::Sent, List::Wired], items[at].class));
    if governed || hangs || named.is_some_and(|at| is_addressed(language, items, at)) {
        return None;
    }
    let verb = captures.name("verb").map(|it| covered(&it));
    // "X is away, his spokesman says": the office beside the verb speaks.
    let office = verb
        .as_ref()
        .and_then(|verb| verb.start.checked_sub(1))
        .filter(|at| items[*at].class == class::OFFICE && named.is_some_and(|named| named < *at));
    let owner = named.filter(|at| verb.as_ref().is_some_and(|verb| verb.end <= *at));
    let speaker = if office.is_some() {
        Speaker::Unknown
    } else if let Some(owner) = owner.filter(|at| owns(language, items, *at)) {
        owned(beside, items, owner)
    } else {
        speaker(beside, captures)?
    };
    let verb = verb.map(|it| reading.passage.text[items[it.start].start..items[it.end - 1].end].to_owned());
    let written = items.iter().any(|item| language.is_any(&[List::Post, List::Wrote], item.class));
    Some(Attribution { speaker, verb, written })
}

/// Whether what stands behind somebody is theirs: "said Tarrow's spokesman".
fn owns(language: &Language, items: &[Item<'_>], at: usize) -> bool {
    language.spaces && items.get(at + 1).is_some_and(|next| language.is(List::Possessive, next.class))
}

/// "Said Tarrow's spokesman Lem Hobbs", or with a comma: who stands right behind what they are of somebody; nobody's name where
/// none does.
fn owned(beside: Beside<'_, '_, '_>, items: &[Item<'_>], owner: usize) -> Speaker {
    const NEAR: usize = 2;
    let (scene, reading, from) = (beside.scene, beside.reading(), owner + 2);
    let plain = |item: &&Item<'_>| matches!(item.class, class::WORD | class::OFFICE);
    let behind = from + items[from..].iter().take(NEAR).take_while(plain).count();
    let right_behind = Some(behind).filter(|at| items.get(*at).is_some_and(is_person));
    let at = right_behind.or_else(|| named_next(scene, reading, items, from));
    at.map_or(Speaker::Unknown, |at| somebody(scene, reading, items, at))
}

fn speaker(beside: Beside<'_, '_, '_>, captures: &Captures) -> Option<Speaker> {
    let Beside { scene, at, number, .. } = beside;
    let reading = &scene.readings[at];
    let sentence = &reading.sentences[number];
    let items = &reading.items[sentence.clone()];
    if let Some(found) = captures.name("paper") {
        return Some(beside.letter(sentence.start + covered(&found).start));
    }
    if let Some(found) = captures.name("who") {
        return Some(in_words(beside, items, covered(&found)));
    }
    // "«…», escribió.": a verb alone, of whoever the sentence before is about.
    if let Some(found) = captures.name("dropped") {
        return Some(somebody_before(beside, covered(&found).start, None));
    }
    // "…, it says there": the message itself.
    let Some(found) = captures.name("speaker") else {
        return Some(Speaker::Letter(Letter { told: beside.letter_told(), kind: None }));
    };
    let at = named_behind(scene, reading, items, covered(&found).start);
    let item = &items[at];
    if item.class == class::PRONOUN {
        return Some(somebody_before(beside, at, gender_of(scene, reading, sentence.start + at)));
    }
    match (reading.figure(item), captures.name("speaker_gen")) {
        (Some(figure), Some(_)) if office_alone(reading, item).is_none() => {
            Some(scene.cast.as_subject(figure).map_or(Speaker::Figure(figure), Speaker::Words))
        }
        _ => Some(beside.holder_told_of(somebody(scene, reading, items, at), sentence.start + at)),
    }
}

/// A speaker in the page's own words, "a cartoonist of the daily Al Ahdath": whoever of the page that is, or the name behind.
fn in_words(beside: Beside<'_, '_, '_>, items: &[Item<'_>], who: Range<usize>) -> Speaker {
    let (scene, reading) = (beside.scene, beside.reading());
    if let Some(figure) = countryman(scene, items, &who) {
        return Speaker::Figure(figure);
    }
    let own = who
        .start
        .checked_sub(1)
        .is_none_or(|at| items[at].class == class::COMMA || scene.language.is(List::Of, items[at].class));
    let told = described(scene, reading, &items[who.clone()], own);
    let next = Some(who.end).filter(|_| told == Speaker::Unknown);
    // Whose name stands behind somebody of whom nobody has read yet is theirs only behind a comma.
    let unread = scene.language.is(List::Article, items[who.start].class);
    let theirs = |at: &usize| !unread || items[at - 1].class == class::COMMA;
    let named = next.and_then(|from| named_next(scene, reading, items, from)).filter(theirs);
    named.map_or(told, |at| somebody(scene, reading, items, at))
}

/// Whoever a pronoun means, or a verb alone: whoever the sentences before are about, unless they name nobody.
fn somebody_before(beside: Beside<'_, '_, '_>, at: usize, gender: Option<Gender>) -> Speaker {
    if let Some(found) = beside.unnamed_before() {
        return found;
    }
    let Beside { scene, number, .. } = beside;
    let reading = beside.reading();
    let (sentence, before) = (&reading.sentences[number], &reading.sentences[..number]);
    let meant = pronoun(scene, reading, sentence, before, at, &|_| true);
    if meant.is_some() && beside.nobody_named(sentence.start + at) {
        return Speaker::Unknown;
    }
    he(meant, gender)
}

/// "Warns, however, Ann Hobbs", "says the chair of the North Sea Fund, Ann Hobbs": the name that stands next, or behind what
/// somebody is and a comma.
fn named_next(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    from: usize,
) -> Option<usize> {
    const LONGEST: usize = 6;
    const DESCRIBES: [List; 5] = [List::Of, List::The, List::Definite, List::DativeThe, List::Institution];
    let describes = |item: &&Item<'_>| {
        let plain = [class::WORD, class::NAME, class::COUNTRY, class::OFFICE].contains(&item.class);
        plain || scene.language.is_any(&DESCRIBES, item.class)
    };
    let described = items[from..].iter().take(LONGEST).take_while(describes).count();
    let comma = items.get(from + described).is_some_and(|item| item.class == class::COMMA);
    let from = if comma { from + described } else { from };
    let passed = |item: &&Item<'_>| [class::COMMA, class::TIME].contains(&item.class);
    let at = from + items[from..].iter().take(2).take_while(passed).count();
    let mention =
        items.get(at).filter(|item| is_person(item)).and_then(|it| reading.mentions.get(it.index))?;
    (scene.language.spaces && !mention.said.name.is_empty()).then_some(at)
}

/// "Wrote the Dutchman": the only one of the page who speaks for that country, where no name stands behind.
fn countryman(scene: &Scene<'_, '_>, items: &[Item<'_>], who: &Range<usize>) -> Option<usize> {
    let last = who.end.checked_sub(1).filter(|at| items[*at].class == class::COUNTRY)?;
    let named = |item: &Item<'_>| is_person(item) || matches!(item.class, class::NAME | class::WORD);
    if !scene.language.spaces || items.get(who.end).is_some_and(named) {
        return None;
    }
    let Some(Sense::Country(code)) = items[last].entry.map(|entry| &entry.sense) else { return None };
    // Countries are of the cast too.
    let somebody = |figure: &Figure| figure.person.is_some() || figure.office.is_some();
    let speaks = |at: &usize| {
        let own = scene.cast.country(*at).and_then(Country::code) == Some(code.as_str());
        own && somebody(&scene.cast.figures[*at])
    };
    let mut found = (0..scene.cast.figures.len()).filter(speaks);
    found.next().filter(|_| found.next().is_none())
}

/// Whether all of some items name a house that somebody works in.
fn is_house(scene: &Scene<'_, '_>, items: &[Item<'_>]) -> bool {
    items.iter().all(|item| scene.language.is(List::House, item.class))
}

/// "The comedian Paul Kaye" has a name, "a Gulf diplomat" has none: a name stands last. `own`: nothing that belongs to them
/// stands before the items.
fn described(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>], own: bool) -> Speaker {
    let names = items.iter().rev().take_while(|item| item.class == class::NAME).count();
    // Where nouns have capitals, one alone is no name.
    let least = 1 + usize::from(scene.language.capital_nouns);
    let hangs = items.len().checked_sub(names + 1).is_some_and(|at| is_governed(scene, &items[at]));
    let first = if names > 0 { items.get(items.len() - names) } else { items.first() };
    match (first, items.last()) {
        (Some(first), Some(last)) if names >= least && !hangs => {
            Speaker::Words(reading.passage.text[first.start..last.end].to_owned())
        }
        // "청와대는": a house speaks as one.
        (Some(first), Some(last)) if !scene.language.spaces && is_house(scene, items) => {
            Speaker::Words(reading.passage.text[first.start..last.end].to_owned())
        }
        // "消防员郑伟明说".
        (_, last) if !scene.language.spaces => {
            let words = last.map_or("", |last| &reading.passage.text[items[0].start..last.end]);
            let private = &scene.language.private;
            let name = private.behind_trade(words).or_else(|| private.alone(words).filter(|_| own));
            name.map_or(Speaker::Unknown, |name| Speaker::Words(name.to_owned()))
        }
        _ => Speaker::Unknown,
    }
}
