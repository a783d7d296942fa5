//! Tables as Parquet files, through polars.

use crate::cell::{Cell, Row};
use crate::schema::{Column as Field, ColumnType};
use crate::shape::Layout;
use crate::table_rows::Slices;
use chrono::NaiveDate;
use polars::io::mmap::MmapBytesReader;
use polars::prelude::*;
use std::fs::File;
use std::io::Write;

/// A Parquet file under way: zstd, statistics, row groups as they are handed in.
///
/// Each row group is a data frame of its own, built from the rows alone. polars' eager writer
/// encodes a given frame to the same bytes at any number of threads; its streaming sinks do not.
pub(crate) struct ParquetTable<W: Write> {
    batches: BatchedWriter<W>,
    layout: Layout,
}

impl<W: Write> ParquetTable<W> {
    pub(crate) fn new(layout: &Layout, out: W) -> PolarsResult<Self> {
        // Level `None` is zstd's own default, 3. polars' version is pinned by Cargo.lock, and with
        // it the encoder's bytes. Columns are packed one after the other: all at once would hold a
        // row group several times over, and the cores have pages to work on.
        let writer = ParquetWriter::new(out)
            .with_compression(ParquetCompression::Zstd(None))
            .with_data_page_size(Some(1 << 20))
            .with_statistics(statistics())
            .with_key_value_metadata(Some(arrow_schema(layout)))
            .set_parallel(false);
        Ok(Self { batches: writer.batched(&polars_schema(layout))?, layout: layout.clone() })
    }

    /// Writes one row group of whole rows, of which the layout's columns are taken.
    pub(crate) fn write(&mut self, group: &[Row]) -> PolarsResult<()> {
        self.batches.write_batch(&frame(&self.layout, group)?)
    }

    /// Writes the footer.
    pub(crate) fn finish(self) -> PolarsResult<()> {
        self.batches.finish().map(|_| ())
    }
}

/// The schema that the file tells readers of Arrow: text is `string`. polars' own is `string_view`, for which pyarrow has neither
/// comparison nor join nor sort (26.0).
fn arrow_schema(layout: &Layout) -> KeyValueMetadata {
    let mut schema = polars_schema(layout).to_arrow(CompatLevel::oldest());
    for field in schema.iter_values_mut() {
        if field.dtype == ArrowDataType::LargeUtf8 {
            field.dtype = ArrowDataType::Utf8;
        }
    }
    KeyValueMetadata::Static(vec![polars_parquet::write::schema_to_metadata_key(&schema)])
}

/// Smallest and greatest value and the nulls of each column. Long text is cut, or whole articles
/// would stand in the footer; where it is cut is said here, or polars would ask the environment.
fn statistics() -> StatisticsOptions {
    StatisticsOptions { binary_statistics_truncate_length: Some(64), ..StatisticsOptions::default() }
}

/// The rows of a Parquet file, read so many at a time that they take about 16 MiB.
pub(crate) struct ParquetRows {
    file: File,
    slices: Slices,
    /// The columns of a row, in order; a column that the file lacks is null. `None`: the file's own.
    columns: Option<Vec<String>>,
    /// Those of them that the file has.
    present: Option<Vec<String>>,
    read: std::vec::IntoIter<Row>,
}

impl ParquetRows {
    /// Opens a file; an error when a column is missing, of another name or of another type.
    pub(crate) fn open(layout: &Layout, file: File) -> PolarsResult<Self> {
        let mut reader = ParquetReader::new(file.try_clone()?);
        let found = Schema::from_arrow_schema(reader.schema()?.as_ref());
        let wanted = polars_schema(layout);
        if found != wanted {
            let found = describe(&found);
            polars_bail!(SchemaMismatch: "its columns are {found}; wanted {}", describe(&wanted));
        }
        let slices = Slices::of(reader.get_metadata()?);
        Ok(Self { file, slices, columns: None, present: None, read: Vec::new().into_iter() })
    }

    /// Opens a file of whatever columns, to read some of them.
    pub(crate) fn of_columns(columns: &[String], file: File) -> PolarsResult<Self> {
        let mut reader = ParquetReader::new(file.try_clone()?);
        let found = reader.schema()?;
        let mut present: Vec<String> =
            columns.iter().filter(|column| found.get(column).is_some()).cloned().collect();
        present.sort_unstable();
        present.dedup();
        let (columns, present) = (Some(columns.to_vec()), Some(present));
        let slices = Slices::of(reader.get_metadata()?);
        Ok(Self { file, slices, columns, present, read: Vec::new().into_iter() })
    }
}

impl Iterator for ParquetRows {
    type Item = PolarsResult<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.read.next() {
                return Some(Ok(row));
            }
            let slice = self.slices.next()?;
            let read = slice.read(&self.file, self.present.as_deref());
            match read.and_then(|frame| rows_of(&frame, slice.rows(), self.columns.as_deref())) {
                Ok(rows) => self.read = rows.into_iter(),
                Err(error) => {
                    self.slices = Slices::default();
                    return Some(Err(error));
                }
            }
        }
    }
}

fn rows_of(frame: &DataFrame, height: usize, columns: Option<&[String]>) -> PolarsResult<Vec<Row>> {
    let columns: Vec<Option<&Column>> = match columns {
        None => frame.columns().iter().map(Some).collect(),
        Some(names) => names.iter().map(|name| frame.column(name).ok()).collect(),
    };
    let mut rows: Vec<Row> = (0..height).map(|_| Vec::with_capacity(columns.len())).collect();
    for column in columns {
        match column {
            None => rows.iter_mut().for_each(|row| row.push(Cell::Null)),
            Some(column) => {
                for (row, value) in rows.iter_mut().zip(column.as_materialized_series().iter()) {
                    row.push(cell_of(&value));
                }
            }
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

fn polars_schema(layout: &Layout) -> Schema {
    layout.columns().map(|field| (field.name.into(), polars_type(field.kind))).collect()
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

fn frame(layout: &Layout, rows: &[Row]) -> PolarsResult<DataFrame> {
    let columns = layout.columns().zip(&layout.places);
    DataFrame::new(rows.len(), columns.map(|(field, place)| column(field, rows, *place)).collect())
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
        AnyValue::String(text) => Cell::Text((*text).into()),
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
    use crate::csv::{self, CsvOutput, Spelling};
    use crate::schema::{Null, Table};
    use proptest::prelude::*;
    use std::io::Seek;

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
            Just("'".to_owned()),
            any::<String>(),
        ];
        prop::collection::vec(pieces, 1..4)
            .prop_map(|pieces| pieces.concat())
            .prop_filter("empty text is null", |text| !text.is_empty())
    }

    fn cell(field: &'static Field) -> BoxedStrategy<Cell> {
        let value = match field.kind {
            ColumnType::Utf8 => text().prop_map(|text| Cell::Text(text.into())).boxed(),
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
            let layout = Layout::from(table);
            for spelling in [Spelling::Plain, Spelling::SpreadsheetSafe] {
                let mut as_csv = Vec::new();
                let mut table = csv::CsvTable::new(&layout, CsvOutput::Plain(&mut as_csv), spelling)?;
                table.write(&rows)?;
                table.finish()?;
                let read: Vec<Row> = csv::rows(&layout, &as_csv[..], spelling)?.collect::<Result<_, _>>()?;
                prop_assert_eq!(&read, &rows);
            }
            prop_assert_eq!(&written_and_read(&layout, &rows), &rows);
        }
    }

    fn written_and_read(layout: &Layout, rows: &[Row]) -> Vec<Row> {
        let mut file = tempfile::tempfile().unwrap();
        let mut table = ParquetTable::new(layout, &mut file).unwrap();
        rows.chunks(layout.schema.row_group).try_for_each(|group| table.write(group)).unwrap();
        table.finish().unwrap();
        file.rewind().unwrap();
        ParquetRows::open(layout, file).unwrap().collect::<PolarsResult<_>>().unwrap()
    }

    #[test]
    fn rows_beyond_one_group_come_back_in_order() {
        let layout = Layout::from(Table::CorrectionCandidates);
        let row = |number: i64| {
            let value = Cell::text(&format!("value {}", number % 7));
            vec![Cell::text("a"), Cell::Int(0), Cell::Int(number), value, Cell::Float(0.5)]
        };
        let rows: Vec<Row> = (0..2 * layout.schema.row_group as i64 + 3).map(row).collect();
        assert_eq!(written_and_read(&layout, &rows), rows);
    }
}
