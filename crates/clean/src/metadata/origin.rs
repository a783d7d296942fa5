//! Where something is said, and how far that is to be trusted.

use dateline_record::FieldSource;

/// How far a place is trusted, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A JSON-LD description of an article.
    JsonLd,
    /// Open Graph or another widely used `meta`.
    Meta,
    /// Microdata or a link of the page's text.
    Page,
    /// JSON-LD or `meta` that may be about something else than the article.
    Weak,
    /// An element that is named as an author's.
    Named,
}

/// A place, and how far it is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) rank: Rank,
    pub(super) source: FieldSource,
}

impl Origin {
    pub(super) const JSON_LD: Self = Self { rank: Rank::JsonLd, source: FieldSource::JsonLd };
    /// A description of the site rather than the article.
    pub(super) const WEAK_JSON_LD: Self = Self { rank: Rank::Weak, source: FieldSource::JsonLd };
    pub(super) const WEAK_META: Self = Self { rank: Rank::Weak, source: FieldSource::Meta };
    /// A label that `twitter:label1` or its kin announced.
    pub(super) const ANNOUNCED: Self = Self { rank: Rank::Page, source: FieldSource::Meta };
    pub(super) const MICRODATA: Self = Self { rank: Rank::Page, source: FieldSource::Microdata };
    pub(super) const LINK: Self = Self { rank: Rank::Page, source: FieldSource::Link };
    pub(super) const NAMED: Self = Self { rank: Rank::Named, source: FieldSource::PageText };

    /// The `meta` element of a name, one that is widely used.
    pub(super) fn meta(name: &str) -> Self {
        Self { rank: Rank::Meta, source: meta_source(name) }
    }
}

/// Whether a `meta` element's name, in small letters, is of the Open Graph protocol.
pub(super) fn meta_source(name: &str) -> FieldSource {
    match name.split_once(':') {
        Some(("og" | "article", _)) => FieldSource::OpenGraph,
        _ => FieldSource::Meta,
    }
}
