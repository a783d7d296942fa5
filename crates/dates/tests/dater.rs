//! Whole pages: their day, their expressions, their contradictions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::{DatedPage, Dater};
use dateline_record::{
    Article, Block, BlockKind, CorrectionKind, DateRole, DateSource, Method, Page, PrintedDate, RawPage,
    Record, Status,
};
use std::sync::LazyLock;

static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

fn text(text: &str) -> Record {
    let page = Page { raw: Some(RawPage::Text(text.into())), lang: Some("en".into()), ..Page::default() };
    Record { page, ..Record::default() }
}

fn article(paragraph: &str, printed: &[(DateSource, DateRole, &str)]) -> Record {
    let block = Block {
        kind: BlockKind::Paragraph,
        why: None,
        text: paragraph.into(),
        start: None,
        end: None,
        language: None,
    };
    let printed_dates = printed
        .iter()
        .map(|(from, role, value)| PrintedDate {
            text: (*value).into(),
            role: *role,
            from: *from,
            block: None,
            value: Some((*value).into()),
        })
        .collect();
    let article =
        Article { printed_dates, text: paragraph.into(), blocks: vec![block], ..Article::default() };
    Record {
        article: Some(article),
        page: Page { lang: Some("en".into()), ..Page::default() },
        ..Record::default()
    }
}

fn day(dated: &DatedPage) -> Option<String> {
    dated.dating.day.map(|day| day.to_string())
}

#[test]
fn the_callers_day_is_taken_as_it_is() {
    let mut page = text("The council met on Monday (June 12).");
    page.page.dct = "2023-06-13".parse().ok();
    let dated = DATER.date(&page);
    assert_eq!(dated.dating.method, Method::Given);
    assert_eq!(dated.timexes[0].value, "2023-06-12");
    assert!(dated.corrections.is_empty());
}

#[test]
fn a_weekday_that_does_not_fit_its_date_is_flagged_and_nothing_changed() {
    let mut page = text("The council met on Monday (June 13).");
    page.page.dct = "2023-06-15".parse().ok();
    let dated = DATER.date(&page);
    let correction = &dated.corrections[0];
    assert_eq!(correction.kind, CorrectionKind::WeekdayMismatch);
    assert_eq!(correction.text.as_deref(), Some("Monday (June 13)"));
    assert_eq!((correction.was.as_str(), correction.applied), ("2023-06-13", false));
    assert_eq!(
        correction.evidence,
        "2023-06-13 was a Tuesday, not a Monday; the nearest Monday is 2023-06-12."
    );
    assert_eq!((dated.timexes[0].value.as_str(), dated.timexes[0].status), ("2023-06-13", Status::Conflict));
}

#[test]
fn an_undated_page_leaves_its_expressions_open() {
    let dated = DATER.date(&text("The council met on June 12, and again yesterday."));
    assert_eq!(dated.dating.method, Method::None);
    let values: Vec<&str> = dated.timexes.iter().map(|timex| timex.value.as_str()).collect();
    assert_eq!(values, ["XXXX-06-12", "XXXX-XX-XX"]);
}

#[test]
fn a_page_is_dated_by_the_age_of_an_event() {
    let dated = DATER.date(&text(
        "The envoy arrived on Monday (June 12), the agency reported. He spoke of the 16-month-old war in Ukraine.",
    ));
    assert_eq!(day(&dated).as_deref(), Some("2023-06-12"));
    assert_eq!(dated.dating.method, Method::Inferred);
    assert!(dated.dating.evidence.iter().any(|clue| clue.text == "16-month-old war in Ukraine"));
}

#[test]
fn a_page_is_dated_by_last_year_beside_its_number() {
    let dated = DATER.date(&text(
        "The envoy arrived on Monday, June 12, the agency reported. The two crowns had broken off talks last year (2022).",
    ));
    assert_eq!(day(&dated).as_deref(), Some("2023-06-12"));
    assert!(
        dated.dating.evidence.iter().any(|clue| clue.says == "2022 is told as 1 year before the page's own")
    );
}

#[test]
fn metadata_dates_a_page() {
    let page = article(
        "The council met yesterday.",
        &[
            (DateSource::JsonLd, DateRole::Published, "2024-03-15T09:14:00+09:00"),
            (DateSource::Meta, DateRole::Modified, "2024-04-02"),
        ],
    );
    let dated = DATER.date(&page);
    assert_eq!(day(&dated).as_deref(), Some("2024-03-15"));
    assert_eq!((dated.dating.method, dated.dating.time.as_deref()), (Method::Metadata, Some("09:14+09:00")));
    assert_eq!(dated.timexes[0].value, "2024-03-14");
}

#[test]
fn a_day_before_the_web_in_the_metadata_is_flagged() {
    let page = article(
        "The council met yesterday.",
        &[
            (DateSource::Meta, DateRole::Published, "1970-01-01T00:00:00Z"),
            (DateSource::JsonLd, DateRole::Published, "2024-03-15"),
        ],
    );
    let dated = DATER.date(&page);
    assert_eq!(day(&dated).as_deref(), Some("2024-03-15"));
    let told: Vec<_> =
        dated.corrections.iter().map(|correction| (correction.kind, &*correction.was)).collect();
    assert_eq!(told, [(CorrectionKind::ClaimedDate, "1970-01-01")]);
}

#[test]
fn nothing_on_a_page_is_later_than_its_crawl() {
    let mut page = text("The bridge opened on Thursday, June 12. It was begun in May 2024.");
    page.page.fetched = Some("2024-12-01T00:00:00Z".into());
    let dated = DATER.date(&page);
    assert!(
        dated.dating.day.is_none_or(|day| day.to_string().as_str() <= "2024-12-01"),
        "{:?}",
        dated.dating
    );
}

#[test]
fn a_claim_that_is_the_day_of_the_crawl_dates_no_page() {
    let mut page = text("The bridge opened after years of work.");
    page.page.published = Some("2024-12-01".into());
    page.page.fetched = Some("2024-12-01T00:00:00Z".into());
    let dated = DATER.date(&page);
    assert!(dated.dating.confidence < 0.8, "{:?}", dated.dating);
}

#[test]
fn offsets_are_code_points() {
    let mut page = text("«Ça» — on June 12, 2023.");
    page.page.dct = "2023-06-13".parse().ok();
    let timex = &DATER.date(&page).timexes[0];
    assert_eq!((timex.start, timex.end), (10, 23));
}

#[test]
fn a_language_without_rules_has_no_expressions_and_is_dated_by_its_metadata() {
    let mut page = article("Az ülés tegnap volt.", &[(DateSource::Meta, DateRole::Published, "2024-03-15")]);
    page.page.lang = Some("hu".into());
    let dated = DATER.date(&page);
    assert_eq!((day(&dated).as_deref(), dated.timexes.len()), (Some("2024-03-15"), 0));
}

#[test]
fn numeric_dates_in_words_of_any_language_are_read() {
    for (printed, expected) in [
        ("입력 2023.07.31 09:30", "2023-07-31"),
        ("2011年5月20日 09:30", "2011-05-20"),
        ("31.07.2023", "2023-07-31"),
    ] {
        let mut page = article("…", &[]);
        page.page.lang = Some("ko".into());
        let article = page.article.as_mut().unwrap();
        article.printed_dates = vec![PrintedDate {
            text: printed.into(),
            role: DateRole::Unknown,
            from: DateSource::PageText,
            block: Some(0),
            value: None,
        }];
        assert_eq!(day(&DATER.date(&page)).as_deref(), Some(expected), "{printed}");
    }
}

fn printed_in_words(words: &str) -> DatedPage {
    let mut page = article("The harbour was closed.", &[]);
    page.article.as_mut().unwrap().printed_dates = vec![PrintedDate {
        text: words.into(),
        role: DateRole::Published,
        from: DateSource::PageText,
        block: Some(0),
        value: None,
    }];
    DATER.date(&page)
}

#[test]
fn a_date_in_figures_with_two_readings_is_not_sure() {
    let dated = printed_in_words("06/07/2022");
    assert!(dated.dating.confidence < 0.8, "{:?}", dated.dating);
    assert!(printed_in_words("16/07/2022").dating.confidence >= 0.8);
}

#[test]
fn a_printed_date_whose_weekday_is_another_s_is_not_sure() {
    assert!(printed_in_words("Monday, 15 March 2024").dating.confidence < 0.8);
    assert!(printed_in_words("Friday, 15 March 2024").dating.confidence >= 0.8);
}

#[test]
fn a_day_that_no_calendar_has_is_flagged() {
    let mut page = text("It opened on June 31, 2023, and again on February 29, 2023.");
    page.page.dct = "2024-06-15".parse().ok();
    let corrections = DATER.date(&page).corrections;
    let told: Vec<(&str, &str)> = corrections
        .iter()
        .map(|correction| (correction.was.as_str(), correction.evidence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("June 31, 2023", "June has 30 days."),
            ("February 29, 2023", "February 2023 has 28 days; 2023 is no leap year.")
        ]
    );
}

#[test]
fn a_language_is_known_by_any_of_its_tags() {
    for tag in ["en", "EN", "en-GB", "eng"] {
        let mut page = text("The council met yesterday.");
        page.page.lang = Some(tag.into());
        assert_eq!(DATER.date(&page).timexes.len(), 1, "{tag}");
    }
}

#[test]
fn every_clue_says_something_also_of_a_day_that_no_calendar_has() {
    let printed = [(DateSource::Meta, DateRole::Published, "2022-06-13")];
    let dated = DATER.date(&article("The hall opens on 31 June, the mayor said on Sunday.", &printed));
    assert_eq!(day(&dated).as_deref(), Some("2022-06-13"));
    let mute: Vec<_> = dated.dating.evidence.iter().filter(|clue| clue.says.is_empty()).collect();
    assert!(mute.is_empty(), "{mute:?}");
}

#[test]
fn a_month_beside_an_event_is_the_event_s() {
    let mut page = text(
        "The spire fell in the Notre Dame fire in April. The war in Ukraine paused in April. Prices had risen in March.",
    );
    page.page.dct = "2020-05-10".parse().ok();
    let values: Vec<String> = DATER.date(&page).timexes.into_iter().map(|timex| timex.value).collect();
    assert_eq!(values, ["2019-04", "2020-04", "2020-03"]);
}

#[test]
fn a_day_told_in_the_body_is_not_the_day_that_the_page_prints() {
    let mut page = article("A notice posted at the pier says that it took place on June 30, 2018.", &[]);
    let article = page.article.as_mut().unwrap();
    let line = Block {
        kind: BlockKind::Furniture,
        text: "Published: July 4, 2018".into(),
        ..article.blocks[0].clone()
    };
    article.blocks.insert(0, line);
    let printed = |text: &str, block| PrintedDate {
        text: text.into(),
        role: DateRole::Published,
        from: DateSource::PageText,
        block: Some(block),
        value: None,
    };
    article.printed_dates = vec![printed("July 4, 2018", 0), printed("June 30, 2018", 1)];
    let dated = DATER.date(&page);
    assert_eq!(day(&dated).as_deref(), Some("2018-07-04"));
    assert!(dated.dating.confidence >= 0.8, "{:?}", dated.dating);
}

#[test]
fn a_text_longer_than_any_article_is_refused() {
    let record = |text: String| {
        let page = Page { raw: Some(RawPage::Text(text)), lang: Some("en".into()), ..Page::default() };
        Record { page, ..Record::default() }
    };
    let dates = "1 May 2024 ".repeat((16 << 20) / 11);
    assert_eq!(DATER.check(&record(dates.clone())), Ok(()));
    let error = DATER.check(&record(dates + "2 May 2024 and 3 May 2024")).unwrap_err();
    let words = "the text has 16777236 bytes, the limit is 16777216";
    assert_eq!(error.to_string(), words);
    let dater = Dater::builtin().with_max_text_bytes(10);
    assert!(dater.check(&record("1 May 2024".into())).is_ok());
    assert!(dater.check(&record("11 May 2024".into())).is_err());
}
