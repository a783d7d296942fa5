//! What phrases say of the block they stand in.

use dateline_record::FurnitureReason;

/// Where in a block a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor {
    /// Anywhere, as words of its own.
    Any,
    /// At its start.
    Start,
    /// It is all there is.
    Line,
}

/// What a phrase says of the block it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Furniture(FurnitureReason),
    Published,
    Modified,
    AsOf,
    OtherDate,
    Error,
    Consent,
    /// An author line begins, or ends, so.
    Byline,
    /// A credit begins so.
    Credit,
    /// A publisher's name stands beside it.
    Publisher,
}

/// What the lexicon found in one block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Hits {
    /// The reason the strongest furniture phrase gives, and where it stands.
    pub(crate) furniture: Option<(FurnitureReason, Anchor)>,
    /// A word such as "Published".
    pub(crate) published: bool,
    /// Words such as "As of": the day of publication, or of the last change.
    pub(crate) as_of: bool,
    /// A word such as "Updated".
    pub(crate) modified: bool,
    /// Words such as "Closing date": the day is not the page's own.
    pub(crate) other_date: bool,
    /// "Page not found".
    pub(crate) error: bool,
    /// The same, and little else.
    pub(crate) error_alone: bool,
    /// "Before you continue".
    pub(crate) consent: bool,
    /// It may be an author line.
    pub(crate) byline: bool,
    /// It may be a line that credits a picture.
    pub(crate) credit: bool,
    /// It may name the publisher.
    pub(crate) publisher: bool,
}
