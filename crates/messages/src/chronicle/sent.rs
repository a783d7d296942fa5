//! When a message was sent.

use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::{Days, LONGEST_DAYS, days};
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::{Anchor, Day, MessageKind, Status, TimexType};
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
}

/// A time farther than this many items from what is told is not its time.
const REACH: usize = 24;
/// A season longer ago is rather the one that an anniversary recalls.
const REMEMBERED_DAYS: i64 = 3653;
/// Days of a time that may be told of another clause.
const A_WEEK: i64 = 7;

/// Reads the times of a telling's sentence; those that another telling of `all` holds are that one's.
pub(crate) fn told(scene: &Scene<'_, '_>, telling: &Telling, all: &[Telling]) -> Told {
    let reading = &scene.readings[telling.reading];
    let mut found = Told::default();
    let mut nearest = usize::MAX;
    let mut past = false;
    for at in telling.sentence.clone() {
        past |= is_past_season(scene, reading, at) && at < telling.items.end
            || is_long_ago(scene, reading, at) && at < telling.items.start;
        let Some(days) = days(scene, reading, at) else { continue };
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
        let of_other = |it: &&Telling| it.reading == telling.reading && it.items.contains(&at);
        if !telling.items.contains(&at) && all.iter().any(|it| of_other(&it))
            || at < telling.items.start && (is_of_frame(scene, telling, at) || is_of_noun(scene, reading, at))
            || is_of_clause(scene, reading, telling.items.start..at)
            || is_of_occasion(scene, reading, at)
            || is_before_occasion(scene, reading, at)
            || is_of_words(scene, reading, telling, at)
            || is_possessor(scene, reading, at, telling)
            || at >= telling.items.end && is_of_visit(scene, telling, days)
        {
            continue;
        }
        if is_of_report(scene, reading, &telling.sentence, at, &telling.items)
            || is_of_dateline(scene, reading, at)
        {
            found.reported = found.reported.or((days.from == days.to).then_some(days.from));
            continue;
        }
        // "…, who also sent a telegram, is invited for November": a month in a further clause is that clause's.
        let further = at >= telling.items.end
            && (days.to - days.from).num_days() > A_WEEK
            && reading.items[telling.items.end..at].iter().any(|item| item.class == class::COMMA);
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
    // "A year earlier, on December 30, 2018": the day itself is told.
    found.past = past && found.sent.is_none_or(|days| days.from != days.to);
    found
}

/// "先月の洪水", last month's flood: where words are not set apart, what hangs on a time is of it, and no telling.
fn is_of_noun(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let rest = &reading.passage.text[reading.items[at].end..];
    !scene.language.spaces && scene.language.goes_on_with(List::Of, rest)
}

/// "The government on the 21st, on the letter that X sent, said …", as languages have it whose verbs stand last: before the
/// time stands whoever acts in the clause around the telling, and is neither of the two.
fn is_of_frame(scene: &Scene<'_, '_>, telling: &Telling, at: usize) -> bool {
    let reading = &scene.readings[telling.reading];
    (telling.sentence.start + 1..at).any(|behind| {
        let acts = scene.language.is(List::Subject, reading.items[behind].class);
        let figure = || reading.figure(&reading.items[behind - 1]);
        let agency = reading.items[behind - 1].class == class::AGENCY;
        acts && (agency || is_person(&reading.items[behind - 1]))
            && figure().is_none_or(|it| it != telling.sender && it != telling.recipient)
    })
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
    year && opens && timex.last_day.is_some_and(|to| (page - to).num_days() >= REMEMBERED_DAYS)
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

/// "The same day": an expression that means the very day it hangs on.
fn is_same_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        timex.anchor == Anchor::Text && timex.first_day.is_some() && timex.first_day == timex.anchor_day
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

/// "In the afternoon", on a day that other words name.
fn is_part_of_day(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|timex| {
        timex.timex_type == TimexType::Time && PARTS.iter().any(|rule| timex.rule.ends_with(rule))
    })
}

/// "The quake that struck on Monday", "the disaster, in which 31 men were killed on 26 March": the last of these items tells
/// of a noun that is no letter.
pub(crate) fn is_of_clause(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: Range<usize>) -> bool {
    let is = |list: List, at: usize| scene.language.is(list, reading.items[at].class);
    let opens = |at: &usize| is(List::Which, *at) || is(List::That, *at);
    let Some(relative) = items.clone().rev().find(opens) else { return false };
    // A comma behind the first words of the clause ends it.
    if items.end - relative > 1
        && reading.items[relative..items.end].iter().any(|it| it.class == class::COMMA)
    {
        return false;
    }
    let before = items.start..relative;
    let mut told = before.rev().filter(|at| {
        let item = &reading.items[*at];
        item.class == class::OCCASION || is_person(item) || is(List::Post, *at) || is(List::Speaking, *at)
    });
    told.next().is_some_and(|at| reading.items[at].class == class::OCCASION)
}

/// "Las elecciones del domingo", "der Wahl vom Sonntag": the day of what is written for.
pub(crate) fn is_of_occasion(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| &reading.items[at]);
    let of = before.is_some_and(|item| scene.language.is(List::Of, item.class));
    let text = &reading.passage.text[reading.items[at].start..reading.items[at].end];
    let begins = scene.language.spaces && scene.language.goes_on_with(List::Of, text);
    let noun = if of { at.checked_sub(2) } else { at.checked_sub(1).filter(|_| begins) };
    noun.is_some_and(|at| reading.items[at].class == class::OCCASION)
}

/// "1日に就任した大統領に", "서부에서 8일 발생한 지진": the day of an occasion that its own clause tells of, where verbs stand last and
/// words are not set apart. Behind whoever acts a day without a particle is that of the sending.
fn is_before_occasion(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const NEAR: usize = 8;
    let language = scene.language;
    if language.spaces || language.list(List::Subject).is_none() {
        return false;
    }
    let hangs = language.goes_on_with(List::Dative, &reading.passage.text[reading.items[at].end..]);
    let inside = at.checked_sub(1).is_some_and(|before| reading.items[before].class == class::WORD);
    let words = reading.items[at + 1..].iter().take(NEAR).take_while(|item| item.class == class::WORD);
    let words = words.count();
    let occasion = reading.items.get(at + 1 + words).is_some_and(|item| item.class == class::OCCASION);
    occasion && words > 0 && (hangs || inside)
}

/// "他在电文中说，……17日发生……": behind a verb of saying the day is of what is said, where verbs stand first and words are not
/// set apart.
fn is_of_words(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, telling: &Telling, at: usize) -> bool {
    let language = scene.language;
    let said = |pair: &[Item<'_>]| {
        language.is(List::Speaking, pair[0].class) && [class::COMMA, class::COLON].contains(&pair[1].class)
    };
    !language.spaces
        && language.list(List::Subject).is_none()
        && at >= telling.items.end
        && reading.items[telling.items.start..at].windows(2).any(said)
}

/// "Sunday's election", "thanked him for last week's greetings": the day of what is written for, or of what is answered.
fn is_possessor(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize, telling: &Telling) -> bool {
    const NEAR: usize = 4;
    let rest = &reading.passage.text[reading.items[at].end..];
    let mut particles = scene.language.behind.iter().filter(|(form, _)| rest.starts_with(form.as_str()));
    if !(scene.language.spaces && particles.any(|(_, class)| scene.language.is(List::Possessive, *class))) {
        return false;
    }
    let answers = matches!(telling.kind, Some(MessageKind::Reply | MessageKind::Thanks));
    let owned = |item: &&Item<'_>| {
        item.class == class::OCCASION || answers && scene.language.is(List::Post, item.class)
    };
    let mut behind = reading.items[at + 1..].iter().take(NEAR);
    behind
        .find(|item| owned(item) || item.class == class::COMMA || is_person(item))
        .is_some_and(|it| owned(&it))
}

/// "On National Day on August 9": rather the holiday's day than the letter's, where any other is told.
fn is_of_holiday(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let on = |item: &&Item<'_>| scene.language.is(List::On, item.class);
    let before = reading.items[..at].iter().rev().find(|item| !on(item));
    let sense =
        before.filter(|_| scene.language.spaces).and_then(|item| item.entry).map(|entry| &entry.sense);
    let timex = scene.timexes.get(reading.items[at].index);
    matches!(sense, Some(Sense::Holiday(_) | Sense::NationalDay))
        && timex.is_some_and(|timex| timex.text.chars().any(char::is_numeric))
}

/// "Invited him to the jubilee in January": of the months of the year an invitation means those to come.
fn is_of_visit(scene: &Scene<'_, '_>, telling: &Telling, days: Days) -> bool {
    let long_ago = || scene.day.is_some_and(|page| (page - days.to).num_days() > LONGEST_DAYS);
    telling.kind == Some(MessageKind::Invitation) && long_ago()
}

/// "A letter dated 1 April": no other day is as good.
pub(crate) fn is_dated(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let dated = |item: &Item<'_>| scene.language.is(List::Dated, item.class);
    // "3日付", "3일 자".
    let behind = reading.items.get(at + 1).filter(|_| !scene.language.spaces);
    behind.is_some_and(dated)
        || reading.items[at.saturating_sub(3)..at].iter().any(dated)
        || is_of_post(scene, reading, at)
}

/// "His letter of February 8".
fn is_of_post(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const LINKS: [List; 2] = [List::From, List::Of];
    let is = |list: List, item: &Item<'_>| scene.language.is(list, item.class);
    let Some((link, before)) = reading.items[at.saturating_sub(3)..at].split_last() else { return false };
    let linked = scene.language.is_any(&LINKS, link.class);
    let mut before = before.iter().rev().skip_while(|item| is(List::His, item));
    let timex = scene.timexes.get(reading.items[at].index);
    let numbered = timex.is_some_and(|timex| timex.text.chars().any(char::is_numeric));
    scene.language.spaces && linked && numbered && before.next().is_some_and(|item| is(List::Letter, item))
}

/// "SEOUL, Jan. 5 (Yonhap) –": the day of the report, in the first words of the article.
fn is_of_dateline(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const FIRST: usize = 6;
    let first = scene.readings.iter().find(|it| it.passage.part == Part::Body);
    let ends = |item: &Item<'_>| [class::AGENCY, class::OPEN, class::DASH, class::STOP].contains(&item.class);
    // "(평양 7월 22일발 조선중앙통신)": brackets at the beginning hold nothing else.
    let opens = reading.items.first().is_some_and(|item| item.class == class::OPEN);
    let held = opens && reading.items[..at].iter().all(|item| item.class != class::CLOSE);
    at < FIRST
        && first.is_some_and(|it| std::ptr::eq(it, reading))
        && (held || reading.items.get(at + 1).is_some_and(ends))
}

/// A verb of reporting stands so many items before its day at most.
const WIDE: usize = 7;

/// "…, the agency reported on Monday": the day of the report.
pub(crate) fn is_of_report(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
    telling: &Range<usize>,
) -> bool {
    let is_report = |item: &Item<'_>| scene.language.is(List::Reporting, item.class);
    // "Teilte die Pressestelle des Präsidenten am Montag mit": a subject stands between.
    let clause = |back: &usize| {
        reading.items[*back].class != class::COMMA
            && !scene.language.is(List::Sent, reading.items[*back].class)
    };
    let reach = (at.saturating_sub(WIDE).max(sentence.start)..at).rev().take_while(clause).count();
    let before = at.saturating_sub(reach.max(4)).max(sentence.start)..at;
    let behind = at + 1..(at + 4).min(sentence.end);
    let near = reading.items[before.clone()].iter().any(is_report)
        || (!scene.language.spaces && reading.items[behind.clone()].iter().any(is_report))
        || reading.items[behind].first().is_some_and(is_report);
    near && !(telling.start..telling.end).contains(&at)
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
