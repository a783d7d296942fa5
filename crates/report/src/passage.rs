//! Text with marks in it.

use std::collections::BTreeMap;

/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// The words.
    pub(crate) text: &'t str,
    /// What is to be said of them.
    pub(crate) mark: Option<Mark>,
}

/// What is to be said of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// `ok`, `repaired` or `conflict`, for the colour and for those who cannot see it.
    pub(crate) status: String,
    /// A sentence, or several, each on a line of its own.
    pub(crate) lines: Vec<String>,
}

/// A mark and where it stands, in code points.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) mark: Mark,
}

/// A text whose code points have been counted, so that each of its passages is found at once.
#[derive(Debug)]
pub struct Counted<'t> {
    text: &'t str,
    /// Where each code point begins, in bytes, and where the text ends.
    bounds: Vec<usize>,
}

impl<'t> Counted<'t> {
    /// Counts a text, in one walk.
    pub fn new(text: &'t str) -> Self {
        let bounds =
            text.char_indices().map(|(offset, _)| offset).chain(std::iter::once(text.len())).collect();
        Self { text, bounds }
    }

    /// How many code points the text has.
    pub fn code_points(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The text between two code points, the second not before the first and none beyond [`code_points`](Self::code_points).
    pub fn part(&self, start: usize, end: usize) -> &'t str {
        &self.text[self.bounds[start]..self.bounds[end]]
    }

    /// A passage with a bit of text on either side, told in three: before, the words, after. `around` counts
    /// code points; what is left out is told by an ellipsis. Offsets outside of the text mark nothing.
    pub(crate) fn excerpt(&self, start: usize, end: usize, around: usize) -> [String; 3] {
        let start = start.min(self.code_points());
        let end = end.clamp(start, self.code_points());
        let (first, last) =
            (start.saturating_sub(around), end.saturating_add(around).min(self.code_points()));
        let before = if first > 0 { "…" } else { "" };
        let after = if last < self.code_points() { "…" } else { "" };
        [
            format!("{before}{}", self.part(first, start)),
            self.part(start, end).to_owned(),
            format!("{}{after}", self.part(end, last)),
        ]
    }
}

/// Cuts a text at the marks. Of marks that overlap the one given first stands, and what the others
/// say is added to it. A mark outside of the text is left out.
pub(crate) fn pieces<'t>(text: &'t str, spans: &[Span]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    if spans.is_empty() {
        push(&mut pieces, text, None);
        return pieces;
    }
    let counted = Counted::new(text);
    // None of them overlaps another, so of those that begin before a new one ends the last alone can overlap it.
    let mut stand: BTreeMap<usize, Span> = BTreeMap::new();
    for span in spans {
        if span.start >= span.end || span.end > counted.code_points() {
            continue;
        }
        match stand.range_mut(..span.end).next_back().filter(|(_, other)| span.start < other.end) {
            Some((_, other)) => other.mark.lines.extend(span.mark.lines.iter().cloned()),
            None => {
                stand.insert(span.start, span.clone());
            }
        }
    }
    let mut at = 0;
    for span in stand.into_values() {
        push(&mut pieces, counted.part(at, span.start), None);
        push(&mut pieces, counted.part(span.start, span.end), Some(span.mark));
        at = span.end;
    }
    push(&mut pieces, counted.part(at, counted.code_points()), None);
    pieces
}

fn push<'t>(pieces: &mut Vec<Piece<'t>>, text: &'t str, mark: Option<Mark>) {
    if !text.is_empty() {
        pieces.push(Piece { text, mark });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, end: usize, line: &str) -> Span {
        Span { start, end, mark: Mark { status: "ok".to_owned(), lines: vec![line.to_owned()] } }
    }

    #[test]
    fn overlapping_marks_are_told_together() {
        let found = pieces("ab чт d", &[span(3, 5, "one"), span(4, 7, "two"), span(0, 1, "three")]);
        let told: Vec<(&str, usize)> = found
            .iter()
            .map(|piece| (piece.text, piece.mark.as_ref().map_or(0, |mark| mark.lines.len())))
            .collect();
        assert_eq!(told, [("a", 1), ("b ", 0), ("чт", 2), (" d", 0)]);
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in ".{0,30}", marks in prop::collection::vec((0usize..40, 0usize..40), 0..6)) {
            let spans: Vec<Span> = marks.iter().map(|(start, end)| span(*start, *end, "x")).collect();
            let joined: String = pieces(&text, &spans).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text.clone());
            for (start, end) in marks {
                let all = Counted::new(&text).excerpt(start, end, 100).concat();
                prop_assert_eq!(all, text.clone());
            }
        }
    }
}
