//! Which part of a version number has to rise.

use crate::{Cause, Diff};
use std::fmt;

/// How far a version differs from the one before it.
///
/// *Major*: a reader can break, because the schema version rose or a column is gone. *Minor*: there is more, or other
/// pages: rows, columns or inputs were added or removed. *Patch*: the same rows of the same pages with
/// better values. *None*: the same data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "told above")]
pub enum Step {
    None,
    Patch,
    Minor,
    Major,
}

impl Diff {
    /// The least step from the older version to the newer that says what happened to the data.
    pub fn step(&self) -> Step {
        let is_gone = self.tables.iter().any(|table| !table.columns_removed.is_empty());
        if is_gone || self.before.schema_version != self.after.schema_version {
            return Step::Major;
        }
        let is_more = self.tables.iter().any(|table| {
            table.added + table.removed > 0
                || !table.columns_added.is_empty()
                || table.by_cause.contains_key(&Cause::Page)
        });
        match (is_more, self.is_same()) {
            (true, _) => Step::Minor,
            (false, false) => Step::Patch,
            (false, true) => Step::None,
        }
    }
}

impl Step {
    /// The version that many steps after `version`; `None` where that is not `MAJOR.MINOR.PATCH`.
    ///
    /// ```
    /// use dateline_diff::Step;
    ///
    /// assert_eq!(Step::Minor.after("1.2.3").as_deref(), Some("1.3.0"));
    /// assert_eq!(Step::Patch.after("2025-06"), None);
    /// ```
    pub fn after(self, version: &str) -> Option<String> {
        let numbers = version.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
        let [major, minor, patch] = numbers[..] else { return None };
        let (major, minor, patch) = match self {
            Self::None => (major, minor, patch),
            Self::Patch => (major, minor, patch + 1),
            Self::Minor => (major, minor + 1, 0),
            Self::Major => (major + 1, 0, 0),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}
