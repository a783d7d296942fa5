//! What must hold for every text.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::{Dct, Tagger, Value};
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

proptest! {
    #[test]
    fn spans_are_ordered_and_do_not_overlap(text in texts()) {
        let mut end = 0;
        for timex in ENGLISH.tag(&text, dct()) {
            let range = timex.range();
            prop_assert!(range.start >= end && !range.is_empty(), "{range:?} after {end}");
            prop_assert_eq!(&text[range.clone()], timex.text());
            end = range.end;
        }
    }

    #[test]
    fn days_are_in_order_and_inside_what_they_are_written_as(text in texts()) {
        for timex in ENGLISH.tag(&text, dct()) {
            if let Some((first, last)) = timex.value().days() {
                prop_assert!(first <= last);
            }
            if let Value::Calendar(_) = timex.value() {
                prop_assert!(!timex.value().to_string().is_empty());
            }
        }
    }

    #[test]
    fn without_a_dct_nothing_hangs_on_it(text in texts()) {
        for timex in ENGLISH.tag(&text, Dct::UNKNOWN) {
            prop_assert_ne!(timex.anchor(), dateline_record::Anchor::Dct);
        }
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
