//! One article with all that was found on its page.

mod read;

pub(crate) use read::read;

use crate::passage::{Piece, Span, pieces};

/// One article as the report shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) sha256: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) verdict: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) confidence: Option<String>,
    pub(crate) runner_up: Option<String>,
    /// What a reviewer decided on the day.
    pub(crate) decided: Option<String>,
    pub(crate) claimed: Option<String>,
    pub(crate) story: Option<String>,
    pub(crate) words: String,
    pub(crate) evidence: Vec<Clue>,
    pub(crate) messages: Vec<Message>,
    pub(crate) blocks: Vec<Block>,
    /// The other pages of its story.
    pub(crate) others: Vec<Other>,
    /// How many more there are of those.
    pub(crate) more_others: usize,
}

/// One clue about an article's day.
#[derive(Debug, Clone)]
pub(crate) struct Clue {
    pub(crate) says: String,
    pub(crate) text: Option<String>,
    pub(crate) weight: f64,
}

/// A message that an article tells of.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) kind: String,
    pub(crate) occasion: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

/// One block of a page.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: String,
    pub(crate) why: Option<String>,
    pub(crate) language: Option<String>,
    number: usize,
    text: String,
    spans: Vec<Span>,
}

/// Blocks that are shown together: one of the article's own, or furniture, in runs of one reason and language.
#[derive(Debug, Clone)]
pub(crate) enum Shown<'a> {
    Own(&'a Block),
    Furniture { count: usize, why: String, runs: Vec<&'a [Block]> },
}

/// Another page of the same story.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) published: Option<String>,
    /// Whether the report shows it too.
    pub(crate) shown: bool,
}

impl Article {
    /// The headline or, without one, where the page came from.
    pub(crate) fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.source)
    }

    /// The address, where following it is safe.
    pub(crate) fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    /// The range the evidence leaves, where it is wider than the day.
    pub(crate) fn range(&self) -> Option<(&str, &str)> {
        let (from, to) = (self.from.as_deref()?, self.to.as_deref()?);
        (from != to).then_some((from, to))
    }

    /// The day that was found on the page, whatever a reviewer decided since.
    pub(crate) fn found(&self) -> Option<&str> {
        let decided_against = self.decided.as_ref().and(self.runner_up.as_deref());
        decided_against.or(self.published.as_deref())
    }

    /// The text of a block, by its number.
    pub(crate) fn text_of(&self, number: usize) -> Option<&str> {
        let block = self.blocks.iter().find(|block| block.number == number)?;
        Some(block.text.as_str()).filter(|text| !text.is_empty())
    }

    /// The blocks in reading order, furniture together.
    pub(crate) fn shown(&self) -> Vec<Shown<'_>> {
        let mut shown = Vec::new();
        for run in self.blocks.chunk_by(|one, two| one.is_furniture() && two.is_furniture()) {
            if !run[0].is_furniture() {
                shown.extend(run.iter().map(Shown::Own));
                continue;
            }
            let mut why: Vec<&str> = run.iter().filter_map(|block| block.why.as_deref()).collect();
            why.sort_unstable();
            why.dedup();
            let alike = |one: &Block, two: &Block| one.why == two.why && one.language == two.language;
            let runs = run.chunk_by(alike).collect();
            shown.push(Shown::Furniture { count: run.len(), why: why.join(", "), runs });
        }
        shown
    }
}

impl Block {
    /// Its text, cut at what is to be said of it.
    pub(crate) fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(&self.text, &self.spans)
    }

    pub(crate) fn is_furniture(&self) -> bool {
        self.kind == "furniture"
    }
}
