//! Tellings of one message made one.

use super::{REMEMBERED, Sent, is_past, purpose, sent};
use crate::kinds;
use crate::occasion::named::Naming;
use crate::occasion::{Occasion, Sort};
use crate::scene::time::Days;
use crate::scene::{Part, Scene};
use crate::telling::Telling;
use dateline_record::{Day, MessageKind};
use sent::Told;

/// The messages that tellings tell of, in their order, with what the tellings' own sentences say.
pub(super) fn merged(scene: &Scene<'_, '_>, tellings: &[Telling]) -> Vec<Sent> {
    let mut all: Vec<Sent> = Vec::new();
    for telling in tellings {
        let told = by_message_before(scene, telling, sent::told(scene, telling, tellings), all.last());
        if told.past {
            continue;
        }
        let occasion = named_occasion(scene, telling, told);
        if is_of_old_occasion(scene, told, occasion.as_ref()) {
            continue;
        }
        match all.iter_mut().find(|sent| is_same(scene, sent, telling, &told, occasion.as_ref())) {
            Some(known) => learn(scene, known, telling, told, occasion),
            None => all.push(begun(telling, tellings, told, occasion)),
        }
    }
    all
}

/// What a sentence tells of the day, where it hangs on the message told before: "the same day", "in the afternoon".
fn by_message_before(scene: &Scene<'_, '_>, telling: &Telling, told: Told, last: Option<&Sent>) -> Told {
    // Dates hang "the same day" on the last one named; what was told last is the message before.
    let before = last.and_then(|sent| sent.days).filter(|days| days.only().is_some());
    if told.same_day {
        let after = last.filter(|sent| sent.days.is_none()).and_then(|it| it.after_event);
        if after.is_some() {
            return Told { after_event: after, sent: None, ..told };
        }
        // "…, the palace said on Tuesday. The message was sent the same day": on that.
        let reported = last.filter(|sent| sent.days.is_none()).and_then(|it| it.reported);
        let before = before.or(reported.map(|day| Days { from: day, to: day }));
        let sent = before.or(told.sent.filter(|days| !is_past(scene, *days)));
        return Told { sent, vague_time: told.vague_time || sent.is_none(), ..told };
    }
    if !told.vague_time {
        return told;
    }
    let near = last.is_some_and(|sent| sent.reading == telling.reading);
    let day = before.filter(|_| near).or_else(|| sent::day_before(scene, telling));
    Told { sent: day.or(told.sent), ..told }
}

/// The occasion that a telling's own sentence names, where the message may be for it.
fn named_occasion(scene: &Scene<'_, '_>, telling: &Telling, told: Told) -> Option<Occasion> {
    let day = told.sent.map(|days| days.to).or(told.reported).or(scene.day);
    let parties = purpose::parties(scene, telling.sender, telling.recipient, day);
    let reading = &scene.readings[telling.reading];
    let (sentence, near, kind) = (&telling.sentence, &telling.items, telling.kind);
    let named = Naming { scene, reading, sentence, near, parties, kind }.occasion();
    let news = told.sent.is_none_or(|days| !is_past(scene, days));
    let day = told.sent.map(|days| days.to).or(scene.day).filter(|_| news);
    named.filter(|it| !purpose::is_out_of_season(it, telling.kind, day))
}

/// "They last wrote on New Year's Eve": months ago.
fn is_of_old_occasion(scene: &Scene<'_, '_>, told: Told, occasion: Option<&Occasion>) -> bool {
    let long_ago = |day: Day| scene.day.is_some_and(|page| (page - day).num_days() > REMEMBERED);
    told.sent.is_none() && occasion.and_then(|it| it.day).is_some_and(long_ago)
}

/// A message that is told of for the first time.
fn begun(telling: &Telling, tellings: &[Telling], told: Told, occasion: Option<Occasion>) -> Sent {
    Sent {
        sender: telling.sender,
        recipient: telling.recipient,
        kind: telling.kind,
        occasion,
        days: told.sent,
        reported: told.reported,
        vague_time: told.vague_time,
        doubtful: told.doubtful,
        after_event: told.after_event,
        happened: told.happened,
        recalled: false,
        reading: telling.reading,
        sentence: telling.sentence.clone(),
        begins: telling.items.start,
        answered: telling.is_answered_in(tellings),
    }
}

/// Whether a telling is of a message that is known already.
fn is_same(
    scene: &Scene<'_, '_>,
    sent: &Sent,
    telling: &Telling,
    told: &Told,
    occasion: Option<&Occasion>,
) -> bool {
    if (sent.sender, sent.recipient) != (telling.sender, telling.recipient) || !alike(sent.kind, telling.kind)
    {
        return false;
    }
    let apart = match (sent.days, told.sent) {
        (Some(one), Some(other)) => one.to < other.from || other.to < one.from,
        // A message without a day is news: it is none of last season's, unless its answer is the news.
        (None, Some(days)) | (Some(days), None) => {
            let past = !sent.answered && is_past(scene, days);
            past || sent
                .occasion
                .as_ref()
                .zip(occasion)
                .is_some_and(|(one, other)| are_of_two_sorts(one, other))
        }
        _ => false,
    };
    let differ = match (sent.occasion.as_ref().and_then(|it| it.day), occasion.and_then(|it| it.day)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    !apart && !differ
}

/// "He had already written on the 29th, after her victory", beside a message for the national day.
fn are_of_two_sorts(one: &Occasion, other: &Occasion) -> bool {
    let vote = |it: &Occasion| it.sort == Sort::Event && kinds::is_won(&it.name);
    vote(one) && other.sort != Sort::Event || vote(other) && one.sort != Sort::Event
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

/// Takes what a further telling of a message says.
fn learn(scene: &Scene<'_, '_>, known: &mut Sent, telling: &Telling, told: Told, occasion: Option<Occasion>) {
    if known.kind.is_none() || known.kind == Some(MessageKind::Greeting) {
        known.kind = telling.kind.or(known.kind);
    }
    if let Some(occasion) = occasion.filter(|it| says_more(it, known.occasion.as_ref())) {
        known.occasion = Some(occasion);
    }
    known.after_event = known.after_event.or(told.after_event).filter(|_| known.days.or(told.sent).is_none());
    known.days = known.days.or(told.sent);
    known.reported = known.reported.or(told.reported);
    // The title only announces what the body tells.
    let titled = scene.readings[known.reading].passage.part == Part::Title;
    if titled && kinds::answers(known.kind) && kinds::answers(telling.kind) {
        known.kind = telling.kind;
    }
    if titled {
        known.reading = telling.reading;
        known.sentence = telling.sentence.clone();
        known.begins = telling.items.start;
    }
}

/// Whether an occasion says more than the one known so far.
fn says_more(occasion: &Occasion, known: Option<&Occasion>) -> bool {
    let Some(known) = known else { return true };
    let dated = known.day.is_none() && occasion.day.is_some();
    // "The death of the queen" says less than whose it was.
    dated || kinds::bereaves(&known.name) && occasion.dead.is_some()
}
