//! How much each piece looks like running text of the article: a small table of readable rules.
//!
//! The scores give the run of pieces around which [`crate::classify`] labels the page, and are among
//! the measures that the learned trees of [`crate::chooser`] ask about.

use crate::draft::{Hints, Shape};
use crate::features::Features;
use crate::lexicon::Anchor;
use dateline_record::FurnitureReason;

/// The worst a line without words of furniture can score.
const LINE_FLOOR: f32 = -0.8;

/// One line of the table: a measure, and what it is worth.
struct Rule {
    /// What the rule is about, for people.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people too"))]
    name: &'static str,
    weight: f32,
    measure: fn(&Features) -> f32,
}

const RULES: [Rule; 16] = [
    Rule { name: "every piece has to earn its place", weight: -1.0, measure: |_| 1.0 },
    Rule { name: "length", weight: 1.0, measure: |f| (f.mass / 80.0).min(3.0) },
    Rule { name: "ends as a sentence", weight: 0.8, measure: |f| flag(f.ends && f.mass >= 20.0) },
    Rule { name: "commas and stops inside", weight: 0.15, measure: |f| f32::from(f.stops.min(6)) },
    Rule { name: "short and not a sentence", weight: -0.5, measure: |f| flag(f.mass < 60.0 && !f.ends) },
    Rule { name: "links", weight: -2.5, measure: |f| (f.link - 0.25).max(0.0) },
    Rule { name: "mostly digits", weight: -0.5, measure: |f| flag(f.digits > 0.5) },
    Rule { name: "a list item", weight: -0.4, measure: |f| flag(f.shape == Shape::Item) },
    Rule {
        name: "a short list item",
        weight: -0.6,
        measure: |f| flag(f.shape == Shape::Item && f.mass < 40.0),
    },
    Rule { name: "a button or box", weight: -2.0, measure: |f| flag(f.shape == Shape::Control) },
    Rule { name: "the same again", weight: -0.7, measure: |f| flag(f.copies > 1) },
    Rule { name: "words of furniture", weight: -1.0, measure: |f| wall(f) },
    Rule { name: "nothing but words of buttons", weight: -2.0, measure: |f| flag(f.buttons.is_some()) },
    Rule {
        name: "in an element named as furniture",
        weight: -2.5,
        measure: |f| flag(f.hints.any(FURNITURE)),
    },
    Rule { name: "hidden", weight: -4.0, measure: |f| flag(f.hints.any(Hints::HIDDEN)) },
    Rule {
        name: "in an element named as content",
        weight: 0.4,
        measure: |f| flag(f.hints.any(Hints::CONTENT)),
    },
];

/// Elements whose names say that they do not hold the article.
pub(crate) const FURNITURE: Hints = Hints::NAVIGATION
    .with(Hints::ASIDE)
    .with(Hints::FOOTER)
    .with(Hints::COMMENTS)
    .with(Hints::RELATED)
    .with(Hints::PROMOTION)
    .with(Hints::COOKIES)
    .with(Hints::LOGIN)
    .with(Hints::LEGAL);

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// What a piece with words of furniture costs whoever wants to read on across it. Comments end
/// an article; pointers to other articles stand in the middle of many.
fn wall(features: &Features) -> f32 {
    let Some((reason, anchor)) = features.hits.furniture else { return 0.0 };
    let height = match reason {
        FurnitureReason::Comments => 14.0,
        FurnitureReason::Legal | FurnitureReason::Cookies | FurnitureReason::Login => 6.0,
        FurnitureReason::Related => 1.2,
        _ => 2.0,
    };
    match anchor {
        Anchor::Line => height,
        Anchor::Start if features.mass < 250.0 => height,
        Anchor::Any if features.mass < 250.0 => height * 0.7,
        _ => 0.5,
    }
}

/// The sum of all rules for one piece.
pub(crate) fn score(features: &Features) -> f32 {
    RULES.iter().map(|rule| rule.weight * (rule.measure)(features)).sum()
}

/// The same for a line of a flattened page. A menu has many lines, so a single one that is no
/// running text need not cost much; words of furniture still do.
pub(crate) fn flat(features: &Features) -> f32 {
    let score = score(features);
    if features.hits.furniture.is_some() { score } else { score.max(LINE_FLOOR) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_what_it_is_about_once() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
