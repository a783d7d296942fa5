//! News that looks far back, and histories that begin with the news.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::{Dct, Tagger};

/// The values of a text of Thursday, 20 June 2024.
fn values(language: &str, text: &str) -> Vec<String> {
    let dct: Dct = "2024-06-20".parse().unwrap();
    Tagger::builtin(language).unwrap().tag(text, dct).iter().map(|timex| timex.value().to_string()).collect()
}

const LIFE: &str = "Born on 2 April 1931 in Tarn, she joined the guild on 5 May 1950. She was made its clerk on 8 August 1961 and \
    its head on 3 March 1978. She left on 1 October 1990.";

#[test]
fn an_obituary_is_news() {
    let text =
        format!("Ada Tarrow, who led the guild, died on Monday. {LIFE}\nThe funeral will be held on Friday.");
    let found = values("en", &text);
    assert_eq!(found[..2], ["2024-06-17", "1931-04-02"]);
    assert_eq!(found.last().unwrap(), "2024-06-21");
}

#[test]
fn a_life_told_first_leaves_the_weekday_to_the_news() {
    let text = format!("{LIFE}\nThe keeper of the lighthouse died on Monday. The guild said so last week.");
    let found = values("en", &text);
    assert_eq!(found[5..], ["2024-06-17", "2024-W24"]);
}

#[test]
fn a_weekday_hangs_on_no_year_that_a_page_names() {
    let text = "The mill of 1884 burned in 1901, was rebuilt in 1903, sold in 1920, closed in 1951, opened again in 1960, \
        flooded in 1987 and left in 1995.\nThe council approved the plan on Tuesday.";
    assert_eq!(values("en", text).last().unwrap(), "2024-06-18");
}

#[test]
fn a_history_that_opens_with_a_date_of_these_days_opens_with_the_news() {
    let text = format!("TARN, June 19 - The guild remembers its head.\n{LIFE}");
    assert_eq!(values("en", &text)[0], "2024-06-19");
}

#[test]
fn a_date_goes_on_from_the_one_before_it() {
    for (language, text, expected) in [
        ("en", "On May 4, 2012, the dam burst. On May 9 the guild fled.", ["2012-05-04", "2012-05-09"]),
        ("en", "On 3 February 2022 she sued. On 10 April the court refused.", ["2022-02-03", "2022-04-10"]),
        ("en", "In November 2018 she won. In January she took over.", ["2018-11", "2019-01"]),
        ("en", "He was held from March 3, 2018, to May 5.", ["2018-03-03", "2018-05-05"]),
        (
            "en",
            "The first round is on Oct. 4, 2026, and the run-off on Oct. 18.",
            ["2026-10-04", "2026-10-18"],
        ),
        (
            "en",
            "She sailed on Monday, May 7, 1928, and sank on Friday, May 11.",
            ["1928-05-07", "1928-05-11"],
        ),
        ("de", "Am 4. Mai 2012 brach der Damm. Am 9. Mai floh die Zunft.", ["2012-05-04", "2012-05-09"]),
        ("fr", "Le 4 mai 2012, la digue a cédé. Le 9 mai, la guilde a fui.", ["2012-05-04", "2012-05-09"]),
        ("ja", "2012年5月4日に堤が切れ、9日に村が沈んだ。", ["2012-05-04", "2012-05-09"]),
    ] {
        assert_eq!(values(language, text), expected, "{text}");
    }
}

#[test]
fn the_news_does_not_go_on_from_old_dates() {
    for (text, last) in [
        // Days of these weeks.
        ("The dam burst on May 4, 2012. On June 17 the guild met.", "2024-06-17"),
        // What is still to come.
        ("The dam was built on May 4, 2012. It will reopen on July 19.", "2024-07-19"),
        // Another paragraph, and two sentences on.
        ("The dam burst on May 4, 2012.\n\nOn May 9 the guild met.", "2024-05-09"),
        ("The dam burst on May 4, 2012. It was mended. It held. On May 9 the guild met.", "2024-05-09"),
        // The other half of the year.
        ("The dam burst on May 4, 2012. In March the guild met.", "2024-03"),
        // An aside.
        ("The clerk (born May 4, 1962) was chosen. On May 9 the guild met.", "2024-05-09"),
    ] {
        assert_eq!(values("en", text).last().unwrap(), last, "{text}");
    }
}
