//! Whom a sentence means that it does not name: the pronoun, the other party of a message.

use crate::kinds;
use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::holder::named_behind;
use crate::scene::{Part, Reading, Scene, is_person};
use crate::telling::Telling;
use dateline_record::MessageKind;
use std::ops::Range;

/// A sentence and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'r, 'p, 'l> {
    /// The passage, by its position in the scene.
    pub(crate) at: usize,
    pub(crate) reading: &'r Reading<'p, 'l>,
    /// Its items.
    pub(crate) range: &'r Range<usize>,
    /// The sentences of the passage before this one.
    pub(crate) before: &'r [Range<usize>],
    /// To whom the first message of the page goes, where that is known.
    pub(crate) honoured: Option<usize>,
    pub(crate) honoree: Option<Honoree>,
}

/// To whom letters go of which the page says so nowhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Honoree {
    pub(crate) figure: usize,
    /// What letters to them do, where headline or lead say so.
    pub(crate) kind: Option<MessageKind>,
}

impl Sentence<'_, '_, '_> {
    /// The items of the sentence, of the one before it and of the one behind it.
    pub(crate) fn near(&self) -> Range<usize> {
        let start = self.before.last().map_or(self.range.start, |before| before.start);
        let behind = self.reading.sentences.get(self.before.len() + 1);
        start..behind.map_or(self.range.end, |behind| behind.end)
    }
}

/// To whom somebody writes where only the writer is named: "messages also came from …", "she wrote to him".
pub(crate) fn addressee(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    from: usize,
    earlier: &[&Telling],
) -> Option<usize> {
    // "Kim thanked Xi for it. Castro, too, sent a telegram": to Kim, whatever was answered between.
    let first = earlier.iter().rfind(|it| !kinds::answers(it.kind));
    let first = first.filter(|it| it.recipient != from && it.sender != from);
    match first.or(earlier.last()) {
        Some(last) if last.recipient != from => Some(last.recipient),
        // "X thanked her for the telegram that she had sent": to the one who answers it.
        Some(last) => kinds::answers(last.kind).then_some(last.sender),
        None => {
            let honoured = sentence.honoured.filter(|to| *to != from);
            let honoree = sentence.honoree.map(|it| it.figure);
            honoured.or_else(|| only_other(scene, sentence, Side::Addressee, &[from], honoree))
        }
    }
}

/// Who wrote a message of which only the recipient is named: "the letter that the president received".
pub(crate) fn writer(scene: &Scene<'_, '_>, sentence: Sentence<'_, '_, '_>, to: &[usize]) -> Option<usize> {
    only_other(scene, sentence, Side::Writer, to, None)
}

/// "Xi sent a letter to the president", where Xi is one: the latest other before it who may be meant.
pub(crate) fn other_holder(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    mention: usize,
    office: &str,
    one: usize,
) -> Option<usize> {
    let own = sentence.reading.mentions[..mention].iter().rev();
    let earlier = scene.readings[..sentence.at].iter().rev().flat_map(|it| it.mentions.iter().rev());
    own.chain(earlier).filter_map(|it| it.figure).find(|it| *it != one && scene.cast.may_be(*it, office))
}

/// Which of the two parties of a message is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Writer,
    Addressee,
}

/// The only leader but some that the sentence names, else the honoree, else the only one of the passage before it, of the
/// passage before that, of the title, of the whole page.
fn only_other(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    side: Side,
    but: &[usize],
    honoree: Option<usize>,
) -> Option<usize> {
    let leads = |it: &usize| !but.contains(it) && scene.cast.leads(*it);
    let own = || {
        let figures = sentence.reading.items[sentence.range.clone()].iter();
        figures.filter_map(|item| sentence.reading.figure(item)).filter(leads).collect()
    };
    // "Erdogan sent condolences, too. Macron did likewise": not to Erdogan.
    let leaders = |reading: &Reading<'_, '_>, items: Range<usize>| -> Vec<usize> {
        let others = items.filter(|at| side == Side::Writer || !writes_at(scene, reading, *at));
        others.filter_map(|at| reading.figure(&reading.items[at])).filter(leads).collect()
    };
    let before = || {
        let start = sentence.before.first().map_or(sentence.range.start, |first| first.start);
        leaders(sentence.reading, start..sentence.range.start)
    };
    let passage_before = || {
        let mut bodies =
            scene.readings[..sentence.at].iter().rev().filter(|it| it.passage.part == Part::Body);
        bodies.next().map_or_else(Vec::new, |it| leaders(it, 0..it.items.len()))
    };
    let title = || {
        let titles = scene.readings[..sentence.at].iter().filter(|it| it.passage.part == Part::Title);
        titles.flat_map(|it| leaders(it, 0..it.items.len())).collect()
    };
    let page = || scene.readings.iter().flat_map(|it| leaders(it, 0..it.items.len())).collect();
    let honoured = || honoree.filter(|it| !but.contains(it)).into_iter().collect();
    let steps: [&dyn Fn() -> Vec<usize>; 6] = [&own, &honoured, &before, &passage_before, &title, &page];
    let mut named = steps.iter().map(|step| step()).find(|found| !found.is_empty())?;
    named.sort_unstable();
    named.dedup();
    if let [only] = named.as_slice() { Some(*only) } else { None }
}

/// Whether somebody is told to write to whomever: acts in a sentence that has a verb for it, and receives nothing there.
fn writes_at(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const WRITES: [List; 4] = [List::Gladly, List::Sent, List::WroteTo, List::Wired];
    let has = |range: &Range<usize>, lists: &[List]| {
        reading.items[range.clone()].iter().any(|item| scene.language.is_any(lists, item.class))
    };
    let mut sentences = reading.sentences.iter().filter(|range| range.contains(&at));
    is_person(&reading.items[at])
        && sentences.any(|range| has(range, &WRITES) && !has(range, &[List::Received, List::From]))
        && is_subject(scene, reading, at)
}

/// Whom "he" or "she" means, of those that fit: somebody told of in the sentence before it, else the subject of an earlier one.
pub(crate) fn pronoun(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    before: &[Range<usize>],
    at: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let gender = gender_of(scene, reading, sentence.start + at);
    let fits = |it: usize| Gender::agree(gender, scene.cast.gender(it)) && fits(it);
    let figures = |reading: &'_ Reading<'_, '_>, range: Range<usize>| -> Vec<(bool, usize)> {
        let found = range.filter_map(|at| {
            let figure =
                Some(&reading.items[at]).filter(|item| is_person(item)).and_then(|it| reading.figure(it))?;
            Some((is_subject(scene, reading, at), figure))
        });
        found.filter(|(_, figure)| fits(*figure)).collect()
    };
    let first = |found: Vec<(bool, usize)>| {
        let subject = found.iter().find(|(subject, _)| *subject).or(found.first());
        subject.map(|(_, figure)| *figure)
    };
    let here = figures(reading, sentence.start..sentence.start + at);
    let here = here.iter().rfind(|(subject, _)| *subject).map(|(_, figure)| *figure);
    // "…, said the spokesman. “…,” he added": whoever spoke goes on.
    let spoke = || {
        let last = before.last().map(|last| (reading, last)).or_else(|| last_before(scene, reading));
        last.and_then(|(reading, last)| speaking(scene, reading, last)).filter(|it| fits(*it))
    };
    // "He told Marape that …": before that, whoever "he" is.
    let about = |range: &Range<usize>| {
        let found = figures(reading, range.clone());
        let he = reading.items[range.clone()].iter().any(|item| item.class == class::PRONOUN);
        if he && !found.iter().any(|(subject, _)| *subject) { None } else { first(found) }
    };
    let earlier = || before.iter().rev().find_map(about);
    let passage = || {
        let position = scene.readings.iter().position(|it| std::ptr::eq(it, reading))?;
        let bodies =
            scene.readings[..position].iter().rev().filter(|it| it.passage.part == Part::Body).take(2);
        bodies
            .flat_map(|it| it.sentences.iter().map(move |range| (it, range)))
            .find_map(|(it, range)| first(figures(it, range.clone())))
    };
    let any = || figures(reading, sentence.start..sentence.start + at).last().map(|(_, figure)| *figure);
    here.or_else(spoke).or_else(earlier).or_else(passage).or_else(any)
}

/// The last sentence of the passage before, where that is of the article itself.
fn last_before<'r, 'p, 'l>(
    scene: &'r Scene<'p, 'l>,
    reading: &Reading<'_, '_>,
) -> Option<(&'r Reading<'p, 'l>, &'r Range<usize>)> {
    let position = scene.readings.iter().position(|it| std::ptr::eq(it, reading))?;
    let before = scene.readings[..position].last().filter(|it| it.passage.part == Part::Body)?;
    Some((before, before.sentences.last()?))
}

/// Who speaks in a sentence: whoever stands right beside its word of saying.
fn speaking(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, sentence: &Range<usize>) -> Option<usize> {
    const BEFORE: usize = 3;
    let says = |at: &usize| scene.language.is(List::Speaking, reading.items[*at].class);
    let person = |at: &usize| sentence.contains(at) && is_person(&reading.items[*at]);
    // "李总理形容安倍是…": where no word is set apart, whoever stands behind the verb is spoken of.
    let behind = |at: usize| Some(at + 1).filter(|_| scene.language.spaces);
    let beside = |at: usize| {
        let right_beside = [at.checked_sub(1), behind(at)].into_iter().flatten().find(person);
        // "X, of all people, has said": marks and small words stand between.
        right_beside.or_else(|| (at.saturating_sub(BEFORE)..at).rev().find(person))
    };
    let at = sentence.clone().filter(says).find_map(beside)?;
    let at =
        sentence.start + named_behind(scene, reading, &reading.items[sentence.clone()], at - sentence.start);
    reading.figure(&reading.items[at]).filter(|_| is_subject(scene, reading, at))
}

/// Whether a pronoun means a woman or a man; nothing where a verb stands alone.
pub(crate) fn gender_of(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<Gender> {
    let item = reading.items.get(at).filter(|item| item.class == class::PRONOUN)?;
    scene.language.genders.told_by(&reading.passage.text[item.start..item.end])
}

/// "（58）は": the item behind what brackets hold, where they open here.
fn behind_brackets(reading: &Reading<'_, '_>, at: usize) -> usize {
    const LONG: usize = 8;
    let opens = reading.items.get(at).is_some_and(|item| item.class == class::OPEN);
    let mut inside = (at..reading.items.len()).take(LONG).filter(|_| opens);
    inside.find(|at| reading.items[*at].class == class::CLOSE).map_or(at, |close| close + 1)
}

/// Whether somebody acts in a sentence, as far as the case or the word before tells: not "to the president".
pub(crate) fn is_subject(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const BEFORE: [List; 9] = [
        List::To,
        List::ToThe,
        List::Of,
        List::From,
        List::By,
        List::With,
        List::Toward,
        List::For,
        List::WroteTo,
    ];
    let item = &reading.items[at];
    if [Case::Genitive, Case::Dative, Case::Instrumental].contains(&item.case) {
        return false;
    }
    if !scene.language.spaces {
        let behind = reading.items.get(behind_brackets(reading, at + 1));
        // Chinese marks no subject: whoever is not marked as something else.
        if scene.language.list(List::Subject).is_some() {
            return behind.is_some_and(|next| scene.language.is(List::Subject, next.class));
        }
        if behind.is_some_and(|next| scene.language.is(List::Of, next.class)) {
            return false;
        }
    }
    // "The president's adviser, X, said": the president did not.
    let possessor = reading.items.get(at + 1).filter(|_| scene.language.spaces);
    if possessor.is_some_and(|next| scene.language.is(List::Possessive, next.class)) {
        return false;
    }
    // "He told Marape that …": whoever stands behind a verb that has somebody right before it.
    const VERBS: [List; 4] = [List::Speaking, List::Gladly, List::Sent, List::Expressing];
    let pair = at
        .checked_sub(2)
        .map(|at| (&reading.items[at], &reading.items[at + 1]))
        .filter(|_| scene.language.is_ordered());
    if pair.is_some_and(|(who, verb)| is_person(who) && scene.language.is_any(&VERBS, verb.class)) {
        return false;
    }
    let before = at.checked_sub(1).map(|at| &reading.items[at]);
    // "拉米亚的总理": where words are not set apart, whose somebody is stands before them.
    let before = before.filter(|it| scene.language.spaces || !scene.language.is(List::Of, it.class));
    !before.is_some_and(|before| scene.language.is_any(&BEFORE, before.class))
}
