//! Sentences that tell of a message.

use crate::discourse::{Place, addressee, pronoun, writer};
use crate::language::{Language, Rule};
use crate::pattern::{Class, class};
use crate::scene::{Part, Scene, is_person};
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

/// Every telling of a page in reading order. Read twice: who is written to may be named only after the first to write.
pub(crate) fn tellings(scene: &Scene<'_, '_>) -> Vec<Telling> {
    let (first, receivers) = of_page(scene, None);
    let honoured = first.first().map(|telling| telling.recipient).or(receivers.first().copied());
    if honoured.is_some() { of_page(scene, honoured).0 } else { first }
}

/// The tellings, and those who received messages of which no writer is named. `honoured`: to whom the first message of the
/// page goes, where that is known.
fn of_page(scene: &Scene<'_, '_>, honoured: Option<usize>) -> (Vec<Telling>, Vec<usize>) {
    let mut found = Vec::new();
    let mut receivers = Vec::new();
    for (at, reading) in scene.readings.iter().enumerate() {
        if matches!(reading.passage.part, Part::Caption | Part::SetApart) {
            continue;
        }
        let mut told: Vec<Telling> = Vec::new();
        for (number, sentence) in reading.sentences.iter().enumerate() {
            let items = &reading.items[sentence.clone()];
            if items.iter().any(|item| scene.language.triggers.contains(&item.class)) {
                let place = Place { at, reading, sentence, before: &reading.sentences[..number], honoured };
                told.extend(of_sentence(scene, place, &[&found, &told], &mut receivers));
            }
        }
        found.append(&mut told);
    }
    (found, receivers)
}

fn of_sentence(
    scene: &Scene<'_, '_>,
    place: Place<'_, '_, '_>,
    earlier: &[&Vec<Telling>],
    receivers: &mut Vec<usize>,
) -> Vec<Telling> {
    let Place { at, reading, sentence, before, .. } = place;
    let language = scene.language;
    let items = &reading.items[sentence.clone()];
    let classes = classes(items);
    let mut found: Vec<Telling> = Vec::new();
    let has = |name: &str, range: &Range<usize>| {
        items[range.clone()].iter().any(|item| language.is(name, item.class))
    };
    let whole = 0..items.len();
    let acts = |range: &Range<usize>| {
        ["sent", "received", "came", "wrote_to", "wired", "gladly", "exchanged"]
            .iter()
            .any(|list| has(list, range))
    };
    let elects = is_elected(scene);
    for rule in &language.rules {
        for captures in rule.regex.captures_iter(&classes) {
            let Some(range) = captures.get(0).map(|all| covered(&all)) else { continue };
            let slot = |name| captures.name(name).map(|it| covered(&it).start);
            let (sender, recipient) = (slot("sender"), slot("recipient"));
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
            let kind = rule.kind.or_else(|| kind_of(language, items, &range));
            let invites = sender.is_some_and(|sender| invites(items, sender + 1, language));
            let kind = if kind == Some(MessageKind::Reply) && invites {
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
            let known: Vec<&Telling> = earlier.iter().flat_map(|all| all.iter()).chain(&found).collect();
            let pairs: Vec<(usize, usize)> = match (sender, recipient) {
                (Some(sender), Some(recipient)) => {
                    let senders = joined(items, sender, recipient, language);
                    let recipients = joined(items, recipient, sender, language);
                    let pair = |(&from, &to): (&usize, &usize)| {
                        let to = who(to, None)?;
                        Some((who(from, Some(to))?, to))
                    };
                    let all = senders.iter().flat_map(|from| recipients.iter().map(move |to| (from, to)));
                    let pairs: Vec<(usize, usize)> = all.filter_map(pair).collect();
                    let back = pairs.iter().filter(|_| rule.mutual).map(|&(from, to)| (to, from));
                    pairs.iter().copied().chain(back).collect()
                }
                (Some(sender), None) => {
                    // "He congratulated him": one of the two must be named.
                    // "To Abe's widow": whoever it goes to is none whom the page tells of.
                    let elsewhere = !replies(rule)
                        && items[range.end..].iter().take(2).any(|item| language.is("to", item.class));
                    let unnamed =
                        items[sender].class == class::PRONOUN && (has("him", &range) || has("his", &range));
                    if elsewhere
                        || unnamed
                        || range.start == sender && follows_preposition(items, sender, language)
                    {
                        continue;
                    }
                    let senders = joined(items, sender, usize::MAX, language);
                    let from = senders.into_iter().filter_map(|it| who(it, None));
                    let replies = replies(rule);
                    let answers = replies || matches!(kind, Some(MessageKind::Reply | MessageKind::Thanks));
                    // Whoever answers writes to the one who wrote.
                    let wrote =
                        |from: usize| known.iter().rfind(|it| it.recipient == from).map(|it| it.sender);
                    let to = |from: usize| match wrote(from) {
                        Some(to) if answers => Some(to),
                        _ if replies => None,
                        // "A letter from X" alone may be to anybody.
                        _ if known.is_empty() && place.honoured.is_none() && !acts(&range) => None,
                        Some(to) if has("him", &range) || has("his", &range) => Some(to),
                        _ => addressee(scene, place, from, &known),
                    };
                    from.filter_map(|from| Some((from, to(from)?))).collect()
                }
                (None, Some(recipient)) => {
                    let to = who(recipient, None).filter(|to| scene.cast.leads(*to));
                    receivers.extend(to);
                    let last = || known.last().map(|it| it.sender);
                    let from = |to| if rule.again { last() } else { writer(scene, place, to) };
                    to.and_then(|to| Some((from(to)?, to))).into_iter().collect()
                }
                // "A reply followed": of the one who was written to.
                (None, None) if rule.kind == Some(MessageKind::Reply) => {
                    known.last().map(|it| (it.recipient, it.sender)).into_iter().collect()
                }
                (None, None) => Vec::new(),
            };
            // "A similar message" does what the other does.
            let kind = if rule.again { kind.or_else(|| known.last()?.kind) } else { kind };
            for (from, to) in pairs {
                // "To Abe's widow".
                let behind = recipient.and_then(|at| items.get(at + 1));
                if behind.is_some_and(|next| language.is("possessive", next.class)) {
                    continue;
                }
                let speaks = |it| scene.cast.leads(it) || (elects && scene.cast.may_lead(it));
                let one_leads = scene.cast.leads(from) || scene.cast.leads(to);
                if from == to || !one_leads || !speaks(from) || !speaks(to) {
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

/// Whether the page tells of an election or an inauguration: whoever is congratulated on it leads from then on.
fn is_elected(scene: &Scene<'_, '_>) -> bool {
    let kind = MessageKind::Congratulation;
    crate::setting::event_on_page(scene, kind)
        .is_some_and(|it| ["election", "inauguration"].contains(&it.name.as_str()))
}

fn replies(rule: &Rule) -> bool {
    rule.kind == Some(MessageKind::Reply)
}

/// "To the president": whoever follows such a word does not write.
fn follows_preposition(items: &[Item<'_>], at: usize, language: &Language) -> bool {
    const BEFORE: [&str; 6] = ["to", "to_the", "of", "with", "toward", "for"];
    let before = at.checked_sub(1).map(|at| items[at].class);
    before.is_some_and(|class| BEFORE.iter().any(|list| language.is(list, class)))
}

/// A plan right before what is planned: "plans for Kim to congratulate …".
fn plan_leads(items: &[Item<'_>], range: &Range<usize>, language: &Language) -> bool {
    let from = range.start.saturating_sub(2);
    let leads = |item: &Item<'_>| language.is("negation", item.class) || language.is("plan", item.class);
    items[from..range.start].iter().any(leads)
}

/// An answer "in which he invites her": what stands behind the telling, before anybody else is named.
fn invites(items: &[Item<'_>], from: usize, language: &Language) -> bool {
    let mut behind = items[from..].iter().take_while(|item| !is_person(item));
    let invited = language.list("invited");
    invited.is_some()
        && behind
            .find(|item| language.is("negation", item.class) || Some(item.class) == invited)
            .is_some_and(|item| Some(item.class) == invited)
}

/// The kind that the words of a telling name; of several the one that says most.
fn kind_of(language: &Language, items: &[Item<'_>], range: &Range<usize>) -> Option<MessageKind> {
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

/// Whether "and" and one more person follow somebody: a list, whose first commas join.
fn listed(items: &[Item<'_>], at: usize, and: Option<Class>) -> bool {
    const NEAR: usize = 12;
    let behind = items.get(at + 1..).unwrap_or_default();
    let mut near = behind.iter().take(NEAR);
    near.find(|item| item.class != class::COMMA && item.class != class::WORD && !is_person(item))
        .is_some_and(|item| Some(item.class) == and)
}

/// Somebody and those joined to them: "the King and President X", not the other party.
fn joined(items: &[Item<'_>], one: usize, other: usize, language: &Language) -> Vec<usize> {
    let and = language.list("and");
    let mut found = vec![one];
    if !is_person(&items[one]) {
        return found;
    }
    let joins = |item: &Item<'_>| item.class == class::COMMA || Some(item.class) == and;
    let mut at = one;
    while at + 2 < items.len() && joins(&items[at + 1]) {
        let mut next = if joins(&items[at + 2]) { at + 3 } else { at + 2 };
        // A country that no list has may stand before the office, where words are not set apart.
        const LINKS: [&str; 7] = ["to", "the", "of", "from", "title", "his", "article"];
        if language.spaces {
            let link = |item: &&Item<'_>| LINKS.iter().any(|list| language.is(list, item.class));
            next += items[next.min(items.len())..].iter().take(3).take_while(link).count();
        } else {
            let plain = |item: &&Item<'_>| item.class == class::WORD;
            next += items[next.min(items.len())..].iter().take(8).take_while(plain).count();
        }
        // A comma alone begins a clause as often as it joins.
        let named = (at + 1..next).any(|at| Some(items[at].class) == and)
            || found.len() > 1
            || listed(items, next, and);
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
