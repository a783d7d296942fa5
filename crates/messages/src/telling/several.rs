//! Those whom "them" and "both" mean, and whoever writes to all of them.

use crate::scene::joint::joined;
use crate::sentence::item::Item;
use crate::telling::parties::{Known, Writers};
use std::ops::Range;

impl Writers<'_, '_, '_> {
    /// "X sent messages to both": X writes to everybody who was written to together last, else to those named together.
    pub(super) fn to_them(&self, sender: usize, known: &Known<'_>) -> Vec<(usize, usize)> {
        let Some(from) = self.who(sender, None) else { return Vec::new() };
        let mut them = self.written_together(from, known);
        if them.is_empty() {
            them = writers_to(from, known);
        }
        if them.is_empty() {
            them = self.named_together(from);
        }
        them.into_iter().map(|to| (from, to)).collect()
    }

    /// Several to whom one sentence told that somebody else wrote.
    fn written_together(&self, from: usize, known: &Known<'_>) -> Vec<usize> {
        for last in known.iter().rev() {
            let alike = known.iter().filter(|it| {
                (it.reading, &it.sentence, it.sender) == (last.reading, &last.sentence, last.sender)
            });
            let mut all: Vec<usize> = alike.map(|it| it.recipient).filter(|to| *to != from).collect();
            all.dedup();
            if all.len() > 1 && last.sender != from {
                return all;
            }
        }
        Vec::new()
    }

    /// Leaders whom "and" joins, before the writer in the sentence or in one of the two before it, the nearest first.
    fn named_together(&self, from: usize) -> Vec<usize> {
        const NEAR: usize = 2;
        let (reading, sentence) = (self.sentence.reading, self.sentence.range);
        let before = self.sentence.before.iter().rev().take(NEAR).cloned();
        let passage = self.passage_before();
        let ranges =
            std::iter::once((reading, sentence.clone())).chain(before.map(|range| (reading, range))).chain(
                passage
                    .into_iter()
                    .flat_map(|it| it.sentences.iter().rev().take(1).map(move |range| (it, range.clone()))),
            );
        for (reading, range) in ranges {
            let found = self.group(reading, range, from);
            if found.len() > 1 {
                return found;
            }
        }
        Vec::new()
    }

    /// The first group of leaders that a sentence joins, without the writer.
    fn group(&self, reading: &crate::scene::Reading<'_, '_>, range: Range<usize>, from: usize) -> Vec<usize> {
        let items: &[Item<'_>] = &reading.items[range];
        let leads =
            |at: &usize| reading.figure(&items[*at]).filter(|it| *it != from && self.scene.cast.leads(*it));
        let groups = (0..items.len()).map(|at| joined(items, at, usize::MAX, self.scene.language));
        let mut groups = groups.map(|group| group.iter().filter_map(leads).collect::<Vec<usize>>());
        groups.find(|group| group.len() > 1).unwrap_or_default()
    }
}

/// Those who have written to somebody, where there are several: whoever thanks them all answers.
fn writers_to(one: usize, known: &Known<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = known.iter().filter(|it| it.recipient == one).map(|it| it.sender).collect();
    found.sort_unstable();
    found.dedup();
    if found.len() > 1 { found } else { Vec::new() }
}
