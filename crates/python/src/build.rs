//! A whole build.

use crate::value::to_python;
use crate::{failed, invalid};
use dateline::{BuildError, BuildOptions, Position, Progress, Recipe, Summary};
use dateline_export::{Lock, Prepared, PreparedError, PreparedFiles, WireError};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use std::ffi::CString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often a caller is told how far the build is.
const EVERY: Duration = Duration::from_millis(200);

/// Builds a dataset from a recipe or from pages, and returns what its manifest says.
#[pyfunction]
#[pyo3(signature = (inputs, out, replace, threads, downloads, lock, progress))]
#[expect(clippy::too_many_arguments, reason = "Python names them; it has no structs to hand over")]
pub(crate) fn build<'py>(
    py: Python<'py>,
    inputs: Vec<PathBuf>,
    out: PathBuf,
    replace: bool,
    threads: Option<usize>,
    downloads: Option<PathBuf>,
    lock: Option<PathBuf>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    if inputs.is_empty() {
        return Err(invalid("name a recipe, or pages"));
    }
    let recipe = Recipe::of_arguments(inputs, &out).map_err(failed)?;
    let lock = lock.as_deref().map(Lock::read).transpose().map_err(failed)?;
    let options = BuildOptions { replace, threads, downloads, lock, ..BuildOptions::new(out) };
    let mut listener = Listener { progress, stop: Arc::clone(&options.stop), last: None, raised: None };
    let built = py.detach(|| dateline::build(&recipe, &options, &mut listener));
    if let Some(raised) = listener.raised {
        return Err(raised);
    }
    let summary = built.map_err(failed)?;
    warn_of_cut_files(py, &summary)?;
    to_python(py, &summary.manifest)
}

/// What the command's exit code says of inputs that break off.
fn warn_of_cut_files(py: Python<'_>, summary: &Summary) -> PyResult<()> {
    if summary.cut_short.is_empty() {
        return Ok(());
    }
    let words = format!(
        "inputs that break off, and of which the rest is lost: {}; repair them, or name them under \
         `allow_cut_short` in the recipe",
        summary.cut_short.join(", ")
    );
    let words = CString::new(words.replace('\0', ""))?;
    PyErr::warn(py, &py.get_type::<PyUserWarning>(), &words, 1)
}

/// Builds a dataset of prepared pages: Parquet files of them, or an iterator of each page's bytes.
#[pyfunction]
#[pyo3(signature = (recipe, pages, out, replace, progress))]
pub(crate) fn release<'py>(
    py: Python<'py>,
    recipe: PathBuf,
    pages: Pages,
    out: PathBuf,
    replace: bool,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let recipe = Recipe::load(&recipe).map_err(failed)?;
    let mut options = BuildOptions::new(out);
    options.replace = replace;
    let mut listener = Listener { progress, stop: Arc::clone(&options.stop), last: None, raised: None };
    let mut raised = None;
    let built = py.detach(|| match pages {
        Pages::Files(files) => {
            let pages = PreparedFiles::open(&files)?.map(|page| page.map_err(BuildError::from));
            dateline::release(&recipe, &options, pages, &mut listener)
        }
        Pages::Iterator(iterator) => {
            let pages = Pulled { iterator, raised: &mut raised };
            dateline::release(&recipe, &options, pages, &mut listener)
        }
    });
    if let Some(raised) = raised.or(listener.raised) {
        return Err(raised);
    }
    to_python(py, &built.map_err(failed)?.manifest)
}

/// Where prepared pages are.
#[derive(FromPyObject)]
pub(crate) enum Pages {
    Files(Vec<PathBuf>),
    Iterator(Py<PyIterator>),
}

/// Prepared pages as Python hands them over. What it raises ends them.
struct Pulled<'r> {
    iterator: Py<PyIterator>,
    raised: &'r mut Option<PyErr>,
}

impl Iterator for Pulled<'_> {
    type Item = Result<Prepared, BuildError>;

    fn next(&mut self) -> Option<Self::Item> {
        let pulled = Python::attach(|py| {
            let next = self.iterator.bind(py).clone().next();
            next.map(|page| page.and_then(|page| Ok(Prepared::from_bytes(page.extract()?))))
        });
        match pulled? {
            Ok(page) => Some(page.map_err(|fault| PreparedError::Page(fault).into())),
            Err(error) => {
                *self.raised = Some(error);
                let fault = WireError::Broken { reason: "its iterator failed".to_owned() };
                Some(Err(PreparedError::Page(fault).into()))
            }
        }
    }
}

/// Tells Python how far the build is, and stops it when Python wants to.
struct Listener {
    progress: Option<Py<PyAny>>,
    stop: Arc<AtomicBool>,
    last: Option<Instant>,
    raised: Option<PyErr>,
}

impl Progress for Listener {
    fn at(&mut self, position: &Position) {
        let is_new = self.last.is_none_or(|last| last.elapsed() >= EVERY);
        if self.raised.is_some() || !(is_new || position.writing) {
            return;
        }
        self.last = Some(Instant::now());
        let told = Python::attach(|py| {
            py.check_signals()?;
            match &self.progress {
                Some(progress) => {
                    let Position { pages, rejects, bytes, of_bytes, .. } = *position;
                    progress.call1(py, (pages, rejects, bytes, of_bytes)).map(|_| ())
                }
                None => Ok(()),
            }
        });
        if let Err(error) = told {
            self.raised = Some(error);
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}
