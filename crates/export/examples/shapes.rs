//! Writes a small dataset in every shape that tables can have, for tests of what others read them with:
//! `cargo run -p dateline-export --example shapes FOLDER`.

use dateline_export::{
    CsvFiles, DatasetInfo, DatasetWriter, PartitionBy, Prepared, Shape, Source, WriteOptions,
};
use dateline_record::Record;
use serde_json::json;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Words of each article of a dataset whose tables are to have several files: a row group holds two such articles.
const MANY: usize = 500_000;

/// Words of each article of any other.
const FEW: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("usage: shapes FOLDER")?.into();
    std::fs::create_dir_all(&folder)?;
    let shape = |csv, partition_by, spreadsheet_safe| {
        let mut shape = Shape::default();
        (shape.csv, shape.partition_by, shape.spreadsheet_safe) = (csv, partition_by, spreadsheet_safe);
        shape
    };
    let language = Some(PartitionBy::Language);
    write(&folder.join("sharded"), Shape::default(), MANY)?;
    write(&folder.join("packed"), shape(CsvFiles::Gzip, None, true), FEW)?;
    write(&folder.join("by-language"), shape(CsvFiles::Plain, language, false), MANY)?;
    write(&folder.join("by-year"), shape(CsvFiles::Gzip, Some(PartitionBy::Year), false), FEW)?;
    write(&folder.join("parquet-only"), shape(CsvFiles::None, None, false), FEW)?;
    write(&folder.join("parquet-by-language"), shape(CsvFiles::None, language, false), FEW)?;
    Ok(())
}

/// Five articles of three languages and two years, and one without a day; a file of a table ends with its first row group.
fn write(out: &Path, shape: Shape, words: usize) -> Result<(), Box<dyn Error>> {
    let mut options = WriteOptions::replacing().with_shards_of(1, u64::MAX);
    options.shape = shape;
    let mut writer = DatasetWriter::create(out, DatasetInfo::new("shapes", "1.0.0"), options)?;
    let pages = [
        ("en", Some("2024-03-15")),
        ("en", Some("2025-03-15")),
        ("ko", Some("2025-04-01")),
        ("de", Some("2025-05-02")),
        ("en", None),
    ];
    for (number, (language, day)) in (1..).zip(pages) {
        let text = format!("={number} {}", "word ".repeat(words).trim_end());
        let record: Record = serde_json::from_value(json!({
            "id": format!("page-{number}"),
            "text": text,
            "language": {"code": language, "script": "Latn", "confidence": 0.9},
            "dating": {"day": day, "from": day, "to": day, "method": if day.is_some() { "printed" } else { "none" },
                "confidence": 0.9, "reading": "news", "evidence": []},
            "timexes": [{"block": 0, "start": 3, "end": 7, "text": "word", "type": "DATE", "value": "PRESENT_REF", "mod": null,
                "first_day": day, "last_day": day, "anchor": "dct", "anchor_day": day, "rule": "en.now", "status": "ok"}],
        }))?;
        writer.add(Prepared::new(Source::line("pages.jsonl", number, 0), record))?;
    }
    writer.finish(Vec::new())?;
    Ok(())
}
