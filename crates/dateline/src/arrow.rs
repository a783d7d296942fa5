//! Pages as Arrow batches: worked, and told as rows of the tables or as prepared pages that a release is made of.
//!
//! A batch has one page in each row. Its columns are the fields of a page, those of [`FIELDS`]; others are left alone.
//! What comes of a page stands at its place, rejects among it: no row is lost.

mod filter;
mod pages;
mod rows;
pub mod stories;

pub use filter::{FilterError, filter};
pub use pages::{BatchError, FIELDS};
pub use rows::{PREPARED, prepared_batch, prepared_pages, prepared_schema, table_batches, table_schema};

use crate::pipeline::{Failure, Pipeline};
use arrow_array::RecordBatch;
use dateline_export::{Prepared, Source};
use dateline_record::Record;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Works the pages of a batch on so many threads, and returns what came of them in the batch's order.
pub fn process(
    pipeline: &Pipeline,
    batch: &RecordBatch,
    threads: NonZeroUsize,
) -> Result<Vec<Prepared>, BatchError> {
    let pages = pages::Pages::of(batch)?;
    let rows = batch.num_rows();
    if threads.get() == 1 || rows < 2 {
        return Ok((0..rows).map(|row| work(pipeline, pages.page(row))).collect());
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(rows));
    thread::scope(|scope| {
        for _ in 0..threads.get().min(rows) {
            scope.spawn(|| {
                loop {
                    let row = next.fetch_add(1, Ordering::Relaxed);
                    if row >= rows {
                        return;
                    }
                    let prepared = work(pipeline, pages.page(row));
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((row, prepared));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(row, _)| *row);
    Ok(done.into_iter().map(|(_, prepared)| prepared).collect())
}

fn work(pipeline: &Pipeline, (source, page): (Source, Result<Record, Failure>)) -> Prepared {
    pipeline.prepare(&source, page)
}
