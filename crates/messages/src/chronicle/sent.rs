//! When a message was sent.

use crate::chronicle::bond::{
    days_after_event, happening, is_before_occasion, is_dated, is_of_aside, is_of_attribute, is_of_clause,
    is_of_dateline, is_of_event, is_of_frame, is_of_holiday, is_of_noun, is_of_occasion, is_of_report,
    is_of_thanked, is_of_visit, is_of_words, is_possessor, says_which,
};
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::{Days, LONGEST_DAYS, days, last_weekday};
use crate::scene::{Part, Reading, Scene};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::{Anchor, Day, MessageKind, Status, Timex, TimexType};
use std::ops::Range;

/// What a telling's own sentence says of the day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Told {
    /// When it was sent.
    pub(crate) sent: Option<Days>,
    /// When somebody reported it.
    pub(crate) reported: Option<Day>,
    /// `sent` is a part of a day that is not named: "in the afternoon".
    pub(crate) vague_time: bool,
    /// "The same day": that of what was told before.
    pub(crate) same_day: bool,
    /// "Last year, …": a season that is over.
    pub(crate) past: bool,
    /// The time told contradicts itself.
    pub(crate) doubtful: bool,
    /// So many days after what it is written for, where no other day is told: "on the day of the earthquake".
    pub(crate) after_event: Option<i64>,
    /// What it is written for happened on this day of long ago, and no word tells when it was sent: "on the occasion of the
    /// earthquake of January 17, 1995, the premier of those days sent …".
    pub(crate) happened: Option<Day>,
}

/// A time farther than this many items from what is told is not its time.
const REACH: usize = 24;
/// A season longer ago is rather the one that an anniversary recalls.
const REMEMBERED_DAYS: i64 = 3653;
/// What happened longer ago than this is no news.
const MONTHS_DAYS: i64 = 62;
/// Days of a time that may be told of another clause.
const A_WEEK: i64 = 7;

/// Reads the times of a telling's sentence; those that another telling of `all` holds are that one's.
pub(crate) fn told(scene: &Scene<'_, '_>, telling: &Telling, all: &[Telling]) -> Told {
    let reading = &scene.readings[telling.reading];
    let mut found = Told::default();
    let mut nearest = usize::MAX;
    let mut past = false;
    let mut happened: Option<(usize, Days)> = None;
    for at in telling.sentence.clone() {
        past |= is_past_season(scene, reading, at) && at < telling.items.end
            || is_long_ago(scene, reading, at) && at < telling.items.start;
        let next = || last_weekday(scene, reading, at).filter(|_| telling.items.contains(&at));
        let Some(days) = days(scene, reading, at).or_else(next) else { continue };
        let days = day_of_frame(scene, reading, &telling.sentence, at).unwrap_or(days);
        if happened.is_some_and(|it| is_its_hour(scene, reading, it, (at, days))) {
            continue;
        }
        // "Y replied on the 18th to the letter that X had sent": the day before the letter's writer is that of the reply.
        let of_reply = all.iter().any(|it| {
            let same = it.reading == telling.reading && it.sentence == telling.sentence;
            let turned = (it.sender, it.recipient) == (telling.recipient, telling.sender);
            same && turned && it.kind == Some(MessageKind::Reply) && it.items.contains(&at)
        });
        let writer =
            telling.sentence.clone().find(|at| reading.figure(&reading.items[*at]) == Some(telling.sender));
        if of_reply && telling.kind != Some(MessageKind::Reply) && writer.is_some_and(|writer| at < writer) {
            continue;
        }
        if is_spelled_out(scene, reading, at) {
            continue;
        }
        if let Some(after) = days_after_event(scene, reading, at) {
            found.after_event = Some(after);
            continue;
        }
        let of_other = |it: &&Telling| it.reading == telling.reading && it.items.contains(&at);
        if !telling.items.contains(&at) && all.iter().any(|it| of_other(&it))
            || at < telling.items.start && (is_of_frame(scene, telling, at) || is_of_noun(scene, reading, at))
            || is_of_event(scene, reading, at)
            || is_of_clause(scene, reading, telling.items.start..at)
            || is_of_aside(scene, reading, &telling.sentence, at)
            || is_of_occasion(scene, reading, at)
            || is_of_attribute(scene, reading, at)
            || happening(scene, reading, at).is_some() && !says_which(scene, reading, at)
            || is_before_occasion(scene, reading, at)
            || is_of_words(scene, reading, telling, at)
            || is_possessor(scene, reading, at, telling)
            || is_of_thanked(scene, reading, at, telling)
            || at >= telling.items.end && is_of_visit(scene, telling, days)
        {
            happened = Some((at, days));
            continue;
        }
        if is_of_report(scene, reading, &telling.sentence, at, &telling.items)
            || is_of_dateline(scene, reading, at)
        {
            found.reported = found.reported.or((days.from == days.to).then_some(days.from));
            continue;
        }
        // "…, who also sent a telegram, is invited for November": a month in a further clause is that clause's.
        // "… a letter recalling the visit that he made in June": so is one behind a relative pronoun.
        let parts =
            |item: &Item<'_>| item.class == class::COMMA || scene.language.is(List::Which, item.class);
        let further = at >= telling.items.end
            && (days.to - days.from).num_days() > A_WEEK
            && reading.items[telling.items.end..at].iter().any(parts);
        if further {
            continue;
        }
        let far = if is_dated(scene, reading, at) {
            0
        } else if is_of_holiday(scene, reading, at) {
            REACH
        } else if telling.items.contains(&at) {
            1
        } else if at >= telling.items.end {
            at - telling.items.end + 1
        } else {
            telling.items.start - at + 1
        };
        if far < nearest && far <= REACH + 1 {
            nearest = far;
            found.sent = Some(days);
            found.doubtful = is_doubtful(scene, reading, at);
            found.vague_time = is_part_of_day(scene, reading, at);
            found.same_day = is_same_day(scene, reading, at);
        }
    }
    found.sent = found.sent.map(|days| narrowed(scene, telling, days));
    // "A year earlier, on December 30, 2018": the day itself is told.
    let after = || found.after_event.or_else(|| is_on_its_day(scene, telling).then_some(0));
    found.after_event = if found.sent.is_none() { after() } else { None };
    found.past = past && found.sent.is_none_or(|days| days.from != days.to);
    let day =
        happened.filter(|(_, days)| found.sent.is_none() && days.from == days.to).map(|(_, days)| days.from);
    let long_ago = |day: Day| scene.day.is_some_and(|page| (page - day).num_days() > MONTHS_DAYS);
    found.happened = day.filter(|day| long_ago(*day));
    found
}

/// "In August he wrote to her: on the 24th, …": a day of the sentence that lies within the days told says more.
fn narrowed(scene: &Scene<'_, '_>, telling: &Telling, told: Days) -> Days {
    let reading = &scene.readings[telling.reading];
    let within = |it: &Days| it.from == it.to && told.from <= it.from && it.to <= told.to;
    let named = telling.sentence.clone().filter_map(|at| {
        let timex = scene.timexes.get(reading.items[at].index)?;
        let dated = timex.text.chars().any(char::is_numeric) && !is_of_occasion(scene, reading, at);
        days(scene, reading, at).filter(|_| dated)
    });
    named.into_iter().find(within).filter(|_| told.from != told.to).unwrap_or(told)
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

/// "In the afternoon": of the day that was named last, in the passage or the one before it.
pub(crate) fn day_before(scene: &Scene<'_, '_>, telling: &Telling) -> Option<Days> {
    let own = &scene.readings[telling.reading];
    let before = scene.readings[..telling.reading].last().filter(|it| it.passage.part == Part::Body);
    let earlier = (0..telling.sentence.start).rev().map(|at| (own, at));
    let passage = before.into_iter().flat_map(|it| (0..it.items.len()).rev().map(move |at| (it, at)));
    let named = |(it, at): (&Reading<'_, '_>, usize)| {
        let found = days(scene, it, at).filter(|days| days.from == days.to)?;
        let near = scene.day.is_some_and(|page| (0..=A_WEEK).contains(&(page - found.to).num_days()));
        (near && !is_part_of_day(scene, it, at)).then_some(found)
    };
    earlier.chain(passage).find_map(named)
}

/// The rules that read a part of a day without its day.
const PARTS: [&str; 3] = [".the-part", ".bare-part", ".part-of-day"];

/// "Noch am Tag des Unglücks schrieb sie": whether a telling's own clause has a message sent on the day of what it is
/// for.
fn is_on_its_day(scene: &Scene<'_, '_>, telling: &Telling) -> bool {
    const NEAR: usize = 4;
    let reading = &scene.readings[telling.reading];
    let language = scene.language;
    let happened = |item: &Item<'_>| {
        item.class == class::OCCASION || language.is_any(&[List::Mishap, List::Ballot], item.class)
    };
    let named = |at: usize| reading.items[at + 1..telling.sentence.end].iter().take(NEAR).any(happened);
    telling.sentence.clone().any(|at| language.is(List::ItsDay, reading.items[at].class) && named(at))
}

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
fn is_same_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        timex.anchor == Anchor::Text
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

/// "On Thursday the 26th, shortly before midnight": the hour of what happened on a day right before.
fn is_its_hour(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    (happened, day): (usize, Days),
    (at, days): (usize, Days),
) -> bool {
    const NEAR: usize = 5;
    let timex = scene.timexes.get(reading.items[at].index);
    let hour = timex.is_some_and(|timex| timex.timex_type == TimexType::Time);
    hour && day == days && at - happened <= NEAR
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
    let told = timex(at).is_some_and(|it| it.anchor == Anchor::Text && !numbered(it));
    told && (at + 1..(at + 1 + NEAR).min(reading.items.len())).any(dated)
}

/// "In the afternoon", on a day that other words name.
fn is_part_of_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        timex.timex_type == TimexType::Time && PARTS.iter().any(|rule| timex.rule.ends_with(rule))
    })
}

/// A festival whose day no calendar knows may have been so many days before the page that tells of its messages.
const FESTIVE: chrono::Days = chrono::Days::new(3);

/// The days that are left where no word tells: the occasion's and that of the report or the page. `undated`: it is for a
/// festival whose day is not known.
pub(crate) fn between(
    occasion: Option<Day>,
    reported: Option<Day>,
    page: Option<Day>,
    undated: bool,
) -> Option<Days> {
    let latest = reported.or(page)?;
    if undated {
        return Some(Days { from: latest.checked_sub_days(FESTIVE)?, to: latest });
    }
    if let Some(occasion) = occasion
        && (-1..=6).contains(&(latest - occasion).num_days())
    {
        return Some(Days { from: occasion.min(latest), to: latest });
    }
    Some(Days { from: latest.pred_opt()?, to: latest })
}
