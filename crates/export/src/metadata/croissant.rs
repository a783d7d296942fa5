//! `croissant.json`, MLCommons Croissant 1.0: <https://docs.mlcommons.org/croissant/docs/croissant-spec.html>.

use super::{Described, citation, licence, to_sorted_json};
use crate::manifest::OutputFile;
use crate::schema::{Column, ColumnType, Table};
use serde_json::{Value, json};

pub(super) fn croissant(described: &Described<'_>) -> String {
    let info = &described.manifest.dataset;
    let distribution = described.tables().flat_map(|table| distribution(described, table));
    let records = described.tables().map(|table| record_set(described, table));
    let authors = citation::authors(described);
    let mut dataset = json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": info.name,
        "description": described.description(),
        "version": info.version,
        "creator": authors.iter().map(|name| json!({"@type": "sc:Organization", "name": name})).collect::<Vec<_>>(),
        "citeAs": format!("{}: {}, version {}", authors.join("; "), described.title(), info.version),
        "inLanguage": described.facts.languages.keys().collect::<Vec<_>>(),
        "distribution": distribution.collect::<Vec<Value>>(),
        "recordSet": records.collect::<Vec<Value>>(),
    });
    let licences: Vec<String> =
        licence::ids(info.licence.as_deref().unwrap_or_default()).into_iter().map(licence::page).collect();
    if let Some(url) = &info.url {
        dataset["url"] = url.as_str().into();
    }
    if !licences.is_empty() {
        dataset["license"] = licences.into();
    }
    to_sorted_json(dataset)
}

/// The files of a table and, where there are several, the set of them.
fn distribution(described: &Described<'_>, table: Table) -> Vec<Value> {
    let files = described.best_files(table);
    let mut all: Vec<Value> = files.iter().map(|file| file_object(file)).collect();
    if files.len() > 1 {
        all.push(json!({
            "@type": "cr:FileSet",
            "@id": set_id(table),
            "name": set_id(table),
            "containedIn": files.iter().map(|file| json!({"@id": file.path})).collect::<Vec<_>>(),
            "encodingFormat": encoding(files[0]),
            // With its ending: CSV files lie beside.
            "includes": match described.is_partitioned(table) {
                true => format!("{}/*/*.{}", table.name(), ending(files[0])),
                false => format!("{}-*.{}", table.name(), ending(files[0])),
            },
        }));
    }
    all
}

/// The name of a table's set of files. The table's own name is that of its record set.
fn set_id(table: Table) -> String {
    format!("{}-files", table.name())
}

fn file_object(file: &OutputFile) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": encoding(file),
        "sha256": file.sha256,
    })
}

fn encoding(file: &OutputFile) -> &'static str {
    match ending(file) {
        "parquet" => "application/x-parquet",
        "gz" => "application/gzip",
        _ => "text/csv",
    }
}

fn ending(file: &OutputFile) -> &str {
    file.path.rsplit('.').next().unwrap_or_default()
}

fn record_set(described: &Described<'_>, table: Table) -> Value {
    let schema = table.schema();
    let name = schema.name;
    let files = described.best_files(table);
    let source = match files.as_slice() {
        [file] => json!({"fileObject": {"@id": file.path}}),
        _ => json!({"fileSet": {"@id": set_id(table)}}),
    };
    // References to other record sets are left out: readers of the format join whole tables for them, and
    // know no keys of several columns. The Data Package tells all keys.
    let layout = described.manifest.shape.layout(table);
    let fields = layout.columns().map(|column| field(name, column, &source));
    let key = schema.key().iter().map(|column| json!({"@id": format!("{name}/{}", column.name)}));
    json!({
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": schema.about,
        "key": key.collect::<Vec<_>>(),
        "field": fields.collect::<Vec<_>>(),
    })
}

fn field(table: &str, column: &Column, source: &Value) -> Value {
    let kind = match column.kind {
        ColumnType::Utf8 => "sc:Text",
        ColumnType::Date => "sc:Date",
        ColumnType::Int => "sc:Integer",
        ColumnType::Float => "sc:Float",
        ColumnType::Bool => "sc:Boolean",
    };
    let mut source = source.clone();
    source["extract"] = json!({"column": column.name});
    json!({
        "@type": "cr:Field",
        "@id": format!("{table}/{}", column.name),
        "name": column.name,
        "description": column.about,
        "dataType": kind,
        "source": source,
    })
}

/// The context that the specification prescribes, appendix 1.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "containedIn": "cr:containedIn",
        "cr": "http://mlcommons.org/croissant/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}
