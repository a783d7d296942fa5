//! The occasion that the sentence of a message names.

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::death::whose_death;
use crate::occasion::{Occasion, Parties, Sort, named_holiday, of_item, setting, years_later};
use crate::scene::{Reading, Scene, aside, time};
use crate::sentence::item::Item;
use dateline_calendar::Calendar;
use dateline_record::{Day, MessageKind};
use std::ops::Range;

/// What befell many says more than the death of some: so many items nearer.
const FAR: usize = 24;

/// The sentence of a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming<'a, 'p, 'l> {
    pub(crate) scene: &'a Scene<'p, 'l>,
    pub(crate) reading: &'a Reading<'p, 'l>,
    pub(crate) sentence: &'a Range<usize>,
    /// The items that tell of the message.
    pub(crate) near: &'a Range<usize>,
    pub(crate) parties: Parties<'a>,
    /// What the message does, where that is known.
    pub(crate) kind: Option<MessageKind>,
}

/// An occasion, and how far from the message it is named; what says little counts as farther.
type Named = (usize, Occasion);

impl<'a, 'l> Naming<'a, '_, 'l> {
    /// The occasion named nearest, of those that a message of the kind may be written for.
    pub(crate) fn occasion(self) -> Option<Occasion> {
        let mut found: Vec<Named> = self.sentence.clone().filter_map(|at| self.named(at)).collect();
        if found.is_empty() {
            found.extend(self.won());
        }
        found.extend(self.in_words_for_letters());
        found.retain(|(_, it)| self.fits(it));
        // "… on the earthquake, wishing the injured a speedy recovery": what happened counts, not what is wished.
        if found.iter().any(|(_, it)| it.kind() == Some(MessageKind::Condolence)) {
            let wishes = self.kind.is_none() && self.wishes_recovery();
            found.retain(|(_, it)| kinds::heals(&it.name) == wishes);
        }
        let nearest = found.into_iter().min_by_key(|(far, _)| *far).map(|(_, occasion)| occasion);
        match nearest {
            Some(occasion) if occasion.sort != Sort::NationalDay => Some(occasion),
            None if self.kind == Some(MessageKind::Condolence) => None,
            vague => named_holiday(self.scene, self.reading, self.items()).or(vague),
        }
    }

    fn items(self) -> &'a [Item<'l>] {
        &self.reading.items[self.sentence.clone()]
    }

    /// The occasion that an item names.
    fn named(self, at: usize) -> Option<Named> {
        let item = &self.reading.items[at];
        if item.class != class::OCCASION || !self.scene.language.spaces && self.is_before_after(at) {
            return None;
        }
        let occasion = of_item(self.scene, self.reading, item, self.parties)?;
        let occasion = years_later(self.scene, self.reading, at, occasion);
        let occasion = self.on_its_day(at, occasion);
        let occasion = whose_death(self.scene, self.reading, at, occasion);
        // "The premier, who took office last month, congratulated …": his own.
        let own = occasion.kind() == Some(MessageKind::Congratulation) && self.is_about_sender(at);
        (!own).then(|| (self.distance(at) + vagueness(&occasion), occasion))
    }

    /// "…之后": whether the word for "after" stands right behind an item.
    fn is_before_after(self, at: usize) -> bool {
        let next = Some(at + 1).filter(|next| self.sentence.contains(next));
        next.is_some_and(|next| self.scene.language.is(List::After, self.reading.items[next].class))
    }

    /// What is told behind the message is more likely its occasion than what is told before.
    fn distance(self, at: usize) -> usize {
        if at >= self.near.end { at - self.near.end } else { 2 * self.near.start.abs_diff(at) }
    }

    /// Whether an item stands in an aside about whoever writes.
    fn is_about_sender(self, at: usize) -> bool {
        let aside = aside::about_somebody(self.scene.language, self.reading, self.sentence, at);
        let about = aside.and_then(|aside| self.reading.items.get(aside.start.checked_sub(2)?));
        let figure = about.and_then(|item| self.reading.figure(item));
        figure.is_some() && figure == self.parties.sender
    }

    /// "X当选后，Y致函道贺": on that, where nothing else is told.
    fn won(self) -> Option<Named> {
        if self.kind != Some(MessageKind::Congratulation) || self.scene.language.spaces {
            return None;
        }
        let near = &self.reading.items[self.near.clone()];
        let won = near.iter().find(|item| label_of(item).is_some_and(kinds::is_won))?;
        of_item(self.scene, self.reading, won, self.parties).map(|it| (usize::MAX, it))
    }

    /// "Neujahrsgrüße", "新年贺电": the occasions that words for letters begin with.
    fn in_words_for_letters(self) -> impl Iterator<Item = Named> {
        let letters = self.items().iter().filter(move |it| self.scene.language.is(List::Post, it.class));
        letters.filter_map(move |item| {
            let label = begun_with(self.scene, &self.reading.passage.text[item.start..item.end])?;
            Some((usize::MAX / 2, Occasion::event(label)))
        })
    }

    /// Whether a message of the kind may be written for an occasion.
    fn fits(self, occasion: &Occasion) -> bool {
        use MessageKind::{Condolence, Congratulation, Invitation, Thanks};
        let written = occasion.kind();
        // "Congratulated him and promised to meet at the summit": only who invites writes for one.
        if written == Some(Invitation) && self.kind != Some(Invitation) {
            return false;
        }
        match self.kind {
            // "After his party's landslide": nobody congratulates on a disaster.
            Some(Congratulation) => written != Some(Condolence),
            // "Condolences on the death of the leader of the Cuban Revolution": nobody condoles on a holiday.
            Some(Condolence) => {
                !matches!(written, Some(Congratulation | Thanks)) && !self.is_wish_for_injured(occasion)
            }
            _ => true,
        }
    }

    /// "… offered condolences and prayed for the recovery of the injured": on a page that tells what hurt them.
    fn is_wish_for_injured(self, occasion: &Occasion) -> bool {
        kinds::heals(&occasion.name) && setting::event_on_page(self.scene, MessageKind::Condolence).is_some()
    }

    /// "After the attack Orbán wished him a speedy recovery": there what is wished is all that is told.
    fn wishes_recovery(self) -> bool {
        let told = self.sentence.clone().filter(|at| self.near.contains(at));
        told.into_iter().any(|at| label_of(&self.reading.items[at]).is_some_and(kinds::heals))
    }

    /// A holiday that the page puts on another day than its own is the one that one of the two keeps on that day:
    /// "Proclamation Day, which is celebrated on August 15".
    fn on_its_day(self, at: usize, occasion: Occasion) -> Occasion {
        let Some((told, day)) = self.other_day_behind(at, &occasion) else { return occasion };
        let kept = |country: &str| {
            Calendar::builtin().holidays_on(day).find(|holiday| holiday.country() == Some(country))
        };
        if let Some(holiday) = self.parties.codes().find_map(kept) {
            return Occasion::holiday(holiday.name(), Some(day));
        }
        // "Eid al-Fitr, which is celebrated on the 26th": of one that follows the moon each country has its own day.
        const APART: i64 = 2;
        let near = occasion.day.is_some_and(|own| (own - day).num_days().abs() <= APART);
        let celebrates = |item: &Item<'_>| self.scene.language.is_any(&[List::Which, List::Mark], item.class);
        let said = self.reading.items[at + 1..told].iter().any(celebrates);
        if near && said && occasion.sort == Sort::Holiday {
            Occasion { day: Some(day), ..occasion }
        } else {
            occasion
        }
    }

    /// The first time told behind an occasion, and its day, where that is not the occasion's.
    fn other_day_behind(self, at: usize, occasion: &Occasion) -> Option<(usize, Day)> {
        const BEHIND: usize = 16;
        let own = occasion.day?;
        let mut behind = at + 1..(at + 1 + BEHIND).min(self.sentence.end);
        let (told, days) = behind.find_map(|at| Some((at, time::days(self.scene, self.reading, at)?)))?;
        days.only().filter(|day| *day != own).map(|day| (told, day))
    }
}

/// A holiday says more than "the anniversary" or "his victory", and its name more than "the national day".
fn vagueness(occasion: &Occasion) -> usize {
    match occasion.sort {
        Sort::Holiday if occasion.day.is_some() => 0,
        // "The loss of lives in the train accident".
        Sort::Event if kinds::bereaves(&occasion.name) => 2 * FAR,
        Sort::NationalDay => 8,
        _ => 6,
    }
}

/// The English name of the event that an item is a word for.
fn label_of<'l>(item: &Item<'l>) -> Option<&'l str> {
    match &item.entry?.sense {
        Sense::Occasion(label) => Some(label),
        _ => None,
    }
}

/// The occasion that a word for a letter begins with.
fn begun_with<'s>(scene: &'s Scene<'_, '_>, word: &str) -> Option<&'s str> {
    let mut ends = word.char_indices().map(|(at, _)| at).skip(1);
    ends.find_map(|end| match scene.language.lexicon.at(&word[..end], 0) {
        Some((entry, length)) if length == end => match &entry.sense {
            Sense::Occasion(label) => Some(label.as_str()),
            _ => None,
        },
        _ => None,
    })
}
