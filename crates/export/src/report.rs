//! `report.html`: the dataset to look at.

use crate::ExportError;
use crate::manifest::{Manifest, OutputFile};
use crate::output::stream_file;
use crate::reader::TableReader;
use crate::schema::Table;
use dateline_report::{About, Report, Row, Tables, render};
use std::path::Path;

/// The name of the report's file.
pub const REPORT_FILE: &str = "report.html";

/// The report of a dataset, made from its tables: one HTML page that stands alone.
pub fn report(dataset: &Path, manifest: &Manifest) -> Result<String, ExportError> {
    about(manifest, |about| render(about, &TableReader::new(dataset, manifest)))
}

/// Writes the report into the dataset's folder, from tables that are open already. It is written as it is made: it is as long
/// as all that it shows.
pub(crate) fn write_report(
    folder: &Path,
    tables: &TableReader,
    manifest: &Manifest,
) -> Result<OutputFile, ExportError> {
    about(manifest, |about| {
        let report = Report::read(about, tables)?;
        stream_file(folder, REPORT_FILE, |out| report.write_into(out))
    })
}

fn about<T>(manifest: &Manifest, show: impl FnOnce(&About<'_>) -> T) -> T {
    let info = &manifest.dataset;
    let tool = format!("{} {}", manifest.tool.name, manifest.tool.version);
    show(&About {
        name: &info.name,
        version: &info.version,
        title: info.title.as_deref(),
        licence: info.licence.as_deref(),
        tool: &tool,
        duplicates: manifest.counts.duplicates,
        rejects: manifest.counts.rejects,
        without: &manifest.shape.without(),
    })
}

impl Tables for TableReader {
    type Error = ExportError;

    fn rows(&self, table: &str, columns: &[&str], each: &mut dyn FnMut(Row<'_>)) -> Result<(), ExportError> {
        Table::by_name(table).map_or(Ok(()), |table| self.read(table, columns, each))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    /// Notes what it is asked for.
    #[derive(Default)]
    struct Asked(RefCell<BTreeSet<(String, String)>>);

    impl Tables for Asked {
        type Error = ExportError;

        fn rows(&self, table: &str, columns: &[&str], _: &mut dyn FnMut(Row<'_>)) -> Result<(), ExportError> {
            self.0.borrow_mut().extend(columns.iter().map(|column| (table.to_owned(), (*column).to_owned())));
            Ok(())
        }
    }

    #[test]
    fn the_report_asks_for_columns_that_there_are() {
        let asked = Asked::default();
        render(&About::default(), &asked).unwrap();
        let asked = asked.0.into_inner();
        assert!(asked.len() > 50, "{asked:?}");
        for (table, column) in asked {
            let known = Table::by_name(&table).and_then(|table| table.schema().position(&column));
            assert!(known.is_some(), "{table}.{column}");
        }
    }
}
