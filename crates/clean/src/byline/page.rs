//! Which lines of a page name its authors.

use super::{Byline, beside_date, of_line, of_named};
use crate::draft::Drafts;
use crate::lexicon::Lexicon;
use dateline_record::{Block, FurnitureReason};
use std::ops::Range;

/// How many pieces before the body may be about the article where no headline is printed.
const ABOVE: usize = 14;

/// The authors as lines of the page name them: those about the article first, then all others.
pub(crate) fn of_page(blocks: &[Block], drafts: &Drafts, lexicon: &Lexicon) -> Option<String> {
    let (about, above) = about_article(blocks);
    let read = |index: usize| {
        let read = |way: fn(&str, &Lexicon) -> Option<Byline>| {
            drafts.lines(index).find_map(|line| people(way(line, lexicon)))
        };
        match blocks[index].why {
            Some(FurnitureReason::Byline) => {
                read(of_line).or_else(|| about.contains(&index).then(|| read(of_named)).flatten())
            }
            Some(FurnitureReason::Date) if above.contains(&index) => read(beside_date),
            _ if above.contains(&index) && drafts.is_broken(index) => read(of_line),
            _ => None,
        }
    };
    let others = (0..blocks.len()).filter(|index| !about.contains(index));
    let mut pieces = about.clone().chain(others).filter(|index| *index < drafts.list.len());
    Some(pieces.find_map(read)?.join("; "))
}

fn people(byline: Option<Byline>) -> Option<Vec<String>> {
    match byline {
        Some(Byline::People(people)) => Some(people),
        Some(Byline::Nobody) | None => None,
    }
}

/// The pieces from the headline to the end of the body; and of these the ones before the text.
fn about_article(blocks: &[Block]) -> (Range<usize>, Range<usize>) {
    let is_body = |block: &Block| block.kind.is_body();
    let Some(first) = blocks.iter().position(is_body) else { return (0..0, 0..0) };
    let last = blocks.iter().rposition(is_body).unwrap_or(first);
    let is_title = |block: &Block| block.why == Some(FurnitureReason::Title);
    let title = blocks[..first].iter().rposition(is_title);
    let start = title.unwrap_or(first.saturating_sub(ABOVE));
    (start..last + 1, start..first)
}
