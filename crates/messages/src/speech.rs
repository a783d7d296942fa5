//! Who is quoted with what words.

use crate::discourse::{is_subject, pronoun};
use crate::item::{Item, class_set, classes, covered};
use crate::parties::is_addressed;
use crate::pattern::class;
use crate::quotation::Quotation;
use crate::scene::{Part, Reading, Scene, is_person};
use std::collections::BTreeMap;
use std::ops::Range;

/// Who said quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Somebody of the cast.
    Figure(usize),
    /// The words of the page for them.
    Words(String),
    /// The message itself: whoever sent it.
    Letter,
    /// Nobody is named.
    Unknown,
}

/// Quoted words that somebody said or wrote.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// The passage, by its position in the scene.
    pub(crate) reading: usize,
    /// The words, in bytes of its text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) speaker: Speaker,
    pub(crate) verb: Option<String>,
    /// The sentence speaks of a message, or the verb is one of writing.
    pub(crate) written: bool,
}

/// Fewer words than this without a full stop are a name or a word held at arm's length, unless somebody says them.
const WHOLE_SENTENCE: usize = 5;

/// Every quote of a page in reading order.
pub(crate) fn quotes(scene: &Scene<'_, '_>) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    // The speaker of a quote that no mark closed at the end of its passage.
    let mut carried: Option<Said> = None;
    for (at, reading) in scene.readings.iter().enumerate() {
        match reading.passage.part {
            Part::Title | Part::Caption => continue,
            Part::SetApart if reading.passage.quotes.is_empty() => {
                found.extend(set_apart(scene, at, &found));
                continue;
            }
            _ => {}
        }
        let attributed = attributions(scene, reading);
        let mut last: Option<Said> = None;
        for (index, quote) in reading.passage.quotes.iter().enumerate() {
            let said = attributed.get(&index).cloned();
            let said = said.or_else(|| {
                let before = last.as_ref().filter(|_| follows(scene, reading, index));
                let carried = carried.as_ref().filter(|_| index == 0 && quote.outer_start == 0);
                before.or(carried).map(|it| Attribution {
                    speaker: it.speaker.clone(),
                    verb: it.verb.clone(),
                    written: it.written,
                })
            });
            let unattributed = || {
                is_whole(scene, reading, quote).then_some(Attribution {
                    speaker: Speaker::Unknown,
                    verb: None,
                    written: false,
                })
            };
            if let Some(said) = said.or_else(unattributed) {
                let said = Said {
                    reading: at,
                    start: quote.start,
                    end: quote.end,
                    speaker: said.speaker,
                    verb: said.verb,
                    written: said.written,
                };
                last = Some(said.clone());
                found.push(said);
            }
        }
        let open = reading.passage.quotes.last().is_some_and(|quote| quote.open);
        carried = if open { last } else { None };
    }
    found
}

/// Words set apart are whoever's the passage before says, where it leads to them.
fn set_apart(scene: &Scene<'_, '_>, at: usize, found: &[Said]) -> Option<Said> {
    let reading = &scene.readings[at];
    let text = reading.passage.text;
    let before = scene.readings[..at].iter().rposition(|it| it.passage.part == Part::Body);
    let continues = found
        .last()
        .filter(|said| scene.readings[said.reading].passage.part == Part::SetApart && said.reading + 1 == at);
    let letter = before.is_some_and(|at| {
        let last = scene.readings[at].sentences.last();
        last.is_some_and(|range| {
            scene.readings[at].items[range.clone()].iter().any(|item| scene.language.is("post", item.class))
        })
    });
    let speaker = match continues {
        Some(said) => said.speaker.clone(),
        None if letter => Speaker::Letter,
        None => Speaker::Unknown,
    };
    let written = speaker == Speaker::Letter;
    (!text.trim().is_empty()).then_some(Said {
        reading: at,
        start: 0,
        end: text.len(),
        speaker,
        verb: None,
        written,
    })
}

#[derive(Debug, Clone)]
struct Attribution {
    speaker: Speaker,
    verb: Option<String>,
    written: bool,
}

/// What the sentences of a passage say of its quotes, by the quote's position.
fn attributions(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>) -> BTreeMap<usize, Attribution> {
    let mut found: BTreeMap<usize, Attribution> = BTreeMap::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let items = &reading.items[sentence.clone()];
        if items.iter().all(|item| item.class != class::QUOTE) {
            continue;
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
                // "In a telegram to Erdogan wrote Scholz": Erdogan says nothing.
                let named = captures.name("speaker").map(|it| covered(&it).start);
                if named.is_some_and(|at| is_addressed(scene.language, items, at)) {
                    continue;
                }
                let verb = captures.name("verb").map(|it| covered(&it));
                let speaker = speaker(scene, reading, sentence, &reading.sentences[..number], &captures);
                let word = |range: &Range<usize>| {
                    reading.passage.text[items[range.start].start..items[range.end - 1].end].to_owned()
                };
                if let Some(speaker) = speaker {
                    let language = scene.language;
                    let written = items
                        .iter()
                        .any(|item| language.is("post", item.class) || language.is("wrote", item.class));
                    found.insert(index, Attribution { speaker, verb: verb.as_ref().map(word), written });
                }
            }
        }
        share(items, &mut found);
        let quotes: Vec<usize> = (0..items.len()).filter(|at| items[*at].class == class::QUOTE).collect();
        for at in quotes.into_iter().filter(|at| *at > 0) {
            let index = items[at].index;
            if !found.contains_key(&index)
                && let Some(figure) = acting(scene, reading, sentence, sentence.start + at)
            {
                let speaker = Speaker::Figure(figure);
                let written = items.iter().any(|item| scene.language.is("post", item.class));
                found.insert(index, Attribution { speaker, verb: None, written });
            }
        }
    }
    found
}

/// Whoever a sentence about a message or about words begins with, where no pattern has its verb: "in his letter the
/// king conveys “…”".
fn acting(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    quote: usize,
) -> Option<usize> {
    const SPEECH: [&str; 4] = ["post", "speaking", "expressing", "gladly"];
    let before = sentence.start..quote;
    let speaks = |at: usize| SPEECH.iter().any(|list| scene.language.is(list, reading.items[at].class));
    let mut people = before.clone().filter(|at| is_person(&reading.items[*at]));
    let first = people.next().filter(|at| is_subject(scene, reading, *at))?;
    before.clone().any(speaks).then(|| reading.figure(&reading.items[first])).flatten()
}

fn speaker(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    before: &[Range<usize>],
    captures: &regex::Captures<'_>,
) -> Option<Speaker> {
    let items = &reading.items[sentence.clone()];
    if captures.name("paper").is_some() {
        return Some(Speaker::Letter);
    }
    if let Some(found) = captures.name("who") {
        let range = covered(&found);
        let (first, last) = (items[range.start], items[range.end - 1]);
        return Some(Speaker::Words(reading.passage.text[first.start..last.end].to_owned()));
    }
    // "«…», escribió.": a verb alone, of whoever the sentence before is about.
    if let Some(found) = captures.name("dropped") {
        let at = covered(&found).start;
        return Some(match pronoun(scene, reading, sentence, before, at, &|_| true) {
            Some(figure) => Speaker::Figure(figure),
            None => Speaker::Unknown,
        });
    }
    // "…, it says there": the message itself.
    let Some(found) = captures.name("speaker") else { return Some(Speaker::Letter) };
    let at = named_behind(scene, reading, items, covered(&found).start);
    let item = &items[at];
    if item.class == class::PRONOUN {
        return Some(match pronoun(scene, reading, sentence, before, at, &|_| true) {
            Some(figure) => Speaker::Figure(figure),
            None => Speaker::Unknown,
        });
    }
    Some(match reading.figure(item) {
        Some(figure) => match captures.name("speaker_gen").and_then(|_| scene.cast.as_subject(figure)) {
            Some(name) => Speaker::Words(name),
            None => Speaker::Figure(figure),
        },
        None => {
            let start = if scene.language.spaces { item.start } else { begun(scene, reading, items, at) };
            Speaker::Words(reading.passage.text[start..item.end].trim().to_owned())
        }
    })
}

/// "The commander of the unit Taras Vilshanych": an office, and behind a few words the name.
fn named_behind(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: &[Item<'_>], at: usize) -> usize {
    const NEAR: usize = 6;
    if reading.figure(&items[at]).is_some() || !is_person(&items[at]) {
        return at;
    }
    const BETWEEN: [&str; 4] = ["his", "of", "the", "in"];
    const CLASSES: [char; 4] = [class::WORD, class::NAME, class::COUNTRY, class::COMMA];
    let between = |item: &&Item<'_>| {
        CLASSES.contains(&item.class) || BETWEEN.iter().any(|list| scene.language.is(list, item.class))
    };
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
            || scene.language.is("house", item.class)
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

/// Whether a quote stands alone behind another of the same passage: the same goes on speaking.
fn follows(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, index: usize) -> bool {
    let position = reading.items.iter().position(|item| item.class == class::QUOTE && item.index == index);
    let Some(at) = position else { return false };
    let sentence = reading.sentences.iter().find(|range| range.contains(&at));
    let Some(sentence) = sentence else { return false };
    let and = scene.language.list("and");
    let bare = reading.items[sentence.clone()].iter().all(|item| {
        matches!(item.class, class::QUOTE | class::SOFT_STOP | class::COMMA | class::DASH)
            || Some(item.class) == and
    });
    let earlier = reading.items[sentence.start..at].iter().any(|item| item.class == class::QUOTE);
    bare || earlier
}

/// Whether quoted words are a sentence of their own, so that somebody must have said them.
fn is_whole(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let words = &reading.passage.text[quote.start..quote.end];
    let stops = words.trim_end().ends_with(['.', '!', '?', ',', '。', '！', '？']);
    let long = if scene.language.spaces || words.contains(' ') {
        words.split_whitespace().count() >= WHOLE_SENTENCE
    } else {
        words.chars().count() >= 3 * WHOLE_SENTENCE
    };
    let alone = reading.passage.quotes.len() == 1
        && quote.outer_start == 0
        && quote.outer_end == reading.passage.text.len();
    long && (stops || alone)
}
