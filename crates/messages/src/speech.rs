//! Who is quoted with what words.

mod attribution;
pub(crate) mod deed;
pub(crate) mod dialogue;
mod headline;
mod letter;
pub(crate) mod quotation;
pub(crate) mod transcript;
mod voice;

use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::item::Item;
use crate::scene::{Part, Reading, Scene};
use attribution::{Attribution, attributions};
use dateline_record::MessageKind;
use quotation::Quotation;
use std::ops::Range;
use voice::Beside;

/// Who said quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Somebody of the cast.
    Figure(usize),
    /// Somebody whom the page names by no name here.
    Meant(Meant),
    /// Somebody outside of the cast, by the name that the page gives.
    Words(String),
    /// The message itself: whoever sent it.
    Letter(Letter),
    /// Nobody is named.
    Unknown,
    /// Nothing around the words tells whose they are.
    Untold,
}

/// "The king", "he": whom the text seems to mean, and by what office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meant {
    /// Somebody of the cast, where there is one.
    pub(crate) figure: Option<usize>,
    /// Their office; `None` where a pronoun stands.
    pub(crate) office: Option<String>,
    /// What the words for them tell.
    pub(crate) gender: Option<Gender>,
}

/// A letter that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Whom the text last told of as writing.
    pub(crate) told: Option<Writer>,
    /// What it is called tells what it does.
    pub(crate) kind: Option<MessageKind>,
}

/// Somebody of whom the text tells, before a letter speaks, that they wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Writer {
    pub(crate) writer: usize,
    /// The passage that tells it, by its position in the scene.
    pub(crate) reading: usize,
    /// Where its sentence begins, in bytes of the passage.
    pub(crate) start: usize,
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

/// Fewer words than this are a name or a word held at arm's length, unless somebody says them.
const WHOLE_SENTENCE: usize = 4;

/// Every quote of a page in reading order.
pub(crate) fn quotes(scene: &Scene<'_, '_>) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for (at, reading) in scene.readings.iter().enumerate() {
        match reading.passage.part {
            Part::Title | Part::Caption => continue,
            Part::SetApart if reading.passage.quotes.is_empty() => {
                found.extend(set_apart(scene, at, &found));
                continue;
            }
            _ => {}
        }
        let attributed = attributions(scene, at);
        for (index, quote) in reading.passage.quotes.iter().enumerate() {
            let told = attributed.get(&index).cloned();
            let told = told.or_else(|| untold(scene, at, index, found.last()));
            if let Some(told) = told {
                found.push(Said {
                    reading: at,
                    start: quote.start,
                    end: quote.end,
                    speaker: told.speaker,
                    verb: told.verb,
                    written: told.written,
                });
            }
        }
    }
    let mut all = headline::quotes(scene, &found);
    all.extend(found);
    all
}

/// Whose a quote is that no pattern reads; `None` where it is nobody's.
fn untold(scene: &Scene<'_, '_>, at: usize, index: usize, last: Option<&Said>) -> Option<Attribution> {
    let reading = &scene.readings[at];
    let quote = &reading.passage.quotes[index];
    let position = reading.items.iter().position(|item| item.class == class::QUOTE && item.index == index)?;
    let number = reading.sentences.iter().position(|range| range.contains(&position))?;
    let sentence = &reading.sentences[number];
    let beside = Beside::of(scene, at, number);
    let same = |said: &Said| Attribution {
        speaker: said.speaker.clone(),
        verb: said.verb.clone(),
        written: said.written,
    };
    // A quote that no mark closed goes on in the next passage, and so does one that the passage before ended with.
    let ended = |said: &Said| {
        let before = &scene.readings[said.reading];
        let mut behind =
            before.items.iter().filter(|item| item.start >= said.start && item.class != class::QUOTE);
        said.reading + 1 == at && behind.all(is_stop)
    };
    let goes_on = last.filter(|said| {
        let open = scene.readings[said.reading].passage.quotes.last().is_some_and(|quote| quote.open);
        index == 0 && quote.outer_start == 0 && open && ended(said)
    });
    let here = last.filter(|said| said.reading == at);
    let earlier = here.filter(|said| said.start >= reading.items[sentence.start].start);
    let bare = is_bare(scene, reading, sentence);
    // The sentence right before this one has the last quote.
    let next = here.filter(|said| {
        bare && number
            .checked_sub(1)
            .is_some_and(|number| said.start >= reading.items[reading.sentences[number].start].start)
    });
    if let Some(said) = goes_on.or(next).or(earlier) {
        return Some(same(said));
    }
    let written =
        || reading.items[sentence.clone()].iter().any(|item| scene.language.is(List::Post, item.class));
    let voice = || {
        // Without a word of saying or writing near, few words are rather a name held at arm's length.
        let colon = reading.passage.text[..quote.outer_start].trim_end().ends_with([':', '：']);
        let told = colon || beside.leads_on() || is_whole(scene, reading, quote);
        let speaker = beside.of_quote(position).filter(|_| told && is_long(scene, reading, quote))?;
        let written = written() || matches!(speaker, Speaker::Letter(_));
        Some(Attribution { speaker, verb: None, written })
    };
    let above = last.filter(|said| scene.tells && bare && index == 0 && ended(said));
    let before = here.filter(|_| bare).or(above);
    let unknown = || {
        let tells = beside.leads_on() && is_long(scene, reading, quote);
        let said = tells || is_whole(scene, reading, quote);
        let speaker = if bare { Speaker::Untold } else { Speaker::Unknown };
        said.then_some(Attribution { speaker, verb: None, written: false })
    };
    voice().or_else(|| before.map(same)).or_else(unknown)
}

fn is_stop(item: &Item<'_>) -> bool {
    matches!(item.class, class::SOFT_STOP | class::STOP)
}

/// Words set apart are whoever's the passage before says, where it leads to them.
fn set_apart(scene: &Scene<'_, '_>, at: usize, found: &[Said]) -> Option<Said> {
    let text = scene.readings[at].passage.text;
    let continues = found
        .last()
        .filter(|said| scene.readings[said.reading].passage.part == Part::SetApart && said.reading + 1 == at);
    let before = scene.readings[..at].iter().rposition(|it| it.passage.part == Part::Body);
    let leads = before.and_then(|at| {
        let number = scene.readings[at].sentences.len().checked_sub(1)?;
        Some(Beside::of(scene, at, number))
            .filter(|it| it.leads_on() && (scene.tells || it.ends_with_colon()))
    });
    let speaker = match continues {
        Some(said) => said.speaker.clone(),
        None => leads.and_then(|it| it.leading()).unwrap_or(Speaker::Unknown),
    };
    let written = matches!(speaker, Speaker::Letter(_)) || leads.is_some_and(|it| it.tells_of_letter());
    (!text.trim().is_empty()).then_some(Said {
        reading: at,
        start: 0,
        end: text.len(),
        speaker,
        verb: None,
        written,
    })
}

/// Whether a sentence has quoted words alone.
fn is_bare(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    let and = scene.language.list(List::And);
    reading.items[sentence.clone()].iter().all(|item| {
        matches!(item.class, class::QUOTE | class::SOFT_STOP | class::COMMA | class::DASH)
            || Some(item.class) == and
    })
}

/// Whether quoted words are too many to be held at arm's length, or stand behind a colon.
fn is_long(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    const WORDS: usize = 3;
    const LETTERS: usize = 7;
    let words = &reading.passage.text[quote.start..quote.end];
    let colon = reading.passage.text[..quote.outer_start].trim_end().ends_with([':', '：']);
    !is_title(reading, quote)
        && (colon
            || if scene.language.spaces || words.contains(' ') {
                words.split_whitespace().count() >= WORDS
            } else {
                words.chars().count() >= LETTERS
            })
}

/// Whether quoted words are a sentence of their own, so that somebody must have said them.
fn is_whole(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let words = &reading.passage.text[quote.start..quote.end];
    let long = if scene.language.spaces || words.contains(' ') {
        words.split_whitespace().count() >= WHOLE_SENTENCE
    } else {
        words.chars().count() >= 3 * WHOLE_SENTENCE
    };
    long && !is_title(reading, quote)
}

/// 《…》 without a full stop is a book.
fn is_title(reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let text = reading.passage.text;
    let words = &text[quote.start..quote.end];
    text[quote.outer_start..].starts_with('《') && !words.ends_with(['.', '!', '?', '。', '！', '？'])
}
