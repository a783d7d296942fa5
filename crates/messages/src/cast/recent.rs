//! Who has been mentioned of late, for "the president" without a name.

/// Who a page has mentioned so far.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    /// The latest last, each with whether its sentence began with it.
    figures: Vec<(usize, bool)>,
    /// Those of the passage that is read now.
    here: Vec<usize>,
}

impl Recent {
    /// A page's memory for "the president": more mentions than this are too long ago.
    const MOST: usize = 64;

    /// Another passage begins.
    pub(crate) fn begin(&mut self) {
        self.here.clear();
    }

    /// Whether somebody has been mentioned in the passage that is read now.
    pub(crate) fn is_here(&self, figure: usize) -> bool {
        self.here.contains(&figure)
    }

    pub(crate) fn add(&mut self, figure: usize, topic: bool) {
        self.here.push(figure);
        self.figures.push((figure, topic));
        if self.figures.len() > Self::MOST {
            self.figures.drain(..Self::MOST / 2);
        }
    }

    /// The latest first; where a sentence begins, those that sentences have begun with before all others.
    pub(crate) fn latest(&self, topic: bool) -> impl Iterator<Item = usize> {
        let begun = self.figures.iter().rev().filter(move |(_, begins)| topic && *begins);
        begun.chain(self.figures.iter().rev()).map(|(figure, _)| *figure)
    }
}
