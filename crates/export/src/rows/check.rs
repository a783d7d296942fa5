//! What every row must hold before it may enter a table.

use super::RecordRows;
use crate::cell::{Cell, compare_keys, key_text};
use crate::schema::{Column, Null, Table};

/// Why a record cannot be written as rows. The sentence is the reason in `rejects`.
#[derive(Debug, thiserror::Error, PartialEq)]
#[non_exhaustive]
pub(crate) enum RowError {
    #[error("the record has neither `article` nor `text`; run dateline-clean on it first")]
    NoArticle,
    #[error("the record has no `id` and no raw page to make one from")]
    NoId,
    #[error("row {row} of `{table}` has no `{column}`")]
    Missing { table: &'static str, column: &'static str, row: usize },
    #[error("row {row} of `{table}` has a `{column}` that is no finite number")]
    NotFinite { table: &'static str, column: &'static str, row: usize },
    #[error("`{table}` has two rows with the key ({key})")]
    SameKey { table: &'static str, key: String },
    #[error("`{table}` tells of block {block}, which the article does not have")]
    NoSuchBlock { table: &'static str, block: i64 },
}

/// Holds every row against its table's schema and sorts each table's rows by their key.
pub(super) fn check(rows: &mut RecordRows, blocks: usize) -> Result<(), RowError> {
    for table in Table::ALL {
        let schema = table.schema();
        let rows = &mut rows.tables[table as usize];
        for (number, row) in (1..).zip(rows.iter()) {
            debug_assert_eq!(row.len(), schema.columns.len(), "{}", schema.name);
            for (cell, column) in row.iter().zip(schema.columns) {
                check_cell(cell, column, schema.name, number)?;
            }
        }
        if let Some(column) = schema.position("block") {
            check_blocks(rows, column, schema.name, blocks)?;
        }
        rows.sort_by(|one, two| compare_keys(one, two, schema.key_columns));
        let same = rows.windows(2).find(|pair| compare_keys(&pair[0], &pair[1], schema.key_columns).is_eq());
        if let Some(pair) = same {
            let key = key_text(&pair[0], schema.key_columns);
            return Err(RowError::SameKey { table: schema.name, key });
        }
    }
    Ok(())
}

fn check_cell(cell: &Cell, column: &Column, table: &'static str, row: usize) -> Result<(), RowError> {
    let missing = *cell == Cell::Null && column.null == Null::Never;
    let finite = !matches!(cell, Cell::Float(number) if !number.is_finite());
    debug_assert!(cell.is_of(column.kind), "{table}.{}: {cell:?}", column.name);
    match (missing, finite) {
        (true, _) => Err(RowError::Missing { table, column: column.name, row }),
        (_, false) => Err(RowError::NotFinite { table, column: column.name, row }),
        _ => Ok(()),
    }
}

fn check_blocks(
    rows: &[Vec<Cell>],
    column: usize,
    table: &'static str,
    blocks: usize,
) -> Result<(), RowError> {
    for row in rows {
        match row[column] {
            Cell::Int(block) if usize::try_from(block).is_ok_and(|block| block < blocks) => {}
            Cell::Int(block) => return Err(RowError::NoSuchBlock { table, block }),
            _ => {}
        }
    }
    Ok(())
}
