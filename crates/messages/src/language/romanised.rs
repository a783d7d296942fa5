//! Names in another script, written with Latin letters.

use std::collections::BTreeMap;

/// A language's letters and what stands for them.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// The longest first.
    pairs: Vec<Pair>,
}

/// Letters, where in a word they stand, and what is written for them.
#[derive(Debug)]
struct Pair {
    letters: Vec<char>,
    begins: bool,
    ends: bool,
    written: String,
}

impl Letters {
    /// Reads the table of a language file: `^` begins a word, `$` ends it.
    pub(crate) fn of(table: BTreeMap<String, String>) -> Self {
        let pair = |(letters, written): (String, String)| {
            let begins = letters.starts_with('^');
            let ends = letters.ends_with('$');
            let letters = letters.trim_matches(['^', '$']).chars().collect();
            Pair { letters, begins, ends, written }
        };
        let mut pairs: Vec<Pair> = table.into_iter().map(pair).collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.letters.len(), pair.begins, pair.ends)));
        Self { pairs }
    }

    /// A name with Latin letters; letters that the table does not have stay, and so do words of capitals alone: "МИД".
    pub(crate) fn romanised(&self, name: &str) -> String {
        if self.pairs.is_empty() {
            return name.to_owned();
        }
        let words = name.split_inclusive([' ', '-', '.']);
        words.map(|word| if is_abbreviation(word) { word.to_owned() } else { self.word(word) }).collect()
    }

    fn word(&self, word: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        let small: Vec<char> =
            letters.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect();
        let end = letters.iter().rposition(|letter| letter.is_alphabetic()).map_or(0, |last| last + 1);
        let (mut at, mut written) = (0, String::new());
        while at < letters.len() {
            let fits = |pair: &&Pair| {
                small[at..].starts_with(&pair.letters)
                    && (!pair.begins || at == 0)
                    && (!pair.ends || at + pair.letters.len() == end)
            };
            let Some(pair) = self.pairs.iter().find(fits) else {
                written.push(letters[at]);
                at += 1;
                continue;
            };
            let mut own = pair.written.chars();
            if letters[at].is_uppercase() {
                written.extend(own.next().into_iter().flat_map(char::to_uppercase));
            }
            written.extend(own);
            at += pair.letters.len();
        }
        written
    }
}

fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::Letters;

    fn letters() -> Letters {
        let pairs =
            [("и", "i"), ("ий$", "y"), ("в", "v"), ("щ", "shch"), ("е", "e"), ("^е", "ye"), ("ь", "")];
        Letters::of(pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).into())
    }

    #[test]
    fn letters_depend_on_where_they_stand() {
        assert_eq!(letters().romanised("Евещий Щивеь III"), "Yeveshchy Shchive III");
    }

    #[test]
    fn abbreviations_and_other_letters_stay() {
        assert_eq!(letters().romanised("МИД и Wolf"), "МИД i Wolf");
    }
}
