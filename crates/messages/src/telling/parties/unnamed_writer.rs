//! Tellings that name whoever is written to alone: "letters to X and Y were sent on Monday".

use crate::language::list::List;
use crate::scene::joint::joined;
use crate::telling::discourse::writer;
use crate::telling::parties::{Matched, Writers};
use std::collections::BTreeSet;

impl Writers<'_, '_, '_> {
    /// Who wrote to them, as the sentences before tell. `receivers`: those who received something from nobody named.
    pub(super) fn by_unnamed(
        &self,
        matched: Matched<'_, '_>,
        recipient: usize,
        receivers: &mut Vec<usize>,
    ) -> Vec<(usize, usize)> {
        let Matched { manner, slots, known, .. } = matched;
        let cast = &self.scene.cast;
        let leads = |to: &usize| cast.leads(*to) || self.elects && cast.may_lead(*to);
        let to = self.who(recipient, None).filter(leads);
        receivers.extend(to);
        // "He received telegrams from dozens of leaders": from none that the page names.
        let from_many = || self.items[slots.range.end..].first().is_some_and(|it| self.is(List::From, it));
        let Some(to) = to.filter(|_| !manner.receives && !from_many()) else { return Vec::new() };
        if manner.again {
            return known.last().map(|it| (it.sender, to)).into_iter().collect();
        }
        let with = joined(self.items, recipient, usize::MAX, self.scene.language);
        let with = with.into_iter().filter_map(|at| self.who(at, None)).filter(leads);
        let all: Vec<usize> = with.chain([to]).collect::<BTreeSet<usize>>().into_iter().collect();
        let from = writer(self.scene, self.sentence, &all);
        from.map_or_else(Vec::new, |from| all.into_iter().map(|to| (from, to)).collect())
    }
}
