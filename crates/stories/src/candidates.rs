//! Pairs of pages that are worth comparing.
//!
//! Pages are put into buckets by keys that few pages share: bands of their sketches, two rare features that stand
//! together, a rare feature and a day of the event. Only pages of one bucket are compared, and in a large bucket only
//! neighbours in the order of their days, so that cost grows with the pages and not with their pairs.

use crate::feature::{Kind, mix};
use crate::sketch::BANDS;
use crate::weighed::{STEP, Weighed};
use std::cmp::Reverse;

/// How many of a page's rarest features of each group make its buckets.
const RAREST: usize = 4;
/// How many days of the event do.
const DAYS: usize = 3;
/// In a bucket of up to so many pages all pairs are compared.
pub const SMALL: usize = 16;
/// In a larger one each page is compared with so many that follow it, by sure day (none first) and id.
pub const NEXT: usize = 6;
/// Days told this near the page's own are of the event.
const EVENT: i64 = 3;

/// A pair of pages, by their places; the lesser first.
pub(crate) type Pair = (u32, u32);

/// Which keys a round of buckets is made of. A round bounds memory: only its buckets are there at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Round {
    /// One band of the sketches.
    Band(usize),
    /// Those keys of features whose hash leaves this rest.
    Features { rest: u64, of: u64 },
}

/// The rounds for so many pages.
pub(crate) fn rounds(pages: usize) -> impl Iterator<Item = Round> {
    let of = (pages as u64).div_ceil(262_144).max(1);
    (0..BANDS).map(Round::Band).chain((0..of).map(move |rest| Round::Features { rest, of }))
}

/// A key that pages share which are worth comparing: the band of the sketches that it is of, `None` for one of features,
/// and its hash.
pub type Bucket = (Option<usize>, u64);

impl Weighed {
    /// The buckets that the page is in, among so many pages, in order and none twice.
    pub fn buckets(&self, pages: usize) -> Vec<Bucket> {
        let mut buckets = Vec::new();
        each_bucket(self, least_together(pages), |_| true, |bucket| buckets.push(bucket));
        buckets.sort_unstable();
        buckets.dedup();
        buckets
    }
}

/// Calls for every bucket that the page is in of those that are `wanted`, told by their bands.
fn each_bucket(
    page: &Weighed,
    least: u32,
    wanted: impl Fn(Option<usize>) -> bool,
    mut call: impl FnMut(Bucket),
) {
    if !page.keys.is_article {
        return;
    }
    if let Some(sketch) = &page.keys.sketch {
        let bands = (0..BANDS).filter(|band| wanted(Some(*band)));
        bands.for_each(|band| call((Some(band), sketch.band(band))));
    }
    if wanted(None) {
        each_key(page, least, |key| call((None, key)));
    }
}

/// The pairs of one round, in order, none twice.
pub(crate) fn pairs(pages: &[Weighed], round: Round) -> Vec<Pair> {
    let least = least_together(pages.len());
    let mut buckets: Vec<(u64, u32)> = Vec::new();
    let (wanted, rest, of) = match round {
        Round::Band(band) => (Some(band), 0, 1),
        Round::Features { rest, of } => (None, rest, of),
    };
    for (place, page) in (0..).zip(pages) {
        let of_round = |band| band == wanted;
        each_bucket(page, least, of_round, |(_, key)| {
            if key % of == rest {
                buckets.push((key, place));
            }
        });
    }
    buckets.sort_unstable();
    buckets.dedup();
    let mut pairs = Vec::new();
    let mut tidied = 0;
    for bucket in buckets.chunk_by(|one, other| one.0 == other.0).filter(|bucket| bucket.len() > 1) {
        if bucket.len() <= SMALL {
            for (index, (_, one)) in bucket.iter().enumerate() {
                pairs.extend(bucket[index + 1..].iter().map(|(_, other)| (*one, *other)));
            }
        } else {
            let mut places: Vec<u32> = bucket.iter().map(|(_, place)| *place).collect();
            places.sort_by_key(|place| (pages[*place as usize].sure_day(), *place));
            for (index, one) in places.iter().enumerate() {
                let next = places[index + 1..].iter().take(NEXT);
                pairs.extend(next.map(|other| (*one.min(other), *one.max(other))));
            }
        }
        // Pages that are alike meet in many buckets.
        if pairs.len() > TIDY.max(2 * tidied) {
            tidied = tidy(&mut pairs);
        }
    }
    tidy(&mut pairs);
    pairs
}

/// Puts pairs in order, none twice; returns how many they are.
fn tidy(pairs: &mut Vec<Pair>) -> usize {
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// Up to so many pairs, a megabyte and a half, are not looked at for whether some are there twice.
const TIDY: usize = 200_000;

/// Calls for every key of a page that is made of its features: each two of its rarest, and each of them with each day of
/// the event.
fn each_key(page: &Weighed, least: u32, mut call: impl FnMut(u64)) {
    let mut rarest: [Vec<(Reverse<u32>, u64)>; GROUPS.len()] = Default::default();
    let mut days = Vec::new();
    let own = page.sure_day();
    for (feature, weight) in page.shared() {
        let group = GROUPS.iter().position(|kinds| kinds.contains(&feature.kind()));
        if let Some(group) = group {
            rarest[group].push((Reverse(weight), mix(u64::from(feature.code()))));
        }
        let near = own.is_none_or(|own| (own - i64::from(feature.bits())).abs() <= EVENT);
        if feature.kind() == Kind::Day && near {
            days.push((weight, u64::from(feature.bits())));
        }
    }
    for group in &mut rarest {
        group.sort_unstable();
        group.truncate(RAREST);
    }
    for (index, (Reverse(weight), one)) in rarest.iter().flatten().enumerate() {
        for (Reverse(more), other) in rarest.iter().flatten().skip(index + 1) {
            if weight + more >= least {
                call(mix(one ^ other));
            }
        }
        for (more, day) in days.iter().take(DAYS) {
            if weight + more >= least {
                call(mix(one.wrapping_add(mix(*day))));
            }
        }
    }
}

/// How rare two features are together, in eighths of a nat, so that among so many pages less than [`CHANCE`] have both
/// by chance.
fn least_together(pages: usize) -> u32 {
    let nats = libm::log(pages as f64 / CHANCE).max(0.0);
    (nats * STEP) as u32
}

/// How many pages may have both features of a key by chance: a bound to the pairs that each page makes, however many
/// pages there are.
const CHANCE: f64 = 0.25;

/// Kinds of features of which each page has some that are rare. A name and the sound of it are one thing, so that two
/// pages that share both share but one.
const GROUPS: [&[Kind]; 5] = [
    &[Kind::Name, Kind::Parties, Kind::Occasion],
    &[Kind::Sound],
    &[Kind::Year, Kind::Month, Kind::Day, Kind::MonthDay, Kind::Number],
    &[Kind::Word],
    &[Kind::Topic, Kind::Place],
];
