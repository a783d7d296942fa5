//! The steps from prepared pages to settled ones, each on a batch: for engines whose pages are on several machines.
//!
//! In their order: [`heads`] of all pages, of which duplicates are left out; a [`Rarity`] over the [`keys_of`] the rest;
//! [`weighed`] keys and their [`buckets`]; pairs of pages that share a bucket, and the [`likely`] ones of them; the pages that
//! likely pairs [`tie`] together, [`grouped`]; and what came of it put into the pages, [`settled`]. Released with the other
//! prepared pages they make the dataset that [`release`](crate::release) makes of pages which are not settled.

use super::pages::{BatchError, bytes, floats, text};
use super::rows::{PREPARED, prepared_batch, prepared_pages};
use crate::pipeline::Pipeline;
use crate::together::{Carried, settle};
use arrow_array::builder::{BinaryBuilder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, BinaryArray, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use dateline_export::Prepared;
use dateline_stories::{Keys, KeysError, Rarity, Settlement, Stories, Ties, Weighed, threshold};
use std::sync::Arc;

/// Why a step cannot be taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum StoriesError {
    #[error(transparent)]
    Batch(#[from] BatchError),
    #[error("the batch has no column `{column}`")]
    NoColumn { column: &'static str },
    #[error("row {row}: {reason}")]
    Row { row: usize, reason: String },
}

/// What is known of each article before pages are grouped: `article_id`, `source`, `line`, `offset` and `fingerprint`
/// settle which of several are kept; `keys` are compared, and `features` are how many they have. Rejects have no row.
pub fn heads(prepared: &RecordBatch) -> Result<RecordBatch, StoriesError> {
    let pages = pages(prepared)?;
    let articles = || pages.iter().filter_map(|page| Some((page, page.place()?)));
    let keys: Vec<Keys> = (0..)
        .zip(articles())
        .map(|(row, (page, _))| match Carried::from_bytes(page.keys().unwrap_or_default()) {
            Ok(Carried::Keys(keys)) => Ok(keys),
            Ok(Carried::Story(_)) => Err(row_error(row, "the page is settled already")),
            Err(error) => Err(row_error(row, error)),
        })
        .collect::<Result<_, _>>()?;
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    table([
        ("article_id", Arc::new(articles().map(|(page, _)| page.id()).collect::<StringArray>())),
        ("source", Arc::new(articles().map(|(_, place)| Some(place.path())).collect::<StringArray>())),
        (
            "line",
            Arc::new(articles().map(|(_, place)| place.line_number().map(number)).collect::<Int64Array>()),
        ),
        ("offset", Arc::new(articles().map(|(_, place)| number(place.offset())).collect::<Int64Array>())),
        ("fingerprint", Arc::new(articles().map(|(page, _)| page.fingerprint()).collect::<StringArray>())),
        (
            "features",
            Arc::new(keys.iter().map(|keys| number(keys.features() as u64)).collect::<Int64Array>()),
        ),
        ("keys", Arc::new(binary(keys.iter().map(Keys::to_bytes)))),
    ])
}

/// The keys in the column `keys` of [`heads`].
pub fn keys_of(heads: &RecordBatch) -> Result<Vec<Keys>, StoriesError> {
    each(heads, "keys", Keys::from_bytes)
}

/// The keys in the column `keys` of [`heads`], each `weighed` by the rarity of its features, with its `article_id`.
pub fn weighed(heads: &RecordBatch, rarity: &Rarity) -> Result<RecordBatch, StoriesError> {
    let pages: Vec<Weighed> = keys_of(heads)?.into_iter().map(|keys| Weighed::new(keys, rarity)).collect();
    table([
        ("article_id", Arc::new(pages.iter().map(|page| Some(page.id())).collect::<StringArray>())),
        ("weighed", Arc::new(binary(pages.iter().map(Weighed::to_bytes)))),
    ])
}

/// The buckets of [`weighed`] pages among so many `pages`, a row for each: `article_id`, `day` (the page's own, where it is
/// sure), `band` and `key`. In a bucket of [`SMALL`](dateline_stories::SMALL) pages all are compared with each other, in a
/// larger one each with the [`NEXT`](dateline_stories::NEXT) that follow it by day and id.
pub fn buckets(weighed: &RecordBatch, pages: usize) -> Result<RecordBatch, StoriesError> {
    let (mut ids, mut days, mut bands, mut keys) = (StringBuilder::new(), vec![], vec![], vec![]);
    for page in each(weighed, "weighed", Weighed::from_bytes)? {
        for (band, key) in page.buckets(pages) {
            ids.append_value(page.id());
            days.push(page.sure_day());
            bands.push(band.map_or(-1, |band| i32::try_from(band).unwrap_or(i32::MAX)));
            keys.push(key.cast_signed());
        }
    }
    table([
        ("article_id", Arc::new(ids.finish())),
        ("day", Arc::new(Int64Array::from(days))),
        ("band", Arc::new(Int32Array::from(bands))),
        ("key", Arc::new(Int64Array::from(keys))),
    ])
}

/// The pairs of a batch that are likely reports of the same event among so many `pages`: `one` and `other` are ids, the
/// lesser first, `one_weighed` and `other_weighed` their weighed keys. Returns `one`, `other` and `log_odds`.
pub fn likely(pairs: &RecordBatch, pages: usize) -> Result<RecordBatch, StoriesError> {
    let one = each(pairs, "one_weighed", Weighed::from_bytes)?;
    let other = each(pairs, "other_weighed", Weighed::from_bytes)?;
    let least = threshold(pages);
    let (mut ones, mut others, mut log_odds) = (StringBuilder::new(), StringBuilder::new(), vec![]);
    for (one, other) in one.iter().zip(&other) {
        let odds = one.log_odds(other);
        if odds >= least {
            ones.append_value(one.id());
            others.append_value(other.id());
            log_odds.push(odds);
        }
    }
    table([
        ("one", Arc::new(ones.finish())),
        ("other", Arc::new(others.finish())),
        ("log_odds", Arc::new(Float64Array::from(log_odds))),
    ])
}

/// Ties pages together by pairs of their ids, `one` and `other`.
pub fn tie(ties: &mut Ties, pairs: &RecordBatch) -> Result<(), StoriesError> {
    let (ones, others) = (column(pairs, "one", text)?, column(pairs, "other", text)?);
    (0..pairs.num_rows()).for_each(|row| ties.tie(ones.value(row), others.value(row)));
    Ok(())
}

/// The pages that are tied as `one`, each with the least id of all that are tied to it as `other`: pairs again, to be tied
/// with those of other pages.
pub fn tied(ties: Ties) -> Result<RecordBatch, StoriesError> {
    let ties = ties.finish();
    table([
        ("one", Arc::new(ties.iter().map(|(page, _)| Some(page)).collect::<StringArray>())),
        ("other", Arc::new(ties.iter().map(|(_, tie)| Some(tie)).collect::<StringArray>())),
    ])
}

/// Groups [`weighed`] pages among so many `pages`: all that [`likely`] pairs tie together must be in one batch, with these
/// pairs. Returns `article_id` and `settlement`, as JSON.
pub fn grouped(
    weighed: &RecordBatch,
    pairs: Option<&RecordBatch>,
    pages: usize,
) -> Result<RecordBatch, StoriesError> {
    let tied = each(weighed, "weighed", Weighed::from_bytes)?;
    let columns = pairs.map(|pairs| {
        Ok((column(pairs, "one", text)?, column(pairs, "other", text)?, column(pairs, "log_odds", floats)?))
    });
    let columns: Option<(_, _, _)> = columns.transpose().map_err(|error: StoriesError| error)?;
    let likely: Vec<(f64, &str, &str)> = columns
        .iter()
        .flat_map(|(one, other, log_odds)| {
            (0..one.len()).map(move |row| (log_odds.value(row), one.value(row), other.value(row)))
        })
        .collect();
    let ids: Vec<String> = tied.iter().map(|page| page.id().to_owned()).collect();
    let stories = Stories::of_tied(tied, &likely, pages);
    let settlement =
        |id: &String| serde_json::to_string(&stories.settlement(id)).expect("settlements are JSON");
    table([
        ("article_id", Arc::new(ids.iter().map(Some).collect::<StringArray>())),
        ("settlement", Arc::new(ids.iter().map(settlement).map(Some).collect::<StringArray>())),
    ])
}

/// Puts the column `settlement` of [`grouped`] into the prepared pages beside it. A page without one, a reject or one of
/// which another is kept, stays as it is.
pub fn settled(pipeline: &Pipeline, prepared: &RecordBatch) -> Result<RecordBatch, StoriesError> {
    let settlements = column(prepared, "settlement", text)?;
    let pages = (0..).zip(pages(prepared)?).map(|(row, page)| {
        if settlements.is_null(row) || page.is_reject() {
            return Ok(page);
        }
        let settlement: Settlement =
            serde_json::from_str(settlements.value(row)).map_err(|error| row_error(row, error))?;
        let changes = settlement.witness.is_some() || !settlement.messages.is_empty();
        let page = if changes {
            page.change(|record| settle(pipeline, record, &settlement))
                .map_err(|error| row_error(row, error))?
        } else {
            page
        };
        Ok(page.with_keys(Carried::Story(settlement.story).to_bytes()))
    });
    Ok(prepared_batch(&pages.collect::<Result<Vec<_>, StoriesError>>()?))
}

fn pages(batch: &RecordBatch) -> Result<Vec<Prepared>, StoriesError> {
    let no_column = |_| StoriesError::NoColumn { column: PREPARED };
    let pages = prepared_pages(batch).map_err(no_column)?;
    (0..).zip(pages).map(|(row, page)| page.map_err(|error| row_error(row, error))).collect()
}

/// Reads what the bytes of a column's rows are.
fn each<T>(
    batch: &RecordBatch,
    name: &'static str,
    read: impl Fn(&[u8]) -> Result<T, KeysError>,
) -> Result<Vec<T>, StoriesError> {
    let rows = column(batch, name, bytes)?;
    (0..rows.len()).map(|row| read(rows.value(row)).map_err(|error| row_error(row, error))).collect()
}

fn column<T>(
    batch: &RecordBatch,
    name: &'static str,
    read: impl Fn(&RecordBatch, &'static str) -> Result<Option<T>, BatchError>,
) -> Result<T, StoriesError> {
    read(batch, name)?.ok_or(StoriesError::NoColumn { column: name })
}

fn row_error(row: usize, reason: impl ToString) -> StoriesError {
    StoriesError::Row { row, reason: reason.to_string() }
}

fn binary(values: impl Iterator<Item = Vec<u8>>) -> BinaryArray {
    let mut builder = BinaryBuilder::new();
    values.for_each(|value| builder.append_value(value));
    builder.finish()
}

fn table<const N: usize>(columns: [(&str, ArrayRef); N]) -> Result<RecordBatch, StoriesError> {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, values)| (name, values, true)))
        .map_err(|error| BatchError::from(error).into())
}
