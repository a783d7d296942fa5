//! Where dates are printed in the visible text. What they say is for `dateline-dates` to read.

use crate::classify::{Label, Labels};
use crate::date_roles::{Labelled, in_line, page_text, settled};
use crate::date_shape::{Shape, has_short_year, shape, spare_letters};
use crate::dateline;
use crate::draft::Hints;
use crate::features::Features;
use crate::letter::is_longer;
use crate::relative::{counts_back, is_relative};
use crate::teaser_dates;
use dateline_record::{BlockKind, DateRole, FurnitureReason, PrintedDate};
use std::ops::Range;

/// A date line has few words beside the date: author, section, a counter of readers.
const LONGEST_LINE: usize = 120;

/// How many pieces before the body, and after it, may hold the page's own date though it is told in part.
const REACH: usize = 14;

/// How many pieces at the body's ends may be lines about the page rather than of the story.
const EDGE: usize = 3;

/// A caption that says more beside its date is one, and no date line that looks like a caption.
const CAPTION: f32 = 20.0;

/// How many such dates are taken down; a page of teasers has one a teaser.
const MOST: usize = 24;

/// Whether the line is about a date and nothing else.
pub(crate) fn is_date_line(text: &str, features: &Features) -> bool {
    // Most pieces have no figures, and cost no more than this.
    if features.digits == 0.0 {
        return false;
    }
    if is_longer(text, LONGEST_LINE) {
        return false;
    }
    let length = text.chars().count();
    let furniture = features.hits.furniture.is_some_and(|(reason, _)| reason != FurnitureReason::Login);
    if furniture && length > 60 {
        return false;
    }
    let named = is_named(features);
    let says_so = match shape(text) {
        Shape::Whole => {
            named && !features.ends && spare_letters(text) <= 70.0
                || spare_letters(text) <= 20.0 && length <= 60
        }
        Shape::Part => named && spare_letters(text) <= 30.0 || counts_back(text),
        Shape::None => counts_back(text),
    };
    says_so && !is_sentence(text, features)
}

/// Whether it ends as a sentence does and says more than a date: "16 августа 2024 г." does not.
fn is_sentence(text: &str, features: &Features) -> bool {
    let most = if text.ends_with('。') { 0.0 } else { 12.0 };
    features.ends && spare_letters(text) > most
}

/// Whether a word such as "Published", or the element's name, says that a date stands here.
fn is_named(features: &Features) -> bool {
    features.hits.published || features.hits.modified || features.hints.any(Hints::DATE)
}

/// The dates printed in lines of their own or beside authors and sections, wherever "Published" or the like stands
/// beside one, and in the first and last lines of the body. In the order of the page; of very many those nearest to
/// a headline.
pub(crate) fn of_page(texts: &[&str], features: &[Features], labels: &Labels) -> Vec<PrintedDate> {
    let near = near_body(labels);
    let head = head(labels);
    // Below the readers' comments every date is a reader's.
    let is_comment = |index: &usize| labels.list[*index].why == Some(FurnitureReason::Comments);
    let comments = (labels.body.end..texts.len()).find(is_comment).unwrap_or(texts.len());
    let fits = |index: &usize| {
        let (index, features) = (*index, &features[*index]);
        if !may_hold_date(labels, index, texts[index], features)
            || labels.left_out[index]
            || index >= comments
            || features.hits.other_date
            || features.hints.any(Hints::CLOCK)
            || features.digits == 0.0
            || is_longer(texts[index], LONGEST_LINE)
        {
            return false;
        }
        let (text, in_head) = (texts[index], head.contains(&index));
        let holds = match shape(text) {
            Shape::Whole => true,
            Shape::Part => {
                labels.list[index].kind == BlockKind::Furniture
                    && near.contains(&index)
                    && (is_named(features)
                        || has_short_year(text)
                        || in_head && spare_letters(text) <= 12.0
                        || in_head && is_relative(text))
            }
            Shape::None => in_head && is_relative(text),
        };
        holds && !tells(texts[index], features)
    };
    let mut lines: Vec<usize> = (0..texts.len()).filter(fits).collect();
    if lines.len() > MOST {
        let heads = headlines(labels);
        lines.sort_by_cached_key(|line| {
            // The headlines are in the order of the page, and a hostile page has very many.
            let next = heads.partition_point(|head| head < line);
            heads[next.saturating_sub(1)..].iter().take(2).map(|head| head.abs_diff(*line)).min()
        });
        lines.truncate(MOST);
        lines.sort_unstable();
    }
    let lines = teaser_dates::without(lines, texts, features, labels);
    let opening = dateline::of_body(texts, labels).filter(|(index, _)| !lines.contains(index));
    let in_lines = lines.into_iter().flat_map(|index| {
        let (text, hits) = (texts[index], features[index].hits);
        if head.contains(&index) && is_relative(text) {
            return vec![Labelled::new(text, index, hits)];
        }
        in_line(text, index, hits)
    });
    let mut found: Vec<PrintedDate> = settled(in_lines.take(MOST).collect()).collect();
    if let Some((index, date)) = opening {
        let place = found.partition_point(|date| date.block < Some(index));
        found.insert(place, page_text(date, DateRole::Unknown, index));
    }
    found
}

/// Whether a piece may be a line about the page: furniture that is nobody's comment, no pointer elsewhere and no
/// caption said twice; or at either end of the body; or what looks like a caption right over the headline or under it.
fn may_hold_date(labels: &Labels, index: usize, text: &str, features: &Features) -> bool {
    let label = labels.list[index];
    let body = &labels.body;
    match label.kind {
        BlockKind::Furniture => !matches!(
            label.why,
            Some(FurnitureReason::Duplicate | FurnitureReason::Comments | FurnitureReason::Related)
        ),
        BlockKind::Caption => {
            let is_title = |label: &Label| label.why == Some(FurnitureReason::Title);
            let is_of_picture = features.hits.credit || spare_letters(text) > CAPTION;
            (!is_of_picture || features.hits.published)
                && [index.checked_sub(1), Some(index + 1)]
                    .into_iter()
                    .flatten()
                    .any(|beside| labels.list.get(beside).is_some_and(is_title))
        }
        _ => (body.start..body.start + EDGE).contains(&index) || index + EDGE >= body.end,
    }
}

/// The pieces that say the title; the beginning of the body where there is none.
fn headlines(labels: &Labels) -> Vec<usize> {
    let is_title = |index: &usize| labels.list[*index].why == Some(FurnitureReason::Title);
    let heads: Vec<usize> = (0..labels.list.len()).filter(is_title).collect();
    if heads.is_empty() { vec![labels.body.start] } else { heads }
}

/// Whether it is a sentence of a story, though cut off from it, that mentions a date.
fn tells(text: &str, features: &Features) -> bool {
    let introduced = (features.hits.published || features.hits.modified) && !text.ends_with('。');
    !introduced && is_sentence(text, features)
}

/// From the headline to the first paragraph.
fn head(labels: &Labels) -> Range<usize> {
    let is_title = |index: &usize| labels.list[*index].why == Some(FurnitureReason::Title);
    let is_body = |label: &Label| label.kind.is_body();
    let start = labels.list.iter().position(is_body).unwrap_or(labels.body.start);
    let title = (0..start).rev().take(REACH).find(is_title);
    title.map_or(start..start, |title| title + 1..start + 1)
}

/// The body and some pieces around it, from the headline on.
fn near_body(labels: &Labels) -> Range<usize> {
    let body = &labels.body;
    let is_title = |index: &usize| labels.list[*index].why == Some(FurnitureReason::Title);
    let title = (0..body.start)
        .rev()
        .take(3 * REACH)
        .find(is_title)
        .map_or(body.start, |title| title.saturating_sub(4));
    title.min(body.start.saturating_sub(REACH))..(body.end + REACH / 2).min(labels.list.len())
}
