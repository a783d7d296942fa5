//! Quoted words of a headline, and whose they are.

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::sentence::quotation::Quotation;
use crate::speech::extent::is_title;
use crate::speech::ways::{Quoted, Sentence};
use crate::speech::{About, Said, Speaker};
use crate::telling::discourse::is_subject;

/// Fewer letters, or words where they are set apart, are a name or a word held at arm's length.
const LETTERS: usize = 5;
const WORDS: usize = 3;

/// The quotes of the headlines. `said`: those of the article, which has the same words more often than not.
pub(super) fn quotes(scene: &Scene<'_, '_>, about: About, said: &[Said]) -> Vec<Said> {
    let titles = scene.readings.iter().enumerate().filter(|(_, it)| it.passage.part == Part::Title);
    titles.flat_map(|(at, _)| of_title(scene, about, at, said)).collect()
}

fn of_title(scene: &Scene<'_, '_>, about: About, at: usize, said: &[Said]) -> Vec<Said> {
    let reading = &scene.readings[at];
    let sentences = Sentence::all(scene, about, at);
    let quoted = sentences.iter().flat_map(|it| it.quotes().map(|at| it.quoted(at, None)));
    let quoted: Vec<Quoted<'_, '_, '_, '_>> = quoted.collect();
    let quotes = reading.passage.quotes.iter().enumerate();
    let found = quotes.filter_map(|(index, quote)| {
        let words = &reading.passage.text[quote.start..quote.end];
        let again = said.iter().find(|it| {
            let text = scene.readings[it.reading].passage.text;
            text[it.start..it.end].contains(words)
        });
        if again.is_none() && !is_speech(scene, reading, quote) {
            return None;
        }
        let told = || Some(quoted.iter().find(|it| it.index() == index)?.told_by_sentence()?.speaker);
        let speaker =
            again.map(|it| it.speaker.clone()).or_else(told).or_else(|| heads(scene, reading, index));
        Some(Said {
            reading: at,
            start: quote.start,
            end: quote.end,
            speaker: speaker.unwrap_or(Speaker::Unknown),
            verb: None,
            written: again.is_some_and(|it| it.written),
        })
    });
    found.collect()
}

/// Whether quoted words of a headline are what somebody says.
fn is_speech(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let words = &reading.passage.text[quote.start..quote.end];
    let long = if scene.language.spaces {
        words.split_whitespace().count() >= WORDS
    } else {
        words.chars().filter(|char| char.is_alphanumeric()).count() >= LETTERS
    };
    long && !quote.open && !is_title(reading, quote)
}

/// Whom a headline is about: "X, Y에 축전…“…”", "X‘s letter: “…”": who stands first and acts.
/// "…, Y “…”", where words are not set apart: who stands right before the words.
fn heads(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: usize) -> Option<Speaker> {
    let quoted = |item: &Item<'_>| item.class == class::QUOTE && item.index == quote;
    let before = reading.items.iter().position(quoted).and_then(|at| at.checked_sub(1));
    let near = before.map(|at| &reading.items[at]).filter(|item| !scene.language.spaces && is_person(item));
    if let Some(figure) = near.and_then(|item| reading.figure(item)) {
        return Some(Speaker::Figure(figure));
    }
    let first = reading.items.iter().position(is_person)?;
    let behind = reading.items.get(first + 1).map(|item| item.class);
    let acts = if scene.language.spaces {
        is_subject(scene, reading, first)
    } else {
        // Where words are not set apart, a mark or a particle tells.
        behind.is_some_and(|next| {
            [class::COMMA, class::QUOTE].contains(&next) || scene.language.is(List::Subject, next)
        })
    };
    reading.figure(&reading.items[first]).filter(|_| acts).map(Speaker::Figure)
}
