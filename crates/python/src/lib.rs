//! The native half of the Python package `dateline`: every function here is thin, does its work
//! without the interpreter's lock, and fails with the words that the command line has.
//!
//! What Python users see, its documentation and its types are in `python/dateline`.

mod batch;
mod build;
mod page;
mod stages;
mod stories;
mod value;

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use std::fmt::Display;

create_exception!(
    dateline,
    DatelineError,
    PyException,
    "A page, a recipe or a folder that dateline cannot use."
);

/// An argument that is not what it should be: Python's `ValueError`.
fn invalid(error: impl Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Work that could not be done: `dateline.DatelineError`.
fn failed(error: impl Display) -> PyErr {
    DatelineError::new_err(error.to_string())
}

/// The module `dateline._native`.
#[pymodule(name = "_native")]
mod native {
    #[pymodule_export]
    const SMALL: usize = dateline_stories::SMALL;
    #[pymodule_export]
    const NEXT: usize = dateline_stories::NEXT;
    #[pymodule_export]
    use crate::DatelineError;
    #[pymodule_export]
    use crate::batch::{process, schema, settings};
    #[pymodule_export]
    use crate::build::{build, release};
    #[pymodule_export]
    use crate::stages::{clean, date_page, detect_language, find_dates, run};
    #[pymodule_export]
    use crate::stories::{Rarity, Ties, buckets, grouped, heads, likely, settled, weighed};
}
