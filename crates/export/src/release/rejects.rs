//! What became of records that are no articles, in rows and in numbers.

use super::Settled;
use crate::ExportError;
use crate::cell::{Cell, Row};
use crate::index::DUPLICATE;
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
        let mut failures: Vec<Row> = Vec::new();
        for row in rejects.finish().map_err(&reading)? {
            let row = row.map_err(&reading)?;
            if failures.first().is_some_and(|first| first[..2] != row[..2]) {
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
        let text = |cell: &Cell| cell.as_text().unwrap_or_default().to_owned();
        failures.sort_by_cached_key(|row| (text(&row[2]), text(&row[3])));
        failures.dedup();
        let (source, stage) = (text(&failures[0][0]), text(&failures[0][2]));
        let reasons: Vec<String> = failures.iter().map(|row| text(&row[3])).collect();
        let reason = reasons.join("; ");
        self.counts.rejects += 1;
        // A duplicate is a row of the same table, but no loss.
        if !reason.starts_with(DUPLICATE) {
            let of_stage = self.rejects.entry(stage.clone()).or_default();
            of_stage.count += 1;
            if of_stage.examples.len() < EXAMPLES {
                of_stage.examples.push((source.clone(), reason.clone()));
            }
        }
        let text = |text: String| Cell::Text(text.into());
        vec![text(source), failures[0][1].clone(), text(stage), text(reason)]
    }
}
