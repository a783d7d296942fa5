//! The dates of teasers: other articles' days, which stand in lists.

use crate::classify::Labels;
use crate::date_shape::spare_letters;
use crate::features::Features;
use dateline_record::{BlockKind, FurnitureReason};

/// So many teasers, and no fewer, are known by their distances alone.
const LIST: usize = 3;

/// How many pieces a teaser has at most: section, headline, lead, date.
const TALLEST: usize = 4;

/// A shorter text beside a date is an author, a section, a counter; a headline is longer.
const HEADLINE: f32 = 10.0;

/// Of the lines that hold dates those that are no teasers'.
pub(crate) fn without(
    lines: Vec<usize>,
    texts: &[&str],
    features: &[Features],
    labels: &Labels,
) -> Vec<usize> {
    let has_why = |index: usize, why| labels.list[index].why == Some(why);
    let is_bare = |index: usize| !features[index].hits.published && !features[index].hits.modified;
    let is_headline = |index: usize| {
        labels.list[index].kind == BlockKind::Furniture
            && !has_why(index, FurnitureReason::Title)
            && !features[index].hits.byline
            && spare_letters(texts[index]) > HEADLINE
    };
    // On a page that is no article the lists are all it has.
    let is_article = labels.body.clone().filter(|index| features[*index].is_prose()).nth(1).is_some();
    if !is_article {
        return lines;
    }
    let begins = |one: usize, step: usize| {
        !labels.body.contains(&one)
            && is_bare(one)
            && !(one.saturating_sub(step)..one).any(|before| has_why(before, FurnitureReason::Title))
    };
    let goes_on = |one: usize, next: usize| {
        next - one <= TALLEST
            && is_bare(next)
            && !labels.body.contains(&next)
            && (one < labels.body.start) == (next < labels.body.start)
            && !(one..next).any(|between| has_why(between, FurnitureReason::Title))
            && (is_headline(next) || (one + 1..next).any(is_headline))
    };
    let below_related = |index: usize, last: Option<usize>| {
        index > labels.body.end
            && is_bare(index)
            && (has_why(index - 1, FurnitureReason::Related) || last.is_some_and(|last| goes_on(last, index)))
    };
    let mut last_below = None;
    let mut kept = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let step = lines.get(at + 1).map(|next| next - lines[at]);
        let run =
            lines[at..].windows(2).take_while(|two| Some(two[1] - two[0]) == step && goes_on(two[0], two[1]));
        let length = 1 + run.count();
        if length >= LIST && begins(lines[at], step.unwrap_or(1)) {
            at += length;
            continue;
        }
        if below_related(lines[at], last_below) {
            last_below = Some(lines[at]);
        } else {
            kept.push(lines[at]);
        }
        at += 1;
    }
    kept
}
