//! From likely pairs to stories.

use std::collections::BTreeSet;

/// How many pages of a story are asked whether it belongs together with another.
const ASKED: usize = 6;

/// Pages that have come together so far.
#[derive(Debug, Clone)]
struct Story {
    pages: Vec<u32>,
    /// The least of them, in order.
    asked: Vec<u32>,
}

impl Story {
    fn alone(page: u32) -> Box<Self> {
        Box::new(Self { pages: vec![page], asked: vec![page] })
    }
}

/// Puts pages together, the likeliest pairs first. Two stories become one where their pages, on the average, are as
/// likely to report the same event as a single pair must be: a page that is like both does not chain them. `log_odds` tells of any
/// two pages, the lesser first; `pairs` are those at or above `threshold`. Returns each page's story as the least page of it.
pub(crate) fn cluster(
    pages: u32,
    mut pairs: Vec<(f64, u32, u32)>,
    threshold: f64,
    log_odds: impl Fn(u32, u32) -> f64,
) -> Vec<u32> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    // Where a page's story is told of; the story of a page alone is told of nowhere.
    let mut place: Vec<u32> = (0..pages).collect();
    let mut stories: Vec<Option<Box<Story>>> = vec![None; pages as usize];
    let mut refused: BTreeSet<(u32, u32, usize)> = BTreeSet::new();
    for (_, one, other) in pairs {
        let (one, other) = (place[one as usize], place[other as usize]);
        if one == other {
            continue;
        }
        let asked =
            |place: u32| stories[place as usize].as_ref().map_or(vec![place], |story| story.asked.clone());
        let size = |place: u32| stories[place as usize].as_ref().map_or(1, |story| story.pages.len());
        let attempt = (one.min(other), one.max(other), size(one) + size(other));
        if refused.contains(&attempt) {
            continue;
        }
        if cohesion(&asked(one), &asked(other), &log_odds) < threshold {
            refused.insert(attempt);
            continue;
        }
        // The smaller moves, so that no page moves more than log n times.
        let (kept, moved) = if size(one) >= size(other) { (one, other) } else { (other, one) };
        let moved = stories[moved as usize].take().unwrap_or_else(|| Story::alone(moved));
        let mut all = stories[kept as usize].take().unwrap_or_else(|| Story::alone(kept));
        for page in &moved.pages {
            place[*page as usize] = kept;
        }
        all.pages.extend(moved.pages);
        all.asked.extend(moved.asked);
        all.asked.sort_unstable();
        all.asked.truncate(ASKED);
        stories[kept as usize] = Some(all);
    }
    let least = |place: u32| stories[place as usize].as_ref().and_then(|story| story.asked.first().copied());
    place.into_iter().map(|place| least(place).unwrap_or(place)).collect()
}

/// The mean log-odds between the pages asked of two stories.
fn cohesion(ours: &[u32], theirs: &[u32], log_odds: impl Fn(u32, u32) -> f64) -> f64 {
    let between =
        ours.iter().flat_map(|one| theirs.iter().map(move |other| (*one.min(other), *one.max(other))));
    // No single pair outweighs all others.
    let sum: f64 = between.map(|(one, other)| log_odds(one, other).clamp(-LARGEST, LARGEST)).sum();
    sum / (ours.len() * theirs.len()) as f64
}

/// The most that one pair says for or against putting two stories together.
const LARGEST: f64 = 8.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_does_not_chain_two_stories() {
        // 0 and 1 are one, 3 and 4 are; 2 is like all of them.
        let like = |a: u32, b: u32| if a == 2 || b == 2 || (a < 2) == (b < 2) { 4.0 } else { -6.0 };
        let pairs = (0..5).flat_map(|a| (a + 1..5).map(move |b| (like(a, b), a, b)));
        let pairs = pairs.filter(|pair| pair.0 >= 2.0).collect();
        let story = cluster(5, pairs, 2.0, like);
        assert_eq!(story[3], story[4]);
        assert_eq!(story[0], story[1]);
        assert_ne!(story[0], story[3]);
    }
}
