//! Adds up the checks of all pages and says what is wrong, sorted by kind.

use crate::check::{Check, Kind};
use crate::gold::Gold;
use crate::known::{GAPS, Gap};
use crate::standing::{Standing, standing};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The checks of one kind.
#[derive(Debug, Default)]
struct Row {
    checks: usize,
    /// `source: what is wrong`, for each that does not hold.
    faults: Vec<String>,
}

impl Row {
    fn hold(&self) -> usize {
        self.checks - self.faults.len()
    }
}

/// The checks of all pages, by kind.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<Kind, Row>);

impl Tally {
    pub(crate) fn add(&mut self, gold: &Gold, checks: Vec<Check>) {
        for check in checks {
            let row = self.0.entry(check.kind).or_default();
            row.checks += 1;
            row.faults.extend(check.fault.map(|fault| format!("{}: {fault}", gold.source)));
        }
    }

    /// What must hold and does not, by kind; and known gaps that are none.
    pub(crate) fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for (kind, row) in &self.0 {
            match standing(*kind) {
                Standing::InForce => {
                    let unknown =
                        row.faults.iter().filter(|fault| !GAPS.iter().any(|gap| is_of(gap, *kind, fault)));
                    failures.extend(unknown.map(|fault| format!("{kind:?}: {fault}")));
                }
                Standing::Floor(floor) if row.hold() < floor => failures.push(format!(
                    "{kind:?}: {} hold, and {floor} did before:\n  {}",
                    row.hold(),
                    row.faults.join("\n  ")
                )),
                Standing::Floor(_) => {}
            }
        }
        let closed = GAPS.iter().filter(|gap| !self.has(gap));
        failures.extend(closed.map(|gap| format!("a known gap holds now, take its line out: {gap:?}")));
        failures
    }

    fn has(&self, gap: &Gap) -> bool {
        self.0.get(&gap.kind).is_some_and(|row| row.faults.iter().any(|fault| is_of(gap, gap.kind, fault)))
    }

    /// A line a kind: how many checks hold of how many, and how they are held.
    pub(crate) fn summary(&self) -> String {
        let mut text = String::new();
        for (kind, row) in &self.0 {
            let (hold, checks) = (row.hold(), row.checks);
            let held = match standing(*kind) {
                Standing::InForce if hold < checks => format!("in force; {} fail", checks - hold),
                Standing::InForce => "in force".to_owned(),
                Standing::Floor(floor) if hold > floor => format!("floor {floor}: raise it to {hold}"),
                Standing::Floor(floor) => format!("floor {floor}"),
            };
            writeln!(text, "{:18} {hold:4} of {checks:4}  {held}", format!("{kind:?}")).unwrap();
        }
        text
    }
}

fn is_of(gap: &Gap, kind: Kind, fault: &str) -> bool {
    gap.kind == kind && fault.starts_with(gap.source) && fault.contains(gap.words)
}
