//! Which articles are written, and in which order.

use super::{FinishedArticle, Release, Settled, finished};
use crate::ExportError;
use crate::cell::{Cell, Row};
use crate::selection::{SELECT, Selection};
use crate::spool::Entry;
use std::collections::BTreeMap;

/// Articles that stand one after the other and go into one folder.
#[derive(Debug)]
pub(super) struct Partition {
    /// `None`: the dataset's own.
    pub(super) folder: Option<String>,
    pub(super) articles: usize,
}

impl Settled {
    /// Leaves out the articles that are not selected, and puts the others into the order in which they are written: by
    /// partition, and by id in each.
    pub(super) fn arrange(&mut self, release: &mut dyn Release) -> Result<Vec<Partition>, ExportError> {
        let whole = |count| vec![Partition { folder: None, articles: count }];
        if self.options.selection.is_all() && self.options.shape.partition_by.is_none() {
            return Ok(whole(self.articles.len()));
        }
        let entries = std::mem::take(&mut self.articles);
        let mut kept: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut room = self.options.selection.sample.unwrap_or(u64::MAX);
        let mut left_out = Vec::new();
        for place in self.order(&entries) {
            if room == 0 {
                let sample = self.options.selection.sample.unwrap_or_default();
                left_out.push((place, Selection::beyond_sample(sample)));
                continue;
            }
            let record = self.spool.read(entries[place].extent)?.record;
            let FinishedArticle { record, .. } = finished(&entries[place], record, release)?;
            if let Some(reason) = self.options.selection.leaves_out(&record) {
                left_out.push((place, reason));
                continue;
            }
            room -= 1;
            let folder = self.options.shape.partition_by.map(|by| by.of(&record));
            kept.entry(folder.unwrap_or_default()).or_default().push(place);
        }
        for (place, reason) in left_out {
            let row = left_out_row(&entries[place], reason);
            self.reject_rows.push(row).map_err(self.reading())?;
            self.counts.articles -= 1;
            self.counts.left_out += 1;
            self.counts.rejects += 1;
        }
        let parted = self.options.shape.partition_by.is_some();
        let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let mut partitions = Vec::with_capacity(kept.len());
        for (folder, mut places) in kept {
            // A sample came in the order of hashes.
            places.sort_unstable();
            partitions.push(Partition { folder: parted.then_some(folder), articles: places.len() });
            self.articles.extend(places.into_iter().filter_map(|place| entries[place].take()));
        }
        // A dataset without articles has its tables still.
        Ok(if partitions.is_empty() { whole(0) } else { partitions })
    }

    /// The places of all articles in the order in which they are selected.
    fn order(&self, entries: &[Entry]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        if self.options.selection.sample.is_some() {
            order.sort_by_cached_key(|place| Selection::rank(&entries[*place].id));
        }
        order
    }
}

fn left_out_row(entry: &Entry, reason: String) -> Row {
    let offset = i64::try_from(entry.source.offset()).unwrap_or(i64::MAX);
    let source = entry.source.to_string();
    vec![Cell::text(&source), Cell::Int(offset), Cell::text(SELECT), Cell::said(&reason)]
}
