//! The files beside the tables that say what they are: for people, for programs, for citing.

mod card;
mod citation;
mod codebook;
mod croissant;
mod datapackage;
mod facts;
mod licence;

pub use codebook::codebook;

use crate::manifest::{Manifest, OutputFile};
use crate::output::write_file;
use crate::reader::{TableReader, is_file_of};
use crate::report::write_report;
use crate::schema::Table;
use crate::{ExportError, Texts};
use facts::Facts;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The hashes of all files but itself and the manifest, which in turn holds its hash, as
/// `sha256sum --check` reads them.
const SUMS_FILE: &str = "SHA256SUMS";

/// What the metadata is written from: a manifest that lists the tables alone, as yet, and what the
/// tables and the person who builds the dataset say.
struct Described<'d> {
    manifest: &'d Manifest,
    facts: Facts,
    texts: &'d Texts,
}

impl Described<'_> {
    /// The files of a table in one format, in the order of its rows.
    fn files(&self, table: Table, format: &str) -> Vec<&OutputFile> {
        let outputs = self.manifest.outputs.iter();
        outputs.filter(|output| is_file_of(&output.path, table.schema(), format)).collect()
    }

    /// The files of a table in the format that keeps its types, or in the other where that is left out.
    fn best_files(&self, table: Table) -> Vec<&OutputFile> {
        let parquet = self.files(table, "parquet");
        if parquet.is_empty() { self.files(table, "csv") } else { parquet }
    }

    fn rows(&self, table: Table) -> u64 {
        self.best_files(table).iter().filter_map(|file| file.rows).sum()
    }

    /// Whether a table lies in folders.
    fn is_partitioned(&self, table: Table) -> bool {
        self.best_files(table).iter().any(|file| file.path.contains('/'))
    }

    /// The tables that the dataset has, for one may be left out on purpose.
    fn tables(&self) -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(|table| !self.best_files(*table).is_empty())
    }

    fn title(&self) -> &str {
        self.manifest.dataset.title.as_deref().unwrap_or(&self.manifest.dataset.name)
    }

    /// A sentence or two on what the dataset is.
    fn description(&self) -> String {
        let info = &self.manifest.dataset;
        info.description.clone().unwrap_or_else(|| {
            format!(
                "{}. {} news articles with their publication days, every date they mention resolved to a calendar \
                 day, and the dates that cannot be right.",
                self.title().trim_end_matches('.'),
                self.manifest.counts.articles
            )
        })
    }
}

/// Writes all that stands beside the tables into their folder, and enters it in the manifest, which
/// lists the tables alone as yet.
pub(crate) fn complete(
    folder: &Path,
    manifest: &mut Manifest,
    texts: &Texts,
    stop: &Arc<AtomicBool>,
) -> Result<(), ExportError> {
    let tables = TableReader::new(folder, manifest).with_stop(Arc::clone(stop));
    let described = Described { manifest, facts: Facts::read(&tables)?, texts };
    let mut files = vec![
        ("CITATION.cff", citation::citation(&described)),
        ("CODEBOOK.md", codebook::codebook()),
        ("README.md", card::card(&described)),
        ("croissant.json", croissant::croissant(&described)),
        ("datapackage.json", datapackage::datapackage(&described)),
    ];
    files.extend(licence::text(manifest.dataset.licence.as_deref()).map(|text| ("LICENSE", text)));
    files.extend(texts.changelog.clone().map(|text| ("CHANGELOG.md", text)));
    let report = write_report(folder, &tables, manifest)?;
    manifest.outputs.push(report);
    for (name, text) in files {
        manifest.outputs.push(write_file(folder, name, text.as_bytes())?);
    }
    manifest.outputs.sort_by(|one, two| one.path.cmp(&two.path));
    let lines = manifest.outputs.iter().map(|output| format!("{}  {}\n", output.sha256, output.path));
    let sums: String = lines.collect();
    manifest.outputs.push(write_file(folder, SUMS_FILE, sums.as_bytes())?);
    manifest.outputs.sort_by(|one, two| one.path.cmp(&two.path));
    Ok(())
}

/// JSON, indented, its keys sorted whatever the features that serde_json was compiled with.
fn to_sorted_json(value: serde_json::Value) -> String {
    crate::manifest::to_pretty_json(&sorted(value))
}

fn sorted(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|one, two| one.0.cmp(&two.0));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// A string as YAML takes it: JSON's spelling is one of YAML's.
fn yaml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
