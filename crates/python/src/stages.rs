//! The stages, one page or text at a time. Each is made once a process, when it is first asked for.

use crate::value::to_python;
use crate::{failed, invalid, page};
use dateline::Pipeline;
use dateline_clean::{CleanOptions, Cleaner};
use dateline_dates::Dater;
use dateline_lang::Detector;
use dateline_record::{Page, RawPage, Record};
use pyo3::prelude::*;
use std::sync::LazyLock;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(CleanOptions::default()));
static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);
static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

/// The article in a page, as the record's `article`.
#[pyfunction]
pub(crate) fn clean<'py>(
    py: Python<'py>,
    page: &Bound<'py, PyAny>,
    url: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let mut record = page::record(page)?;
    record.page.url = url.or(record.page.url);
    let article = py.detach(|| CLEANER.clean(&record.page)).map_err(failed)?;
    to_python(py, &article)
}

/// The language of a text, as the record's `language`.
#[pyfunction]
pub(crate) fn detect_language<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let language = py.detach(|| DETECTOR.detect(text));
    to_python(py, &language)
}

/// The temporal expressions in a text, as the record's `timexes`.
#[pyfunction]
pub(crate) fn find_dates<'py>(
    py: Python<'py>,
    text: String,
    dct: Option<&str>,
    lang: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let dct = dct.map(|day| page::day("dct", day)).transpose()?;
    let page = Page { raw: Some(RawPage::Text(text)), dct, lang, ..Page::default() };
    page.language_tag().map_err(invalid)?;
    let timexes = py.detach(|| {
        let mut record = Record { page, ..Record::default() };
        if record.page.lang.is_none() {
            let text = record.page.raw.as_ref().map(RawPage::as_str).unwrap_or_default();
            record.language = Some(DETECTOR.detect(text));
        }
        DATER.date(&record).timexes
    });
    to_python(py, &timexes)
}

/// The day a page was published, as the record's `dating`.
#[pyfunction]
pub(crate) fn date_page<'py>(py: Python<'py>, page: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let record = page::record(page)?;
    let record = py.detach(|| pipeline(record))?;
    to_python(py, &record.dating)
}

/// A page through all stages, as a record without its raw page.
#[pyfunction]
pub(crate) fn run<'py>(py: Python<'py>, page: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let record = page::record(page)?;
    let mut record = py.detach(|| pipeline(record))?;
    record.page.raw = None;
    to_python(py, &record)
}

fn pipeline(record: Record) -> PyResult<Record> {
    static PIPELINE: LazyLock<Result<Pipeline, String>> =
        LazyLock::new(|| Pipeline::new(&[], None).map_err(|error| error.to_string()));
    let pipeline = PIPELINE.as_ref().map_err(failed)?;
    pipeline.run(record).map_err(|failure| failed(format!("{}: {}", failure.stage, failure.reason)))
}
