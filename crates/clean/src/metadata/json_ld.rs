//! schema.org descriptions in JSON-LD.

use super::Metadata;
use super::origin::Origin;
use crate::byline;
use crate::fold::fold;
use crate::html::decode;
use crate::lexicon::Lexicon;
use dateline_record::{DateRole, DateSource, FieldSource};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
    let people = people_by_id(&value);
    // Breadth first: the article stands above the pictures and people it is made of.
    let mut queue = std::collections::VecDeque::from([&value]);
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                describe(object, &people, found, lexicon);
                queue.extend(
                    // What a list holds are other pages.
                    ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]
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

fn describe(
    object: &Map<String, Value>,
    known: &BTreeMap<&str, &Value>,
    found: &mut Metadata,
    lexicon: &Lexicon,
) {
    if has_type(object, is_article_or_page) {
        // The headline and author of a bare page, or of a film on it, need not be the article's.
        if !has_type(object, |name| name.ends_with("Page") || name == "VideoObject") {
            describe_article(object, known, found, lexicon);
        }
        add_dates(object, found);
    } else if has_type(object, |name| matches!(name, "Organization" | "NewsMediaOrganization" | "WebSite")) {
        found.publishers.extend(string(object.get("name")).map(|name| (Origin::WEAK_JSON_LD, name)));
    }
}

fn is_article_or_page(name: &str) -> bool {
    const OTHERS: [&str; 9] = [
        "Report",
        "Recipe",
        "HowTo",
        "PodcastEpisode",
        "WebPage",
        "CollectionPage",
        "ItemPage",
        "MedicalWebPage",
        "VideoObject",
    ];
    ["Article", "Posting", "Review"].iter().any(|end| name.ends_with(end)) || OTHERS.contains(&name)
}

fn describe_article(
    object: &Map<String, Value>,
    known: &BTreeMap<&str, &Value>,
    found: &mut Metadata,
    lexicon: &Lexicon,
) {
    let first = |key: &str| names(object.get(key)).into_iter().next().map(|name| (Origin::JSON_LD, name));
    let headline = string(object.get("headline")).map(|text| (FieldSource::JsonLd, text));
    found.headlines.splice(0..0, headline);
    let author = object.get("author").or_else(|| object.get("creator"));
    let people: Vec<String> = authors(author.map(|author| resolved(author, known)))
        .iter()
        .flat_map(|name| byline::of_field(name, lexicon))
        .collect();
    if !people.is_empty() {
        found.authors.push((Origin::JSON_LD, people));
    }
    found.publishers.extend(first("publisher"));
    found.sections.extend(first("articleSection"));
    if found.body.is_none() {
        found.body = string(object.get("articleBody"));
        found.body_source = object.get("articleBody").and_then(Value::as_str).map(str::to_owned);
    }
    found.description = found.description.take().or_else(|| string(object.get("description")));
    if found.image.is_none() {
        found.image = address(object.get("image")).map(|address| (FieldSource::JsonLd, address));
    }
}

fn add_dates(object: &Map<String, Value>, found: &mut Metadata) {
    const DATES: [(&str, DateRole); 4] = [
        ("datePublished", DateRole::Published),
        ("dateCreated", DateRole::Published),
        ("uploadDate", DateRole::Published),
        ("dateModified", DateRole::Modified),
    ];
    // The day of a film on the page need not be the page's.
    let is_part = has_type(object, |name| name == "VideoObject");
    for (key, role) in DATES {
        if let Some(text) = string(object.get(key)) {
            let role = if is_part { DateRole::Unknown } else { role };
            found.add_date(&text, role, DateSource::JsonLd);
        }
    }
}

/// Named people and organizations that others refer to by `@id`.
fn people_by_id(value: &Value) -> BTreeMap<&str, &Value> {
    let mut found = BTreeMap::new();
    let mut queue = vec![value];
    while let Some(value) = queue.pop() {
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                if let (Some(id), Some(_)) = (object.get("@id").and_then(Value::as_str), object.get("name")) {
                    found.insert(id, value);
                }
                queue.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    found
}

/// What a reference by `@id` refers to; anything else is itself.
fn resolved<'v>(value: &'v Value, known: &BTreeMap<&str, &'v Value>) -> &'v Value {
    let single = match value {
        Value::Array(items) if items.len() == 1 => &items[0],
        value => value,
    };
    let nameless = single.as_object().filter(|object| !object.contains_key("name"));
    let id = nameless.and_then(|object| object.get("@id")).and_then(Value::as_str);
    id.and_then(|id| known.get(id).copied()).unwrap_or(value)
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

/// The names of authors: of people where there are some, beside whom a paper may stand.
fn authors(value: Option<&Value>) -> Vec<String> {
    let is = |value: &Value, kind: &str| {
        value.as_object().is_some_and(|object| has_type(object, |name| name.ends_with(kind)))
    };
    match value {
        Some(Value::Array(items)) if items.iter().any(|item| is(item, "Person")) => {
            items.iter().filter(|item| !is(item, "Organization")).filter_map(one_name).collect()
        }
        value => names(value),
    }
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
