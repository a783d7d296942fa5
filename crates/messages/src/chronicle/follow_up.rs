//! What the sentences behind its own tell of a message: when it was sent, and what for.

use crate::chronicle::aftermath::is_of_aftermath;
use crate::chronicle::sent::time::{is_doubtful, is_same_day};
use crate::chronicle::{NEWS, REMEMBERED, Sent, bond, is_past};
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::named::Naming;
use crate::occasion::setting;
use crate::occasion::{Occasion, Parties};
use crate::scene::time::{self, Days};
use crate::scene::{Part, Reading, Scene};
use crate::sentence::item::Item;
use crate::telling::discourse::is_subject;
use dateline_record::{Anchor, Day, MessageKind, TimexType};
use std::ops::Range;

/// A day that a further sentence tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Followed {
    pub(crate) days: Days,
    /// It contradicts itself.
    pub(crate) doubtful: bool,
}

/// The message is what a sentence begins with, or what quoted words stand in, within so many items.
const NEAR: usize = 8;
/// Whoever a sentence is about stands among so many items: "she too …".
const FIRST: usize = 2;
/// A sentence of so few items says who made a message known, and when.
const BRIEF: usize = 12;

/// The sentences of the passage and the next one that speak of nobody who leads but the two; with their readings.
fn further<'a, 'p, 'l>(
    scene: &'a Scene<'p, 'l>,
    sent: &Sent,
) -> impl Iterator<Item = (usize, &'a Reading<'p, 'l>, &'a Range<usize>)> {
    let (sender, recipient) = (sent.sender, sent.recipient);
    let readings = scene.readings.iter().enumerate().skip(sent.reading);
    let readings = readings.filter(|(_, it)| it.passage.part == Part::Body).take(2);
    let sentences = readings.flat_map(|(at, it)| it.sentences.iter().map(move |sentence| (at, it, sentence)));
    sentences.filter(move |(_, reading, sentence)| {
        let items = reading.items[(*sentence).clone()].iter();
        // "The president cabled her on the 10th": another's.
        let mut figures = items.filter_map(|item| reading.figure(item));
        !figures.any(|it| it != sender && it != recipient && scene.cast.leads(it))
    })
}

/// "Extending congratulations on the 47th anniversary of the republic, the message said …": what a message is for, as a
/// sentence tells that goes on about it.
pub(crate) fn occasion(scene: &Scene<'_, '_>, sent: &Sent, parties: Parties<'_>) -> Option<Occasion> {
    let behind = |(at, _, sentence): &(usize, &Reading<'_, '_>, &Range<usize>)| {
        *at > sent.reading || sentence.start > sent.sentence.start
    };
    let goes_on = |it: &(usize, &Reading<'_, '_>, &Range<usize>)| {
        goes_on(scene, sent, it.1, it.2) && !is_remembered(scene, it.1, it.2)
    };
    let invites = sent.kind.filter(|kind| *kind == MessageKind::Invitation);
    further(scene, sent).filter(behind).take_while(goes_on).find_map(|(at, reading, sentence)| {
        let near = sentence.start..sentence.start;
        let found = Naming { scene, reading, sentence, near: &near, parties, kind: invites }.occasion();
        let fits = |kind: Option<MessageKind>| match sent.kind {
            Some(MessageKind::Condolence) => kind == Some(MessageKind::Condolence),
            Some(MessageKind::Congratulation | MessageKind::Greeting) => {
                kind.is_some() && kind != Some(MessageKind::Condolence)
            }
            _ => true,
        };
        let kept = || {
            let festive = fits(Some(MessageKind::Congratulation)) && setting::celebrates(scene, at, sentence);
            if festive { crate::occasion::holiday::kept_around(parties) } else { None }
        };
        found.filter(|it| fits(it.kind())).or_else(kept)
    })
}

/// "Peu avant minuit", behind the day of what happened: an hour of a day that other words name tells of that.
fn is_hour(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let timex = scene.timexes.get(reading.items[at].index);
    timex.is_some_and(|it| {
        it.timex_type == TimexType::Time && it.anchor == Some(Anchor::Text) && it.value.contains(':')
    })
}

/// What no sentence beside a message speaks of unless the message does it; thanks and congratulations it may.
const NEVER_ASIDE: [MessageKind; 2] = [MessageKind::Invitation, MessageKind::Condolence];

/// "The letter has an invitation to …": what a message does, as the next words about it tell.
pub(crate) fn kind(scene: &Scene<'_, '_>, sent: &Sent) -> Option<MessageKind> {
    let behind = further(scene, sent)
        .find(|(at, _, sentence)| *at > sent.reading || sentence.start > sent.sentence.start)
        .filter(|(_, reading, sentence)| {
            let items = &reading.items[(*sentence).clone()];
            // "The King said that he was saddened and offered his sympathy": right behind his message.
            let by_sender = |item: &Item<'_>| reading.figure(item) == Some(sent.sender);
            let he = |item: &Item<'_>| by_sender(item) || item.class == class::PRONOUN;
            items.iter().take(NEAR).any(|item| scene.language.is(List::Letter, item.class))
                || items.iter().take(FIRST).any(he)
        });
    let told = |reading: &Reading<'_, '_>, sentence: &Range<usize>| {
        let items = reading.items[sentence.clone()].iter();
        let mut kinds = items.filter_map(|item| scene.language.kinds.get(&item.class));
        kinds.find(|kind| NEVER_ASIDE.contains(kind)).copied()
    };
    // "The president expressed his condolences. His cable to Kim came on Monday".
    let before = || {
        let reading = &scene.readings[sent.reading];
        let before = reading.sentences.iter().rfind(|range| range.end <= sent.sentence.start)?;
        let mut items = reading.items[before.clone()].iter();
        items.any(|item| reading.figure(item) == Some(sent.sender)).then(|| told(reading, before)).flatten()
    };
    behind.and_then(|(_, reading, sentence)| told(reading, sentence)).or_else(before)
}

/// "When he took office in April last year, she had sent him a letter, too": what was sent for in another season.
fn is_remembered(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    let sent = |at: usize| scene.language.is_any(&[List::Sent, List::WroteTo], reading.items[at].class);
    let old = |at: usize| time::days(scene, reading, at).is_some_and(|days| is_past(scene, days));
    sentence.clone().any(sent) && sentence.clone().any(old)
}

/// Whether a sentence speaks of the message, or says what its writer does.
fn goes_on(scene: &Scene<'_, '_>, sent: &Sent, reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    let items = &reading.items[sentence.clone()];
    let is_post = |item: &Item<'_>| scene.language.is(List::Post, item.class);
    let acts = |item: &Item<'_>| {
        reading.figure(item) == Some(sent.sender) || [class::PRONOUN, class::QUOTE].contains(&item.class)
    };
    items.iter().take(NEAR).any(acts) || items.iter().any(is_post)
}

/// "In this message, dated April 17, Y thanks X": what the one written to says, and has not received, is a letter of theirs.
fn is_of_other(
    scene: &Scene<'_, '_>,
    sent: &Sent,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
) -> bool {
    let own = std::ptr::eq(reading, &scene.readings[sent.reading]) && *sentence == sent.sentence;
    let mut named = sentence.clone().filter(|at| reading.figure(&reading.items[*at]).is_some());
    let first = named.next().filter(|at| is_subject(scene, reading, *at));
    let other = first.is_some_and(|at| reading.figure(&reading.items[at]) == Some(sent.recipient));
    let has = |list| reading.items[sentence.clone()].iter().any(|item| scene.language.is(list, item.class));
    let speaks = has(List::Speaking) || has(List::Expressing);
    scene.language.spaces
        && !own
        && other
        && !sent.is_answer()
        && speaks
        && has(List::Dated)
        && !has(List::Received)
}

/// "Dated 3 March, the letter invites him": the letter's own day, which says more than that on which somebody brought it.
pub(crate) fn dated(scene: &Scene<'_, '_>, sent: &Sent, told: Days) -> Option<Days> {
    let behind = |(at, _, sentence): &(usize, &Reading<'_, '_>, &Range<usize>)| {
        *at > sent.reading || sentence.start > sent.sentence.start
    };
    let mut found = further(scene, sent).filter(behind).filter_map(|(_, reading, sentence)| {
        let items = &reading.items[sentence.clone()];
        let post = items.iter().take(NEAR).position(|item| scene.language.is(List::Post, item.class));
        let posted = post.is_some_and(|post| items[..post].iter().all(|item| reading.figure(item).is_none()));
        let mut days = sentence.clone().filter(|at| bond::is_dated(scene, reading, *at));
        let day = days.find_map(|at| time::days(scene, reading, at)?.only())?;
        posted.then_some(day)
    });
    let before = |day: &Day| (1..=REMEMBERED).contains(&(told.to - *day).num_days());
    found.find(before).map(|day| Days { from: day, to: day })
}

/// "The cable was sent on Sunday": the day as the next sentences of the passage tell it.
pub(crate) fn followed(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Followed> {
    further(scene, sent).filter(|it| !is_of_other(scene, sent, it.1, it.2)).find_map(
        |(_, reading, sentence)| {
            let items = &reading.items[sentence.clone()];
            // "It was dated 1 September", right behind: the letter.
            let it = || items.first().is_some_and(|item| scene.language.is(List::It, item.class));
            let posted = || items.iter().take(NEAR).any(|item| scene.language.is(List::Post, item.class));
            let at = |list| list && (posted() || it());
            let has = |list| items.iter().any(|item| scene.language.is(list, item.class));
            let published = has(List::Published) || (has(List::Reports) && !has(List::Sent));
            // "The Kremlin said so on Monday": right behind the telling, and no more.
            let own = std::ptr::eq(reading, &scene.readings[sent.reading]);
            let next = own && (sent.sentence.end..=sent.sentence.end + 1).contains(&sentence.start);
            let brief = next && sentence.len() <= BRIEF && has(List::Reports) && !has(List::Sent);
            let so = has(List::FollowedSuit) && sentence.start > sent.sentence.start;
            if !brief
                && !so
                && !at(published || has(List::Sent) || has(List::Came) || has(List::Dated))
                && !has(List::Dated)
            {
                return None;
            }
            let none = sentence.start..sentence.start;
            let told = |at: usize, published: bool| {
                let doubtful = is_doubtful(scene, reading, at);
                // "…, the palace said on Tuesday. The message was sent the same day": on that.
                let reported = sent.reported.filter(|_| is_same_day(scene, reading, at));
                let reported = reported.map(|day| Days { from: day, to: day });
                let days = reported.or_else(|| time::days(scene, reading, at))?;
                // What was published on a day was sent on it or right before.
                let from = if published { days.from.pred_opt()? } else { days.from };
                Some(Followed { days: Days { from, to: days.to }, doubtful })
            };
            let dated = sentence.clone().filter(|at| bond::is_dated(scene, reading, *at));
            // A letter's own date holds however long ago it was.
            if let Some(found) = dated.filter_map(|at| told(at, false)).next() {
                return Some(found);
            }
            let mut own = sentence
                .clone()
                .filter(|at| published || !bond::is_of_report(scene, reading, sentence, *at, &none))
                .filter(|at| !bond::is_of_clause(scene, reading, sentence.start..*at))
                .filter(|at| !is_of_aftermath(scene, reading, sentence, *at))
                .filter(|at| !is_hour(scene, reading, *at))
                .filter(|at| bond::happening(scene, reading, *at).is_none());
            let found = own.find_map(|at| told(at, published));
            let near = |it: &Followed| scene.day.is_none_or(|day| (day - it.days.to).num_days() <= NEWS);
            found.filter(|it| it.doubtful || near(it))
        },
    )
}
