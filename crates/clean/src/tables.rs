//! Tables of figures: a league's places, a vote by districts, prices. They are no running text, yet the article's.

use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::reasons::Reasons;
use crate::score::FURNITURE;
use std::ops::Range;

/// A table of figures has so many rows at least, the one with the names of the columns among them.
const FEWEST_ROWS: usize = 3;

/// Longer rows lay out a page.
const LONGEST_ROW: f32 = 200.0;

/// The rows of each table of figures.
pub(crate) fn find(drafts: &Drafts, features: &[Features], reasons: &[Reasons]) -> Vec<Range<usize>> {
    let is_row = |index: usize| {
        let piece = &features[index];
        piece.shape == Shape::Row
            && drafts.list[index].cells > 1
            && piece.mass < LONGEST_ROW
            && piece.link < 0.5
            && !piece.ends
            && !piece.hints.any(FURNITURE.with(Hints::HIDDEN).with(Hints::FORM))
            && reasons[index].own.is_none()
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < features.len() {
        let rows = (start..features.len()).take_while(|index| is_row(*index)).count();
        let figures = (start..start + rows).filter(|index| features[*index].digits > 0.0).count();
        if rows >= FEWEST_ROWS && figures * 2 > rows {
            found.push(start..start + rows);
        }
        start += rows + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Tree;
    use crate::lexicon::Lexicon;
    use crate::{dom, features, reasons};

    fn tables(source: &str) -> Vec<Range<usize>> {
        let drafts = dom::drafts(&Tree::parse(source));
        let features = features::measure(&drafts, Lexicon::builtin());
        let reasons = reasons::of_page(&drafts, &features, None, Lexicon::builtin());
        find(&drafts, &features, &reasons)
    }

    #[test]
    fn rows_of_figures_are_a_table() {
        let table = "<p>x<table><tr><th>Quay<th>Boats<tr><td>North<td>14<tr><td>South<td>9</table>";
        assert_eq!(tables(table), vec![1..4]);
    }

    #[test]
    fn what_lays_out_a_page_is_none() {
        for table in [
            "<table><tr><td>Home<td>News<tr><td>Weather<td>Letters<tr><td>Boats<td>Tides</table>",
            "<table><tr><td>One 1<tr><td>Two 2<tr><td>Three 3</table>",
            "<table><tr><td><a href=1>Quay</a><td><a href=1>14</a><tr><td><a href=2>Pier</a><td><a href=2>9</a>\
             <tr><td><a href=3>Mole</a><td><a href=3>2</a></table>",
        ] {
            assert!(tables(table).is_empty(), "{table}");
        }
    }
}
