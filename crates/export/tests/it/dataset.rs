//! What the files of a dataset hold.

use crate::records::{FULL, input, record, reject, three, three_written, write};
use dateline_export::{
    ColumnType, DatasetInfo, DatasetWriter, Manifest, Reject, Source, Table, WriteOptions, verify,
};
use polars::prelude::{AnyValue, DataType, ParquetReader, SerReader};
use std::fmt::Write as _;
use std::fs::File;

#[test]
fn three_records_make_these_tables() {
    let (_folder, dataset) = three_written();
    let mut all = String::new();
    for table in Table::ALL {
        let text = std::fs::read_to_string(dataset.join(format!("{}.csv", table.name()))).unwrap();
        write!(all, "== {}\n{text}", table.name()).unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_manifest_accounts_for_everything() {
    let (_folder, dataset) = three_written();
    let json = std::fs::read_to_string(dataset.join("manifest.json")).unwrap();
    let manifest = Manifest::read(&dataset).unwrap();
    assert_eq!(manifest.to_json(), json);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    // Hashes of Parquet change with polars; those of CSV are covered by the tables' snapshot.
    let mut outline = value.clone();
    outline["tool"]["version"] = "X.Y.Z".into();
    outline["outputs"] = manifest.outputs.iter().map(|file| file.path.clone()).collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&outline).unwrap());
    assert_eq!(sorted_keys(&value), value.to_string());
}

/// JSON with the keys of every object sorted.
fn sorted_keys(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(map) => {
            let sorted: std::collections::BTreeMap<_, _> = map.iter().collect();
            let fields = sorted.iter().map(|(key, value)| format!("\"{key}\":{}", sorted_keys(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        serde_json::Value::Array(items) => {
            format!("[{}]", items.iter().map(sorted_keys).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn parquet_holds_what_csv_holds_in_the_types_stated() {
    let (_folder, dataset) = three_written();
    for table in Table::ALL {
        let path = dataset.join(format!("{}.parquet", table.name()));
        let frame = ParquetReader::new(File::open(path).unwrap()).finish().unwrap();
        let types: Vec<DataType> = frame.dtypes();
        let wanted = table.schema().columns.iter().map(|column| match column.kind {
            ColumnType::Utf8 => DataType::String,
            ColumnType::Date => DataType::Date,
            ColumnType::Int => DataType::Int64,
            ColumnType::Float => DataType::Float64,
            ColumnType::Bool => DataType::Boolean,
        });
        assert_eq!(types, wanted.collect::<Vec<_>>(), "{}", table.name());

        let mut csv = csv::Reader::from_path(dataset.join(format!("{}.csv", table.name()))).unwrap();
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), frame.height(), "{}", table.name());
        for (number, row) in rows.iter().enumerate() {
            for (field, column) in row.iter().zip(frame.columns()) {
                assert_eq!(as_csv(&column.get(number).unwrap()), field, "{} {number}", column.name());
            }
        }
    }
}

fn as_csv(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Float64(number) => format!("{number:?}"),
        other => other.to_string(),
    }
}

#[test]
fn an_empty_dataset_has_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("data");
    let manifest = write(&dataset, Vec::new(), Vec::new());
    let tables = manifest.outputs.iter().filter_map(|file| file.rows);
    assert_eq!(tables.collect::<Vec<_>>(), [0; 20]);
    assert_eq!(verify(&dataset).unwrap().problems, []);
}

/// The reasons in `rejects`, sorted by source.
fn reasons(records: Vec<(Source, dateline_record::Record)>) -> (Manifest, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("data");
    let manifest = write(&dataset, records, Vec::new());
    assert_eq!(verify(&dataset).unwrap().problems, []);
    let mut csv = csv::Reader::from_path(dataset.join("rejects.csv")).unwrap();
    let rows = csv.records().map(|row| row.unwrap().iter().collect::<Vec<_>>().join(" | "));
    (manifest, rows.collect())
}

#[test]
fn of_two_pages_with_one_id_the_smaller_source_stays() {
    let page = |source, text: &str| {
        let json = serde_json::json!({"id": "same", "text": text}).to_string();
        (Source::page(source), record(&json))
    };
    let records =
        [page("b.txt", "One."), page("a.txt", "One."), page("c.txt", "Two."), page("d.txt", "One.")];
    let (manifest, rows) = reasons(records.to_vec());
    insta::assert_snapshot!(rows.join("\n"), @"
    b.txt | 0 | export | duplicate: `a.txt` is the same page
    c.txt | 0 | export | `a.txt` and `c.txt` are different pages with the same id `same`; the first is kept
    d.txt | 0 | export | duplicate: `a.txt` is the same page
    ");
    let counts = manifest.counts;
    assert_eq!((counts.read, counts.articles, counts.duplicates, counts.rejects), (4, 1, 2, 1));
    let mut backwards = records.to_vec();
    backwards.reverse();
    assert_eq!(reasons(backwards), (manifest, rows));
}

#[test]
fn lines_of_one_file_are_ordered_by_their_place() {
    let line =
        |number, offset| (Source::line("x.jsonl", number, offset), record(r#"{"id":"i","text":"One."}"#));
    let (_, rows) = reasons(vec![line(10, 90), line(9, 80)]);
    assert_eq!(rows, ["x.jsonl:10 | 90 | export | duplicate: `x.jsonl:9` is the same page"]);
}

#[test]
fn a_record_that_breaks_a_table_is_a_reject_with_its_reason() {
    let timex = r#"{"block":0,"start":0,"end":3,"text":"May","type":"DATE","value":"XXXX-05","mod":null,
        "first_day":null,"last_day":null,"anchor":"absolute","anchor_day":null,"rule":"en.month","status":"ok"}"#;
    let rows = [
        ("a", r#"{"id":"a","html":"<p>x</p>"}"#.to_owned()),
        ("b", r#"{"article":{"text":"x"}}"#.to_owned()),
        ("c", format!(r#"{{"id":"c","text":"May","timexes":[{timex},{timex}]}}"#)),
        ("d", format!(r#"{{"id":"d","text":"May","timexes":[{}]}}"#, timex.replace("\"block\":0", "\"block\":1"))),
        ("e", format!(r#"{{"id":"e","text":"May","timexes":[{}]}}"#, timex.replace("\"May\"", "\"\""))),
        ("f", r#"{"id":"f","text":"x","errors":[{"stage":"lang","message":"One."},{"stage":"dates","message":"Two."}]}"#
            .to_owned()),
    ];
    let records = rows.iter().map(|(source, json)| (Source::page(source), record(json)));
    let mut records: Vec<_> = records.collect();
    let mut infinite = record(r#"{"id":"g","text":"x","language":{"code":"en","confidence":1}}"#);
    infinite.language.as_mut().unwrap().confidence = f64::NAN;
    records.push((Source::page("g"), infinite));
    insta::assert_snapshot!(reasons(records).1.join("\n"), @"
    a | 0 | export | the record has neither `article` nor `text`; run dateline-clean on it first
    b | 0 | export | the record has no `id` and no raw page to make one from
    c | 0 | export | `dates` has two rows with the key (c, 0, 0)
    d | 0 | export | `dates` tells of block 1, which the article does not have
    e | 0 | export | row 1 of `dates` has no `text`
    f | 0 | lang | One.; Two.
    g | 0 | export | row 1 of `articles` has a `language_confidence` that is no finite number
    ");
}

#[test]
fn two_rejects_of_one_place_are_one_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut second = reject();
    second.reason = "another reason".to_owned();
    let manifest = write(&folder.path().join("data"), three(), vec![reject(), second]);
    assert_eq!((manifest.counts.read, manifest.counts.rejects), (4, 1));
}

#[test]
fn a_record_that_was_read_and_not_pushed_stops_the_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let mut writer =
        DatasetWriter::create(&out, DatasetInfo::new("three", "1.0.0"), WriteOptions::default()).unwrap();
    writer.push("a", record(FULL)).unwrap();
    let error = writer.finish(vec![input(2)]).unwrap_err();
    insta::assert_snapshot!(error, @"the counts do not add up: 2 records were read, but there are 1 articles, 0 duplicates and 0 rejects; the dataset was not made, please report this");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn every_column_has_a_meaning_an_example_and_a_maker() {
    let crates = ["record", "clean", "lang", "dates", "messages", "export", "dateline"];
    for table in Table::ALL {
        let schema = table.schema();
        assert_eq!(Table::by_name(schema.name), Some(table));
        assert!(schema.about.ends_with('.'), "{}", schema.name);
        for (place, column) in schema.columns.iter().enumerate() {
            let name = format!("{}.{}", schema.name, column.name);
            assert_eq!(schema.position(column.name), Some(place), "{name} twice");
            assert!(column.about.ends_with('.') && !column.example.is_empty(), "{name}");
            assert!(crates.contains(&column.filled_by), "{name}");
        }
        assert!(schema.key().iter().all(|column| column.null == dateline_export::Null::Never));
        for key in schema.foreign_keys {
            let target: Vec<&str> = key.table.schema().key().iter().map(|column| column.name).collect();
            assert!(target.starts_with(key.columns), "{}", schema.name);
            assert!(key.columns.iter().all(|column| schema.position(column).is_some()), "{}", schema.name);
        }
    }
}

/// What reads CSV stops at a NUL, and a terminal obeys an escape. Offsets stay what they were.
#[test]
fn control_characters_are_replaced_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("data");
    let json = r#"{"id":"n\u0000u","url":"https://news.example/\u001b[2J","text":"The\u0000 bridge\u0007\n\tis \u007fclosed."}"#;
    let same_id = r#"{"id":"n\u0001u","text":"Another page."}"#;
    let records = [json, same_id].into_iter().zip(1..);
    let records =
        records.map(|(json, line)| (Source::line("a\u{8}.jsonl", line, line), record(json))).collect();
    write(&dataset, records, vec![Reject::new(&Source::line("a\u{8}.jsonl", 9, 9), "read", "a \u{1b}[2J")]);
    assert_eq!(verify(&dataset).unwrap().problems, []);
    let read = |name: &str| std::fs::read_to_string(dataset.join(name)).unwrap();
    let row = "n\u{FFFD}u,a\u{FFFD}.jsonl:1,https://news.example/\u{FFFD}[2J,";
    assert!(read("articles.csv").contains(row), "{}", read("articles.csv"));
    let block = "n\u{FFFD}u,0,paragraph,,,,\"The\u{FFFD} bridge\u{FFFD}\n\tis \u{FFFD}closed.\",0,25";
    assert!(read("blocks.csv").contains(block), "{}", read("blocks.csv"));
    insta::assert_snapshot!(read("rejects.csv"), @"
    source,offset,stage,reason
    a\u{fffd}.jsonl:2,2,export,`a\u{fffd}.jsonl:1` and `a\u{fffd}.jsonl:2` are different pages with the same id `n\u{fffd}u`; the first is kept
    a\u{fffd}.jsonl:9,9,read,a \u{fffd}[2J
    ");
}
