//! The rejects of a dataset that was just made, named and copied.
#![expect(clippy::print_stderr, reason = "this is the edge that talks to people")]

use super::TOOL;
use crate::{ExportError, Manifest, Table, TableReader};
use dateline_record::printable;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// How many rejects are named one by one.
const NAMED: usize = 20;

/// The rejects of a dataset, duplicates among them. They are read back from its table, since they may be more than fit
/// into memory.
pub(super) struct Rejects<'a> {
    out: &'a Path,
    reader: TableReader,
    count: u64,
}

impl<'a> Rejects<'a> {
    pub(super) fn of(out: &'a Path, manifest: &Manifest) -> Self {
        let count = manifest.counts.rejects + manifest.counts.duplicates;
        Self { out, reader: TableReader::new(out, manifest), count }
    }

    /// All of them, in the order of their table.
    pub(super) fn iter(&self) -> Result<impl Iterator<Item = Result<Rejected, ExportError>>, ExportError> {
        let rows = self.reader.rows(Table::Rejects, &["source", "offset", "stage", "reason"])?;
        Ok(rows.map(|row| {
            let mut cells = row?.into_iter().map(Option::unwrap_or_default);
            let mut next = || cells.next().unwrap_or_default();
            Ok(Rejected { source: next(), offset: next(), stage: next(), reason: next() })
        }))
    }

    /// Names the first of them on standard error, and where the others are.
    pub(super) fn name(&self) -> Result<(), ExportError> {
        for reject in self.iter()?.take(NAMED) {
            let Rejected { source, stage, reason, .. } = reject?;
            eprintln!("{TOOL}: {}", printable(&format!("{source}: {stage}: {reason}")));
        }
        let more = self.count.saturating_sub(NAMED as u64);
        if more > 0 {
            eprintln!("{TOOL}: … and {more} more in {}", self.out.join("rejects.csv").display());
        }
        Ok(())
    }
}

/// A row of the table `rejects`.
pub(super) struct Rejected {
    source: String,
    offset: String,
    stage: String,
    reason: String,
}

impl Rejected {
    /// Writes it as the other tools write theirs.
    pub(super) fn write_to(&self, mut file: &File) -> io::Result<()> {
        let Self { source, offset, stage, reason } = self;
        // Records are read from lines alone.
        let (source, line) = source.rsplit_once(':').unwrap_or((source, ""));
        let (line, offset) = (line.parse().ok(), offset.parse().ok());
        let mut json = serde_json::to_vec(&RejectLine { source, line, offset, stage, reason })?;
        json.push(b'\n');
        file.write_all(&json)
    }
}

#[derive(serde::Serialize)]
struct RejectLine<'a> {
    source: &'a str,
    line: Option<u64>,
    offset: Option<u64>,
    stage: &'a str,
    reason: &'a str,
}
