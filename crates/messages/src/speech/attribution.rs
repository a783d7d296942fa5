//! Whom an item of a sentence makes the speaker of quoted words.

use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::holder::office_alone;
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::speech::{Meant, Said, Speaker};

/// Who said quoted words, and with what verb.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    pub(crate) speaker: Speaker,
    pub(crate) verb: Option<String>,
    /// The sentence speaks of a message, or the verb is one of writing.
    pub(crate) written: bool,
}

impl Attribution {
    /// The words of a letter.
    pub(crate) fn written(speaker: Speaker) -> Self {
        Self { speaker, verb: None, written: true }
    }

    /// Words that go on with others.
    pub(crate) fn as_before(said: &Said) -> Self {
        Self { speaker: said.speaker.clone(), verb: said.verb.clone(), written: said.written }
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
    if scene.language.spaces || reading.figure(&items[at]).is_some() {
        return None;
    }
    let before = &reading.passage.text[items[0].start..items[at].start];
    scene.language.private.at_end(before).map(|name| Speaker::Words(name.to_owned()))
}

/// Whom a pronoun seems to mean.
pub(crate) fn he(figure: Option<usize>, gender: Option<Gender>) -> Speaker {
    Speaker::Meant(Meant { figure, office: None, gender })
}

/// What the words of a mention tell of a woman or a man.
fn mentioned(reading: &Reading<'_, '_>, item: &Item<'_>) -> Option<Gender> {
    reading.mentions.get(item.index).filter(|_| is_person(item))?.said.gender
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
            || scene.language.is_plain(item.class)
            || [class::NAME, class::COUNTRY].contains(&item.class)
    });
    own.last().map_or(items[at].start, |item| item.start)
}
