//! Small records that other tests write, and the writing.

use dateline_export::{DatasetInfo, DatasetWriter, InputFile, Manifest, Reject, Source, WriteOptions};
use dateline_record::Record;
use std::collections::BTreeMap;
use std::path::Path;

/// A record of every kind of field, in English.
pub(crate) const FULL: &str = r#"{"id":"b2","url":"https://news.example/b2","html":"<p>Mars Day</p>",
"published":"2025-06-12T09:14:00+09:00","fetched":"2025-06-20",
"article":{"title":"A \"quoted\", title","byline":"Ann Lee; Bo Park","publisher":"Example News",
  "verdict":{"kind":"article","confidence":0.9},"text":"Mars Day, Friday (June 12).",
  "blocks":[{"kind":"furniture","why":"navigation","text":"Home\nNews"},
            {"kind":"paragraph","text":"Mars Day, Friday (June 12).",
             "language":{"code":"en","script":"Latn","confidence":0.9}}]},
"language":{"code":"en","script":"Latn","confidence":0.99},
"dating":{"day":"2025-06-12","time":"09:14+09:00","from":"2025-06-12","to":"2025-06-13","method":"metadata",
  "confidence":0.1,"runner_up":"2031-06-12","reading":"news",
  "evidence":[{"text":"June 12","says":"It is a Thursday.","weight":3.1,"block":1,"start":10,"end":17},
              {"text":"","says":"The page's metadata.","weight":1,"block":null,"start":null,"end":null}]},
"timexes":[{"block":1,"start":10,"end":26,"text":"Friday (June 12)","type":"DATE","value":"2025-06-13",
   "mod":"START","first_day":"2025-06-13","last_day":"2025-06-13","anchor":"dct","anchor_day":"2025-06-12",
   "rule":"en.weekday","status":"repaired"},
  {"block":1,"start":0,"end":8,"text":"Mars Day","type":"DATE","value":"XXXX-06-13","mod":null,
   "first_day":null,"last_day":null,"anchor":"absolute","anchor_day":null,"rule":"en.holiday","status":"ok"}],
"corrections":[{"kind":"weekday_mismatch","block":1,"start":10,"end":26,"text":"Friday (June 12)",
  "was":"2025-06-12","now":"2025-06-13","confidence":0.94,"applied":true,
  "evidence":"12 June 2025 was a Thursday.",
  "candidates":[{"value":"2025-06-13","probability":0.94},{"value":"2025-06-12","probability":0.06}]}],
"messages":[{"sender":"Ruritania","recipient":"Graustark","kind":"greeting","occasion":"Mars Day",
  "occasion_day":"2025-06-13","sent_from":"2025-06-12","sent_to":null,"reported_by":null,
  "block":1,"start":0,"end":8}],
"quotes":[{"block":1,"start":0,"end":8,"text":"Mars Day","speaker":"Ann Lee","verb":"said","message":0}]}"#;

/// Bare text in another script, with no id of its own.
pub(crate) const TEXT: &str =
    r#"{"text":"Только текст.","language":{"code":"ru","script":"Cyrl","confidence":1}}"#;

/// An article that tells of the same message as [`FULL`], and nothing else.
pub(crate) const TELLS: &str = r#"{"id":"a1","article":{"text":"中国外交部","blocks":[
  {"kind":"paragraph","text":"中国外交部","start":0,"end":5}]},
"timexes":[],"corrections":[],
"messages":[{"sender":"Ruritania","recipient":"Graustark","kind":"greeting","occasion":"Mars Day",
  "occasion_day":"2025-06-13","sent_from":"2025-06-12","sent_to":null,"reported_by":"Example News",
  "block":0,"start":0,"end":5}]}"#;

pub(crate) fn record(json: &str) -> Record {
    serde_json::from_str(json).expect("test records are records")
}

/// The three records, with where they come from.
pub(crate) fn three() -> Vec<(Source, Record)> {
    vec![
        (Source::page("pages/full.html"), record(FULL)),
        (Source::line("more.jsonl", 2, 77), record(TEXT)),
        (Source::line("more.jsonl", 1, 0), record(TELLS)),
    ]
}

/// One reject.
pub(crate) fn reject() -> Reject {
    Reject::new(&Source::line("more.jsonl", 3, 180), "read", "not a JSON object, but a list")
}

/// An input of so many records.
pub(crate) fn input(rows: usize) -> InputFile {
    let sha256 = "ab".repeat(32);
    InputFile {
        bytes: 200,
        cut_short: false,
        passed_over: BTreeMap::new(),
        path: "more.jsonl".to_owned(),
        rows: rows as u64,
        sha256,
    }
}

/// Writes records to a dataset in `folder`.
pub(crate) fn write(folder: &Path, records: Vec<(Source, Record)>, rejects: Vec<Reject>) -> Manifest {
    let info = DatasetInfo::new("three", "1.0.0");
    let mut writer = DatasetWriter::create(folder, info, WriteOptions::default()).unwrap();
    // All rejects of these tests are of one place, which is one record.
    let read = records.len() + rejects.len().min(1);
    for (source, record) in records {
        writer.push(source, record).unwrap();
    }
    for reject in rejects {
        writer.reject(reject).unwrap();
    }
    writer.finish(vec![input(read)]).unwrap()
}

/// The three records and the reject, as a dataset `data` in a folder of their own.
pub(crate) fn three_written() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("data");
    write(&dataset, three(), vec![reject()]);
    (folder, dataset)
}
