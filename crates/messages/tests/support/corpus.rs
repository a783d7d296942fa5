//! The corpora of the languages: read, and held against what is found.

use super::Found;
use dateline_record::{
    Anchor, Article, Block, BlockKind, Day, FurnitureReason, Page, RawPage, Record, Status, Timex, TimexType,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a language file is held to.
#[derive(Debug, Deserialize)]
pub(crate) struct Corpus {
    pub(crate) page: Vec<Case>,
}

/// A text, and what is to be found in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    dct: Day,
    text: String,
    /// Its paragraphs are those of an article, the first the headline.
    #[serde(default)]
    article: bool,
    /// Words and the day they mean, in the order of the text.
    #[serde(default)]
    times: Vec<Told>,
    #[serde(default)]
    messages: Vec<Wanted>,
    /// The days of occasions that the page tells; every message for one has its day.
    #[serde(default)]
    occasion_days: BTreeMap<String, Day>,
    /// Words and speaker (empty: none).
    #[serde(default)]
    quotes: Vec<(String, String)>,
    /// Why it is not read right yet: then it must not be.
    pub(crate) known_gap: Option<String>,
}

/// Sender, recipient, kind, occasion (empty: none), a day it may have been sent; without one no day is known.
#[derive(Debug, Deserialize)]
struct Wanted(String, String, String, String, #[serde(default)] Option<Day>);

/// Words, the day they mean, and the day told before that they count from: "the next day".
#[derive(Debug, Deserialize)]
struct Told(String, Day, #[serde(default)] Option<Day>);

/// What the corpus of a language says.
pub(crate) fn read<T: DeserializeOwned>(language: &str) -> T {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let path = folder.join(format!("{language}.corpus.toml"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Case {
    /// The page, in a language.
    pub(crate) fn record(&self, language: &str) -> Record {
        let page = Page {
            raw: Some(RawPage::Text(self.text.clone())),
            lang: Some(language.to_owned()),
            dct: Some(self.dct),
            ..Page::default()
        };
        let mut timexes = Vec::new();
        let mut from = 0;
        for Told(words, day, anchor) in &self.times {
            let offset =
                self.text[from..].find(words).unwrap_or_else(|| panic!("no {words:?} in {:?}", self.text));
            let start = self.text[..from + offset].chars().count();
            from += offset + words.len();
            timexes.push(Timex {
                block: 0,
                start,
                end: start + words.chars().count(),
                text: words.clone(),
                timex_type: TimexType::Date,
                value: day.to_string(),
                modifier: None,
                first_day: Some(*day),
                last_day: Some(*day),
                anchor: Some(if anchor.is_some() { Anchor::Text } else { Anchor::Absolute }),
                anchor_day: *anchor,
                rule: "test".to_owned(),
                status: Status::Ok,
            });
        }
        let article = self.article.then(|| article(&self.text, &mut timexes));
        Record { page, article, timexes: Some(timexes), ..Record::default() }
    }

    /// What is missed, and what is there that should not be.
    pub(crate) fn faults(&self, found: &Found) -> Vec<String> {
        let mut faults = Vec::new();
        let mut messages = found.messages.clone();
        for (occasion, day) in &self.occasion_days {
            let told = || messages.iter().filter(|it| it.occasion.as_ref() == Some(occasion));
            if told().count() == 0 || told().any(|it| it.occasion_day != Some(*day)) {
                let days: Vec<_> = told().map(|it| it.occasion_day).collect();
                faults.push(format!("{occasion:?} is on {day}, not {days:?}"));
            }
        }
        for wanted @ Wanted(sender, recipient, kind, occasion, day) in &self.messages {
            let hit = messages.iter().position(|it| {
                (&it.sender, &it.recipient, it.kind.as_str()) == (sender, recipient, kind)
                    && it.occasion.as_deref().unwrap_or_default() == occasion
                    && match (it.sent_from.zip(it.sent_to), day) {
                        (Some((from, to)), Some(day)) => (from..=to).contains(day),
                        (sent, day) => sent.is_none() && day.is_none(),
                    }
            });
            match hit {
                Some(at) => drop(messages.remove(at)),
                None => faults.push(format!("message {wanted:?} not found")),
            }
        }
        faults.extend(messages.iter().map(|it| {
            format!(
                "message {} to {}, {:?} {:?} {:?} is not told",
                it.sender, it.recipient, it.kind, it.occasion, it.sent_from
            )
        }));
        let mut quotes = found.quotes.clone();
        for (words, speaker) in &self.quotes {
            match quotes.iter().position(|it| it.text == *words) {
                None => faults.push(format!("quote {words:?} not found")),
                Some(at) => {
                    let said = quotes.remove(at).speaker.unwrap_or_default();
                    if said != *speaker {
                        faults.push(format!("quote {words:?} is by {speaker:?}, not {said:?}"));
                    }
                }
            }
        }
        faults.extend(quotes.iter().map(|it| format!("{:?} is no quote", it.text)));
        faults
    }
}

/// The paragraphs of a text as an article, the first its headline; times are put into theirs.
fn article(text: &str, timexes: &mut [Timex]) -> Article {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for (number, paragraph) in text.trim_end().split("\n\n").enumerate() {
        let end = start + paragraph.chars().count();
        for timex in timexes.iter_mut().filter(|it| it.block == 0 && (start..end).contains(&it.start)) {
            (timex.start, timex.end) = (timex.start - start, timex.end - start);
            timex.block = number;
        }
        let kind = if number == 0 { BlockKind::Furniture } else { BlockKind::Paragraph };
        let why = (number == 0).then_some(FurnitureReason::Title);
        blocks.push(Block {
            kind,
            why,
            text: paragraph.to_owned(),
            start: Some(start),
            end: Some(end),
            language: None,
        });
        start = end + 2;
    }
    Article { blocks, ..Article::default() }
}
