//! What a message was written for where its own sentence does not say it, or not by name.

use crate::chronicle::follow_up;
use crate::chronicle::headline;
use crate::chronicle::wording;
use crate::chronicle::{NEWS, Sent, is_past};
use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::occasion::holiday;
use crate::occasion::honoured;
use crate::occasion::setting;
use crate::occasion::{Occasion, Parties, Sort};
use crate::people::country::Country;
use crate::scene::{Part, Scene};
use crate::sentence::item::Item;
use dateline_record::{Day, MessageKind};
use std::ops::Range;

/// Days between a message and a holiday that it may be for.
const SEASON: i64 = 40;

/// Whom a message goes between.
pub(crate) fn parties<'a>(
    scene: &'a Scene<'_, '_>,
    sender: usize,
    recipient: usize,
    day: Option<Day>,
) -> Parties<'a> {
    Parties {
        countries: [scene.cast.country(recipient).or(scene.celebrating.as_ref()), scene.cast.country(sender)],
        day,
        sender: Some(sender),
    }
}

/// Whom a message goes between, on the day it is most likely of.
fn parties_of<'a>(scene: &'a Scene<'_, '_>, sent: &Sent) -> Parties<'a> {
    let day = sent.days.map(|days| days.to).or(sent.reported).or(scene.day);
    parties(scene, sent.sender, sent.recipient, day)
}

/// Countries that the calendar knows keep the holidays that it knows; others those that the page names.
fn are_unknown(parties: Parties<'_>) -> bool {
    parties.codes().next().is_none()
}

/// Whether greetings on an occasion congratulate: on an event that messages congratulate on, or on the day of a nation.
pub(crate) fn congratulates(scene: &Scene<'_, '_>, occasion: &Occasion, between: [usize; 2]) -> bool {
    let national = || {
        let known = between.iter().any(|it| scene.cast.country(*it).and_then(Country::code).is_some());
        known && holiday::is_national(&occasion.name)
    };
    occasion.kind() == Some(MessageKind::Congratulation) && (occasion.sort == Sort::Event || national())
}

/// Whether an occasion is the death of one of those who write to each other.
pub(crate) fn is_of_the_living(scene: &Scene<'_, '_>, occasion: &Occasion, between: [usize; 2]) -> bool {
    let of = kinds::named_dead(&occasion.name);
    of.is_some_and(|of| between.iter().any(|it| scene.cast.figures[*it].name == of))
}

/// "The national day" and "the coronation of the first king" have a name of their own where the page gives one.
pub(crate) fn named_better(scene: &Scene<'_, '_>, sent: &Sent, occasion: &Occasion) -> Occasion {
    let parties = parties_of(scene, sent);
    let vague = match occasion.sort {
        Sort::NationalDay => true,
        Sort::Event => kinds::is_historic(&occasion.name),
        Sort::Holiday => false,
    };
    let festive = !matches!(sent.kind, Some(MessageKind::Condolence));
    // "The deaths of 27 pilgrims", of whom the page tells that their bus crashed.
    if occasion.sort == Sort::Event && kinds::bereaves(&occasion.name) {
        let befell = setting::event_on_page(scene, MessageKind::Condolence);
        let befell = befell.filter(|it| kinds::named_dead(&it.name).is_none());
        return what_befell(scene, befell).unwrap_or_else(|| occasion.clone());
    }
    // "The anniversary of the proclamation of independence" is of no coronation, where the calendar has a holiday then.
    let recalls =
        occasion.sort != Sort::Event || vague && setting::celebrates(scene, sent.reading, &sent.sentence);
    if festive && recalls && !are_unknown(parties) {
        return holiday::kept_around(parties).unwrap_or_else(|| occasion.clone());
    }
    let named = || setting::named_on_page(scene, parties);
    let better = if vague && festive && are_unknown(parties) { named() } else { None };
    better.unwrap_or_else(|| occasion.clone())
}

/// What a message of another season is for, of which its own sentence says nothing: the holiday of its very day.
pub(crate) fn of_its_day(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Occasion> {
    let day = sent.days.filter(|days| days.from == days.to)?.from;
    let festive = matches!(sent.kind, Some(MessageKind::Congratulation | MessageKind::Greeting));
    let kept = if festive { holiday::kept_around(parties_of(scene, sent)) } else { None };
    kept.filter(|it| it.day == Some(day))
}

/// What a message of long ago is for: what it answers was for, or what the sentences right before tell of.
pub(crate) fn of_its_time(scene: &Scene<'_, '_>, all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let answers = matches!(sent.kind, Some(MessageKind::Reply | MessageKind::Thanks));
    let answered = all.iter().find(|it| (it.sender, it.recipient) == (sent.recipient, sent.sender));
    match answered.filter(|_| answers) {
        Some(answered) => answered.occasion.clone(),
        None => event_before(scene, sent).or_else(|| of_answer(all, sent)),
    }
}

/// Whether the day of an occasion may be that of a message of some day, as far as both are known. "In August she had
/// congratulated him on Independence Day": another season's.
fn is_of_season(occasion: &Occasion, day: Option<Day>) -> bool {
    let apart = occasion.day.zip(day).map(|(one, other)| (one - other).num_days().abs());
    apart.is_none_or(|days| days <= SEASON)
}

/// Whether a holiday is none that is congratulated on that day, as in "the leader of the Revolution wrote".
pub(crate) fn is_out_of_season(occasion: &Occasion, kind: Option<MessageKind>, day: Option<Day>) -> bool {
    let festive = matches!(kind, Some(MessageKind::Congratulation | MessageKind::Greeting));
    festive && occasion.sort != Sort::Event && !is_of_season(occasion, day)
}

/// What the thanks for a message are for.
fn of_answer(all: &[Sent], sent: &Sent) -> Option<Occasion> {
    let thanks = |it: &&Sent| {
        it.kind == Some(MessageKind::Thanks) && (it.sender, it.recipient) == (sent.recipient, sent.sender)
    };
    let occasion = all.iter().find(thanks)?.occasion.clone();
    occasion.filter(|it| it.kind().is_some() && it.kind() == sent.kind)
}

/// What a message is for of which its own sentence says nothing.
pub(crate) fn of_the_page(scene: &Scene<'_, '_>, all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let parties = parties_of(scene, sent);
    // An answer is to a message for the same occasion.
    let answered = all.iter().find(|it| (it.sender, it.recipient) == (sent.recipient, sent.sender));
    // What others write for to the same is what it is for.
    let wishes = |kind| matches!(kind, Some(MessageKind::Congratulation | MessageKind::Greeting));
    let alike =
        |it: &&Sent| it.kind == sent.kind || sent.kind.is_none() || wishes(it.kind) && wishes(sent.kind);
    let land = scene.cast.country(sent.recipient);
    let of_one_land = |it: &Sent| land.is_some() && land == scene.cast.country(it.recipient);
    // "When he took office in April last year, she had sent him a letter, too": for something else.
    let old = |it: &Sent| it.days.is_some_and(|days| is_past(scene, days));
    let to_the_same =
        |it: &&Sent| (it.recipient == sent.recipient || of_one_land(it)) && it.occasion.is_some() && !old(it);
    let others = all.iter().find(|it| to_the_same(it) && alike(it));
    // What others of the same two countries write to each other for.
    let lands = |it: &Sent| {
        let (from, to) = (scene.cast.country(it.sender)?, scene.cast.country(it.recipient)?);
        Some((from.min(to), from.max(to)))
    };
    let alongside = || {
        let own = lands(sent)?;
        let mut pairs = all.iter().filter(|it| it.occasion.is_some() && it.kind == sent.kind);
        pairs.find(|it| lands(it) == Some(own))?.occasion.clone()
    };
    // Who invites answers no condolences.
    let invites = sent.kind == Some(MessageKind::Invitation);
    let answered = answered.filter(|it| !(invites && it.kind == Some(MessageKind::Condolence)));
    // "He had congratulated him on the national day in June": an invitation in autumn is for something else.
    let in_season = |it: &Occasion| !invites || is_of_season(it, parties.day);
    let answered = || answered.and_then(|it| it.occasion.clone()).filter(in_season);
    let shared = || others.and_then(|it| it.occasion.clone());
    let near = |found: &Occasion| {
        found.day.zip(parties.day).is_some_and(|(one, other)| (one - other).num_days().abs() <= NEWS)
    };
    let kept = || {
        // "The president receives congratulations on the centenary": in the lead.
        let lead = scene.readings.iter().position(|it| it.passage.part == Part::Body);
        let lead = lead.and_then(|at| Some((at, scene.readings[at].sentences.first()?)));
        let celebrated = setting::celebrates(scene, sent.reading, &sent.sentence)
            || lead.is_some_and(|(at, sentence)| setting::celebrates(scene, at, sentence))
            || headline::celebrates(scene);
        let around = || if celebrated { holiday::kept_around(parties) } else { None };
        setting::of_page(scene, parties).filter(near).or_else(around)
    };
    // Of a page without a day the calendar cannot say which holiday is near: the one that it names.
    let nameable = are_unknown(parties) || parties.day.is_none();
    let named = || if nameable { setting::named_on_page(scene, parties) } else { None };
    // A letter that nothing calls a congratulation is none for what stands anywhere on the page.
    let befell = |kind| match sent.kind {
        None => setting::event_in(scene, Part::Title, usize::MAX, kind).or_else(|| {
            setting::event_on_page(scene, kind).filter(|_| {
                headline::title_tells(scene)
                    || lead_tells(scene, sent)
                    || honoured::honoree(scene) == Some(sent.recipient)
                    || kind == MessageKind::Condolence
                        && (headline::title_mourns(scene) || leads_in(scene, kind))
            })
        }),
        Some(_) => setting::event_on_page(scene, kind),
    };
    // Who answers or thanks looks back first: what follows may be of something else.
    let told = matches!(
        sent.kind,
        Some(MessageKind::Congratulation | MessageKind::Greeting | MessageKind::Condolence)
    );
    let further = || follow_up::occasion(scene, sent, parties).filter(|it| is_of_season(it, parties.day));
    // On a page of congratulations to one winner others congratulate on that, whatever else their letters recall.
    let won = others.and_then(|it| it.occasion.as_ref()).is_some_and(|it| kinds::is_won(&it.name));
    if told
        && !won
        && let Some(found) = further()
    {
        return Some(headlined(scene, sent, found));
    }
    let found = match sent.kind {
        Some(MessageKind::Condolence) => {
            // Sympathy is for the sick, too, in the words of languages that are written without spaces: "慰问", "위로".
            let told = |part| setting::event_in(scene, part, usize::MAX, MessageKind::Greeting);
            let sick = || Some(Part::Body).filter(|_| !scene.language.spaces).and_then(told);
            shared()
                .or_else(|| what_befell(scene, befell(MessageKind::Condolence)))
                .or_else(|| setting::mourned(scene))
                .or_else(|| sick().filter(|it| kinds::heals(&it.name)))
        }
        // Who writes thanks for help writes for what happened.
        Some(MessageKind::Thanks) => {
            let back = answered().or_else(|| befell(MessageKind::Condolence)).or_else(kept).or_else(named);
            back.or_else(further)
        }
        // So does who answers thanks.
        Some(MessageKind::Reply) => answered().or_else(kept).or_else(named).or_else(|| {
            let thanks =
                |item: &Item<'_>| scene.language.kinds.get(&item.class) == Some(&MessageKind::Thanks);
            let thanked = scene.readings[sent.reading].items[sent.sentence.clone()].iter().any(thanks);
            thanked.then(|| befell(MessageKind::Condolence)).flatten().or_else(further)
        }),
        Some(MessageKind::Greeting) => {
            // Good wishes on a jubilee congratulate.
            let befell = || befell(MessageKind::Greeting).or_else(|| befell(MessageKind::Congratulation));
            let undated = || if parties.day.is_none() { named() } else { None };
            answered().or_else(kept).or_else(shared).or_else(undated).or_else(befell).or_else(named)
        }
        // A letter that says nothing of its kind does what those of others do.
        None if others.is_some_and(|it| it.kind == Some(MessageKind::Condolence)) => shared(),
        _ => answered()
            .or_else(alongside)
            .or_else(kept)
            .or_else(named)
            .or_else(shared)
            .or_else(|| honoured::of_words(scene, sent.recipient))
            .or_else(|| befell(MessageKind::Congratulation))
            .or_else(|| setting::elected(scene, sent.recipient).filter(|_| sent.kind.is_some()))
            .or_else(|| honoured::of_age(scene, sent.recipient))
            .or_else(|| {
                let befell = befell(MessageKind::Condolence).filter(|_| sent.kind.is_none());
                befell.and_then(|it| what_befell(scene, Some(it)))
            })
            // "He congratulated them": on the new year, where the page names nothing else.
            .or_else(|| {
                befell(MessageKind::Greeting).filter(|it| sent.kind.is_none() || !kinds::heals(&it.name))
            })
            .or_else(|| further().filter(|_| sent.kind.is_none())),
    };
    found.or_else(|| wording::occasion(scene, sent, parties)).or_else(|| of_all_others(all, at))
}

/// Whether an article begins with what messages of a kind are written for.
fn leads_in(scene: &Scene<'_, '_>, kind: MessageKind) -> bool {
    const FIRST: usize = 40;
    setting::event_in(scene, Part::Body, FIRST, kind).is_some()
}

/// What all other messages of the kind on the page are for, those of the same writers or days.
fn of_all_others(all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let alike = |it: &&Sent| {
        let days = it.days.zip(sent.days);
        it.kind.is_some()
            && it.kind == sent.kind
            && (it.sender, it.recipient) != (sent.sender, sent.recipient)
            && days.is_none_or(|(one, other)| (one.from - other.from).num_days().abs() <= NEWS)
    };
    let mut told = all.iter().filter(alike).filter_map(|it| it.occasion.as_ref());
    let first = told.next().filter(|it| kinds::named_dead(&it.name).is_none())?;
    told.all(|it| it.name == first.name).then(|| first.clone())
}

/// "President cables the new pope on his election", of whose letter the next lines recall the ties of the two: what a
/// headline names that messages of the kind are written for holds before anything else that happened.
fn headlined(scene: &Scene<'_, '_>, sent: &Sent, found: Occasion) -> Occasion {
    let titled = || setting::event_in(scene, Part::Title, usize::MAX, sent.kind?);
    let better = if found.sort == Sort::Event { titled() } else { None };
    better.filter(|it| !kinds::bereaves(&it.name)).unwrap_or(found)
}

/// What happened, where the page names it, or speaks of what it befell: "the deaths" say less than "the train".
fn what_befell(scene: &Scene<'_, '_>, named: Option<Occasion>) -> Option<Occasion> {
    match named {
        Some(named) if !kinds::bereaves(&named.name) => Some(named),
        vague => setting::befallen(scene).or(vague),
    }
}

/// What happened, as the sentences of the passage before a message tell, the nearest first: "a fire destroyed the opera. The
/// next day …".
fn event_before(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Occasion> {
    let reading = &scene.readings[sent.reading];
    let before = reading.items[..sent.sentence.start].iter().rev();
    let mut events = before.filter_map(|item| match &item.entry?.sense {
        Sense::Occasion(label) => Some(Occasion::event(label)),
        _ => None,
    });
    events.find(|it| it.kind().is_some() && it.kind() == sent.kind)
}

/// Whether the article's first passage speaks, beside a message itself, of messages to the same: "Telegrams on his re-election have reached …".
fn lead_tells(scene: &Scene<'_, '_>, sent: &Sent) -> bool {
    let Some(lead) = scene.readings.iter().find(|it| it.passage.part == Part::Body) else { return false };
    let own =
        |range: &Range<usize>| std::ptr::eq(lead, &scene.readings[sent.reading]) && *range == sent.sentence;
    let others = lead.sentences.iter().filter(|range| !own(range));
    others.map(|range| &lead.items[range.clone()]).any(|items| {
        items.iter().any(|item| scene.language.is(List::Post, item.class))
            && items.iter().any(|item| lead.figure(item) == Some(sent.recipient))
    })
}

/// "The explosions", of a page that speaks of a terrorist attack somewhere: what they were.
pub(crate) fn by_its_cause(scene: &Scene<'_, '_>, occasion: Occasion) -> Occasion {
    let cause = kinds::causes_of(&occasion.name).find(|cause| setting::names(scene, cause));
    // "The loss of life", of a page that speaks of a flood: nobody's death who has a name.
    let vague =
        kinds::bereaves(&occasion.name).then(|| setting::event_on_page(scene, MessageKind::Condolence));
    let name = cause.map(str::to_owned).or_else(|| Some(vague.flatten()?.name));
    match name {
        Some(name) if kinds::named_dead(&name).is_none() => Occasion { name, ..occasion },
        _ => occasion,
    }
}
