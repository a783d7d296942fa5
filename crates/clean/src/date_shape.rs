//! Whether a text holds a date, told by its figures, signs and names alone.

use crate::date_span::{figures, is_date_sign, is_month, is_weekday, is_year};
use crate::flat::is_wide;
use crate::letter::is_letter;

/// How sure a text is to hold a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// No date that could be the page's.
    None,
    /// A month and a day, a clock time, "2 hours ago": only beside a word such as "Published".
    Part,
    /// Day, month and year.
    Whole,
}

/// Whether a text holds day, month and year.
pub(crate) fn is_whole(text: &str) -> bool {
    shape(text) == Shape::Whole
}

pub(crate) fn shape(text: &str) -> Shape {
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
pub(crate) fn has_short_year(text: &str) -> bool {
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

/// Letters that belong to no month: what the line says beside the date. An East Asian one counts
/// for two and a half.
pub(crate) fn spare_letters(text: &str) -> f32 {
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
