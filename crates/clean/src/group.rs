//! What some pieces of a page are like, summed up.

use crate::draft::Shape;
use crate::features::Features;

/// Sums over some pieces.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Group {
    /// Elements that were put together.
    items: u32,
    pieces: f32,
    mass: f32,
    linked: f32,
    prose: f32,
    paragraphs: f32,
    pointers: f32,
}

impl Group {
    /// One piece.
    pub(crate) fn of(features: &Features) -> Self {
        let is_paragraph = matches!(features.shape, Shape::Paragraph);
        Self {
            items: 1,
            pieces: 1.0,
            mass: features.mass,
            linked: features.mass * features.link,
            prose: if features.is_prose() { features.mass } else { 0.0 },
            paragraphs: f32::from(u8::from(is_paragraph)),
            pointers: f32::from(u8::from(features.link > 0.8)),
        }
    }

    /// Adds the pieces of another, its elements not counted.
    pub(crate) fn add(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.mass += other.mass;
        self.linked += other.linked;
        self.prose += other.prose;
        self.paragraphs += other.paragraphs;
        self.pointers += other.pointers;
    }

    /// One more element is put together with these.
    pub(crate) fn add_item(&mut self, other: Self) {
        self.items += 1;
        self.add(other);
    }

    /// Whether there is no piece.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces == 0.0
    }

    /// How many elements.
    pub(crate) fn items(&self) -> f32 {
        self.items as f32
    }

    /// How many pieces.
    pub(crate) fn pieces(&self) -> f32 {
        self.pieces
    }

    /// How many pieces an element holds.
    pub(crate) fn per_item(&self) -> f32 {
        self.pieces / (self.items.max(1) as f32)
    }

    /// How many pieces of an element are nothing but a link: a teaser has one.
    pub(crate) fn pointers(&self) -> f32 {
        self.pointers / (self.items.max(1) as f32)
    }

    /// How long the pieces are on average.
    pub(crate) fn mean_mass(&self) -> f32 {
        self.mass / self.pieces.max(1.0)
    }

    /// How much of them is linked.
    pub(crate) fn link(&self) -> f32 {
        self.linked / self.mass.max(1.0)
    }

    /// The mass of running text.
    pub(crate) fn prose(&self) -> f32 {
        self.prose
    }

    /// How many of the pieces are marked as paragraphs.
    pub(crate) fn paragraphs(&self) -> f32 {
        self.paragraphs / self.pieces.max(1.0)
    }
}
