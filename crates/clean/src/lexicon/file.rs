//! The language files of `data/furniture`, as they are written.

use dateline_record::FurnitureReason;
use serde::Deserialize;

/// The files, one a language; `und` holds what all share.
pub(super) const FILES: [(&str, &str); 22] = [
    ("und.toml", include_str!("../../data/furniture/und.toml")),
    ("ar.toml", include_str!("../../data/furniture/ar.toml")),
    ("bg.toml", include_str!("../../data/furniture/bg.toml")),
    ("da.toml", include_str!("../../data/furniture/da.toml")),
    ("de.toml", include_str!("../../data/furniture/de.toml")),
    ("el.toml", include_str!("../../data/furniture/el.toml")),
    ("en.toml", include_str!("../../data/furniture/en.toml")),
    ("es.toml", include_str!("../../data/furniture/es.toml")),
    ("fr.toml", include_str!("../../data/furniture/fr.toml")),
    ("it.toml", include_str!("../../data/furniture/it.toml")),
    ("ja.toml", include_str!("../../data/furniture/ja.toml")),
    ("ko.toml", include_str!("../../data/furniture/ko.toml")),
    ("nb.toml", include_str!("../../data/furniture/nb.toml")),
    ("nl.toml", include_str!("../../data/furniture/nl.toml")),
    ("pl.toml", include_str!("../../data/furniture/pl.toml")),
    ("pt.toml", include_str!("../../data/furniture/pt.toml")),
    ("ru.toml", include_str!("../../data/furniture/ru.toml")),
    ("sv.toml", include_str!("../../data/furniture/sv.toml")),
    ("tr.toml", include_str!("../../data/furniture/tr.toml")),
    ("uk.toml", include_str!("../../data/furniture/uk.toml")),
    ("vi.toml", include_str!("../../data/furniture/vi.toml")),
    ("zh.toml", include_str!("../../data/furniture/zh.toml")),
];

/// One language file. See `data/furniture/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "language")]
    pub(super) _language: String,
    #[serde(default)]
    pub(super) furniture: Furniture,
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

/// The reasons a phrase can give.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Furniture {
    pub(super) navigation: Phrases,
    pub(super) related: Phrases,
    pub(super) comments: Phrases,
    pub(super) login: Phrases,
    pub(super) cookies: Phrases,
    pub(super) legal: Phrases,
    pub(super) promotion: Phrases,
    pub(super) other: Phrases,
}

impl Furniture {
    pub(super) fn by_reason(self) -> [(FurnitureReason, Phrases); 8] {
        [
            (FurnitureReason::Navigation, self.navigation),
            (FurnitureReason::Related, self.related),
            (FurnitureReason::Comments, self.comments),
            (FurnitureReason::Login, self.login),
            (FurnitureReason::Cookies, self.cookies),
            (FurnitureReason::Legal, self.legal),
            (FurnitureReason::Promotion, self.promotion),
            (FurnitureReason::Other, self.other),
        ]
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
