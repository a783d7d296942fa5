//! Whom the patterns of a language make the speaker of quoted words.

use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::item::{Item, class_set, classes, covered};
use crate::scene::{Reading, Scene, is_person};
use crate::speech::voice::{Beside, is_governed};
use crate::speech::{Letter, Meant, Speaker};
use crate::telling::discourse::{gender_of, is_subject, pronoun};
use crate::telling::parties::is_addressed;
use std::collections::BTreeMap;
use std::ops::Range;

/// Who said quoted words, and with what verb.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    pub(crate) speaker: Speaker,
    pub(crate) verb: Option<String>,
    /// The sentence speaks of a message, or the verb is one of writing.
    pub(crate) written: bool,
}

/// What the sentences of a passage say of its quotes, by the quote's position.
pub(crate) fn attributions(scene: &Scene<'_, '_>, passage: usize) -> BTreeMap<usize, Attribution> {
    let reading = &scene.readings[passage];
    let mut found: BTreeMap<usize, Attribution> = BTreeMap::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let items = &reading.items[sentence.clone()];
        if items.iter().all(|item| item.class != class::QUOTE) {
            continue;
        }
        let beside = Beside::of(scene, passage, number);
        for at in sentence.clone().filter(|at| reading.items[*at].class == class::QUOTE) {
            if let Some(speaker) = beside.read_out(at).or_else(|| beside.acting_letter(at)) {
                found.insert(reading.items[at].index, Attribution { speaker, verb: None, written: true });
            }
        }
        let (classes, held) = (classes(items), class_set(items));
        for regex in scene.language.said.iter().filter(|regex| regex.may_match(&held)) {
            let mut from = 0;
            // Matches may share their speaker: "X said “a” and “b”".
            while let Some(captures) = regex.captures_at(&classes, from) {
                let Some(whole) = captures.get(0) else { break };
                from = whole.start() + 3;
                let Some(quote) = captures.name("quote").map(|it| covered(&it).start) else { continue };
                let index = items[quote].index;
                if found.contains_key(&index) {
                    continue;
                }
                // "In a telegram to Erdogan wrote Scholz": Erdogan says nothing, nor does "the member for Sleaford".
                let named = captures.name("speaker").map(|it| covered(&it).start);
                let begins = named.filter(|at| *at == covered(&whole).start && *at > 0);
                let hangs =
                    scene.language.spaces && begins.is_some_and(|at| is_governed(scene, &items[at - 1]));
                // "普京亦有贺电致金正恩，称": whoever is written to says nothing.
                let governed = !scene.language.spaces
                    && named.and_then(|at| at.checked_sub(1)).is_some_and(|at| {
                        scene.language.is_any(&[List::Toward, List::Sent, List::Wired], items[at].class)
                    });
                if governed || hangs || named.is_some_and(|at| is_addressed(scene.language, items, at)) {
                    continue;
                }
                let verb = captures.name("verb").map(|it| covered(&it));
                // "X is away, his spokesman says": the office beside the verb speaks.
                let office = verb
                    .as_ref()
                    .and_then(|verb| verb.start.checked_sub(1))
                    .filter(|at| items[*at].class == class::OFFICE && named.is_some_and(|named| named < *at));
                let speaker = match office {
                    Some(_) => Some(Speaker::Unknown),
                    None => speaker(beside, &captures),
                };
                let word = |range: &Range<usize>| {
                    reading.passage.text[items[range.start].start..items[range.end - 1].end].to_owned()
                };
                if let Some(speaker) = speaker {
                    let language = scene.language;
                    let written = items.iter().any(|item| {
                        language.is(List::Post, item.class) || language.is(List::Wrote, item.class)
                    });
                    found.insert(index, Attribution { speaker, verb: verb.as_ref().map(word), written });
                }
            }
        }
        share(items, &mut found);
        let quotes: Vec<usize> = (0..items.len()).filter(|at| items[*at].class == class::QUOTE).collect();
        for at in quotes.into_iter().filter(|at| *at > 0) {
            let index = items[at].index;
            if !found.contains_key(&index)
                && let Some(figure) = acting(beside, sentence.start + at)
            {
                let speaker = Speaker::Figure(figure);
                let written = items.iter().any(|item| scene.language.is(List::Post, item.class));
                found.insert(index, Attribution { speaker, verb: None, written });
            }
        }
    }
    found
}

/// Whoever a sentence about a message or about words begins with, where no pattern has its verb: "in his letter the
/// king conveys “…”".
fn acting(beside: Beside<'_, '_, '_>, quote: usize) -> Option<usize> {
    let scene = beside.scene;
    let reading = &scene.readings[beside.at];
    let sentence = &reading.sentences[beside.number];
    const SPEECH: [List; 4] = [List::Post, List::Speaking, List::Expressing, List::Gladly];
    let before = sentence.start..quote;
    let speaks = |at: usize| scene.language.is_any(&SPEECH, reading.items[at].class);
    let mut people = before.clone().filter(|at| is_person(&reading.items[*at]));
    people.next().filter(|at| is_subject(scene, reading, *at))?;
    let first = beside.subject(before.clone())?;
    before.clone().any(speaks).then(|| reading.figure(&reading.items[first])).flatten()
}

fn speaker(beside: Beside<'_, '_, '_>, captures: &regex::Captures<'_>) -> Option<Speaker> {
    let Beside { scene, at, number, .. } = beside;
    let reading = &scene.readings[at];
    let (sentence, before) = (&reading.sentences[number], &reading.sentences[..number]);
    let items = &reading.items[sentence.clone()];
    if let Some(found) = captures.name("paper") {
        return Some(beside.letter(sentence.start + covered(&found).start));
    }
    if let Some(found) = captures.name("who") {
        return Some(described(scene, reading, &items[covered(&found)]));
    }
    // "«…», escribió.": a verb alone, of whoever the sentence before is about.
    if let Some(found) = captures.name("dropped") {
        if let Some(found) = beside.unnamed_before() {
            return Some(found);
        }
        let at = covered(&found).start;
        return Some(he(pronoun(scene, reading, sentence, before, at, &|_| true), None));
    }
    // "…, it says there": the message itself.
    let Some(found) = captures.name("speaker") else {
        return Some(Speaker::Letter(Letter { told: beside.letter_told(), kind: None }));
    };
    let at = named_behind(scene, reading, items, covered(&found).start);
    let item = &items[at];
    if item.class == class::PRONOUN {
        if let Some(found) = beside.unnamed_before() {
            return Some(found);
        }
        let gender = gender_of(scene, reading, sentence.start + at);
        return Some(he(pronoun(scene, reading, sentence, before, at, &|_| true), gender));
    }
    match (reading.figure(item), captures.name("speaker_gen")) {
        (Some(figure), Some(_)) if office_alone(reading, item).is_none() => {
            Some(scene.cast.as_subject(figure).map_or(Speaker::Figure(figure), Speaker::Words))
        }
        _ => Some(somebody(scene, reading, items, at)),
    }
}

/// Whoever a mention means; one without a name is nobody.
pub(crate) fn somebody(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    at: usize,
) -> Speaker {
    let item = &items[at];
    if let Some(office) = office_alone(reading, item) {
        let (figure, gender) = (reading.figure(item), mentioned(reading, item));
        let meant = Speaker::Meant(Meant { figure, office: Some(office), gender });
        return prefixed(scene, reading, items, at).unwrap_or(meant);
    }
    let named = || reading.mentions.get(item.index).is_some_and(|it| !it.said.name.is_empty());
    match reading.figure(item) {
        Some(figure) => Speaker::Figure(figure),
        None if named() => {
            let start = if scene.language.spaces { item.start } else { begun(scene, reading, items, at) };
            Speaker::Words(reading.passage.text[start..item.end].trim().to_owned())
        }
        None => Speaker::Unknown,
    }
}

/// "松野博一官房長官": before an office, where words are not set apart, a name that no file has.
fn prefixed(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    at: usize,
) -> Option<Speaker> {
    const LONGEST: usize = 5;
    let unknown = !scene.language.spaces && reading.figure(&items[at]).is_none();
    let start = begun(scene, reading, items, at);
    let name = reading.passage.text[start..items[at].start].trim();
    let first = name.chars().next().filter(|_| unknown)?;
    let is_name = scene.language.surnames.contains(first.encode_utf8(&mut [0; 4]) as &str);
    let whole = !name.contains(' ') && (3..=LONGEST).contains(&name.chars().count());
    (is_name && whole).then(|| Speaker::Words(name.to_owned()))
}

/// "The comedian Paul Kaye" has a name, "a Gulf diplomat" has none: a name stands last.
fn described(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>]) -> Speaker {
    let names = items.iter().rev().take_while(|item| item.class == class::NAME).count();
    // Where nouns have capitals, one alone is no name.
    let least = 1 + usize::from(scene.language.capital_nouns);
    let hangs = items.len().checked_sub(names + 1).is_some_and(|at| is_governed(scene, &items[at]));
    match (items.get(items.len() - names), items.last()) {
        (Some(first), Some(last)) if names >= least && !hangs => {
            Speaker::Words(reading.passage.text[first.start..last.end].to_owned())
        }
        _ => Speaker::Unknown,
    }
}

/// Whom a pronoun seems to mean.
pub(crate) fn he(figure: Option<usize>, gender: Option<Gender>) -> Speaker {
    Speaker::Meant(Meant { figure, office: None, gender })
}

/// What the words of a mention tell of a woman or a man.
fn mentioned(reading: &Reading<'_, '_>, item: &Item<'_>) -> Option<Gender> {
    reading.mentions.get(item.index).filter(|_| is_person(item))?.said.gender
}

/// The office of a mention that gives neither a name nor a country.
pub(crate) fn office_alone(reading: &Reading<'_, '_>, item: &Item<'_>) -> Option<String> {
    let said = &reading.mentions.get(item.index).filter(|_| is_person(item))?.said;
    said.office.clone().filter(|_| said.name.is_empty() && said.place.is_none())
}

/// "The commander of the unit Taras Vilshanych": an office, and behind a few words the name.
pub(crate) fn named_behind(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    items: &[Item<'_>],
    at: usize,
) -> usize {
    const NEAR: usize = 6;
    if reading.figure(&items[at]).is_some() || !is_person(&items[at]) {
        return at;
    }
    const BETWEEN: [List; 5] = [List::His, List::Of, List::The, List::In, List::Institution];
    const CLASSES: [char; 4] = [class::WORD, class::NAME, class::COUNTRY, class::COMMA];
    let between =
        |item: &&Item<'_>| CLASSES.contains(&item.class) || scene.language.is_any(&BETWEEN, item.class);
    let behind = items[at + 1..].iter().take(NEAR).take_while(between).count();
    let next = at + 1 + behind;
    let named = items.get(next).filter(|item| is_person(item)).and_then(|item| reading.figure(item));
    if named.is_some() { next } else { at }
}

/// Where words are not set apart, those before an office belong to it: "외교부 당국자".
fn begun(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>], at: usize) -> usize {
    const LONGEST: usize = 12;
    let before = items[..at].iter().rev().take(LONGEST);
    let own = before.take_while(|item| {
        let office = is_person(item) && reading.figure(item).is_none();
        // "The president's office" is of an official.
        office
            || scene.language.is(List::House, item.class)
            || [class::WORD, class::NAME, class::COUNTRY].contains(&item.class)
    });
    own.last().map_or(items[at].start, |item| item.start)
}

/// Quotes one after the other with nobody between have one speaker: "“…” and “…”, she said".
fn share(items: &[Item<'_>], found: &mut BTreeMap<usize, Attribution>) {
    const NEAR: usize = 5;
    let quotes: Vec<usize> = (0..items.len()).filter(|at| items[*at].class == class::QUOTE).collect();
    for pair in quotes.windows(2).rev() {
        let (one, other) = (items[pair[0]].index, items[pair[1]].index);
        let between = &items[pair[0] + 1..pair[1]];
        let near = between.len() <= NEAR && !between.iter().any(|item| is_person(item));
        if near
            && !found.contains_key(&one)
            && let Some(same) = found.get(&other).cloned()
        {
            found.insert(one, same);
        }
    }
}
