//! Cities and provinces in scripts that mark no names, by the names that others write.
//!
//! *Fukushima* has a capital in Latin and Cyrillic and is 福島 or 후쿠시마 elsewhere. `data/cities.tsv` has a line for each
//! city: its name in Latin letters, a tab, and how it is written in Han, katakana and Hangul.

use crate::words::{Word, Writing};
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A city as it is written, and its name in Latin letters.
type City = (&'static str, &'static str);

/// The cities by their first two letters, the longest first.
fn cities() -> &'static HashMap<(char, char), Vec<City>, FixedState> {
    static CITIES: OnceLock<HashMap<(char, char), Vec<City>, FixedState>> = OnceLock::new();
    CITIES.get_or_init(|| {
        let mut cities: HashMap<_, Vec<City>, FixedState> = HashMap::default();
        let lines = include_str!("../data/cities.tsv").lines().filter(|line| !line.starts_with('#'));
        for (name, written) in lines.filter_map(|line| line.split_once('\t')) {
            for city in written.split(' ') {
                if let Some(key) = key(city) {
                    cities.entry(key).or_default().push((city, name));
                }
            }
        }
        cities.values_mut().for_each(|cities| cities.sort_by_key(|(city, _)| Reverse(city.len())));
        cities
    })
}

fn key(text: &str) -> Option<(char, char)> {
    let mut letters = text.chars();
    letters.next().zip(letters.next())
}

/// The city that a word begins with; `text` goes on from the word.
pub(crate) fn city_at(text: &str, word: &Word<'_>) -> Option<&'static str> {
    if !word.writing.runs_on() {
        return None;
    }
    let known = cities().get(&key(text)?)?;
    let (city, name) = known.iter().find(|(city, _)| text.starts_with(city))?;
    // Katakana runs on within a name alone, where endings and other words hang on the rest.
    let next = text[city.len()..].chars().next().and_then(Writing::of);
    let goes_on = word.writing == Writing::Katakana && next == Some(Writing::Katakana);
    (!goes_on).then_some(*name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn told(text: &str) -> Vec<&'static str> {
        words(text).filter_map(|word| city_at(&text[word.start..], &word)).collect()
    }

    #[test]
    fn cities_have_one_name_in_all_scripts() {
        assert_eq!(told("福島で会談"), ["Fukushima"]);
        assert_eq!(told("在福岛会谈"), ["Fukushima"]);
        assert_eq!(told("부산에서 서울까지"), ["Busan", "Seoul"]);
        assert_eq!(told("ロンドンとシカゴ"), ["London", "Chicago"]);
        assert_eq!(told("ロンドンデリー"), Vec::<&str>::new());
        assert_eq!(told("London"), Vec::<&str>::new());
    }

    #[test]
    fn no_city_is_written_as_another() {
        let mut written: Vec<&str> = cities().values().flatten().map(|(city, _)| *city).collect();
        let all = written.len();
        written.sort_unstable();
        written.dedup();
        assert_eq!(written.len(), all);
    }
}
