//! What is kept of a page.

use crate::cities::city_at;
use crate::exchange::MessageKey;
use crate::feature::{Feature, Kind};
use crate::names::{Name, Names};
use crate::numbers::{numbers_of_dates, told_numbers};
use crate::paragraphs::Paragraphs;
use crate::skeleton::skeleton;
use crate::sketch::Sketch;
use crate::subjects::subjects;
use crate::topics::{Topics, is_country};
use crate::words::{Joint, Word, Writing, words};
use chrono::Datelike;
use dateline_record::{
    Article, BlockKind, Dating, Day, Message, Method, PageKind, RawPage, Record, Timex, TimexType,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many names, words, and days and the like are kept of a page.
const NAMES: usize = 28;
const WORDS: usize = 40;
const TIMES: usize = 20;
/// So many names of a page are foremost, those of its title and those that its text tells of so often.
const FOREMOST: usize = 4;
const AGAIN: u32 = 3;
/// Letters of a word that count; the rest is endings.
const STEM: usize = 7;
/// Shorter words are mostly grammar.
const SHORTEST_WORD: usize = 4;

/// What is kept of a page: about 800 bytes, however long it is. What it says can be written down and read again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Keys {
    pub(crate) id: Box<str>,
    pub(crate) language: Option<Box<str>>,
    pub(crate) day: Option<PageDay>,
    pub(crate) sketch: Option<Sketch>,
    /// In ascending order, none twice.
    pub(crate) features: Box<[Feature]>,
    pub(crate) messages: Box<[MessageKey]>,
    /// As the page tells them.
    pub(crate) told: Box<[Message]>,
    /// Whether the page is an article; others tell no story.
    pub(crate) is_article: bool,
}

/// The day a page was published, as far as its stages know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageDay {
    /// The day.
    pub day: Day,
    /// How sure it is, in percent.
    pub percent: u8,
    /// Whether the caller gave it.
    pub given: bool,
}

/// A day is known well enough to say more than the weekdays on its page from this on, in percent.
const KNOWN: u8 = 50;

impl PageDay {
    /// Whether it is likelier than not.
    pub(crate) fn is_known(&self) -> bool {
        self.percent >= KNOWN
    }

    /// Whether the page's own expressions hang on it.
    pub fn is_sure(&self) -> bool {
        f64::from(self.percent) >= Dating::SURE * 100.0
    }
}

impl Keys {
    /// The keys of a page that has been through all stages. A stage that has not run adds none.
    pub fn of(record: &Record) -> Self {
        let bare;
        let article = match (&record.article, &record.page.raw) {
            (Some(article), _) => article,
            (None, Some(RawPage::Text(text))) => {
                bare = Article { text: text.clone(), ..Article::default() };
                &bare
            }
            (None, _) => &Article::default(),
        };
        let day = page_day(record);
        let timexes = record.timexes.as_deref().unwrap_or_default();
        let sure = day.filter(PageDay::is_sure).map(|own| own.day);
        let known = day.filter(PageDay::is_known).map(|own| own.day);
        let told = record.messages.as_deref().unwrap_or_default();
        let in_order: Vec<Word<'_>> = words(&article.text).collect();
        let mut features = BTreeSet::new();
        features.extend(told_times(timexes, day).into_iter().take(TIMES));
        features.extend(guessed_days(record));
        let of_dates = numbers_of_dates(timexes);
        features.extend(told_numbers(article.title.as_deref().unwrap_or_default(), &in_order, &of_dates));
        let language = record.language.as_ref().and_then(|language| language.code.as_deref());
        let topics = language.and_then(Topics::of);
        let names = names(article, record, &in_order, topics);
        features.extend(names.iter().map(|name| Feature::new(Kind::Name, &name.text)));
        features.extend(weekdays(timexes));
        let title = article.title.as_deref().unwrap_or_default();
        features.extend(sounds(&names, title));
        features.extend(content_words(article.title.as_deref(), &in_order));
        features
            .extend(topics.into_iter().flat_map(|topics| subjects(topics, article, &in_order, &of_dates)));
        let messages: Box<[MessageKey]> = told.iter().map(|message| MessageKey::of(message, known)).collect();
        let news = messages.iter().filter(|message| message.is_news(sure));
        features.extend(news.flat_map(MessageKey::features));
        Self {
            id: record.page.id.as_str().into(),
            language: language.map(Into::into),
            day,
            sketch: Sketch::of(in_order.iter().map(|word| word.text)),
            features: features.into_iter().collect(),
            messages,
            told: told.into(),
            is_article: article.verdict.is_none_or(|verdict| verdict.kind == PageKind::Article)
                && !article.text.trim().is_empty(),
        }
    }

    /// The page's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How many features are kept of it.
    pub fn features(&self) -> usize {
        self.features.len()
    }
}

fn page_day(record: &Record) -> Option<PageDay> {
    let dating = record.dating.as_ref()?;
    let percent = (dating.confidence * 100.0 + 1e-9).clamp(0.0, 100.0) as u8;
    Some(PageDay { day: dating.day?, percent, given: dating.method == Method::Given })
}

/// The days that a page which is not sure of its own may be of. That another page tells of just such a day is no chance.
fn guessed_days(record: &Record) -> impl Iterator<Item = Feature> {
    let doubted = record.dating.as_ref().filter(|dating| !dating.is_sure());
    doubted.into_iter().flat_map(|dating| [dating.day, dating.runner_up]).flatten().map(day_feature)
}

/// Days, months and years told, the page's own year and its neighbours left out: every page of a time tells of those.
fn told_times(timexes: &[Timex], own: Option<PageDay>) -> BTreeSet<Feature> {
    let own_year = own.filter(PageDay::is_sure).map(|own| own.day.year());
    let dates = timexes.iter().filter(|timex| is_date(timex));
    let mut month_days = BTreeSet::new();
    let told: BTreeSet<Feature> = dates
        .filter_map(|timex| {
            let value = timex.value.as_str();
            let (Some(first), Some(last)) = (timex.first_day, timex.last_day) else {
                let month_day =
                    value.strip_prefix("XXXX-").filter(|rest| rest.len() >= 5 && is_month_day(rest));
                return month_day.map(|rest| Feature::new(Kind::MonthDay, &rest[..5]));
            };
            match (last - first).num_days() {
                0 => {
                    month_days.insert(Feature::new(Kind::MonthDay, &first.format("%m-%d").to_string()));
                    Some(day_feature(first))
                }
                27..=30 if value.len() == 7 => Some(Feature::new(Kind::Month, value)),
                364.. if value.len() == 4 && own_year.is_none_or(|own| (own - first.year()).abs() > 1) => {
                    Some(Feature::new(Kind::Year, value))
                }
                _ => None,
            }
        })
        .collect();
    // A page without a year tells of the same day.
    told.into_iter().chain(month_days).collect()
}

pub(crate) fn is_date(timex: &Timex) -> bool {
    matches!(timex.timex_type, TimexType::Date | TimexType::Time)
}

fn is_month_day(value: &str) -> bool {
    value.bytes().take(5).all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The feature of a day told.
pub(crate) fn day_feature(day: Day) -> Feature {
    Feature::from_bits(Kind::Day, u64::from(day.num_days_from_ce().unsigned_abs()))
}

/// The names of title and body, and those that the stages have found.
fn names(article: &Article, record: &Record, text: &[Word<'_>], topics: Option<&Topics>) -> Vec<Name> {
    let mut names = Names::default();
    let title: Vec<Word<'_>> = article.title.iter().flat_map(|title| words(title)).collect();
    if !is_in_capitals(&title) {
        title.iter().for_each(|word| names.take(word));
    }
    let mut paragraphs = Paragraphs::of(&article.text, text);
    for block in article.blocks.iter().filter(|block| block.kind.is_body()) {
        let own = paragraphs.take(&block.text);
        if block.kind == BlockKind::Heading {
            continue;
        }
        match own {
            Some(own) => own.iter().for_each(|word| names.take(word)),
            None => words(&block.text).for_each(|word| names.take(&word)),
        }
    }
    if article.blocks.is_empty() {
        text.iter().for_each(|word| names.take(word));
    }
    let places = text.iter().filter_map(|word| city_at(&article.text[word.start..], word));
    places.for_each(|place| names.add_place(place));
    for message in record.messages.iter().flatten() {
        names.add(&message.sender);
        names.add(&message.recipient);
    }
    record
        .quotes
        .iter()
        .flatten()
        .filter_map(|quote| quote.speaker.as_deref())
        .for_each(|name| names.add(name));
    let of_dates = record.timexes.iter().flatten().flat_map(|timex| words(&timex.text));
    let is_topic =
        |name: &str| topics.and_then(|topics| topics.at(name)).is_some_and(|told| !is_country(told));
    names.finish(&of_dates.map(|word| word.text.to_lowercase()).collect(), NAMES, is_topic)
}

/// How names sound, and those foremost: names of the title, and those that the text comes back to.
fn sounds(names: &[Name], title: &str) -> Vec<Feature> {
    let title = title.to_lowercase();
    let of_title: Vec<&str> = words(&title).map(|word| word.text).collect();
    let mut sounds = Vec::new();
    let mut foremost = 0;
    for name in names {
        let Some(sound) = skeleton(&name.text) else { continue };
        let sound = Feature::new(Kind::Sound, &sound);
        sounds.push(sound);
        let is_foremost = name.times >= AGAIN || of_title.contains(&name.text.as_str());
        if name.marked && is_foremost && foremost < FOREMOST {
            foremost += 1;
            sounds.push(Feature::from_bits(Kind::Foremost, u64::from(sound.bits())));
        }
    }
    sounds
}

/// Whether most words of a title have capitals, so that they tell no names.
fn is_in_capitals(title: &[Word<'_>]) -> bool {
    let cased = || title.iter().filter(|word| word.writing == Writing::Cased && !word.opens);
    cased().filter(|word| word.is_capital()).count() * 2 > cased().count()
}

/// The weekdays told of which nobody knows the week.
fn weekdays(timexes: &[Timex]) -> impl Iterator<Item = Feature> {
    let told = timexes.iter().filter(|timex| is_date(timex));
    told.filter_map(|timex| {
        let day = timex.value.strip_prefix("XXXX-WXX-")?.bytes().next()?;
        (b'1'..=b'7').contains(&day).then(|| Feature::from_bits(Kind::Weekday, u64::from(day - b'1')))
    })
}

/// A sample of the words of title and text that is the same for those of the same words: those with the least hashes.
fn content_words(title: Option<&str>, text: &[Word<'_>]) -> impl Iterator<Item = Feature> {
    let mut stems: BTreeMap<u64, Feature> = BTreeMap::new();
    let mut before: Option<&str> = None;
    let mut stem = String::new();
    for word in title.iter().flat_map(|title| words(title)).chain(text.iter().copied()) {
        let ideograph = before.take();
        stem.clear();
        match word.writing {
            Writing::Cased | Writing::Uncased | Writing::Katakana => {
                if word.text.chars().nth(SHORTEST_WORD - 1).is_some() {
                    word.add_stem(STEM, &mut stem);
                }
            }
            // Particles and endings hang on the stem, which most often has two syllables.
            Writing::Hangul => {
                if word.text.chars().nth(1).is_some() {
                    word.add_stem(2, &mut stem);
                }
            }
            // Two characters in a row: most words have two.
            Writing::Ideograph => {
                if let Some(first) = ideograph.filter(|_| word.joint == Joint::Space) {
                    stem.push_str(first);
                    stem.push_str(word.text);
                }
                before = Some(word.text);
            }
            Writing::Figures => {}
        }
        if stem.is_empty() {
            continue;
        }
        let feature = Feature::new(Kind::Word, &stem);
        let hash = crate::feature::mix(u64::from(feature.code()));
        if stems.len() < WORDS || stems.last_key_value().is_some_and(|(last, _)| hash < *last) {
            stems.insert(hash, feature);
            if stems.len() > WORDS {
                stems.pop_last();
            }
        }
    }
    stems.into_values()
}
