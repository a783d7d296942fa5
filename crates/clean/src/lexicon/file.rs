//! The language files of `data/furniture`, as they are written.

use super::hits::{Anchor, Meaning};
use dateline_record::FurnitureReason;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The files, name and text, one a language; `und.toml`, which holds what all share, comes first. The build lists them.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/furniture.rs"));

/// One language file. See `data/furniture/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "language")]
    pub(super) _language: String,
    #[serde(default)]
    pub(super) furniture: BTreeMap<FurnitureReason, Phrases>,
    #[serde(default)]
    pub(super) byline: BylineWords,
    #[serde(default)]
    pub(super) caption: CaptionWords,
    #[serde(default)]
    pub(super) date: DateWords,
    #[serde(default)]
    pub(super) publisher: PublisherWords,
    #[serde(default)]
    pub(super) verdict: VerdictWords,
}

impl File {
    /// The lists of phrases, with what each means and where in a block it must stand.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (&[String], Meaning, Anchor)> {
        let furniture = self.furniture.iter().flat_map(|(reason, lists)| {
            let anchored =
                [(&lists.line, Anchor::Line), (&lists.start, Anchor::Start), (&lists.any, Anchor::Any)];
            anchored.map(|(list, anchor)| (list.as_slice(), Meaning::Furniture(*reason), anchor))
        });
        let others = [
            (&self.date.published, Meaning::Published, Anchor::Any),
            (&self.date.as_of, Meaning::AsOf, Anchor::Any),
            (&self.date.modified, Meaning::Modified, Anchor::Any),
            (&self.date.other, Meaning::OtherDate, Anchor::Any),
            (&self.verdict.error, Meaning::Error, Anchor::Any),
            (&self.verdict.consent, Meaning::Consent, Anchor::Any),
            (&self.byline.start, Meaning::Byline, Anchor::Start),
            (&self.byline.end, Meaning::Byline, Anchor::Any),
            (&self.caption.credit, Meaning::Credit, Anchor::Start),
            (&self.publisher.before, Meaning::Publisher, Anchor::Any),
        ];
        furniture.chain(others.map(|(list, meaning, anchor)| (list.as_slice(), meaning, anchor)))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) line: Vec<String>,
    pub(super) start: Vec<String>,
    pub(super) any: Vec<String>,
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BylineWords {
    pub(super) start: Vec<String>,
    pub(super) end: Vec<String>,
    pub(super) joiner: Vec<String>,
    pub(super) not_people: Vec<String>,
    pub(super) role: Vec<String>,
    pub(super) no_name: Vec<String>,
    pub(super) particle: Vec<String>,
    pub(super) leading_away: Vec<String>,
    pub(super) surname: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CaptionWords {
    pub(super) credit: Vec<String>,
    pub(super) end: Vec<String>,
    pub(super) agency: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DateWords {
    pub(super) published: Vec<String>,
    pub(super) opening: Vec<String>,
    pub(super) as_of: Vec<String>,
    pub(super) modified: Vec<String>,
    pub(super) other: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PublisherWords {
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct VerdictWords {
    pub(super) error: Vec<String>,
    pub(super) consent: Vec<String>,
}
