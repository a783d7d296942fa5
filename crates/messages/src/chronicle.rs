//! From tellings to messages: one for each that was sent, however often the page tells of it.

mod aftermath;
mod answer;
mod answered;
pub(crate) mod bond;
mod complete;
mod day;
mod event_day;
mod follow_up;
mod headline;
mod merge;
mod purpose;
mod recalled;
mod sent;
mod wording;

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::pattern::class;
use crate::occasion::Occasion;
use crate::scene::time::{Days, LONGEST_DAYS};
use crate::scene::{Part, Scene};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::{Day, MessageKind};
use std::ops::Range;

/// A message with what all its tellings say.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) sender: usize,
    pub(crate) recipient: usize,
    pub(crate) kind: Option<MessageKind>,
    pub(crate) occasion: Option<Occasion>,
    pub(crate) days: Option<Days>,
    pub(crate) reported: Option<Day>,
    /// The time told is a part of a day that is not named.
    pub(crate) vague_time: bool,
    /// The time told contradicts itself: the day is not known.
    pub(crate) doubtful: bool,
    /// So many days after what it is written for.
    pub(crate) after_event: Option<i64>,
    /// What it is written for happened long ago, on this day.
    pub(crate) happened: Option<Day>,
    /// Of another age, which the page recalls.
    pub(crate) recalled: bool,
    /// The first telling in the body, or in the title where the body has none.
    pub(crate) reading: usize,
    pub(crate) sentence: Range<usize>,
    /// The first item that tells it.
    pub(crate) begins: usize,
    /// Told of where its answer is, which may be much later.
    pub(crate) answered: bool,
}

/// Days between a page and a message that it tells of as news.
pub(crate) const NEWS: i64 = 8;
/// Days between a page and the oldest message that it still tells of.
const REMEMBERED: i64 = 31;

impl Sent {
    /// Whether it answers another message.
    fn is_answer(&self) -> bool {
        kinds::answers(self.kind)
    }

    /// Whether it goes the other way than another.
    fn is_turned(&self, other: &Self) -> bool {
        (self.sender, self.recipient) == (other.recipient, other.sender)
    }
}

/// Makes messages of tellings.
pub(crate) fn messages(scene: &Scene<'_, '_>, tellings: &[Telling]) -> Vec<Sent> {
    let mut all = merge::merged(scene, tellings);
    recalled::recall(scene, &mut all);
    complete::complete(scene, &mut all);
    answer::date(scene, &mut all);
    all.extend(answered::answered(scene, &all));
    greet(&mut all);
    event_day::tell(scene, &mut all);
    event_day::share(&mut all);
    keep(scene, &mut all);
    all
}

/// Who wishes a happy new year, or a quick recovery, greets.
fn greet(all: &mut [Sent]) {
    for sent in all {
        let greets = sent.occasion.as_ref().and_then(Occasion::kind) == Some(MessageKind::Greeting);
        if sent.kind == Some(MessageKind::Congratulation) && greets {
            sent.kind = Some(MessageKind::Greeting);
        }
    }
}

/// Leaves the messages that the page reports.
fn keep(scene: &Scene<'_, '_>, all: &mut Vec<Sent>) {
    // Who has left office long ago writes no news, and is written none.
    let remembered = |sent: &Sent| sent.happened.is_some() || sent.recalled && sent.occasion.is_some();
    all.retain(|sent| remembered(sent) || !complete::is_of_history(scene, sent));
    // A letter that greets nobody is none of the kinds there are. A headline alone tells nothing that the body has been said
    // by telephone.
    all.retain(|sent| sent.kind.is_some() && !headline::is_spoken(scene, sent));
    // What was sent in another season is told as history: its news is on the pages of that time. One that the page dates to
    // the day is a fact whenever it was.
    let is_history = |days: Days| scene.day.is_some_and(|day| (day - days.to).num_days() > REMEMBERED);
    // So is one to the month, of which it tells what for.
    let dated = |sent: &Sent, days: Days| {
        let month = (days.to - days.from).num_days() <= LONGEST_DAYS;
        days.only().is_some() || month && sent.occasion.is_some()
    };
    let old = |sent: &Sent| sent.days.is_some_and(|days| is_history(days) && !dated(sent, days));
    // A page about an old letter is about nothing else.
    let about_old = all.len() == 1 && all.iter().all(old) && headline::titled(scene);
    all.retain(|sent| about_old || !old(sent));
}

/// Whether days lie so far back that the page only remembers them.
fn is_past(scene: &Scene<'_, '_>, days: Days) -> bool {
    scene.day.is_some_and(|day| (day - days.to).num_days() > NEWS)
}

/// The agency that reported a message: of its sentence, of its passage, of the page.
pub(crate) fn agency(scene: &Scene<'_, '_>, sent: &Sent) -> Option<String> {
    let named = |items: &[Item<'_>]| {
        items.iter().filter(|item| item.class == class::AGENCY).find_map(|item| match &item.entry?.sense {
            Sense::Agency(name) => Some(name.clone()),
            _ => None,
        })
    };
    let reading = &scene.readings[sent.reading];
    let body = || {
        let bodies = scene.readings.iter().filter(|it| it.passage.part == Part::Body);
        bodies.into_iter().find_map(|it| named(&it.items))
    };
    named(&reading.items[sent.sentence.clone()]).or_else(|| named(&reading.items)).or_else(body)
}
