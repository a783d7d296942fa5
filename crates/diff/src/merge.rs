//! Two tables side by side, in the order of their key.

use crate::cause::Causes;
use crate::{Cause, Change, RowDiff, Shown, TableDiff, ValueDiff};
use dateline_export::{ColumnType, ExportError, Table, TableReader};
use std::cmp::Ordering;
use std::collections::BTreeMap;

type Row = Vec<Option<String>>;

/// Walks both tables once, side by side.
pub(crate) fn table(
    table: Table,
    before: &TableReader,
    after: &TableReader,
    causes: &Causes,
    shown: Shown,
) -> Result<TableDiff, ExportError> {
    let (old, new) = (before.columns(table)?, after.columns(table)?);
    let key: Vec<&str> = table.schema().key().iter().map(|column| column.name).collect();
    let others = old.iter().filter(|column| new.contains(column) && !key.contains(&column.as_str()));
    let columns: Vec<&str> = key.iter().copied().chain(others.map(String::as_str)).collect();
    let only = |one: &[String], two: &[String]| -> Vec<String> {
        // A table that one of them lacks has no columns to speak of.
        let both = !one.is_empty() && !two.is_empty();
        one.iter().filter(|column| both && !two.contains(column)).cloned().collect()
    };
    let found = TableDiff {
        name: table.name(),
        before: 0,
        after: 0,
        added: 0,
        removed: 0,
        changed: 0,
        columns_added: only(&new, &old),
        columns_removed: only(&old, &new),
        columns: BTreeMap::new(),
        by_cause: BTreeMap::new(),
        rows: Vec::new(),
    };
    let mut merge = Merge { table, columns: &columns, causes, shown: shown.0, found };
    merge.run(before.rows(table, &columns)?, after.rows(table, &columns)?)?;
    Ok(merge.found)
}

struct Merge<'m> {
    table: Table,
    /// The key first.
    columns: &'m [&'m str],
    causes: &'m Causes,
    shown: usize,
    found: TableDiff,
}

impl Merge<'_> {
    fn run(
        &mut self,
        mut before: impl Iterator<Item = Result<Row, ExportError>>,
        mut after: impl Iterator<Item = Result<Row, ExportError>>,
    ) -> Result<(), ExportError> {
        let (mut old, mut new) = (before.next().transpose()?, after.next().transpose()?);
        loop {
            let order = match (&old, &new) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => self.compare(old, new),
            };
            self.row(old.as_ref().filter(|_| order.is_le()), new.as_ref().filter(|_| order.is_ge()));
            if order.is_le() {
                old = before.next().transpose()?;
            }
            if order.is_ge() {
                new = after.next().transpose()?;
            }
        }
    }

    fn row(&mut self, old: Option<&Row>, new: Option<&Row>) {
        self.found.before += u64::from(old.is_some());
        self.found.after += u64::from(new.is_some());
        let (change, values) = match (old, new) {
            (Some(old), Some(new)) => (Change::Changed, self.values(old, new)),
            (Some(_), None) => (Change::Removed, Vec::new()),
            (None, _) => (Change::Added, Vec::new()),
        };
        match change {
            Change::Changed if values.is_empty() => return,
            Change::Changed => self.found.changed += 1,
            Change::Removed => self.found.removed += 1,
            Change::Added => self.found.added += 1,
        }
        for value in &values {
            *self.found.columns.entry(value.column.clone()).or_default() += 1;
        }
        let Some(row) = old.or(new) else { return };
        let causes = self.causes_of(row);
        for cause in &causes {
            *self.found.by_cause.entry(*cause).or_default() += 1;
        }
        if self.found.rows.len() < self.shown {
            let keys = row.iter().take(self.table.schema().key().len());
            let key = keys.map(|value| value.clone().unwrap_or_default()).collect();
            self.found.rows.push(RowDiff { key, change, causes, values });
        }
    }

    fn causes_of(&self, row: &Row) -> Vec<Cause> {
        let article = self.columns.iter().position(|column| *column == "article_id");
        self.causes.of(article.and_then(|place| row[place].as_deref()))
    }

    fn values(&self, old: &Row, new: &Row) -> Vec<ValueDiff> {
        let cells = self.columns.iter().zip(old.iter().zip(new));
        let changed = cells.filter(|(_, (old, new))| old != new);
        changed
            .map(|(column, (old, new))| ValueDiff {
                column: (*column).to_owned(),
                before: old.clone(),
                after: new.clone(),
            })
            .collect()
    }

    /// The order of the key, as the tables are sorted: numbers by their value, text by its bytes.
    fn compare(&self, one: &Row, two: &Row) -> Ordering {
        let keys = self.table.schema().key().iter().zip(one.iter().zip(two));
        let orders = keys.map(|(column, (one, two))| match column.kind {
            ColumnType::Int => as_number(one).cmp(&as_number(two)),
            _ => one.cmp(two),
        });
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

fn as_number(value: &Option<String>) -> Option<i64> {
    value.as_ref()?.parse().ok()
}
