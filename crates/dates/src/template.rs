//! The `value` table of a rule, compiled: which field of a [`Meaning`] is filled from what.

mod atom;
mod field;

pub(crate) use atom::Atom;
pub(crate) use field::{FIELDS, Field};

use crate::meaning::Meaning;
use std::borrow::Cow;

/// A rule's `value` table.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) entries: Vec<(Field, Source)>,
}

/// Where a field's value comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// Written in the rule.
    Constant(Atom),
    /// Captured by the pattern.
    Capture { slot: usize, negated: bool },
}

impl Template {
    /// Whether the rule gives no expression: a clue to the page's day, or words to be passed over.
    pub(crate) fn is_no_timex(&self) -> bool {
        self.entries.iter().any(|(field, _)| matches!(field, Field::Anniversary | Field::Skip))
    }

    /// Fills a meaning from the rule's constants and captures; captures that did not take part
    /// leave their fields open. `None`: a captured number is out of its field's range.
    pub(crate) fn meaning<'a>(&self, capture: impl Fn(usize) -> Option<Cow<'a, Atom>>) -> Option<Meaning> {
        let mut meaning = Meaning::default();
        for (field, source) in &self.entries {
            match source {
                Source::Constant(atom) => field.fill(&mut meaning, atom, false)?,
                Source::Capture { slot, negated } => {
                    if let Some(atom) = capture(*slot) {
                        field.fill(&mut meaning, &atom, *negated)?;
                    }
                }
            }
        }
        Some(meaning)
    }
}
