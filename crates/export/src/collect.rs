//! Records waiting for their place in the sorted tables.

use crate::cell::{Cell, Row, compare_keys};
use crate::manifest::Counts;
use crate::rows::{RecordRows, merge_messages};
use crate::schema::{TABLES, Table};
use crate::source::{Reject, Source};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Everything pushed so far, by article id.
///
/// Of two records with one id the one with the smaller [`Source`] stays; the other becomes a
/// reject. The rule does not ask which came first, so that threads cannot change the outcome.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    articles: BTreeMap<String, Waiting>,
    losers: Vec<(String, Claim)>,
    rejects: BTreeMap<(String, u64), Vec<(String, String)>>,
}

/// A record that wants an id: where it is from, and a hash that is equal for equal pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) source: Source,
    pub(crate) fingerprint: String,
}

#[derive(Debug)]
struct Waiting {
    claim: Claim,
    rows: RecordRows,
}

impl Collector {
    /// Takes in the rows of one record.
    pub(crate) fn add(&mut self, id: String, claim: Claim, rows: RecordRows) {
        let mut next = Waiting { claim, rows };
        match self.articles.entry(id) {
            Entry::Vacant(place) => {
                place.insert(next);
            }
            Entry::Occupied(mut place) => {
                if next.claim < place.get().claim {
                    std::mem::swap(&mut next, place.get_mut());
                }
                self.losers.push((place.key().clone(), next.claim));
            }
        }
    }

    /// Takes in a reject. Two rejects of one place are one record that failed twice: one row, its
    /// reasons together.
    pub(crate) fn reject(&mut self, reject: Reject) {
        let Reject { source, offset, stage, reason } = reject;
        self.rejects.entry((source, offset)).or_default().push((stage, reason));
    }

    /// The finished tables, sorted by key, and what became of every record.
    pub(crate) fn finish(mut self) -> ([TableRows; TABLES], Counts) {
        let duplicates = self.reject_losers();
        let counts = Counts {
            articles: self.articles.len() as u64,
            duplicates,
            read: self.articles.len() as u64 + self.rejects.len() as u64,
            rejects: self.rejects.len() as u64 - duplicates,
        };
        let mut tables = Table::ALL.map(TableRows::new);
        for mut waiting in self.articles.into_values() {
            for table in &mut tables {
                table.rows.append(&mut waiting.rows.take(table.table));
            }
        }
        tables[Table::Rejects as usize].rows = self.rejects.into_iter().map(reject_row).collect();
        for table in &mut tables {
            table.sort();
        }
        merge_messages(&mut tables[Table::Messages as usize].rows);
        (tables, counts)
    }

    /// Makes rejects of the records whose id another one has; returns how many are the same page.
    fn reject_losers(&mut self) -> u64 {
        let mut duplicates = 0;
        for (id, claim) in std::mem::take(&mut self.losers) {
            let winner = &self.articles[&id].claim;
            let same_page = winner.fingerprint == claim.fingerprint;
            let reason = if same_page {
                duplicates += 1;
                format!("duplicate: `{}` is the same page", winner.source)
            } else {
                format!(
                    "`{}` and `{}` are different pages with the same id `{id}`; the first is kept",
                    winner.source, claim.source
                )
            };
            self.reject(Reject::new(&claim.source, "export", reason));
        }
        duplicates
    }
}

fn reject_row(((source, offset), mut failures): ((String, u64), Vec<(String, String)>)) -> Row {
    failures.sort();
    failures.dedup();
    let stage = failures[0].0.clone();
    let reasons: Vec<&str> = failures.iter().map(|(_, reason)| reason.as_str()).collect();
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    vec![Cell::Text(source), Cell::Int(offset), Cell::Text(stage), Cell::Text(reasons.join("; "))]
}

/// The rows of one table.
#[derive(Debug)]
pub(crate) struct TableRows {
    pub(crate) table: Table,
    pub(crate) rows: Vec<Row>,
}

impl TableRows {
    fn new(table: Table) -> Self {
        Self { table, rows: Vec::new() }
    }

    /// Sorts by the key. Most tables arrive sorted, which a merge sort finds in one pass.
    fn sort(&mut self) {
        let key_columns = self.table.schema().key_columns;
        // The sort is stable: rows of one message stay in the order of their articles until they are
        // merged.
        self.rows.sort_by(|one, two| compare_keys(one, two, key_columns));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::rows_of;

    /// A record that has something to say in every column.
    const FULL: &str = r#"{"url":"https://news.example/","html":"<p>Mars Day</p>","published":"p","fetched":"f",
"article":{"title":"t","byline":"b","publisher":"p","section":"s","canonical_url":"c","image":"i",
  "verdict":{"kind":"article","confidence":1},"text":"Mars Day",
  "blocks":[{"kind":"furniture","why":"navigation","text":"Home","start":0,"end":4,
             "language":{"code":"en","script":"Latn","confidence":1}}]},
"language":{"code":"nb","script":"Latn","confidence":1,"family":"nb-nn-da"},
"dating":{"day":"2025-06-12","time":"09:14","from":"2025-06-12","to":"2025-06-12","method":"metadata",
  "confidence":1,"runner_up":"2031-06-12","reading":"news",
  "evidence":[{"text":"June 12","says":"s","weight":1,"block":0,"start":0,"end":4}]},
"timexes":[{"block":0,"start":0,"end":4,"text":"t","type":"DATE","value":"2025-06-13","mod":"START",
   "first_day":"2025-06-13","last_day":"2025-06-13","anchor":"dct","anchor_day":"2025-06-12","rule":"r","status":"ok"}],
"corrections":[{"kind":"weekday_mismatch","block":0,"start":0,"end":4,"text":"t","was":"w","now":"n",
  "confidence":1,"applied":true,"evidence":"e","candidates":[{"value":"v","probability":1}]}],
"messages":[{"sender":"Ruritania","recipient":"Graustark","kind":"greeting","occasion":"o",
  "occasion_day":"2025-06-13","sent_from":"2025-06-12","sent_to":"2025-06-13","reported_by":"r",
  "block":0,"start":0,"end":4}],
"quotes":[{"block":0,"start":0,"end":4,"text":"t","speaker":"s","verb":"said","message":0}]}"#;

    #[test]
    fn every_row_has_the_cells_its_table_has_columns_for() {
        let source = Source::line("a.jsonl", 1, 0);
        let record = serde_json::from_str(FULL).unwrap();
        let rows = rows_of("a", Some("0123"), &source, &record).unwrap();
        let mut collector = Collector::default();
        collector.add("a".to_owned(), Claim { source: source.clone(), fingerprint: String::new() }, rows);
        collector.reject(Reject::new(&source, "read", "reason"));
        for TableRows { table, rows } in collector.finish().0 {
            let schema = table.schema();
            assert_eq!(rows.len(), 1, "{}", schema.name);
            assert_eq!(rows[0].len(), schema.columns.len(), "{}", schema.name);
            for (cell, column) in rows[0].iter().zip(schema.columns) {
                let name = format!("{}.{}", schema.name, column.name);
                assert!(cell.is_of(column.kind), "{name}: {cell:?}");
                // Which articles tell one story is known to a whole build alone.
                assert_eq!(*cell == Cell::Null, column.name == "story_id", "{name}");
            }
        }
    }
}
