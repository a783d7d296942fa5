//! The day of a page by the dates that it prints, and the weekday that ends a headline.

use dateline_dates::{DatedPage, Dater};
use dateline_record::{
    Article, Block, BlockKind, DateRole, DateSource, FurnitureReason, Page, PrintedDate, RawPage, Record,
};
use std::sync::LazyLock;

static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

const BODY: &str = "The harbour office of Tern had the mole repaired, and the ships entered one by one.";

/// A page of lines over one paragraph: `#` before the headline, `@` before a line that says that the page was published.
fn page(lines: &[&str], language: &str, fetched: Option<&str>) -> DatedPage {
    let (mut blocks, mut printed_dates) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let text = line.trim_start_matches(['#', '@']);
        let why = if line.starts_with('#') { FurnitureReason::Title } else { FurnitureReason::Date };
        if why == FurnitureReason::Date {
            let role = if line.starts_with('@') { DateRole::Published } else { DateRole::Unknown };
            let from = DateSource::PageText;
            printed_dates.push(PrintedDate {
                text: text.into(),
                role,
                from,
                block: Some(index),
                value: None,
            });
        }
        blocks.push(block(BlockKind::Furniture, Some(why), text));
    }
    blocks.extend([BODY; 3].map(|text| block(BlockKind::Paragraph, None, text)));
    let article = Article { printed_dates, text: [BODY; 3].join("\n\n"), blocks, ..Article::default() };
    let page = Page { lang: Some(language.into()), fetched: fetched.map(str::to_owned), ..Page::default() };
    DATER.date(&Record { article: Some(article), page, ..Record::default() })
}

fn block(kind: BlockKind, why: Option<FurnitureReason>, text: &str) -> Block {
    Block { kind, why, text: text.into(), start: None, end: None, language: None }
}

fn day(dated: &DatedPage) -> Option<String> {
    dated.dating.day.map(|day| day.to_string())
}

#[test]
fn of_two_days_without_a_word_the_first_is_that_of_publication() {
    for lines in [
        ["#Harbour reopens", "4 March 2025", "14 October 2025"],
        ["4 March 2025", "14 October 2025", "#Harbour"],
    ] {
        assert_eq!(day(&page(&lines, "en", None)).as_deref(), Some("2025-03-04"), "{lines:?}");
    }
}

#[test]
fn a_day_that_is_said_to_be_of_publication_is_surer_than_one_of_which_nothing_is_said() {
    let dated = page(&["9 January 2025", "#Harbour reopens", "@Published 4 March 2025"], "en", None);
    assert_eq!(day(&dated).as_deref(), Some("2025-03-04"));
    assert!(dated.dating.confidence >= 0.8, "{}", dated.dating.confidence);
}

#[test]
fn the_day_of_the_crawl_over_the_headline_is_a_guess() {
    let dated = page(&["16 March 2025", "#Harbour reopens"], "en", Some("2025-03-16T10:00:00Z"));
    assert!(dated.dating.confidence < 0.8, "{}", dated.dating.confidence);
    let dated = page(&["#Harbour reopens", "16 March 2025"], "en", Some("2025-03-16T10:00:00Z"));
    assert!(dated.dating.confidence >= 0.8, "{}", dated.dating.confidence);
}

#[test]
fn the_time_of_the_crawl_makes_days_of_what_counts_back_from_it() {
    let crawled = Some("2025-03-05T02:30:00Z");
    for (language, line, expected) in [
        ("en", "2 hours ago", "2025-03-05"),
        ("en", "3 hours ago", "2025-03-04"),
        ("en", "Yesterday 18:40", "2025-03-04"),
        ("en", "Today 01:40", "2025-03-05"),
        ("en", "Published 30 December", "2024-12-30"),
        ("de", "vor 3 Stunden", "2025-03-04"),
        ("de", "Gestern, 18:40 Uhr", "2025-03-04"),
        ("fr", "Aujourd'hui à 01:40", "2025-03-05"),
        ("ru", "Вчера, 18:40", "2025-03-04"),
        ("zh", "3小时前", "2025-03-04"),
        ("ja", "3時間前", "2025-03-04"),
        ("ko", "어제 18:40", "2025-03-04"),
        ("zh", "03月04日 08:30", "2025-03-04"),
    ] {
        let lines = ["#Harbour reopens", line];
        assert_eq!(day(&page(&lines, language, crawled)).as_deref(), Some(expected), "{line}");
        assert_eq!(day(&page(&lines, language, None)), None, "{line}");
    }
    // A clock time alone is of any day.
    assert_eq!(day(&page(&["#Harbour reopens", "18:40"], "en", crawled)), None);
}

#[test]
fn a_weekday_that_ends_a_headline_is_not_the_date_s_behind_it() {
    for (text, flags) in [
        ("Five walks for a rainy Sunday 13/03/2025 Ferries across the bay of Tern will run at night.", 0),
        ("Five walks for a rainy Sunday 13/03/2025", 0),
        ("The council of Tern met on Sunday 13/03/2025 and closed the mole.", 1),
    ] {
        let page = Page {
            raw: Some(RawPage::Text(text.into())),
            lang: Some("en".into()),
            dct: "2025-03-20".parse().ok(),
            ..Page::default()
        };
        let dated = DATER.date(&Record { page, ..Record::default() });
        assert_eq!(dated.corrections.len(), flags, "{text}");
    }
}
