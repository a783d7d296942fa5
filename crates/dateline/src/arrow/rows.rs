//! What came of pages as Arrow batches.

use arrow_array::builder::LargeBinaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, LargeBinaryArray, RecordBatch,
    StringArray,
};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use dateline_export::{Cell, ColumnType, ExportError, Null, Prepared, Row, Table, WireError};
use std::sync::Arc;

/// The column of prepared pages that holds them; the others are for looking.
pub const PREPARED: &str = "prepared";

/// The columns of a table: text as `Utf8`, days as `Date32`, numbers as `Int64` and `Float64`, `Boolean`.
pub fn table_schema(table: Table) -> SchemaRef {
    let field = |column: &dateline_export::Column| {
        Field::new(column.name, type_of(column.kind), column.null == Null::Allowed)
    };
    Arc::new(Schema::new(table.schema().columns.iter().map(field).collect::<Vec<_>>()))
}

/// The rows that pages add to each of the tables, as far as each page tells them alone: no story, and each message
/// reported once.
pub fn table_batches(tables: &[Table], pages: &[Prepared]) -> Result<Vec<RecordBatch>, ExportError> {
    let mut rows = Table::ALL.map(|_| Vec::new());
    for page in pages {
        let mut of_page = page.rows()?;
        for table in tables {
            rows[*table as usize].append(&mut of_page.take(*table));
        }
    }
    Ok(tables.iter().map(|table| table_batch(*table, &rows[*table as usize])).collect())
}

fn table_batch(table: Table, rows: &[Row]) -> RecordBatch {
    let columns = table.schema().columns.iter().enumerate();
    let columns = columns.map(|(place, column)| array(column.kind, rows, place)).collect();
    RecordBatch::try_new(table_schema(table), columns).expect("rows are checked against the schema when made")
}

/// The columns of prepared pages: `article_id`, null for a reject; `rejected`, why it is one; `prepared`, the page.
pub fn prepared_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("article_id", DataType::Utf8, true),
        Field::new("rejected", DataType::Utf8, true),
        Field::new(PREPARED, DataType::LargeBinary, false),
    ]))
}

/// Prepared pages, to be kept or sent to where they are [released](crate::release).
pub fn prepared_batch(pages: &[Prepared]) -> RecordBatch {
    let ids: StringArray = pages.iter().map(Prepared::id).collect();
    let rejected: StringArray =
        pages.iter().map(|page| page.rejected().map(|reject| reject.reason.as_str())).collect();
    let mut prepared = LargeBinaryBuilder::new();
    pages.iter().for_each(|page| prepared.append_value(page.to_bytes()));
    let columns: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(rejected), Arc::new(prepared.finish())];
    RecordBatch::try_new(prepared_schema(), columns).expect("the columns are those of the schema")
}

/// Reads prepared pages back, from a batch with a column [`PREPARED`] of bytes.
pub fn prepared_pages(batch: &RecordBatch) -> Result<Vec<Result<Prepared, WireError>>, ArrowError> {
    let column = batch.column_by_name(PREPARED).ok_or_else(|| {
        ArrowError::SchemaError(format!("no column `{PREPARED}`: these are no prepared pages"))
    })?;
    let bytes = cast(column, &DataType::LargeBinary)?;
    let bytes: &LargeBinaryArray = bytes.as_binary();
    Ok((0..bytes.len()).map(|row| Prepared::from_bytes(bytes.value(row))).collect())
}

fn type_of(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Utf8 => DataType::Utf8,
        ColumnType::Date => DataType::Date32,
        ColumnType::Int => DataType::Int64,
        ColumnType::Float => DataType::Float64,
        ColumnType::Bool => DataType::Boolean,
    }
}

fn array(kind: ColumnType, rows: &[Row], place: usize) -> ArrayRef {
    let cells = rows.iter().map(|row| &row[place]);
    match kind {
        ColumnType::Utf8 => Arc::new(cells.map(Cell::as_text).collect::<StringArray>()),
        ColumnType::Date => Arc::new(cells.map(Cell::as_epoch_day).collect::<Date32Array>()),
        ColumnType::Int => Arc::new(cells.map(Cell::as_int).collect::<Int64Array>()),
        ColumnType::Float => Arc::new(cells.map(Cell::as_float).collect::<Float64Array>()),
        ColumnType::Bool => Arc::new(cells.map(Cell::as_bool).collect::<BooleanArray>()),
    }
}
