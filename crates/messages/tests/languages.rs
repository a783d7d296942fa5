//! Every language file loads, and what is found holds together whatever the text.

use dateline_messages::{Finder, Found};
use dateline_record::{Page, RawPage, Record};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::builtin);

fn page(language: &str, text: &str) -> Record {
    let page = Page {
        raw: Some(RawPage::Text(text.to_owned())),
        lang: Some(language.to_owned()),
        dct: "2025-06-13".parse().ok(),
        ..Page::default()
    };
    Record { page, ..Record::default() }
}

fn holds_together(found: &Found, text: &str) {
    let points: Vec<char> = text.chars().collect();
    for quote in &found.quotes {
        let words: String = points[quote.start..quote.end].iter().collect();
        assert_eq!(words, quote.text);
        assert!(quote.message.is_none_or(|at| at < found.messages.len()));
    }
    for message in &found.messages {
        assert!(message.start < message.end && message.end <= points.len());
        assert!(message.sent_from <= message.sent_to && message.sender != message.recipient);
    }
}

#[test]
fn every_language_loads() {
    FINDER.check().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_occasion_says_what_is_written_for_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| -> toml::Table {
        fs::read_to_string(path)
            .unwrap()
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let kinds = read(&folder.join("data/occasions.toml"));
    let known: Vec<&str> = kinds["kinds"]
        .as_table()
        .unwrap()
        .values()
        .flat_map(|labels| labels.as_array().unwrap())
        .filter_map(toml::Value::as_str)
        .collect();
    for language in FINDER.languages() {
        let file = read(&folder.join(format!("languages/{language}.toml")));
        for label in file["occasions"].as_table().unwrap().keys() {
            assert!(
                known.contains(&label.as_str()),
                "languages/{language}.toml: no message is for `{label}`"
            );
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let broken = [("xx".to_owned(), "language = 1".to_owned())].to_vec();
    let error = Finder::with_languages(broken).expect_err("broken on purpose").to_string();
    assert!(error.starts_with("languages/xx.toml: "), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn offsets_are_those_of_the_words(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.join("");
        for language in ["en", "ru", "bg"] {
            let page = page(language, &text);
            let found = FINDER.find(&page);
            holds_together(&found, &text);
            prop_assert_eq!(&found, &FINDER.find(&page));
        }
    }
}

/// Pieces of sentences that patterns look for, and anything else.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Vladimir Putin",
        "Kim Jong-un",
        "President ",
        " congratulated ",
        " sent a message to ",
        "“",
        "”",
        "\"",
        "«",
        "»",
        " said ",
        ", ",
        ". ",
        "поздравил ",
        "Путина",
        "президент ",
        "послание ",
        "поздрави ",
        "„",
        "‘",
        "’",
        "'s ",
        "\n",
        " replied",
        " in his answer ",
        " on Victory Day",
        "国庆",
        "🙂",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,6}"]
}
