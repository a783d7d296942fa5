//! Arrow batches of pages in; rows of the tables, or prepared pages, out.

use crate::{failed, invalid, page};
use dateline::arrow;
use dateline::{Pipeline, Recipe};
use dateline_export::Table;
use dateline_record::Day;
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema};
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::available_parallelism;

/// What `tables` names for the pages themselves, ready to be released.
const PREPARED: &str = "prepared";

pub(crate) type Settings = (Vec<String>, Option<Day>);

/// Works a batch of pages, and returns a batch for each of the tables asked for.
#[pyfunction]
pub(crate) fn process(
    py: Python<'_>,
    batch: PyRecordBatch,
    tables: Vec<String>,
    languages: Vec<String>,
    as_of: Option<&str>,
    threads: Option<usize>,
) -> PyResult<Vec<PyRecordBatch>> {
    let tables: Vec<Wanted> = tables.iter().map(|name| Wanted::of(name)).collect::<PyResult<_>>()?;
    let as_of = as_of.map(|day| page::day("as_of", day)).transpose()?;
    let threads = match threads {
        Some(threads) => {
            NonZeroUsize::new(threads).ok_or_else(|| invalid("`threads` is 0; wanted 1 or more"))?
        }
        None => available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    let batch = batch.into_inner();
    py.detach(|| {
        let pipeline = pipeline((languages, as_of))?;
        let pages = arrow::process(&pipeline, &batch, threads).map_err(invalid)?;
        let rows: Vec<Table> = tables.iter().filter_map(Wanted::table).collect();
        let mut rows = arrow::table_batches(&rows, &pages).map_err(failed)?.into_iter();
        let batch = |wanted: &Wanted| match wanted {
            Wanted::Prepared => Some(arrow::prepared_batch(&pages)),
            Wanted::Rows(_) => rows.next(),
        };
        Ok(tables.iter().filter_map(batch).map(PyRecordBatch::new).collect())
    })
}

/// The columns of the batches that `process` returns for a table.
#[pyfunction]
pub(crate) fn schema(table: &str) -> PyResult<PySchema> {
    Ok(PySchema::new(match Wanted::of(table)? {
        Wanted::Prepared => arrow::prepared_schema(),
        Wanted::Rows(table) => arrow::table_schema(table),
    }))
}

/// The settings of a recipe that working its pages depends on: languages, and the day that no page is later than.
#[pyfunction]
pub(crate) fn settings(recipe: PathBuf) -> PyResult<(Vec<String>, Option<String>)> {
    let recipe = Recipe::load(&recipe).map_err(failed)?;
    Ok((recipe.languages, recipe.as_of.map(|day| day.to_string())))
}

enum Wanted {
    Rows(Table),
    Prepared,
}

impl Wanted {
    fn of(name: &str) -> PyResult<Self> {
        if name == PREPARED {
            return Ok(Self::Prepared);
        }
        Table::by_name(name).map(Self::Rows).ok_or_else(|| {
            let names: Vec<&str> = Table::ALL.into_iter().map(Table::name).collect();
            invalid(format!("there is no table `{name}`; there are {} and {PREPARED}", names.join(", ")))
        })
    }

    fn table(&self) -> Option<Table> {
        match self {
            Self::Rows(table) => Some(*table),
            Self::Prepared => None,
        }
    }
}

/// The stages for these settings, made once a process: making them takes longer than many a page.
pub(crate) fn pipeline(settings: Settings) -> PyResult<Arc<Pipeline>> {
    static MADE: LazyLock<Mutex<HashMap<Settings, Arc<Pipeline>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pipeline) = made.get(&settings) {
        return Ok(Arc::clone(pipeline));
    }
    let pipeline = Arc::new(Pipeline::new(&settings.0, settings.1).map_err(invalid)?);
    made.insert(settings, Arc::clone(&pipeline));
    Ok(pipeline)
}
