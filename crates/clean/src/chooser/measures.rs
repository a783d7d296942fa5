//! What the trees may ask of a piece, of its neighbours and of its place on the page.

use crate::classify::best_run;
use crate::container::Places;
use crate::draft::{Hints, Shape};
use crate::features::Features;
use crate::lexicon::Anchor;
use dateline_record::FurnitureReason;
use std::ops::Range;

/// How far a tree may look to either side.
pub(crate) const REACH: usize = 3;

/// What a piece beyond the page's ends measures.
const NOWHERE: f32 = -1.0;

/// A distance where there is nothing to be distant from.
const FAR: f32 = 999.0;

/// What every piece has to earn before the stricter of the two runs takes it.
const STRICT: f32 = 0.7;

/// One column of the table: its name in the files, and how it is measured.
type Column = (&'static str, fn(&View<'_>, usize) -> f32);

/// A name stands for its measure in the files of trees: change what is measured, and the trees have
/// to be grown anew.
const COLUMNS: &[Column] = &[
    // The piece by itself.
    ("mass", |v, i| v.features[i].mass),
    ("words", |v, i| f32::from(v.features[i].words)),
    ("stops", |v, i| f32::from(v.features[i].stops)),
    ("stop-share", |v, i| f32::from(v.features[i].stops) / v.features[i].mass.max(1.0)),
    ("digits", |v, i| v.features[i].digits),
    ("link", |v, i| v.features[i].link),
    ("ends", |v, i| flag(v.features[i].ends)),
    ("starts-low", |v, i| flag(v.features[i].starts_low)),
    ("capitals", |v, i| f32::from(v.features[i].capitals) / f32::from(v.features[i].words)),
    ("signs", |v, i| f32::from(v.features[i].signs)),
    ("quotes", |v, i| f32::from(v.features[i].quotes)),
    ("word-length", |v, i| v.features[i].mass / f32::from(v.features[i].words)),
    ("copies", |v, i| v.features[i].copies as f32),
    ("again", |v, i| flag(v.features[i].first < i)),
    ("score", |v, i| v.scores[i]),
    // Words of furniture: the higher the surer.
    ("says-comments", |v, i| says(&v.features[i], &[FurnitureReason::Comments])),
    ("says-related", |v, i| says(&v.features[i], &[FurnitureReason::Related])),
    ("says-login", |v, i| says(&v.features[i], &[FurnitureReason::Login, FurnitureReason::Cookies])),
    ("says-legal", |v, i| says(&v.features[i], &[FurnitureReason::Legal])),
    ("says-navigation", |v, i| says(&v.features[i], &[FurnitureReason::Navigation])),
    ("says-other", |v, i| says(&v.features[i], &[FurnitureReason::Promotion, FurnitureReason::Other])),
    ("buttons", |v, i| flag(v.features[i].buttons.is_some())),
    ("says-published", |v, i| flag(v.features[i].hits.published || v.features[i].hits.modified)),
    ("says-byline", |v, i| flag(v.features[i].hits.byline)),
    ("says-credit", |v, i| flag(v.features[i].hits.credit)),
    ("says-consent", |v, i| flag(v.features[i].hits.consent || v.features[i].hits.error)),
    ("shape", |v, i| shape(v.features[i].shape)),
    // The run the rules would take, and a stricter one.
    ("in-run", |v, i| flag(v.run.contains(&i))),
    ("after-run-start", |v, i| i as f32 - v.run.start as f32),
    ("before-run-end", |v, i| v.run.end as f32 - i as f32),
    ("in-strict", |v, i| flag(v.strict.contains(&i))),
    ("after-strict-start", |v, i| i as f32 - v.strict.start as f32),
    ("before-strict-end", |v, i| v.strict.end as f32 - i as f32),
    ("run-share", |v, _| v.run_share),
    // Its place, and the running text around it.
    ("from-top", |_, i| i as f32),
    ("from-end", |v, i| (v.features.len() - i) as f32),
    ("place", |v, i| i as f32 / v.features.len() as f32),
    ("prose-before", |v, i| v.prose[i] / v.prose_total()),
    ("mass-before", |v, i| v.prose[i]),
    ("mass-after", |v, i| v.prose_total() - v.prose[i + 1]),
    ("prose-near", |v, i| v.prose_within(i, 3)),
    ("prose-around", |v, i| v.prose_within(i, 10)),
    ("prose-next", |v, i| v.prose[(i + 6).min(v.features.len())] - v.prose[i + 1]),
    ("score-near", |v, i| v.scores_within(i, 2)),
    ("score-around", |v, i| v.scores_within(i, 6)),
    ("after-prose", |v, i| v.after_prose[i]),
    ("before-prose", |v, i| v.before_prose[i]),
    ("streak", |v, i| v.streak[i]),
    ("streak-mass", |v, i| v.streak_mass[i]),
    ("after-title", |v, i| i as f32 - v.title as f32),
    ("after-comments", |v, i| v.after[COMMENTS][i]),
    ("before-comments", |v, i| v.before_comments[i]),
    ("comments-before", |v, i| v.comments[i]),
    ("after-related", |v, i| v.after[RELATED][i]),
    ("after-walls", |v, i| v.after[WALLS][i]),
    ("after-date", |v, i| v.after[DATES][i]),
    ("furniture-near", |v, i| v.furniture_within(i, 4)),
    // The page.
    ("pieces", |v, _| v.features.len() as f32),
    ("prose", |v, _| v.prose_total()),
    ("longest", |v, _| v.longest),
    ("mean-prose", |v, _| v.mean_prose),
    // The markup, which flattened text has none of.
    ("in-navigation", |v, i| v.hint(i, Hints::NAVIGATION)),
    ("in-aside", |v, i| v.hint(i, Hints::ASIDE)),
    ("in-header", |v, i| v.hint(i, Hints::HEADER)),
    ("in-footer", |v, i| v.hint(i, Hints::FOOTER)),
    ("in-comments", |v, i| v.hint(i, Hints::COMMENTS)),
    ("in-related", |v, i| v.hint(i, Hints::RELATED)),
    ("in-promotion", |v, i| v.hint(i, Hints::PROMOTION.with(Hints::COOKIES).with(Hints::LOGIN))),
    ("in-byline", |v, i| v.hint(i, Hints::BYLINE)),
    ("in-date", |v, i| v.hint(i, Hints::DATE)),
    ("in-title", |v, i| v.hint(i, Hints::TITLE)),
    ("in-content", |v, i| v.hint(i, Hints::CONTENT)),
    ("in-body", |v, i| v.hint(i, Hints::BODY)),
    ("in-hidden", |v, i| v.hint(i, Hints::HIDDEN)),
    ("in-caption", |v, i| v.hint(i, Hints::CAPTION)),
    ("in-form", |v, i| v.hint(i, Hints::FORM)),
    ("in-tags", |v, i| v.hint(i, Hints::TAGS)),
    // The element it stands in, and those around: their share of the page's running text.
    ("holder", |v, i| v.places.share(i, 0)),
    ("holder-1", |v, i| v.places.share(i, 1)),
    ("holder-2", |v, i| v.places.share(i, 2)),
    ("holder-3", |v, i| v.places.share(i, 3)),
    ("depth", |v, i| v.places.depth(i)),
    ("siblings", |v, i| v.places.siblings(i)),
    ("siblings-link", |v, i| v.places.sibling_link(i)),
    ("siblings-mass", |v, i| v.places.sibling_mass(i)),
];

/// Where the columns of the markup begin.
const MARKUP: &str = "in-navigation";

const COMMENTS: usize = 0;
const RELATED: usize = 1;
const WALLS: usize = 2;
const DATES: usize = 3;

/// One column, of the piece itself or of one near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Which of [`COLUMNS`].
    pub(crate) column: usize,
    /// How many pieces on; back when negative.
    pub(crate) offset: i32,
}

impl Measure {
    /// The measure a file names: `mass`, or `mass@-1` for the piece before.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let (name, offset): (_, i32) = match name.split_once('@') {
            Some((name, offset)) => (name, offset.parse().ok()?),
            None => (name, 0),
        };
        let column = COLUMNS.iter().position(|(known, _)| *known == name)?;
        (offset.unsigned_abs() as usize <= REACH).then_some(Self { column, offset })
    }

    /// Its distance in a [`Table`] from the first column of the piece.
    pub(crate) fn at(self) -> i32 {
        self.offset * COLUMNS.len() as i32 + self.column as i32
    }
}

#[cfg(any(test, feature = "train"))]
impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(COLUMNS[self.column].0)?;
        if self.offset == 0 { Ok(()) } else { write!(f, "@{}", self.offset) }
    }
}

/// The columns that say something of a neighbour that the piece's own do not.
#[cfg(any(test, feature = "train"))]
const NEIGHBOURLY: [&str; 14] = [
    "mass",
    "stops",
    "ends",
    "link",
    "digits",
    "score",
    "shape",
    "copies",
    "says-comments",
    "says-related",
    "signs",
    "capitals",
    "siblings-mass",
    "starts-low",
];

/// All measures a tree may be grown from, in a fixed order.
#[cfg(any(test, feature = "train"))]
pub(crate) fn all() -> Vec<Measure> {
    let own = (0..COLUMNS.len()).map(|column| Measure { column, offset: 0 });
    let reach = REACH as i32;
    let near = (-reach..=reach).filter(|offset| *offset != 0).flat_map(|offset| {
        let columns = COLUMNS.iter().enumerate().filter(|(_, (name, _))| NEIGHBOURLY.contains(name));
        columns.map(move |(column, _)| Measure { column, offset })
    });
    own.chain(near).collect()
}

/// All columns of all pieces of a page, with room for the neighbours that the first and last lack.
#[derive(Debug)]
pub(crate) struct Table {
    values: Vec<f32>,
}

impl Table {
    /// Measures a page.
    pub(crate) fn measure(features: &[Features], scores: &[f32], places: &Places, title: usize) -> Self {
        let view = View::new(features, scores, places, title);
        let width = COLUMNS.len();
        // Flattened text is asked in lines a few words long: what it has none of is not asked at all.
        let markup = COLUMNS.iter().position(|(name, _)| *name == MARKUP).unwrap_or(width);
        let columns = if places.is_empty() { &COLUMNS[..markup] } else { COLUMNS };
        let mut values = vec![NOWHERE; (features.len() + 2 * REACH) * width];
        for (index, row) in values.chunks_exact_mut(width).skip(REACH).take(features.len()).enumerate() {
            for (value, (_, measure)) in row.iter_mut().zip(columns) {
                *value = measure(&view, index);
            }
        }
        Self { values }
    }

    /// All values, and where the piece's own begin among them.
    pub(crate) fn around(&self, index: usize) -> (&[f32], usize) {
        (&self.values, (index + REACH) * COLUMNS.len())
    }

    /// One value.
    #[cfg(feature = "train")]
    pub(crate) fn value(&self, index: usize, measure: Measure) -> f32 {
        let (values, own) = self.around(index);
        values[(own as i32 + measure.at()) as usize]
    }
}

/// A page, with the sums and distances that the columns are read from.
struct View<'a> {
    features: &'a [Features],
    scores: &'a [f32],
    places: &'a Places,
    title: usize,
    run: Range<usize>,
    strict: Range<usize>,
    run_share: f32,
    /// Mass of running text before each piece, and at the end in all.
    prose: Vec<f32>,
    /// The scores summed in the same way, the worst cut off.
    score_sums: Vec<f32>,
    furniture: Vec<f32>,
    comments: Vec<f32>,
    /// How many pieces ago the last piece of a sort stood.
    after: [Vec<f32>; 4],
    before_comments: Vec<f32>,
    after_prose: Vec<f32>,
    before_prose: Vec<f32>,
    /// How long the stretch of pieces is that are running text like this, or are none like this.
    streak: Vec<f32>,
    streak_mass: Vec<f32>,
    longest: f32,
    mean_prose: f32,
}

impl<'a> View<'a> {
    fn new(features: &'a [Features], scores: &'a [f32], places: &'a Places, title: usize) -> Self {
        let strict: Vec<f32> = scores.iter().map(|score| score - STRICT).collect();
        let run = best_run(scores);
        let prose = sums(features.iter().map(|f| if is_prose(f) { f.mass } else { 0.0 }));
        let total = prose[features.len()];
        let count = features.iter().filter(|f| is_prose(f)).count();
        let says = |reason| move |f: &Features| f.hits.furniture.is_some_and(|(why, _)| why == reason);
        let is_comments = says(FurnitureReason::Comments);
        let (streak, streak_mass) = streaks(features);
        Self {
            run_share: (prose[run.end] - prose[run.start]) / total.max(1.0),
            strict: best_run(&strict),
            run,
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
            after_prose: since(features.iter(), is_prose),
            before_prose: back(since(features.iter().rev(), is_prose)),
            streak,
            streak_mass,
            longest: features.iter().map(|f| f.mass).fold(0.0, f32::max),
            mean_prose: total / (count.max(1) as f32),
            prose,
            features,
            scores,
            places,
            title,
        }
    }

    fn hint(&self, index: usize, hint: Hints) -> f32 {
        flag(self.features[index].hints.any(hint))
    }

    fn prose_total(&self) -> f32 {
        self.prose[self.features.len()].max(1.0)
    }

    fn prose_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.prose, index, reach)
    }

    fn scores_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.score_sums, index, reach)
    }

    fn furniture_within(&self, index: usize, reach: usize) -> f32 {
        within(&self.furniture, index, reach)
    }
}

/// Whether a piece is a sentence or more, whoever's it is.
fn is_prose(features: &Features) -> bool {
    features.ends && features.mass >= 60.0 && features.link < 0.5
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
    for alike in features.chunk_by(|one, other| is_prose(one) == is_prose(other)) {
        let sign = if is_prose(&alike[0]) { 1.0 } else { -1.0 };
        let mass: f32 = alike.iter().map(|f| f.mass).sum();
        lengths.extend(alike.iter().map(|_| sign * alike.len() as f32));
        masses.extend(alike.iter().map(|_| sign * mass));
    }
    (lengths, masses)
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How surely a piece says one of these: by its place in the piece.
fn says(features: &Features, reasons: &[FurnitureReason]) -> f32 {
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
fn shape(shape: Shape) -> f32 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let mut names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
        assert!(NEIGHBOURLY.iter().all(|name| names.contains(name)));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COLUMNS.len());
    }

    #[test]
    fn a_measure_is_known_by_its_name() {
        for measure in all() {
            assert_eq!(Measure::named(&measure.to_string()), Some(measure));
        }
        assert_eq!(Measure::named("mass@9"), None);
    }
}
