//! What a first pass of trees made of a page, as the columns of the second pass see it.

use super::words::Words;
use crate::features::Features;
use crate::places::Places;

/// Surer than this is not told apart: a few pieces must not decide for all around them.
const SURE: f32 = 4.0;

/// From here on the first pass is believed where distances are measured.
const TAKEN: f32 = 1.0;

/// A distance where there is nothing to be distant from.
const FAR: f32 = 999.0;

/// A page's margins, and their sums.
pub(super) struct Second<'a> {
    pub(super) margins: &'a [f32],
    features: &'a [Features],
    places: &'a Places,
    /// Sums of the margins before each piece.
    sums: Vec<f32>,
    /// Mass before each piece that the first pass took.
    pub(super) taken: Vec<f32>,
    /// How many pieces ago, and how many pieces on, the next one stands that is taken for sure.
    pub(super) after: Vec<f32>,
    /// See [`after`](Self::after).
    pub(super) before: Vec<f32>,
    /// Of each element and each path the margins, each times the mass of its piece, and the mass.
    elements: Vec<(f32, f32)>,
    paths: Vec<(f32, f32)>,
    /// Of each piece how many of its rarer words stand in other pieces that were taken.
    pub(super) like_taken: Vec<f32>,
}

impl<'a> Second<'a> {
    pub(super) fn new(
        margins: &'a [f32],
        features: &'a [Features],
        places: &'a Places,
        words: &Words,
    ) -> Self {
        let mut elements = vec![(0.0, 0.0); places.elements];
        let mut paths = vec![(0.0, 0.0); places.paths];
        for (index, margin) in margins.iter().enumerate() {
            let Some(place) = places.of(index) else { continue };
            let mass = features[index].mass.clamp(4.0, 400.0);
            let add = |group: &mut (f32, f32)| *group = (group.0 + mass * limited(*margin), group.1 + mass);
            // The root is its own parent and counts a piece more than once; so it does for all pieces.
            for element in place.around {
                add(&mut elements[element as usize]);
            }
            add(&mut paths[place.path as usize]);
        }
        let taken = |(margin, features): (&f32, &Features)| if *margin > 0.0 { features.mass } else { 0.0 };
        let mut before = since(margins.iter().rev());
        before.reverse();
        Self {
            sums: sums(margins.iter().map(|margin| limited(*margin))),
            taken: sums(margins.iter().zip(features).map(taken)),
            after: since(margins.iter()),
            before,
            like_taken: words.told_in(|index| margins[index] > 0.0),
            margins,
            features,
            places,
            elements,
            paths,
        }
    }

    /// The mean margin of so many pieces before and so many after, the piece itself left out.
    pub(super) fn mean(&self, index: usize, before: usize, after: usize) -> f32 {
        let (from, to) = (index.saturating_sub(before), (index + after + 1).min(self.margins.len()));
        let sum = self.sums[to] - self.sums[from] - limited(self.margins[index]);
        sum / ((before + after) as f32)
    }

    pub(super) fn taken_total(&self) -> f32 {
        self.taken[self.margins.len()].max(1.0)
    }

    /// The mean margin in an element around the piece's own.
    pub(super) fn element(&self, index: usize, up: usize) -> f32 {
        self.places.of(index).map_or(0.0, |place| mean(self.elements[place.around[up] as usize]))
    }

    /// The mean margin of the pieces marked up like it.
    pub(super) fn alike(&self, index: usize) -> f32 {
        self.places.of(index).map_or(0.0, |place| mean(self.paths[place.path as usize]))
    }

    /// The margin of the first piece with the same words; of that piece itself nothing.
    pub(super) fn twin(&self, index: usize) -> f32 {
        let first = self.features[index].first;
        if first < index { limited(self.margins[first]) } else { 0.0 }
    }
}

fn limited(margin: f32) -> f32 {
    margin.clamp(-SURE, SURE)
}

fn mean((sum, mass): (f32, f32)) -> f32 {
    sum / mass.max(1.0)
}

fn sums(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sum = 0.0;
    let running = values.map(|value| {
        sum += value;
        sum
    });
    std::iter::once(0.0).chain(running).collect()
}

fn since<'m>(margins: impl Iterator<Item = &'m f32>) -> Vec<f32> {
    let mut distance = FAR;
    let step = |margin: &f32| {
        let found = distance;
        distance = if *margin > TAKEN { 1.0 } else { (distance + 1.0).min(FAR) };
        found
    };
    margins.map(step).collect()
}
