//! The data card tells the counts as they are.

use crate::gold::Dataset;
use dateline_record::RawPage;
use std::collections::BTreeMap;

#[test]
fn the_data_card_counts_right() {
    let dataset = Dataset::embedded();
    let card = dataset.card();
    let pages = || dataset.gold.iter().map(|gold| dataset.page(gold).page.raw.unwrap());
    let html = pages().filter(|raw| matches!(raw, RawPage::Html(_))).count();
    let text = pages().count() - html;
    assert_eq!(row(&card, "HTML"), [html.to_string()]);
    assert_eq!(row(&card, "flattened text (as in WET files and text dumps)"), [text.to_string()]);

    let mut languages = BTreeMap::<String, usize>::new();
    for gold in &dataset.gold {
        *languages.entry(gold.lang.clone()).or_default() += 1;
    }
    let told = row(&card, "language").into_iter().zip(row(&card, "pages"));
    let told: BTreeMap<String, usize> =
        told.map(|(language, pages)| (language, pages.parse().unwrap())).collect();
    assert_eq!(told, languages);
}

/// The cells behind the first one of a table row.
fn row(card: &str, name: &str) -> Vec<String> {
    let start = format!("| {name} | ");
    let line = card.lines().find_map(|line| line.strip_prefix(&start)).expect("the card has this row");
    line.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}
