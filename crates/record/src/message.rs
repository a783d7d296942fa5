//! Messages between leaders and governments, and the words quoted from them.

use crate::Day;
use crate::named::named;
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

named! {
    /// What a message does.
    #[derive(PartialOrd, Ord)]
    #[expect(missing_docs, reason = "the names say it")]
    pub enum MessageKind {
        Congratulation = "congratulation",
        Greeting = "greeting",
        Thanks = "thanks",
        Condolence = "condolence",
        Reply = "reply",
        Invitation = "invitation",
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
