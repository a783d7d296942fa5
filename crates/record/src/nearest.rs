//! "Did you mean …?"

/// The known name that is most like the one written, if any is like enough to be meant: at most a
/// third of its letters differ (Levenshtein distance, case ignored). Of equals the first wins.
///
/// ```
/// assert_eq!(dateline_record::nearest("imputs", ["name", "inputs"]), Some("inputs"));
/// assert_eq!(dateline_record::nearest("colour", ["name", "inputs"]), None);
/// ```
pub fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let letters: Vec<char> = written.to_lowercase().chars().collect();
    let limit = letters.len().div_ceil(3);
    known
        .into_iter()
        .map(|name| (distance(&letters, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (done, b) in to.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = done + 1;
        for (index, a) in from.iter().enumerate() {
            let replaced = diagonal + usize::from(*a != b);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(row[index] + 1).min(diagonal + 1);
        }
    }
    row[from.len()]
}
