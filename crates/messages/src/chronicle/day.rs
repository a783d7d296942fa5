//! The day of an occasion that no calendar has, as the page tells it.

use crate::chronicle::Sent;
use crate::chronicle::bond::{happening, is_of_clause, is_of_occasion, is_of_report};
use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::{Occasion, Sort};
use crate::scene::time::days;
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use chrono::Datelike;
use dateline_calendar::Calendar;
use dateline_record::{Day, MessageKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// The day of a holiday that no calendar has, as the page tells it: "Charter Day, April 14". A day of another year, "the
/// charter of April 14, 1991", tells the same.
pub(crate) fn of_holiday(scene: &Scene<'_, '_>, occasion: &Occasion) -> Option<Day> {
    let page = scene.day.filter(|_| occasion.day.is_none() && occasion.sort != Sort::Event)?;
    let longest = occasion.name.split_whitespace().max_by_key(|word| word.chars().count())?;
    let stem = if scene.language.inflected { shortened(longest) } else { longest };
    let bodies = scene.readings.iter().filter(|reading| reading.passage.part == Part::Body);
    let sentences = bodies.flat_map(|it| it.sentences.iter().map(move |range| (it, range)));
    let of_holiday = sentences.filter(|(reading, range)| {
        let items = &reading.items[(*range).clone()];
        let words = items.first().zip(items.last());
        let text = words.map_or("", |(first, last)| &reading.passage.text[first.start..last.end]);
        text.contains(stem) || items.iter().any(|item| scene.language.is(List::Mark, item.class))
    });
    let times = of_holiday.flat_map(|(reading, range)| reading.items[range.clone()].iter());
    times.filter(|item| item.class == class::TIME).find_map(|item| {
        let timex = scene.timexes.get(item.index)?;
        // "On Monday" is rather the day of the report.
        let dated = timex.text.chars().any(char::is_numeric) && timex.last_day == timex.first_day;
        let told = timex.first_day.filter(|_| dated)?;
        let turns = [page.year(), page.year() - 1].into_iter();
        let mut turns = turns.filter_map(|year| Day::from_ymd_opt(year, told.month(), told.day()));
        turns.find(|turn| (-1..=SOON).contains(&(page - *turn).num_days()))
    })
}

/// A page tells of a holiday at most so many days after it.
const SOON: i64 = 6;

/// A word without the letters that change with its case.
fn shortened(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).max(3);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// Days between an occasion and a message that is written for it.
const FRESH: i64 = 45;

/// The day on which something happened that a message is written for: "the earthquake that struck on Saturday". A day
/// that stands in the words for it says more than one in a sentence about it; days that contradict each other say nothing.
pub(crate) fn of_event(scene: &Scene<'_, '_>, occasion: &Occasion, sent: &Sent) -> Option<Day> {
    let around = sent.days.map(|days| days.to).or(scene.day).filter(|_| occasion.sort == Sort::Event)?;
    if let Some((month, day)) = kinds::fixed_day(&occasion.name) {
        return nearest_turn(month, day, around);
    }
    let own = sent.days.filter(|days| days.from == days.to).map(|days| days.from).or(scene.day);
    let event = Event { scene, occasion, around, own };
    let told =
        event.of_calendar().or_else(|| event.tied()).or_else(|| event.beside()).or_else(|| event.told());
    let told = told.or_else(|| event.within_clause()).or_else(|| event.mourned()).or_else(|| event.befell());
    let told = told.or_else(|| event.hinted()).or_else(|| event.recalled());
    told.or_else(|| event.before()).or_else(|| {
        let day = sent.days.filter(|days| days.from == days.to).map(|days| days.from);
        day.filter(|_| kinds::is_prompt(&occasion.name))
    })
}

/// A day stands at most so many items behind the words for what happened on it.
const WITHIN: usize = 9;

/// Something that happened once, and a page that tells of it.
struct Event<'s, 'p, 'l> {
    scene: &'s Scene<'p, 'l>,
    occasion: &'s Occasion,
    /// The day of the message.
    around: Day,
    /// The day that the page tells of the message, or its own.
    own: Option<Day>,
}

impl<'p, 'l> Event<'_, 'p, 'l> {
    /// "The Noto earthquake", of which the calendar knows when it was.
    fn of_calendar(&self) -> Option<Day> {
        let items = self.scene.readings.iter().flat_map(|reading| &reading.items);
        let mut days = items.filter_map(|item| match &item.entry?.sense {
            Sense::Event(id) => Some(Calendar::builtin().event(id)?.first_day()),
            _ => None,
        });
        days.find(|day| self.occasion.kind() == Some(MessageKind::Condolence) && self.is_near(*day))
    }

    /// The day that hangs on the words for the event.
    fn tied(&self) -> Option<Day> {
        only(self.days_where(|reading, sentence, at| self.is_tied(reading, sentence, at)))
    }

    /// A day near the words for the event that is not the message's own: "the fire declared on Saturday".
    fn beside(&self) -> Option<Day> {
        const NEAR: usize = 6;
        only(self.days_where(|reading, sentence, at| {
            let near = at.saturating_sub(NEAR).max(sentence.start)..(at + 1 + NEAR).min(sentence.end);
            let mut named = near.filter(|near| self.names(&reading.items[*near]));
            let between = |noun: usize| noun.min(at) + 1..noun.max(at);
            let reaches = |noun: usize| {
                reading.items[between(noun)].iter().all(|item| !is_person(item) && !self.is_of_letter(item))
            };
            self.is_another(reading, sentence, at) && named.any(reaches)
        }))
    }

    /// The only day of a sentence about the event that tells of no letter.
    fn told(&self) -> Option<Day> {
        only(self.days_where(|reading, sentence, at| {
            let items = &reading.items[sentence.clone()];
            // "A day of mourning" is a later one than that of the death; whoever turns fifty is congratulated on the very day.
            let turns = || items.iter().any(|item| self.scene.language.is(List::Turns, item.class));
            let verb = || {
                let told = items.iter().any(|item| self.is_verb(item));
                told && (turns() || self.is_another(reading, sentence, at))
            };
            let noun = || items.iter().any(|item| self.is_noun(item));
            self.is_news(reading, sentence, at) && (noun() || verb())
        }))
    }

    /// "Eighty people died on Wednesday evening", where the page tells of condolences.
    fn mourned(&self) -> Option<Day> {
        let died = |item: &Item<'_>| self.scene.language.is(List::Died, item.class);
        let mourned = self.days_where(|reading, sentence, at| {
            self.is_news(reading, sentence, at)
                && self.is_another(reading, sentence, at)
                && reading.items[sentence.clone()].iter().any(died)
        });
        only(mourned.filter(|_| self.occasion.kind() == Some(MessageKind::Condolence)))
    }

    /// The day of a clause about the event that tells of no letter: "X, who died in hospital on Sunday, …".
    fn within_clause(&self) -> Option<Day> {
        let spaces = self.scene.language.spaces;
        only(self.days_where(|reading, sentence, at| {
            let breaks = |item: &Item<'_>| [class::COMMA, class::DASH, class::COLON].contains(&item.class);
            let before = reading.items[sentence.start..at].iter().rposition(breaks);
            let clause =
                &reading.items[before.map_or(sentence.start, |comma| sentence.start + comma + 1)..at];
            let noun = clause.iter().rposition(|item| self.is_noun(item));
            let near = |noun: usize| clause.len() - noun <= WITHIN && !clause[noun..].iter().any(is_person);
            let of_letter = || clause.iter().any(|item| self.is_of_letter(item));
            spaces && noun.is_some_and(near) && !of_letter() && !self.is_reported(reading, sentence, at)
        }))
    }

    /// "The express met another late on Tuesday": the only day of sentences about what it befell that tell of no letter.
    fn hinted(&self) -> Option<Day> {
        let language = self.scene.language;
        only(self.days_where(|reading, sentence, at| {
            let (first, last) = (&reading.items[sentence.start], &reading.items[sentence.end - 1]);
            let text = &reading.passage.text[first.start..last.end];
            self.is_news(reading, sentence, at)
                && self.is_another(reading, sentence, at)
                && language.hints.at(&self.occasion.name, text, language.spaces)
        }))
    }

    /// "On the 27th gunmen opened fire": the only day of the week before the message that the page tells at all.
    fn before(&self) -> Option<Day> {
        const WEEK: i64 = 7;
        let own = self.own?;
        let before = self.days_where(|reading, sentence, at| {
            let day = days(self.scene, reading, at).map(|days| days.from);
            let ago = day.map(|day| (own - day).num_days());
            ago.is_some_and(|ago| (1..=WEEK).contains(&ago)) && !self.is_reported(reading, sentence, at)
        });
        let sudden =
            self.occasion.kind() == Some(MessageKind::Condolence) || kinds::is_won(&self.occasion.name);
        only(before.filter(|_| sudden))
    }

    /// "The tragedy happened on Tuesday", "the blast of methane, on Friday": a day of what happened by another word.
    fn befell(&self) -> Option<Day> {
        let condoles = self.occasion.kind() == Some(MessageKind::Condolence);
        let befell = self.days_where(|reading, sentence, at| {
            let items = &reading.items[sentence.clone()];
            self.is_news(reading, sentence, at)
                && self.is_another(reading, sentence, at)
                && items.iter().any(|item| self.is_mishap(item))
        });
        only(befell.filter(|_| condoles))
    }

    /// Whether an item is a word for what happened to many, whatever that was.
    fn is_mishap(&self, item: &Item<'_>) -> bool {
        let befalls = |label: &str| kinds::of_label(label) == Some(MessageKind::Condolence);
        self.scene.language.is_any(&[List::Mishap, List::Died], item.class)
            || matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if befalls(label))
    }

    /// Whether a verb says that it happened on a day: "the vote was held on Sunday", "it turned over on Friday".
    fn happened(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        let Some(verb) = happening(self.scene, reading, at) else { return false };
        let items = &reading.items;
        let told =
            |item: &Item<'_>| item.class == class::OCCASION || self.is_mishap(item) || self.is_verb(item);
        // What happened stands before the verb, or right behind it.
        let before = (sentence.start..=verb).rev().find(|at| told(&items[*at]));
        let noun = before.or_else(|| (verb + 1..sentence.end).find(|at| told(&items[*at])));
        let condoles = self.occasion.kind() == Some(MessageKind::Condolence);
        noun.is_some_and(|at| self.names(&items[at]) || condoles && self.is_mishap(&items[at]))
    }

    /// Whether a day is told in a sentence without letters, and not as the day of a report.
    fn is_news(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        let letter = reading.items[sentence.clone()].iter().any(|item| self.is_of_letter(item));
        !letter && !self.is_reported(reading, sentence, at)
    }

    /// Whether a day is neither the message's nor that of a report.
    fn is_another(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        let day = days(self.scene, reading, at).map(|days| days.from);
        day.is_some() && day != self.own && !self.is_reported(reading, sentence, at)
    }

    fn is_reported(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        self.is_said(reading, sentence, at) || is_of_report(self.scene, reading, sentence, at, &(0..0))
    }

    /// What is celebrated every year is celebrated on the day the page names of an earlier year: "born on 7 October 1952".
    fn recalled(&self) -> Option<Day> {
        const AROUND: i64 = 10;
        if !kinds::is_yearly(&self.occasion.name) {
            return None;
        }
        let times = self.scene.timexes.iter().filter(|timex| timex.first_day == timex.last_day);
        let past = times.filter_map(|timex| timex.first_day).filter(|day| day.year() < self.around.year());
        let turns = past.filter_map(|day| nearest_turn(day.month(), day.day(), self.around));
        only(turns.filter(|turn| (self.around - *turn).num_days().abs() <= AROUND))
    }

    /// The days of the page near the message's own for which a test of their sentence holds.
    fn days_where(
        &self,
        holds: impl Fn(&Reading<'p, 'l>, &Range<usize>, usize) -> bool,
    ) -> impl Iterator<Item = Day> {
        let readings = self.scene.readings.iter().filter(|it| it.passage.part != Part::SetApart);
        let sentences = readings.flat_map(|it| it.sentences.iter().map(move |sentence| (it, sentence)));
        sentences.flat_map(move |(reading, sentence)| {
            let found: Vec<Day> = sentence
                .clone()
                .filter_map(|at| {
                    let told = days(self.scene, reading, at).filter(|days| days.from == days.to)?;
                    (self.is_near(told.from) && holds(reading, sentence, at)).then_some(told.from)
                })
                .collect();
            found
        })
    }

    /// Whether a day stands in the words for the event: "Saturday's earthquake", "the fire of Monday", "the train that
    /// derailed on Friday", "X, who died on Sunday".
    fn is_tied(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        const LINKED: usize = 2;
        let items = &reading.items;
        let next = items[at + 1..sentence.end].iter().position(|item| self.names(item));
        let language = self.scene.language;
        let links = |item: &Item<'_>| {
            language.is(List::Possessive, item.class) || !language.spaces && language.is_plain(item.class)
        };
        let opens = |next: usize| next <= LINKED && items[at + 1..at + 1 + next].iter().all(links);
        // "Congratulated her on Tuesday on the victory" is as near.
        let own = |next: usize| next == 0 && language.spaces && !self.is_another(reading, sentence, at);
        if next.is_some_and(|next| opens(next) && !own(next)) {
            return true;
        }
        let noun = (sentence.start..at).rev().find(|at| self.names(&items[*at]));
        self.happened(reading, sentence, at)
            || noun.is_some_and(|noun| {
                is_of_occasion(self.scene, reading, at) || is_of_clause(self.scene, reading, noun..at)
            })
    }

    /// Whether an item is a word that letters are told of with.
    fn is_of_letter(&self, item: &Item<'_>) -> bool {
        let language = self.scene.language;
        language.is(List::Post, item.class)
            || language.is(List::Sent, item.class)
            || language.kinds.contains_key(&item.class)
    }

    /// "The mayor said on Monday that …": a day on which somebody spoke.
    fn is_said(&self, reading: &Reading<'_, '_>, sentence: &Range<usize>, at: usize) -> bool {
        const NEAR: usize = 4;
        let near = at.saturating_sub(NEAR).max(sentence.start)..(at + 1 + NEAR).min(sentence.end);
        reading.items[near].iter().any(|item| self.scene.language.is(List::Speaking, item.class))
    }

    /// Whether an item is a word for what happened.
    fn names(&self, item: &Item<'_>) -> bool {
        self.is_noun(item) || self.is_verb(item)
    }

    fn is_noun(&self, item: &Item<'_>) -> bool {
        // Who takes office has been elected before.
        let is_vote = |label: &str| [kinds::election(), kinds::reelection()].contains(&Some(label));
        let won = || is_vote(&self.occasion.name) && self.scene.language.is(List::Ballot, item.class);
        let Some(Sense::Occasion(label)) = item.entry.map(|entry| &entry.sense) else { return won() };
        *label == self.occasion.name
            || kinds::bereaves(label) && self.is_death()
            || is_vote(label) && is_vote(&self.occasion.name)
    }

    /// Whether an item says that somebody has died, or turned so many years old.
    fn is_verb(&self, item: &Item<'_>) -> bool {
        let is = |list: List| self.scene.language.is(list, item.class);
        self.is_death() && is(List::Died) || kinds::birthday() == Some(&self.occasion.name) && is(List::Turns)
    }

    fn is_death(&self) -> bool {
        kinds::bereaves(&self.occasion.name) || self.occasion.dead.is_some()
    }

    /// Whether something that happened on a day may be what the message is for: nobody condoles before it.
    fn is_near(&self, day: Day) -> bool {
        let ago = (self.around - day).num_days();
        let first = if self.occasion.kind() == Some(MessageKind::Condolence) { 0 } else { -FRESH };
        (first..=FRESH).contains(&ago)
    }
}

/// The only day there is.
fn only(days: impl Iterator<Item = Day>) -> Option<Day> {
    let days: BTreeSet<Day> = days.collect();
    if days.len() == 1 { days.into_iter().next() } else { None }
}

/// The day of a year that is next to a day.
fn nearest_turn(month: u32, day: u32, around: Day) -> Option<Day> {
    let years = around.year() - 1..=around.year() + 1;
    let turns = years.filter_map(|year| Day::from_ymd_opt(year, month, day));
    turns.min_by_key(|turn| (*turn - around).num_days().abs())
}
