//! Whether the page is an article at all.

use crate::draft::Shape;
use crate::features::Features;
use dateline_record::{BlockKind, FurnitureReason, PageKind, Verdict};

/// Sums up what the labelled pieces say about the page as a whole.
pub(crate) fn of_page(features: &[Features], kinds: &[BlockKind]) -> Verdict {
    let mass_where = |holds: &dyn Fn(BlockKind) -> bool| -> f32 {
        features.iter().zip(kinds).filter(|(_, kind)| holds(**kind)).map(|(piece, _)| piece.mass).sum()
    };
    let body = mass_where(&|kind| kind.is_body());
    let captions = mass_where(&|kind| kind == BlockKind::Caption);
    let all: f32 = features.iter().map(|piece| piece.mass).sum();
    let kind_of = |kind, confidence| Verdict { kind, confidence };
    if features.is_empty() {
        return kind_of(PageKind::Error, 0.9);
    }
    if body < 1200.0 {
        let said =
            |holds: fn(&Features) -> bool| features.iter().any(|piece| holds(piece) && piece.mass < 400.0);
        if said(|piece| piece.hits.error) && body < 700.0 {
            return kind_of(PageKind::Error, 0.9);
        }
        if said(|piece| piece.hits.consent) && other_body(features, kinds) < 450.0 {
            return kind_of(PageKind::Consent, 0.7);
        }
    }
    if captions > 200.0 && captions > 2.0 * body {
        return kind_of(PageKind::Gallery, 0.7);
    }
    if is_list_of_teasers(features, kinds) {
        return kind_of(PageKind::Index, 0.8);
    }
    let linked: f32 = features.iter().map(|piece| piece.mass * piece.link).sum();
    if body < 400.0 && linked > 0.5 * all && linked > 1000.0 {
        return kind_of(PageKind::Index, 0.8);
    }
    let short_lines = features.iter().filter(|piece| piece.mass < 120.0).count();
    if body < 300.0 && short_lines > 60 {
        return kind_of(PageKind::Index, 0.6);
    }
    // The more running text, and the larger its share, the surer.
    let share = f64::from(body / all.max(1.0));
    let amount = f64::from((body / 1500.0).min(1.0));
    kind_of(PageKind::Article, ((0.35 + 0.45 * amount + 0.2 * share) * 100.0).round() / 100.0)
}

/// Running text that does not ask for consent: a cookie bar stands under many an article.
fn other_body(features: &[Features], kinds: &[BlockKind]) -> f32 {
    let asks = |piece: &Features| {
        piece.hits.consent || matches!(piece.hits.furniture, Some((FurnitureReason::Cookies, _)))
    };
    let body = features.iter().zip(kinds).filter(|(piece, kind)| kind.is_body() && !asks(piece));
    body.map(|(piece, _)| piece.mass).sum()
}

/// Headings that are links, each with a line or two under it, and no paragraph of any length.
fn is_list_of_teasers(features: &[Features], kinds: &[BlockKind]) -> bool {
    let is_link = |piece: &&Features| matches!(piece.shape, Shape::Heading(2..)) && piece.link > 0.8;
    let longest = features
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| kind.is_body())
        .map(|(piece, _)| piece.mass)
        .fold(0.0, f32::max);
    longest < 160.0 && features.iter().filter(is_link).count() >= 5
}
