//! A page as it is compared, and what two have in common.

use crate::exchange::{Exchange, MessageKey, exchange};
use crate::feature::{Feature, Kind};
use crate::keys::{Keys, PageDay};
use crate::likeness::Likeness;
use crate::packed::KeysError;
use crate::rarity::Rarity;
use chrono::Datelike;

/// A day told this many days around the page's own is of the event; others are of its history.
const EVENT: i64 = 10;

/// A text that is the same but for so little was printed again, whatever days its pages are dated.
const REPRINT: f64 = 0.9;

/// So many numbers tell one report from the next.
const SEVERAL: usize = 3;

/// How rare a day is that nobody else tells of, in nats: the negative logarithm of its kind's share.
const RAREST_DAY: f64 = 5.3;

/// A page as it is compared: its keys, and how rare each of its features is.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub(crate) keys: Keys,
    /// For each feature, in eighths of a nat; the top bit says that other pages have it too.
    weights: Box<[u8]>,
    /// The length of the vectors of words, names and sounds.
    norms: [f32; Vector::COUNT],
}

/// How messages may stand to each other, in the order of the figures.
const STANDS: [Exchange; 5] =
    [Exchange::Same, Exchange::Part, Exchange::Other, Exchange::Apart, Exchange::Occasions];

const SHARED: u8 = 0x80;
/// How many steps make a nat.
pub(crate) const STEP: f64 = 8.0;

impl Weighed {
    /// The keys with the rarity of each feature among all pages.
    pub fn new(keys: Keys, rarity: &Rarity) -> Self {
        let weight = |feature: &Feature| {
            let (nats, shared) = rarity.of_feature(*feature);
            (nats * STEP).clamp(0.0, 127.0) as u8 | if shared { SHARED } else { 0 }
        };
        let weights = keys.features.iter().map(weight).collect();
        Self::with_weights(keys, weights)
    }

    fn with_weights(keys: Keys, weights: Box<[u8]>) -> Self {
        let mut norms = [0.0; Vector::COUNT];
        for (feature, weight) in keys.features.iter().zip(&weights) {
            if let Some(vector) = Vector::of(feature.kind()) {
                norms[vector as usize] += nats(*weight) * nats(*weight);
            }
        }
        Self { keys, weights, norms: norms.map(|sum| libm::sqrt(sum) as f32) }
    }

    /// The weighed keys as bytes: the length of the keys' (32 bits), those, and a byte for each feature's weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let keys = self.keys.to_bytes();
        let length = u32::try_from(keys.len()).expect("keys are no gigabytes");
        [&length.to_le_bytes(), keys.as_slice(), &self.weights].concat()
    }

    /// Weighed keys that were made bytes of by this version of the crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeysError> {
        let (length, rest) = bytes.split_first_chunk().ok_or(KeysError)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| KeysError)?;
        let (keys, weights) = rest.split_at_checked(length).ok_or(KeysError)?;
        let keys = Keys::from_bytes(keys)?;
        if keys.features.len() != weights.len() {
            return Err(KeysError);
        }
        Ok(Self::with_weights(keys, weights.into()))
    }

    /// The page's id.
    pub fn id(&self) -> &str {
        &self.keys.id
    }

    /// The log-odds that both pages report the same event; the page with the lesser id comes first.
    pub fn log_odds(&self, other: &Self) -> f64 {
        self.likeness(other).log_odds()
    }

    /// The features that other pages have too, with how rare they are, in eighths of a nat.
    pub(crate) fn shared(&self) -> impl Iterator<Item = (Feature, u32)> {
        let pairs = self.keys.features.iter().copied().zip(self.weights.iter().copied());
        let shared = pairs.filter(|(_, weight)| weight & SHARED != 0);
        shared.map(|(feature, weight)| (feature, u32::from(weight & !SHARED)))
    }

    /// The page's own day as days since the year 1 began, where it is sure.
    pub fn sure_day(&self) -> Option<i64> {
        self.keys.day.filter(|day| day.is_sure()).map(|day| i64::from(day.day.num_days_from_ce()))
    }

    /// What two pages have in common.
    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let own = [self.sure_day(), other.sure_day()];
        let common = self.common(other, own);
        let cosine = |vector: Vector| {
            let norms = self.norm(vector) * other.norm(vector);
            if norms > 0.0 { common.squares[vector as usize] / norms } else { 0.0 }
        };
        let log = |sum: Sum| libm::log(1.0 + common.sums[sum as usize]);
        let both = [self, other];
        let other_days = common.same_day == 0.0 && both.iter().all(|page| page.tells_day_near(own));
        let text = self.text_in_common(other);
        let one_language = self.keys.language.is_some() && self.keys.language == other.keys.language;
        let messages = exchange(self.news(), other.news());
        let (name_weight, places) = (log(Sum::Names), cosine(Vector::Places));
        let about = self.about(other);
        let weekdays = self.weekdays(other);
        let no_numbers = common.sums[Sum::Numbers as usize] == 0.0;
        Likeness {
            text: if text >= REPRINT || !other_days { text } else { 0.0 },
            words: if one_language { cosine(Vector::Words) } else { 0.0 },
            names: cosine(Vector::Names),
            sounds: cosine(Vector::Sounds),
            name_weight,
            sound_weight: log(Sum::Sounds),
            history: log(Sum::History),
            numbers: log(Sum::Numbers),
            places,
            topics: cosine(Vector::Topics),
            place_weight: log(Sum::Places),
            names_of_places: name_weight * places,
            topic_weight: log(Sum::Topics),
            no_topics: flag(both.iter().any(|page| page.norm(Vector::Topics) == 0.0)),
            about: about.unwrap_or_default(),
            about_nothing: flag(about == Some(0.0)),
            other_names: flag(self.is_of_other_names(other)),
            weekdays: [true, false].map(|same| flag(weekdays == Some(same))),
            other_round: flag(self.is_of_other_round(other)),
            same_day: common.same_day / RAREST_DAY,
            other_days: flag(other_days),
            apart: apart(self.keys.day, other.keys.day),
            messages: STANDS.map(|stand| flag(messages == stand)),
            lone_message: flag(self.is_alone_with_messages(other) || other.is_alone_with_messages(self)),
            one_language: flag(one_language),
            series: flag(other_days && no_numbers && both.iter().all(|page| page.counts())),
        }
    }

    /// What the features say that both pages have; `own`: the days of both, where they are sure.
    fn common(&self, other: &Self, own: [Option<i64>; 2]) -> Common {
        let mut common = Common::default();
        self.each_common(other, |feature, weight| {
            let kind = feature.kind();
            if let Some(vector) = Vector::of(kind) {
                common.squares[vector as usize] += weight * weight;
            }
            match kind {
                Kind::Day if is_near(i64::from(feature.bits()), own) => {
                    common.same_day = common.same_day.max(weight);
                }
                // Where both know their years, the day itself says more.
                Kind::MonthDay if own.iter().all(Option::is_some) => {}
                Kind::Word => {}
                _ => common.sums[Sum::of(kind) as usize] += weight,
            }
        });
        common
    }

    fn norm(&self, vector: Vector) -> f64 {
        f64::from(self.norms[vector as usize])
    }

    /// The share of shingles in common, estimated.
    fn text_in_common(&self, other: &Self) -> f64 {
        let sketches = self.keys.sketch.as_ref().zip(other.keys.sketch.as_ref());
        sketches.map_or(0.0, |(one, other)| one.likeness(other))
    }

    fn tells_day_near(&self, own: [Option<i64>; 2]) -> bool {
        let mut days = self.keys.features.iter().filter(|feature| feature.kind() == Kind::Day);
        days.any(|feature| is_near(i64::from(feature.bits()), own))
    }

    /// The messages that are the page's news.
    pub(crate) fn news(&self) -> impl Iterator<Item = &MessageKey> + Clone {
        let own = self.keys.day.filter(PageDay::is_sure).map(|own| own.day);
        self.keys.messages.iter().filter(move |message| message.is_news(own))
    }

    /// Whether the page tells of several numbers.
    fn counts(&self) -> bool {
        let numbers = self.keys.features.iter().filter(|feature| Sum::of(feature.kind()) == Sum::Numbers);
        numbers.count() >= SEVERAL
    }

    /// Calls for every feature that both pages have, with how rare it is in nats.
    fn each_common(&self, other: &Self, mut call: impl FnMut(Feature, f64)) {
        let (ours, theirs) = (&self.keys.features, &other.keys.features);
        let (mut one, mut two) = (0, 0);
        while let (Some(ours), Some(theirs)) = (ours.get(one), theirs.get(two)) {
            if ours == theirs {
                call(*ours, nats(self.weights[one]));
            }
            one += usize::from(ours <= theirs);
            two += usize::from(theirs <= ours);
        }
    }
}

fn nats(weight: u8) -> f64 {
    f64::from(weight & !SHARED) / STEP
}

/// What the features say that two pages have in common.
#[derive(Debug, Default)]
struct Common {
    /// For each vector the squares of what they weigh, summed.
    squares: [f64; Vector::COUNT],
    sums: [f64; Sum::COUNT],
    /// What the rarest of the days around their own weighs that both tell.
    same_day: f64,
}

/// Whether a day lies around the own day of either page; any does where neither is sure.
fn is_near(day: i64, own: [Option<i64>; 2]) -> bool {
    own.into_iter().flatten().any(|own| (own - day).abs() <= EVENT) || own == [None; 2]
}

fn flag(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// The features that are compared as vectors.
#[derive(Debug, Clone, Copy)]
enum Vector {
    Words,
    Names,
    Sounds,
    Places,
    Topics,
}

impl Vector {
    const COUNT: usize = Self::Topics as usize + 1;

    fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Word => Some(Self::Words),
            Kind::Name => Some(Self::Names),
            Kind::Sound => Some(Self::Sounds),
            Kind::Place => Some(Self::Places),
            Kind::Topic => Some(Self::Topics),
            _ => None,
        }
    }
}

/// The sum to which a feature in common is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    Words,
    Names,
    Sounds,
    History,
    Numbers,
    Places,
    Topics,
    /// What is compared in another way.
    Rest,
}

impl Sum {
    const COUNT: usize = Self::Rest as usize + 1;

    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Word => Self::Words,
            Kind::Name | Kind::Occasion | Kind::Parties => Self::Names,
            Kind::Sound => Self::Sounds,
            Kind::Year | Kind::Month | Kind::Day | Kind::MonthDay => Self::History,
            Kind::SmallNumber | Kind::Number => Self::Numbers,
            Kind::Place => Self::Places,
            Kind::Topic => Self::Topics,
            Kind::Weekday | Kind::About | Kind::Count | Kind::Foremost => Self::Rest,
        }
    }
}

/// How far apart two pages' days are, weighed by how sure both are, on the (geometric) mean.
fn apart(one: Option<PageDay>, other: Option<PageDay>) -> [f64; 4] {
    let mut apart = [0.0; 4];
    if let (Some(one), Some(other)) = (one, other) {
        let bin = match (one.day - other.day).num_days().abs() {
            0..=2 => 0,
            3..=6 => 1,
            7..=14 => 2,
            _ => 3,
        };
        let sure = |day: PageDay| if day.is_sure() { 1.0 } else { f64::from(day.percent) / 100.0 };
        apart[bin] = libm::sqrt(sure(one) * sure(other));
    }
    apart
}
