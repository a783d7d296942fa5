//! Who is quoted with what words.

pub(crate) mod attribution;
mod beside;
mod extent;
mod headline;
mod letter;
mod patterns;
pub(crate) mod transcript;
mod voice;
mod ways;

use crate::language::gender::Gender;
use crate::scene::{Part, Scene};
use crate::sentence::quotation::Quotation;
use attribution::Attribution;
use beside::Beside;
use dateline_record::MessageKind;
use ways::Sentence;

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

/// What a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// Messages: quoted words are likely those of somebody who is told of beside them.
    Messages,
    /// Anything else: a word of saying must tie the two.
    Anything,
}

/// Every quote of a page in reading order.
pub(crate) fn quotes(scene: &Scene<'_, '_>, about: About) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for (at, reading) in scene.readings.iter().enumerate() {
        match reading.passage.part {
            Part::Title | Part::Caption => continue,
            Part::SetApart if reading.passage.quotes.is_empty() => {
                found.extend(set_apart(scene, about, at, &found));
                continue;
            }
            _ => {}
        }
        for sentence in Sentence::all(scene, about, at) {
            for item in sentence.quotes() {
                let quoted = sentence.quoted(item, found.last());
                let Quotation { start, end, .. } = *quoted.quotation();
                if let Some(Attribution { speaker, verb, written }) = quoted.told() {
                    found.push(Said { reading: at, start, end, speaker, verb, written });
                }
            }
        }
    }
    let mut all = headline::quotes(scene, about, &found);
    all.extend(found);
    all
}

/// Words set apart are whoever's the passage before says, where it leads to them.
fn set_apart(scene: &Scene<'_, '_>, about: About, at: usize, found: &[Said]) -> Option<Said> {
    let text = scene.readings[at].passage.text;
    let continues = found
        .last()
        .filter(|said| scene.readings[said.reading].passage.part == Part::SetApart && said.reading + 1 == at);
    let before = scene.readings[..at].iter().rposition(|it| it.passage.part == Part::Body);
    let leads = before.and_then(|at| {
        let number = scene.readings[at].sentences.len().checked_sub(1)?;
        Some(Beside::of(scene, about, at, number))
            .filter(|it| it.leads_on() && (it.is_bold() || it.ends_with_colon()))
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
