//! The end of a build: what only all pages together tell is put in, and counted.

use super::across::Across;
use super::{BuildOptions, Position, Progress};
use crate::summary::Tally;
use dateline_export::{FinishedArticle, Release};
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// Sees every article just before it is written.
pub(super) struct Finish<'b> {
    options: &'b BuildOptions,
    progress: &'b mut dyn Progress,
    position: Position,
    across: Across,
    tally: Tally,
}

impl<'b> Finish<'b> {
    pub(super) fn new(
        options: &'b BuildOptions,
        progress: &'b mut dyn Progress,
        position: Position,
        across: Across,
    ) -> Self {
        progress.at(&position);
        Self { options, progress, position, across, tally: Tally::default() }
    }

    /// What the articles were, in numbers.
    pub(super) fn into_tally(self) -> Tally {
        self.tally
    }
}

impl Release for Finish<'_> {
    fn article(&mut self, article: &mut FinishedArticle<'_>) -> ControlFlow<()> {
        if self.options.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        self.progress.at(&self.position);
        self.across.settle(article);
        ControlFlow::Continue(())
    }

    fn written(&mut self, article: &FinishedArticle<'_>) {
        self.tally.count(&article.record);
    }
}
