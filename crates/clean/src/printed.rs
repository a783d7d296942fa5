//! Where dates are printed in the visible text. What they say is for `dateline-dates` to read.

use crate::classify::{Label, Labels};
use crate::date_span::{self, figures, is_date_sign, is_month, is_weekday, is_year};
use crate::dateline;
use crate::draft::Hints;
use crate::features::Features;
use crate::flat::is_wide;
use crate::letter::{is_letter, is_longer, normal};
use crate::lexicon::{Hits, Lexicon};
use dateline_record::{BlockKind, DateRole, DateSource, FurnitureReason, PrintedDate};
use std::ops::Range;

/// A date line has few words beside the date: author, section, a counter of readers.
const LONGEST_LINE: usize = 120;

/// How many pieces before the body, and after it, may hold the page's own date though it is told in part.
const REACH: usize = 14;

/// How many pieces at the body's ends may be lines about the page rather than of the story.
const EDGE: usize = 3;

/// How many such dates are taken down; a page of teasers has one a teaser.
const MOST: usize = 24;

/// How sure a text is to hold a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    /// No date that could be the page's.
    None,
    /// A month and a day, a clock time, "2 hours ago": only beside a word such as "Published".
    Part,
    /// Day, month and year.
    Whole,
}

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
        Shape::Part => named && spare_letters(text) <= 30.0,
        Shape::None => false,
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
    // Below the readers' comments every date is a reader's.
    let is_comment = |index: &usize| labels.list[*index].why == Some(FurnitureReason::Comments);
    let comments = (labels.body.end..texts.len()).find(is_comment).unwrap_or(texts.len());
    let fits = |index: &usize| {
        let (index, features) = (*index, &features[*index]);
        if !may_hold_date(labels, index)
            || labels.left_out[index]
            || index >= comments
            || features.hits.other_date
            || features.digits == 0.0
            || is_longer(texts[index], LONGEST_LINE)
        {
            return false;
        }
        let holds = match shape(texts[index]) {
            Shape::Whole => true,
            Shape::Part => {
                labels.list[index].kind == BlockKind::Furniture
                    && near.contains(&index)
                    && (is_named(features) || has_short_year(texts[index]))
            }
            Shape::None => false,
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
    let opening = dateline::of_body(texts, labels).filter(|(index, _)| !lines.contains(index));
    let in_lines = lines.into_iter().flat_map(|index| in_line(texts[index], index, &features[index]));
    let mut found: Vec<PrintedDate> = in_lines.take(MOST).collect();
    if let Some((index, date)) = opening {
        let place = found.partition_point(|date| date.block < Some(index));
        found.insert(place, page_text(date, DateRole::Unknown, index));
    }
    found
}

/// A date that the page's text prints.
fn page_text(text: &str, role: DateRole, index: usize) -> PrintedDate {
    let from = DateSource::PageText;
    PrintedDate { text: text.to_owned(), role, from, block: Some(index), value: None }
}

/// Whether a piece may be a line about the page: furniture that is nobody's comment, no pointer elsewhere and no
/// caption said twice; or at either end of the body; or what looks like a caption right over the headline or under it.
fn may_hold_date(labels: &Labels, index: usize) -> bool {
    let label = labels.list[index];
    let body = &labels.body;
    match label.kind {
        BlockKind::Furniture => !matches!(
            label.why,
            Some(FurnitureReason::Duplicate | FurnitureReason::Comments | FurnitureReason::Related)
        ),
        BlockKind::Caption => {
            let is_title = |label: &Label| label.why == Some(FurnitureReason::Title);
            [index.checked_sub(1), Some(index + 1)]
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

/// The dates of one line: "Published 5 March 2024, updated 6 March 2024".
fn in_line(line: &str, index: usize, features: &Features) -> Vec<PrintedDate> {
    let printed = |text: &str, role| page_text(text, role, index);
    let sure = shape(line);
    let stretches: Vec<&str> =
        date_span::stretches(line).into_iter().filter(|date| shape(date) == sure).collect();
    match stretches.as_slice() {
        // The date cannot be told from what stands around it.
        [] => vec![printed(line, role(features.hits))],
        [date] => vec![printed(date_span::without_counter(date), role(features.hits))],
        dates => {
            let mut rest = line;
            let role_of = |date: &&str| {
                let (before, after) = rest.split_once(*date).unwrap_or_default();
                rest = after;
                let hits = Lexicon::builtin().hits(&normal(before), false);
                // "mis à jour le" holds "le", which alone stands before a day of publication.
                printed(date, role(Hits { published: hits.published && !hits.modified, ..hits }))
            };
            dates.iter().map(role_of).collect()
        }
    }
}

/// Whether it is a sentence of a story, though cut off from it, that mentions a date.
fn tells(text: &str, features: &Features) -> bool {
    let introduced = (features.hits.published || features.hits.modified) && !text.ends_with('。');
    !introduced && is_sentence(text, features)
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

fn role(hits: Hits) -> DateRole {
    match (hits.published, hits.modified) {
        (true, _) => DateRole::Published,
        (false, true) => DateRole::Modified,
        (false, false) => DateRole::Unknown,
    }
}

/// Letters that belong to no month: what the line says beside the date. An East Asian one counts
/// for two and a half.
fn spare_letters(text: &str) -> f32 {
    let words = text.split(|c: char| !is_letter(c));
    words.filter(|word| !is_month(word)).map(spare_in).sum()
}

fn spare_in(word: &str) -> f32 {
    if word.contains(is_wide) {
        return 2.5 * word.chars().filter(|c| !is_date_sign(*c)).count() as f32;
    }
    let length = word.chars().count();
    if length > 2 { length as f32 } else { 0.0 }
}

/// Whether a text holds day, month and year.
pub(crate) fn is_whole(text: &str) -> bool {
    shape(text) == Shape::Whole
}

fn shape(text: &str) -> Shape {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Shape::None;
    }
    let Numbers { year, glued, small, .. } = Numbers::of(text);
    // Looking names up costs most, so it is done last.
    let month = || names(text, is_month);
    let with_day = || small >= 1 || text.len() < 60 && names(text, is_weekday);
    if glued || year && (small >= 2 && has_date_signs(text) || with_day() && month()) {
        return Shape::Whole;
    }
    if text.contains(':') && small >= 2 || has_short_year(text) || small >= 1 && month() {
        return Shape::Part;
    }
    Shape::None
}

/// Three small figures with the signs of dates, and little else: "31.10.23", "19.10.19, 11:29".
fn has_short_year(text: &str) -> bool {
    let Numbers { all, small, .. } = Numbers::of(text);
    small >= 3 && all <= 6 && has_date_signs(text)
}

/// Digits joined by the signs dates are written with: `16.08.2024`, `2024-08-16`, `2024年8月16日`.
fn has_date_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let joined = |at: usize| bytes[at].is_ascii_digit() && bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
    let by_sign =
        (0..bytes.len()).filter(|at| joined(*at) && matches!(bytes[at + 1], b'.' | b'-' | b'/')).count() >= 2;
    by_sign
        || ['年', '년'].iter().any(|sign| text.contains(*sign))
        || text.contains(". ") && spaced_dots(text)
}

/// `2024. 8. 16.`, as Korean pages write.
fn spaced_dots(text: &str) -> bool {
    text.split(". ").filter(|part| part.ends_with(|c: char| c.is_ascii_digit())).count() >= 2
}

/// What the numbers of a text may be to a date.
#[derive(Default)]
struct Numbers {
    all: usize,
    /// How many have one figure or two.
    small: usize,
    /// Whether one is a year.
    year: bool,
    /// Whether one of eight figures begins with a year.
    glued: bool,
}

impl Numbers {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut found = Self::default();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
            at += next;
            let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let length = figures(text, at, length);
            found.all += 1;
            found.small += usize::from(length <= 2);
            found.year |= length == 4 && is_year(&text[at..at + 4]);
            found.glued |= length == 8 && is_year(&text[at..at + 4]);
            at += length;
        }
        found
    }
}

/// Whether one of the words is such a name.
fn names(text: &str, is_name: fn(&str) -> bool) -> bool {
    text.split(|c: char| !is_letter(c)).any(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_dates_are_known_in_many_hands() {
        for text in [
            "Aug 16, 2024 07:14 270",
            "16.08.2024, 07:14",
            "2024-08-16",
            "16/08/2024",
            "2024年8月16日",
            "2024. 8. 16.",
            "입력 2024.08.16 07:14",
            "16 августа 2024, 07:14",
            "Vendredi 16 août 2024",
            "16/08/20240 comments",
        ] {
            assert_eq!(shape(text), Shape::Whole, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in ["270 readers", "Home", "In 2024 the bridge fell", "2023-24 season", "12 comments"] {
            assert!(shape(text) < Shape::Whole, "{text}");
        }
    }
}
