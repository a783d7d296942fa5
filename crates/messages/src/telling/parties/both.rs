//! Tellings that name both: everybody joined to the one writes to everybody joined to the other.

use crate::kinds;
use crate::language::Manner;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::is_person;
use crate::scene::joint::joined;
use crate::sentence::item::Item;
use crate::telling::parties::object::is_addressed;
use crate::telling::parties::{Known, Writers};

impl Writers<'_, '_, '_> {
    /// Both are named: everybody joined to the one writes to everybody joined to the other.
    pub(super) fn named(
        &self,
        manner: Manner,
        sender: usize,
        recipient: usize,
        known: &Known<'_>,
    ) -> Vec<(usize, usize)> {
        let language = self.scene.language;
        // "On the death of the queen": she neither writes nor is written to.
        let died = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| self.items[at].entry);
            before
                .is_some_and(|entry| matches!(&entry.sense, Sense::Occasion(label) if kinds::bereaves(label)))
        };
        if died(sender) || died(recipient) || self.dies(sender) || self.dies(recipient) {
            return Vec::new();
        }
        let of_it = sender.checked_sub(1).is_some_and(|at| self.is(List::About, &self.items[at]));
        if of_it || is_addressed(self.scene.language, self.items, sender) {
            return Vec::new();
        }
        if !manner.mutual && self.are_listed(sender, recipient) {
            return Vec::new();
        }
        let senders = joined(self.items, sender, recipient, language);
        let mut recipients = joined(self.items, recipient, sender, language);
        // "Cristina congratulates Mujica and Lula invites him": whoever acts begins a clause of their own.
        recipients.retain(|at| *at == recipient || !self.begins_clause(*at));
        let pair = |from: usize, to: usize| {
            // "The Sultan sent the King a cable": though "the King" may be he.
            let writer = self.who(from, None);
            let to = self.honoured(to, known).filter(|to| Some(*to) != writer).or_else(|| self.who(to, None));
            // "His Belarusian counterpart wrote to the president".
            let from = self.who(from, to).or_else(|| self.other(from, to?, known))?;
            Some((from, to.filter(|to| *to != from).or_else(|| self.other(recipient, from, known))?))
        };
        let all = senders.iter().flat_map(|from| recipients.iter().map(move |to| (*from, *to)));
        // "总统和总理分别致函国王和首相": each to one.
        let each = senders.len() > 1
            && senders.len() == recipients.len()
            && self.has(List::Respectively, &(0..self.items.len()));
        let all: Vec<(usize, usize)> = if each { in_order(&senders, &recipients) } else { all.collect() };
        let pairs: Vec<(usize, usize)> = all.into_iter().filter_map(|(from, to)| pair(from, to)).collect();
        let pairs = self.without_consorts(pairs);
        let back = pairs.iter().filter(|_| manner.mutual).map(|&(from, to)| (to, from));
        pairs.iter().copied().chain(back).collect()
    }

    /// "Телеграммы прислали X, Y и Z": members of one list write to somebody else, or somebody else to them.
    fn are_listed(&self, one: usize, other: usize) -> bool {
        const LIST: usize = 3;
        let language = self.scene.language;
        // "In a letter to X and to Y, the president says": "and" ends the list, and a comma the words before who acts.
        let and = |at: usize| self.is(List::And, &self.items[at]);
        let ends_before = |list: &[usize], at: usize| {
            let first = list.iter().copied().min().unwrap_or(at);
            let bare =
                (first..at).rev().find(|at| !self.is_any(&[List::The, List::Definite], &self.items[*at]));
            let comma = bare.is_some_and(|at| self.items[at].class == class::COMMA);
            comma && list.iter().all(|it| *it <= at) && (first..at).any(and)
        };
        let holds = |of: usize, sought: usize| {
            let list = joined(self.items, of, usize::MAX, language);
            list.len() >= LIST && list.contains(&sought) && !ends_before(&list, sought)
        };
        language.spaces && (holds(one, other) || holds(other, one))
    }

    /// Whether a verb stands right behind somebody who is named behind another, and in no dative: "hat X und Y kondoliert".
    fn begins_clause(&self, at: usize) -> bool {
        const VERBS: [List; 8] = [
            List::Him,
            List::Object,
            List::Gladly,
            List::WroteTo,
            List::Wired,
            List::Invited,
            List::Thanked,
            List::Replied,
        ];
        let next = self.items.get(at + 1);
        let acts = self.items[at].case != Case::Dative;
        acts && self.scene.language.spaces && next.is_some_and(|next| self.is_any(&VERBS, next))
    }

    /// "After Abe had died, …", where words are not set apart: whoever a death follows directly does not write.
    fn dies(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let between = |item: &&Item<'_>| item.class != class::COMMA && !is_person(item);
        let bereaves = |item: &Item<'_>| {
            item.entry
                .is_some_and(|entry| matches!(&entry.sense, Sense::Occasion(label) if kinds::bereaves(label)))
        };
        let mut behind = self.items[at + 1..].iter().take(NEAR).take_while(between);
        !self.scene.language.spaces && behind.any(bereaves)
    }
}

/// The first of some with the first of others, and so on, in the order of the sentence.
fn in_order(some: &[usize], others: &[usize]) -> Vec<(usize, usize)> {
    let sorted = |all: &[usize]| {
        let mut all = all.to_vec();
        all.sort_unstable();
        all
    };
    sorted(some).into_iter().zip(sorted(others)).collect()
}
