//! Words under a picture.

use crate::draft::{Hints, Shape};
use crate::features::Features;
use crate::letter::{is_longer, normal};
use crate::lexicon::Lexicon;
use memchr::memchr;

/// Longer texts are no captions.
const LONGEST: usize = 600;

/// Shorter texts (in bytes) do not end in a credit: they are menus.
const SHORTEST_WITH_CREDIT: usize = 24;

/// A credit at the end of a text has no more characters.
const TAIL: usize = 61;

/// Whether a piece is a caption: the markup says so, or it closes with a credit.
pub(crate) fn is_caption(text: &str, features: &Features, lexicon: &Lexicon) -> bool {
    if is_longer(text, LONGEST) {
        return false;
    }
    features.shape == Shape::Caption
        || features.hints.any(Hints::CAPTION)
        || has_credit(text, features.hits.credit, lexicon)
}

/// `… [AP/YONHAP]`, `… (Photo: Ann Lee)`, `Photo: Ann Lee`.
fn has_credit(text: &str, starts_so: bool, lexicon: &Lexicon) -> bool {
    if let Some(credit) = last_brackets(text) {
        let credit = normal(credit);
        return starts_as_credit(&credit, lexicon) || is_agency(&credit, lexicon);
    }
    (starts_so && text.chars().count() <= 120 && starts_as_label(&normal(text), lexicon))
        || ends_as_credit(text, lexicon)
}

/// What stands in brackets at the very end.
fn last_brackets(text: &str) -> Option<&str> {
    // "… according to the news agency (AP)." is a sentence, so a stop at the end ends the matter.
    if !text.ends_with([']', ')', '）', '】', '>', '/']) {
        return None;
    }
    let pairs = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('<', '>'), ('/', '/')];
    pairs.iter().find_map(|(open, close)| {
        let inner = text.strip_suffix(*close)?;
        Some(inner[inner.rfind(*open)? + open.len_utf8()..].trim())
    })
}

fn is_agency(credit: &str, lexicon: &Lexicon) -> bool {
    let mut parts = credit
        .split(['/', '|', ',', '-', '=', '–'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some()
        && (lexicon.agencies.contains(credit) || parts.all(|part| lexicon.agencies.contains(part)))
}

/// A word such as "photo", then the end, a colon or a name.
fn starts_as_credit(credit: &str, lexicon: &Lexicon) -> bool {
    lexicon.credits.iter().any(|word| {
        credit.strip_prefix(word.as_str()).is_some_and(|rest| {
            rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || crate::flat::is_wide(c))
                && rest.chars().count() <= 60
        })
    })
}

/// `… Archive photo`, `… 丁若水 摄`, `…. Photo: R. Penhallow`.
fn ends_as_credit(text: &str, lexicon: &Lexicon) -> bool {
    // Most lines of a page are shorter; and not each needs its letters folded.
    if text.len() < SHORTEST_WITH_CREDIT {
        return false;
    }
    // A word that closes a credit, or a colon before a name.
    let closes = text.chars().next_back().is_some_and(|last| lexicon.credit_last.contains(&last));
    let from = last_characters(text, TAIL);
    let tail = &text[from..];
    let has_colon = || memchr(b':', tail.as_bytes()).is_some() || !tail.is_ascii() && tail.contains('：');
    if !closes && !has_colon() {
        return false;
    }
    let tail = normal(tail);
    if from == 0 && tail.chars().count() < 8 {
        return false;
    }
    if lexicon.credit_ends.iter().any(|word| tail.ends_with(word.as_str())) {
        return true;
    }
    // A sentence, then the credit.
    let last = tail.match_indices([':', '：']).next_back().map_or("", |(at, _)| tail[..at].trim_end());
    lexicon.credits.iter().any(|word| {
        last.strip_suffix(word.as_str())
            .is_some_and(|rest| rest.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '»']))
    })
}

/// Where the last `count` characters of a text begin.
fn last_characters(text: &str, count: usize) -> usize {
    let at_least = text.floor_char_boundary(text.len().saturating_sub(count));
    if text[at_least..].is_ascii() {
        return at_least;
    }
    text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at)
}

fn starts_as_label(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.credits.iter().any(|word| {
        text.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.trim_start().starts_with([':', '：', '=', '|', '/', '©', '・']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_make_captions() {
        let lexicon = Lexicon::builtin();
        for text in [
            "The bridge of Ostrava Bay in March [AP/YONHAP]",
            "The bridge (Photo: Ann Lee)",
            "Die Brücke. (Foto: dpa)",
            "다리의 모습. [연합뉴스]",
            "Photo: Ann Lee",
            "Mr. Oake at the flagstaff. Photo: R. Lund",
            "市民在广场观看升旗仪式。记者 丁某 摄",
            "Глава совета. Архивное фото",
        ] {
            assert!(has_credit(text, true, lexicon), "{text}");
        }
        for text in [
            "She spoke to the council (in March)",
            "That was that, said the Agency (AP).",
            "Photographs were shown.",
            "The [sic] bridge",
        ] {
            assert!(!has_credit(text, true, lexicon), "{text}");
        }
    }
}
