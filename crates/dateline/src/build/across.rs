//! What only all pages together tell: which of them report the same event, and what that says of each.

use super::BuildError;
use crate::panics::words_of;
use crate::pipeline::Pipeline;
use dateline_dates::Report;
use dateline_export::{FinishedArticle, Settled};
use dateline_stories::{Grouper, Keys, Stories, Witness};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long grouping goes on before it is looked whether the build was interrupted.
const STEP: Duration = Duration::from_millis(10);

/// The stories of a build, and how they change its articles.
pub(super) struct Across {
    stories: Stories,
    pipeline: Arc<Pipeline>,
}

impl Across {
    /// Groups all articles by the keys that were handed along with them. `look` is called many times a second;
    /// where it breaks there is nothing.
    pub(super) fn of(
        settled: &Settled,
        pipeline: Arc<Pipeline>,
        threads: usize,
        mut look: impl FnMut() -> ControlFlow<()>,
    ) -> Result<Option<Self>, BuildError> {
        let mut grouper = Grouper::default();
        for article in settled.articles() {
            let keys = Keys::from_bytes(article.keys)
                .map_err(|source| BuildError::Keys { article: article.id.to_owned(), source })?;
            grouper.add(keys);
        }
        // On a thread of its own, which is not waited for when the build is interrupted.
        let grouping = thread::spawn(move || grouper.finish_on(threads));
        while !grouping.is_finished() {
            if look().is_break() {
                return Ok(None);
            }
            thread::sleep(STEP);
        }
        let stories = grouping.join().map_err(|panic| BuildError::Panicked { words: words_of(&*panic) })?;
        Ok(Some(Self { stories, pipeline }))
    }

    /// Puts the story into an article, and what the story settles: a day that the page alone did not tell for certain, and
    /// messages as all that report them have them together.
    pub(super) fn settle(&self, article: &mut FinishedArticle<'_>) {
        article.story_id = self.stories.of(article.id).map(str::to_owned);
        let told = article.record.messages.as_ref().map_or(0, Vec::len);
        if let Some(Witness { day, page, pages }) = self.stories.witness(article.id) {
            let report = Report { day: *day, page: page.clone(), pages: *pages };
            // A page that cannot be worked again stands as it was worked the first time.
            let _ = self.pipeline.run_again(&mut article.record, &report);
        }
        // A page that tells of other messages since it was worked again has them at other places.
        let messages = article.record.messages.iter_mut().filter(|messages| messages.len() == told).flatten();
        for (place, message) in messages.enumerate() {
            if let Some(together) = self.stories.message(article.id, place) {
                message.clone_from(together);
            }
        }
    }
}
