//! The words of a page by number.

use foldhash::fast::RandomState;
use std::hash::BuildHasher;

/// A word that a page has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    hash: u64,
    /// The last piece that has it.
    pub(super) last: u32,
    /// How many pieces have it.
    pub(super) pieces: u32,
}

/// Words, numbered as they are met, and found again by their hashes. A page has thousands of them, each looked up once:
/// a table of numbers alone stays nearer to the processor than one of hashes and numbers.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// The words by their numbers.
    pub(super) words: Vec<Word>,
    /// Each word's number and one, at the first free place from where its hash leads; a power of two of them, half of
    /// them free.
    places: Vec<u32>,
    /// Leads hashes to places, so that no page can know which of its words will meet.
    spread: u64,
}

impl Vocabulary {
    /// With room for so many words.
    pub(super) fn with_room(words: usize) -> Self {
        Self {
            words: Vec::with_capacity(words),
            places: vec![0; (2 * words).next_power_of_two().max(64)],
            spread: RandomState::default().hash_one(0_u64) | 1,
        }
    }

    /// The number of a word, a new one if it is met for the first time: then no piece has it yet.
    pub(super) fn number(&mut self, hash: u64) -> u32 {
        let place = self.place(hash);
        if let Some(number) = self.places[place].checked_sub(1) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(Word { hash, last: u32::MAX, pieces: 0 });
        self.places[place] = number + 1;
        if 2 * self.words.len() > self.places.len() {
            self.grow();
        }
        number
    }

    /// The number of a word that has been met.
    pub(super) fn find(&self, hash: u64) -> Option<u32> {
        self.places[self.place(hash)].checked_sub(1)
    }

    /// Where a word stands, or would.
    fn place(&self, hash: u64) -> usize {
        let last = self.places.len() - 1;
        let mut place = (hash.wrapping_mul(self.spread) >> 32) as usize & last;
        while let Some(number) = self.places[place].checked_sub(1)
            && self.words[number as usize].hash != hash
        {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        self.places = vec![0; 2 * self.places.len()];
        for number in 0..self.words.len() {
            let place = self.place(self.words[number].hash);
            self.places[place] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn words_are_numbered_as_they_are_met(hashes in prop::collection::vec(0..400_u64, 0..600)) {
            let mut vocabulary = Vocabulary::with_room(3);
            let mut expected: HashMap<u64, u32> = HashMap::new();
            for hash in hashes {
                let next = expected.len() as u32;
                prop_assert_eq!(vocabulary.find(hash), expected.get(&hash).copied());
                prop_assert_eq!(vocabulary.number(hash), *expected.entry(hash).or_insert(next));
            }
        }
    }
}
