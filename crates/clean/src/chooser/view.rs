//! A page as the columns see it.

use super::measures::Pieces;
use super::words::Words;
use crate::classify::best_run;
use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::lexicon::Anchor;
use crate::places::{Place, Places};
use crate::reasons::Reasons;
use crate::told::ToldOf;
use dateline_record::FurnitureReason;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A distance where there is nothing to be distant from.
const FAR: f32 = 999.0;

/// What every piece has to earn before the stricter of the two runs takes it.
const STRICT: f32 = 0.7;

pub(super) const COMMENTS: usize = 0;
pub(super) const RELATED: usize = 1;
pub(super) const WALLS: usize = 2;
pub(super) const DATES: usize = 3;

/// A page, with the sums and distances that the columns are read from.
pub(super) struct View<'a> {
    pub(super) drafts: &'a Drafts,
    pub(super) features: &'a [Features],
    pub(super) reasons: &'a [Reasons],
    pub(super) scores: &'a [f32],
    pub(super) places: &'a Places,
    pub(super) title: usize,
    pub(super) run: Range<usize>,
    pub(super) strict: Range<usize>,
    pub(super) run_share: f32,
    /// Mass of running text before each piece, and at the end in all.
    pub(super) prose: Vec<f32>,
    /// The scores summed in the same way, the worst cut off.
    pub(super) score_sums: Vec<f32>,
    pub(super) furniture: Vec<f32>,
    pub(super) comments: Vec<f32>,
    /// How many pieces ago the last piece of a sort stood.
    pub(super) after: [Vec<f32>; 4],
    pub(super) before_comments: Vec<f32>,
    pub(super) after_prose: Vec<f32>,
    pub(super) before_prose: Vec<f32>,
    /// How long the stretch of pieces is that are running text like this, or are none like this.
    pub(super) streak: Vec<f32>,
    pub(super) streak_mass: Vec<f32>,
    /// Of each piece how many of the headline's words it has, as a share of those.
    pub(super) like_title: Vec<f32>,
    /// Of each piece how many of its rarer words stand in other pieces of the run.
    pub(super) like_run: Vec<f32>,
    /// Whether an earlier piece begins with the same words.
    pub(super) starts_again: Vec<f32>,
    pub(super) told: Vec<ToldOf>,
    /// How long the text is that the page's description has, beside the page's running text.
    pub(super) body_share: f32,
    pub(super) longest: f32,
    pub(super) mean_prose: f32,
}

static NO_PLACE: LazyLock<Place> = LazyLock::new(Place::default);

impl<'a> View<'a> {
    pub(super) fn new(page: &Pieces<'a>, words: &Words) -> Self {
        let Pieces { kind: _, drafts, features, reasons, scores, places, told, headline, printed } = *page;
        let strict: Vec<f32> = scores.iter().map(|score| score - STRICT).collect();
        let run = best_run(scores);
        let prose = sums(features.iter().map(|f| if f.is_prose() { f.mass } else { 0.0 }));
        let total = prose[features.len()];
        let count = features.iter().filter(|f| f.is_prose()).count();
        let says = |reason| move |f: &Features| f.hits.furniture.is_some_and(|(why, _)| why == reason);
        let is_comments = says(FurnitureReason::Comments);
        let (streak, streak_mass) = streaks(features);
        Self {
            run_share: (prose[run.end] - prose[run.start]) / total.max(1.0),
            strict: best_run(&strict),
            score_sums: sums(scores.iter().map(|score| score.max(-3.0))),
            furniture: sums(features.iter().map(|f| flag(f.hits.furniture.is_some() || f.buttons.is_some()))),
            comments: sums(features.iter().map(|f| flag(is_comments(f)))),
            after: [
                since(features.iter(), is_comments),
                since(features.iter(), says(FurnitureReason::Related)),
                since(features.iter(), |f| {
                    f.hits.furniture.is_some_and(|(why, anchor)| {
                        anchor != Anchor::Any
                            && matches!(
                                why,
                                FurnitureReason::Legal | FurnitureReason::Login | FurnitureReason::Cookies
                            )
                    })
                }),
                since(features.iter(), |f| f.hits.published || f.digits > 0.4),
            ],
            before_comments: back(since(features.iter().rev(), is_comments)),
            after_prose: since(features.iter(), Features::is_prose),
            before_prose: back(since(features.iter().rev(), Features::is_prose)),
            streak,
            streak_mass,
            like_title: words.like_title(drafts, headline),
            like_run: words.told_in(|index| run.contains(&index)),
            starts_again: starts_again(drafts),
            run,
            longest: features.iter().map(|f| f.mass).fold(0.0, f32::max),
            mean_prose: total / (count.max(1) as f32),
            prose,
            drafts,
            features,
            scores,
            places,
            reasons,
            body_share: told.body_length() / total.max(1.0),
            told: told.of_pieces(drafts),
            title: printed,
        }
    }

    /// The text of a piece.
    pub(super) fn texts(&self, index: usize) -> &str {
        self.drafts.text(index)
    }

    /// Where a piece of a page with markup stands.
    pub(super) fn place(&self, index: usize) -> &Place {
        self.places.of(index).unwrap_or(&NO_PLACE)
    }

    /// So many bytes of a piece as a share of all it has.
    pub(super) fn share_of(&self, index: usize, bytes: usize) -> f32 {
        bytes as f32 / self.drafts.text(index).len().max(1) as f32
    }

    /// Whether a piece is furniture by itself for one of these reasons.
    pub(super) fn own(&self, index: usize, reasons: &[FurnitureReason]) -> f32 {
        flag(self.reasons[index].own.is_some_and(|why| reasons.contains(&why)))
    }

    pub(super) fn hint(&self, index: usize, hint: Hints) -> f32 {
        flag(self.features[index].hints.any(hint))
    }

    pub(super) fn prose_total(&self) -> f32 {
        self.prose[self.features.len()].max(1.0)
    }

    pub(super) fn prose_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.prose, index, reach)
    }

    pub(super) fn scores_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.score_sums, index, reach)
    }

    pub(super) fn furniture_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.furniture, index, reach)
    }
}

/// So many bytes tell the start of a piece.
const START: usize = 40;

fn starts_again(drafts: &Drafts) -> Vec<f32> {
    let mut seen: HashMap<&[u8], u32, RandomState> = HashMap::default();
    seen.reserve(drafts.list.len());
    let starts = (0..drafts.list.len()).map(|index| {
        let Some(start) = drafts.text(index).as_bytes().get(..START) else { return 0.0 };
        let count = seen.entry(start).or_default();
        *count += 1;
        (*count - 1) as f32
    });
    starts.collect()
}

/// Sums of all that stands before each place; one more than there are values.
fn sums(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(values.map(|value| {
            sum += value;
            sum
        }))
        .collect()
}

fn within(sums: &[f32], index: usize, reach: usize) -> f32 {
    sums[(index + reach + 1).min(sums.len() - 1)] - sums[index.saturating_sub(reach)]
}

/// How many pieces ago the last one stood that `is` so, the piece itself not counted.
fn since<'f>(pieces: impl Iterator<Item = &'f Features>, is: impl Fn(&Features) -> bool) -> Vec<f32> {
    let mut distance = FAR;
    let step = |piece| {
        let found = distance;
        distance = if is(piece) { 1.0 } else { (distance + 1.0).min(FAR) };
        found
    };
    pieces.map(step).collect()
}

fn back(mut values: Vec<f32>) -> Vec<f32> {
    values.reverse();
    values
}

/// For each piece the length and the mass of the stretch of its like around it.
fn streaks(features: &[Features]) -> (Vec<f32>, Vec<f32>) {
    let (mut lengths, mut masses) = (Vec::with_capacity(features.len()), Vec::with_capacity(features.len()));
    for alike in features.chunk_by(|one, other| one.is_prose() == other.is_prose()) {
        let sign = if alike[0].is_prose() { 1.0 } else { -1.0 };
        let mass: f32 = alike.iter().map(|f| f.mass).sum();
        lengths.extend(alike.iter().map(|_| sign * alike.len() as f32));
        masses.extend(alike.iter().map(|_| sign * mass));
    }
    (lengths, masses)
}

pub(super) fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How surely a piece says one of these: by its place in the piece.
pub(super) fn says(features: &Features, reasons: &[FurnitureReason]) -> f32 {
    match features.hits.furniture {
        Some((why, anchor)) if reasons.contains(&why) => match anchor {
            Anchor::Any => 1.0,
            Anchor::Start => 2.0,
            Anchor::Line => 3.0,
        },
        _ => 0.0,
    }
}

/// The markup, ordered from what articles hold most to what they never hold.
pub(super) fn shape(shape: Shape) -> f32 {
    match shape {
        Shape::Paragraph => 0.0,
        Shape::Plain => 1.0,
        Shape::Quote => 2.0,
        Shape::Item => 3.0,
        Shape::Row => 4.0,
        Shape::Heading(level) => 5.0 + f32::from(level),
        Shape::Caption => 12.0,
        Shape::Control => 13.0,
    }
}
