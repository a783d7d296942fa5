//! Pages dated with what others say that report the same event.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::{Dater, Report};
use dateline_record::{CorrectionKind, Method, Page, RawPage, Record};
use std::sync::LazyLock;

static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

fn page(text: &str) -> Record {
    let page = Page { raw: Some(RawPage::Text(text.into())), lang: Some("en".into()), ..Page::default() };
    Record { page, ..Record::default() }
}

fn report(day: &str, pages: usize) -> Report {
    Report { day: day.parse().unwrap(), page: "0123abcd".to_owned(), pages }
}

/// A weekday and a holiday of every year leave many days.
const DOUBTFUL: &str =
    "The president received a message for Russia Day, June 12, state media said on Monday.";

#[test]
fn a_doubtful_page_is_dated_by_its_story() {
    let page = page(DOUBTFUL);
    let alone = DATER.date(&page).dating;
    assert!(alone.confidence < 0.8, "{alone:?}");
    let dated = DATER.date_with(&page, &report("2023-06-12", 1)).unwrap();
    assert_eq!(dated.dating.day, "2023-06-12".parse().ok());
    assert_eq!(dated.dating.method, Method::Inferred);
    let evidence = dated.dating.evidence.iter().find(|evidence| evidence.text == "0123abcd").unwrap();
    assert_eq!(evidence.says, "page 0123abcd, which reports the same event, is of 2023-06-12");
    assert_eq!(evidence.block, None);
    let values: Vec<&str> = dated.timexes.iter().map(|timex| timex.value.as_str()).collect();
    assert!(values.contains(&"2023-06-12") && !values.iter().any(|value| value.contains("XX")), "{values:?}");
}

#[test]
fn a_story_that_the_page_contradicts_dates_nothing() {
    // In 2024 the day was a Wednesday.
    assert_eq!(DATER.date_with(&page(DOUBTFUL), &report("2024-06-12", 1)), None);
}

#[test]
fn a_page_that_tells_nothing_of_its_day_is_no_report_of_this_very_day() {
    assert_eq!(DATER.date_with(&page("The mayor has written back."), &report("2023-09-11", 1)), None);
}

#[test]
fn a_day_given_or_printed_stands() {
    let mut given = page(DOUBTFUL);
    given.page.dct = "2017-06-12".parse().ok();
    assert_eq!(DATER.date_with(&given, &report("2023-06-12", 5)), None);
    let dated = page(
        "The president spoke on Thursday, June 12, 2025, the office said. He had spoken on May 9, 2025.",
    );
    assert_eq!(DATER.date_with(&dated, &report("2023-06-12", 1)), None);
}

#[test]
fn a_claim_that_the_text_and_the_story_contradict_is_a_correction() {
    let mut page = page(DOUBTFUL);
    page.page.published = Some("2024-01-05".to_owned());
    let dated = DATER.date_with(&page, &report("2023-06-12", 3)).unwrap();
    assert_eq!(dated.dating.day, "2023-06-12".parse().ok());
    let claims: Vec<_> =
        dated.corrections.iter().filter(|fix| fix.kind == CorrectionKind::ClaimedDate).collect();
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!((claims[0].was.as_str(), claims[0].now.as_deref()), ("2024-01-05", Some("2023-06-12")));
    assert!(claims[0].applied);
}
