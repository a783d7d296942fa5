//! Reading every table back, with flat memory.

use super::files::FileRows;
use super::{Fault, Problem, keys};
use crate::cell::{Cell, Row, compare_keys, key_text};
use crate::csv::Spelling;
use crate::manifest::{Manifest, OutputFile};
use crate::reader::TableReader;
use crate::schema::{Null, Table};
use crate::shape::Layout;
use crate::sorter::Merge;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::Path;

/// Checks every table, and returns how many rows were read back.
pub(super) fn check(dataset: &Path, manifest: &Manifest, problems: &mut Vec<Problem>) -> u64 {
    let mut dataset = Tables::new(dataset, manifest);
    let mut rows = 0;
    for table in Table::ALL {
        let mut walk = Walk::new(dataset.layout(table).clone());
        let partitions = dataset.partitions(table);
        partitions.values().for_each(|files| walk.partition(&dataset, files));
        let format = FORMATS.into_iter().zip(walk.whole).find(|(_, whole)| *whole).map(|(format, _)| format);
        dataset.formats.extend(format.map(|format| (table, format)));
        if partitions.len() > 1 {
            walk.across(&dataset);
        }
        // What is out of order cannot be walked side by side with another table.
        if walk.order.is_some() {
            dataset.formats.remove(&table);
        }
        rows += walk.rows;
        problems.extend(walk.into_problems(dataset.first_file(table)));
    }
    for table in Table::ALL {
        for key in table.schema().foreign_keys {
            let both = [table, key.table].iter().all(|table| dataset.formats.contains_key(table));
            let fault = both.then(|| keys::first_dangling(&dataset, table, key)).flatten();
            problems.extend(fault.map(|fault| Problem { file: dataset.first_file(table), fault }));
        }
    }
    rows
}

/// The formats of tables; where both are sound the first is read.
const FORMATS: [&str; 2] = ["csv", "parquet"];

/// The tables of a dataset as its manifest names their files.
pub(super) struct Tables<'d> {
    dataset: &'d Path,
    manifest: &'d Manifest,
    /// The columns that each table's files are to have.
    layouts: Vec<Layout>,
    /// The format that each sound table is read from.
    formats: BTreeMap<Table, &'static str>,
}

impl<'d> Tables<'d> {
    fn new(dataset: &'d Path, manifest: &'d Manifest) -> Self {
        let reader = TableReader::new(dataset, manifest);
        let layout = |table| {
            let layout = manifest.shape.layout(table);
            // Where they cannot be read that is told when the rows are.
            match reader.columns(table) {
                Ok(found) => layout.made_with(&found),
                Err(_) => layout,
            }
        };
        let layouts = Table::ALL.map(layout).into();
        Self { dataset, manifest, layouts, formats: BTreeMap::new() }
    }

    pub(super) fn layout(&self, table: Table) -> &Layout {
        &self.layouts[table as usize]
    }

    /// A table's files of both formats, by the folder they lie in.
    fn partitions(&self, table: Table) -> BTreeMap<&'d str, [Vec<&'d OutputFile>; 2]> {
        let mut partitions: BTreeMap<&str, [Vec<&OutputFile>; 2]> = BTreeMap::new();
        for (place, kind) in FORMATS.into_iter().enumerate() {
            for file in self.manifest.files_of(table, kind) {
                let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                partitions.entry(folder).or_default()[place].push(file);
            }
        }
        partitions
    }

    fn open(&self, layout: &Layout, files: &[&OutputFile]) -> FileRows {
        FileRows::new(self.dataset, layout, Spelling::of(&self.manifest.shape), files)
    }

    /// All rows of a sound table, in the order of their key.
    pub(super) fn rows(&self, table: Table) -> Box<dyn Iterator<Item = Row>> {
        let layout = self.layout(table);
        let runs = self.partitions(table).into_values().map(|[csv, parquet]| {
            let files = if self.formats.get(&table) == Some(&"csv") { csv } else { parquet };
            self.open(layout, &files).map(Ok)
        });
        match Merge::of_runs(runs, layout.schema.key_columns) {
            Ok(rows) => Box::new(rows.map_while(Result::ok)),
            Err(_) => Box::new(std::iter::empty()),
        }
    }

    /// The file that faults of a whole table are told of.
    fn first_file(&self, table: Table) -> String {
        self.manifest.first_file_of(table).unwrap_or(table.name()).to_owned()
    }
}

/// A table under checking: the first fault of each kind is told.
struct Walk {
    layout: Layout,
    rows: u64,
    /// Whether each of the [`FORMATS`] could be read to its end, all files of it.
    whole: [bool; 2],
    problems: Vec<Problem>,
    difference: Option<Fault>,
    null: Option<Fault>,
    order: Option<Fault>,
}

impl Walk {
    fn new(layout: Layout) -> Self {
        Self {
            layout,
            rows: 0,
            whole: [true; 2],
            problems: Vec::new(),
            difference: None,
            null: None,
            order: None,
        }
    }

    /// Walks both formats of one folder side by side.
    fn partition(&mut self, dataset: &Tables<'_>, [csv, parquet]: &[Vec<&OutputFile>; 2]) {
        let there = [!csv.is_empty(), !parquet.is_empty()];
        let (mut csv, mut parquet) = (dataset.open(&self.layout, csv), dataset.open(&self.layout, parquet));
        let mut before: Option<Row> = None;
        loop {
            let (one, two) = (csv.next(), parquet.next());
            if let (Some(one), Some(two)) = (&one, &two) {
                self.check_same(one, two);
            }
            let Some(row) = one.or(two) else { break };
            self.rows += 1;
            self.check_nulls(&row);
            if let Some(before) = before.replace(row.clone()) {
                self.check_order(&before, &row);
            }
        }
        for (place, files) in [csv, parquet].into_iter().enumerate() {
            self.whole[place] &= there[place] && files.is_whole();
            self.problems.extend(files.into_problems());
        }
    }

    /// A key may stand in one partition only.
    fn across(&mut self, dataset: &Tables<'_>) {
        let table = Table::by_name(self.layout.schema.name).expect("the layout is of a table");
        let mut before: Option<Row> = None;
        for (number, row) in (1..).zip(dataset.rows(table)) {
            if before.as_ref().is_some_and(|before| self.compare(before, &row).is_eq()) {
                let key = key_text(&row, self.layout.schema.key_columns);
                self.order.get_or_insert(Fault::DuplicateKey { row: number, key });
                return;
            }
            before = Some(row);
        }
    }

    /// Different numbers of rows are told where they are counted.
    fn check_same(&mut self, csv: &[Cell], parquet: &[Cell]) {
        if self.difference.is_some() {
            return;
        }
        if let Some(place) = csv.iter().zip(parquet).position(|(one, two)| one != two) {
            let column = self.column(place);
            let other = format!("{}.parquet", self.layout.schema.name);
            self.difference = Some(Fault::FilesDiffer { row: self.number() + 1, column, other });
        }
    }

    fn check_nulls(&mut self, row: &[Cell]) {
        let missing = row
            .iter()
            .zip(self.layout.columns())
            .find(|(cell, column)| **cell == Cell::Null && column.null == Null::Never);
        if let (None, Some((_, column))) = (&self.null, missing) {
            self.null = Some(Fault::Null { row: self.number(), column: column.name });
        }
    }

    fn check_order(&mut self, before: &[Cell], row: &[Cell]) {
        if self.order.is_some() {
            return;
        }
        let (number, key) = (self.number(), || key_text(row, self.layout.schema.key_columns));
        self.order = match self.compare(before, row) {
            Ordering::Less => None,
            Ordering::Equal => Some(Fault::DuplicateKey { row: number, key: key() }),
            Ordering::Greater => Some(Fault::Unsorted { row: number, key: key() }),
        };
    }

    fn compare(&self, one: &[Cell], two: &[Cell]) -> Ordering {
        compare_keys(one, two, self.layout.schema.key_columns)
    }

    fn column(&self, place: usize) -> &'static str {
        self.layout.columns().nth(place).map_or("", |column| column.name)
    }

    /// The number of the row that was counted last, from 1.
    fn number(&self) -> usize {
        usize::try_from(self.rows).unwrap_or(usize::MAX)
    }

    fn into_problems(self, file: String) -> impl Iterator<Item = Problem> {
        let faults = [self.difference, self.null, self.order].into_iter().flatten();
        let faults = faults.map(move |fault| Problem { file: file.clone(), fault });
        self.problems.into_iter().chain(faults)
    }
}
