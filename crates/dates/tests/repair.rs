//! Dates that cannot be right: what is repaired, what is only flagged, and what is left alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "support/dated.rs"]
mod support;

use chrono::{Datelike, Days, NaiveDate};
use dateline_record::{CorrectionKind, Status};
use proptest::prelude::*;
use support::{DATER, english, only, page};

#[test]
fn a_day_that_the_page_tells_again_decides_against_the_weekday() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22), the port said.\n\nThe log of the port gives June 22, 2019.",
    );
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::WeekdayMismatch);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2019-06-22"), true));
    assert_eq!((dated.timexes[0].value.as_str(), dated.timexes[0].status), ("2019-06-22", Status::Repaired));
}

#[test]
fn a_day_that_the_page_tells_again_decides_for_the_weekday() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22), the port said.\n\nThe log of the port gives June 21, 2019.",
    );
    assert_eq!(only(&dated).now.as_deref(), Some("2019-06-21"));
    assert_eq!(dated.timexes[0].value, "2019-06-21");
    assert_eq!(dated.timexes[0].first_day, "2019-06-21".parse().ok());
    assert!(only(&dated).evidence.contains("June 21, 2019"), "{}", only(&dated).evidence);
}

#[test]
fn two_witnesses_against_each_other_settle_nothing() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22).\n\nThe log gives June 21, 2019.\n\nThe mayor gives June 22, 2019.",
    );
    assert!(!only(&dated).applied);
    assert_eq!(only(&dated).now, None);
    assert_eq!(only(&dated).candidates.len(), 2);
}

#[test]
fn last_years_number_in_january_is_repaired() {
    let dated =
        english("2024-01-05", "Two ships collided on Wednesday, January 3, 2023, the coast guard said.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::WrongYear);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2024-01-03"), true));
}

#[test]
fn a_contradiction_long_ago_is_flagged_with_its_readings() {
    let dated = english("2021-01-21", "The mole was closed on Monday, May 29, 2020, the port said.");
    let correction = only(&dated);
    assert!(!correction.applied && correction.now.is_none());
    assert!(correction.candidates.len() > 1);
    assert_eq!(dated.timexes[0].value, "2020-05-29");
}

#[test]
fn a_day_and_month_changed_about_are_set_right_by_the_weekday_and_the_page() {
    let dated = english("2024-04-09", "The regatta was held on Saturday, 4 June 2024, the club said.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::DayMonthOrder);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2024-04-06"), true));
}

#[test]
fn an_impossible_day_is_settled_by_a_witness_alone() {
    let flagged = english("2022-07-05", "The school opened on June 31, the council said.");
    assert_eq!((only(&flagged).kind, only(&flagged).applied), (CorrectionKind::ImpossibleDate, false));
    let settled =
        english("2022-07-05", "The school opened on June 31.\n\nThe ribbon was cut on June 30, 2022.");
    assert_eq!((only(&settled).now.as_deref(), only(&settled).applied), (Some("2022-06-30"), true));
}

#[test]
fn a_weekday_and_its_date_in_brackets_contradict_each_other_in_any_language() {
    for (language, text) in [
        ("ko", "항구는 금요일(6월 22일) 문을 열었다."),
        ("ja", "港は金曜日（6月22日）に開いた。"),
        ("de", "Der Hafen wurde am Freitag (22. Juni) eröffnet."),
    ] {
        let dated = DATER.date(&page(language, Some("2019-06-27"), text));
        assert_eq!(only(&dated).kind, CorrectionKind::WeekdayMismatch, "{language}");
    }
}

#[test]
fn a_year_that_the_sentence_contradicts_is_flagged() {
    for (language, dct, text, day) in [
        (
            "en",
            "2024-01-04",
            "The pier will be closed on January 18, 2023, the harbour master said.",
            "2024-01-18",
        ),
        (
            "de",
            "2020-01-11",
            "Der Anleger wird am 25. Januar 2019 geprüft werden, sagte die Hafenmeisterin.",
            "2020-01-25",
        ),
    ] {
        let dated = DATER.date(&page(language, Some(dct), text));
        let correction = only(&dated);
        assert_eq!((correction.kind, correction.applied), (CorrectionKind::WrongYear, false), "{text}");
        assert_eq!(correction.candidates[0].value, day, "{text}");
        assert_eq!(dated.timexes[0].status, Status::Conflict, "{text}");
    }
}

#[test]
fn what_only_looks_wrong_is_left_alone() {
    for (language, dct, text) in [
        ("en", "2024-05-10", "The matches are on Saturday and Sunday, May 18 and 19."),
        ("en", "2024-05-10", "The fair runs from Friday through Sunday, May 17 to 19."),
        ("en", "2024-01-03", "The toll rises on January 1, 2025, the board said on December 20, 2023."),
        ("en", "2024-05-10", "He crossed the strait on Wednesday, June 18, 1908, by the old calendar."),
        (
            "en",
            "2024-05-10",
            "Russia marked Victory Day on May 9. Victory Day is marked on May 8 in Ukraine.",
        ),
        (
            "en",
            "2023-04-20",
            "Easter Sunday was on April 16, 2023, in Athens. In London, Easter Sunday fell on April 9.",
        ),
        (
            "en",
            "2024-09-23",
            "Mali kept Independence Day on September 22. Mexico's Independence Day, on September 16, was loud.",
        ),
        ("en", "2024-04-12", "Eid al-Fitr fell on April 10 in most countries and on April 11 in others."),
        ("en", "2021-07-08", "Independence Day, observed on Monday, July 5, 2021, was quiet."),
        ("ru", "2024-11-08", "Правительство было свергнуто 25 октября (7 ноября) 1917 года."),
        ("ko", "2024-08-15", "2022년 6월 8일 부두를 열었다. 올해는 광복 79주년이 되는 해이다."),
    ] {
        assert_eq!(DATER.date(&page(language, Some(dct), text)).corrections, [], "{text}");
    }
}

#[test]
fn a_weekday_beside_figures_is_held_against_them_in_every_language() {
    for (language, date) in [
        ("en", "Thursday, 11.03.2016"),
        ("de", "11.03.2016 (Donnerstag)"),
        ("es", "jueves (11.03.2016)"),
        ("nl", "donderdag, 11.03.2016"),
        ("tr", "Perşembe 11.03.2016"),
        ("ar", "الخميس، 11.03.2016"),
        ("ru", "четверг 11/03/2016"),
        ("ja", "木曜日 11.03.2016"),
    ] {
        // Another date tells in which order the page writes its figures.
        let text = format!("X: {date}\n\nY: 14/10/2016");
        let dated = DATER.date(&page(language, Some("2016-11-08"), &text));
        let correction = only(&dated);
        assert_eq!(correction.kind, CorrectionKind::DayMonthOrder, "{date}");
        assert_eq!((correction.now.as_deref(), correction.applied), (Some("2016-11-03"), true), "{date}");
        assert_eq!(correction.text.as_deref(), Some(date), "{date}");
    }
    let english = |text: &str| DATER.date(&page("en", Some("2016-11-08"), text));
    // Where nothing tells the order, the weekday does, and where another thing follows it is no pair.
    for text in ["X: Thursday, 03/11/2016.", "X: 03.11.2016, Friday closed."] {
        assert_eq!(english(text).corrections, [], "{text}");
    }
}

#[test]
fn figures_with_their_units_named_are_not_swapped() {
    let dated =
        DATER.date(&page("ko", Some("2022-08-09"), "잠수사들이 2022년 6월 8일(토요일) 항로를 청소했다."));
    assert_eq!((only(&dated).kind, only(&dated).applied), (CorrectionKind::WeekdayMismatch, false));
    let german = DATER.date(&page(
        "de",
        Some("2024-05-07"),
        "Die Wahl war am Montag, 05.06.2024, sagte der Sprecher.",
    ));
    assert_eq!(
        (only(&german).kind, only(&german).now.as_deref()),
        (CorrectionKind::DayMonthOrder, Some("2024-05-06"))
    );
}

#[test]
fn a_year_that_the_page_tells_elsewhere_is_left_alone() {
    let dated = english(
        "2024-01-04",
        "In 2022 the council said that the pier would be closed on January 18, 2023. It did so in 2023.",
    );
    assert_eq!(dated.corrections, []);
}

#[test]
fn a_weekday_tells_the_year_of_a_date_without_one() {
    let dated = DATER.date(&page(
        "pl",
        Some("2021-04-20"),
        "Most zamknięto w 2014 r. po powodzi. Raport w tej sprawie otrzymał burmistrz w piątek 16 kwietnia.",
    ));
    assert_eq!(dated.corrections, []);
    assert_eq!(dated.timexes[1].value, "2021-04-16");
}

#[test]
fn a_witness_is_no_date_line() {
    let dated = DATER.date(&page(
        "nl",
        Some("2014-11-30"),
        "Duikers maakten op zaterdag 30 november 2014 de vaargeul vrij.\n\nHet verslag noemt 30 november 2014.",
    ));
    assert_eq!((only(&dated).now.as_deref(), only(&dated).applied), (Some("2014-11-30"), true));
}

#[test]
fn a_date_line_dates_a_bare_text() {
    for text in [
        "Lock tested\nMarch 14, 2008\nThe lock was tested on Wednesday.",
        "PORT TERN, March 14, 2008 - The lock was tested on Wednesday.",
    ] {
        let dated = DATER.date(&page("en", None, text));
        assert_eq!(dated.dating.day, "2008-03-14".parse().ok(), "{text}");
        assert!(dated.dating.confidence >= 0.9, "{text}");
    }
    let told = DATER.date(&page("en", None, "The lock was tested on March 14, 2008, and leaked."));
    assert!(told.dating.confidence < 0.8);
}

/// A sound page: what it tells lies some days before its own day, and is told rightly.
fn sound() -> impl Strategy<Value = (NaiveDate, String)> {
    let day = (0..11_000u64).prop_map(|days| NaiveDate::from_ymd_opt(1995, 1, 1).unwrap() + Days::new(days));
    (day, 0..7u64, 0..5usize, any::<bool>(), any::<bool>()).prop_map(|(day, lag, form, again, own)| {
        let told = day - Days::new(lag);
        let date = match form {
            0 => told.format("%A, %B %-d"),
            1 => told.format("%A (%B %-d)"),
            2 => told.format("%A, %B %-d, %Y"),
            3 => told.format("%B %-d, %Y"),
            _ => told.format("%B %-d"),
        };
        let again = again.then(|| told.format("The log of the port gives %B %-d, %Y.\n\n").to_string());
        let number = day.year() - 1989;
        let own = own.then(|| {
            format!("This year, the {number}th anniversary of the fall of the Berlin Wall is celebrated.\n\n")
        });
        let text = format!(
            "Lock tested\n\n{}\n\nThe lock was tested on {date}, the port said.\n\n{}{}Nobody was hurt.\n",
            day.format("%B %-d, %Y"),
            again.unwrap_or_default(),
            own.unwrap_or_default()
        );
        (day, text)
    })
}

proptest! {
    #[test]
    fn nothing_is_repaired_on_a_sound_page((day, text) in sound(), known in any::<bool>()) {
        let dct = known.then(|| day.to_string());
        let dated = DATER.date(&page("en", dct.as_deref(), &text));
        prop_assert_eq!(&dated.corrections, &[], "{}", text);
        prop_assert_eq!(dated.dating.day, Some(day), "{}", text);
    }

    #[test]
    fn what_cannot_be_right_is_told_with_its_reasons((day, text) in sound(), off in 1..6u64) {
        let wrong = text.replace("was tested on ", &format!("was tested on {}, ", (day + Days::new(off)).format("%A")));
        let dated = DATER.date(&page("en", Some(&day.to_string()), &wrong));
        for correction in &dated.corrections {
            prop_assert!(!correction.evidence.is_empty() && correction.evidence.ends_with('.'));
            prop_assert!((0.0..=1.0).contains(&correction.confidence));
            prop_assert!(!correction.applied || correction.now.is_some());
        }
    }
}

#[test]
fn a_name_that_many_countries_use_is_no_country_s_own() {
    let page = page(
        "fr",
        Some("2019-04-18"),
        "Le roi assistera à la fête nationale, le lundi 6 mai prochain, à Saint-Orme.",
    );
    assert_eq!(DATER.date(&page).corrections, []);
}
