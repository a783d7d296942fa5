//! Sentences that tell of a message.

use crate::pattern::{Class, class};
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::{Item, classes, covered};
use dateline_record::MessageKind;
use std::ops::Range;

/// A sentence that says who wrote to whom.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// The passage, by its position in the scene.
    pub(crate) reading: usize,
    /// Its items.
    pub(crate) sentence: Range<usize>,
    /// The items that say it.
    pub(crate) items: Range<usize>,
    pub(crate) sender: usize,
    pub(crate) recipient: usize,
    /// What the words say the message does.
    pub(crate) kind: Option<MessageKind>,
}

/// Every telling of a page in reading order.
pub(crate) fn tellings(scene: &Scene<'_, '_>) -> Vec<Telling> {
    let mut found = Vec::new();
    for (at, reading) in scene.readings.iter().enumerate() {
        if matches!(reading.passage.part, Part::Caption | Part::SetApart) {
            continue;
        }
        let mut told: Vec<Telling> = Vec::new();
        for (number, sentence) in reading.sentences.iter().enumerate() {
            let items = &reading.items[sentence.clone()];
            if items.iter().any(|item| scene.language.triggers.contains(&item.class)) {
                let before = &reading.sentences[..number];
                told.extend(of_sentence(scene, at, reading, sentence, before, &[&found, &told]));
            }
        }
        found.append(&mut told);
    }
    found
}

fn of_sentence(
    scene: &Scene<'_, '_>,
    at: usize,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    before: &[Range<usize>],
    earlier: &[&Vec<Telling>],
) -> Vec<Telling> {
    let language = scene.language;
    let items = &reading.items[sentence.clone()];
    let classes = classes(items);
    let mut found: Vec<Telling> = Vec::new();
    let has = |name: &str, range: &Range<usize>| {
        items[range.clone()].iter().any(|item| language.is(name, item.class))
    };
    let whole = 0..items.len();
    for rule in &language.rules {
        for captures in rule.regex.captures_iter(&classes) {
            let (Some(all), Some(sender)) = (captures.get(0), captures.name("sender")) else { continue };
            let (range, sender) = (covered(&all), covered(&sender).start);
            let recipient = captures.name("recipient").map(|it| covered(&it).start);
            // "… gratulierte ihm nicht", "…送る予定": some languages deny at the end.
            let behind =
                items[range.end..].iter().take(6).position(|item| item.class == class::COMMA).unwrap_or(6);
            let wide =
                range.start..(range.end + behind.min(if language.spaces { 2 } else { 6 })).min(items.len());
            let denied = has("negation", &wide) || has("plan", &wide) || plan_leads(items, &range, language);
            // Who rang up wrote nothing.
            let answer = |item: &Item<'_>| language.kinds.get(&item.class) == Some(&MessageKind::Reply);
            let letter = |item: &Item<'_>| language.is("post", item.class) && !answer(item);
            let by_phone = has("call", &whole) && !items.iter().any(letter);
            if denied || by_phone {
                continue;
            }
            let and = language.list("and");
            let kind = rule.kind.or_else(|| kind_of(language, items, &range));
            let kind = if kind == Some(MessageKind::Reply) && invites(items, sender + 1, language) {
                Some(MessageKind::Invitation)
            } else {
                kind
            };
            let who = |at: usize, other: Option<usize>| match reading.figure(&items[at]) {
                None if items[at].class == class::PRONOUN => {
                    pronoun(scene, reading, sentence, before, at, other)
                }
                figure => figure,
            };
            let pairs: Vec<(usize, usize)> = match recipient {
                Some(recipient) => {
                    let senders = joined(items, sender, recipient, and);
                    let recipients = joined(items, recipient, sender, and);
                    let pair = |(&from, &to): (&usize, &usize)| {
                        let to = who(to, None)?;
                        Some((who(from, Some(to))?, to))
                    };
                    let all = senders.iter().flat_map(|from| recipients.iter().map(move |to| (from, to)));
                    all.filter_map(pair).collect()
                }
                // Whoever answers writes to the one who wrote.
                None => {
                    let wrote = |from: usize| {
                        let mut known = earlier.iter().flat_map(|all| all.iter()).chain(&found);
                        known.rfind(|it| it.recipient == from).map(|it| (from, it.sender))
                    };
                    who(sender, None).and_then(wrote).into_iter().collect()
                }
            };
            for (from, to) in pairs {
                if from == to || !scene.cast.leads(from) || !scene.cast.leads(to) {
                    continue;
                }
                if found.iter().all(|it: &Telling| (it.sender, it.recipient) != (from, to)) {
                    found.push(Telling {
                        reading: at,
                        sentence: sentence.clone(),
                        items: sentence.start + range.start..sentence.start + range.end,
                        sender: from,
                        recipient: to,
                        kind,
                    });
                }
            }
        }
    }
    found
}

/// A plan right before what is planned: "plans for Kim to congratulate …".
fn plan_leads(items: &[Item<'_>], range: &Range<usize>, language: &crate::language::Language) -> bool {
    let from = range.start.saturating_sub(2);
    let leads = |item: &Item<'_>| language.is("negation", item.class) || language.is("plan", item.class);
    items[from..range.start].iter().any(leads)
}

/// An answer "in which he invites her": what stands behind the telling, before anybody else is named.
fn invites(items: &[Item<'_>], from: usize, language: &crate::language::Language) -> bool {
    let mut behind = items[from..].iter().take_while(|item| !is_person(item));
    let invited = language.list("invited");
    invited.is_some()
        && behind
            .find(|item| language.is("negation", item.class) || Some(item.class) == invited)
            .is_some_and(|item| Some(item.class) == invited)
}

/// The kind that the words of a telling name; of several the one that says most.
fn kind_of(
    language: &crate::language::Language,
    items: &[Item<'_>],
    range: &Range<usize>,
) -> Option<MessageKind> {
    const WEIGHT: [MessageKind; 6] = [
        MessageKind::Condolence,
        MessageKind::Invitation,
        MessageKind::Congratulation,
        MessageKind::Thanks,
        MessageKind::Reply,
        MessageKind::Greeting,
    ];
    let rank = |kind: &MessageKind| WEIGHT.iter().position(|known| known == kind);
    let best = |range: Range<usize>| {
        let kinds = items[range].iter().filter_map(|item| language.kinds.get(&item.class).copied());
        kinds.min_by_key(rank)
    };
    best(range.clone()).or_else(|| best(0..items.len()))
}

/// Somebody and those joined to them: "the King and President X", not the other party.
fn joined(items: &[Item<'_>], one: usize, other: usize, and: Option<Class>) -> Vec<usize> {
    let mut found = vec![one];
    if !is_person(&items[one]) {
        return found;
    }
    let joins = |item: &Item<'_>| item.class == class::COMMA || Some(item.class) == and;
    let mut at = one;
    while at + 2 < items.len() && joins(&items[at + 1]) {
        let next = if joins(&items[at + 2]) { at + 3 } else { at + 2 };
        // A comma alone begins a clause as often as it joins.
        let named = (at + 1..next).any(|at| Some(items[at].class) == and) || found.len() > 1;
        if next >= items.len() || next == other || !is_person(&items[next]) || !named {
            break;
        }
        found.push(next);
        at = next;
    }
    at = one;
    while at >= 2 && Some(items[at - 1].class) == and && is_person(&items[at - 2]) && at - 2 != other {
        found.push(at - 2);
        at -= 2;
        while at >= 2 && items[at - 1].class == class::COMMA && is_person(&items[at - 2]) && at - 2 != other {
            found.push(at - 2);
            at -= 2;
        }
    }
    found
}

/// Whom "he" or "she" means: somebody told of in the sentence before it, else the subject of an earlier one.
pub(crate) fn pronoun(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    before: &[Range<usize>],
    at: usize,
    other: Option<usize>,
) -> Option<usize> {
    let people = |range: Range<usize>| {
        let items = reading.items[range].iter();
        items
            .filter(|item| is_person(item))
            .filter_map(|item| reading.figure(item))
            .filter(move |it| Some(*it) != other)
    };
    let here = people(sentence.start..sentence.start + at).next_back();
    let earlier = || before.iter().rev().find_map(|range| people(range.clone()).next());
    let passage = || {
        let position = scene.readings.iter().position(|it| std::ptr::eq(it, reading))?;
        let bodies =
            scene.readings[..position].iter().rev().filter(|it| it.passage.part == Part::Body).take(2);
        bodies.flat_map(|it| it.sentences.iter().map(move |range| (it, range))).find_map(|(it, range)| {
            let mut figures = it.items[range.clone()].iter().filter_map(|item| it.figure(item));
            figures.find(|figure| Some(*figure) != other)
        })
    };
    here.or_else(earlier).or_else(passage)
}
