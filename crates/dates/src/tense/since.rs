//! How far back something was told.

use super::TenseCues;
use crate::text::Text;

/// A place that something was told at, and whether sentences or a line have ended since; asked about ever
/// later places, so that no text is looked at twice.
#[derive(Debug, Clone)]
pub(crate) struct Since {
    looked_to: usize,
    /// How many sentences have ended since.
    pub(crate) sentences: usize,
    pub(crate) line_ended: bool,
}

impl Since {
    pub(crate) fn new(at: usize) -> Self {
        Self { looked_to: at, sentences: 0, line_ended: false }
    }

    /// Looks on, up to an offset.
    pub(crate) fn look(&mut self, text: &Text<'_>, cues: &TenseCues, to: usize) {
        let stretch = self.looked_to..to.max(self.looked_to);
        self.looked_to = stretch.end;
        self.line_ended = self.line_ended || text.folded[stretch.clone()].contains(&b'\n');
        self.sentences += cues.sentence_ends(text, stretch).count();
    }
}
