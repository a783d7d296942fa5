//! The five real pages beside the workspace: title, authors, publisher, body and furniture.

use dateline_clean::Cleaner;
use dateline_record::BlockKind;
use serde_json::Value;
use std::path::PathBuf;

/// `DATELINE_SHARED`, or `../shared` beside the workspace; without them there is nothing to check.
fn seeds() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(beside, PathBuf::from);
    Some(shared.join("seeds")).filter(|folder| folder.is_dir())
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

#[test]
fn the_seeds_are_cleaned_as_a_careful_reader_would() {
    let Some(folder) = seeds() else { return };
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).expect("the gold lies beside the pages");
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).expect("each line is JSON");
        let id = gold["id"].as_str().expect("each page has an id");
        let raw = std::fs::read_to_string(folder.join(format!("{id}.txt"))).expect("each page is a file");
        let article = Cleaner::default().clean_text(&raw);
        assert_eq!(article.title.as_deref(), gold["title"].as_str(), "{id}");
        assert_eq!(article.byline.as_deref(), gold["byline"].as_str(), "{id}");
        if let Some(publisher) = gold["publisher"].as_str() {
            assert_eq!(article.publisher.as_deref(), Some(publisher), "{id}");
        }
        for words in strings(&gold["must_have"]) {
            assert!(article.text.contains(words), "{id} lacks {words}");
        }
        for words in strings(&gold["must_not"]) {
            assert!(!article.text.contains(words), "{id} keeps {words}");
        }
        for words in strings(&gold["captions"]) {
            let blocks = article.blocks.iter().filter(|block| block.text.contains(words));
            let kinds: Vec<BlockKind> = blocks.map(|block| block.kind).collect();
            assert!(
                kinds.contains(&BlockKind::Caption) && !kinds.contains(&BlockKind::Paragraph),
                "{id}: {words}"
            );
        }
    }
}
