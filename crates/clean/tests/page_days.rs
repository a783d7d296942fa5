//! Which of the dates that a page prints are its own, and what they say.

use dateline_clean::Cleaner;
use dateline_record::{Article, DateRole, DateSource, Page, RawPage};

const BODY: [&str; 4] = [
    "The harbour office of Tern said on its board that the mole had been repaired, and that the ships could enter again.",
    "Three of them had waited outside since the storm, the master of the oldest one told those who met him on the quay.",
    "Repairs cost twice as much as the council had set aside, and nobody could say where the rest of it would come from.",
    "The fishermen asked for a second mole, which the engineers think too dear for a port as small as this one is today.",
];

fn flat(head: &[&str], foot: &[&str]) -> Article {
    let lines: Vec<&str> = head.iter().chain(&BODY).chain(foot).copied().collect();
    Cleaner::default().clean_text(&lines.join("\n"))
}

fn html(head: &str, foot: &str) -> Article {
    let body: String = BODY.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let title = "<title>Harbour of Tern reopens after the storm</title>";
    Cleaner::default().clean_html(&format!("{title}<body>{head}<div>{body}</div>{foot}"), None)
}

/// What the text of the page prints.
fn printed(article: &Article) -> Vec<(&str, DateRole)> {
    let dates = article.printed_dates.iter().filter(|date| date.from == DateSource::PageText);
    dates.map(|date| (date.text.as_str(), date.role)).collect()
}

const TITLE: &str = "Harbour of Tern reopens after the storm";
const HEADLINE: &str = "<h1>Harbour of Tern reopens after the storm</h1>";

fn teasers(headlines: [&str; 3]) -> String {
    headlines.map(|text| format!("<div><a href=/x>{text}</a> <i>6 May 2025</i></div>")).concat()
}

#[test]
fn dates_of_teasers_are_not_the_page_s_own() {
    for headlines in [
        [
            "Tram to the lower town runs late again",
            "Bakers of Gull go on strike",
            "Old mill sold for one crown",
        ],
        ["Le vieux moulin vendu pour un euro", "La poste de Gull fermera en juin", "Un ours vu près du lac"],
        ["Alte Mühle für einen Euro verkauft", "Bäcker von Möwe streiken weiter", "Bär am See gesehen"],
    ] {
        let teasers = teasers(headlines);
        assert_eq!(printed(&html(&format!("{teasers}{HEADLINE}"), "")), [], "{teasers}");
        let related = format!("<h3>Related articles</h3>{teasers}");
        assert_eq!(printed(&html(HEADLINE, &related)), [], "{teasers}");
    }
}

#[test]
fn a_date_between_headline_and_text_is_no_teaser_s() {
    let teasers =
        teasers(["Tram runs late again today", "Bakers of Gull go on strike", "Old mill sold for a crown"]);
    let page = html(&format!("{teasers}{HEADLINE}<div>5 May 2025</div>"), "");
    assert_eq!(printed(&page), [("5 May 2025", DateRole::Unknown)]);
}

#[test]
fn the_day_of_looking_at_a_page_is_not_its_own() {
    for class in ["today", "current-date", "clock"] {
        let page = html(&format!("<div class={class}>16 May 2025</div>{HEADLINE}<div>5 May 2025</div>"), "");
        assert_eq!(printed(&page), [("5 May 2025", DateRole::Unknown)], "{class}");
    }
}

#[test]
fn a_date_in_a_caption_is_the_picture_s() {
    for (caption, line) in [
        ("Le port de Tern, le 9 janvier 2025. JANN OLTEN / Agence", "Publié le 4 mars 2025 à 10h12"),
        ("The mole of Tern on 9 January 2025 in the storm. (Photo: Jann Olten)", "Published 4 March 2025"),
    ] {
        let picture = format!("<figure><img src=x><figcaption>{caption}</figcaption></figure>");
        let page = html(&format!("{HEADLINE}{picture}<div>{line}</div>"), "");
        let published = printed(&page).into_iter().map(|(_, role)| role).collect::<Vec<_>>();
        assert_eq!(published, [DateRole::Published], "{caption}");
    }
}

#[test]
fn le_stands_before_a_day_of_publication_where_the_line_begins() {
    let role = |line: &str| printed(&flat(&[TITLE, line], &[]))[0].1;
    assert_eq!(role("Le 4 mars 2025 à 10h12"), DateRole::Published);
    assert_eq!(role("Le port de Tern, 4 mars 2025"), DateRole::Unknown);
}

#[test]
fn as_of_is_the_day_of_the_last_change_beside_one_of_publication() {
    for line in [
        "Stand: 14.10.2025, 18:22 Uhr | Erstellt: 04.03.2025, 07:00 Uhr",
        "Veröffentlicht am 04.03.2025 – Stand: 14.10.2025",
    ] {
        let page = flat(&[TITLE, line], &[]);
        let role =
            |day: &str| printed(&page).into_iter().find(|(text, _)| text.contains(day)).map(|found| found.1);
        assert_eq!(role("14.10.2025"), Some(DateRole::Modified), "{line}");
        assert_eq!(role("04.03.2025"), Some(DateRole::Published), "{line}");
    }
    let page = flat(&[TITLE, "Stand: 14.10.2025, 18:22 Uhr"], &[]);
    assert_eq!(printed(&page)[0].1, DateRole::Published);
}

#[test]
fn words_may_stand_behind_their_dates() {
    for line in ["2025年3月4日掲載（2025年10月14日更新）", "2025.03.04. 입력, 2025.10.14. 최종수정"]
    {
        let page = flat(&[TITLE, line], &[]);
        let roles: Vec<DateRole> = printed(&page).into_iter().map(|(_, role)| role).collect();
        assert_eq!(roles, [DateRole::Published, DateRole::Modified], "{line}");
    }
}

#[test]
fn the_day_of_an_event_is_not_the_page_s_own() {
    for line in [
        "When: 12 December 2025, 19:30",
        "Wann: 12. Dezember 2025, 19:30 Uhr",
        "Quand : 12 décembre 2025 à 19h30",
        "Cuándo: 12 de diciembre de 2025, 19:30",
        "Когда: 12 декабря 2025, 19:30",
        "Kiedy: 12 grudnia 2025, 19:30",
        "開催日：2025年12月12日 19:30",
        "행사일시: 2025년 12월 12일 19:30",
    ] {
        let page = flat(&[TITLE, line, "4 May 2025"], &[]);
        assert_eq!(printed(&page), [("4 May 2025", DateRole::Unknown)], "{line}");
    }
}

#[test]
fn what_a_list_in_json_ld_holds_are_other_pages() {
    let article = |headline: &str, day: &str| {
        format!(r#"{{"@type":"NewsArticle","headline":"{headline}","datePublished":"{day}"}}"#)
    };
    let items =
        [article("Bakers of Gull go on strike", "2025-09-01"), article("Old mill sold", "2025-09-03")];
    let list = items.map(|item| format!(r#"{{"@type":"ListItem","item":{item}}}"#)).join(",");
    let scripts = format!(
        r#"<script type="application/ld+json">{{"@type":"ItemList","itemListElement":[{list}]}}</script>
        <script type="application/ld+json">{}</script>"#,
        article(TITLE, "2025-03-04")
    );
    let page = html(&format!("{scripts}{HEADLINE}"), "");
    let days: Vec<&str> = page.printed_dates.iter().map(|date| date.text.as_str()).collect();
    assert_eq!(days, ["2025-03-04"]);
    assert_eq!(page.title.as_deref(), Some(TITLE));
}

#[test]
fn an_address_tells_the_day_of_flattened_text_too() {
    let page = Page {
        url: Some("https://tern.example/2024/07/19/harbour".to_owned()),
        raw: Some(RawPage::Text(format!("{TITLE}\n{}", BODY.join("\n")))),
        ..Page::default()
    };
    let article = Cleaner::default().clean(&page).expect("a page of text");
    let days: Vec<Option<&str>> = article.printed_dates.iter().map(|date| date.value.as_deref()).collect();
    assert_eq!(days, [Some("2024-07-19")]);
}

#[test]
fn lines_that_count_back_from_the_crawl_are_kept_whole() {
    for line in [
        "3 hours ago",
        "Yesterday at 18:40",
        "vor 3 Stunden",
        "Вчера, 18:40",
        "3시간 전",
        "3小时前",
        "il y a 3 heures",
    ] {
        let page = html(&format!("{HEADLINE}<div>{line}</div>"), "");
        assert_eq!(printed(&page), [(line, DateRole::Unknown)], "{line}");
        // Below the text they are of other things.
        assert_eq!(printed(&html(HEADLINE, &format!("<div>{line}</div>"))), [], "{line}");
    }
}

#[test]
fn an_era_belongs_to_its_date() {
    let page = html(&format!("{HEADLINE}<div>令和7年3月4日（火）</div>"), "");
    assert_eq!(printed(&page), [("令和7年3月4日（火）", DateRole::Unknown)]);
}
