//! What must hold for every text.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "support/invariants.rs"]
mod invariants;

use dateline_dates::{Dct, Languages, Tagger};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| Tagger::builtin("en").unwrap());

fn dct() -> Dct {
    "2024-03-15".parse().unwrap()
}

/// Texts dense in words that matter to the rules, with marks, digits and other scripts between.
fn texts() -> impl Strategy<Value = String> {
    let words = [
        "Monday",
        "June",
        "12",
        "2024",
        "last",
        "next",
        "year",
        "week",
        "(",
        ")",
        ",",
        ".",
        "the",
        "of",
        "3rd",
        "May",
        "ago",
        "three",
        "two",
        "hundred",
        "at",
        "8",
        "p.m.",
        "’90s",
        "–",
        "-",
        "1990s",
        "\n",
        "  ",
        "日",
        "день",
        "é",
        "İ",
        "\u{200b}",
        "today",
        "Q3",
        "half",
        "a",
        "31",
        "/",
        "2023",
        "early",
        "century",
        "19th",
        "79th",
        "anniversary",
    ];
    prop::collection::vec(
        prop_oneof![prop::sample::select(words.to_vec()).prop_map(str::to_owned), ".{0,4}"],
        0..60,
    )
    .prop_map(|words| words.join(" "))
}

/// The corpora of all languages, in pieces: what their rules look for.
static PIECES: LazyLock<Vec<(Tagger, Vec<String>)>> = LazyLock::new(|| {
    let languages = Languages::builtin();
    let pieces = |code: &str| {
        let words = languages.corpus(code).unwrap().unwrap();
        let words = words
            .texts()
            .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        (languages.tagger(code).unwrap().unwrap(), words)
    };
    languages.codes().map(pieces).collect()
});

/// A language, and words of its corpus in a new order with odd characters between.
fn texts_of_any_language() -> impl Strategy<Value = (usize, String)> {
    let parts = prop::collection::vec((any::<prop::sample::Index>(), "[ ,.;()«»0-9\\-/]{0,3}|.{0,2}"), 0..40);
    (0..PIECES.len(), parts).prop_map(|(language, parts)| {
        let words = &PIECES[language].1;
        let text = parts.iter().map(|(word, mark)| format!("{}{mark} ", word.get(words))).collect();
        (language, text)
    })
}

proptest! {
    #[test]
    fn whatever_the_text_the_invariants_hold(text in texts()) {
        prop_assert_eq!(invariants::broken(&ENGLISH, &text, dct()), None);
        prop_assert_eq!(invariants::broken(&ENGLISH, &text, Dct::UNKNOWN), None);
    }

    #[test]
    fn whatever_the_language_the_invariants_hold((language, text) in texts_of_any_language()) {
        let tagger = &PIECES[language].0;
        prop_assert_eq!(invariants::broken(tagger, &text, dct()), None, "{}", tagger.grammar().language());
        prop_assert_eq!(invariants::broken(tagger, &text, Dct::UNKNOWN), None);
    }

    #[test]
    fn the_same_text_gives_the_same_result(text in texts()) {
        prop_assert_eq!(ENGLISH.tag(&text, dct()), ENGLISH.tag(&text, dct()));
    }
}

/// Cost is linear: a text ten times as long takes about ten times as long, however dense it is.
#[test]
fn a_megabyte_of_weekdays_is_tagged_in_bounded_time() {
    let text = "Monday ".repeat(150_000);
    let found = ENGLISH.tag(&text, dct());
    assert_eq!(found.len(), 150_000);
}

#[test]
fn a_headline_and_the_line_below_it_are_two_sentences() {
    let text = "Harbour closed since Friday\nJune 3, 2024 was the last day on which the long line of ships that waits \
                outside of the mole had been seen to move at all, the port office said in a statement to readers.";
    let found = ENGLISH.tag(text, dct());
    assert_eq!(found[0].text(), "Friday");
    assert_eq!(found[1].text(), "June 3, 2024");
}

#[test]
fn wrapped_lines_are_one_sentence() {
    let text = "The harbour has been closed since Friday, June\n3, and it will stay closed until the end of\nthe week.";
    assert_eq!(ENGLISH.tag(text, dct())[0].text(), "Friday, June\n3");
}

#[test]
fn a_quotation_mark_hides_no_word() {
    for text in ["“Yesterday we left.”", "«Yesterday we left.»", "…yesterday", "—yesterday—", "„Yesterday“"]
    {
        let found = ENGLISH.tag(text, dct());
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].value().to_string(), "2024-03-14", "{text}");
    }
}
