//! What a page tells of, as numbers that can be compared.

use xxhash_rust::xxh3::xxh3_64;

/// A kind of thing that two pages may both tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A word of a name, as it is written.
    Name,
    /// A name as it sounds, in any script.
    Sound,
    /// A word of the text.
    Word,
    /// A year told, not the page's own.
    Year,
    /// A month told.
    Month,
    /// A day told: its bits are the day's number, not a hash.
    Day,
    /// A month and day whose year is not told.
    MonthDay,
    /// A number of two figures.
    SmallNumber,
    /// A longer number.
    Number,
    /// The occasion of a message.
    Occasion,
    /// Sender and recipient of a message, in any order.
    Parties,
    /// What the words of the text are about, in any language.
    Topic,
    /// A country told of, in any language.
    Place,
    /// The number beside what comes round: fifteen bits of the topic, twelve of the number.
    Count,
    /// A topic of the title, or one told of again and again.
    About,
    /// A weekday told of which nobody knows the week: its bits are the days from Monday.
    Weekday,
    /// The sound of a name of the title, or of one that the text comes back to.
    Foremost,
}

impl Kind {
    const ALL: [Self; 17] = [
        Self::Name,
        Self::Sound,
        Self::Word,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::MonthDay,
        Self::SmallNumber,
        Self::Number,
        Self::Occasion,
        Self::Parties,
        Self::Topic,
        Self::Place,
        Self::Count,
        Self::About,
        Self::Weekday,
        Self::Foremost,
    ];

    /// Of how many pages one tells of a thing of this kind that is worth comparing, before the pages at hand are
    /// counted: how often the things that two unrelated news articles share occur in all of them.
    pub(crate) fn share(self) -> f64 {
        match self {
            Self::SmallNumber | Self::Year => 0.08,
            Self::Topic | Self::About => 0.05,
            Self::Place => 0.03,
            Self::Weekday => 0.15,
            Self::MonthDay | Self::Month | Self::Word | Self::Sound | Self::Foremost => 0.02,
            Self::Name | Self::Number | Self::Occasion | Self::Count => 0.01,
            Self::Day | Self::Parties => 0.005,
        }
    }
}

/// One thing that a page tells of: its kind in the upper five bits, its hash below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Feature(u32);

const HASH_BITS: u32 = 27;

impl Feature {
    pub(crate) fn new(kind: Kind, value: &str) -> Self {
        Self::from_bits(kind, xxh3_64(value.as_bytes()))
    }

    /// A feature of these bits, of which the lowest 27 are kept.
    pub(crate) fn from_bits(kind: Kind, bits: u64) -> Self {
        let low = u32::try_from(bits & ((1 << HASH_BITS) - 1)).expect("27 bits are kept");
        Self((u32::from(kind as u8) << HASH_BITS) | low)
    }

    pub(crate) fn kind(self) -> Kind {
        Kind::ALL[((self.0 >> HASH_BITS) as usize).min(Kind::ALL.len() - 1)]
    }

    /// The least and the greatest feature that a kind may have.
    pub(crate) fn all_of(kind: Kind) -> std::ops::RangeInclusive<Self> {
        Self::from_bits(kind, 0)..=Self::from_bits(kind, u64::MAX)
    }

    /// The hash, or the day's number.
    pub(crate) fn bits(self) -> u32 {
        self.0 & ((1 << HASH_BITS) - 1)
    }

    /// The feature of a [`code`](Self::code).
    pub(crate) fn from_code(code: u32) -> Self {
        Self(code)
    }

    /// Kind and hash in one number.
    pub(crate) fn code(self) -> u32 {
        self.0
    }
}

/// Spreads the bits of a number over all of them (the finaliser of SplitMix64, Steele et al. 2014).
pub(crate) const fn mix(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_knows_its_kind() {
        for kind in Kind::ALL {
            assert_eq!(Feature::new(kind, "x").kind(), kind);
        }
        assert_eq!(Feature::from_bits(Kind::Day, 739_000).bits(), 739_000);
    }
}
