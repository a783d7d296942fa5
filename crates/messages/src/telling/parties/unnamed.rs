//! Whom a telling means that names one side alone, or calls it "him", "the president", "the winner".

use crate::cast::mention::Mention;
use crate::language::Language;
use crate::language::gender::Gender;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::country::Country;
use crate::people::office::{COUNTERPART, PRESIDENT_ELECT};
use crate::scene::{Part, Reading, is_person};
use crate::sentence::item::Item;
use crate::telling::Telling;
use crate::telling::address;
use crate::telling::discourse::{Sentence, addressee, other_holder, pronoun};
use crate::telling::parties::{Known, Writers};

impl Writers<'_, '_, '_> {
    /// The leader of whom the page has told before a sentence in which others write to "him".
    pub(super) fn told_of(&self, at: usize, writers: &[usize]) -> Option<usize> {
        let Sentence { reading, range, before, honoured, .. } = self.sentence;
        let fits = |it: usize| self.scene.cast.leads(it) && !writers.contains(&it);
        let pronoun = || pronoun(self.scene, reading, range, before, self.origins[at], &fits);
        honoured.filter(|it| fits(*it)).or_else(pronoun)
    }

    /// The only leader whom the sentence names before somebody.
    pub(super) fn only_before(&self, at: usize) -> Option<usize> {
        let figures = self.items[..at].iter().filter_map(|item| self.sentence.reading.figure(item));
        let mut leaders: Vec<usize> = figures.filter(|it| self.scene.cast.leads(*it)).collect();
        leaders.dedup();
        if let [only] = leaders.as_slice() { Some(*only) } else { None }
    }

    /// Who the sentence before says has received something of nobody named.
    pub(super) fn received_before(&self, receivers: &[usize]) -> Option<usize> {
        let before = self.sentence.before.last()?;
        let mut items = self.sentence.reading.items[before.clone()].iter();
        let named =
            items.find_map(|item| self.sentence.reading.figure(item).filter(|it| receivers.contains(it)));
        named.filter(|_| receivers.len() > 1)
    }

    /// "Biden congratulated her, and Trudeau sent her …": whoever stands right before such a word writes to her, too.
    pub(super) fn writes_to_him(&self, figure: usize) -> bool {
        const NEAR: usize = 3;
        const HIM: [List; 3] = [List::Him, List::Object, List::WishedHim];
        let named = self.items.iter().position(|item| self.sentence.reading.figure(item) == Some(figure));
        let behind = named.map_or(&[][..], |at| &self.items[at + 1..]);
        let glad_of_him = |item: &Item<'_>| self.scene.language.is(List::Gladly, item.class);
        let mut near = behind.iter().take(NEAR);
        near.any(|item| self.scene.language.is_any(&HIM, item.class) || glad_of_him(item))
    }

    /// The only leader before somebody, where an occasion of theirs follows and words are not set apart.
    pub(super) fn celebrated(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 3;
        let to = self.only_before(at).filter(|_| !self.scene.language.spaces)?;
        let named = (0..at).find(|at| self.sentence.reading.figure(&self.items[*at]) == Some(to))?;
        let mut behind = self.items[named + 1..at].iter().take(NEAR);
        behind.any(|item| item.class == class::OCCASION).then_some(to)
    }

    /// Whom somebody writes to by an office that they hold themselves, or that no one before holds: another who holds
    /// it, or the other party.
    pub(super) fn other(&self, at: usize, from: usize, known: &Known<'_>) -> Option<usize> {
        let reading = self.sentence.reading;
        let mention = reading.mentions.get(self.items[at].index).filter(|_| is_person(&self.items[at]))?;
        let office = mention.said.office.as_deref().filter(|_| mention.said.name.is_empty())?;
        let counterpart = || {
            let party = |it: &&Telling| match (it.sender == from, it.recipient == from) {
                (true, _) => Some(it.recipient),
                (_, true) => Some(it.sender),
                _ => None,
            };
            known.iter().rev().find_map(party).or_else(|| addressee(self.scene, self.sentence, from, known))
        };
        let abroad = || {
            let country = mention.said.country.as_ref().filter(|_| office == COUNTERPART);
            country.and_then(|country| address::counterpart(self.scene, from, country))
        };
        match office {
            COUNTERPART if abroad().is_some() => abroad(),
            COUNTERPART | PRESIDENT_ELECT => {
                let fits = |to: &usize| {
                    let own = self.scene.cast.country(*to);
                    let there = mention.said.country.as_ref();
                    there.is_none_or(|country| own.is_none_or(|own| own == country))
                        && Gender::agree(mention.said.gender, self.scene.cast.gender(*to))
                };
                let there = mention.said.country.as_ref().filter(|_| office == COUNTERPART);
                let colleague = there.and_then(|country| self.colleague(country, from));
                colleague
                    .or_else(|| counterpart().filter(fits))
                    .or_else(|| self.compatriot(counterpart()?, mention))
            }
            _ if mention.figure.is_some() && mention.said.country.is_none() => {
                other_holder(self.scene, self.sentence, self.items[at].index, office, from)
            }
            _ => None,
        }
    }

    /// "His Indian counterpart": of those whom the page names the only one there, or the only one in the same office.
    pub(super) fn colleague(&self, country: &Country, from: usize) -> Option<usize> {
        let cast = &self.scene.cast;
        let there = |at: &usize| *at != from && cast.leads(*at) && cast.country(*at) == Some(country);
        let leaders: Vec<usize> = (0..cast.figures.len()).filter(there).collect();
        let alike = |at: &&usize| leaders.len() == 1 || cast.share_office(**at, from);
        let mut fitting = leaders.iter().filter(alike);
        fitting.next().filter(|_| fitting.next().is_none()).copied()
    }

    /// "Wrote to her colleague", where letters went to a man: the only woman who leads his country on the page.
    fn compatriot(&self, to: usize, mention: &Mention) -> Option<usize> {
        let cast = &self.scene.cast;
        let gender = mention.said.gender.filter(|own| cast.gender(to).is_some_and(|other| other != *own))?;
        let fits = |at: &usize| {
            cast.leads(*at) && cast.gender(*at) == Some(gender) && cast.country(*at) == cast.country(to)
        };
        let mut found = (0..cast.figures.len()).filter(fits);
        found.next().filter(|_| found.next().is_none())
    }

    /// An office without a name or a country, "the president", and where it is mentioned.
    fn office_alone(&self, at: usize) -> Option<(&Mention, &str)> {
        let mentions = &self.sentence.reading.mentions;
        let mention = mentions.get(self.items[at].index).filter(|_| is_person(&self.items[at]))?;
        let alone = mention.said.name.is_empty() && mention.said.country.is_none();
        Some((mention, mention.said.office.as_deref().filter(|_| alone)?))
    }

    /// "… also wrote to the president": on a page of messages to one president rather that one than whoever was named last.
    pub(super) fn honoured(&self, at: usize, known: &Known<'_>) -> Option<usize> {
        let (mention, office) = self.office_alone(at)?;
        let to = known.last()?.recipient;
        // "The president".
        let own = &self.sentence.reading.passage.text[self.items[at].start..self.items[at].end];
        let article = begins_with_article(self.scene.language, own);
        let bare =
            mention.items.len() == 1 + usize::from(article) && known.iter().all(|it| it.recipient == to);
        (bare && self.scene.cast.may_be(to, office)).then_some(to)
    }

    pub(in crate::telling) fn who(&self, at: usize, other: Option<usize>) -> Option<usize> {
        let Sentence { reading, range, before, .. } = self.sentence;
        match reading.figure(&self.items[at]) {
            None if self.items[at].class == class::PRONOUN => {
                // The spokesman who says so is not "he" who writes.
                let fits = |it: usize| Some(it) != other && self.scene.cast.leads(it);
                pronoun(self.scene, reading, range, before, self.origins[at], &fits)
            }
            figure => figure,
        }
    }

    /// The passage of the article before this one.
    pub(in crate::telling) fn passage_before(&self) -> Option<&Reading<'_, '_>> {
        let mut bodies = self.scene.readings[..self.sentence.at].iter().rev();
        bodies.find(|it| it.passage.part == Part::Body)
    }

    /// Whom the text is about where a telling begins that does not name its writer.
    pub(super) fn topic(&self, at: usize, other: Option<usize>) -> Option<usize> {
        let Sentence { reading, range, before, .. } = self.sentence;
        let fits = |it: usize| Some(it) != other && self.scene.cast.leads(it);
        pronoun(self.scene, reading, range, before, *self.origins.get(at)?, &fits)
    }

    /// Whether the sentence names anybody who leads.
    pub(super) fn names_leader(&self) -> bool {
        let mut figures = self.items.iter().filter_map(|item| self.sentence.reading.figure(item));
        figures.any(|it| self.scene.cast.leads(it))
    }

    /// "The head of state answered him the day after", where that means whoever wrote last: the other may be called so too.
    pub(super) fn answering(&self, at: usize, known: &Known<'_>) -> Option<usize> {
        let (mention, office) = self.office_alone(at)?;
        let last = known.last().filter(|it| mention.figure == Some(it.sender))?;
        let wrote_first = known.iter().all(|it| it.recipient != last.sender);
        (wrote_first && self.scene.cast.may_be(last.recipient, office)).then_some(last.recipient)
    }
}

/// Whether words begin with an article.
fn begins_with_article(language: &Language, words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let entry = language.lexicon.at(first, 0).filter(|(_, end)| *end == first.len());
    matches!(entry.map(|(entry, _)| &entry.sense), Some(Sense::Word(class)) if language.is(List::The, *class))
}
