//! The rows of a batch as pages.

use crate::inputs::PAGE_FIELDS;
use crate::page::read_values;
use crate::pipeline::Failure;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, Float64Array, Int64Array, LargeBinaryArray, LargeStringArray, RecordBatch};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::DataType;
use dateline_export::Source;
use dateline_record::Record;

/// The columns that are read: the fields of a page, and where it comes from as `source` in the tables, with the number
/// of the line from 1 and the byte offset where the source is a file of many pages.
pub const FIELDS: [&str; 11] =
    ["id", "url", "html", "text", "published", "fetched", "dct", "lang", "source", "line", "offset"];

/// Where pages come from that do not say: neither `source` nor `url`.
const NOWHERE: &str = "arrow";

/// Why a batch cannot be processed at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum BatchError {
    #[error("the batch has no column `html` or `text`; its columns are {columns}")]
    NoPage { columns: String },
    #[error("column `{column}` holds {found}; wanted {wanted}")]
    Type { column: &'static str, found: String, wanted: &'static str },
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
}

/// The columns of a batch that tell of its pages.
pub(super) struct Pages {
    fields: Vec<(&'static str, LargeStringArray)>,
    source: Option<LargeStringArray>,
    line: Option<Int64Array>,
    offset: Option<Int64Array>,
}

impl Pages {
    pub(super) fn of(batch: &RecordBatch) -> Result<Self, BatchError> {
        let mut fields = Vec::new();
        for field in PAGE_FIELDS.into_iter().filter(|field| FIELDS.contains(field)) {
            if let Some(values) = text(batch, field)? {
                fields.push((field, values));
            }
        }
        if !fields.iter().any(|(field, _)| ["html", "text"].contains(field)) {
            let schema = batch.schema();
            let columns: Vec<_> = schema.fields().iter().map(|field| format!("`{}`", field.name())).collect();
            return Err(BatchError::NoPage { columns: columns.join(", ") });
        }
        let (source, line, offset) =
            (text(batch, "source")?, number(batch, "line")?, number(batch, "offset")?);
        Ok(Self { fields, source, line, offset })
    }

    /// One page, and where it comes from.
    pub(super) fn page(&self, row: usize) -> (Source, Result<Record, Failure>) {
        let values = self.fields.iter().filter(|(_, values)| values.is_valid(row));
        let values =
            values.map(|(field, values)| (*field, values.value(row).as_bytes().to_owned())).collect();
        (self.source(row), read_values(values))
    }

    fn source(&self, row: usize) -> Source {
        let url = self.fields.iter().find(|(field, _)| *field == "url").map(|(_, values)| values);
        let told = self.source.as_ref().filter(|values| values.is_valid(row));
        let path =
            told.or(url.filter(|values| values.is_valid(row))).map_or(NOWHERE, |values| values.value(row));
        let place = |numbers: &Option<Int64Array>| {
            let numbers = numbers.as_ref().filter(|numbers| numbers.is_valid(row))?;
            u64::try_from(numbers.value(row)).ok()
        };
        Source::at(path, place(&self.line), place(&self.offset).unwrap_or(0))
    }
}

/// A column of text, or of what is told as text: days and whole numbers.
pub(super) fn text(
    batch: &RecordBatch,
    column: &'static str,
) -> Result<Option<LargeStringArray>, BatchError> {
    let Some(values) = batch.column_by_name(column) else { return Ok(None) };
    let kind = match values.data_type() {
        DataType::Dictionary(_, values) => values.as_ref(),
        kind => kind,
    };
    let is_told = matches!(
        kind,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null | DataType::Date32
    );
    if !is_told && !kind.is_integer() {
        return Err(BatchError::Type {
            column,
            found: kind.to_string(),
            wanted: "text, whole numbers or days",
        });
    }
    let values = cast_with_options(values, &DataType::LargeUtf8, &strict())?;
    Ok(Some(values.as_string::<i64>().clone()))
}

fn number(batch: &RecordBatch, column: &'static str) -> Result<Option<Int64Array>, BatchError> {
    let Some(values) = batch.column_by_name(column) else { return Ok(None) };
    let kind = values.data_type();
    if !kind.is_integer() && *kind != DataType::Null {
        return Err(BatchError::Type { column, found: kind.to_string(), wanted: "whole numbers" });
    }
    let values = cast_with_options(values, &DataType::Int64, &strict())?;
    Ok(Some(values.as_primitive::<Int64Type>().clone()))
}

/// A column of bytes.
pub(super) fn bytes(
    batch: &RecordBatch,
    column: &'static str,
) -> Result<Option<LargeBinaryArray>, BatchError> {
    let Some(values) = batch.column_by_name(column) else { return Ok(None) };
    if !matches!(values.data_type(), DataType::Binary | DataType::LargeBinary | DataType::BinaryView) {
        return Err(BatchError::Type { column, found: values.data_type().to_string(), wanted: "bytes" });
    }
    let values = cast_with_options(values, &DataType::LargeBinary, &strict())?;
    Ok(Some(values.as_binary::<i64>().clone()))
}

/// A column of numbers.
pub(super) fn floats(batch: &RecordBatch, column: &'static str) -> Result<Option<Float64Array>, BatchError> {
    let Some(values) = batch.column_by_name(column) else { return Ok(None) };
    let values = cast_with_options(values, &DataType::Float64, &strict())?;
    Ok(Some(values.as_primitive::<Float64Type>().clone()))
}

/// What cannot be told is an error, never a null.
fn strict() -> CastOptions<'static> {
    CastOptions { safe: false, ..CastOptions::default() }
}
