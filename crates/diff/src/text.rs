//! A diff for the terminal, and for a changelog.

use crate::{Cause, Change, Diff, RowDiff, TableDiff};
use std::fmt::Write as _;

/// How much of a value is shown, in characters.
const VALUE: usize = 60;

impl Diff {
    /// What changed, for a person at a terminal.
    pub fn to_text(&self) -> String {
        let (before, after) = (&self.before, &self.after);
        let mut text = if before.name == after.name {
            format!("{} {} to {}\n", after.name, before.version, after.version)
        } else {
            format!("{} {} to {} {}\n", before.name, before.version, after.name, after.version)
        };
        if self.is_same() {
            text.push_str("every row of every table is the same\n");
            return text;
        }
        if before.tool != after.tool {
            let _ = writeln!(text, "made by {}, before that by {}", after.tool, before.tool);
        }
        self.inputs(&mut text);
        let _ = writeln!(
            text,
            "\n{:<22} {:>9} {:>9} {:>8} {:>8} {:>8}",
            "table", "before", "after", "added", "removed", "changed"
        );
        for table in &self.tables {
            let TableDiff { name, before, after, added, removed, changed, .. } = table;
            let _ = writeln!(text, "{name:<22} {before:>9} {after:>9} {added:>8} {removed:>8} {changed:>8}");
        }
        for table in self.tables.iter().filter(|table| !table.is_same()) {
            table.describe(&mut text);
        }
        text
    }

    /// What changed, as entries of a changelog in Markdown.
    pub fn to_changelog(&self) -> String {
        let mut text = String::new();
        let inputs = [
            ("added", &self.inputs.added),
            ("removed", &self.inputs.removed),
            ("changed", &self.inputs.changed),
        ];
        for (what, paths) in inputs.into_iter().filter(|(_, paths)| !paths.is_empty()) {
            let _ = writeln!(text, "- Inputs {what}: {}.", paths.len());
        }
        for table in self.tables.iter().filter(|table| !table.is_same()) {
            let mut parts = vec![format!("{} rows, before that {}", table.after, table.before)];
            let counts = [("added", table.added), ("removed", table.removed), ("changed", table.changed)];
            parts.extend(
                counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count} {what}")),
            );
            let columns: Vec<String> =
                table.columns.iter().map(|(column, count)| format!("`{column}` {count}")).collect();
            let moved = if columns.is_empty() { String::new() } else { format!(" ({})", columns.join(", ")) };
            // A table may differ in its columns alone.
            if parts.len() > 1 {
                let _ = writeln!(
                    text,
                    "- `{}`: {}{moved}. Because of: {}.",
                    table.name,
                    parts.join(", "),
                    because(table)
                );
            }
            for (what, columns) in [("new", &table.columns_added), ("gone", &table.columns_removed)] {
                if !columns.is_empty() {
                    let _ = writeln!(text, "- `{}`: columns {what}: `{}`.", table.name, columns.join("`, `"));
                }
            }
        }
        text
    }

    fn inputs(&self, text: &mut String) {
        for (what, paths) in [
            ("added", &self.inputs.added),
            ("removed", &self.inputs.removed),
            ("changed", &self.inputs.changed),
        ] {
            if let Some(first) = paths.first() {
                let more =
                    if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
                let _ = writeln!(text, "inputs {what}: {first}{more}");
            }
        }
    }
}

impl TableDiff {
    fn describe(&self, text: &mut String) {
        let _ = writeln!(text, "\n{}", self.name);
        for (what, columns) in [("new columns", &self.columns_added), ("columns gone", &self.columns_removed)]
        {
            if !columns.is_empty() {
                let _ = writeln!(text, "  {what}: {}", columns.join(", "));
            }
        }
        if !self.columns.is_empty() {
            let columns: Vec<String> =
                self.columns.iter().map(|(column, count)| format!("{column} {count}")).collect();
            let _ = writeln!(text, "  columns changed: {}", columns.join(", "));
        }
        if self.differing() > 0 {
            let _ = writeln!(text, "  because of: {}", because(self));
        }
        for row in &self.rows {
            row.describe(text);
        }
        let more = self.differing() - self.rows.len() as u64;
        if more > 0 {
            let _ = writeln!(text, "  and {more} more rows");
        }
    }
}

impl RowDiff {
    fn describe(&self, text: &mut String) {
        let sign = match self.change {
            Change::Added => '+',
            Change::Removed => '-',
            Change::Changed => '~',
        };
        let causes: Vec<&str> = self.causes.iter().map(|cause| cause.as_str()).collect();
        let _ = writeln!(text, "  {sign} {}  [{}]", shown(Some(&self.key.join(", "))), causes.join(", "));
        for value in &self.values {
            let (before, after) = (shown(value.before.as_deref()), shown(value.after.as_deref()));
            let _ = writeln!(text, "      {}: {before} -> {after}", value.column);
        }
    }
}

/// The causes with how many rows each may have moved.
fn because(table: &TableDiff) -> String {
    let causes: Vec<String> = table
        .by_cause
        .iter()
        .map(|(cause, count): (&Cause, &u64)| format!("{} {count}", cause.as_str()))
        .collect();
    causes.join(", ")
}

/// A value on one line and not too long, with nothing in it that a terminal would obey.
fn shown(value: Option<&str>) -> String {
    let Some(value) = value else { return "null".to_owned() };
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(VALUE).collect();
    if value.chars().count() > VALUE { format!("{line}…") } else { line }
}
