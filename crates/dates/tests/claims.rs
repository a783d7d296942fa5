//! Claims of a feed or crawler, and the metadata's day, against what the page says: what is doubted, and what is not.

#[path = "support/dated.rs"]
mod support;

use dateline_dates::{DatedPage, Dater};
use dateline_record::{
    Article, Block, BlockKind, Correction, CorrectionKind, DateRole, DateSource, FurnitureReason, Page,
    PrintedDate, RawPage, Record,
};
use support::{DATER, only};

fn claimed(published: &str, fetched: &str, text: &str) -> DatedPage {
    let page = Page {
        raw: Some(RawPage::Text(text.into())),
        lang: Some("en".into()),
        published: Some(published.into()),
        fetched: Some(fetched.into()),
        ..Page::default()
    };
    DATER.date(&Record { page, ..Record::default() })
}

/// A page with a headline, a line below it and a paragraph, and the dates that it prints about itself.
fn page(line: &str, paragraph: &str, printed: &[(DateSource, DateRole, &str)]) -> Record {
    let block = |kind, why, text: &str| Block {
        kind,
        why,
        text: text.into(),
        start: None,
        end: None,
        language: None,
    };
    let printed_dates = printed.iter().map(|(from, role, text)| PrintedDate {
        text: (*text).into(),
        role: *role,
        from: *from,
        block: (*from == DateSource::PageText).then_some(1),
        value: (*from != DateSource::PageText).then(|| (*text).into()),
    });
    let article = Article {
        printed_dates: printed_dates.collect(),
        text: paragraph.into(),
        blocks: vec![
            block(BlockKind::Furniture, Some(FurnitureReason::Title), "Mine pumped dry"),
            block(BlockKind::Furniture, Some(FurnitureReason::Date), line),
            block(BlockKind::Paragraph, None, paragraph),
        ],
        ..Article::default()
    };
    let page =
        Page { lang: Some("en".into()), fetched: Some("2023-06-08T12:00:00Z".into()), ..Page::default() };
    Record { article: Some(article), page, ..Record::default() }
}

#[test]
fn a_default_date_is_no_claim() {
    for claim in ["1970-01-01T00:00:00Z", "1900-01-01", "0001-01-01", "2000-01-01"] {
        let dated =
            claimed(claim, "2024-12-22", "The pier was inspected on Saturday (October 1), the mayor said.");
        assert_eq!(dated.dating.day, "2022-10-01".parse().ok(), "{claim}");
        assert!(dated.dating.confidence >= 0.8, "{claim}: {:?}", dated.dating);
        assert_eq!(only(&dated).kind, CorrectionKind::ClaimedDate, "{claim}");
    }
}

#[test]
fn the_day_of_the_crawl_is_no_day_of_publication() {
    let dated = claimed(
        "2014-11-08",
        "2014-11-08T03:00:00Z",
        "The lock gates were shut on Friday (July 26), the pilots said.",
    );
    assert_eq!(dated.dating.day, "2013-07-26".parse().ok());
    assert_eq!(only(&dated).kind, CorrectionKind::ClaimedDate);
    assert_eq!(only(&dated).now.as_deref(), Some("2013-07-26"));
    assert_eq!(only(&dated).block, None);
}

#[test]
fn a_claim_that_the_text_bears_out_is_believed() {
    let dated =
        claimed("2013-07-28", "2014-11-08", "The lock gates were shut on Friday (July 26), the pilots said.");
    assert_eq!((dated.dating.day, dated.corrections), ("2013-07-28".parse().ok(), Vec::new()));
}

#[test]
fn a_claim_that_no_weekday_of_the_page_fits_is_flagged_and_not_believed() {
    for text in [
        "The mine was pumped dry on Thursday (March 7), the owner said.",
        "The mine was pumped dry on Thursday, March 7. A first alarm came on Tuesday, March 5, the owner said.",
    ] {
        let dated = claimed("2021-06-08", "2023-01-01", text);
        let correction = only(&dated);
        assert_eq!((correction.kind, correction.applied), (CorrectionKind::ClaimedDate, false), "{text}");
        assert_eq!((correction.was.as_str(), correction.now.as_deref()), ("2021-06-08", None), "{text}");
        assert!(correction.evidence.contains("7 March 2021 was a Sunday"), "{}", correction.evidence);
        assert!(dated.dating.confidence < 0.8, "{:?}", dated.dating);
    }
}

#[test]
fn a_claim_long_before_what_the_page_tells_as_past_is_flagged() {
    let dated =
        claimed("2015-06-08", "2023-01-01", "The mine was pumped dry on March 7, 2019, the owner said.");
    assert_eq!(only(&dated).was, "2015-06-08");
    assert!(only(&dated).evidence.contains("March 7, 2019"), "{}", only(&dated).evidence);
}

#[test]
fn a_claim_that_the_page_may_look_back_from_is_left_alone() {
    for text in [
        // In the year told, the weekday fits.
        "The mine was flooded in 2019. It was pumped dry on Thursday, March 7, the owner said.",
        // Told in full: it may be history.
        "The mine was pumped dry on Thursday, March 7, 2019, the owner said.",
        // A slip of the weekday, not of the page.
        "The mine was pumped dry on Monday, June 5, the owner said.",
        // A plan in words that seem to look back.
        "The mine was to be pumped dry by March 7, 2022, the owner said.",
        "A festival was planned for Saturday, September 11.",
    ] {
        let dated = claimed("2021-06-08", "2023-01-01", text);
        let claims = |correction: &&Correction| correction.kind == CorrectionKind::ClaimedDate;
        assert_eq!(dated.corrections.iter().find(claims), None, "{text}");
        let sure = dated.dating.confidence >= 0.8;
        assert!(!sure || dated.dating.day == "2021-06-08".parse().ok(), "{text}: {:?}", dated.dating);
    }
}

#[test]
fn a_fresh_page_is_of_the_day_of_its_crawl_though_its_news_is_older() {
    let text = "The mine was pumped dry on Thursday, May 27, the owner said.";
    let dated = claimed("2021-06-08", "2021-06-08T06:00:00Z", text);
    assert_eq!((dated.dating.day, dated.corrections), ("2021-06-08".parse().ok(), Vec::new()));
}

#[test]
fn the_day_of_the_last_change_is_no_day_of_publication() {
    let (published, updated) = ("March 5, 2019", "June 8, 2021");
    let text = "The mine was pumped dry on Thursday, the owner said.";
    let line = "Published: March 5, 2019 | Updated: June 8, 2021";
    let printed = [
        (DateSource::PageText, DateRole::Published, published),
        (DateSource::PageText, DateRole::Modified, updated),
    ];
    let mut record = page(line, text, &printed);
    record.page.published = Some("2021-06-08T09:00:00Z".into());
    let dated = DATER.date(&record);
    assert_eq!(dated.dating.day, "2019-03-05".parse().ok());
    assert_eq!((only(&dated).now.as_deref(), only(&dated).applied), (Some("2019-03-05"), true));
}

#[test]
fn metadata_that_gives_the_day_of_the_crawl_yields_to_what_the_page_prints() {
    let text = "The mine was pumped dry on Tuesday, the owner said.";
    let line = "Published: March 5, 2019";
    for source in [DateSource::JsonLd, DateSource::Meta] {
        let printed = [
            (source, DateRole::Published, "2023-06-08"),
            (DateSource::PageText, DateRole::Published, "March 5, 2019"),
        ];
        let dated = DATER.date(&page(line, text, &printed));
        assert_eq!(dated.dating.day, "2019-03-05".parse().ok(), "{source:?}");
        assert_eq!((only(&dated).was.as_str(), only(&dated).applied), ("2023-06-08", true), "{source:?}");
    }
}

#[test]
fn metadata_that_no_weekday_of_the_page_fits_is_flagged() {
    let text = "The mine was pumped dry on Thursday (March 7). A first alarm came on Tuesday, March 5.";
    let printed = [(DateSource::JsonLd, DateRole::Published, "2021-06-08")];
    let dated = DATER.date(&page("", text, &printed));
    assert_eq!((only(&dated).kind, only(&dated).applied), (CorrectionKind::ClaimedDate, false));
    assert!(dated.timexes.iter().all(|timex| timex.first_day.is_none()), "{:?}", dated.timexes);
    // Where the page prints it too, the weekdays are of something else.
    let printed = [
        (DateSource::JsonLd, DateRole::Published, "2021-06-08"),
        (DateSource::PageText, DateRole::Published, "June 8, 2021"),
    ];
    let dated = DATER.date(&page("June 8, 2021", text, &printed));
    assert_eq!(dated.dating.day, "2021-06-08".parse().ok());
}

#[test]
fn a_day_that_no_page_can_have_is_flagged_though_nothing_tells_the_right_one() {
    for (claim, why) in
        [("1970-01-01T00:00:00Z", "before there were web pages"), ("2024-02-01", "fetched on 2023-01-01")]
    {
        let dated = claimed(claim, "2023-01-01T10:00:00Z", "The mine was pumped dry, the owner said.");
        assert_eq!((only(&dated).now.as_deref(), only(&dated).applied), (None, false), "{claim}");
        // It is the confidence of what holds, of which nothing is known.
        assert_eq!((only(&dated).confidence, &only(&dated).candidates[..]), (0.0, &[][..]), "{claim}");
        assert!(only(&dated).evidence.contains(why), "{}", only(&dated).evidence);
    }
}

/// Days of the feed, of the metadata, and given for certain, against the day from which no page is.
#[test]
fn a_day_after_the_last_that_a_page_can_have_is_flagged() {
    let dater = Dater::builtin().with_as_of("2023-06-30".parse().unwrap());
    let text = "The mine was pumped dry, the owner said.";
    let described = |day: &str| page("", text, &[(DateSource::JsonLd, DateRole::Published, day)]);
    let with = |change: &dyn Fn(&mut Page)| {
        let mut record = described("");
        record.page.fetched = None;
        change(&mut record.page);
        record
    };
    let later = |record: Record, bound: &str| {
        let dated = dater.date(&record);
        let correction = only(&dated);
        assert_eq!((correction.kind, correction.applied), (CorrectionKind::ClaimedDate, false));
        assert_eq!((correction.now.as_deref(), correction.confidence), (None, 0.0));
        assert!(correction.evidence.contains(bound), "{}", correction.evidence);
        dated
    };
    later(with(&|page| page.published = Some("2023-07-02".into())), "no page is later than 2023-06-30");
    later(described("2023-06-20T09:00:00Z"), "fetched on 2023-06-08");
    let mut record = described("2023-07-02T09:00:00Z");
    record.page.fetched = None;
    later(record, "no page is later than 2023-06-30");
    let given = later(
        with(&|page| {
            page.dct = "2023-06-20".parse().ok();
            page.fetched = Some("2023-06-08T12:00:00Z".into());
        }),
        "The `dct` given says 2023-06-20, but the page was fetched on 2023-06-08",
    );
    assert_eq!(given.dating.day, "2023-06-20".parse().ok());
}

/// The crawler's clock may be of another time zone than the page's.
#[test]
fn a_day_after_the_crawl_is_the_same_in_another_time_zone() {
    let text = "The mine was pumped dry, the owner said.";
    let dated = claimed("2023-06-09T00:30:00+09:00", "2023-06-08T16:00:00Z", text);
    assert_eq!(dated.corrections, []);
}
