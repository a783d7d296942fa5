//! Which pieces of a page are the article's, compared with what is known of it.

use super::gold::GoldPage;
use std::collections::HashMap;

/// How many words in a row tell a passage.
const GRAM: usize = 4;

/// The share of a piece's passages that the article has to hold.
const SHARE: f32 = 0.6;

/// How far a short piece may stand from one that is the article's for sure.
const NEAR: usize = 8;

/// What a piece is, and how much it counts for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    pub(super) article: bool,
    pub(super) weight: f32,
}

/// The answers for a page's pieces; `None` where nothing is known. `article` is the article's text,
/// or what stands in for it.
pub(super) fn of_page(texts: &[&str], page: &GoldPage, article: Option<&str>) -> Vec<Option<Answer>> {
    let tokens: Vec<Vec<&str>> = texts.iter().map(|text| words(text).collect()).collect();
    let mut answers = vec![None; texts.len()];
    let all = article.map_or_else(
        || tokens.iter().map(Vec::len).filter(|count| *count >= 12).sum(),
        |article| words(article).count(),
    );
    // Pages count alike, long or short, and in a page its words do.
    let weight = |count: usize| (count as f32 + 4.0) / (all as f32 + 150.0);
    if let Some(article) = article {
        let held = align(&tokens, &words(article).collect::<Vec<_>>());
        for ((answer, held), tokens) in answers.iter_mut().zip(held).zip(&tokens) {
            *answer = Some(Answer { article: held, weight: weight(tokens.len()) });
        }
    }
    // Whoever wrote down a passage meant it: it counts for more than its words.
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    for (passages, article) in [(&page.must_have, true), (&page.must_not, false)] {
        for passage in passages.iter().map(|passage| fold(passage)).filter(|passage| !passage.is_empty()) {
            for (index, _) in folded.iter().enumerate().filter(|(_, text)| text.contains(&passage)) {
                // Of a long piece that holds a word of furniture little is known.
                if article || folded[index].len() < 4 * passage.len() + 80 {
                    let weight = weight(tokens[index].len()).max(SNIPPET);
                    // What a body text says goes before a passage found twice.
                    if page.article.is_none() {
                        answers[index] = Some(Answer { article, weight });
                    }
                }
            }
        }
    }
    answers
}

/// The least a passage counts for, as a share of its page.
const SNIPPET: f32 = 0.08;

/// Runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// White space and case folded.
pub(super) fn fold(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Which pieces the article holds. A passage it holds once is given to one piece, the first.
fn align(pieces: &[Vec<&str>], article: &[&str]) -> Vec<bool> {
    let mut places: HashMap<&[&str], Vec<usize>> = HashMap::new();
    for (at, gram) in article.windows(GRAM).enumerate() {
        places.entry(gram).or_default().push(at);
    }
    let mut covered = vec![false; article.len()];
    // Where in the article each piece that is held lies.
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; pieces.len()];
    for (piece, span) in pieces.iter().zip(&mut spans).filter(|(piece, _)| piece.len() >= GRAM) {
        let mut found: Vec<usize> = Vec::new();
        for gram in piece.windows(GRAM) {
            let Some(places) = places.get(gram) else { continue };
            let free = |at: &&usize| !covered[**at];
            let next = found.last().map_or(0, |last| last + 1);
            found.extend(
                places.iter().filter(free).find(|at| **at == next).or_else(|| places.iter().find(free)),
            );
        }
        if found.len() as f32 >= SHARE * (piece.len() - GRAM + 1) as f32 {
            for at in &found {
                covered[*at..at + GRAM].fill(true);
            }
            found.sort_unstable();
            // A stray match far off must not stretch the piece over half the article.
            let middle = found[found.len() / 2];
            let reach = piece.len();
            let near = |at: &&usize| at.abs_diff(middle) <= reach;
            let first = found.iter().find(near).copied().unwrap_or(middle);
            let last = found.iter().rev().find(near).copied().unwrap_or(middle);
            *span = Some((first, last + GRAM));
        }
    }
    let sure = spans.clone();
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| (1..GRAM).contains(&piece.len())) {
        let before = (index.saturating_sub(NEAR)..index).rev().find_map(|at| sure[at]);
        let after = (index + 1..(index + 1 + NEAR).min(pieces.len())).find_map(|at| sure[at]);
        let (from, to) = match (before, after) {
            (Some((_, end)), Some((start, _))) if end <= start => (end, start),
            (Some((_, end)), _) => (end, (end + 3 * GRAM).min(article.len())),
            (None, Some((start, _))) => (start.saturating_sub(3 * GRAM), start),
            (None, None) => continue,
        };
        let fits = |at: &usize| article[*at..at + piece.len()] == piece[..] && !covered[*at];
        if to >= from + piece.len()
            && let Some(at) = (from..=to - piece.len()).find(fits)
        {
            covered[at..at + piece.len()].fill(true);
            spans[index] = Some((at, at + piece.len()));
        }
    }
    spans.iter().map(Option::is_some).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_held_in_order_and_once() {
        let article = "The old bridge closes today\n\nHistory\n\nIt was built in the year of the flood";
        let texts = [
            "History",
            "The old bridge closes today",
            "History",
            "It was built in the year of the flood",
            "The old bridge closes today",
            "Leave a comment here please",
        ];
        let pieces: Vec<Vec<&str>> = texts.iter().map(|text| words(text).collect()).collect();
        let held = align(&pieces, &words(article).collect::<Vec<_>>());
        assert_eq!(held, [false, true, true, true, false, false]);
    }
}
