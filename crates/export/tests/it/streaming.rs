//! Records on the disk until the tables are written: interruption, and tables of several files.

use crate::records::{record, reject};
use dateline_export::{
    DatasetInfo, DatasetWriter, FinishedArticle, Manifest, Prepared, Release, Source, Table, WriteOptions,
    verify,
};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

fn create(out: &Path, key: Option<&str>) -> DatasetWriter {
    let mut options = WriteOptions::default();
    options.resume_key = key.map(str::to_owned);
    DatasetWriter::create(out, DatasetInfo::new("data", "1.0.0"), options).unwrap()
}

fn add(writer: &mut DatasetWriter, number: u64) {
    let json =
        serde_json::json!({"id": format!("r{}", number * 7919 % 1000), "text": format!("Text {number}.")});
    let source = Source::line("many.jsonl", number + 1, 40 * number);
    let prepared = Prepared::new(source, record(&json.to_string()));
    writer.add(prepared.with_keys(number.to_le_bytes().to_vec())).unwrap();
}

fn files(dataset: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dataset).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

#[test]
fn an_interrupted_dataset_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, out) = (folder.path().join("whole"), folder.path().join("data"));
    let mut writer = create(&whole, None);
    (0..40).for_each(|number| add(&mut writer, number));
    writer.reject(reject()).unwrap();
    writer.finish(Vec::new()).unwrap();

    let mut writer = create(&out, Some("key"));
    assert_eq!(writer.resumed(), [""; 0]);
    (0..10).for_each(|number| add(&mut writer, number));
    writer.reject(reject()).unwrap();
    writer.finish_shard("ten".to_owned()).unwrap();
    (10..20).for_each(|number| add(&mut writer, number));
    writer.finish_shard("twenty".to_owned()).unwrap();
    (20..25).for_each(|number| add(&mut writer, number));
    assert_eq!(writer.finished_records(), 21);
    drop(writer);
    // As a killed process leaves it: a shard whose line was cut off, and records of no shard.
    let spool = folder.path().join(".data.spool");
    for (file, half) in [("shards.jsonl", &b"{\"end\":99,\"art"[..]), ("pages", b"half a page")] {
        let mut file = fs::File::options().append(true).open(spool.join(file)).unwrap();
        file.write_all(half).unwrap();
    }

    let mut writer = create(&out, Some("key"));
    assert_eq!(writer.resumed(), ["ten", "twenty"]);
    (20..40).for_each(|number| add(&mut writer, number));
    let settled = writer.settle().unwrap();
    let keys: Vec<_> = settled.articles().map(|article| article.keys.to_vec()).collect();
    assert!(keys.contains(&3_u64.to_le_bytes().to_vec()) && keys.contains(&33_u64.to_le_bytes().to_vec()));
    settled.write(Vec::new(), &mut Unchanged).unwrap();
    assert_eq!(files(&out), files(&whole));
    assert!(!spool.exists());
}

struct Unchanged;

impl Release for Unchanged {}

#[test]
fn what_another_build_left_is_not_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    for key in [Some("one"), Some("two"), None] {
        let mut writer = create(&out, key);
        assert_eq!(writer.resumed(), [""; 0], "{key:?}");
        add(&mut writer, 1);
        writer.finish_shard(String::new()).unwrap();
    }
    // Without a key nothing is kept at all.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

struct Story;

impl Release for Story {
    fn article(&mut self, article: &mut FinishedArticle<'_>) -> ControlFlow<()> {
        article.story_id = Some(format!("story of {}", article.id));
        article.record.page.url = Some("https://news.example/".to_owned());
        ControlFlow::Continue(())
    }
}

#[test]
fn what_all_records_together_tell_is_put_in_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let mut writer = create(&out, None);
    add(&mut writer, 1);
    writer.settle().unwrap().write(Vec::new(), &mut Story).unwrap();
    let articles = fs::read_to_string(out.join("articles.csv")).unwrap();
    assert!(articles.contains("story of r919") && articles.contains("https://news.example/"), "{articles}");
}

#[test]
fn big_tables_are_of_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let options = WriteOptions::default().with_shards_of(1, u64::MAX);
    let mut writer = DatasetWriter::create(&out, DatasetInfo::new("data", "1.0.0"), options).unwrap();
    // Three row groups of 4 MiB and some.
    let text = "x".repeat(1 << 20);
    for number in 0..14 {
        let json = serde_json::json!({"id": format!("r{number:02}"), "text": format!("{number} {text}")});
        writer.push(Source::line("a", number + 1, number), record(&json.to_string())).unwrap();
    }
    let manifest = writer.finish(Vec::new()).unwrap();
    let articles: Vec<&str> = manifest.files_of(Table::Articles, "csv").map(|file| &*file.path).collect();
    assert_eq!(
        articles,
        ["articles-00000.csv", "articles-00001.csv", "articles-00002.csv", "articles-00003.csv"]
    );
    assert_eq!(manifest.rows(Table::Articles), 14);
    assert!(names(&out).contains(&"dates.csv".to_owned()));
    assert_eq!(Manifest::read(&out).unwrap(), manifest);
    assert_eq!(verify(&out).unwrap().problems, []);
}

#[test]
fn a_page_under_two_ids_is_a_duplicate_where_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let mut options = WriteOptions::default();
    options.once = true;
    let mut writer = DatasetWriter::create(&out, DatasetInfo::new("data", "1.0.0"), options).unwrap();
    for (number, id) in (1..).zip(["b", "a"]) {
        let json = serde_json::json!({"id": id, "text": "One text."});
        writer.push(Source::line("f", number, number), record(&json.to_string())).unwrap();
    }
    let manifest = writer.finish(Vec::new()).unwrap();
    assert_eq!((manifest.counts.articles, manifest.counts.duplicates), (1, 1));
    let rejects = fs::read_to_string(out.join("rejects.csv")).unwrap();
    assert!(rejects.ends_with("f:2,2,export,duplicate: `f:1` is the same page\n"), "{rejects}");
}
