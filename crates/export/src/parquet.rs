//! Tables as Parquet files, through polars.

use crate::cell::{Cell, Row};
use crate::schema::{Column as Field, ColumnType, TableSchema};
use chrono::NaiveDate;
use polars::io::mmap::MmapBytesReader;
use polars::prelude::*;
use std::io::Write;

/// A Parquet file under way: zstd, statistics, row groups as they are handed in.
///
/// Each row group is a data frame of its own, built from the rows alone. polars' eager writer
/// encodes a given frame to the same bytes at any number of threads; its streaming sinks do not.
pub(crate) struct ParquetTable<W: Write> {
    batches: BatchedWriter<W>,
    schema: &'static TableSchema,
}

impl<W: Write> ParquetTable<W> {
    pub(crate) fn new(schema: &'static TableSchema, out: W) -> PolarsResult<Self> {
        // Level `None` is zstd's own default, 3. polars' version is pinned by Cargo.lock, and with
        // it the encoder's bytes. Columns are packed one after the other: all at once would hold a
        // row group several times over, and the cores have pages to work on.
        let writer = ParquetWriter::new(out)
            .with_compression(ParquetCompression::Zstd(None))
            .with_data_page_size(Some(1 << 20))
            .with_statistics(statistics())
            .set_parallel(false);
        Ok(Self { batches: writer.batched(&polars_schema(schema))?, schema })
    }

    /// Writes one row group.
    pub(crate) fn write(&mut self, group: &[Row]) -> PolarsResult<()> {
        self.batches.write_batch(&frame(self.schema, group)?)
    }

    /// Writes the footer.
    pub(crate) fn finish(self) -> PolarsResult<()> {
        self.batches.finish().map(|_| ())
    }
}

/// Smallest and greatest value and the nulls of each column. Long text is cut, or whole articles
/// would stand in the footer; where it is cut is said here, or polars would ask the environment.
fn statistics() -> StatisticsOptions {
    StatisticsOptions { binary_statistics_truncate_length: Some(64), ..StatisticsOptions::default() }
}

/// Reads a Parquet file back as rows; an error when a column is missing, of another name or of
/// another type.
pub(crate) fn read(schema: &TableSchema, file: impl MmapBytesReader) -> PolarsResult<Vec<Row>> {
    let frame = ParquetReader::new(file).set_rechunk(true).finish()?;
    let wanted = polars_schema(schema);
    if frame.schema().as_ref() != &wanted {
        let found = describe(frame.schema());
        polars_bail!(SchemaMismatch: "its columns are {found}; wanted {}", describe(&wanted));
    }
    let mut rows: Vec<Row> = (0..frame.height()).map(|_| Vec::with_capacity(schema.columns.len())).collect();
    for column in frame.columns() {
        for (row, value) in rows.iter_mut().zip(column.as_materialized_series().iter()) {
            row.push(cell_of(&value));
        }
    }
    Ok(rows)
}

/// The names of a file's columns, in its order.
pub(crate) fn columns(file: impl MmapBytesReader) -> PolarsResult<Vec<String>> {
    let schema = ParquetReader::new(file).schema()?;
    Ok(schema.iter_names().map(ToString::to_string).collect())
}

fn describe(schema: &Schema) -> String {
    let columns: Vec<String> = schema.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
    columns.join(", ")
}

fn polars_schema(schema: &TableSchema) -> Schema {
    schema.columns.iter().map(|field| (field.name.into(), polars_type(field.kind))).collect()
}

fn polars_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Utf8 => DataType::String,
        ColumnType::Date => DataType::Date,
        ColumnType::Int => DataType::Int64,
        ColumnType::Float => DataType::Float64,
        ColumnType::Bool => DataType::Boolean,
    }
}

fn frame(schema: &TableSchema, rows: &[Row]) -> PolarsResult<DataFrame> {
    let columns = schema.columns.iter().enumerate();
    DataFrame::new(rows.len(), columns.map(|(index, field)| column(field, rows, index)).collect())
}

fn column(field: &Field, rows: &[Row], index: usize) -> Column {
    let cells = rows.iter().map(|row| &row[index]);
    let name: PlSmallStr = field.name.into();
    match field.kind {
        ColumnType::Utf8 => StringChunked::from_iter_options(name, cells.map(Cell::as_text)).into_column(),
        ColumnType::Date => {
            Int32Chunked::from_iter_options(name, cells.map(Cell::as_epoch_day)).into_date().into_column()
        }
        ColumnType::Int => Int64Chunked::from_iter_options(name, cells.map(Cell::as_int)).into_column(),
        ColumnType::Float => Float64Chunked::from_iter_options(name, cells.map(Cell::as_float)).into_column(),
        ColumnType::Bool => BooleanChunked::from_iter_options(name, cells.map(Cell::as_bool)).into_column(),
    }
}

fn cell_of(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::String(text) => Cell::Text((*text).to_owned()),
        AnyValue::Date(days) => NaiveDate::from_epoch_days(*days).map_or(Cell::Null, Cell::Day),
        AnyValue::Int64(number) => Cell::Int(*number),
        AnyValue::Float64(number) => Cell::Float(*number),
        AnyValue::Boolean(value) => Cell::Bool(*value),
        _ => Cell::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv;
    use crate::schema::{Null, Table};
    use proptest::prelude::*;
    use std::io::Cursor;

    /// Text with everything that CSV and its readers stumble over.
    fn text() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            Just("\"".to_owned()),
            Just(",".to_owned()),
            Just("\n".to_owned()),
            Just("\r".to_owned()),
            Just("NA".to_owned()),
            Just(" ".to_owned()),
            Just("=1+1".to_owned()),
            any::<String>(),
        ];
        prop::collection::vec(pieces, 1..4)
            .prop_map(|pieces| pieces.concat())
            .prop_filter("empty text is null", |text| !text.is_empty())
    }

    fn cell(field: &'static Field) -> BoxedStrategy<Cell> {
        let value = match field.kind {
            ColumnType::Utf8 => text().prop_map(Cell::Text).boxed(),
            ColumnType::Date => {
                (-900_000..2_900_000_i32).prop_map(|days| Cell::day(NaiveDate::from_epoch_days(days))).boxed()
            }
            ColumnType::Int => any::<i64>().prop_map(Cell::Int).boxed(),
            ColumnType::Float => any::<f64>()
                .prop_filter("only finite numbers are written", |number| number.is_finite())
                .prop_map(Cell::float)
                .boxed(),
            ColumnType::Bool => any::<bool>().prop_map(Cell::Bool).boxed(),
        };
        match field.null {
            Null::Never => value,
            Null::Allowed => prop_oneof![1 => Just(Cell::Null), 3 => value].boxed(),
        }
    }

    fn rows(table: Table) -> impl Strategy<Value = Vec<Row>> {
        let cells: Vec<_> = table.schema().columns.iter().map(cell).collect();
        prop::collection::vec(cells, 0..6)
    }

    fn table_and_rows() -> impl Strategy<Value = (Table, Vec<Row>)> {
        prop::sample::select(&Table::ALL[..]).prop_flat_map(|table| (Just(table), rows(table)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn csv_and_parquet_hold_the_same_rows((table, rows) in table_and_rows()) {
            let schema = table.schema();
            let (mut as_csv, mut as_parquet) = (Vec::new(), Vec::new());
            let mut table = csv::CsvTable::new(schema, &mut as_csv)?;
            table.write(&rows)?;
            table.finish()?;
            write(schema, &rows, &mut as_parquet)?;
            prop_assert_eq!(&csv::read(schema, &as_csv[..])?, &rows);
            prop_assert_eq!(&read(schema, Cursor::new(as_parquet))?, &rows);
        }
    }

    fn write(schema: &'static TableSchema, rows: &[Row], out: &mut Vec<u8>) -> PolarsResult<()> {
        let mut table = ParquetTable::new(schema, out)?;
        rows.chunks(schema.row_group).try_for_each(|group| table.write(group))?;
        table.finish()
    }

    #[test]
    fn rows_beyond_one_group_come_back_in_order() {
        let schema = Table::CorrectionCandidates.schema();
        let row = |number: i64| {
            let value = Cell::Text(format!("value {}", number % 7));
            vec![Cell::Text("a".to_owned()), Cell::Int(0), Cell::Int(number), value, Cell::Float(0.5)]
        };
        let rows: Vec<Row> = (0..2 * schema.row_group as i64 + 3).map(row).collect();
        let mut bytes = Vec::new();
        write(schema, &rows, &mut bytes).unwrap();
        assert_eq!(read(schema, Cursor::new(bytes)).unwrap(), rows);
    }
}
