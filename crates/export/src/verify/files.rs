//! The rows of files that follow each other, and what is wrong with the files.

use super::{Fault, Problem};
use crate::cell::Row;
use crate::csv::{self, Spelling};
use crate::manifest::OutputFile;
use crate::parquet::ParquetRows;
use crate::shape::Layout;
use dateline_record::pages;
use std::fs::File;
use std::path::{Path, PathBuf};

type Rows = Box<dyn Iterator<Item = Result<Row, String>>>;

/// The rows of a table's files of one format and folder. They end where a file cannot be read on.
pub(super) struct FileRows {
    layout: Layout,
    spelling: Spelling,
    files: std::vec::IntoIter<(PathBuf, OutputFile)>,
    current: Option<Current>,
    whole: bool,
    problems: Vec<Problem>,
}

struct Current {
    file: OutputFile,
    rows: Rows,
    count: u64,
}

impl FileRows {
    pub(super) fn new(dataset: &Path, layout: &Layout, spelling: Spelling, files: &[&OutputFile]) -> Self {
        let files: Vec<_> = files.iter().map(|file| (dataset.join(&file.path), (*file).clone())).collect();
        let (layout, files) = (layout.clone(), files.into_iter());
        Self { layout, spelling, files, current: None, whole: true, problems: Vec::new() }
    }

    /// What was wrong with the files, when all rows are read.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Whether all files could be read to their end, so far.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    fn open(&self, path: &Path, file: &OutputFile) -> Option<Result<Rows, String>> {
        // A file that is absent or unreadable has been told of where its bytes were looked at.
        let opened = File::open(path).ok()?;
        Some(if file.path.ends_with(".parquet") {
            let rows = ParquetRows::open(&self.layout, opened).map_err(|error| error.to_string());
            rows.map(|rows| -> Rows { Box::new(rows.map(|row| row.map_err(|error| error.to_string()))) })
        } else {
            let unpacked = pages::open(path).ok()?;
            let rows = csv::rows(&self.layout, unpacked, self.spelling).map_err(|fault| fault.to_string());
            rows.map(|rows| -> Rows { Box::new(rows.map(|row| row.map_err(|fault| fault.to_string()))) })
        })
    }

    fn fail(&mut self, file: &OutputFile, fault: Fault) {
        self.problems.push(Problem { file: file.path.clone(), fault });
        self.give_up();
    }

    fn give_up(&mut self) {
        self.whole = false;
        self.files = Vec::new().into_iter();
    }

    /// The file came to its end.
    fn close(&mut self, Current { file, count: found, .. }: Current) {
        if let Some(expected) = file.rows.filter(|expected| *expected != found) {
            self.problems.push(Problem { file: file.path, fault: Fault::Rows { found, expected } });
        }
    }
}

impl Iterator for FileRows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if let Some(mut current) = self.current.take() {
                match current.rows.next() {
                    Some(Ok(row)) => {
                        current.count += 1;
                        self.current = Some(current);
                        return Some(row);
                    }
                    Some(Err(reason)) => self.fail(&current.file, Fault::Layout { reason }),
                    None => self.close(current),
                }
            }
            let (path, file) = self.files.next()?;
            match self.open(&path, &file) {
                None => self.give_up(),
                Some(Err(reason)) => self.fail(&file, Fault::Layout { reason }),
                Some(Ok(rows)) => self.current = Some(Current { file, rows, count: 0 }),
            }
        }
    }
}
