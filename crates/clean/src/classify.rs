//! Which pieces are the article: scores first, then the sequence.
//!
//! Learned trees choose the pieces of the article; where they find none, the run of pieces with the
//! highest sum of scores is taken. Single pieces are taken out for reasons of their own; all others
//! are furniture, with the best reason.

use crate::byline;
use crate::caption::is_caption;
use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::lexicon::{Anchor, Lexicon};
use crate::printed;
use crate::score::FURNITURE;
use crate::title::{self, key};
use dateline_record::{BlockKind, FurnitureReason};
use std::ops::Range;

/// What a piece is, and for furniture why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: BlockKind,
    pub(crate) why: Option<FurnitureReason>,
}

impl Label {
    fn furniture(why: FurnitureReason) -> Self {
        Self { kind: BlockKind::Furniture, why: Some(why) }
    }

    fn of(kind: BlockKind) -> Self {
        Self { kind, why: None }
    }

    fn is_furniture(self) -> bool {
        self.kind == BlockKind::Furniture
    }
}

/// All that is known of a page before its pieces are labelled.
pub(crate) struct Sequence<'a> {
    pub(crate) drafts: &'a Drafts,
    pub(crate) features: &'a [Features],
    pub(crate) title: Option<&'a str>,
    pub(crate) lexicon: &'a Lexicon,
    /// The pieces that learned trees put into the article; without them the run decides.
    pub(crate) chosen: Option<Vec<bool>>,
}

/// The pieces' labels, and where the body lies.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) list: Vec<Label>,
    pub(crate) body: Range<usize>,
}

impl Sequence<'_> {
    /// Labels every piece; `scores` says how much each looks like running text.
    pub(crate) fn label(&self, scores: &[f32]) -> Labels {
        let run = best_run(scores);
        let body = self.with_closing_lines(run.clone(), scores);
        let inside = |index: usize| match &self.chosen {
            // A short last sentence looks like furniture to trees; that it ends the text is the rules' to say.
            Some(chosen) => {
                chosen[index]
                    || (run.end..body.end).contains(&index)
                    || index > 0 && index + 1 == run.end && chosen[index - 1]
            }
            None => body.contains(&index),
        };
        let title_key = self.title.map(key).unwrap_or_default();
        let gallery = self.is_gallery(&body);
        let mut list: Vec<Label> = Vec::with_capacity(scores.len());
        for index in 0..scores.len() {
            let label = if gallery && self.is_marked_caption(index) {
                Label::of(BlockKind::Caption)
            } else {
                self.label_one(index, inside(index), &body, &list, &title_key)
            };
            list.push(label);
        }
        self.demote_lonely_headings(&mut list);
        self.explain(&mut list, &body);
        Labels { list, body }
    }

    /// Short sentences and list items right after the run belong to it.
    fn with_closing_lines(&self, body: Range<usize>, scores: &[f32]) -> Range<usize> {
        let closes = |index: &usize| {
            let features = &self.features[*index];
            features.ends
                && features.mass >= 12.0
                && features.link < 0.5
                && features.hits.furniture.is_none()
                && !features.hints.any(FURNITURE.with(Hints::HIDDEN))
                && scores[*index] > -1.0
        };
        if body.is_empty() {
            return body;
        }
        // "Read also: …" stands between paragraphs too.
        let points = |index: &usize| {
            matches!(self.features[*index].hits.furniture, Some((FurnitureReason::Related, Anchor::Start)))
                && self.features[*index].mass < 120.0
                && index + 1 < scores.len()
                && self.features[index + 1].mass >= 40.0
                && closes(&(index + 1))
        };
        let more = (body.end..scores.len()).take_while(|index| closes(index) || points(index)).count();
        body.start..body.end + more
    }

    fn label_one(
        &self,
        index: usize,
        inside: bool,
        body: &Range<usize>,
        before: &[Label],
        title_key: &str,
    ) -> Label {
        let features = &self.features[index];
        let text = self.drafts.text(index);
        if features.mass < 400.0 && repeats_title(text, title_key) {
            return Label::furniture(FurnitureReason::Title);
        }
        if features.mass >= 40.0 && before.get(features.first).is_some_and(|first| !first.is_furniture()) {
            return Label::furniture(FurnitureReason::Duplicate);
        }
        if let Some(why) = self.own_reason(index) {
            return Label::furniture(why);
        }
        if self.follows_related(index, before) {
            return Label::furniture(FurnitureReason::Related);
        }
        if inside && let Some(why) = markup_reason(features) {
            return Label::furniture(why);
        }
        if (inside || self.is_near(index, body)) && self.is_caption(index) {
            return Label::of(BlockKind::Caption);
        }
        if inside { Label::of(self.body_kind(index, body)) } else { Label::furniture(FurnitureReason::Other) }
    }

    /// Whether the page is pictures with words under them, and little else.
    fn is_gallery(&self, body: &Range<usize>) -> bool {
        let captions = (0..self.features.len()).filter(|index| self.is_marked_caption(*index));
        let mass = |index: usize| self.features[index].mass;
        let running = body.clone().filter(|index| !self.is_marked_caption(*index)).map(mass).sum::<f32>();
        captions.clone().count() >= 4 && captions.map(mass).sum::<f32>() > 2.0 * running
    }

    fn is_marked_caption(&self, index: usize) -> bool {
        self.features[index].shape == Shape::Caption && !self.features[index].hints.any(FURNITURE)
    }

    /// The headline that "Related article" announces.
    fn follows_related(&self, index: usize, before: &[Label]) -> bool {
        let announced =
            |hits: &Features| matches!(hits.hits.furniture, Some((FurnitureReason::Related, Anchor::Line)));
        let features = &self.features[index];
        index > 0
            && announced(&self.features[index - 1])
            && before[index - 1].why == Some(FurnitureReason::Related)
            && !features.ends
            && features.mass < 200.0
    }

    /// Why the piece is furniture wherever it stands.
    fn own_reason(&self, index: usize) -> Option<FurnitureReason> {
        let features = &self.features[index];
        let text = self.drafts.text(index);
        if let Some(why) = features.buttons {
            return Some(why);
        }
        if features.shape == Shape::Control {
            return Some(FurnitureReason::Navigation);
        }
        if features.mass < 250.0 && title::is_breadcrumb(text) {
            return Some(FurnitureReason::Navigation);
        }
        let named = features.hints.any(Hints::BYLINE) && features.mass < 60.0;
        if named
            || (features.hits.byline || text.contains('＝')) && byline::of_line(text, self.lexicon).is_some()
        {
            return Some(FurnitureReason::Byline);
        }
        if features.shape != Shape::Caption
            && !features.hints.any(Hints::CAPTION)
            && printed::is_date_line(text, features)
        {
            return Some(FurnitureReason::Date);
        }
        let (why, anchor) = features.hits.furniture?;
        let sure = match anchor {
            Anchor::Line => true,
            Anchor::Start => features.mass < 250.0,
            Anchor::Any => features.mass < 200.0,
        };
        sure.then_some(why)
    }

    fn is_caption(&self, index: usize) -> bool {
        let features = &self.features[index];
        let twice =
            |other: usize| self.features.get(other).is_some_and(|other| other.first == features.first);
        // A text said twice in a row is a picture's alternative text and its caption.
        let doubled =
            (25.0..=400.0).contains(&features.mass) && (twice(index + 1) || index > 0 && twice(index - 1));
        is_caption(self.drafts.text(index), features, self.lexicon) || doubled
    }

    /// Pictures stand above a text and below it.
    fn is_near(&self, index: usize, body: &Range<usize>) -> bool {
        !body.is_empty() && index + 8 >= body.start && index < body.end + 3
    }

    fn body_kind(&self, index: usize, body: &Range<usize>) -> BlockKind {
        let features = &self.features[index];
        match features.shape {
            Shape::Heading(_) => BlockKind::Heading,
            Shape::Quote => BlockKind::Quote,
            Shape::Item => BlockKind::List,
            Shape::Row => BlockKind::Table,
            Shape::Plain if self.is_flat_heading(index, body) => BlockKind::Heading,
            Shape::Plain | Shape::Paragraph | Shape::Caption | Shape::Control => BlockKind::Paragraph,
        }
    }

    /// A short line that is no sentence, over a long one that is.
    fn is_flat_heading(&self, index: usize, body: &Range<usize>) -> bool {
        let features = &self.features[index];
        features.mass < 70.0
            && !features.ends
            && !features.starts_low
            && body.contains(&(index + 1))
            && self.features[index + 1].mass >= 80.0
            && self.features[index + 1].ends
    }

    /// A heading with no text under it announces something that is furniture.
    fn demote_lonely_headings(&self, list: &mut [Label]) {
        let mut text_follows = false;
        for index in (0..list.len()).rev() {
            match list[index].kind {
                BlockKind::Heading if !text_follows => list[index] = Label::furniture(FurnitureReason::Other),
                BlockKind::Heading | BlockKind::Caption => {}
                BlockKind::Furniture => {
                    // Single pieces of furniture stand between a heading and its text.
                    text_follows &= list.get(index + 1).is_some_and(|next| !next.is_furniture());
                }
                _ => text_follows = true,
            }
        }
    }

    /// Gives furniture without a reason the one its element or its neighbours have.
    fn explain(&self, list: &mut [Label], body: &Range<usize>) {
        let mut nearest = None;
        for (index, label) in list.iter_mut().enumerate() {
            if body.contains(&index) {
                nearest = None;
            }
            if !label.is_furniture() {
                continue;
            }
            match label.why {
                Some(FurnitureReason::Other) => {
                    let named = named_reason(self.features[index].hints);
                    label.why = named.or(nearest).or(Some(FurnitureReason::Other));
                }
                Some(
                    why @ (FurnitureReason::Comments | FurnitureReason::Related | FurnitureReason::Login),
                ) => {
                    nearest = Some(why);
                }
                Some(FurnitureReason::Legal | FurnitureReason::Cookies) => nearest = None,
                _ => {}
            }
        }
    }
}

/// Why the markup makes a piece furniture, though running text stands around it.
fn markup_reason(features: &Features) -> Option<FurnitureReason> {
    if features.hints.any(FURNITURE) {
        return named_reason(features.hints).or(Some(FurnitureReason::Other));
    }
    if features.hints.any(Hints::HIDDEN) {
        return Some(FurnitureReason::Other);
    }
    // Nothing but a link, and no sentence: a pointer elsewhere.
    (features.link > 0.85 && !features.ends && features.mass < 150.0).then_some(FurnitureReason::Related)
}

/// The reason an element's name gives.
fn named_reason(hints: Hints) -> Option<FurnitureReason> {
    [
        (Hints::COMMENTS, FurnitureReason::Comments),
        (Hints::COOKIES, FurnitureReason::Cookies),
        (Hints::LOGIN, FurnitureReason::Login),
        (Hints::RELATED, FurnitureReason::Related),
        (Hints::PROMOTION, FurnitureReason::Promotion),
        (Hints::LEGAL, FurnitureReason::Legal),
        (Hints::BYLINE, FurnitureReason::Byline),
        (Hints::DATE, FurnitureReason::Date),
        (Hints::NAVIGATION, FurnitureReason::Navigation),
        (Hints::FOOTER, FurnitureReason::Navigation),
    ]
    .into_iter()
    .find(|(hint, _)| hints.any(*hint))
    .map(|(_, reason)| reason)
}

/// The title again, or the title and a few more signs: "… - 1", "… | Gull".
fn repeats_title(text: &str, title_key: &str) -> bool {
    if title_key.is_empty() || text.len() < title_key.len() {
        return false;
    }
    let found = key(text);
    if !found.contains(title_key) {
        return false;
    }
    found.strip_prefix(title_key).is_some_and(|rest| rest.len() <= 3 || rest.len() * 5 <= title_key.len())
        || (title_key.len() >= 20 && title::cuts(text).any(|(rest, _)| key(rest) == title_key))
}

/// The run with the highest sum; of equals the first. Empty when no piece has a positive score.
pub(crate) fn best_run(scores: &[f32]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0_f32);
    for (index, score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (index, 0.0);
        }
        sum += score;
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_run_reaches_across_small_gaps() {
        assert_eq!(best_run(&[-1.0, 2.0, -1.0, 3.0, -5.0, 1.0]), 1..4);
        assert_eq!(best_run(&[-1.0, -2.0]), 0..0);
        assert_eq!(best_run(&[]), 0..0);
    }

    #[test]
    fn a_title_is_known_again() {
        let title = key("Bridge of Tern closes");
        assert!(repeats_title("Bridge of Tern closes  - 1", &title));
        assert!(!repeats_title("Bridge of Tern closes for the winter months", &title));
    }
}
