//! A page as the patterns see it, for whoever writes a language file.

use crate::language::Language;
use crate::language::pattern::{Class, class, name_of};
use crate::scene::{Reading, Scene};
use crate::sentence::item::Item;

/// The sentences of a page, one line each: every item with its class, people with who they are.
pub(crate) fn transcript(scene: &Scene<'_, '_>) -> Vec<String> {
    let mut lines = Vec::new();
    for reading in &scene.readings {
        for sentence in &reading.sentences {
            let items = reading.items[sentence.clone()].iter();
            let words: Vec<String> = items.map(|item| written(scene, reading, item)).collect();
            lines.push(format!("{} {:?}: {}", reading.passage.block, reading.passage.part, words.join(" ")));
        }
    }
    lines
}

fn written(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, item: &Item<'_>) -> String {
    let text = &reading.passage.text[item.start..item.end];
    let class = class_name(scene.language, item.class);
    match reading.figure(item) {
        Some(figure) => format!("{text}[{class} {}]", scene.cast.figures[figure].name),
        None if class == "word" => text.to_owned(),
        None => format!("{text}[{class}]"),
    }
}

fn class_name(language: &Language, class: Class) -> &str {
    let list = language.lists.iter().find(|(_, own)| **own == class).filter(|_| class >= class::FIRST_LIST);
    list.map_or_else(|| name_of(class), |(name, _)| name)
}
