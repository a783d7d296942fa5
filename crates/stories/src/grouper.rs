//! From the keys of all pages to stories.

use crate::candidates::{self, Pair, Round};
use crate::cluster::cluster;
use crate::keys::Keys;
use crate::likeness::threshold;
use crate::rarity::Rarity;
use crate::stories::Stories;
use crate::weighed::Weighed;
use std::thread;

/// Takes the keys of all pages, in any order, and groups them.
///
/// Memory is bounded by the keys: nothing of a text is kept but what [`Keys`] hold. Pairs of pages that share something
/// rare are weighed ([`Likeness`](crate::Likeness)); those above [`THRESHOLD`](crate::THRESHOLD) come together where
/// the pages of both sides agree. Cost grows as n log n with the number of pages.
#[derive(Debug, Default)]
pub struct Grouper {
    pages: Vec<Keys>,
}

/// Fewer pairs are not worth a thread.
const WORTH: usize = 4096;

impl Grouper {
    /// Adds a page. Of two with one id, which a dataset cannot have, the one with the lesser features stays.
    pub fn add(&mut self, keys: Keys) {
        self.pages.push(keys);
    }

    /// How many pages have been added.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Groups the pages on one thread.
    pub fn finish(self) -> Stories {
        self.finish_on(1)
    }

    /// Groups the pages on so many threads; the outcome does not depend on their number.
    pub fn finish_on(self, threads: usize) -> Stories {
        let pages = weigh(self.pages);
        let mut likely = Vec::new();
        for round in candidates::rounds(pages.len()) {
            likely.extend(likely_pairs(&pages, round, threads.max(1)));
            // Pages that are alike meet in many rounds.
            likely.sort_unstable_by_key(|(_, one, other)| (*one, *other));
            likely.dedup_by_key(|(_, one, other)| (*one, *other));
        }
        let least = threshold(pages.len());
        group(pages, likely, least)
    }
}

/// Groups pages that stand in the order of their ids by their likely pairs.
fn group(pages: Vec<Weighed>, likely: Vec<(f64, u32, u32)>, threshold: f64) -> Stories {
    let count = u32::try_from(pages.len()).expect("places of pages are 32-bit numbers");
    let log_odds = |one: u32, other: u32| pages[one as usize].log_odds(&pages[other as usize]);
    let story = cluster(count, likely, threshold, log_odds);
    Stories::new(pages.into_iter().map(|page| page.keys).collect(), &story)
}

impl Stories {
    /// Groups some of `all` pages, those that likely pairs tie together and all pages that they tie to these: what a
    /// [`Grouper`] of all pages would make of them. A pair has its log-odds, which are at least [`threshold`], and the two ids.
    /// Pairs with a page that is not there are left alone.
    pub fn of_tied(mut pages: Vec<Weighed>, likely: &[(f64, &str, &str)], all: usize) -> Self {
        pages.sort_by(|one, other| one.id().cmp(other.id()));
        pages.dedup_by(|next, kept| next.id() == kept.id());
        let place = |id: &str| u32::try_from(pages.binary_search_by(|page| page.id().cmp(id)).ok()?).ok();
        let by_place = |(log_odds, one, other): &(f64, &str, &str)| {
            let (one, other) = (place(one)?, place(other)?);
            Some((*log_odds, one.min(other), one.max(other)))
        };
        let likely = likely.iter().filter_map(by_place).collect();
        group(pages, likely, threshold(all))
    }
}

/// The pages in the order of their ids, each with the rarity of its features.
pub(crate) fn weigh(mut pages: Vec<Keys>) -> Vec<Weighed> {
    pages.sort_by(|one, other| {
        (&one.id, &one.features, one.day).cmp(&(&other.id, &other.features, other.day))
    });
    pages.dedup_by(|next, kept| next.id == kept.id);
    let features = pages.iter().map(|page| page.features() as u64).sum();
    let mut rarity = Rarity::of(pages.len() as u64, features);
    pages.iter().for_each(|page| rarity.add(page));
    pages.into_iter().map(|keys| Weighed::new(keys, &rarity)).collect()
}

/// The pairs of a round that are likely enough, with their log-odds.
fn likely_pairs(pages: &[Weighed], round: Round, threads: usize) -> Vec<(f64, u32, u32)> {
    let least = threshold(pages.len());
    let weigh = |pairs: &[Pair]| -> Vec<(f64, u32, u32)> {
        let weighed = pairs
            .iter()
            .map(|(one, other)| (pages[*one as usize].log_odds(&pages[*other as usize]), *one, *other));
        weighed.filter(|(log_odds, ..)| *log_odds >= least).collect()
    };
    let pairs = candidates::pairs(pages, round);
    if threads == 1 || pairs.len() < WORTH {
        return weigh(&pairs);
    }
    let chunks = pairs.chunks(pairs.len().div_ceil(threads));
    thread::scope(|scope| {
        let running: Vec<_> = chunks.map(|chunk| scope.spawn(move || weigh(chunk))).collect();
        let done = running.into_iter().map(|thread| match thread.join() {
            Ok(likely) => likely,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.flatten().collect()
    })
}

/// What candidates have in common, and pairs that are none but wanted: for measuring.
#[doc(hidden)]
pub fn candidates_of(
    pages: Vec<Keys>,
    wanted: impl Fn(&str, &str) -> bool,
) -> Vec<(String, String, crate::Likeness)> {
    let pages = weigh(pages);
    let mut pairs: Vec<Pair> =
        candidates::rounds(pages.len()).flat_map(|round| candidates::pairs(&pages, round)).collect();
    for one in 0..pages.len() {
        for other in one + 1..pages.len() {
            if wanted(&pages[one].keys.id, &pages[other].keys.id) {
                pairs.push((one as u32, other as u32));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let likeness = |(one, other): Pair| {
        let (one, other) = (&pages[one as usize], &pages[other as usize]);
        (one.keys.id.to_string(), other.keys.id.to_string(), one.likeness(other))
    };
    pairs.into_iter().map(likeness).collect()
}
