//! Bars of one measure, as rows of a table: a chart that can be read aloud.

/// One bar and what it measures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// What is counted.
    pub(crate) label: String,
    /// How many in all.
    pub(crate) count: u64,
    /// The parts, left to right.
    pub(crate) parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// What the part is.
    pub(crate) label: String,
    /// The number of its colour, from 1.
    pub(crate) colour: usize,
    /// How many.
    pub(crate) count: u64,
    /// Where it starts, in hundredths of the longest bar.
    pub(crate) x: String,
    /// How long it is, in the same.
    pub(crate) width: String,
}

/// Makes bars of rows of counts, the longest a hundred wide. `labels` name the parts.
pub(crate) fn bars(rows: Vec<(String, Vec<u64>)>, labels: &[&str]) -> Vec<Bar> {
    let longest = rows.iter().map(|(_, counts)| counts.iter().sum::<u64>()).max().unwrap_or(0).max(1);
    let bar = |(label, counts): (String, Vec<u64>)| {
        let mut before = 0;
        let mut parts = Vec::new();
        for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            parts.push(Part {
                label: labels.get(place).map_or_else(String::new, |label| (*label).to_owned()),
                colour: place + 1,
                count: *count,
                x: hundredths(before, longest),
                width: hundredths(*count, longest),
            });
            before += count;
        }
        Bar { label, count: before, parts }
    };
    rows.into_iter().map(bar).collect()
}

/// `part` of `whole` as a percentage of two decimals.
#[expect(clippy::cast_precision_loss, reason = "two decimals of a drawing")]
pub(crate) fn hundredths(part: u64, whole: u64) -> String {
    format!("{:.2}", part as f64 * 100.0 / whole.max(1) as f64)
}
