//! Which pages are tied together by pairs, through however many others.

use std::collections::BTreeMap;

/// Pages put together by pairs of their ids: pairs of parts of the pages make ties, and ties are pairs again of which those of
/// all pages are made.
#[derive(Debug, Default)]
pub struct Ties {
    places: BTreeMap<Box<str>, u32>,
    /// Each page's neighbour on the way to the page that stands for all that are tied to it; that page is its own.
    toward: Vec<u32>,
}

impl Ties {
    /// Ties two pages, and all that are tied to either.
    pub fn tie(&mut self, one: &str, other: &str) {
        let (one, other) = (self.place(one), self.place(other));
        let (one, other) = (self.end(one), self.end(other));
        self.toward[one.max(other) as usize] = one.min(other);
    }

    /// Each page that is tied to any, in the order of ids, with the least id of all that are tied to it.
    pub fn finish(mut self) -> Vec<(Box<str>, Box<str>)> {
        let places = std::mem::take(&mut self.places);
        let mut least: BTreeMap<u32, Box<str>> = BTreeMap::new();
        // In the order of ids, so that the first to come to an end is the least.
        let tied = places.into_iter().map(|(id, place)| {
            let tie = least.entry(self.end(place)).or_insert_with(|| id.clone()).clone();
            (id, tie)
        });
        tied.collect()
    }

    fn place(&mut self, id: &str) -> u32 {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = u32::try_from(self.toward.len()).expect("places of pages are 32-bit numbers");
        self.places.insert(id.into(), place);
        self.toward.push(place);
        place
    }

    fn end(&mut self, place: u32) -> u32 {
        let mut end = place;
        while self.toward[end as usize] != end {
            // Half of the way is cut each time it is gone.
            self.toward[end as usize] = self.toward[self.toward[end as usize] as usize];
            end = self.toward[end as usize];
        }
        end
    }
}
