//! What only all pages together tell: which of them report the same event, and what that says of each.

use super::BuildError;
use crate::panics::words_of;
use crate::pipeline::Pipeline;
use crate::together::{Carried, settle};
use dateline_export::{FinishedArticle, Settled};
use dateline_stories::{Grouper, Stories};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long grouping goes on before it is looked whether the build was interrupted.
const STEP: Duration = Duration::from_millis(10);

/// The stories of a build, and how they change its articles.
pub(super) struct Across {
    told: Told,
    pipeline: Arc<Pipeline>,
}

/// Where articles were grouped.
enum Told {
    /// Here, by their keys.
    Here(Stories),
    /// Where they were processed: all that is left to put in is each one's story.
    Elsewhere(BTreeMap<Box<str>, Option<Box<str>>>),
}

impl Across {
    /// Groups all articles by the keys that were handed along with them; or none, where all of them were grouped
    /// before. `look` is called many times a second; where it breaks there is nothing.
    pub(super) fn of(
        settled: &mut Settled,
        pipeline: Arc<Pipeline>,
        threads: usize,
        look: impl FnMut() -> ControlFlow<()>,
    ) -> Result<Option<Self>, BuildError> {
        let mut grouper = Grouper::default();
        let mut elsewhere = BTreeMap::new();
        for (id, keys) in settled.take_keys() {
            let carried = Carried::from_bytes(&keys)
                .map_err(|fault| BuildError::Keys { article: id.to_owned(), fault })?;
            let is_like_the_others = match carried {
                Carried::Keys(keys) => {
                    grouper.add(keys);
                    elsewhere.is_empty()
                }
                Carried::Story(story) => {
                    elsewhere.insert(id.into(), story);
                    grouper.is_empty()
                }
            };
            if !is_like_the_others {
                return Err(BuildError::Unsettled { article: id.to_owned() });
            }
        }
        let told = if elsewhere.is_empty() {
            group(grouper, threads, look)?.map(Told::Here)
        } else {
            Some(Told::Elsewhere(elsewhere))
        };
        Ok(told.map(|told| Self { told, pipeline }))
    }

    /// Puts the story into an article, and what the story settles.
    pub(super) fn settle(&self, article: &mut FinishedArticle<'_>) {
        let story = match &self.told {
            Told::Here(stories) => {
                let settlement = stories.settlement(article.id);
                settle(&self.pipeline, &mut article.record, &settlement);
                settlement.story
            }
            Told::Elsewhere(stories) => stories.get(article.id).cloned().flatten(),
        };
        article.story_id = story.map(String::from);
    }
}

/// Groups on a thread of its own, which is not waited for when the build is interrupted: `None` then.
fn group(
    grouper: Grouper,
    threads: usize,
    mut look: impl FnMut() -> ControlFlow<()>,
) -> Result<Option<Stories>, BuildError> {
    let (send, grouped) = mpsc::sync_channel(1);
    let grouping = thread::spawn(move || {
        // Nobody is there to receive it where the build was interrupted.
        let _ = send.send(grouper.finish_on(threads));
    });
    loop {
        match grouped.recv_timeout(STEP) {
            Ok(stories) => return Ok(Some(stories)),
            Err(RecvTimeoutError::Timeout) if look().is_break() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let words = grouping.join().err().map(|panic| words_of(&*panic)).unwrap_or_default();
    Err(BuildError::Panicked { words })
}
