//! The article that `dateline-clean` finds in a page.

use crate::Language;
use crate::named::named;
use crate::null::null_as_default;
use serde::{Deserialize, Serialize};

/// The article found on a page, and the page cut into blocks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The authors' names, without "By", separated by `"; "`.
    pub byline: Option<String>,
    /// Who publishes the page.
    pub publisher: Option<String>,
    /// The section of the site the page stands in.
    pub section: Option<String>,
    /// The address the page itself names as its own.
    pub canonical_url: Option<String>,
    /// The address of the lead picture.
    pub image: Option<String>,
    /// Where on the page each of the fields above was found.
    #[serde(skip_serializing_if = "FieldSources::is_empty", deserialize_with = "null_as_default")]
    pub found_in: FieldSources,
    /// The language the page says it is in, BCP 47, as HTML does in the attribute `lang`: a claim,
    /// since templates are copied with theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// How the page was spoiled before it came, and is mended in all fields here: `text` and `html` stay as they came,
    /// and offsets point into them. `None` for a page that was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended: Option<Mending>,
    /// Whether the page is an article at all.
    pub verdict: Option<Verdict>,
    /// Every place where the page prints a date about itself.
    #[serde(deserialize_with = "null_as_default")]
    pub printed_dates: Vec<PrintedDate>,
    /// The body: the texts of the [body](BlockKind::is_body) blocks joined by a blank line.
    #[serde(deserialize_with = "null_as_default")]
    pub text: String,
    /// The page's blocks in reading order, furniture included.
    #[serde(deserialize_with = "null_as_default")]
    pub blocks: Vec<Block>,
}

/// Where on the page the fields of an [`Article`] were found, each `None` where the field is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldSources {
    /// Of [`Article::title`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<FieldSource>,
    /// Of [`Article::byline`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<FieldSource>,
    /// Of [`Article::publisher`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<FieldSource>,
    /// Of [`Article::section`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<FieldSource>,
    /// Of [`Article::canonical_url`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<FieldSource>,
    /// Of [`Article::image`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<FieldSource>,
}

impl FieldSources {
    /// Whether nothing is told of any field.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where on a page a field of its article was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FieldSource {
    /// A schema.org description in JSON-LD, or the data from which a script lays out the page.
    JsonLd,
    /// A `meta` element of the Open Graph protocol.
    OpenGraph,
    /// Another `meta` element.
    Meta,
    /// schema.org microdata.
    Microdata,
    /// A link that says what it leads to: `rel="canonical"`, `rel="author"`.
    Link,
    /// The `title` element.
    TitleTag,
    /// The visible text.
    PageText,
}

/// How a page was spoiled before it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Mending {
    /// Somebody took its UTF-8 for Windows-1252 and saved that as UTF-8: "BrÃ¼cke".
    #[serde(rename = "utf-8-as-windows-1252")]
    Utf8AsWindows1252,
}

/// What kind of page this is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The kind that fits best.
    pub kind: PageKind,
    /// 0 to 1.
    pub confidence: f64,
}

named! {
    /// The kinds of pages that turn up where articles are expected.
    pub enum PageKind {
        /// One article.
        Article = "article",
        /// A list of teasers.
        Index = "index",
        /// Pictures with captions and little else.
        Gallery = "gallery",
        /// "Not found" and its kin.
        Error = "error",
        /// A consent or login wall.
        Consent = "consent",
    }
}

/// One paragraph-sized piece of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is to the article.
    pub kind: BlockKind,
    /// Why it counts as furniture; `None` for every other kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<FurnitureReason>,
    /// The text, white space folded.
    #[serde(default, deserialize_with = "null_as_default")]
    pub text: String,
    /// Where it starts in the raw text, in code points; `None` for HTML pages.
    #[serde(default)]
    pub start: Option<usize>,
    /// Where it ends in the raw text, in code points; `None` for HTML pages.
    #[serde(default)]
    pub end: Option<usize>,
    /// The block's own language, by `dateline-lang`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

named! {
    /// What a block is to the article.
    pub enum BlockKind {
        /// A heading inside the article (the title itself is furniture, reason `title`).
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// A block quotation.
        Quote = "quote",
        /// A list item, or a whole list.
        List = "list",
        /// A table row, or a whole table.
        Table = "table",
        /// Words under a picture.
        Caption = "caption",
        /// Everything of the page that is not the article.
        Furniture = "furniture",
    }
}

impl BlockKind {
    /// Whether the block belongs to the article's body text. Captions do not.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::Quote | Self::List | Self::Table)
    }
}

named! {
    /// Why a block is furniture.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum FurnitureReason {
        /// The headline, kept in [`Article::title`].
        Title = "title",
        /// Menus, breadcrumbs, print and share buttons.
        Navigation = "navigation",
        /// Pointers to other articles.
        Related = "related",
        /// Readers' comments and the form for them.
        Comments = "comments",
        /// A login or subscription wall.
        Login = "login",
        /// A cookie or consent notice.
        Cookies = "cookies",
        /// Copyright, privacy and terms.
        Legal = "legal",
        /// The line that names the authors.
        Byline = "byline",
        /// A line that says when the page was published or changed.
        Date = "date",
        /// The same words again.
        Duplicate = "duplicate",
        /// Advertising and appeals to subscribe or donate.
        Promotion = "promotion",
        /// None of the above, yet not the article.
        Other = "other",
    }
}

/// One place where the page prints a date about itself. What it says is for `dates` to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedDate {
    /// The words or the machine-readable value, as printed.
    pub text: String,
    /// What the date is about.
    pub role: DateRole,
    /// Where it stands.
    pub from: DateSource,
    /// The block it stands in, for [`DateSource::PageText`] only.
    #[serde(default)]
    pub block: Option<usize>,
    /// ISO 8601 with its zone, where the page gives it in machine-readable form.
    #[serde(default)]
    pub value: Option<String>,
}

/// What a printed date is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateRole {
    /// The first publication.
    Published,
    /// A later change.
    Modified,
    /// The page does not say.
    Unknown,
}

/// Where on the page a date is printed, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// A schema.org description in JSON-LD, or the data from which a script lays out the page.
    JsonLd,
    /// A `meta` element.
    Meta,
    /// A `time` element.
    TimeTag,
    /// The page's address.
    Url,
    /// A line of the visible text.
    PageText,
}

impl DateSource {
    /// Whether the page describes itself there, in words that no reader sees.
    pub fn is_metadata(self) -> bool {
        matches!(self, Self::JsonLd | Self::Meta)
    }
}
