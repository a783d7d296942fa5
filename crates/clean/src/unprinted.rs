//! Text of the article that the page does not print: it stands in the page's JSON alone, from which a script would
//! lay it out.

use crate::dom;
use crate::draft::{Drafts, Shape};
use crate::flat;
use crate::html::Tree;
use crate::page_data::{each_string, is_words};
use crate::title::key;
use dateline_record::BlockKind;
use memchr::memmem::Finder;
use serde_json::Value;
use std::collections::HashSet;

/// Letters and digits, in bytes: shorter texts in JSON are summaries.
const SHORTEST: usize = 250;

/// A page that prints so large a share of such a text, or other text as long as it, has its article in sight.
const PRINTED: f32 = 0.5;

/// Of a paragraph so many letters and digits are looked for on the page.
const PROBE: usize = 80;

/// Data of a page beyond this describe a shop, not an article.
const LONGEST_DATA: usize = 4 << 20;

/// Whether a text is an article rather than its beginning: nothing is looked for beside it in the page's data.
pub(crate) fn is_long(text: &str) -> bool {
    text.len() > 4 * SHORTEST
}

/// A paragraph of such a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) kind: BlockKind,
}

/// The paragraphs of a text in JSON, which may be HTML.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let drafts = drafts(text);
    let kind = |shape| match shape {
        Shape::Heading(_) => BlockKind::Heading,
        Shape::Quote => BlockKind::Quote,
        Shape::Item => BlockKind::List,
        Shape::Row => BlockKind::Table,
        Shape::Caption => BlockKind::Caption,
        Shape::Plain | Shape::Paragraph | Shape::Control => BlockKind::Paragraph,
    };
    let list = drafts.list.iter().enumerate();
    list.map(|(index, draft)| Paragraph { text: drafts.text(index).to_owned(), kind: kind(draft.shape) })
        .collect()
}

fn drafts(text: &str) -> Drafts {
    let is_markup = ["</p>", "<p>", "<br", "</div>", "</h2>", "</a>"].iter().any(|tag| text.contains(tag));
    if is_markup {
        return dom::drafts(&Tree::parse(text));
    }
    // Line breaks aside, texts in JSON-LD hold references as HTML does.
    flat::drafts(&crate::html::decode(text))
}

/// The data of a page, unless there is too much.
pub(crate) fn parsed(data: &str) -> Option<Value> {
    if data.len() > LONGEST_DATA {
        return None;
    }
    serde_json::from_str(data.trim()).ok()
}

/// All longer strings in the data of a page, as flattened text from which the article has to be chosen.
pub(crate) fn flattened(data: &Value) -> Option<String> {
    let (mut lines, mut seen) = (String::new(), HashSet::new());
    each_string(data, &mut |string| {
        if !is_words(string) {
            return;
        }
        let drafts = drafts(string);
        for index in 0..drafts.list.len() {
            if seen.insert(drafts.text(index).to_owned()) {
                lines.push_str(drafts.text(index));
                lines.push_str("\n\n");
            }
        }
    });
    (!lines.is_empty()).then_some(lines)
}

/// What of these paragraphs has to be put beside the article that was found on the page, whose text is `body`: nothing
/// where the page prints them, or an article of its own.
pub(crate) fn missing(paragraphs: Vec<Paragraph>, body: &str, blocks: &[&str]) -> Vec<Paragraph> {
    let keys: Vec<String> = paragraphs.iter().map(|paragraph| key(&paragraph.text)).collect();
    let length: usize = keys.iter().map(String::len).sum();
    if length < SHORTEST || key(body).len() as f32 > PRINTED * length as f32 {
        return Vec::new();
    }
    // A sign between blocks, so that no paragraph is found across two.
    let page = blocks.iter().map(|block| key(block)).collect::<Vec<_>>().join("\n");
    let is_printed = |key: &String| {
        let probe = &key[..key.floor_char_boundary(PROBE)];
        Finder::new(probe).find(page.as_bytes()).is_some()
    };
    let printed: Vec<bool> = keys.iter().map(is_printed).collect();
    let seen: usize =
        keys.iter().zip(&printed).filter(|(_, printed)| **printed).map(|(key, _)| key.len()).sum();
    if seen as f32 > PRINTED * length as f32 {
        return Vec::new();
    }
    paragraphs
        .into_iter()
        .zip(printed)
        .filter(|(_, printed)| !printed)
        .map(|(paragraph, _)| paragraph)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_json_are_plain_or_html() {
        let texts = |text| paragraphs(text).into_iter().map(|p| p.text).collect::<Vec<_>>();
        assert_eq!(texts("One &amp; two.\n\nThree."), ["One & two.", "Three."]);
        assert_eq!(texts("<h2>Head</h2><p>One <b>two</b>.</p>"), ["Head", "One two."]);
        assert_eq!(paragraphs("<h2>Head</h2><p>x</p>")[0].kind, BlockKind::Heading);
    }

    #[test]
    fn strings_are_taken_once_in_their_order() {
        let data = r#"{"a":{"title":"short","body":"<p>The bridge of Tern is closed for the winter.</p>"},
            "b":["The bridge of Tern is closed for the winter.","https://gull.example/a/very/long/address/of/a/page",7]}"#;
        assert_eq!(
            flattened(&parsed(data).unwrap()).unwrap(),
            "The bridge of Tern is closed for the winter.\n\n"
        );
        assert_eq!(parsed("no json"), None);
    }
}
