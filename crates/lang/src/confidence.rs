//! How sure an answer is.
//!
//! A confidence says how often answers given with it are right. lingua's own values do not: they
//! compare the candidates with each other, and are 1 for any text longer than a line. What does
//! tell is how far the best candidate is ahead of the next, read together with the length.
//!
//! The constants are logistic regressions on 8 600 words, sentences, paragraphs and documents in
//! the languages that can be told, and as many in fifty that cannot, weighted down to a twentieth:
//! what a crawl of news may hold of them. Of the answers the first regression puts at 0.8 to 0.9,
//! 0.875 are right; the mean gap between confidence and truth is 0.02, for long texts 0.01.

use crate::han::HanKind;
use crate::script::Group;

/// From this many letters on lingua's scores are sums over the text, below it means of its letters.
const LONG: usize = 120;

/// An answer less sure than this is none: it is more often wrong than two times in three.
const WORTH_GIVING: f64 = 0.3;

/// An answer of lingua with no other candidate left in the running: its alphabet alone decided.
const NO_RIVAL: f64 = 0.94;

/// Of lingua's candidates, best first with the logarithms of their likelihoods.
pub(crate) fn of_scores(scores: &[(&str, f64)], letters: usize) -> f64 {
    match scores {
        [(_, best), (_, next), ..] => by_margin(best - next, letters),
        _ => NO_RIVAL,
    }
}

fn by_margin(margin: f64, letters: usize) -> f64 {
    let odds = if letters < LONG {
        let (ahead, length) = (libm::log(margin + 0.1), libm::log(letters.max(1) as f64));
        0.658 + 0.902 * ahead + 0.220 * length + 0.0915 * ahead * length
    } else {
        -5.458 + 2.243 * libm::log(margin + 1.0)
    };
    1.0 / (1.0 + libm::exp(-odds))
}

/// Whether an answer of this confidence is worth giving.
pub(crate) fn is_answer(confidence: f64) -> bool {
    confidence >= WORTH_GIVING
}

/// Of a script that has one candidate.
pub(crate) fn of_script(group: Group, letters: usize) -> f64 {
    let sure = match group {
        Group::Kana | Group::Hangul => 0.99,
        // Marathi and Nepali are written in it too; Tigrinya; and where the caller named one
        // language of an alphabet, a text may still be in another.
        Group::Devanagari | Group::Ethiopic | Group::Latin | Group::Cyrillic | Group::Arabic => 0.9,
        _ => 0.98,
    };
    if letters < 3 { sure - 0.1 } else { sure }
}

/// Of Han characters without kana and Hangul.
pub(crate) fn of_han(kind: HanKind, letters: usize) -> f64 {
    match kind {
        // A name or a heading may be either country's.
        HanKind::Unknown => 0.8,
        _ if letters < 10 => 0.95,
        _ => 0.98,
    }
}

/// Of a page, from the confidences of the blocks in its language and the weights of that language
/// and the next one.
///
/// One sure block is enough, and several make it surer, up to the share of pages in languages that
/// cannot be told. A second language with more than a third of the text takes from it.
pub(crate) fn of_page(blocks: impl Iterator<Item = f64>, most: usize, next: usize) -> f64 {
    let wrong: f64 = blocks.map(|confidence| 1.0 - confidence).product();
    let lead = (most - next) as f64 / (most + next) as f64;
    (1.0 - wrong).min(0.99) * (0.5 + lead).min(1.0)
}

/// Rounded down to two decimals, so that no confidence claims more than is known, and the last
/// bits of a sum cannot reach the output.
pub(crate) fn rounded(confidence: f64) -> f64 {
    ((confidence + 1e-6) * 100.0).floor() / 100.0
}
