//! What only the rest of the page tells of a message: what it does, what it is for, when it was sent.

use super::{NEWS, REMEMBERED, Sent, day, follow_up, headline, is_past, purpose, sent, wording};
use crate::kinds;
use crate::occasion::{Occasion, Sort};
use crate::scene::Scene;
use crate::scene::time::Days;
use dateline_record::MessageKind;

/// Completes all messages: first those that say what they do, then the others, which do likewise, last those that answer
/// another.
pub(super) fn complete(scene: &Scene<'_, '_>, all: &mut [Sent]) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (all[*at].is_answer(), all[*at].kind.is_none()));
    for at in &order {
        fill(scene, all, *at);
    }
    // What those completed later are for may be what the first are for, too.
    for at in order {
        if all[at].occasion.is_none() {
            fill(scene, all, at);
        }
    }
    // "Naruhito sent a message to the president": what others wrote to him for.
    for at in 0..all.len() {
        let news = all[at].days.is_none_or(|days| !is_past(scene, days));
        let likewise = kind_of_others(all, at).filter(|_| all[at].kind.is_none() && news);
        if likewise.is_some() {
            all[at].kind = likewise;
            fill(scene, all, at);
        }
    }
}

/// What all other messages to somebody do that answer nothing of theirs.
fn kind_of_others(all: &[Sent], at: usize) -> Option<MessageKind> {
    let sent = &all[at];
    if all.iter().any(|it| (it.sender, it.recipient) == (sent.recipient, sent.sender)) {
        return None;
    }
    let mut kinds = all.iter().filter(|it| it.recipient == sent.recipient).filter_map(|it| it.kind);
    let first = kinds.next().filter(|kind| !kinds::answers(Some(*kind)))?;
    kinds.all(|kind| kind == first).then_some(first)
}

fn fill(scene: &Scene<'_, '_>, all: &mut [Sent], at: usize) {
    let (sent, day) = (&all[at], scene.day);
    let news = !sent.recalled
        && sent.days.zip(day).is_none_or(|(days, day)| (day - days.to).num_days().abs() <= NEWS);
    let kind = sent.kind.or_else(|| follow_up::kind(scene, sent)).or_else(|| wording::kind(scene, sent));
    all[at].kind = kind;
    all[at].occasion = occasion(scene, all, at, news);
    all[at].days = days(scene, all, at);
    all[at].kind = kind_of(scene, all, at, news);
}

/// What the message is for.
fn occasion(scene: &Scene<'_, '_>, all: &[Sent], at: usize, news: bool) -> Option<Occasion> {
    let sent = &all[at];
    let found = told_occasion(scene, all, at, news)?;
    let found = if news { on_day_of_holiday(scene, found) } else { found };
    let found = purpose::by_its_cause(scene, found);
    let found = mourned_by_others(scene, sent, found);
    Some(of_incumbent(scene, sent, found))
}

/// What its sentence says, or a better name for that; else what the page does.
fn told_occasion(scene: &Scene<'_, '_>, all: &[Sent], at: usize, news: bool) -> Option<Occasion> {
    let sent = &all[at];
    // "The deaths of 27", told weeks later still, on a page that says what befell them.
    let recent = sent.days.zip(scene.day).is_some_and(|(days, day)| (day - days.to).num_days() <= REMEMBERED);
    let vague = |it: &Occasion| recent && kinds::bereaves(&it.name);
    match &sent.occasion {
        Some(occasion) if occasion.day.is_some() || !news && !vague(occasion) => Some(occasion.clone()),
        Some(occasion) => Some(purpose::named_better(scene, sent, occasion)),
        None if news => purpose::elsewhere::told_elsewhere(scene, all, at),
        None => {
            let own = purpose::of_its_day(scene, sent).or_else(|| purpose::of_its_time(scene, all, at));
            own.or_else(|| purpose::still_going_on(all, at))
        }
    }
}

fn on_day_of_holiday(scene: &Scene<'_, '_>, occasion: Occasion) -> Occasion {
    match day::of_holiday(scene, &occasion) {
        Some(day) => Occasion { day: Some(day), ..occasion },
        None => occasion,
    }
}

/// "The death of the queen", to the king: she is neither of the two.
fn mourned_by_others(scene: &Scene<'_, '_>, sent: &Sent, occasion: Occasion) -> Occasion {
    let living = purpose::is_of_the_living(scene, &occasion, [sent.sender, sent.recipient]);
    kinds::bereavement().filter(|_| living).map_or(occasion, Occasion::event)
}

/// An election that keeps somebody in office, whatever its words are: who was elected is whoever is congratulated, or gives
/// thanks for that.
fn of_incumbent(scene: &Scene<'_, '_>, sent: &Sent, occasion: Occasion) -> Occasion {
    let elected = if sent.is_answer() { sent.sender } else { sent.recipient };
    let person = scene.cast.figures[elected].person.map(|person| &scene.cast.people.people[person]);
    let day = sent.days.map(|days| days.from).or(scene.day);
    let reelected = kinds::election() == Some(occasion.name.as_str())
        && person.zip(day).is_some_and(|(person, day)| person.is_reelected(day));
    kinds::reelection().filter(|_| reelected).map_or(occasion, Occasion::event)
}

/// The message that a message may answer.
fn answered<'a>(all: &'a [Sent], sent: &Sent) -> Option<&'a Sent> {
    all.iter().find(|it| it.is_turned(sent))
}

/// When it was sent; `None` where what is told contradicts itself.
fn days(scene: &Scene<'_, '_>, all: &[Sent], at: usize) -> Option<Days> {
    let sent = &all[at];
    if sent.doubtful {
        return None;
    }
    // "He replied in the afternoon": of the day of what he answers.
    let same_day = answered(all, sent).filter(|_| sent.vague_time).and_then(|it| it.days);
    if let Some(days) = same_day.or(sent.days) {
        let brought = || follow_up::dated(scene, sent, days);
        let invites = sent.kind == Some(MessageKind::Invitation);
        return if invites { brought().or(Some(days)) } else { Some(days) };
    }
    if let Some(later) = follow_up::followed(scene, sent) {
        return Some(later.days).filter(|_| !later.doubtful);
    }
    let kept = sent.occasion.as_ref().and_then(|it| it.day);
    let undated = kept.is_none() && sent.occasion.as_ref().is_some_and(|it| it.sort != Sort::Event);
    if is_of_history(scene, sent) {
        return None;
    }
    let own = scene.readings[sent.reading].section.or(scene.day);
    sent::between(kept, sent.reported, own, undated)
}

/// Whether one of the two held office so long before or after that the message is none of its day, or of the page's.
pub(super) fn is_of_history(scene: &Scene<'_, '_>, sent: &Sent) -> bool {
    let person = |it: usize| scene.cast.figures[it].person.map(|person| &scene.cast.people.people[person]);
    let mut two = [sent.sender, sent.recipient].into_iter().filter_map(person);
    let Some(page) = scene.day else { return false };
    let day = sent.days.map_or(page, |days| days.to);
    two.any(|it| it.is_history(day) || it.is_to_come(day) && !it.is_to_come(page))
}

/// What the message does.
fn kind_of(scene: &Scene<'_, '_>, all: &[Sent], at: usize, news: bool) -> Option<MessageKind> {
    let sent = &all[at];
    let mut kind = sent.kind.or_else(|| writes_back(all, at).then_some(MessageKind::Reply));
    // An answer that the title calls an invitation is one.
    if kind == Some(MessageKind::Reply) && news && headline::title_invites(scene, sent.sender) {
        kind = Some(MessageKind::Invitation);
    }
    let titled = || if news { headline::titled_kind(scene, sent.sender) } else { None };
    let kind = kind.or_else(titled).or_else(|| sent.occasion.as_ref()?.kind());
    sent.occasion.as_ref().map_or(kind, |occasion| fitting(scene, sent, occasion, kind))
}

/// Whether somebody to whom the other one has written before writes. Whoever writes back says so seldom.
fn writes_back(all: &[Sent], at: usize) -> bool {
    let sent = &all[at];
    // What is answered is no answer itself.
    let first = all[..at].iter().filter(|it| it.is_turned(sent) && !it.is_answer());
    // Who exchange messages do not answer each other.
    let mut first = first.filter(|it| (it.reading, it.begins) != (sent.reading, sent.begins));
    // What was written before is no answer to it.
    let days = answered(all, sent).and_then(|it| it.days).zip(sent.days);
    first.next().is_some() && days.is_none_or(|(first, own)| first.from <= own.to)
}

/// What words of congratulation, greeting or sympathy do on an occasion.
fn fitting(
    scene: &Scene<'_, '_>,
    sent: &Sent,
    occasion: &Occasion,
    kind: Option<MessageKind>,
) -> Option<MessageKind> {
    use MessageKind::{Condolence, Congratulation, Greeting};
    // "Birthday greetings" congratulate.
    let congratulates = || purpose::congratulates(scene, occasion, [sent.sender, sent.recipient]);
    let kind = kind.map(|it| if it == Greeting && congratulates() { Congratulation } else { it });
    let greets = match kind {
        // Whoever congratulates on the New Year greets.
        Some(Congratulation) => occasion.kind() == Some(Greeting) || kinds::heals(&occasion.name),
        // "慰问", "위로": words of sympathy wish a sick man well, too.
        Some(Condolence) => kinds::heals(&occasion.name),
        _ => false,
    };
    if greets { Some(Greeting) } else { kind }
}
