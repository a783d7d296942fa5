//! A diff as one HTML page.

use crate::{Change, Diff, TableDiff};
use askama::Template;

impl Diff {
    /// The whole of it as one HTML page that stands alone.
    pub fn to_html(&self) -> String {
        Page { diff: self }.render().expect("text can be written to a string")
    }
}

#[derive(Template)]
#[template(path = "diff.html", whitespace = "minimize")]
struct Page<'d> {
    diff: &'d Diff,
}

impl Page<'_> {
    fn differing(&self) -> Vec<&TableDiff> {
        self.diff.tables.iter().filter(|table| !table.is_same()).collect()
    }

    fn more(&self, table: &TableDiff) -> u64 {
        table.differing() - table.rows.len() as u64
    }

    fn word(&self, change: &Change) -> &'static str {
        match change {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }
}
