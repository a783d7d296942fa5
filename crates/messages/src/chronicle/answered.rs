//! Messages of which only their answers tell: whoever thanks for a message has received it.

use crate::chronicle::Sent;
use crate::chronicle::aftermath::is_of_answered;
use crate::language::list::List;
use crate::scene::Scene;
use crate::scene::time::{self, Days};
use dateline_record::MessageKind;

/// An answer follows what it answers by so many days at most, where nothing tells the day.
const EARLIEST: chrono::Days = chrono::Days::new(7);

/// The messages that answers are to, where the page tells of them in no other way.
pub(crate) fn answered(scene: &Scene<'_, '_>, all: &[Sent]) -> Vec<Sent> {
    let told = |answer: &Sent| {
        all.iter().any(|it| {
            it.is_turned(answer)
                || (it.sender, it.recipient) == (answer.sender, answer.recipient) && !it.is_answer()
        })
    };
    let mut found = Vec::new();
    for answer in all.iter().filter(|it| it.is_answer() && !told(it)) {
        let Some(kind) = kind(scene, answer) else { continue };
        let days = sent_on(scene, answer).or_else(|| {
            answer.days.map(|days| {
                let earliest = days.to.checked_sub_days(EARLIEST).unwrap_or(days.from);
                let kept = answer.occasion.as_ref().and_then(|it| it.day).filter(|day| *day <= days.to);
                Days { from: kept.unwrap_or(earliest), to: days.to }
            })
        });
        found.push(Sent {
            sender: answer.recipient,
            recipient: answer.sender,
            kind: Some(kind),
            days,
            after_event: None,
            happened: None,
            ..answer.clone()
        });
    }
    found
}

/// When it was sent, where the answer's sentence says so: "the letter that you sent on Monday".
fn sent_on(scene: &Scene<'_, '_>, answer: &Sent) -> Option<Days> {
    let reading = &scene.readings[answer.reading];
    let mut told = answer.sentence.clone().filter(|at| is_of_answered(scene, reading, &answer.sentence, *at));
    told.find_map(|at| time::days(scene, reading, at)).filter(|days| days.only().is_some())
}

/// What the message did, as the answer's sentence calls it: "for the condolences". Thanks for anything else answer nothing.
fn kind(scene: &Scene<'_, '_>, answer: &Sent) -> Option<MessageKind> {
    let items = &scene.readings[answer.reading].items[answer.sentence.clone()];
    let letters = items.iter().filter(|item| scene.language.is(List::Post, item.class));
    let mut kinds = letters.filter_map(|item| scene.language.kinds.get(&item.class).copied());
    let named = kinds
        .find(|kind| !matches!(kind, MessageKind::Thanks | MessageKind::Reply | MessageKind::Invitation));
    // "Thanked her for the letter that she had sent him": it did what is written for the occasion.
    let find = |list: List, from: usize| {
        let found = items[from..].iter().position(|item| scene.language.is(list, item.class));
        found.map(|at| from + at)
    };
    let letter = || find(List::Letter, find(List::Thanked, 0)?);
    let sent = || find(List::Sent, find(List::Which, letter()?)?);
    named.or_else(|| sent().and_then(|_| answer.occasion.as_ref()?.kind()))
}
