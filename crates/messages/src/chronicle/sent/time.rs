//! A time of a sentence that tells of a message: what it is told of, and how it tells a day.

use crate::chronicle::aftermath::{is_of_aftermath, is_of_answered};
use crate::chronicle::bond::{
    days_after_event, happening, is_before_occasion, is_dated, is_of_aside, is_of_attribute, is_of_clause,
    is_of_dateline, is_of_event, is_of_frame, is_of_holiday, is_of_noun, is_of_occasion, is_of_report,
    is_of_thanked, is_of_visit, is_of_words, is_possessor, says_which,
};
use crate::kinds;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::{Days, LONGEST_DAYS, days, last_weekday};
use crate::scene::{Reading, Scene};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::{Anchor, MessageKind, Status, Timex, TimexType};
use std::ops::Range;

/// Words between a telling and a time that is its own, though it may be read as one to come.
const CLOSE: usize = 3;

/// A time farther than this many items from what is told is not its time.
pub(super) const REACH: usize = 24;
/// A season longer ago is rather the one that an anniversary recalls.
const REMEMBERED_DAYS: i64 = 3653;
/// Days of a time that may be told of another clause.
const A_WEEK: i64 = 7;

/// What a time is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeOf {
    /// When the message was sent.
    Sending,
    /// When somebody reported it.
    Report,
    /// When something else happened: what it is written for, another message, what an aside tells.
    Event,
    /// So many days after what it is written for it was sent.
    AfterEvent(i64),
    /// It says nothing that another time of the sentence does not say better.
    Nothing,
}

/// A time, and the telling in whose sentence it stands.
#[derive(Clone, Copy)]
pub(super) struct Time<'a, 'p, 'l> {
    scene: &'a Scene<'p, 'l>,
    reading: &'a Reading<'p, 'l>,
    telling: &'a Telling,
    /// Its item.
    at: usize,
    /// The days that it means.
    pub(super) days: Days,
}

impl<'a, 'p, 'l> Time<'a, 'p, 'l> {
    /// The time that an item of a telling's sentence is.
    pub(super) fn read(scene: &'a Scene<'p, 'l>, telling: &'a Telling, at: usize) -> Option<Self> {
        let reading = &scene.readings[telling.reading];
        // "… sa lettre dès mercredi": right behind what is told, too.
        let close = telling.items.start..telling.items.end + CLOSE;
        let last = || last_weekday(scene, reading, at).filter(|_| close.contains(&at));
        let days = days(scene, reading, at).or_else(last)?;
        let days = day_of_frame(scene, reading, &telling.sentence, at).unwrap_or(days);
        Some(Self { scene, reading, telling, at, days })
    }

    /// What it is told of; times that another telling of `all` holds are that one's. `happened`: the time before it that tells
    /// when something else happened.
    pub(super) fn told_of(&self, all: &[Telling], happened: Option<&Self>) -> TimeOf {
        let said = happened.is_some_and(|it| self.is_hour_of(it));
        if said || self.is_of_reply(all) || is_spelled_out(self.scene, self.reading, self.at) {
            return TimeOf::Nothing;
        }
        if let Some(after) = days_after_event(self.scene, self.reading, self.at) {
            return TimeOf::AfterEvent(after);
        }
        if self.is_of_other_message(all) || self.is_of_what_happened() || self.is_of_somebody() {
            return TimeOf::Event;
        }
        let (sentence, items) = (&self.telling.sentence, &self.telling.items);
        if is_of_report(self.scene, self.reading, sentence, self.at, items)
            || is_of_dateline(self.scene, self.reading, self.at)
        {
            return TimeOf::Report;
        }
        if self.is_of_further_clause() { TimeOf::Nothing } else { TimeOf::Sending }
    }

    /// How far it stands from the items that tell of the message, where it is told of that.
    pub(super) fn distance(&self) -> usize {
        let items = &self.telling.items;
        if is_dated(self.scene, self.reading, self.at) {
            0
        } else if is_of_holiday(self.scene, self.reading, self.at) {
            REACH
        } else if items.contains(&self.at) {
            1
        } else if self.at >= items.end {
            self.at - items.end + 1
        } else {
            items.start - self.at + 1
        }
    }

    /// Whether the time told contradicts itself.
    pub(super) fn is_doubtful(&self) -> bool {
        is_doubtful(self.scene, self.reading, self.at)
    }

    /// "In the afternoon", on a day that other words name.
    pub(super) fn is_part_of_day(&self) -> bool {
        is_part_of_day(self.scene, self.reading, self.at)
    }

    /// "The same day": an expression that means the very day it hangs on.
    pub(super) fn is_same_day(&self) -> bool {
        is_same_day(self.scene, self.reading, self.at) && !self.hangs_on_year()
    }

    /// "At her accession on May 1, 2019, he wrote on the very day": a day told with its year in the same sentence is none that a
    /// message before was sent on.
    fn hangs_on_year(&self) -> bool {
        const YEAR: usize = 4;
        let dated = |at: usize| {
            let timex = self.scene.timexes.get(self.reading.items[at].index)?;
            let digits = timex.text.chars().filter(char::is_ascii_digit).count();
            days(self.scene, self.reading, at).filter(|days| digits > YEAR && *days == self.days)
        };
        (self.telling.sentence.start..self.at).any(|at| dated(at).is_some())
    }

    /// Whether it stands behind the items that tell of the message.
    fn is_behind(&self) -> bool {
        self.at >= self.telling.items.end
    }

    /// Whether it stands before them.
    fn is_ahead(&self) -> bool {
        self.at < self.telling.items.start
    }

    /// "Y replied on the 18th to the letter that X had sent": the day before the letter's writer is that of the reply.
    fn is_of_reply(&self, all: &[Telling]) -> bool {
        let telling = self.telling;
        let replies = all.iter().any(|it| {
            let same = it.reading == telling.reading && it.sentence == telling.sentence;
            let turned = (it.sender, it.recipient) == (telling.recipient, telling.sender);
            same && turned && it.kind == Some(MessageKind::Reply) && it.items.contains(&self.at)
        });
        let by_writer = |at: &usize| self.reading.figure(&self.reading.items[*at]) == Some(telling.sender);
        let writer = || telling.sentence.clone().find(by_writer);
        replies && telling.kind != Some(MessageKind::Reply) && writer().is_some_and(|writer| self.at < writer)
    }

    /// Whether it is told of another message, or of what somebody else does with this one.
    fn is_of_other_message(&self, all: &[Telling]) -> bool {
        let (scene, reading, telling, at) = (self.scene, self.reading, self.telling, self.at);
        let holds = |it: &Telling| it.reading == telling.reading && it.items.contains(&at);
        !telling.items.contains(&at) && all.iter().any(holds)
            || self.is_ahead() && is_of_frame(scene, telling, at)
            || is_possessor(scene, reading, at, telling)
            || is_of_thanked(scene, reading, at, telling)
            || self.answers() && is_of_answered(scene, reading, &telling.sentence, at)
            || self.is_behind() && is_of_visit(scene, telling, self.days)
    }

    /// Whether its message answers another.
    fn answers(&self) -> bool {
        kinds::answers(self.telling.kind)
    }

    /// Whether it is told of what happened, or of what was said.
    fn is_of_what_happened(&self) -> bool {
        let (scene, reading, telling, at) = (self.scene, self.reading, self.telling, self.at);
        self.is_ahead() && is_of_noun(scene, reading, at)
            || is_of_event(scene, reading, at)
            || is_of_clause(scene, reading, telling.items.start..at)
            || is_of_occasion(scene, reading, at)
            || happening(scene, reading, at).is_some() && !says_which(scene, reading, at)
            || is_before_occasion(scene, reading, at)
            || is_of_words(scene, reading, telling, at)
            || self.is_behind()
                && !self.is_same_day()
                && is_of_aftermath(scene, reading, &telling.sentence, at)
    }

    /// Whether it is told of somebody: what an aside says, or an attribute.
    fn is_of_somebody(&self) -> bool {
        is_of_aside(self.scene, self.reading, &self.telling.sentence, self.at)
            || is_of_attribute(self.scene, self.reading, self.at)
    }

    /// "…, who also sent a telegram, is invited for November": a month in a further clause is that clause's. "… a letter
    /// recalling the visit that he made in June": so is one behind a relative pronoun.
    fn is_of_further_clause(&self) -> bool {
        let parts =
            |item: &Item<'_>| item.class == class::COMMA || self.scene.language.is(List::Which, item.class);
        let long = (self.days.to - self.days.from).num_days() > A_WEEK;
        self.is_behind() && long && self.reading.items[self.telling.items.end..self.at].iter().any(parts)
    }

    /// "On Thursday the 26th, shortly before midnight": the hour of what happened on a day right before.
    fn is_hour_of(&self, happened: &Self) -> bool {
        const NEAR: usize = 5;
        let timex = self.scene.timexes.get(self.reading.items[self.at].index);
        let hour = timex.is_some_and(|timex| timex.timex_type == TimexType::Time);
        hour && happened.days == self.days && self.at - happened.at <= NEAR
    }
}

/// Whether a sentence tells of a season that is over, at an item or before the telling.
pub(super) fn is_past(scene: &Scene<'_, '_>, telling: &Telling, at: usize) -> bool {
    let reading = &scene.readings[telling.reading];
    is_past_season(scene, reading, at) && at < telling.items.end
        || is_long_ago(scene, reading, at) && at < telling.items.start
}

/// "Last year", "in 2018": longer than a month, and over for more than that. "The 75th year" may read like a year.
fn is_past_season(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let item = reading.items[at];
    let timex = scene.timexes.get(item.index).filter(|_| item.class == class::TIME);
    let Some((timex, page)) = timex.zip(scene.day) else { return false };
    let span = timex.first_day.zip(timex.last_day).filter(|_| timex.timex_type == TimexType::Date);
    span.is_some_and(|(from, to)| {
        (to - from).num_days() > LONGEST_DAYS
            && (LONGEST_DAYS..REMEMBERED_DAYS).contains(&(page - to).num_days())
    })
}

/// "In 1998, when …": before what is told, a year so long ago is the telling's own.
fn is_long_ago(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let item = reading.items[at];
    let timex = scene.timexes.get(item.index).filter(|_| item.class == class::TIME);
    let Some((timex, page)) = timex.zip(scene.day) else { return false };
    let year = timex.text.chars().filter(char::is_ascii_digit).count() == 4;
    let opens = at == 0 || at.checked_sub(2).is_none_or(|at| reading.items[at].class == class::STOP);
    // "When they honoured him in October 2008, …": the clause that a sentence begins with.
    let clause = || {
        let comma = reading.items.get(at + 1).is_some_and(|it| it.class == class::COMMA);
        let sentence =
            reading.items[..at].iter().rposition(|it| it.class == class::STOP).map_or(0, |it| it + 1);
        comma && reading.items[sentence..at].iter().all(|it| it.class != class::COMMA)
    };
    year && (opens || clause()) && timex.last_day.is_some_and(|to| (page - to).num_days() >= REMEMBERED_DAYS)
}

/// The rules that read a part of a day without its day.
const PARTS: [&str; 3] = [".the-part", ".bare-part", ".part-of-day"];

/// "14日、8日に発生した地震を受け、同日送った": where words are not set apart "the same day" is no day of what happened, but the one
/// told around that.
fn day_of_frame(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Days> {
    if scene.language.spaces || !is_same_day(scene, reading, at) {
        return None;
    }
    let same = days(scene, reading, at)?;
    let happened = |at: usize| is_before_occasion(scene, reading, at) || is_of_event(scene, reading, at);
    let earlier = || (sentence.start..at).filter_map(|at| Some((at, days(scene, reading, at)?)));
    let of_event = earlier().any(|(at, days)| days == same && happened(at));
    let mut others = earlier().filter(|(at, days)| !happened(*at) && days.from == days.to);
    others.find(|_| of_event).map(|(_, days)| days)
}

/// "The same day": an expression that means the very day it hangs on.
pub(crate) fn is_same_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        timex.anchor == Some(Anchor::Text)
            && timex.first_day.is_some()
            && timex.first_day == timex.anchor_day
            && !timex.text.chars().any(char::is_numeric)
    })
}

/// "Monday, May 21, 2020", a Thursday that nothing repairs: it tells no day.
pub(crate) fn is_doubtful(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    // The number that is the page's own day holds.
    timex.is_some_and(|timex| {
        timex.status == Status::Conflict && (scene.day.is_none() || timex.first_day != scene.day)
    })
}

/// "발표 당일인 13일", "翌日（14日）": "the same day" or "the next", and right behind it the date that this is.
fn is_spelled_out(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const NEAR: usize = 2;
    let timex = |at: usize| scene.timexes.get(reading.items[at].index);
    let numbered = |it: &Timex| it.text.chars().any(char::is_numeric);
    let dated = |at: usize| {
        let day = days(scene, reading, at).is_some_and(|days| days.from == days.to);
        day && timex(at).is_some_and(numbered)
    };
    let told = timex(at).is_some_and(|it| it.anchor == Some(Anchor::Text) && !numbered(it));
    told && (at + 1..(at + 1 + NEAR).min(reading.items.len())).any(dated)
}

/// "In the afternoon", on a day that other words name; "on Monday night" names its own, another than the one it counts from.
pub(super) fn is_part_of_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        let named = timex.anchor_day.is_some() && timex.first_day != timex.anchor_day;
        timex.timex_type == TimexType::Time && !named && PARTS.iter().any(|rule| timex.rule.ends_with(rule))
    })
}
