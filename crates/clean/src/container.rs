//! Which element of an HTML page holds the article.

use crate::draft::{Drafts, Hints};
use crate::features::Features;
use crate::html::{NodeId, Tree};
use crate::lexicon::Anchor;
use crate::places::Places;
use crate::score;
use dateline_record::FurnitureReason;

/// The share of the page's running text that the article's element holds at least.
const SHARE: f32 = 0.8;

/// What a piece outside that element loses.
const OUTSIDE: f32 = 2.0;

/// The worst a piece inside it can score: where the markup tells what belongs together, short
/// lines and boxes must not cut an article in two. They are labelled one by one.
const INSIDE_FLOOR: f32 = -0.5;

/// The same for the head of a list of comments, which does end the article.
const COMMENTS_FLOOR: f32 = -6.0;

/// How much each piece looks like running text of the article, its element taken into account, and
/// where it stands; `title` is the piece that prints the headline. Places cost time: only trees ask for them.
pub(crate) fn scores(
    tree: &Tree<'_>,
    drafts: &Drafts,
    features: &[Features],
    title: Option<usize>,
) -> (Vec<f32>, Places) {
    let mut scores: Vec<f32> = features.iter().map(score::score).collect();
    let weights = Weights::of(tree, drafts, features, &scores);
    let Some(container) = weights.smallest_holder() else { return (scores, Places::default()) };
    let places = Places::find(tree, drafts, features, &weights, container, title);
    for (index, score) in scores.iter_mut().enumerate() {
        if !is_inside(tree, NodeId(drafts.list[index].holder), container) {
            *score -= OUTSIDE;
        } else if matches!(features[index].hits.furniture, Some((FurnitureReason::Comments, Anchor::Line))) {
            *score = score.max(COMMENTS_FLOOR);
        } else {
            *score = score.max(INSIDE_FLOOR);
        }
    }
    (scores, places)
}

/// How much running text each element holds.
pub(crate) struct Weights {
    of_elements: Vec<f32>,
    total: f32,
}

impl Weights {
    fn of(tree: &Tree<'_>, drafts: &Drafts, features: &[Features], scores: &[f32]) -> Self {
        let mut of_elements = vec![0.0_f32; tree.len()];
        let mut total = 0.0;
        for (index, score) in scores.iter().enumerate().filter(|(_, score)| **score > 0.0) {
            // The article's own element is often named; then the rest of the page counts for little.
            let named = if features[index].hints.any(Hints::BODY) { 2.0 } else { 1.0 };
            let weight = score * named * features[index].mass.min(600.0);
            total += weight;
            for id in tree.ancestors(NodeId(drafts.list[index].holder)) {
                of_elements[id.0 as usize] += weight;
            }
        }
        Self { of_elements, total }
    }

    /// The share of the page's running text that an element holds.
    pub(crate) fn share(&self, element: NodeId) -> f32 {
        self.of_elements[element.0 as usize] / self.total
    }

    /// The smallest element that holds most of the running text.
    fn smallest_holder(&self) -> Option<NodeId> {
        if self.total <= 0.0 {
            return None;
        }
        let least = SHARE * self.total;
        // Children stand after their parents in the arena, so the last that is heavy is the deepest.
        // (Elements that were moved are the exception; then a neighbour as heavy is as good.)
        let last = self.of_elements.iter().rposition(|weight| *weight >= least)?;
        Some(NodeId(last as u32))
    }
}

fn is_inside(tree: &Tree<'_>, node: NodeId, container: NodeId) -> bool {
    tree.ancestors(node).any(|id| id == container)
}
