//! The same records make the same bytes.

use crate::records::{record, reject, three, write};
use dateline_export::{Source, verify};
use dateline_record::Record;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn files(dataset: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(dataset).unwrap().map(Result::unwrap);
    let file = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

fn bytes_of(records: Vec<(Source, Record)>) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("data");
    write(&dataset, records, vec![reject()]);
    files(&dataset)
}

/// Many records, some with one id.
fn many() -> Vec<(Source, Record)> {
    let text = |number: usize| {
        let json =
            serde_json::json!({"id": format!("r{}", number % 90), "text": format!("Text {}.", number % 95)});
        (Source::line("many.jsonl", number as u64 + 1, 40 * number as u64), record(&json.to_string()))
    };
    three().into_iter().chain((0..100).map(text)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_order_of_pushing_does_not_matter(shuffled in Just(many()).prop_shuffle()) {
        prop_assert_eq!(bytes_of(shuffled), bytes_of(many()));
    }
}

fn field() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![Just("a \"b\",\r\n c".to_owned()), any::<String>()])
}

prop_compose! {
    fn article()(title in field(), byline in field(), texts in prop::collection::vec(field(), 0..4),
                 confidence in 0.0..=1.0_f64, url in field(), claim in field()) -> Record {
        let blocks: Vec<_> = texts.iter().flatten()
            .map(|text| serde_json::json!({"kind": "paragraph", "text": text})).collect();
        let json = serde_json::json!({
            "text": "Raw.", "url": url, "published": claim,
            "article": {"title": title, "byline": byline, "blocks": blocks, "text": title.clone().unwrap_or_default()},
            "language": {"code": "en", "confidence": confidence},
        });
        record(&json.to_string())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_records_make_a_sound_dataset(records in prop::collection::vec((0..6_u8, article()), 0..8)) {
        let folder = tempfile::tempdir().unwrap();
        let dataset = folder.path().join("data");
        let count = records.len() as u64;
        let numbered = records.into_iter().enumerate().map(|(number, (id, mut record))| {
            record.page.id = format!("id {id}");
            (Source::line("any.jsonl", number as u64, number as u64), record)
        });
        let manifest = write(&dataset, numbered.collect(), Vec::new());
        prop_assert_eq!(manifest.counts.read, count);
        prop_assert_eq!(verify(&dataset).unwrap().problems, []);
    }
}
