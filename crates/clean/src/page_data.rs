//! The data from which a script lays out a page: where in it the article stands, and what is said beside it.

use crate::features::ends_sentence;
use crate::metadata::{date_role, machine_date};
use dateline_record::DateRole;
use serde_json::{Map, Value};

/// Shorter strings in the data of a page are names, addresses and states.
const SHORTEST_STRING: usize = 20;

/// Shorter strings are headlines and summaries, however they end.
const SHORTEST_PROSE: usize = 60;

/// The share of a page's running text that the article's part of its data holds.
const SHARE: f32 = 0.8;

/// The parts of a text are a string each but for a few; a list of teasers has two strings and more a teaser.
const STRINGS_A_PART: f32 = 1.5;

/// The article in the data of a page.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Story<'v> {
    /// Its text in parts, each of which may be HTML. Empty where the text cannot be told from what stands beside it.
    pub(crate) parts: Vec<&'v str>,
    /// Days of its publication and of changes to it.
    pub(crate) dates: Vec<(&'v str, DateRole)>,
    /// Who wrote it.
    pub(crate) authors: Vec<&'v str>,
}

/// Finds the smallest part of the data that holds most of its running text, and what the objects around that say.
pub(crate) fn story(data: &Value) -> Story<'_> {
    let mut around: Vec<&Map<String, Value>> = Vec::new();
    let mut at = data;
    let mut held = prose(data);
    while let Some((heaviest, mass)) = heaviest(at).filter(|(_, mass)| *mass as f32 >= SHARE * held as f32) {
        if let Value::Object(fields) = at {
            around.push(fields);
        }
        (at, held) = (heaviest, mass);
    }
    if held == 0 {
        return Story::default();
    }
    around.reverse();
    let dates = around.iter().map(|fields| dates(fields)).find(|dates| !dates.is_empty());
    let authors = around.iter().map(|fields| authors(fields)).find(|names| !names.is_empty());
    Story { parts: parts(at), dates: dates.unwrap_or_default(), authors: authors.unwrap_or_default() }
}

/// Whether a string may be part of a text.
pub(crate) fn is_words(string: &str) -> bool {
    string.len() >= SHORTEST_STRING && (string.contains(' ') || !string.is_ascii())
}

/// Tells all strings in the order of the data. How deep it may be nested is limited where it is parsed.
pub(crate) fn each_string<'v>(value: &'v Value, tell: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(string) => tell(string),
        Value::Array(items) => items.iter().for_each(|item| each_string(item, tell)),
        Value::Object(fields) => fields.values().for_each(|field| each_string(field, tell)),
        _ => {}
    }
}

/// How many bytes of running text there are.
fn prose(value: &Value) -> usize {
    let mut bytes = 0;
    each_string(value, &mut |string| {
        let is_prose = || ends_sentence(string.trim_end()) || string.contains("</p>");
        if string.len() >= SHORTEST_PROSE && is_words(string) && is_prose() {
            bytes += string.len();
        }
    });
    bytes
}

/// The part that holds most running text.
fn heaviest(value: &Value) -> Option<(&Value, usize)> {
    let heaviest = |found: Option<(_, usize)>, part| {
        let mass = prose(part);
        if found.is_none_or(|(_, most)| mass > most) { Some((part, mass)) } else { found }
    };
    match value {
        Value::Array(items) => items.iter().fold(None, heaviest),
        Value::Object(fields) => fields.values().fold(None, heaviest),
        _ => None,
    }
}

/// The parts of a text: the string itself, or the strings of a list that is not one of teasers.
fn parts(value: &Value) -> Vec<&str> {
    let mut strings = Vec::new();
    each_string(value, &mut |string| strings.extend(is_words(string).then_some(string)));
    let is_text = match value {
        Value::String(_) => true,
        Value::Array(items) => strings.len() as f32 <= STRINGS_A_PART * items.len() as f32,
        _ => false,
    };
    if is_text { strings } else { Vec::new() }
}

fn dates(fields: &Map<String, Value>) -> Vec<(&str, DateRole)> {
    let days = fields.iter().filter_map(|(name, value)| {
        let role = date_role(&name.to_ascii_lowercase())?;
        let text = value.as_str().filter(|text| machine_date(text).is_some())?;
        Some((text, role))
    });
    days.collect()
}

fn authors(fields: &Map<String, Value>) -> Vec<&str> {
    let named = ["author", "authors", "byline"].iter().find_map(|name| fields.get(*name));
    match named {
        Some(Value::Array(people)) => people.iter().filter_map(name).collect(),
        Some(person) => name(person).into_iter().collect(),
        None => Vec::new(),
    }
}

fn name(person: &Value) -> Option<&str> {
    match person {
        Value::Object(fields) => fields.get("name")?.as_str(),
        person => person.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ONE: &str = "The weir above Skarn will be opened for salmon in April, after eleven years.";
    const OTHER: &str = "The mill keeps its water in dry months, and what is left over goes down the ladder.";

    #[test]
    fn the_article_is_where_most_sentences_are() {
        let data = json!({"site": {"claim": "News of the valley, every morning."}, "story": {
            "headline": "Salmon to pass the weir", "publishedAt": "2024-03-07T08:00:00Z", "author": {"name": "Ann Lee"},
            "body": [{"type": "paragraph", "html": ONE}, {"type": "paragraph", "html": OTHER}],
            "related": [{"headline": "Mill sells its very last cart", "publishedAt": "2021-01-01"}]}});
        let expected = Story {
            parts: vec![ONE, OTHER],
            dates: vec![("2024-03-07T08:00:00Z", DateRole::Published)],
            authors: vec!["Ann Lee"],
        };
        assert_eq!(story(&data), expected);
    }

    #[test]
    fn teasers_are_no_text() {
        let teaser = |head: &str, text: &str| json!({"headline": head, "summary": text});
        let data = json!({"latest": [teaser("Salmon to pass the weir", ONE), teaser("Mill sells its last cart", OTHER)]});
        assert!(story(&data).parts.is_empty());
        assert_eq!(story(&json!({"a": 1})), Story::default());
    }
}
