//! What the data card counts.

use crate::ExportError;
use crate::reader::TableReader;
use crate::schema::Table;
use std::collections::BTreeMap;

/// Counts over `articles`.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Articles by ISO 639-1 code; the undetermined are in none.
    pub(super) languages: BTreeMap<String, u64>,
    /// Articles by how their day was found; empty where the tables do not tell.
    pub(super) methods: BTreeMap<String, u64>,
    /// First and last day of publication.
    pub(super) days: Option<(String, String)>,
    /// Words of all bodies; `None` where the tables do not tell.
    pub(super) words: Option<u64>,
}

impl Facts {
    pub(super) fn read(tables: &TableReader) -> Result<Self, ExportError> {
        let there = tables.columns(Table::Articles)?;
        let has = |name: &str| there.iter().any(|column| column == name);
        let mut facts = Self { words: has("words").then_some(0), ..Self::default() };
        let columns = ["language", "published_method", "published", "words"];
        tables.read(Table::Articles, &columns, &mut |row| facts.add(row))?;
        if !has("published_method") {
            facts.methods.clear();
        }
        Ok(facts)
    }

    fn add(&mut self, row: &[Option<&str>]) {
        if let Some(language) = row[0] {
            count(&mut self.languages, language);
        }
        count(&mut self.methods, row[1].unwrap_or("none"));
        if let Some(day) = row[2] {
            let (first, last) = self.days.take().unwrap_or_else(|| (day.to_owned(), day.to_owned()));
            // Days of one length compare as their text does.
            self.days = Some((first.min(day.to_owned()), last.max(day.to_owned())));
        }
        if let Some(sum) = &mut self.words {
            *sum += row[3].and_then(|words| words.parse::<u64>().ok()).unwrap_or(0);
        }
    }

    /// Languages with their counts, the most frequent first.
    pub(super) fn languages(&self) -> Vec<(&str, u64)> {
        let mut languages: Vec<(&str, u64)> =
            self.languages.iter().map(|(code, count)| (code.as_str(), *count)).collect();
        languages.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        languages
    }
}

fn count(counts: &mut BTreeMap<String, u64>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}
