//! One fetched page, and the record that grows around it.

use crate::null::null_as_default;
use crate::{Article, Correction, Dating, Day, Language, Message, Quote, RecordError, Tag, Timex};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// One page and everything the stages have added to it, in the order they add it.
///
/// `None` means the stage has not run; an empty list means it ran and found nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The page as it was fetched.
    #[serde(flatten)]
    pub page: Page,
    /// The article found on the page, by `dateline-clean`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Article>,
    /// The page's language, by `dateline-lang`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The day the page was published, by `dateline-dates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dating: Option<Dating>,
    /// Every temporal expression, by `dateline-dates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timexes: Option<Vec<Timex>>,
    /// Every date that cannot be right, by `dateline-dates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Vec<Correction>>,
    /// The messages the article tells of, by `dateline-messages`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<Message>>,
    /// The words the article quotes, by `dateline-messages`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<Quote>>,
    /// What went wrong with this record, stage by stage; empty when nothing did.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "null_as_default")]
    pub errors: Vec<StageError>,
}

/// One fetched URL: the raw page as it came, and what the caller knows or claims about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    /// Given, or the first 16 hex digits of the SHA-256 of the raw page's bytes.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// Where the page was fetched from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The raw page.
    #[serde(flatten, deserialize_with = "raw_page")]
    pub raw: Option<RawPage>,
    /// What encoding the page's bytes were in; `None` where that was UTF-8 without a flaw, as in records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decoded: Option<PageEncoding>,
    /// What a feed or crawler claims the publication day to be; weighed, not believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When the page was crawled (RFC 3339, or a day); nothing on it is later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// The publication day as known for certain by the caller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dct: Option<Day>,
    /// The language as known for certain by the caller, BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

impl Page {
    /// What the caller knows of the page's language: `lang`, read. A `lang` that is no tag is a
    /// fault of the record, for every stage that goes by it.
    pub fn language_tag(&self) -> Result<Option<Tag>, RecordError> {
        let tag = self.lang.as_deref().map(Tag::parse).transpose();
        tag.map_err(|fault| RecordError::Lang { fault })
    }
}

/// The raw page, kept as it came. A page is one or the other, never both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RawPage {
    /// HTML source.
    Html(String),
    /// Text with the markup already gone: a WET file, a dump, a copied page.
    Text(String),
}

impl RawPage {
    /// The page's source, whichever kind it is.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Html(source) | Self::Text(source) => source,
        }
    }
}

/// How a page's bytes became its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageEncoding {
    /// The encoding, by its name in the WHATWG's standard, in small letters.
    pub encoding: String,
    /// Who says so.
    pub from: EncodingSource,
    /// How many characters could not be read and stand in the text as U+FFFD.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub broken: u64,
}

/// Who says what encoding a page is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EncodingSource {
    /// A byte order mark.
    Bom,
    /// The HTTP header.
    Header,
    /// The page: `meta`, or an XML declaration.
    Meta,
    /// Nobody: it was found out from the bytes.
    #[default]
    Detected,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Reads `html` or `text`; `null` is as good as absent.
fn raw_page<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<RawPage>, D::Error> {
    #[derive(Deserialize)]
    struct Fields {
        html: Option<String>,
        text: Option<String>,
    }
    let fields = Fields::deserialize(deserializer)?;
    match (fields.html, fields.text) {
        (Some(_), Some(_)) => Err(D::Error::custom("a page has `html` or `text`, not both")),
        (Some(html), None) => Ok(Some(RawPage::Html(html))),
        (None, text) => Ok(text.map(RawPage::Text)),
    }
}

/// Why a stage could not handle a record. The record goes on without that stage's fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageError {
    /// The stage's short name: `clean`, `lang`, `dates` …
    pub stage: String,
    /// What was found, what was wanted and what to do.
    pub message: String,
}
