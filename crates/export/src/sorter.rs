//! Rows sorted by their key in bounded memory.
//!
//! Rows are held until [`HELD`] bytes are full, then sorted and written as a run; the runs are
//! merged when the rows are asked for. Tables that do not come in the order of their keys, because
//! their keys are not the articles', go through here.

use crate::cell::{Cell, Row, compare_keys};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

/// Bytes of rows held in memory.
const HELD: usize = 8 << 20;
/// As many runs are merged into one, so that merging needs few buffers however many rows there are.
const FAN: usize = 16;
const BUFFER: usize = 1 << 16;

/// Takes rows in any order and gives them back by key. The sort is stable.
#[derive(Debug)]
pub(crate) struct RowSorter {
    /// Runs are written to files whose names begin with this path.
    prefix: PathBuf,
    key_columns: usize,
    held: Vec<Row>,
    held_bytes: usize,
    limit: usize,
    /// By level: a run of level `n` holds [`FAN`] runs of the level below. Levels and the runs in
    /// them stand in the order in which their rows came, the oldest first.
    runs: Vec<Vec<PathBuf>>,
    made: usize,
}

impl RowSorter {
    pub(crate) fn new(prefix: PathBuf, key_columns: usize) -> Self {
        Self { prefix, key_columns, held: Vec::new(), held_bytes: 0, limit: HELD, runs: Vec::new(), made: 0 }
    }

    pub(crate) fn push(&mut self, row: Row) -> io::Result<()> {
        self.held_bytes += row.iter().map(Cell::weight).sum::<usize>();
        self.held.push(row);
        if self.held_bytes < self.limit { Ok(()) } else { self.write_run() }
    }

    fn write_run(&mut self) -> io::Result<()> {
        let mut rows = std::mem::take(&mut self.held);
        self.held_bytes = 0;
        self.sort(&mut rows);
        let path = self.write(rows.into_iter().map(Ok))?;
        self.add_run(0, path)
    }

    fn add_run(&mut self, level: usize, path: PathBuf) -> io::Result<()> {
        if self.runs.len() == level {
            self.runs.push(Vec::new());
        }
        self.runs[level].push(path);
        if self.runs[level].len() < FAN {
            return Ok(());
        }
        let full = std::mem::take(&mut self.runs[level]);
        let merged = self.write(Merge::of_files(&full, self.key_columns)?)?;
        full.iter().try_for_each(std::fs::remove_file)?;
        self.add_run(level + 1, merged)
    }

    fn write(&mut self, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<PathBuf> {
        let mut name = self.prefix.clone().into_os_string();
        name.push(format!(".{}", self.made));
        self.made += 1;
        let path = PathBuf::from(name);
        let mut out = BufWriter::with_capacity(BUFFER, File::create(&path)?);
        for row in rows {
            write_row(&row?, &mut out)?;
        }
        out.flush()?;
        Ok(path)
    }

    fn sort(&self, rows: &mut [Row]) {
        rows.sort_by(|one, two| compare_keys(one, two, self.key_columns));
    }

    /// All rows by key; of equal keys the one that came first.
    pub(crate) fn finish(mut self) -> io::Result<Merge> {
        let mut rows = std::mem::take(&mut self.held);
        self.sort(&mut rows);
        // Higher levels are older than lower ones.
        let files: Vec<PathBuf> = self.runs.into_iter().rev().flatten().collect();
        let mut merge = Merge::of_files(&files, self.key_columns)?;
        merge.add(Run::Rows(Box::new(rows.into_iter().map(Ok))))?;
        Ok(merge)
    }
}

/// Sorted runs as one sorted sequence.
pub(crate) struct Merge {
    runs: Vec<Run>,
    heads: BinaryHeap<Head>,
    key_columns: usize,
}

enum Run {
    File(BufReader<File>),
    Rows(Box<dyn Iterator<Item = io::Result<Row>>>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Row>> {
        match self {
            Self::File(file) => read_row(file),
            Self::Rows(rows) => rows.next().transpose(),
        }
    }
}

/// The next row of one run. The greatest of a heap is its first, so the order is turned round.
struct Head {
    row: Row,
    run: usize,
    key_columns: usize,
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_keys(&other.row, &self.row, self.key_columns).then(other.run.cmp(&self.run))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head {}

impl Merge {
    fn of_files(files: &[PathBuf], key_columns: usize) -> io::Result<Self> {
        let mut merge = Self { runs: Vec::new(), heads: BinaryHeap::new(), key_columns };
        for file in files {
            merge.add(Run::File(BufReader::with_capacity(BUFFER, File::open(file)?)))?;
        }
        Ok(merge)
    }

    /// The rows of all runs, each of which is sorted.
    pub(crate) fn of_runs(
        runs: impl Iterator<Item: Iterator<Item = io::Result<Row>> + 'static>,
        key_columns: usize,
    ) -> io::Result<Self> {
        let mut merge = Self { runs: Vec::new(), heads: BinaryHeap::new(), key_columns };
        for run in runs {
            merge.add(Run::Rows(Box::new(run)))?;
        }
        Ok(merge)
    }

    fn add(&mut self, mut run: Run) -> io::Result<()> {
        if let Some(row) = run.next()? {
            self.heads.push(Head { row, run: self.runs.len(), key_columns: self.key_columns });
        }
        self.runs.push(run);
        Ok(())
    }

    fn pop(&mut self) -> io::Result<Option<Row>> {
        let Some(Head { row, run, key_columns }) = self.heads.pop() else { return Ok(None) };
        if let Some(row) = self.runs[run].next()? {
            self.heads.push(Head { row, run, key_columns });
        }
        Ok(Some(row))
    }
}

impl Iterator for Merge {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pop().transpose()
    }
}

fn write_row(row: &Row, out: &mut impl Write) -> io::Result<()> {
    let bytes = serde_json::to_vec(row)?;
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)
}

fn read_row(file: &mut BufReader<File>) -> io::Result<Option<Row>> {
    let mut length = [0; 4];
    match file.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    file.read_exact(&mut bytes)?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn runs_on_disk_change_nothing(keys in prop::collection::vec(0..60_i64, 0..600), limit in 24..4096_usize) {
            let folder = tempfile::tempdir()?;
            let mut sorter = RowSorter::new(folder.path().join("run"), 1);
            sorter.limit = limit;
            let rows: Vec<Row> = keys.iter().enumerate().map(|(place, key)| vec![Cell::Int(*key), Cell::count(place)]).collect();
            for row in rows.clone() {
                sorter.push(row)?;
            }
            let sorted: Vec<Row> = sorter.finish()?.collect::<io::Result<_>>()?;
            let mut expected = rows;
            expected.sort_by(|one, two| compare_keys(one, two, 1));
            prop_assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn every_kind_of_cell_survives_a_run() {
        let day = "2025-06-12".parse().ok();
        let row = vec![
            Cell::Null,
            Cell::Text("a\n\"b\"".into()),
            Cell::day(day),
            Cell::Int(-7),
            Cell::Float(0.1 + 0.2),
            Cell::Bool(true),
        ];
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = RowSorter::new(folder.path().join("run"), 2);
        sorter.limit = 1;
        sorter.push(row.clone()).unwrap();
        let rows: Vec<Row> = sorter.finish().unwrap().collect::<io::Result<_>>().unwrap();
        assert_eq!(rows, [row]);
    }
}
