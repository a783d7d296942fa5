//! The steps from prepared pages to settled ones, for `dateline.spark`.

use crate::batch::pipeline;
use crate::{failed, invalid, page};
use dateline::arrow::stories::{self, StoriesError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::PyRecordBatch;

/// How many pages have a feature.
#[pyclass]
pub(crate) struct Rarity(dateline_stories::Rarity);

#[pymethods]
impl Rarity {
    #[new]
    fn new(pages: u64, features: u64) -> Self {
        Self(dateline_stories::Rarity::of(pages, features))
    }

    /// Counts the features of pages.
    fn add(&mut self, heads: PyRecordBatch) -> PyResult<()> {
        let keys = stories::keys_of(heads.as_ref()).map_err(failed)?;
        keys.iter().for_each(|keys| self.0.add(keys));
        Ok(())
    }

    /// The counters, in numbered pieces.
    fn pieces<'py>(&self, py: Python<'py>) -> Vec<(usize, Bound<'py, PyBytes>)> {
        self.0.pieces().map(|(number, piece)| (number, PyBytes::new(py, &piece))).collect()
    }

    /// Adds a piece of counts of other pages.
    fn add_piece(&mut self, number: usize, piece: &[u8]) -> PyResult<()> {
        self.0.add_piece(number, piece).map_err(invalid)
    }
}

/// Which pages are tied together by pairs.
#[pyclass]
#[derive(Default)]
pub(crate) struct Ties(dateline_stories::Ties);

#[pymethods]
impl Ties {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Ties the two pages of each pair.
    fn add(&mut self, pairs: PyRecordBatch) -> PyResult<()> {
        stories::tie(&mut self.0, pairs.as_ref()).map_err(failed)
    }

    /// Each page with the least that is tied to it; nothing is left here.
    fn finish(&mut self, py: Python<'_>) -> PyResult<PyRecordBatch> {
        let ties = std::mem::take(&mut self.0);
        step(py, || stories::tied(ties))
    }
}

/// What is known of each article before pages are grouped.
#[pyfunction]
pub(crate) fn heads(py: Python<'_>, prepared: PyRecordBatch) -> PyResult<PyRecordBatch> {
    step(py, || stories::heads(prepared.as_ref()))
}

/// Keys weighed by the rarity of their features.
#[pyfunction]
pub(crate) fn weighed(py: Python<'_>, heads: PyRecordBatch, rarity: &Rarity) -> PyResult<PyRecordBatch> {
    step(py, || stories::weighed(heads.as_ref(), &rarity.0))
}

/// The buckets of weighed pages.
#[pyfunction]
pub(crate) fn buckets(py: Python<'_>, weighed: PyRecordBatch, pages: usize) -> PyResult<PyRecordBatch> {
    step(py, || stories::buckets(weighed.as_ref(), pages))
}

/// The likely ones of pairs of pages.
#[pyfunction]
pub(crate) fn likely(py: Python<'_>, pairs: PyRecordBatch, pages: usize) -> PyResult<PyRecordBatch> {
    step(py, || stories::likely(pairs.as_ref(), pages))
}

/// What is settled of pages that likely pairs tie together.
#[pyfunction]
#[pyo3(signature = (weighed, pairs, pages))]
pub(crate) fn grouped(
    py: Python<'_>,
    weighed: PyRecordBatch,
    pairs: Option<PyRecordBatch>,
    pages: usize,
) -> PyResult<PyRecordBatch> {
    step(py, || stories::grouped(weighed.as_ref(), pairs.as_ref().map(AsRef::as_ref), pages))
}

/// Prepared pages with what is settled of them.
#[pyfunction]
pub(crate) fn settled(
    py: Python<'_>,
    prepared: PyRecordBatch,
    languages: Vec<String>,
    as_of: Option<&str>,
) -> PyResult<PyRecordBatch> {
    let as_of = as_of.map(|day| page::day("as_of", day)).transpose()?;
    let pipeline = pipeline((languages, as_of))?;
    step(py, || stories::settled(&pipeline, prepared.as_ref()))
}

fn step(
    py: Python<'_>,
    run: impl Send + FnOnce() -> Result<arrow_array::RecordBatch, StoriesError>,
) -> PyResult<PyRecordBatch> {
    py.detach(run).map(PyRecordBatch::new).map_err(failed)
}
