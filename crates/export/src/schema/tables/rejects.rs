//! What is no article.

use super::column;
use crate::schema::ColumnType::{Int, Utf8};
use crate::schema::Null::Never;
use crate::schema::TableSchema;

pub(super) const REJECTS: TableSchema = TableSchema {
    name: "rejects",
    about: "One input record that is not among the articles, and why; duplicates included.",
    key_columns: 2,
    foreign_keys: &[],
    row_group: 65_536,
    columns: &[
        column(
            "source",
            Utf8,
            Never,
            "The input it came from, written as in `articles`.",
            "more.jsonl:7",
            "dateline",
        ),
        column(
            "offset",
            Int,
            Never,
            "Byte offset of the record in the source, after decompression; 0 for a page that is a file of its own. In a Parquet file, the number of its row, from 0.",
            "5120",
            "dateline",
        ),
        column(
            "stage",
            Utf8,
            Never,
            "The stage that could not handle it: read, clean, lang, dates, messages or export; select where it was not wanted.",
            "read",
            "dateline",
        ),
        column("reason", Utf8, Never, "What was found and what was wanted.", "not a JSON object", "dateline"),
    ],
};
