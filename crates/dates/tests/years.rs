//! Which year a date without one lies in.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use chrono::{Datelike, Days, NaiveDate};
use dateline_dates::{Dater, Dct, Tagger};
use dateline_record::{Correction, Page, RawPage, Record};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| Tagger::builtin("en").unwrap());
static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

/// The value of the last expression of a text.
fn last(language: &str, text: &str, dct: &str) -> String {
    let tagger = Tagger::builtin(language).unwrap();
    let dct: Dct = dct.parse().unwrap();
    tagger.tag(text, dct).last().unwrap().value().to_string()
}

fn corrections(text: &str, dct: NaiveDate) -> Vec<Correction> {
    let page = Page {
        raw: Some(RawPage::Text(text.to_owned())),
        lang: Some("en".to_owned()),
        dct: Some(dct),
        ..Page::default()
    };
    DATER.date(&Record { page, ..Record::default() }).corrections
}

#[test]
fn the_past_stays_the_past_however_near_next_year_is() {
    for (language, text, dct, value) in [
        ("en", "The lighthouse keeper was robbed on August 2.", "2023-06-20", "2022-08-02"),
        ("en", "The dam burst in July.", "2023-06-20", "2022-07"),
        ("en", "She has led the guild since taking over in January.", "2023-12-18", "2023-01"),
        ("en", "She took over the guild on January 9.", "2023-12-18", "2023-01-09"),
        ("de", "Seit ihrer Wahl im Januar hat sie die Zunft geleitet.", "2023-12-18", "2023-01"),
        ("fr", "Le phare a été cambriolé le 2 août.", "2023-06-20", "2022-08-02"),
        ("es", "El faro fue robado el 2 de agosto.", "2023-06-20", "2022-08-02"),
        ("ru", "Маяк был ограблен 2 августа.", "2023-06-20", "2022-08-02"),
        ("ko", "댐은 7월 무너졌다.", "2023-06-20", "2022-07"),
    ] {
        assert_eq!(last(language, text, dct), value, "{text}");
    }
}

#[test]
fn the_future_stays_the_future_however_near_last_year_is() {
    for (language, text, dct, value) in [
        ("en", "The lease will run out in December.", "2023-01-16", "2023-12"),
        ("en", "The mill will close by December.", "2023-01-06", "2023-12"),
        ("en", "The ferry strike will end on December 27.", "2023-01-06", "2023-12-27"),
        ("fr", "Le bail expirera en décembre.", "2023-01-16", "2023-12"),
        ("ru", "Выборы пройдут 27 декабря.", "2023-01-06", "2023-12-27"),
    ] {
        assert_eq!(last(language, text, dct), value, "{text}");
    }
}

#[test]
fn what_was_set_lies_ahead_though_told_as_past() {
    for (language, text, dct, value) in [
        ("en", "The guild has set Aug. 2 as the deadline.", "2023-06-20", "2023-08-02"),
        ("en", "The guild called a vote for August 2.", "2023-06-20", "2023-08-02"),
        ("fr", "La guilde a fixé le scrutin au 2 août.", "2023-06-20", "2023-08-02"),
        ("es", "El gremio convocó elecciones para el 2 de agosto.", "2023-06-20", "2023-08-02"),
    ] {
        assert_eq!(last(language, text, dct), value, "{text}");
    }
}

#[test]
fn a_weekday_tells_the_year_on_the_side_that_the_sentence_looks_to() {
    for (text, dct, value) in [
        // Right dates of almost a year ago.
        ("The envoy was shot on Saturday, July 8.", "2024-06-20", "2023-07-08"),
        ("She took over on Monday, January 9.", "2023-12-18", "2023-01-09"),
        // A slip, which is no reason to look a year away.
        ("The synod will meet on Thursday, 12 October.", "2024-06-20", "2024-10-12"),
        ("The keeper was robbed on Monday, March 17.", "2024-06-20", "2024-03-17"),
    ] {
        assert_eq!(last("en", text, dct), value, "{text}");
    }
}

#[test]
fn a_slip_that_another_year_explains_is_flagged_where_the_tense_excludes_that_year() {
    let dct = "2024-06-20".parse().unwrap();
    assert_eq!(corrections("The synod will meet on Thursday, 12 October.", dct).len(), 1);
    assert_eq!(corrections("The envoy was shot on Saturday, July 8.", dct).len(), 0);
}

proptest! {
    /// A year and its day more is the day that the page itself has: there the weekday is as likely a slip.
    #[test]
    fn a_right_weekday_is_never_flagged(first in 0_u64..2000, back in 0_u64..365, ahead in any::<bool>()) {
        let dct = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap().checked_add_days(Days::new(first)).unwrap();
        let back = Days::new(back);
        let day = if ahead { dct.checked_add_days(back) } else { dct.checked_sub_days(back) }.unwrap();
        // 29 February is in few years.
        prop_assume!((day.month(), day.day()) != (2, 29));
        let written = day.format("%A, %B %-d");
        let text = if ahead {
            format!("The guild will meet on {written}, in Tarn.")
        } else {
            format!("The guild was founded on {written}, in Tarn.")
        };
        prop_assert_eq!(corrections(&text, dct), []);
        let found = ENGLISH.tag(&text, Dct::from(dct));
        prop_assert_eq!(found[0].value().to_string(), day.to_string());
    }
}
