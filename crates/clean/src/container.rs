//! Which element of an HTML page holds the article.

use crate::draft::{Drafts, Hints};
use crate::features::Features;
use crate::html::{NodeId, Tree};
use crate::lexicon::Anchor;
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

/// Where each piece stands among the elements of the page.
#[derive(Debug, Default)]
pub(crate) struct Places {
    list: Vec<Place>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// The share of the page's running text that its element holds, and the three around that.
    shares: [f32; 4],
    /// Elements between it and the article's; below 0 outside of that.
    depth: f32,
    /// Pieces in the element around its own, their share of links, and their mean mass.
    siblings: f32,
    sibling_link: f32,
    sibling_mass: f32,
}

impl Places {
    /// Whether the page has no elements, or none that holds running text.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The share of running text in the element that stands `up` elements above the piece.
    pub(crate) fn share(&self, index: usize, up: usize) -> f32 {
        self.list.get(index).map_or(0.0, |place| place.shares[up])
    }

    /// How deep in the article's element.
    pub(crate) fn depth(&self, index: usize) -> f32 {
        self.list.get(index).map_or(0.0, |place| place.depth)
    }

    /// How many pieces its element's parent holds.
    pub(crate) fn siblings(&self, index: usize) -> f32 {
        self.list.get(index).map_or(0.0, |place| place.siblings)
    }

    /// How much of those is linked.
    pub(crate) fn sibling_link(&self, index: usize) -> f32 {
        self.list.get(index).map_or(0.0, |place| place.sibling_link)
    }

    /// How long those are on average.
    pub(crate) fn sibling_mass(&self, index: usize) -> f32 {
        self.list.get(index).map_or(0.0, |place| place.sibling_mass)
    }
}

/// How much each piece looks like running text of the article, its element taken into account, and
/// where it stands.
pub(crate) fn scores(tree: &Tree<'_>, drafts: &Drafts, features: &[Features]) -> (Vec<f32>, Places) {
    let mut scores: Vec<f32> = features.iter().map(score::score).collect();
    let (weights, total) = weights(tree, drafts, features, &scores);
    let Some(container) = smallest_holder(&weights, total) else { return (scores, Places::default()) };
    let places = places(tree, drafts, features, &weights, total, container);
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

fn places(
    tree: &Tree<'_>,
    drafts: &Drafts,
    features: &[Features],
    weights: &[f32],
    total: f32,
    container: NodeId,
) -> Places {
    let up = |id: NodeId| tree.parent(id).unwrap_or(id);
    // Of each element around an element of pieces: how many pieces, their mass, and what is linked.
    let mut sums = vec![(0.0_f32, 0.0_f32, 0.0_f32); tree.len()];
    for (draft, features) in drafts.list.iter().zip(features) {
        let (count, mass, linked) = &mut sums[up(NodeId(draft.holder)).0 as usize];
        *count += 1.0;
        *mass += features.mass;
        *linked += features.mass * features.link;
    }
    let place = |holder: NodeId| {
        let mut at = holder;
        let shares = [(); 4].map(|()| {
            let share = weights[at.0 as usize] / total;
            at = up(at);
            share
        });
        let (siblings, mass, linked) = sums[up(holder).0 as usize];
        let depth = ancestors(tree, holder).position(|id| id == container);
        Place {
            shares,
            depth: depth.map_or(-1.0, |depth| depth as f32),
            siblings,
            sibling_link: linked / mass.max(1.0),
            sibling_mass: mass / siblings.max(1.0),
        }
    };
    Places { list: drafts.list.iter().map(|draft| place(NodeId(draft.holder))).collect() }
}

/// How much running text each element holds, and all of it.
fn weights(tree: &Tree<'_>, drafts: &Drafts, features: &[Features], scores: &[f32]) -> (Vec<f32>, f32) {
    let mut weights = vec![0.0_f32; tree.len()];
    let mut total = 0.0;
    for (index, score) in scores.iter().enumerate().filter(|(_, score)| **score > 0.0) {
        // The article's own element is often named; then the rest of the page counts for little.
        let named = if features[index].hints.any(Hints::BODY) { 2.0 } else { 1.0 };
        let weight = score * named * features[index].mass.min(600.0);
        total += weight;
        for id in ancestors(tree, NodeId(drafts.list[index].holder)) {
            weights[id.0 as usize] += weight;
        }
    }
    (weights, total)
}

/// The smallest element that holds most of the running text.
fn smallest_holder(weights: &[f32], total: f32) -> Option<NodeId> {
    if total <= 0.0 {
        return None;
    }
    // Children stand after their parents in the arena, so the last that is heavy is the deepest.
    // (Elements that were moved are the exception; then a neighbour as heavy is as good.)
    (0..weights.len()).rev().find(|at| weights[*at] >= SHARE * total).map(|at| NodeId(at as u32))
}

fn is_inside(tree: &Tree<'_>, node: NodeId, container: NodeId) -> bool {
    ancestors(tree, node).any(|id| id == container)
}

fn ancestors(tree: &Tree<'_>, node: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(Some(node), |id| tree.parent(*id))
}
