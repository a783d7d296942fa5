//! What the whole dataset looks like, counted over every row.

use crate::bars::{Bar, bars};
use crate::sample::{ARTICLES, Sample};
use crate::tables::{Tables, each_row, share};
use crate::timeline::{ByDay, Timeline};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The methods by which a day is found, the surest first.
const METHODS: [&str; 5] = ["given", "printed", "metadata", "inferred", "none"];

/// Steps of confidence, each with its least value.
const CONFIDENCES: [(f64, &str); 5] = [
    (0.99, "0.99 and more"),
    (0.95, "0.95 to 0.99"),
    (0.8, "0.8 to 0.95"),
    (0.5, "0.5 to 0.8"),
    (0.0, "under 0.5"),
];

/// Counts over all articles and messages.
#[derive(Debug)]
pub(crate) struct Overview {
    pub(crate) articles: u64,
    pub(crate) dated: u64,
    /// Articles on whose day a reviewer decided.
    pub(crate) decided: u64,
    pub(crate) messages: u64,
    /// Stories that more than one article tells.
    pub(crate) stories: u64,
    pub(crate) timeline: Option<Timeline>,
    pub(crate) dating: Vec<Bar>,
    pub(crate) languages: Vec<Bar>,
}

/// The labels of the parts of a bar of [`Overview::dating`].
pub(crate) fn confidence_labels() -> Vec<&'static str> {
    CONFIDENCES.iter().map(|(_, label)| *label).collect()
}

/// Counts everything, and draws the articles that are shown.
pub(crate) fn read<T: Tables>(tables: &T) -> Result<(Overview, Sample<String>), T::Error> {
    let mut count = Count::default();
    let mut sample = Sample::new(ARTICLES);
    let columns = [
        "article_id",
        "published",
        "published_method",
        "published_confidence",
        "language",
        "story_id",
        "published_decided",
    ];
    each_row(tables, "articles", columns, |[id, counted @ ..]| {
        if let Some(id) = id {
            sample.offer(id, || id.to_owned());
        }
        count.article(counted);
    })?;
    let mut messages = 0;
    each_row(tables, "messages", ["sent_from"], |[sent]| {
        messages += 1;
        if let Some(day) = day(sent) {
            count.days.entry(day).or_default().1 += 1;
        }
    })?;
    let dating = METHODS
        .into_iter()
        .filter_map(|method| Some((method.to_owned(), count.methods.get(method)?.to_vec())));
    let dating = bars(dating.collect(), &confidence_labels());
    let overview = Overview {
        articles: count.articles,
        dated: count.dated,
        decided: count.decided,
        messages,
        stories: count.stories.values().filter(|articles| **articles > 1).count() as u64,
        timeline: Timeline::of(&count.days),
        dating,
        languages: bars(by_frequency(count.languages), &["articles"]),
    };
    Ok((overview, sample))
}

#[derive(Default)]
struct Count {
    articles: u64,
    dated: u64,
    decided: u64,
    days: ByDay,
    methods: BTreeMap<String, [u64; CONFIDENCES.len()]>,
    languages: BTreeMap<String, u64>,
    stories: BTreeMap<String, u64>,
}

impl Count {
    fn article(&mut self, [published, method, confidence, language, story, decided]: [Option<&str>; 6]) {
        self.articles += 1;
        if let Some(day) = day(published) {
            self.dated += 1;
            self.days.entry(day).or_default().0 += 1;
        }
        let confidence = share(confidence);
        let step =
            CONFIDENCES.iter().position(|(least, _)| confidence >= *least).unwrap_or(CONFIDENCES.len() - 1);
        self.methods.entry(method.unwrap_or("none").to_owned()).or_default()[step] += 1;
        *self.languages.entry(language.unwrap_or("undetermined").to_owned()).or_default() += 1;
        self.decided += u64::from(decided.is_some());
        if let Some(story) = story {
            *self.stories.entry(story.to_owned()).or_default() += 1;
        }
    }
}

fn day(value: Option<&str>) -> Option<NaiveDate> {
    value?.parse().ok()
}

/// The most frequent first.
fn by_frequency(counts: BTreeMap<String, u64>) -> Vec<(String, Vec<u64>)> {
    let mut rows: Vec<(String, u64)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rows.into_iter().map(|(label, count)| (label, vec![count])).collect()
}
