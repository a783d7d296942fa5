//! What the names of elements say, from `data/markup.toml`.

use crate::draft::Hints;
use crate::html::{Attributes, Tag};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    navigation: Vec<String>,
    aside: Vec<String>,
    footer: Vec<String>,
    header: Vec<String>,
    comments: Vec<String>,
    related: Vec<String>,
    promotion: Vec<String>,
    cookies: Vec<String>,
    login: Vec<String>,
    legal: Vec<String>,
    byline: Vec<String>,
    date: Vec<String>,
    title: Vec<String>,
    content: Vec<String>,
    body: Vec<String>,
    caption: Vec<String>,
    tags: Vec<String>,
    clock: Vec<String>,
    hidden: Vec<String>,
}

struct Names {
    words: AhoCorasick,
    /// For each word what it says, and where it may stand.
    meanings: Vec<Meaning>,
}

#[derive(Clone, Copy)]
struct Meaning {
    says: Hints,
    /// It may be the start of a longer part.
    is_start: bool,
    /// It must be a whole name, not a part of one.
    is_whole: bool,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let file: File = match toml::from_str(include_str!("../data/markup.toml")) {
        Ok(file) => file,
        Err(error) => panic!("data/markup.toml: {error}"),
    };
    let lists = [
        (file.navigation, Hints::NAVIGATION),
        (file.aside, Hints::ASIDE),
        (file.footer, Hints::FOOTER),
        (file.header, Hints::HEADER),
        (file.comments, Hints::COMMENTS),
        (file.related, Hints::RELATED),
        (file.promotion, Hints::PROMOTION),
        (file.cookies, Hints::COOKIES),
        (file.login, Hints::LOGIN),
        (file.legal, Hints::LEGAL),
        (file.byline, Hints::BYLINE),
        (file.date, Hints::DATE),
        (file.title, Hints::TITLE),
        (file.content, Hints::CONTENT),
        (file.body, Hints::BODY.with(Hints::CONTENT)),
        (file.caption, Hints::CAPTION),
        (file.tags, Hints::TAGS),
        (file.clock, Hints::CLOCK),
        (file.hidden, Hints::HIDDEN),
    ];
    let words: Vec<(String, Meaning)> = lists
        .into_iter()
        .flat_map(|(words, hints)| words.into_iter().map(move |word| (word, hints)))
        .map(|(word, says)| {
            let bare = word.trim_start_matches('=').trim_end_matches('*').to_owned();
            (bare, Meaning { says, is_start: word.ends_with('*'), is_whole: word.starts_with('=') })
        })
        .collect();
    let automaton = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .build(words.iter().map(|(word, _)| word))
        .expect("the words are far fewer than the automaton can hold");
    Names { words: automaton, meanings: words.into_iter().map(|(_, meaning)| meaning).collect() }
});

/// What an element says by its tag and its names.
pub(crate) fn hints(tag: Tag, attributes: Attributes<'_>) -> Hints {
    let mut hints = of_tag(tag);
    for (name, value) in attributes.iter() {
        let says = match name.len() {
            2 if name.eq_ignore_ascii_case("id") => of_name(value),
            4 if name.eq_ignore_ascii_case("role") => of_name(value),
            5 if name.eq_ignore_ascii_case("class") => of_name(value),
            5 if name.eq_ignore_ascii_case("style") && hides(value) => Hints::HIDDEN,
            6 if name.eq_ignore_ascii_case("hidden") => Hints::HIDDEN,
            8 if name.eq_ignore_ascii_case("itemprop") => of_name(value),
            _ => Hints::NONE,
        };
        hints = hints.with(says);
    }
    hints
}

fn of_tag(tag: Tag) -> Hints {
    match tag {
        Tag::Nav | Tag::Menu | Tag::Search => Hints::NAVIGATION,
        Tag::Aside => Hints::ASIDE,
        Tag::Footer => Hints::FOOTER,
        Tag::Header => Hints::HEADER,
        Tag::Form => Hints::FORM,
        Tag::Figcaption => Hints::CAPTION,
        Tag::Article | Tag::Main => Hints::CONTENT,
        Tag::Address => Hints::BYLINE,
        Tag::Time => Hints::DATE,
        Tag::Dialog => Hints::HIDDEN,
        _ => Hints::NONE,
    }
}

fn hides(style: &str) -> bool {
    let after = |rest: &str| rest.trim_start_matches([' ', ':']).starts_with("none");
    style.find("display").is_some_and(|at| after(&style[at + "display".len()..]))
}

fn of_name(value: &str) -> Hints {
    let bytes = value.as_bytes();
    let mut hints = Hints::NONE;
    let names = &*NAMES;
    for found in names.words.find_overlapping_iter(value) {
        let Meaning { says, is_start, is_whole } = names.meanings[found.pattern().as_usize()];
        if is_whole {
            let alone = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
            let before = found.start().checked_sub(1).and_then(|at| bytes.get(at));
            if alone(before) && alone(bytes.get(found.end())) {
                hints = hints.with(says);
            }
            continue;
        }
        let starts = found.start() == 0 || part_starts(bytes, found.start());
        let ends = is_start || found.end() == bytes.len() || part_starts(bytes, found.end());
        if starts && ends {
            hints = hints.with(says);
        }
    }
    hints
}

/// Whether a new part of a name starts at `at`: after a sign or a digit, or at a capital after a small letter.
fn part_starts(bytes: &[u8], at: usize) -> bool {
    let (before, here) = (bytes[at - 1], bytes[at]);
    !before.is_ascii_alphabetic()
        || !here.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && here.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_part_by_part() {
        assert!(of_name("site-nav").any(Hints::NAVIGATION));
        assert!(of_name("commentList").any(Hints::COMMENTS));
        assert!(of_name("mainSidebar left").any(Hints::ASIDE));
        assert!(of_name("entry-content").any(Hints::BODY));
        assert_eq!(of_name("canadian headway"), Hints::NONE);
        assert!(of_name("small cap").any(Hints::CAPTION));
        assert_eq!(of_name("has-drop-cap"), Hints::NONE);
    }

    #[test]
    fn hidden_by_style() {
        assert!(hides("color: red; display: none"));
        assert!(!hides("display: block"));
    }
}
