//! What all pages together tell: stories, days and messages.

use crate::keys::{Keys, PageDay};
use crate::messages::one_message;
use chrono::Datelike;
use dateline_record::{Day, Message};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which page belongs to which story.
///
/// A story's id is the least id of its articles, so it stays the same whatever order the pages come in, and changes
/// only when an article with a lesser id joins. An article that nobody else reports is a story of its own; pages that
/// are no articles belong to none.
#[derive(Debug, Default)]
pub struct Stories {
    /// Each article's story, by its id; both are articles' ids.
    story: BTreeMap<Box<str>, Box<str>>,
    /// What the other pages of its story say of a page's day, for pages that need it.
    witnesses: BTreeMap<Box<str>, Witness>,
    /// Messages that several pages tell of, as all of them have it: by article and the message's place on it.
    messages: BTreeMap<(Box<str>, usize), Message>,
}

/// What all pages together tell of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    /// Its story.
    pub story: Option<Box<str>>,
    /// What the other pages of the story say of its day, where it needs that.
    pub witness: Option<Witness>,
    /// Messages that others report too, as all of them have them, by their place on the article.
    pub messages: Vec<(usize, Message)>,
}

/// What the other pages of a story say of a page's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The day on which they were published; of several days, that of most pages, and of those the earliest.
    pub day: Day,
    /// The page that says so most surely.
    pub page: String,
    /// How many pages say so.
    pub pages: usize,
}

/// Pages of one story that are dated further apart than this contradict each other: reports come on the day, on the
/// next, and from another time zone.
const CONTRADICTION: i64 = 3;

impl Stories {
    /// `story` is each page's story, as the place of its first page; pages are in the order of their ids.
    pub(crate) fn new(pages: Vec<Keys>, story: &[u32]) -> Self {
        let mut members: BTreeMap<u32, Vec<&Keys>> = BTreeMap::new();
        for (page, story) in pages.iter().zip(story).filter(|(page, _)| page.is_article) {
            members.entry(*story).or_default().push(page);
        }
        let mut stories = Self::default();
        for pages in members.values() {
            for page in pages {
                stories.story.insert(page.id.clone(), pages[0].id.clone());
            }
            if pages.len() > 1 {
                stories.witnesses.extend(witnesses(pages));
                stories.messages.extend(one_message(pages));
            }
        }
        stories
    }

    /// The story of an article; `None` for pages that are none, and for unknown ids.
    pub fn of(&self, article: &str) -> Option<&str> {
        self.story.get(article).map(AsRef::as_ref)
    }

    /// What is settled of an article: all that [`of`](Self::of) and [`witness`](Self::witness) tell of it, and the
    /// messages that it shares with others.
    pub fn settlement(&self, article: &str) -> Settlement {
        let of_article = (article.into(), 0)..=(article.into(), usize::MAX);
        let messages = self.messages.range(of_article).map(|((_, place), message)| (*place, message.clone()));
        Settlement {
            story: self.of(article).map(Into::into),
            witness: self.witness(article).cloned(),
            messages: messages.collect(),
        }
    }

    /// How many stories there are.
    pub fn len(&self) -> usize {
        self.story.iter().filter(|(article, story)| article == story).count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.story.is_empty()
    }

    /// What the other pages of its story say of an article's day, where the article is not sure of its own or says
    /// otherwise.
    pub fn witness(&self, article: &str) -> Option<&Witness> {
        self.witnesses.get(article)
    }

    /// Articles that have a witness or a message told of by others, in order: those that change by what others say.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        let mut articles: Vec<&str> = self.witnesses.keys().map(AsRef::as_ref).collect();
        articles.extend(self.messages.keys().map(|(article, _)| article.as_ref()));
        articles.sort_unstable();
        articles.dedup();
        articles.into_iter()
    }
}

/// The witnesses of those pages of a story that need one.
fn witnesses<'p>(pages: &'p [&Keys]) -> impl Iterator<Item = (Box<str>, Witness)> + 'p {
    let sure: Vec<(&Keys, PageDay)> =
        pages.iter().filter_map(|page| Some((*page, page.day.filter(PageDay::is_sure)?))).collect();
    pages.iter().filter_map(move |page| {
        let others = sure.iter().filter(|(other, _)| other.id != page.id);
        let mut days: BTreeMap<Day, Vec<&(&Keys, PageDay)>> = BTreeMap::new();
        for other in others {
            days.entry(other.1.day).or_default().push(other);
        }
        let (day, says) = days.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)))?;
        let needed = page.day.is_none_or(|own| {
            let apart = (own.day.num_days_from_ce() - day.num_days_from_ce()).abs();
            !own.is_sure() || (!own.given && i64::from(apart) > CONTRADICTION)
        });
        // The surest, the first of equals.
        let (surest, _) = says.iter().max_by_key(|(page, own)| (own.percent, std::cmp::Reverse(&page.id)))?;
        needed.then(|| (page.id.clone(), Witness { day, page: surest.id.to_string(), pages: says.len() }))
    })
}
