//! Where dates are printed in the visible text. What they say is for `dateline-dates` to read.

use crate::classify::Labels;
use crate::draft::Hints;
use crate::features::Features;
use crate::lexicon::normal;
use dateline_calendar::Calendar;
use dateline_record::{BlockKind, DateRole, DateSource, FurnitureReason, PrintedDate};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A date line has few words beside the date: author, section, a counter of readers.
const LONGEST_LINE: usize = 120;

/// How many pieces before the body, and after it, may hold the page's own date.
const REACH: usize = 14;

/// How many such dates are taken down; a page of teasers has one a teaser.
const MOST: usize = 24;

/// Names of months in all languages, lower case.
static MONTHS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let calendar = Calendar::builtin();
    let names = calendar.languages().filter_map(|language| calendar.names(language));
    names.flat_map(|names| names.months().map(|(name, _)| name.to_owned())).collect()
});

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
    let length = text.chars().count();
    let furniture = features.hits.furniture.is_some_and(|(reason, _)| reason != FurnitureReason::Login);
    if length > LONGEST_LINE || furniture && length > 60 {
        return false;
    }
    let named = is_named(features);
    match shape(text) {
        Shape::Whole => named && !features.ends || spare_letters(text) <= 20 && length <= 60,
        Shape::Part => named && spare_letters(text) <= 30,
        Shape::None => false,
    }
}

/// Whether a word such as "Published", or the element's name, says that a date stands here.
fn is_named(features: &Features) -> bool {
    features.hits.published || features.hits.modified || features.hints.any(Hints::DATE)
}

/// The dates printed in lines near the headline and the authors, and wherever "Published" or the
/// like stands beside one.
pub(crate) fn of_page(texts: &[&str], features: &[Features], labels: &Labels) -> Vec<PrintedDate> {
    let near = near_body(labels);
    let fits = |index: &usize| {
        let (index, features) = (*index, &features[*index]);
        if labels.list[index].kind != BlockKind::Furniture || texts[index].chars().count() > LONGEST_LINE {
            return false;
        }
        match shape(texts[index]) {
            Shape::Whole => near.contains(&index) || features.hits.published || features.hits.modified,
            Shape::Part => near.contains(&index) && is_named(features),
            Shape::None => false,
        }
    };
    (0..texts.len())
        .filter(fits)
        .take(MOST)
        .map(|index| PrintedDate {
            text: texts[index].to_owned(),
            role: role(&features[index]),
            from: DateSource::PageText,
            block: Some(index),
            value: None,
        })
        .collect()
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

fn role(features: &Features) -> DateRole {
    match (features.hits.published, features.hits.modified) {
        (true, _) => DateRole::Published,
        (false, true) => DateRole::Modified,
        (false, false) => DateRole::Unknown,
    }
}

/// Letters that belong to no month: what the line says beside the date.
fn spare_letters(text: &str) -> usize {
    normal(text)
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 2 && !MONTHS.contains(*word))
        .map(|word| word.chars().count())
        .sum()
}

fn shape(text: &str) -> Shape {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Shape::None;
    }
    let numbers = numbers(text);
    let year = numbers.iter().any(|(digits, _)| digits.len() == 4 && is_year(digits));
    let glued = numbers.iter().any(|(digits, _)| digits.len() == 8 && is_year(&digits[..4]));
    let small = numbers.iter().filter(|(digits, _)| digits.len() <= 2).count();
    let month = names_month(text);
    if glued || year && (month && small >= 1 || small >= 2 && has_date_signs(text)) {
        return Shape::Whole;
    }
    let short_year = small >= 3 && has_date_signs(text) && numbers.len() <= 6;
    if month && small >= 1 || short_year || text.contains(':') && small >= 2 {
        return Shape::Part;
    }
    Shape::None
}

fn is_year(digits: &str) -> bool {
    matches!(digits.parse::<u32>(), Ok(1900..=2099))
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

fn numbers(text: &str) -> Vec<(&str, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 {
            found.push((&text[at..at + length], at));
        }
        at += length.max(1);
    }
    found
}

fn names_month(text: &str) -> bool {
    normal(text).split(|c: char| !c.is_alphabetic()).any(|word| MONTHS.contains(word))
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
