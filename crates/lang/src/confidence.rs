//! How sure an answer is.
//!
//! A confidence says how often answers given with it are right. Likelihoods do not: they compare
//! the candidates with each other, and a text in none of them has a best one too. What does tell is
//! how far the best is ahead of the next, how long the text is, and how dear its letters are beside
//! those of texts in the language.
//!
//! The constants are a logistic regression on 19 000 words, sentences, paragraphs and documents in
//! the languages that can be told, and a thousand paragraphs in 73 that cannot, weighted down to a
//! twentieth: what a crawl of news may hold of them. The mean gap between confidence and truth is
//! 0.02 (`README.md` has the figures).

use crate::han::HanKind;
use crate::script::Group;

/// How far ahead a candidate is that has no other in the running.
const NO_RIVAL: f64 = 30.0;

/// Of candidates, best first with the logarithms of their likelihoods, where a letter costs so much
/// more in the best than in text of its own.
pub(crate) fn of_scores(scores: &[(&str, f64)], letters: usize, excess: f64) -> f64 {
    let lead = match scores {
        [(_, best), (_, next), ..] => best - next,
        _ => NO_RIVAL,
    };
    let (lead, length) = (libm::log(lead / 2.0 + 1.0), libm::log(letters.max(1) as f64));
    let by_lead = 2.497 * lead - 0.109 * lead * length;
    // Of a few letters it says nothing how dear they are, and above all nothing good.
    let by_excess = excess.max(0.0) * (3.366 - 1.830 * length).min(0.0);
    let odds = -1.575 + 0.383 * length + by_lead + by_excess;
    // Nothing is certain, and no confidence at all is for no answer.
    (1.0 / (1.0 + libm::exp(-odds))).clamp(0.01, 0.99)
}

/// Whether letters that cost so much more than in text of a language are too dear for it.
///
/// In a paragraph what is in the language costs 0.0 more, give or take 0.2, and in a line or a word
/// the deviation is larger; what is in no known language costs 1.7 more. The line between them was
/// drawn where one answer in five hundred is lost.
pub(crate) fn is_foreign(excess: f64, letters: u32) -> bool {
    excess > 0.6 + 8.0 / f64::from(letters.max(1)).sqrt()
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
