//! Which pieces are the article: scores first, then the sequence.
//!
//! Learned trees choose the pieces of the article; where they find none, the run of pieces with the
//! highest sum of scores is taken. Single pieces are taken out for reasons of their own; all others
//! are furniture, with the best reason.

use crate::chooser::measures::Kind;
use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::lexicon::Anchor;
use crate::reasons::{Reasons, named_reason};
use crate::retold;
use crate::score::FURNITURE;
use crate::tables;
use dateline_record::{BlockKind, FurnitureReason};
use std::ops::Range;

/// No article says so many letters twice in the same words.
const LONG: f32 = 100.0;

/// A page that holds its text once more says each piece so many times.
const COPIES: usize = 2;

/// What a report says between its parts is shorter, piece by piece.
const SHORT: f32 = 40.0;

/// So many pieces at most stand between two parts.
const LONGEST_REFRAIN: usize = 4;

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
    pub(crate) kind: Kind,
    pub(crate) drafts: &'a Drafts,
    pub(crate) features: &'a [Features],
    pub(crate) reasons: &'a [Reasons],
    /// The pieces that learned trees put into the article; without them the run decides.
    pub(crate) chosen: Option<Vec<bool>>,
}

/// The pieces' labels, and where the body lies.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) list: Vec<Label>,
    pub(crate) body: Range<usize>,
    /// The pieces amid the body that only trees took out of it: what is printed there is another article's.
    pub(crate) left_out: Vec<bool>,
}

impl Sequence<'_> {
    /// Labels every piece; `scores` says how much each looks like running text.
    pub(crate) fn label(&self, scores: &[f32]) -> Labels {
        let run = best_run(scores);
        let body = self.with_closing_lines(run.clone(), scores);
        let taken = |index: usize| match &self.chosen {
            // Signs alone, such as a line of asterisks, are no text. In flattened text a short last sentence
            // looks like furniture to trees; that it ends the text is the rules' to say.
            Some(chosen) => {
                let closes = self.kind == Kind::Flat
                    && self.reasons[index].own.is_none()
                    && ((run.end..body.end).contains(&index) && self.features[index].ends
                        || index > 0 && index + 1 == run.end && chosen[index - 1]);
                let stays = body.contains(&index) || !self.lays_out(index);
                self.features[index].says_something && (chosen[index] && stays || closes)
            }
            None => body.contains(&index),
        };
        let tables = match self.kind {
            Kind::Html => tables::find(self.drafts, self.features, self.reasons),
            Kind::Flat => Vec::new(),
        };
        // Right under a paragraph stands the table that it tells of.
        let under_text = |table: &Range<usize>| {
            table.start > 0 && taken(table.start - 1) && self.features[table.start - 1].is_prose()
        };
        let mut tabled = vec![false; scores.len()];
        tables.into_iter().filter(under_text).for_each(|table| tabled[table].fill(true));
        let inside = |index: usize| taken(index) || tabled[index];
        let gallery = self.is_gallery(&body);
        let mut list: Vec<Label> = Vec::with_capacity(scores.len());
        for index in 0..scores.len() {
            let label = if gallery && self.is_marked_caption(index) {
                Label::of(BlockKind::Caption)
            } else {
                self.label_one(index, inside(index), &body, &list)
            };
            list.push(label);
        }
        let is_body = |index: usize| list[index].kind.is_body();
        for index in retold::find(self.drafts, self.features, is_body) {
            list[index] = Label::furniture(FurnitureReason::Duplicate);
        }
        self.demote_lonely_headings(&mut list);
        self.explain(&mut list, &body);
        let left_out = |index: usize| {
            let reasons = &self.reasons[index];
            let alone = reasons.own.is_none() && reasons.marked.is_none();
            alone && body.contains(&index) && list[index].is_furniture()
        };
        let left_out = (0..scores.len()).map(left_out).collect();
        Labels { list, body, left_out }
    }

    /// Whether a piece beyond the run is there for the page's layout, however much text stands around it:
    /// words in a row of a table that is none, a line of links, a counter.
    fn lays_out(&self, index: usize) -> bool {
        let piece = &self.features[index];
        if piece.ends {
            return false;
        }
        match piece.shape {
            Shape::Row => piece.digits < 0.25,
            // "Print | Email", "1 / 9".
            Shape::Plain => {
                piece.mass < 80.0 && piece.signs > 0
                    || piece.mass < 40.0 && (piece.link > 0.5 || piece.digits > 0.5)
            }
            _ => false,
        }
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
        // What stands after every part of a report goes on to its last: "Share", the reporter's name.
        let parts = |index: &usize| self.goes_on_behind(*index).is_some_and(|next| closes(&next));
        // "Read also: …" stands between paragraphs too.
        let points = |index: &usize| {
            matches!(self.features[*index].hits.furniture, Some((FurnitureReason::Related, Anchor::Start)))
                && self.features[*index].mass < 120.0
                && index + 1 < scores.len()
                && self.features[index + 1].mass >= 40.0
                && closes(&(index + 1))
        };
        let more = (body.end..scores.len())
            .take_while(|index| closes(index) || points(index) || parts(index))
            .count();
        body.start..body.end + more
    }

    /// The paragraph that a piece of a refrain stands before.
    fn goes_on_behind(&self, index: usize) -> Option<usize> {
        if self.kind == Kind::Html {
            return None;
        }
        let short = |index: &usize| self.features[*index].mass < SHORT && !self.features[*index].ends;
        let next = index + (index..self.features.len()).take(LONGEST_REFRAIN).take_while(short).count();
        let again = |index: usize| {
            let piece = &self.features[index];
            piece.copies > COPIES && piece.first < index
        };
        let follows = self.features.get(next)?.is_prose() && (index..next).any(again);
        follows.then_some(next)
    }

    fn label_one(&self, index: usize, inside: bool, body: &Range<usize>, before: &[Label]) -> Label {
        let features = &self.features[index];
        let reasons = &self.reasons[index];
        let again =
            features.mass >= 40.0 && before.get(features.first).is_some_and(|first| !first.is_furniture());
        let captioned = reasons.caption && (inside || self.is_near(index, body));
        if inside && self.chosen.is_some() {
            // The words under a wall are the wall's.
            let wall = Label::furniture(FurnitureReason::Login);
            if !body.contains(&index) && before.last() == Some(&wall) {
                return wall;
            }
            // Some pages hold all of their text once more, for readers or for scripts; captions are alternative texts.
            // What is said three times and more is the article's own refrain, if anybody's.
            let refrain = features.copies > COPIES;
            let at_once = index > 0 && self.features[index - 1].first == features.first;
            // What stands under a picture as well is the article's all the same.
            let under_picture =
                before.get(features.first).is_some_and(|first| first.kind == BlockKind::Caption);
            let repeats =
                features.is_prose() && (features.mass >= LONG && !refrain || at_once) && !under_picture;
            let copied = again && (captioned || repeats);
            return match reasons.against(features) {
                Some(why) => Label::furniture(why),
                None if copied => Label::furniture(FurnitureReason::Duplicate),
                None if captioned => Label::of(BlockKind::Caption),
                None => Label::of(self.body_kind(index, body)),
            };
        }
        if reasons.own == Some(FurnitureReason::Title) {
            return Label::furniture(FurnitureReason::Title);
        }
        if again {
            return Label::furniture(FurnitureReason::Duplicate);
        }
        if let Some(why) = reasons.own.or(reasons.marked.filter(|_| inside)) {
            return Label::furniture(why);
        }
        if captioned {
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
            // Old pages are laid out in tables.
            Shape::Row if features.is_prose() => BlockKind::Paragraph,
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
}
