//! How much is quoted: a sentence of somebody's, a few words held at arm's length, the name of a book.

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, Scene};
use crate::sentence::quotation::Quotation;
use std::ops::Range;

/// Fewer words than this are a name or a word held at arm's length, unless somebody says them.
const WHOLE_SENTENCE: usize = 4;

/// Whether a sentence has quoted words alone.
pub(crate) fn is_bare(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    let and = scene.language.list(List::And);
    reading.items[sentence.clone()].iter().all(|item| {
        matches!(item.class, class::QUOTE | class::SOFT_STOP | class::COMMA | class::DASH)
            || Some(item.class) == and
    })
}

/// Whether quoted words are too many to be held at arm's length, or stand behind a colon.
pub(crate) fn is_long(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    const WORDS: usize = 3;
    const LETTERS: usize = 7;
    let words = &reading.passage.text[quote.start..quote.end];
    let colon = reading.passage.text[..quote.outer_start].trim_end().ends_with([':', '：']);
    !is_title(reading, quote)
        && (colon
            || if scene.language.spaces || words.contains(' ') {
                words.split_whitespace().count() >= WORDS
            } else {
                words.chars().count() >= LETTERS
            })
}

/// Whether quoted words are a sentence of their own, so that somebody must have said them.
pub(crate) fn is_whole(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let words = &reading.passage.text[quote.start..quote.end];
    let long = if scene.language.spaces || words.contains(' ') {
        words.split_whitespace().count() >= WHOLE_SENTENCE
    } else {
        words.chars().count() >= 3 * WHOLE_SENTENCE
    };
    long && !is_title(reading, quote)
}

/// 《…》 without a full stop is a book.
pub(crate) fn is_title(reading: &Reading<'_, '_>, quote: &Quotation) -> bool {
    let text = reading.passage.text;
    let words = &text[quote.start..quote.end];
    text[quote.outer_start..].starts_with('《') && !words.ends_with(['.', '!', '?', '。', '！', '？'])
}
