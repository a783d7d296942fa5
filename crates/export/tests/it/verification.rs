//! `verify` finds whatever was done to a dataset.

use crate::records::{input, three, three_written};
use dateline_export::{
    DatasetInfo, DatasetWriter, ExportError, Manifest, Shape, Since, Table, WriteOptions, verify,
};
use dateline_record::pages::sha256_hex;
use std::fs;
use std::path::Path;

fn problems(dataset: &Path) -> String {
    let report = verify(dataset).unwrap();
    let lines: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Changes a file, and the manifest with it, as someone would who wants it to go unnoticed.
fn forge(dataset: &Path, file: &str, change: impl FnOnce(String) -> String) {
    let path = dataset.join(file);
    let text = change(fs::read_to_string(&path).unwrap());
    fs::write(&path, &text).unwrap();
    let mut manifest = Manifest::read(dataset).unwrap();
    let output = manifest.outputs.iter_mut().find(|output| output.path == file).unwrap();
    output.bytes = text.len() as u64;
    output.sha256 = sha256_hex(text.as_bytes());
    fs::write(dataset.join("manifest.json"), manifest.to_json()).unwrap();
}

#[test]
fn a_sound_dataset_has_no_problems() {
    let (_folder, dataset) = three_written();
    let report = verify(&dataset).unwrap();
    assert_eq!((report.problems.len(), report.files, report.rows), (0, 28, 19));
}

#[test]
fn a_dataset_of_before_there_were_all_columns_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("older");
    let mut options = WriteOptions::default();
    for table in Table::ALL {
        let of_start = table.schema().columns.iter().filter(|column| column.since == Since::Start);
        let kept: Vec<String> = of_start.map(|column| column.name.to_owned()).collect();
        options.shape.keep_columns(table.name(), &kept).unwrap();
    }
    let mut writer = DatasetWriter::create(&dataset, DatasetInfo::new("older", "1.0.0"), options).unwrap();
    for (source, record) in three() {
        writer.push(source, record).unwrap();
    }
    writer.finish(vec![input(3)]).unwrap();
    // What wrote it knew of no others, so it left none out.
    let mut manifest = Manifest::read(&dataset).unwrap();
    manifest.shape = Shape::default();
    fs::write(dataset.join("manifest.json"), manifest.to_json()).unwrap();
    assert!(!fs::read_to_string(dataset.join("articles.csv")).unwrap().contains("published_decided"));
    assert_eq!(problems(&dataset), "");
    forge(&dataset, "corrections.csv", |text| text.replace(",evidence\n", ",evidences\n"));
    assert!(
        problems(&dataset).starts_with("corrections.csv: not the table it should be"),
        "{}",
        problems(&dataset)
    );
}

#[test]
fn a_spoiled_byte_is_found_in_every_file() {
    let (_folder, dataset) = three_written();
    for output in Manifest::read(&dataset).unwrap().outputs {
        let path = dataset.join(&output.path);
        let sound = fs::read(&path).unwrap();
        let mut spoiled = sound.clone();
        let middle = spoiled.len() / 2;
        spoiled[middle] ^= 1;
        fs::write(&path, spoiled).unwrap();
        let report = verify(&dataset).unwrap();
        assert!(report.problems.iter().any(|problem| problem.file == output.path), "{}", output.path);
        fs::write(&path, sound).unwrap();
    }
    assert_eq!(problems(&dataset), "");
}

#[test]
fn a_removed_row_is_found() {
    let (_folder, dataset) = three_written();
    forge(&dataset, "dates.csv", |text| text.lines().take(2).map(|line| format!("{line}\n")).collect());
    insta::assert_snapshot!(problems(&dataset), @"dates.csv: 1 rows, expected 2");
}

#[test]
fn a_duplicate_key_is_found() {
    let (_folder, dataset) = three_written();
    forge(&dataset, "dating_evidence.csv", |text| text.replace("b2,1,", "b2,0,"));
    insta::assert_snapshot!(problems(&dataset), @"
    dating_evidence.csv: row 2: `evidence` is not the same in dating_evidence.parquet
    dating_evidence.csv: row 2 has the same key (b2, 0) as the row before it
    ");
}

#[test]
fn rows_out_of_order_are_found() {
    let (_folder, dataset) = three_written();
    forge(&dataset, "dating_evidence.csv", |text| text.replace("b2,0,", "b2,2,"));
    insta::assert_snapshot!(problems(&dataset), @"
    dating_evidence.csv: row 1: `evidence` is not the same in dating_evidence.parquet
    dating_evidence.csv: row 2, key (b2, 1), stands after a greater key
    ");
}

#[test]
fn a_dangling_key_is_found() {
    let (_folder, dataset) = three_written();
    forge(&dataset, "quotes.csv", |text| text.replace("b2,0,", "b3,0,"));
    insta::assert_snapshot!(problems(&dataset), @"
    quotes.csv: row 1: `article_id` is not the same in quotes.parquet
    quotes.csv: row 1: (article_id) is (b3), which is not in `articles`
    quotes.csv: row 1: (article_id, block) is (b3, 1), which is not in `blocks`
    ");
}

#[test]
fn a_value_of_another_type_and_a_missing_value_are_found() {
    let (_folder, dataset) = three_written();
    forge(&dataset, "corrections.csv", |text| text.replace(",true,", ",yes,"));
    forge(&dataset, "dates.csv", |text| text.replace(",DATE,", ",,"));
    forge(&dataset, "blocks.csv", |text| text.replace("kind,why", "sort,why"));
    insta::assert_snapshot!(problems(&dataset), @r#"
    blocks.csv: not the table it should be: its header is `article_id,block,sort,why,language,language_confidence,text,start,end`; wanted `article_id,block,kind,why,language,language_confidence,text,start,end`
    corrections.csv: not the table it should be: line 2: `applied` is "yes"; wanted: true or false
    dates.csv: row 1: `type` is not the same in dates.parquet
    dates.csv: row 1 has no `type`
    "#);
}

#[test]
fn a_missing_file_and_a_stray_one_are_found() {
    let (_folder, dataset) = three_written();
    fs::remove_file(dataset.join("quotes.parquet")).unwrap();
    fs::write(dataset.join("notes.txt"), "").unwrap();
    insta::assert_snapshot!(problems(&dataset), @"
    notes.txt: the manifest does not name it
    quotes.parquet: the file is missing
    ");
}

#[test]
fn counts_that_do_not_add_up_are_found() {
    let (_folder, dataset) = three_written();
    let mut manifest = Manifest::read(&dataset).unwrap();
    manifest.counts.articles = 2;
    fs::write(dataset.join("manifest.json"), manifest.to_json()).unwrap();
    insta::assert_snapshot!(problems(&dataset), @"
    manifest.json: read 4, but 2 articles, 0 duplicates and 1 rejects
    manifest.json: `articles` is 2, but articles has 3 rows
    ");
}

#[test]
fn what_is_no_dataset_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let message = |error: ExportError| {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        format!("{error}{cause}").replace(&*folder.path().to_string_lossy(), "DIR")
    };
    let mut messages = vec![message(verify(folder.path()).unwrap_err())];
    messages.push(message(verify(&folder.path().join("absent")).unwrap_err()));
    fs::write(folder.path().join("manifest.json"), r#"{"schema_version": 1}"#).unwrap();
    messages.push(message(verify(folder.path()).unwrap_err()));
    fs::write(folder.path().join("manifest.json"), r#"{"schema_version": 99}"#).unwrap();
    messages.push(message(verify(folder.path()).unwrap_err()));
    insta::assert_snapshot!(messages.join("\n"), @"
    `DIR` is no dataset: there is no manifest.json in it; name the folder of a dataset, as `dateline build` makes it
    `DIR/absent` does not exist; name the folder of a dataset, as `dateline build` makes it
    `DIR/manifest.json` does not hold what it should: line 1 column 21: there is no `counts`
    `DIR/manifest.json` has schema version 99, this program knows 1; use the version of dateline that made it
    ");
}
