//! Whether the page is an article at all.

use crate::classify::{Label, Labels};
use crate::draft::Shape;
use crate::features::Features;
use crate::listing;
use dateline_record::{BlockKind, FurnitureReason, PageKind, Verdict};

/// A page without text and with more lines that are no known furniture leads elsewhere.
const MOST_LINES: usize = 12;

/// An error page that says nothing else in its headline may have so much text below: "What others read".
const BELOW_ERROR: f32 = 3000.0;

/// A page with more text beside what speaks for an error or a wall is an article about one, or with one in it.
const OTHER_TEXT: f32 = 450.0;

/// Sums up what the labelled pieces say about the page as a whole.
pub(crate) fn of_page(texts: &[&str], features: &[Features], labels: &Labels) -> Verdict {
    let kinds: Vec<BlockKind> = labels.list.iter().map(|label| label.kind).collect();
    let mass_where = |holds: &dyn Fn(BlockKind) -> bool| -> f32 {
        features.iter().zip(&kinds).filter(|(_, kind)| holds(**kind)).map(|(piece, _)| piece.mass).sum()
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
        if said(|piece| piece.hits.error)
            && other_body(features, &kinds, |piece| piece.hits.error) < OTHER_TEXT
        {
            return kind_of(PageKind::Error, 0.9);
        }
        if said(|piece| piece.hits.consent) && other_body(features, &kinds, asks_consent) < OTHER_TEXT {
            return kind_of(PageKind::Consent, 0.7);
        }
    }
    if body < BELOW_ERROR && is_error_headline(features, labels) {
        return kind_of(PageKind::Error, 0.7);
    }
    if captions > 200.0 && captions > 2.0 * body {
        return kind_of(PageKind::Gallery, 0.7);
    }
    if is_list_of_teasers(features, &kinds) {
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
    if body == 0.0 {
        return kind_of(without_text(features, captions), 0.5);
    }
    if listing::is_list(texts, features, labels) {
        return kind_of(PageKind::Index, 0.7);
    }
    // The more running text, and the larger its share, the surer.
    let share = f64::from(body / all.max(1.0));
    let amount = f64::from((body / 1500.0).min(1.0));
    kind_of(PageKind::Article, ((0.35 + 0.45 * amount + 0.2 * share) * 100.0).round() / 100.0)
}

/// What a page is on which nothing is text of an article.
fn without_text(features: &[Features], captions: f32) -> PageKind {
    let walls = features.iter().any(|piece| asks_consent(piece) || is_login(piece));
    let lines =
        features.iter().filter(|piece| piece.says_something && piece.hits.furniture.is_none()).count();
    if captions > 0.0 {
        PageKind::Gallery
    } else if lines > MOST_LINES {
        PageKind::Index
    } else if walls {
        PageKind::Consent
    } else {
        PageKind::Error
    }
}

/// Whether the headline says that there is no page, and nothing else.
fn is_error_headline(features: &[Features], labels: &Labels) -> bool {
    let is_title = |label: &Label| label.why == Some(FurnitureReason::Title);
    features.iter().zip(&labels.list).any(|(piece, label)| is_title(label) && piece.hits.error_alone)
}

/// Body that does not say so itself: a cookie bar stands under many an article.
fn other_body(features: &[Features], kinds: &[BlockKind], says_so: fn(&Features) -> bool) -> f32 {
    let body = features.iter().zip(kinds).filter(|(piece, kind)| kind.is_body() && !says_so(piece));
    body.map(|(piece, _)| piece.mass).sum()
}

fn asks_consent(piece: &Features) -> bool {
    piece.hits.consent || matches!(piece.hits.furniture, Some((FurnitureReason::Cookies, _)))
}

fn is_login(piece: &Features) -> bool {
    matches!(piece.hits.furniture, Some((FurnitureReason::Login, _)))
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
