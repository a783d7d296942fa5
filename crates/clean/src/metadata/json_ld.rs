//! schema.org descriptions in JSON-LD.

use super::{Metadata, Rank};
use crate::byline;
use crate::fold::fold;
use crate::html::decode;
use crate::lexicon::Lexicon;
use dateline_record::{DateRole, DateSource};
use serde_json::{Map, Value};

/// Longer scripts describe a shop, not an article.
const LONGEST: usize = 4 << 20;

/// Reads one script into `found`. What is no JSON is passed over, as every consumer does.
pub(super) fn read(script: &str, found: &mut Metadata, lexicon: &Lexicon) {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim_end_matches(';');
    if script.len() > LONGEST {
        return;
    }
    let Some(value) = parse(script) else { return };
    // Breadth first: the article stands above the pictures and people it is made of.
    let mut queue = std::collections::VecDeque::from([&value]);
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                describe(object, found, lexicon);
                queue.extend(
                    ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"]
                        .iter()
                        .filter_map(|key| object.get(*key)),
                );
            }
            _ => {}
        }
    }
}

fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script).ok().or_else(|| {
        // Line breaks inside strings are the usual fault.
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

fn describe(object: &Map<String, Value>, found: &mut Metadata, lexicon: &Lexicon) {
    let article = has_type(object, |name| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || name.ends_with("Review")
            || matches!(name, "Report" | "LiveBlogPosting" | "Recipe" | "WebPage" | "VideoObject")
    });
    if !article {
        if has_type(object, |name| matches!(name, "Organization" | "NewsMediaOrganization" | "WebSite")) {
            found.publishers.extend(string(object.get("name")).map(|name| (Rank::Weak, name)));
        }
        return;
    }
    let page_only = has_type(object, |name| matches!(name, "WebPage" | "VideoObject"));
    if !page_only {
        found.headlines.splice(0..0, string(object.get("headline")));
        let people: Vec<String> = names(object.get("author").or_else(|| object.get("creator")))
            .iter()
            .flat_map(|name| byline::of_field(name, lexicon))
            .collect();
        if !people.is_empty() {
            found.authors.push((Rank::JsonLd, people));
        }
        found
            .publishers
            .extend(names(object.get("publisher")).into_iter().next().map(|name| (Rank::JsonLd, name)));
        found
            .sections
            .extend(names(object.get("articleSection")).into_iter().next().map(|name| (Rank::JsonLd, name)));
        if found.image.is_none() {
            found.image = address(object.get("image"));
        }
    }
    let dates = [
        ("datePublished", DateRole::Published),
        ("dateCreated", DateRole::Published),
        ("uploadDate", DateRole::Published),
        ("dateModified", DateRole::Modified),
    ];
    for (key, role) in dates {
        if let Some(text) = string(object.get(key)) {
            found.add_date(&text, role, DateSource::JsonLd);
        }
    }
}

fn has_type(object: &Map<String, Value>, fits: impl Fn(&str) -> bool) -> bool {
    let name =
        |value: &Value| value.as_str().is_some_and(|name| fits(name.rsplit('/').next().unwrap_or(name)));
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(name),
        Some(value) => name(value),
        None => false,
    }
}

fn string(value: Option<&Value>) -> Option<String> {
    let text = fold(&decode(value?.as_str()?));
    (!text.is_empty()).then_some(text)
}

/// Names given as strings, as objects with a `name`, or as lists of either.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(one_name).collect(),
        Some(value) => one_name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn one_name(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => match object.get("name") {
            Some(Value::Array(names)) => string(names.first()),
            name => string(name),
        },
        _ => string(Some(value)),
    }
}

fn address(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Array(items) => address(items.first().filter(|item| !item.is_array())),
        Value::Object(object) => string(object.get("url").or_else(|| object.get("@id"))),
        value => string(Some(value)),
    }
}
