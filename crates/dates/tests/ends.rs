//! Ranges over New Year.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use chrono::{Datelike, NaiveDate};
use dateline_dates::{Dct, Tagger};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| Tagger::builtin("en").unwrap());

/// The values of a text of Thursday, 20 June 2024.
fn values(language: &str, text: &str) -> Vec<String> {
    let dct: Dct = "2024-06-20".parse().unwrap();
    Tagger::builtin(language).unwrap().tag(text, dct).iter().map(|timex| timex.value().to_string()).collect()
}

#[test]
fn a_range_over_new_year_lies_in_two_years() {
    for (language, text, expected) in [
        ("en", "The mill was shut from November 28 to February 3, 2018.", ["2017-11-28", "2018-02-03"]),
        ("de", "Die Mühle war vom 28. November bis 3. Februar 2018 zu.", ["2017-11-28", "2018-02-03"]),
        ("fr", "Le moulin a fermé du 28 novembre au 3 février 2018.", ["2017-11-28", "2018-02-03"]),
        ("es", "El molino cerró del 28 de noviembre al 3 de febrero de 2018.", ["2017-11-28", "2018-02-03"]),
        ("zh", "磨坊于2017年11月28日至2月3日关闭。", ["2017-11-28", "2018-02-03"]),
        ("ja", "水車は2017年11月28日から2月3日まで止まった。", ["2017-11-28", "2018-02-03"]),
    ] {
        assert_eq!(values(language, text), expected, "{text}");
    }
}

#[test]
fn a_range_within_a_year_and_a_list_stay_in_it() {
    assert_eq!(values("en", "The mill was shut from March 28 to May 3, 2018."), ["2018-03-28", "2018-05-03"]);
    assert_eq!(
        values("en", "The mill was shut on May 3 and on March 28, 2018.").last().unwrap(),
        "2018-03-28"
    );
}

proptest! {
    /// With one year for both ends, a range ends where it begins or later.
    #[test]
    fn a_range_never_ends_before_it_begins(first in 0_u64..4000, days in 0_u64..140) {
        let first = NaiveDate::from_ymd_opt(2012, 1, 1).unwrap() + chrono::Days::new(first);
        let last = first + chrono::Days::new(days);
        let text = format!("The mill was shut from {} to {}.", first.format("%B %-d"), last.format("%B %-d, %Y"));
        let dct: Dct = "2024-06-20".parse().unwrap();
        let found = ENGLISH.tag(&text, dct);
        prop_assume!((first.month(), first.day()) != (2, 29) && first.month() != last.month());
        let expected = [first.to_string(), last.to_string()];
        prop_assert_eq!(found.iter().map(|timex| timex.value().to_string()).collect::<Vec<_>>(), expected);
    }
}
