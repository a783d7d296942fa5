//! `datapackage.json`, Data Package 2.0 of Frictionless: <https://datapackage.org/standard/data-package/>.

use super::{Described, licence, to_sorted_json};
use crate::manifest::OutputFile;
use crate::schema::{Column, ColumnType, ForeignKey, Null, Table};
use serde_json::{Map, Value, json};

pub(super) fn datapackage(described: &Described<'_>) -> String {
    let info = &described.manifest.dataset;
    let resources = described.tables().map(|table| resource(described, table));
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": info.name,
        "title": described.title(),
        "description": described.description(),
        "version": info.version,
        "resources": resources.collect::<Vec<Value>>(),
    });
    let licences: Vec<Value> = licence::ids(info.licence.as_deref().unwrap_or_default())
        .into_iter()
        .map(|id| json!({"name": id.name, "title": id.full_name, "path": licence::page(id)}))
        .collect();
    if !licences.is_empty() {
        package["licenses"] = Value::Array(licences);
    }
    if !info.authors.is_empty() {
        let authors = info.authors.iter().map(|name| json!({"title": name, "roles": ["author"]}));
        package["contributors"] = authors.collect();
    }
    if let Some(url) = &info.url {
        package["homepage"] = url.as_str().into();
    }
    to_sorted_json(package)
}

/// A table as a resource: its CSV files, which every reader of the format can load, or its Parquet
/// files where the dataset was made without CSV.
fn resource(described: &Described<'_>, table: Table) -> Value {
    let csv = described.files(table, "csv");
    // Readers of the format take whole numbers in Parquet for fractions where one is null, and find them wrong then: such
    // files are checked by their hashes alone.
    let (kind, format, mediatype, files) = match csv.is_empty() {
        false => ("table", "csv", "text/csv", csv),
        true => ("file", "parquet", "application/vnd.apache.parquet", described.files(table, "parquet")),
    };
    let mut resource = json!({
        "name": table.name(),
        "type": kind,
        "description": table.schema().about,
        "format": format,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "path": paths(&files),
        "schema": schema(described, table),
    });
    if let [file] = files.as_slice() {
        resource["bytes"] = file.bytes.into();
        resource["hash"] = format!("sha256:{}", file.sha256).into();
        if file.path.ends_with(".gz") {
            resource["compression"] = "gz".into();
        }
    }
    resource
}

/// One path, or the list of the shards.
fn paths(files: &[&OutputFile]) -> Value {
    match files {
        [file] => file.path.as_str().into(),
        files => files.iter().map(|file| file.path.as_str()).collect(),
    }
}

fn schema(described: &Described<'_>, table: Table) -> Value {
    let schema = table.schema();
    let layout = described.manifest.shape.layout(table);
    let key: Vec<&str> = schema.key().iter().map(|column| column.name).collect();
    let fields: Vec<Value> = layout.columns().map(field).collect();
    let mut found = json!({"fields": fields, "primaryKey": key, "missingValues": [""]});
    // A key with nulls in it points nowhere; the format knows no such exception, so only keys
    // whose columns are never null are told.
    let never_null = |key: &&ForeignKey| {
        key.columns
            .iter()
            .all(|name| schema.position(name).is_some_and(|place| schema.columns[place].null == Null::Never))
    };
    let known: Vec<Table> = described.tables().collect();
    let foreign: Vec<Value> = schema
        .foreign_keys
        .iter()
        .filter(never_null)
        .filter(|key| known.contains(&key.table))
        .filter(|key| key.columns.iter().all(|column| layout.position(column).is_some()))
        .map(|key| {
            json!({"fields": key.columns, "reference": {"resource": key.table.name(), "fields": key.columns}})
        })
        .collect();
    if !foreign.is_empty() {
        found["foreignKeys"] = Value::Array(foreign);
    }
    found
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        ColumnType::Utf8 => "string",
        ColumnType::Date => "date",
        ColumnType::Int => "integer",
        ColumnType::Float => "number",
        ColumnType::Bool => "boolean",
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    field.insert("type".to_owned(), kind.into());
    field.insert("description".to_owned(), column.about.into());
    field.insert("example".to_owned(), column.example.into());
    if column.null == Null::Never {
        field.insert("constraints".to_owned(), json!({"required": true}));
    }
    Value::Object(field)
}
