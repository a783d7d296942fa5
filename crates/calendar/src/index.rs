//! Finding rows by what they are called.

/// The positions of rows by each of their names, in whatever language.
#[derive(Debug)]
pub(crate) struct Index {
    /// Folded names with the positions of their rows, sorted; a name may come several times.
    entries: Vec<(String, usize)>,
}

impl Index {
    /// Reads the names of every row; `names` yields pairs of a language and a name.
    pub(crate) fn new<'a, T, I>(rows: &'a [T], names: impl Fn(&'a T) -> I) -> Self
    where
        I: Iterator<Item = (&'a str, &'a str)>,
    {
        let mut entries: Vec<(String, usize)> = Vec::new();
        for (position, row) in rows.iter().enumerate() {
            entries.extend(names(row).map(|(_, name)| (fold(name), position)));
        }
        entries.sort_unstable();
        // Two languages may share a name.
        entries.dedup();
        Self { entries }
    }

    /// The positions of the rows called `name`, ascending.
    pub(crate) fn find(&self, name: &str) -> impl Iterator<Item = usize> {
        let name = fold(name);
        let start = self.entries.partition_point(|(entry, _)| *entry < name);
        let entries = self.entries[start..].iter();
        entries.take_while(move |(entry, _)| *entry == name).map(|&(_, position)| position)
    }
}

/// A name as it is looked up: lower-case, straight apostrophes, single spaces.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for char in word.chars() {
            match char {
                '’' | 'ʼ' | '‘' => folded.push('\''),
                _ if char.is_ascii() => folded.push(char.to_ascii_lowercase()),
                _ => folded.extend(char.to_lowercase()),
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let rows = [
            vec![("en", "New Year’s Day"), ("de", "Neujahr"), ("nl", "neujahr")],
            vec![("en", "New  Year's DAY")],
        ];
        let index = Index::new(&rows, |row| row.iter().copied());
        let found = |name| index.find(name).collect::<Vec<_>>();
        assert_eq!(found("new year's day"), [0, 1]);
        assert_eq!(found("NEUJAHR"), [0]);
        assert_eq!(found("Old Year's Day"), [0; 0]);
    }
}
