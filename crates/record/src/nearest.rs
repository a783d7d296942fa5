//! "Did you mean …?"

/// The known name that is most like the one written, if any is like enough to be meant: at most a
/// third of its letters differ (case ignored; two neighbours exchanged are one difference). Of equals the first wins.
///
/// ```
/// assert_eq!(dateline_record::nearest("imputs", ["name", "inputs"]), Some("inputs"));
/// assert_eq!(dateline_record::nearest("dtc", ["dct", "as-of"]), Some("dct"));
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

/// The letters to put in, take out, replace or exchange with their neighbour, each one step (Damerau's distance, as optimal
/// string alignment).
fn distance(from: &[char], to: &str) -> usize {
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=from.len()).collect();
    let mut last = None;
    for (done, b) in to.chars().enumerate() {
        let mut row = vec![done + 1];
        for (index, a) in from.iter().enumerate() {
            let replaced = above[index] + usize::from(*a != b);
            let mut least = replaced.min(above[index + 1] + 1).min(row[index] + 1);
            if index > 0 && last == Some(*a) && from[index - 1] == b {
                least = least.min(earlier[index - 1] + 1);
            }
            row.push(least);
        }
        last = Some(b);
        earlier = std::mem::replace(&mut above, row);
    }
    above[from.len()]
}
