//! What a printed date is worth as the page's own day: weights learned from pages whose day is known.
//!
//! Every day that a page prints about itself is a candidate. What speaks for it are the places it stands at; how much
//! each place says is in `data/printed.toml`, the weights of a conditional logit model: the odds of two candidates
//! are the exponential of the difference of their sums. The odds against all of them have weights of their own.

use dateline_record::{Article, BlockKind, DateRole, DateSource, FurnitureReason};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many blocks a line may stand from the headline, or before the body, to be of the article's head.
const HEAD: usize = 6;
/// How many to stand beside the headline.
const BESIDE: usize = 2;

/// Where among a page's blocks a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    /// Beside the headline.
    Beside,
    /// Near it, or where the body begins.
    Head,
    /// Further up: the site's own head.
    Top,
    /// Between paragraphs.
    Inside,
    /// Just below the body.
    Foot,
    /// Further down.
    Far,
}

/// The frame of a page: its headlines and its body.
pub(crate) struct Frame {
    titles: Vec<usize>,
    body: std::ops::Range<usize>,
}

impl Frame {
    /// The frame of an article by its blocks.
    pub(crate) fn of(article: &Article) -> Self {
        let indices = |fits: fn(&dateline_record::Block) -> bool| {
            article.blocks.iter().enumerate().filter(move |(_, block)| fits(block)).map(|(index, _)| index)
        };
        let titles = indices(|block| block.why == Some(FurnitureReason::Title)).collect();
        let mut body = indices(|block| block.kind.is_body() && block.kind != BlockKind::Heading);
        let first = body.next().unwrap_or(0);
        let end = body.next_back().unwrap_or(first) + 1;
        Self { titles, body: first..end }
    }

    /// Whether a block says the headline.
    pub(crate) fn is_title(&self, block: usize) -> bool {
        self.titles.contains(&block)
    }

    /// Whether a block stands over the headline: the last before the body, as the page's own title stands over all.
    pub(crate) fn is_above(&self, block: usize) -> bool {
        self.titles.iter().rfind(|title| **title < self.body.start).is_some_and(|title| block < *title)
    }

    fn zone(&self, block: usize) -> Zone {
        let from_title = self.titles.iter().map(|title| title.abs_diff(block)).min().unwrap_or(usize::MAX);
        match () {
            () if from_title <= BESIDE => Zone::Beside,
            () if from_title <= HEAD && block < self.body.end.min(self.body.start + HEAD) => Zone::Head,
            () if block.abs_diff(self.body.start) <= BESIDE => Zone::Head,
            () if block < self.body.start => Zone::Top,
            () if self.body.contains(&block) => Zone::Inside,
            () if block - self.body.end < HEAD => Zone::Foot,
            () => Zone::Far,
        }
    }
}

/// One place at which a day is printed, as far as it tells what the day is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) source: DateSource,
    pub(crate) role: DateRole,
    /// Where in the text; `None` for metadata and `time` elements.
    pub(crate) zone: Option<Zone>,
    /// Whether it is the first of its kind on the page.
    pub(crate) first: bool,
}

impl Place {
    /// The place of a printed date; a line of the text whose block is not told is taken for one of the head.
    pub(crate) fn new(frame: &Frame, source: DateSource, role: DateRole, block: Option<usize>) -> Self {
        let zone = match (source, block) {
            (DateSource::PageText, None) => Some(Zone::Head),
            (_, block) => block.map(|block| frame.zone(block)),
        };
        Self { source, role, zone, first: true }
    }

    /// Whether both are of one kind, so that the second tells less.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        (self.source, self.role, self.zone) == (other.source, other.role, other.zone)
    }

    /// Whether it stands in the head of the article.
    pub(crate) fn is_in_head(&self) -> bool {
        matches!(self.zone, Some(Zone::Beside | Zone::Head))
    }

    /// The name of its weight.
    pub(crate) fn name(&self) -> String {
        let source = match self.source {
            DateSource::JsonLd => "json-ld",
            DateSource::Meta => "meta",
            DateSource::TimeTag => "time-tag",
            DateSource::Url => "url",
            DateSource::PageText => "text",
        };
        let role = match self.role {
            DateRole::Published => "published",
            DateRole::Modified => "modified",
            DateRole::Unknown => "unknown",
        };
        let zone = match self.zone {
            None => "",
            Some(Zone::Beside) => "-beside",
            Some(Zone::Head) => "-head",
            Some(Zone::Top) => "-top",
            Some(Zone::Inside) => "-inside",
            Some(Zone::Foot) => "-foot",
            Some(Zone::Far) => "-far",
        };
        format!("{source}-{role}{zone}{}", if self.first { "" } else { "-again" })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    weight: BTreeMap<String, f64>,
}

/// The weight of that name; one that training never saw says nothing.
pub(crate) fn weight(name: &str) -> f64 {
    static WEIGHTS: LazyLock<BTreeMap<String, f64>> =
        LazyLock::new(|| match toml::from_str::<File>(include_str!("../../../data/printed.toml")) {
            Ok(file) => file.weight,
            Err(error) => panic!("data/printed.toml: {error}"),
        });
    WEIGHTS.get(name).copied().unwrap_or(0.0)
}
