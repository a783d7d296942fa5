//! Reading every table back.

use super::{Fault, Problem};
use crate::cell::{Cell, Row, compare_keys, key_text};
use crate::manifest::{Manifest, OutputFile};
use crate::schema::{ForeignKey, Null, Table, TableSchema};
use crate::{csv, parquet};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Checks every table, and returns how many rows were read back.
pub(super) fn check(dataset: &Path, manifest: &Manifest, problems: &mut Vec<Problem>) -> u64 {
    let mut tables = BTreeMap::new();
    for table in Table::ALL {
        let schema = table.schema();
        let csv = load(dataset, manifest.files_of(table, "csv"), problems, |file| {
            csv::read(schema, BufReader::new(file)).map_err(|fault| fault.to_string())
        });
        let parquet = load(dataset, manifest.files_of(table, "parquet"), problems, |file| {
            parquet::read(schema, file).map_err(|error| error.to_string())
        });
        let kind = if csv.is_some() { "csv" } else { "parquet" };
        let file = manifest.files_of(table, kind).next().map_or_else(String::new, |file| file.path.clone());
        if let (Some(one), Some(two)) = (&csv, &parquet) {
            let fault = first_difference(schema, one, two);
            problems.extend(fault.map(|fault| Problem { file: file.clone(), fault }));
        }
        if let Some(rows) = csv.or(parquet) {
            let fault = check_rows(schema, &rows).into_iter().chain(check_order(schema, &rows));
            problems.extend(fault.map(|fault| Problem { file: file.clone(), fault }));
            tables.insert(table, (file, rows));
        }
    }
    for (table, (file, rows)) in &tables {
        for key in table.schema().foreign_keys {
            let target = tables.get(&key.table).map(|(_, rows)| rows.as_slice());
            let fault = target.and_then(|target| first_dangling(table.schema(), rows, key, target));
            problems.extend(fault.map(|fault| Problem { file: file.clone(), fault }));
        }
    }
    tables.values().map(|(_, rows)| rows.len() as u64).sum()
}

/// Reads the files of a table as one; `None` when one is absent, which has been told already, or
/// unreadable.
fn load<'m>(
    dataset: &Path,
    files: impl Iterator<Item = &'m OutputFile>,
    problems: &mut Vec<Problem>,
    read: impl Fn(File) -> Result<Vec<Row>, String>,
) -> Option<Vec<Row>> {
    let mut all = None;
    for output in files {
        let file = File::open(dataset.join(&output.path)).ok()?;
        let fault = match read(file) {
            Ok(mut rows) => {
                let found = rows.len() as u64;
                if let Some(expected) = output.rows.filter(|expected| *expected != found) {
                    let fault = Fault::Rows { found, expected };
                    problems.push(Problem { file: output.path.clone(), fault });
                }
                all.get_or_insert_with(Vec::new).append(&mut rows);
                continue;
            }
            Err(reason) => Fault::Layout { reason },
        };
        problems.push(Problem { file: output.path.clone(), fault });
        return None;
    }
    all
}

/// The first cell in which two files of one table differ. Different numbers of rows are told
/// where they are counted.
fn first_difference(schema: &TableSchema, csv: &[Row], parquet: &[Row]) -> Option<Fault> {
    for (number, (one, two)) in csv.iter().zip(parquet).enumerate() {
        if let Some(place) = one.iter().zip(two).position(|(one, two)| one != two) {
            let column = schema.columns[place].name;
            let other = format!("{}.parquet", schema.name);
            return Some(Fault::FilesDiffer { row: number + 1, column, other });
        }
    }
    None
}

/// The first value that is missing where none may be.
fn check_rows(schema: &TableSchema, rows: &[Row]) -> Option<Fault> {
    for (number, row) in rows.iter().enumerate() {
        for (cell, column) in row.iter().zip(schema.columns) {
            if *cell == Cell::Null && column.null == Null::Never {
                return Some(Fault::Null { row: number + 1, column: column.name });
            }
        }
    }
    None
}

/// The first row that does not come after the one before it.
fn check_order(schema: &TableSchema, rows: &[Row]) -> Option<Fault> {
    for (number, pair) in rows.windows(2).enumerate() {
        let row = number + 2;
        match compare_keys(&pair[0], &pair[1], schema.key_columns) {
            Ordering::Less => {}
            Ordering::Equal => {
                let key = key_text(&pair[1], schema.key_columns);
                return Some(Fault::DuplicateKey { row, key });
            }
            Ordering::Greater => {
                return Some(Fault::Unsorted { row, key: key_text(&pair[1], schema.key_columns) });
            }
        }
    }
    None
}

/// The first row that points to nothing.
fn first_dangling(schema: &TableSchema, rows: &[Row], key: &ForeignKey, target: &[Row]) -> Option<Fault> {
    let places: Vec<usize> = key.columns.iter().filter_map(|column| schema.position(column)).collect();
    for (number, row) in rows.iter().enumerate() {
        let value: Row = places.iter().map(|place| row[*place].clone()).collect();
        let is_known = || {
            let found = target.binary_search_by(|row| compare_keys(row, &value, value.len()));
            found.is_ok()
        };
        if !value.contains(&Cell::Null) && !is_known() {
            let columns = key.columns.join(", ");
            let key_text = key_text(&value, value.len());
            let table = key.table.name();
            return Some(Fault::DanglingKey { row: number + 1, columns, key: key_text, table });
        }
    }
    None
}
