//! From tellings to messages: one for each that was sent, however often the page tells of it.

use crate::lexicon::Sense;
use crate::occasion::{self, Occasion, Parties};
use crate::pattern::class;
use crate::scene::{Part, Scene};
use crate::sent::{self, Days, Told};
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
    /// The first telling in the body, or in the title where the body has none.
    pub(crate) reading: usize,
    pub(crate) sentence: Range<usize>,
}

/// Days between a page and a message that it tells of as news.
const NEWS: i64 = 8;
/// Days between a page and the oldest message that it still tells of.
const REMEMBERED: i64 = 31;

/// Makes messages of tellings.
pub(crate) fn messages(scene: &Scene<'_, '_>, tellings: &[Telling]) -> Vec<Sent> {
    let mut all: Vec<Sent> = Vec::new();
    for telling in tellings {
        let told = sent::told(scene, telling);
        let occasion = occasion_of(scene, telling, told);
        match all.iter_mut().find(|sent| is_same(sent, telling, &told, occasion.as_ref())) {
            Some(known) => learn(scene, known, telling, told, occasion),
            None => all.push(Sent {
                sender: telling.sender,
                recipient: telling.recipient,
                kind: telling.kind,
                occasion,
                days: told.sent,
                reported: told.reported,
                reading: telling.reading,
                sentence: telling.sentence.clone(),
            }),
        }
    }
    for at in 0..all.len() {
        complete(scene, &mut all, at);
    }
    // A letter that greets nobody is none of the kinds there are.
    all.retain(|sent| sent.kind.is_some());
    // What was sent in another season is told as history: its news is on the pages of that time.
    let is_history = |days: Days| scene.day.is_some_and(|day| (day - days.to).num_days() > REMEMBERED);
    all.retain(|sent| !sent.days.is_some_and(is_history));
    all
}

fn parties<'a>(scene: &'a Scene<'_, '_>, sender: usize, recipient: usize, day: Option<Day>) -> Parties<'a> {
    Parties { countries: [scene.cast.country(recipient), scene.cast.country(sender)], day }
}

fn occasion_of(scene: &Scene<'_, '_>, telling: &Telling, told: Told) -> Option<Occasion> {
    let day = told.sent.map(|days| days.to).or(told.reported).or(scene.day);
    let parties = parties(scene, telling.sender, telling.recipient, day);
    let reading = &scene.readings[telling.reading];
    occasion::of_sentence(scene, reading, &telling.sentence, &telling.items, parties)
}

fn is_same(sent: &Sent, telling: &Telling, told: &Told, occasion: Option<&Occasion>) -> bool {
    if (sent.sender, sent.recipient) != (telling.sender, telling.recipient) || !alike(sent.kind, telling.kind)
    {
        return false;
    }
    let apart = match (sent.days, told.sent) {
        (Some(one), Some(other)) => one.to < other.from || other.to < one.from,
        _ => false,
    };
    let differ = match (sent.occasion.as_ref().and_then(|it| it.day), occasion.and_then(|it| it.day)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    !apart && !differ
}

/// Kinds that one and the same message is called by.
fn alike(one: Option<MessageKind>, other: Option<MessageKind>) -> bool {
    use MessageKind::{Congratulation, Greeting, Reply, Thanks};
    match (one, other) {
        (Some(one), Some(other)) => {
            one == other
                || matches!((one, other), (Congratulation, Greeting) | (Greeting, Congratulation))
                || matches!((one, other), (Reply, Thanks) | (Thanks, Reply))
        }
        _ => true,
    }
}

fn learn(scene: &Scene<'_, '_>, known: &mut Sent, telling: &Telling, told: Told, occasion: Option<Occasion>) {
    if known.kind.is_none() || known.kind == Some(MessageKind::Greeting) {
        known.kind = telling.kind.or(known.kind);
    }
    let dated = |it: &Option<Occasion>| it.as_ref().is_some_and(|it| it.day.is_some());
    if known.occasion.is_none() || (!dated(&known.occasion) && dated(&occasion)) {
        known.occasion = occasion.or(known.occasion.take());
    }
    known.days = known.days.or(told.sent);
    known.reported = known.reported.or(told.reported);
    // The title only announces what the body tells.
    if scene.readings[known.reading].passage.part == Part::Title {
        known.reading = telling.reading;
        known.sentence = telling.sentence.clone();
    }
}

/// Fills in what only the rest of the page tells.
fn complete(scene: &Scene<'_, '_>, all: &mut [Sent], at: usize) {
    let sent = &all[at];
    let news = sent.days.zip(scene.day).is_none_or(|(days, day)| (day - days.to).num_days().abs() <= NEWS);
    let day = sent.days.map(|days| days.to).or(sent.reported).or(scene.day);
    let mut occasion = sent.occasion.clone();
    if news && occasion.as_ref().is_none_or(|it| it.day.is_none()) {
        let (sender, recipient) = (sent.sender, sent.recipient);
        // An answer is to a message for the same occasion.
        let answered = all.iter().find(|it| (it.sender, it.recipient) == (recipient, sender));
        let answered = answered.and_then(|it| it.occasion.clone());
        let congratulates = !matches!(sent.kind, Some(MessageKind::Condolence));
        let of_page = || {
            let found = occasion::of_page(scene, parties(scene, sender, recipient, day))?;
            let near = found.day.zip(day).is_some_and(|(one, other)| (one - other).num_days().abs() <= NEWS);
            (near && congratulates).then_some(found)
        };
        if occasion.is_none() {
            let parties = parties(scene, sender, recipient, day);
            // Countries that the calendar knows keep the holidays that it knows.
            let unknown = parties.countries.iter().flatten().all(|place| place.len() != 2);
            let named = || occasion::named_on_page(scene).filter(|_| unknown && congratulates);
            let thanks = sent.kind == Some(MessageKind::Thanks);
            // Who writes in sorrow, or thanks for help, writes for what the title tells.
            let befell = || occasion::event_in_title(scene).filter(|_| !congratulates || thanks);
            let helped = if thanks { befell() } else { None };
            occasion = helped.or(answered).or_else(of_page).or_else(named).or_else(befell);
        } else if congratulates {
            // "The coronation of the first king" is what the day recalls that the title calls by its name.
            let parties = parties(scene, sender, recipient, day);
            let unknown = parties.countries.iter().flatten().all(|place| place.len() != 2);
            occasion = occasion::named_in_title(scene).filter(|_| unknown).or(occasion);
        }
    }
    let days = all[at].days.or_else(|| {
        let later = followed(scene, &all[at]);
        later.or_else(|| sent::between(occasion.as_ref().and_then(|it| it.day), all[at].reported, scene.day))
    });
    let sent = &mut all[at];
    sent.days = days;
    if sent.kind.is_none() && occasion.as_ref().is_some_and(|it| it.day.is_some()) {
        sent.kind = Some(MessageKind::Congratulation);
    }
    sent.occasion = occasion;
}

/// "The cable was sent on Sunday": the day as the next sentences of the passage tell it.
fn followed(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Days> {
    let readings = scene.readings[sent.reading..].iter().filter(|it| it.passage.part == Part::Body).take(2);
    for reading in readings {
        for sentence in &reading.sentences {
            let items = &reading.items[sentence.clone()];
            let at = |list| list && items.iter().take(6).any(|item| scene.language.is("post", item.class));
            if at(items.iter().any(|item| scene.language.is("sent", item.class))) {
                let none = sentence.start..sentence.start;
                let mut own =
                    sentence.clone().filter(|at| !sent::is_of_report(scene, reading, sentence, *at, &none));
                let found = own.find_map(|at| sent::days(scene, reading, at));
                let near = |days: &Days| scene.day.is_none_or(|day| (day - days.to).num_days() <= NEWS);
                if let Some(days) = found.filter(near) {
                    return Some(days);
                }
            }
        }
    }
    None
}

/// The agency that reported a message: of its sentence, of its passage, of the page.
pub(crate) fn agency(scene: &Scene<'_, '_>, sent: &Sent) -> Option<String> {
    let named = |items: &[crate::sentence::Item<'_>]| {
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
