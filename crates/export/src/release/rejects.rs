//! What became of records that are no articles, in rows and in numbers.

use super::Settled;
use crate::ExportError;
use crate::cell::{Cell, Row};
use crate::index::DUPLICATE;
use crate::row::row;
use crate::schema::Table;
use crate::sorter::RowSorter;

/// The rejects of one stage, duplicates left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageRejects {
    /// How many.
    pub count: u64,
    /// The first few by source, as source and reason.
    pub examples: Vec<(String, String)>,
}

/// How many rejects of a stage are told.
const EXAMPLES: usize = 3;

impl Settled {
    /// Makes one row of all rejects of one place, and counts them.
    pub(super) fn count_rejects(&mut self, rejects: RowSorter) -> Result<(), ExportError> {
        let reading = self.reading();
        let key = Table::Rejects.schema().key_columns;
        let mut failures: Vec<Row> = Vec::new();
        for row in rejects.finish().map_err(&reading)? {
            let row = row.map_err(&reading)?;
            if failures.first().is_some_and(|first| first[..key] != row[..key]) {
                let row = self.reject_row(std::mem::take(&mut failures));
                self.reject_rows.push(row).map_err(&reading)?;
            }
            failures.push(row);
        }
        if !failures.is_empty() {
            let row = self.reject_row(failures);
            self.reject_rows.push(row).map_err(&reading)?;
        }
        let rows = self.counts.rejects;
        self.counts.rejects = self.counts.rejects.saturating_sub(self.counts.duplicates);
        self.counts.read = self.counts.articles + rows;
        Ok(())
    }

    /// Two rejects of one place are one record that failed twice: one row, its reasons together.
    fn reject_row(&mut self, mut failures: Vec<Row>) -> Row {
        const SOURCE: usize = Table::Rejects.place_of("source");
        const OFFSET: usize = Table::Rejects.place_of("offset");
        const STAGE: usize = Table::Rejects.place_of("stage");
        const REASON: usize = Table::Rejects.place_of("reason");
        let text = |cell: &Cell| cell.as_text().unwrap_or_default().to_owned();
        failures.sort_by_cached_key(|row| (text(&row[STAGE]), text(&row[REASON])));
        failures.dedup();
        let (source, stage) = (text(&failures[0][SOURCE]), text(&failures[0][STAGE]));
        let reasons: Vec<String> = failures.iter().map(|row| text(&row[REASON])).collect();
        let reason = reasons.join("; ");
        self.counts.rejects += 1;
        // A duplicate is a row of the same table, but no loss.
        if !reason.starts_with(DUPLICATE) {
            let of_stage = self.rejects.entry(stage.clone()).or_default();
            of_stage.count += 1;
            of_stage.examples.push((source.clone(), reason.clone()));
            // In the table a tenth line comes before a second.
            of_stage.examples.sort_by_cached_key(|(source, reason)| (in_order(source), reason.clone()));
            of_stage.examples.truncate(EXAMPLES);
        }
        let text = |text: String| Cell::Text(text.into());
        let offset = failures[0][OFFSET].clone();
        row!(Rejects { source: text(source), offset: offset, stage: text(stage), reason: text(reason) })
    }
}

/// A source as records come: the file, and the number of the line in it.
fn in_order(source: &str) -> (String, u64) {
    let line = source.rsplit_once(':').and_then(|(file, line)| Some((file.to_owned(), line.parse().ok()?)));
    line.unwrap_or_else(|| (source.to_owned(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_line_comes_before_the_tenth() {
        let mut sources = ["b.html", "a.jsonl:10", "a.jsonl:2", "https://news.example:8080/a", "a.jsonl:1"];
        sources.sort_by_key(|source| in_order(source));
        assert_eq!(
            sources,
            ["a.jsonl:1", "a.jsonl:2", "a.jsonl:10", "b.html", "https://news.example:8080/a"]
        );
    }
}
