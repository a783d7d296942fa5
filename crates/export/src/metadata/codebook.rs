//! `CODEBOOK.md`: every table and column, from the schema that the writers follow.

use crate::schema::{Column, Null, SCHEMA_VERSION, Table, TableSchema};
use std::fmt::Write as _;

/// The codebook of this version's tables, in Markdown: key, type, whether null, meaning, an example and the
/// crate that fills the column.
pub fn codebook() -> String {
    let mut text = format!(
        "# Codebook\n\nThe tables of a dataset, schema version {SCHEMA_VERSION}. Each is a Parquet file and a CSV file (UTF-8, RFC 4180,\n\
         an empty field is null), sorted by its key. Generated from the types that the writers follow.\n\n\
         | type | Parquet | CSV |\n| --- | --- | --- |\n\
         | text | UTF-8 string, never empty | the text |\n| day | Date32 | `YYYY-MM-DD` |\n\
         | whole number | Int64 | digits |\n| number | Float64, finite | shortest digits that read back the same |\n\
         | true or false | Boolean | `true`, `false` |\n"
    );
    for table in Table::ALL {
        table_section(table.schema(), &mut text);
    }
    text
}

fn table_section(schema: &TableSchema, text: &mut String) {
    let key: Vec<String> = schema.key().iter().map(|column| format!("`{}`", column.name)).collect();
    let _ = write!(text, "\n## {}\n\n{}\n\nKey: {}.", schema.name, schema.about, key.join(", "));
    for foreign in schema.foreign_keys {
        let columns: Vec<String> = foreign.columns.iter().map(|column| format!("`{column}`")).collect();
        let _ = write!(text, " {} in `{}`.", columns.join(", "), foreign.table.name());
    }
    text.push_str("\n\n| column | type | null | meaning | example | filled by |\n| --- | --- | --- | --- | --- | --- |\n");
    for column in schema.columns {
        let Column { name, kind, null, about, example, filled_by, .. } = column;
        let null = if *null == Null::Allowed { "yes" } else { "no" };
        let about = about.replace('|', "\\|");
        let _ = writeln!(text, "| `{name}` | {kind} | {null} | {about} | `{example}` | {filled_by} |");
    }
}
