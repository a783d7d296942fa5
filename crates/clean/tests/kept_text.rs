//! Paragraphs that look like furniture by a sign, or by standing twice, and are the article's.

use dateline_clean::Cleaner;
use dateline_record::{Article, BlockKind, Page, RawPage};

const LEAD: &str = "The weir above Skarn will be opened for salmon in April, after eleven years of dispute between \
                    the mill and the anglers of the valley.";
const REST: [&str; 3] = [
    "A ladder of nineteen pools, built by the water board over two summers, lets fish pass that the weir had \
     kept out since the mill was built.",
    "“We counted four salmon in the first night,” said Marit Oddsen, who looks after the river for the board, \
     “and that was before anybody had told them.”",
    "The mill keeps its water in dry months. What is left over goes down the ladder, and a gauge at the bridge \
     shows how much that is.",
];

fn clean(raw: RawPage) -> Article {
    let page = Page { raw: Some(raw), ..Page::default() };
    Cleaner::default().clean(&page).expect("the page is within the limits")
}

fn html(paragraphs: &[String]) -> Article {
    let head = "<title>Salmon to pass the weir</title><h1>Salmon to pass the weir</h1><p>7 March 2024</p>";
    clean(RawPage::Html(format!("<html><body>{head}{}</body></html>", paragraphs.concat())))
}

fn flat(paragraphs: &[&str]) -> Article {
    clean(RawPage::Text(format!("Salmon to pass the weir\n\n7 March 2024\n\n{}\n", paragraphs.join("\n\n"))))
}

fn paragraph(text: &str) -> String {
    format!("<p>{text}</p>")
}

/// How often a text is among the blocks of a kind.
fn count(article: &Article, kind: BlockKind, text: &str) -> usize {
    article.blocks.iter().filter(|block| block.kind == kind && block.text.contains(text)).count()
}

#[test]
fn a_paragraph_that_names_whose_it_is_at_its_end_stays() {
    let credited = format!("{} © Valley News Service", REST[2]);
    let paragraphs = [LEAD, REST[0], REST[1], credited.as_str()];
    for article in [html(&paragraphs.map(paragraph)), flat(&paragraphs)] {
        assert_eq!(count(&article, BlockKind::Paragraph, REST[2]), 1, "{:#?}", article.blocks);
    }
}

#[test]
fn a_line_about_rights_is_furniture_still() {
    let rights = "© 2024 Valley News Service. All texts and pictures belong to those who made them; ask before you copy.";
    let paragraphs = [LEAD, REST[0], REST[1], REST[2], rights];
    for article in [html(&paragraphs.map(paragraph)), flat(&paragraphs)] {
        assert_eq!(count(&article, BlockKind::Furniture, rights), 1, "{:#?}", article.blocks);
    }
}

#[test]
fn a_page_on_one_line_has_a_text() {
    let line =
        format!("Salmon to pass the weir 7 March 2024 {LEAD} {} © 2024 Valley News Service", REST.join(" "));
    assert!(clean(RawPage::Text(line)).text.contains(REST[1]));
}

#[test]
fn a_lead_that_stands_twice_is_kept_once() {
    let paragraphs = [LEAD, LEAD, REST[0], REST[1], REST[2]];
    for article in [html(&paragraphs.map(paragraph)), flat(&paragraphs)] {
        assert_eq!(article.text.matches(LEAD).count(), 1, "{:#?}", article.blocks);
    }
}

#[test]
fn a_lead_that_stands_under_the_picture_too_is_kept() {
    let picture = format!("<figure><img src=weir.jpg><figcaption>{LEAD}</figcaption></figure>");
    let article =
        html(&[picture, paragraph(LEAD), paragraph(REST[0]), paragraph(REST[1]), paragraph(REST[2])]);
    assert_eq!(article.text.matches(LEAD).count(), 1, "{:#?}", article.blocks);
    assert_eq!(count(&article, BlockKind::Caption, LEAD), 1);
}

#[test]
fn a_table_of_figures_at_the_end_is_the_article_s() {
    let rows = "<tr><th>Year<th>Salmon<tr><td>2022<td>0<tr><td>2023<td>11<tr><td>2024<td>212";
    let mut paragraphs = [LEAD, REST[0], REST[1], REST[2]].map(paragraph).to_vec();
    paragraphs.push(format!("<table>{rows}</table><p>© Valley News Service</p>"));
    let article = html(&paragraphs);
    assert_eq!(count(&article, BlockKind::Table, ""), 4, "{:#?}", article.blocks);
}

#[test]
fn what_somebody_says_is_no_button() {
    let paragraphs = ["“Did any get through?”", "“No.”", LEAD, REST[0], REST[1], REST[2]];
    for article in [html(&paragraphs.map(paragraph)), flat(&paragraphs)] {
        assert_eq!(count(&article, BlockKind::Paragraph, "“No.”"), 1, "{:#?}", article.blocks);
    }
}

#[test]
fn the_last_part_of_a_live_report_stays() {
    let parts = [REST[2], REST[1], REST[0], LEAD];
    let hours = ["18:10", "19:25", "21:40", "22:05"];
    let lines: Vec<&str> = std::iter::zip(hours, parts)
        .flat_map(|(hour, part)| [hour, "Marit Oddsen", part, "Share on Facebook"])
        .collect();
    let article = flat(&lines);
    assert!(parts.iter().all(|part| article.text.contains(part)), "{:#?}", article.blocks);
}

#[test]
fn the_next_article_of_the_page_is_not_the_article_s() {
    let first = format!(
        "<h1>Salmon to pass the weir</h1><time>7 March 2024</time>{}",
        [LEAD, REST[0], REST[1]].map(paragraph).concat()
    );
    let next = format!("<h1>Mill sells its last cart</h1><time>2 March 2024</time>{}", paragraph(REST[2]));
    let page =
        format!("<title>Salmon to pass the weir</title><article>{first}</article><article>{next}</article>");
    let article = clean(RawPage::Html(page));
    assert!(article.text.ends_with(REST[1]), "{}", article.text);
    assert_eq!(article.title.as_deref(), Some("Salmon to pass the weir"));
}

#[test]
fn a_headline_with_a_day_of_its_own_between_paragraphs_is_another_article_s() {
    let article =
        flat(&[LEAD, REST[0], "Valley", "Mill sells its last cart", "2 March 2021", REST[1], REST[2]]);
    assert_eq!(article.text, [LEAD, REST[0], REST[1], REST[2]].join("\n\n"));
    assert!(
        article.printed_dates.iter().all(|date| date.text == "7 March 2024"),
        "{:?}",
        article.printed_dates
    );
}

#[test]
fn a_day_under_the_first_words_is_the_page_s_own() {
    let text = format!(
        "Salmon to pass the weir\n\n{LEAD}\n\nFrom our reporter\n\n7 March 2024\n\n{}\n\n{}\n",
        REST[0], REST[1]
    );
    let article = clean(RawPage::Text(text));
    assert!(article.printed_dates.iter().any(|date| date.text == "7 March 2024"), "{:#?}", article.blocks);
}
