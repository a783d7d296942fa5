//! What only all pages together tell of each: its story, and what that says of its day and its messages.

use crate::pipeline::Pipeline;
use dateline_dates::Report;
use dateline_record::Record;
use dateline_stories::{Keys, KeysError, Settlement, Witness};

/// What a prepared page carries along until all pages are in.
#[derive(Debug)]
pub(crate) enum Carried {
    /// What it is grouped by.
    Keys(Keys),
    /// Pages were grouped before, and what follows is in the record: only its story is to be told.
    Story(Option<Box<str>>),
}

/// The first byte tells which of the two follows.
const KEYS: u8 = b'k';
const STORY: u8 = b's';
const NO_STORY: u8 = b'-';

impl Carried {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Keys(keys) => [&[KEYS], keys.to_bytes().as_slice()].concat(),
            Self::Story(Some(story)) => [&[STORY], story.as_bytes()].concat(),
            Self::Story(None) => vec![NO_STORY],
        }
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, KeysError> {
        match bytes.split_first() {
            Some((&KEYS, keys)) => Keys::from_bytes(keys).map(Self::Keys),
            Some((&STORY, story)) => {
                let story = std::str::from_utf8(story).map_err(|_| KeysError)?;
                Ok(Self::Story(Some(story.into())))
            }
            Some((&NO_STORY, [])) => Ok(Self::Story(None)),
            _ => Err(KeysError),
        }
    }
}

/// Puts into a page what its story settles: a day that the page alone did not tell for certain, and messages as all that
/// report them have them together.
pub(crate) fn settle(pipeline: &Pipeline, record: &mut Record, settlement: &Settlement) {
    let told = record.messages.as_ref().map_or(0, Vec::len);
    if let Some(Witness { day, page, pages }) = &settlement.witness {
        let report = Report { day: *day, page: page.clone(), pages: *pages };
        // A page that cannot be processed again stays as it was the first time.
        let _ = pipeline.run_again(record, &report);
    }
    // A page that tells of other messages since it was processed again has them at other places.
    if let Some(messages) = record.messages.as_mut().filter(|messages| messages.len() == told) {
        for (place, together) in &settlement.messages {
            if let Some(message) = messages.get_mut(*place) {
                message.clone_from(together);
            }
        }
    }
}
