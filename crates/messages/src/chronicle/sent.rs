//! When a message was sent.

pub(crate) mod time;

use crate::chronicle::bond::is_of_occasion;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::{Days, days};
use crate::scene::{Part, Reading, Scene};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::Day;
use time::{REACH, Time, TimeOf, is_part_of_day};

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

/// What happened longer ago than this is no news.
const MONTHS_DAYS: i64 = 62;

/// Reads the times of a telling's sentence; those that another telling of `all` holds are that one's.
pub(crate) fn told(scene: &Scene<'_, '_>, telling: &Telling, all: &[Telling]) -> Told {
    let mut found = Told::default();
    let mut nearest = usize::MAX;
    let mut happened: Option<Time<'_, '_, '_>> = None;
    for at in telling.sentence.clone() {
        found.past |= time::is_past(scene, telling, at);
        let Some(time) = Time::read(scene, telling, at) else { continue };
        match time.told_of(all, happened.as_ref()) {
            TimeOf::Nothing => {}
            TimeOf::AfterEvent(after) => found.after_event = Some(after),
            TimeOf::Event => happened = Some(time),
            TimeOf::Report => found.reported = found.reported.or_else(|| time.days.only()),
            TimeOf::Sending => {
                let far = time.distance();
                if far < nearest && far <= REACH + 1 {
                    nearest = far;
                    found.take(&time);
                }
            }
        }
    }
    found.settled(scene, telling, happened.map(|it| it.days))
}

impl Told {
    /// Takes a time for that of the sending.
    fn take(&mut self, time: &Time<'_, '_, '_>) {
        self.sent = Some(time.days);
        self.doubtful = time.is_doubtful();
        self.vague_time = time.is_part_of_day();
        self.same_day = time.is_same_day();
    }

    /// What holds once the whole sentence has been read, in which something else happened on some days.
    fn settled(mut self, scene: &Scene<'_, '_>, telling: &Telling, happened: Option<Days>) -> Self {
        if telling.dated.is_some() {
            return Self { sent: telling.dated, ..Self::default() };
        }
        self.sent = self.sent.map(|days| narrowed(scene, telling, days));
        let untold = self.sent.is_none();
        let on_its_day = || is_on_its_day(scene, telling).then_some(0);
        self.after_event = if untold { self.after_event.or_else(on_its_day) } else { None };
        // "A year earlier, on December 30, 2018": the day itself is told.
        self.past &= self.sent.is_none_or(|days| days.only().is_none());
        let long_ago = |day: &Day| scene.day.is_some_and(|page| (page - *day).num_days() > MONTHS_DAYS);
        self.happened = happened.filter(|_| untold).and_then(Days::only).filter(long_ago);
        self
    }
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

/// "In the afternoon": of the day that was named last, in the passage or the one before it.
pub(crate) fn day_before(scene: &Scene<'_, '_>, telling: &Telling) -> Option<Days> {
    const A_WEEK: i64 = 7;
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
