//! What a page is about: topics, countries, and the numbers of what comes round.

use crate::feature::{Feature, Kind};
use crate::numbers::number;
use crate::topics::{Topics, is_country};
use crate::words::{Word, Writing, words};
use dateline_record::Article;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many topics and how many countries of a page, those told of most often.
const TOPICS: usize = 12;
const PLACES: usize = 8;
/// A page is about the topics of its title, and about so many that its text comes back to so often.
const ABOUT: usize = 3;
const AGAIN: u32 = 3;
/// Topics of what comes round: the number beside one tells which it is, the 70th anniversary or the 75th.
pub(crate) const RECURRING: [&str; 3] = ["anniversary", "birthday", "diplomatic_relations"];
/// How far off the number may stand, in words, and in letters of scripts that run words together.
const BESIDE: usize = 3;
const BESIDE_LETTERS: usize = 6;
/// How many numbers of one topic there are.
const NUMBERS: u32 = 1 << 12;

/// What title and text are about.
pub(crate) fn subjects(
    topics: &Topics,
    article: &Article,
    text: &[Word<'_>],
    of_dates: &BTreeSet<String>,
) -> impl Iterator<Item = Feature> {
    let title = article.title.as_deref().unwrap_or_default();
    let of_title: Vec<Word<'_>> = words(title).collect();
    let in_title = topics.told(title, &of_title);
    let in_text = topics.told(&article.text, text);
    let mut told: BTreeMap<&'static str, u32> = BTreeMap::new();
    for (_, tells) in in_title.iter().chain(&in_text) {
        *told.entry(tells).or_default() += 1;
    }
    let (mut places, mut topics): (Vec<_>, Vec<_>) = told.into_iter().partition(|(told, _)| is_country(told));
    let most = |told: &mut Vec<(&'static str, u32)>, count: usize| {
        told.sort_by_key(|(_, times)| Reverse(*times));
        told.truncate(count);
    };
    most(&mut places, PLACES);
    most(&mut topics, TOPICS);
    let again = topics.iter().filter(|(_, times)| *times >= AGAIN).take(ABOUT).map(|(topic, _)| *topic);
    let headed = in_title.iter().map(|(_, tells)| *tells).filter(|tells| !is_country(tells));
    let about: BTreeSet<&str> = headed.chain(again).collect();
    let mut counts = counted(&of_title, &in_title, of_dates);
    counts.extend(counted(text, &in_text, of_dates));
    let places = places.into_iter().map(|(place, _)| Feature::new(Kind::Place, place));
    let topics = topics.into_iter().map(|(topic, _)| Feature::new(Kind::Topic, topic));
    let about = about.into_iter().map(|topic| Feature::new(Kind::About, topic));
    places.chain(topics).chain(about).chain(counts)
}

/// The numbers beside what comes round, those of dates left out.
fn counted(
    words: &[Word<'_>],
    told: &[(usize, &'static str)],
    of_dates: &BTreeSet<String>,
) -> BTreeSet<Feature> {
    let recurring = told.iter().filter(|(_, tells)| RECURRING.contains(tells));
    let around = recurring.flat_map(|(place, topic)| {
        let beside = if words[*place].writing.runs_on() { BESIDE_LETTERS } else { BESIDE };
        let first = place.saturating_sub(beside);
        let last = (place + beside).min(words.len() - 1);
        let numbers = numbers(&words[first..=last], of_dates);
        numbers.into_iter().map(|number| count(topic, number))
    });
    around.collect()
}

/// The numbers of a few words.
fn numbers(words: &[Word<'_>], of_dates: &BTreeSet<String>) -> Vec<u32> {
    let figures = words.iter().filter_map(number).filter(|number| !of_dates.contains(number));
    let figures = figures.filter_map(|number| number.parse().ok());
    let runs = words.chunk_by(|one, other| han_digit(one).is_some() && han_digit(other).is_some());
    let written = runs.filter_map(han_number);
    figures.chain(written).filter(|number| (1..NUMBERS).contains(number)).collect()
}

/// What a character says as a digit, or as ten, a hundred or a thousand, which are 10, 11 and 12.
fn han_digit(word: &Word<'_>) -> Option<u32> {
    let place = "〇一二三四五六七八九十百千".chars().position(|digit| word.text.starts_with(digit))?;
    (word.writing == Writing::Ideograph).then(|| u32::try_from(place).ok()).flatten()
}

/// A number written in characters: 三十, 三〇, 一百二十.
fn han_number(run: &[Word<'_>]) -> Option<u32> {
    let (mut sum, mut digits) = (0_u32, 0_u32);
    for word in run {
        match han_digit(word)? {
            digit @ 0..=9 => digits = digits.checked_mul(10)?.checked_add(digit)?,
            power => {
                sum = sum.checked_add(digits.max(1).checked_mul(10_u32.pow(power - 9))?)?;
                digits = 0;
            }
        }
    }
    sum.checked_add(digits)
}

/// The feature of a number beside a topic.
pub(crate) fn count(topic: &str, number: u32) -> Feature {
    let topic = u64::from(Feature::new(Kind::Topic, topic).bits()) & 0x7fff;
    Feature::from_bits(Kind::Count, topic * u64::from(NUMBERS) + u64::from(number))
}

/// The number of such a feature.
pub(crate) fn number_of(count: Feature) -> u32 {
    count.bits() % NUMBERS
}

/// The features of all numbers that may stand beside a topic lie between these.
pub(crate) fn counts(topic: &str) -> std::ops::RangeInclusive<Feature> {
    count(topic, 0)..=count(topic, NUMBERS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted_in(language: &str, text: &str) -> BTreeSet<Feature> {
        let words: Vec<Word<'_>> = words(text).collect();
        let told = Topics::of(language).unwrap().told(text, &words);
        counted(&words, &told, &BTreeSet::from(["2031".to_owned()]))
    }

    #[test]
    fn the_number_of_an_anniversary_is_the_same_in_all_languages() {
        let thirty = BTreeSet::from([count("anniversary", 30)]);
        assert_eq!(counted_in("en", "In 2031 they kept the 30th anniversary."), thirty);
        assert_eq!(counted_in("ru", "К 30-летию договора."), thirty);
        assert_eq!(counted_in("zh", "条约三十周年"), thirty);
        assert_eq!(counted_in("ja", "条約30周年"), thirty);
        assert_eq!(counted_in("en", "Thirty people saw 30 ships."), BTreeSet::new());
    }

    #[test]
    fn numbers_in_characters() {
        let number = |text: &str| han_number(&words(text).collect::<Vec<_>>());
        assert_eq!(number("三十五"), Some(35));
        assert_eq!(number("十"), Some(10));
        assert_eq!(number("一百二十"), Some(120));
        assert_eq!(number("七〇"), Some(70));
        assert_eq!(number("周年"), None);
    }
}
