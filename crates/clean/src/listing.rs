//! Whether a page is a list of what stands elsewhere, told by the text alone: flattened pages have no links.

use crate::classify::{Label, Labels};
use crate::date_shape;
use crate::date_span;
use crate::features::Features;
use dateline_record::FurnitureReason;

/// A list has so many entries at least.
const FEWEST: usize = 5;

/// An entry's words are shorter, text by text.
const LONGEST: f32 = 330.0;

/// The texts of an entry stand so near its date.
const NEAR: usize = 2;

/// The share of the text that entries hold.
const SHARE: f32 = 0.8;

/// The letters of a headline.
const HEADLINE: std::ops::Range<f32> = 15.0..150.0;

/// Shorter texts do not break off.
const SHORTEST_TEASER: f32 = 60.0;

/// Whether the body is entries, each with a headline and a day of its own, or texts that break off.
pub(crate) fn is_list(texts: &[&str], features: &[Features], labels: &Labels) -> bool {
    let body = || (0..texts.len()).filter(|index| labels.list[*index].kind.is_body());
    if body().any(|index| features[index].mass > LONGEST) {
        return false;
    }
    breaks_off(texts, features, body()) || is_dated(texts, features, labels)
}

/// Whether most of the texts stop where they have to be clicked.
fn breaks_off(texts: &[&str], features: &[Features], body: impl Iterator<Item = usize>) -> bool {
    let long: Vec<usize> = body.filter(|index| features[*index].mass > SHORTEST_TEASER).collect();
    let broken = long
        .iter()
        .filter(|index| texts[**index].ends_with(['…', ']']) || texts[**index].ends_with("..."))
        .count();
    broken >= FEWEST && broken * 3 > long.len() * 2
}

fn is_dated(texts: &[&str], features: &[Features], labels: &Labels) -> bool {
    let is_comment = |label: Label| label.why == Some(FurnitureReason::Comments);
    let may_be = |index: &usize| {
        let piece = &features[*index];
        piece.digits > 0.0 && !piece.ends && piece.mass < HEADLINE.end && !is_comment(labels.list[*index])
    };
    let candidates: Vec<usize> = (0..texts.len()).filter(may_be).collect();
    if candidates.len() < FEWEST {
        return false;
    }
    let body: Vec<usize> = (0..texts.len()).filter(|index| labels.list[*index].kind.is_body()).collect();
    let is_told = body.iter().any(|index| features[*index].is_prose());
    // Below an article stands a list of others.
    let reach = match body.as_slice() {
        [first, .., last] if is_told => first.saturating_sub(NEAR)..last + NEAR + 1,
        _ => 0..texts.len(),
    };
    let days: Vec<usize> = candidates
        .into_iter()
        .filter(|index| reach.contains(index) && is_dated_line(texts[*index]))
        .collect();
    // What has the same words as one before is not counted: each update of a report tells the same day.
    let different = days.iter().filter(|index| features[**index].first == **index).count();
    if different < FEWEST {
        return false;
    }
    let near = |index: usize| {
        let next = days.partition_point(|day| *day < index);
        days[next.saturating_sub(1)..].iter().take(2).any(|day| day.abs_diff(index) <= NEAR)
    };
    let mass = |index: &usize| features[*index].mass;
    let entries: f32 = body.iter().filter(|index| near(**index)).map(mass).sum();
    let all: f32 = body.iter().map(mass).sum();
    let headed = days.iter().filter(|day| is_headed(**day, features)).count();
    headed * 2 > days.len() && (!is_told || entries >= SHARE * all)
}

/// Whether a line begins or ends with a day: in a sentence it stands amid other words, and behind a dash it is said when
/// somebody wrote what is quoted.
fn is_dated_line(line: &str) -> bool {
    let at_an_end = |date: &&str| line.starts_with(*date) || line.ends_with(*date);
    !line.starts_with(['—', '–'])
        && date_shape::is_whole(line)
        && date_span::stretches(line).iter().any(at_an_end)
}

/// Whether a headline stands in the line of a day, or right above: in a chronicle there is none.
fn is_headed(day: usize, features: &[Features]) -> bool {
    let is_headline = |index: usize| !features[index].ends && HEADLINE.contains(&features[index].mass);
    (day.saturating_sub(NEAR)..=day).any(is_headline)
}
