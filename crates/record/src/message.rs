//! Messages between leaders and governments, and the words quoted from them.

use crate::Day;
use serde::{Deserialize, Serialize};

/// A leader's or government's message to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The canonical English name; the page's own for whoever `dateline-messages` does not know.
    pub sender: String,
    /// The canonical English name; the page's own for whoever `dateline-messages` does not know.
    pub recipient: String,
    /// What the message does.
    pub kind: MessageKind,
    /// The occasion, by its English name.
    pub occasion: Option<String>,
    /// The occasion's day.
    pub occasion_day: Option<Day>,
    /// First day it may have been sent.
    pub sent_from: Option<Day>,
    /// Last day it may have been sent.
    pub sent_to: Option<Day>,
    /// The agency that reported it.
    pub reported_by: Option<String>,
    /// The block that tells of it.
    pub block: usize,
    /// First code point, in the block's text.
    pub start: usize,
    /// One past the last code point, in the block's text.
    pub end: usize,
}

/// What a message does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum MessageKind {
    Congratulation,
    Greeting,
    Thanks,
    Condolence,
    Reply,
    Invitation,
}

impl MessageKind {
    /// The name as the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Congratulation => "congratulation",
            Self::Greeting => "greeting",
            Self::Thanks => "thanks",
            Self::Condolence => "condolence",
            Self::Reply => "reply",
            Self::Invitation => "invitation",
        }
    }
}

/// Words quoted on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The block the words stand in.
    pub block: usize,
    /// First code point, in the block's text.
    pub start: usize,
    /// One past the last code point, in the block's text.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Who said them.
    pub speaker: Option<String>,
    /// The verb that attributes them.
    pub verb: Option<String>,
    /// The message they are from, as an index into the record's messages.
    pub message: Option<usize>,
}
