//! Rows that point to rows of other tables.

use super::Fault;
use super::tables::Tables;
use crate::cell::{Cell, Row, compare_keys, key_text};
use crate::schema::{ForeignKey, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The first row that points to nothing; `None` also where the files do not have the columns.
pub(super) fn first_dangling(dataset: &Tables<'_>, table: Table, key: &ForeignKey) -> Option<Fault> {
    let layout = dataset.layout(table);
    let places: Option<Vec<usize>> = key.columns.iter().map(|column| layout.position(column)).collect();
    let pointer = Pointer { key, places: places? };
    let (rows, targets) = (dataset.rows(table), dataset.rows(key.table));
    // Most tables stand in the order of what they point to, group by group.
    if pointer.places[0] == 0 {
        pointer.first_in_step(rows, targets)
    } else {
        pointer.first_of_all(rows, targets)
    }
}

/// The columns of a row that point elsewhere.
struct Pointer<'k> {
    key: &'k ForeignKey,
    places: Vec<usize>,
}

impl Pointer<'_> {
    /// Where a row points to; `None` where one of the columns is null.
    fn value(&self, row: &Row) -> Option<Vec<Value>> {
        let value: Row = self.places.iter().map(|place| row[*place].clone()).collect();
        (!value.contains(&Cell::Null)).then(|| value.into_iter().map(Value).collect())
    }

    /// Walks rows and targets side by side: both are sorted by the first column. In memory are the targets that share it.
    fn first_in_step(
        &self,
        rows: impl Iterator<Item = Row>,
        targets: impl Iterator<Item = Row>,
    ) -> Option<Fault> {
        let mut targets = targets.peekable();
        let mut group: BTreeSet<Vec<Value>> = BTreeSet::new();
        let mut leader = Cell::Null;
        for (number, row) in (1..).zip(rows) {
            if row[0] != leader {
                leader = row[0].clone();
                group.clear();
                while let Some(target) = targets.next_if(|target| target[0].compare(&leader).is_le()) {
                    if target[0] == leader {
                        group.insert(target.into_iter().take(self.places.len()).map(Value).collect());
                    }
                }
            }
            if let Some(value) = self.value(&row).filter(|value| !group.contains(value)) {
                return Some(self.fault(number, value));
            }
        }
        None
    }

    /// Holds everything that is pointed to in memory, and strikes out what there is.
    fn first_of_all(
        &self,
        rows: impl Iterator<Item = Row>,
        targets: impl Iterator<Item = Row>,
    ) -> Option<Fault> {
        let mut wanted: BTreeMap<Vec<Value>, usize> = BTreeMap::new();
        for (number, row) in (1..).zip(rows) {
            if let Some(value) = self.value(&row) {
                wanted.entry(value).or_insert(number);
            }
        }
        for target in targets {
            if wanted.is_empty() {
                return None;
            }
            let value: Vec<Value> = target.into_iter().take(self.places.len()).map(Value).collect();
            wanted.remove(&value);
        }
        let (value, number) = wanted.into_iter().min_by_key(|(_, number)| *number)?;
        Some(self.fault(number, value))
    }

    fn fault(&self, row: usize, value: Vec<Value>) -> Fault {
        let value: Row = value.into_iter().map(|Value(cell)| cell).collect();
        let key = key_text(&value, value.len());
        Fault::DanglingKey { row, columns: self.key.columns.join(", "), key, table: self.key.table.name() }
    }
}

/// A cell in the order of keys.
#[derive(Debug, Clone)]
struct Value(Cell);

impl Ord for Value {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        compare_keys(std::slice::from_ref(&self.0), std::slice::from_ref(&other.0), 1)
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Value {}
