//! Rejects by their reasons.

use crate::tables::{Tables, each_row, text};
use std::collections::BTreeMap;

/// How many examples a reason has.
const EXAMPLES: usize = 5;

/// How many reasons are listed.
const REASONS: usize = 100;

/// Rejects of one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RejectGroup {
    /// The stage that could not handle them.
    pub(crate) stage: String,
    /// The reason, without what differs from page to page.
    pub(crate) reason: String,
    /// How many.
    pub(crate) count: u64,
    /// The first few: source and reason in full.
    pub(crate) examples: Vec<(String, String)>,
}

/// All rejects, by reason, the most frequent first; and how many reasons there are besides those listed.
pub(crate) fn read<T: Tables>(tables: &T) -> Result<(Vec<RejectGroup>, usize), T::Error> {
    let mut groups: BTreeMap<(String, String), RejectGroup> = BTreeMap::new();
    each_row(tables, "rejects", ["source", "stage", "reason"], |row| {
        let [source, stage, reason] = row.map(text);
        let kind = outline(&reason);
        let group = groups.entry((stage.clone(), kind.clone())).or_insert_with(|| RejectGroup {
            stage,
            reason: kind,
            count: 0,
            examples: Vec::new(),
        });
        group.count += 1;
        if group.examples.len() < EXAMPLES {
            group.examples.push((source, reason));
        }
    })?;
    let mut groups: Vec<RejectGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    let more = groups.len().saturating_sub(REASONS);
    groups.truncate(REASONS);
    Ok((groups, more))
}

/// A reason with an ellipsis in place of all that stands in backticks or is a number.
fn outline(reason: &str) -> String {
    let mut outline = String::new();
    let mut quoted = false;
    for c in reason.chars() {
        match c {
            '`' => {
                quoted = !quoted;
                if quoted {
                    outline.push('…');
                }
            }
            _ if quoted => {}
            c if c.is_ascii_digit() => {
                if !outline.ends_with('…') {
                    outline.push('…');
                }
            }
            c => outline.push(c),
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    #[test]
    fn reasons_that_differ_in_a_name_or_number_are_one() {
        let reason = super::outline("duplicate: `a.txt` is the same page as line 12");
        assert_eq!(reason, "duplicate: … is the same page as line …");
    }
}
