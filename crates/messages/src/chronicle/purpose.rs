//! What a message was written for where its own sentence does not say it, or not by name.

pub(crate) mod elsewhere;

use crate::chronicle::Sent;
use crate::kinds;
use crate::language::lexicon::Sense;
use crate::occasion::holiday;
use crate::occasion::setting;
use crate::occasion::{Occasion, Parties, Sort};
use crate::people::country::Country;
use crate::scene::Scene;
use dateline_record::{Day, MessageKind};

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

/// Countries whose day the calendar knows keep the holidays that it knows; others those that the page names.
fn are_unknown(parties: Parties<'_>) -> bool {
    match parties.countries[0].and_then(Country::code) {
        Some(country) => !holiday::has_national_day(country),
        None => parties.codes().next().is_none(),
    }
}

/// Whether two messages go to the same country.
fn has_one_land(scene: &Scene<'_, '_>, one: &Sent, other: &Sent) -> bool {
    let land = scene.cast.country(other.recipient);
    land.is_some() && land == scene.cast.country(one.recipient)
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
    let of = occasion.dead.as_ref();
    of.is_some_and(|of| between.iter().any(|it| scene.cast.figures[*it].name == *of))
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
        let befell = befell.filter(|it| it.dead.is_none());
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

/// "Merkel had congratulated him weeks before": what others do the same to the same one for later in the season, unless it had
/// not happened yet.
pub(crate) fn still_going_on(all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let days = sent.days.filter(|_| !sent.is_answer())?;
    let of_season = |it: &&Sent| {
        let later = it.days.is_some_and(|other| (0..=SEASON).contains(&(other.from - days.to).num_days()));
        it.recipient == sent.recipient && it.kind == sent.kind && later
    };
    let happened = |it: &&Occasion| match it.day {
        Some(day) => day <= days.to,
        None => it.kind() == Some(MessageKind::Congratulation),
    };
    let found = all.iter().filter(of_season).filter_map(|it| it.occasion.as_ref());
    found.into_iter().filter(|it| it.sort == Sort::Event).find(happened).cloned()
}

/// What a message of long ago is for: what it answers was for, or what the sentences right before tell of.
pub(crate) fn of_its_time(scene: &Scene<'_, '_>, all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let answered = all.iter().find(|it| it.is_turned(sent));
    match answered.filter(|_| sent.is_answer()) {
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
    let thanks = |it: &&Sent| it.kind == Some(MessageKind::Thanks) && it.is_turned(sent);
    let occasion = all.iter().find(thanks)?.occasion.clone();
    occasion.filter(|it| it.kind().is_some() && it.kind() == sent.kind)
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

/// "The explosions", of a page that speaks of a terrorist attack somewhere: what they were.
pub(crate) fn by_its_cause(scene: &Scene<'_, '_>, occasion: Occasion) -> Occasion {
    let cause = kinds::causes_of(&occasion.name).find(|cause| setting::names(scene, cause));
    // "The loss of life", of a page that speaks of a flood: nobody's death who has a name.
    let vague = kinds::bereaves(&occasion.name);
    let befell = || {
        let event =
            if vague { setting::event_on_page(scene, MessageKind::Condolence)? } else { return None };
        Some(event).filter(|it| it.dead.is_none()).map(|it| it.name)
    };
    match cause.map(str::to_owned).or_else(befell) {
        Some(name) => Occasion { name, ..occasion },
        None => occasion,
    }
}
