//! A stream of pages in, a stream of prepared pages out, both Arrow IPC: for engines that start programs.

use super::{prepared_batch, prepared_schema, process};
use crate::arrow::BatchError;
use crate::pipeline::Pipeline;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ArrowError;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::num::NonZeroUsize;

/// Why a stream could not be processed to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum FilterError {
    #[error("the input could not be read: {0}")]
    Read(io::Error),
    #[error("the input is no Arrow IPC stream of pages: {0}")]
    Input(ArrowError),
    #[error("batch {number}: {fault}")]
    Batch { number: usize, fault: BatchError },
    #[error("the output could not be written: {0}")]
    Output(ArrowError),
}

/// Works every page of a stream. An input of no bytes, which is what engines send for an empty partition, gives a
/// stream without batches. Returns how many pages were processed, and how many of them are rejects.
pub fn filter(
    pipeline: &Pipeline,
    input: impl Read,
    output: impl Write,
    threads: NonZeroUsize,
) -> Result<(u64, u64), FilterError> {
    let mut writer =
        StreamWriter::try_new(BufWriter::new(output), &prepared_schema()).map_err(FilterError::Output)?;
    let mut input = BufReader::new(input);
    let (mut pages, mut rejects) = (0, 0);
    if !input.fill_buf().map_err(FilterError::Read)?.is_empty() {
        let reader = StreamReader::try_new(input, None).map_err(FilterError::Input)?;
        for (number, batch) in (1..).zip(reader) {
            let batch = batch.map_err(FilterError::Input)?;
            let prepared = process(pipeline, &batch, threads);
            let prepared = prepared.map_err(|fault| FilterError::Batch { number, fault })?;
            pages += prepared.len() as u64;
            rejects += prepared.iter().filter(|page| page.is_reject()).count() as u64;
            writer.write(&prepared_batch(&prepared)).map_err(FilterError::Output)?;
        }
    }
    writer.finish().map_err(FilterError::Output)?;
    Ok((pages, rejects))
}
