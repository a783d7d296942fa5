//! A sentence with quoted words, or beside one: who acts in it, and what it leads to.

use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::office::{SUNDRY, leads};
use crate::scene::holder::{named_behind, office_alone};
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::speech::attribution::{he, somebody};
use crate::speech::{About, Meant, Speaker};
use crate::telling::discourse::{gender_of, is_subject, pronoun};
use crate::telling::parties::object::is_addressed;
use std::ops::Range;

/// A stretch of a sentence beside quoted words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside<'r, 'p, 'l> {
    pub(crate) scene: &'r Scene<'p, 'l>,
    /// The passage, by its position in the scene.
    pub(crate) at: usize,
    /// The sentence, by its position in the passage.
    pub(crate) number: usize,
    /// What the page is about.
    pub(super) about: About,
}

/// So many items behind a quote may say whose it is.
pub(crate) const NEAR: usize = 14;

impl<'r, 'p, 'l> Beside<'r, 'p, 'l> {
    pub(crate) fn reading(&self) -> &'r Reading<'p, 'l> {
        &self.scene.readings[self.at]
    }

    pub(crate) fn sentence(&self) -> &'r Range<usize> {
        &self.reading().sentences[self.number]
    }

    pub(crate) fn is(&self, list: List, at: usize) -> bool {
        self.scene.language.is(list, self.reading().items[at].class)
    }

    pub(crate) fn is_any(&self, lists: &[List], at: usize) -> bool {
        self.scene.language.is_any(lists, self.reading().items[at].class)
    }

    /// The stretch at a passage and a sentence of it.
    pub(crate) fn of(scene: &'r Scene<'p, 'l>, about: About, at: usize, number: usize) -> Self {
        Self { scene, at, number, about }
    }

    /// Whether whoever stands beside quoted words is taken for their speaker without a word of saying, too.
    pub(crate) fn is_bold(&self) -> bool {
        self.about == About::Messages
    }

    /// Who acts in a stretch: the last who stands right before a verb of saying, else the first.
    pub(crate) fn subject(&self, range: Range<usize>) -> Option<usize> {
        const VERB: usize = 4;
        const VERBS: [List; 4] = [List::Speaking, List::Expressing, List::Gladly, List::Sent];
        let items = &self.reading().items;
        let says = |at: &usize| {
            let behind = (*at + 1..range.end).take(VERB).take_while(|at| !is_person(&items[*at]));
            behind.into_iter().any(|at| self.is_any(&VERBS, at))
        };
        let mut acting = range.clone().filter(|at| self.acts(*at));
        let first = acting.next()?;
        Some(acting.rfind(says).unwrap_or(first))
    }

    /// Whether a sentence speaks of a letter, of words, or ends with a colon.
    pub(crate) fn leads_on(&self) -> bool {
        const LISTS: [List; 5] = [List::Post, List::Speaking, List::Expressing, List::Gladly, List::Read];
        self.ends_with_colon() || self.sentence().clone().any(|at| self.is_any(&LISTS, at))
    }

    pub(crate) fn ends_with_colon(&self) -> bool {
        let last = self.reading().items[self.sentence().clone()].last();
        last.is_some_and(|last| last.class == class::COLON)
    }

    /// Whether an item is somebody who acts.
    pub(crate) fn acts(&self, at: usize) -> bool {
        let (reading, items) = (self.reading(), &self.reading().items);
        let start = self.sentence().start;
        if items[at].class == class::PRONOUN {
            return true;
        }
        let marked = items.get(at + 1).is_some_and(|next| {
            self.scene.language.is_any(&[List::Dative, List::From, List::With, List::Of], next.class)
                && next.start == items[at].end
        });
        is_person(&items[at])
            && !marked
            && is_subject(self.scene, reading, at)
            && !is_addressed(self.scene.language, &items[start..self.sentence().end], at - start)
    }

    /// Who an item means.
    pub(crate) fn named(&self, at: usize) -> Option<Speaker> {
        let reading = self.reading();
        let sentence = self.sentence();
        let items = &reading.items[sentence.clone()];
        let at = sentence.start + named_behind(self.scene, reading, items, at - sentence.start);
        let item = reading.items[at];
        let item = &item;
        if item.class == class::PRONOUN {
            return self.topic(at);
        }
        Some(somebody(self.scene, reading, items, at - sentence.start))
    }

    /// "…, the spokesman said. “…,” he told them": whoever spoke in the sentence before, though nobody names them.
    pub(crate) fn unnamed_before(&self) -> Option<Speaker> {
        let reading = self.reading();
        let before = Beside { number: self.number.checked_sub(1)?, ..*self };
        if !self.scene.language.spaces {
            return before.private();
        }
        let range = before.sentence();
        let verb = range.clone().rfind(|at| before.is(List::Speaking, *at))?;
        // "A former envoy warned against it. “…,” he said."
        let mut subject = range.start..verb;
        let names = [class::NAME, class::PRONOUN];
        let unnamed = |at: usize| !is_person(&reading.items[at]) && !names.contains(&reading.items[at].class);
        if before.is(List::Article, range.start) && subject.all(unnamed) {
            return Some(Speaker::Unknown);
        }
        // "The spokesman of the ministry said": what he speaks for stands between.
        const OWN: [List; 2] = [List::Of, List::Institution];
        let own = |at: &usize| OWN.iter().any(|list| before.is(*list, *at));
        let before_verb = (range.start..verb).rev().find(|at| !own(at));
        let near = [before_verb, Some(verb + 1)].into_iter().flatten();
        let at = near
            .filter(|at| range.contains(at))
            .find(|at| before.acts(*at) && is_person(&reading.items[*at]))?;
        let office = office_alone(reading, &reading.items[at]).is_some();
        (office && reading.figure(&reading.items[at]).is_none()).then(|| before.named(at)).flatten()
    }

    /// Whom the sentence is about, where that is nobody of the page's cast and words are not set apart: "店主の森田和夫さんは…。「…」と
    /// 話す".
    pub(crate) fn private(&self) -> Option<Speaker> {
        let reading = self.reading();
        let range = self.sentence();
        if let Some(at) = self.subject(range.clone()).filter(|at| is_person(&reading.items[*at])) {
            let unknown = reading.figure(&reading.items[at]).is_none();
            return match self.named(at).filter(|_| unknown)? {
                // "一名渔民": whoever has an office, but leads nothing.
                Speaker::Meant(Meant { office: Some(office), .. }) if !leads(&office) => {
                    Some(Speaker::Unknown)
                }
                speaker => Some(speaker),
            };
        }
        // "在百货公司工作的山口女士说，……": somebody speaks whom no list knows.
        let lone = |at: usize| !is_person(&reading.items[at]) && !self.is(List::Post, at);
        if !range.clone().all(lone) {
            return None;
        }
        let speaks = |at: usize| self.is(List::Speaking, at);
        let unknown = || range.clone().any(speaks).then_some(Speaker::Unknown);
        self.bystander().map(Speaker::Words).or_else(unknown)
    }

    /// "45岁的陈秀莲在…", "的素拉蓬（47岁）": the name that a sentence has behind what tells of somebody, or before an age.
    fn bystander(&self) -> Option<String> {
        let (items, text, range) =
            (&self.reading().items, self.reading().passage.text, self.sentence().clone());
        let plain = |at: &usize| self.scene.language.is_plain(items[*at].class);
        let mut starts = range.clone().filter(|at| plain(at) && (*at == range.start || !plain(&(*at - 1))));
        starts.find_map(|start| {
            let end = (start..range.end).take_while(plain).last()? + 1;
            let run = &text[items[start].start..items[end - 1].end];
            let told = start > range.start && self.is(List::Of, start - 1);
            let aged = items.get(end).is_some_and(|it| it.class == class::OPEN)
                && items.get(end + 1).is_some_and(|it| it.class == class::NUMBER);
            self.scene.language.private.begun(run, aged).filter(|_| told).map(str::to_owned)
        })
    }

    /// "在新山，每天过关的郑伟明更关心人龙。他笑说": the passage has named nobody before an item, so that "he" is nobody
    /// of the passages above.
    pub(crate) fn nobody_named(&self, before: usize) -> bool {
        let items = &self.reading().items[..before];
        let named = |item: &Item<'_>| {
            is_person(item)
                || [class::PRONOUN, class::QUOTE].contains(&item.class)
                || self.scene.language.is(List::Post, item.class)
        };
        !self.scene.language.spaces && self.number > 0 && !items.iter().any(named)
    }

    /// "Her rival X admitted defeat. “…,” said the former minister": an office that the page gives to nobody is that of whoever
    /// the text is about, if none of theirs is told.
    pub(crate) fn holder_told_of(&self, speaker: Speaker, at: usize) -> Speaker {
        let Speaker::Meant(Meant { figure: None, office: Some(office), gender }) = speaker else {
            return speaker;
        };
        let sentence = self.sentence();
        let before = &self.reading().sentences[..self.number];
        let of_note = self.scene.language.spaces && !SUNDRY.contains(&office.as_str());
        let private = |figure: &usize| {
            let figure = &self.scene.cast.figures[*figure];
            figure.office.is_none() && figure.person.is_none()
        };
        let meant = pronoun(self.scene, self.reading(), sentence, before, at - sentence.start, &|_| true);
        let figure = meant.filter(private).filter(|_| of_note);
        Speaker::Meant(Meant { figure, office: Some(office), gender })
    }

    /// Whoever the text is about before an item.
    pub(crate) fn topic(&self, at: usize) -> Option<Speaker> {
        if let Some(found) = self.unnamed_before() {
            return Some(found);
        }
        let sentence = self.sentence();
        let before = &self.reading().sentences[..self.number];
        let meant = pronoun(self.scene, self.reading(), sentence, before, at - sentence.start, &|_| true);
        meant.is_some().then(|| he(meant, gender_of(self.scene, self.reading(), at)))
    }
}

/// Whether an item makes what stands behind it belong to something else: "the member for", "the house of".
pub(crate) fn is_governed(scene: &Scene<'_, '_>, before: &Item<'_>) -> bool {
    const GOVERNS: [List; 4] = [List::Of, List::For, List::In, List::On];
    scene.language.is_any(&GOVERNS, before.class)
}
