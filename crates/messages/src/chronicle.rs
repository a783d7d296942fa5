//! From tellings to messages: one for each that was sent, however often the page tells of it.

mod answer;
mod answered;
pub(crate) mod bond;
mod day;
mod event_day;
mod follow_up;
mod headline;
mod purpose;
mod sent;
mod wording;

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::pattern::class;
use crate::occasion::{self, Occasion, Sort};
use crate::scene::time::Days;
use crate::scene::{Part, Scene};
use crate::sentence::item::Item;
use crate::telling::Telling;
use chrono::Duration;
use dateline_record::{Day, MessageKind};
use sent::Told;
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
    /// The first telling in the body, or in the title where the body has none.
    pub(crate) reading: usize,
    pub(crate) sentence: Range<usize>,
    /// The first item that tells it.
    pub(crate) begins: usize,
}

/// Days between a page and a message that it tells of as news.
pub(crate) const NEWS: i64 = 8;
/// Days between a page and the oldest message that it still tells of.
const REMEMBERED: i64 = 31;

/// Makes messages of tellings.
pub(crate) fn messages(scene: &Scene<'_, '_>, tellings: &[Telling]) -> Vec<Sent> {
    let mut all: Vec<Sent> = Vec::new();
    for telling in tellings {
        let mut told = sent::told(scene, telling, tellings);
        // Dates hang "the same day" on the last one named; what was told last is the message before.
        let before = all.last().and_then(|sent| sent.days).filter(|days| days.from == days.to);
        let after =
            all.last().filter(|sent| told.same_day && sent.days.is_none()).and_then(|it| it.after_event);
        if after.is_some() {
            (told.after_event, told.sent) = (after, None);
        } else if told.same_day {
            told.sent = before.or(told.sent.filter(|days| !is_past(scene, *days)));
            told.vague_time |= told.sent.is_none();
        } else if told.vague_time {
            let near = all.last().is_some_and(|sent| sent.reading == telling.reading);
            told.sent = before.filter(|_| near).or_else(|| sent::day_before(scene, telling)).or(told.sent);
        }
        if told.past {
            continue;
        }
        let occasion = occasion_of(scene, telling, told);
        let news = told.sent.is_none_or(|days| !is_past(scene, days));
        let day = told.sent.map(|days| days.to).or(scene.day).filter(|_| news);
        let occasion = occasion.filter(|it| !purpose::is_out_of_season(it, telling.kind, day));
        // "They last wrote on New Year's Eve": months ago.
        let long_ago = |day: Day| scene.day.is_some_and(|page| (page - day).num_days() > REMEMBERED);
        if told.sent.is_none() && occasion.as_ref().and_then(|it| it.day).is_some_and(long_ago) {
            continue;
        }
        match all.iter_mut().find(|sent| is_same(scene, sent, telling, &told, occasion.as_ref())) {
            Some(known) => learn(scene, known, telling, told, occasion),
            None => all.push(Sent {
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
                reading: telling.reading,
                sentence: telling.sentence.clone(),
                begins: telling.items.start,
            }),
        }
    }
    // Those that say what they do first: the others do likewise.
    let (plain, open): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|at| all[*at].kind.is_some());
    // What answers another looks to it: last.
    let answers = |at: &usize| matches!(all[*at].kind, Some(MessageKind::Reply | MessageKind::Thanks));
    let (answers, first): (Vec<usize>, Vec<usize>) = plain.into_iter().partition(answers);
    let order: Vec<usize> = first.into_iter().chain(open).chain(answers).collect();
    for at in &order {
        complete(scene, &mut all, *at);
    }
    // What those completed later are for may be what the first are for, too.
    for at in order {
        if all[at].occasion.is_none() {
            complete(scene, &mut all, at);
        }
    }
    answer::date(scene, &mut all);
    let answered = answered::answered(scene, &all);
    all.extend(answered);
    // Who wishes a happy new year, or a quick recovery, greets.
    for sent in &mut all {
        let greets = sent.occasion.as_ref().and_then(Occasion::kind) == Some(MessageKind::Greeting);
        if sent.kind == Some(MessageKind::Congratulation) && greets {
            sent.kind = Some(MessageKind::Greeting);
        }
    }
    for sent in &mut all {
        let undated = sent.occasion.as_ref().filter(|it| it.day.is_none());
        if undated.is_some_and(|it| it.sort == Sort::Event && !kinds::is_yearly(&it.name))
            && let Some(happened) = sent.happened
        {
            sent.occasion = undated.map(|it| Occasion { day: Some(happened), ..it.clone() });
            sent.days = None;
            continue;
        }
        let day = undated.and_then(|occasion| day::of_event(scene, occasion, sent));
        if let Some(occasion) = &mut sent.occasion {
            occasion.day = occasion.day.or(day);
            let told = occasion.day.zip(sent.after_event).map(|(day, after)| day + Duration::days(after));
            sent.days = told.map(|day| Days { from: day, to: day }).or(sent.days);
        }
    }
    event_day::share(&mut all);
    // A letter that greets nobody is none of the kinds there are.
    all.retain(|sent| sent.kind.is_some());
    // A headline alone tells nothing that the body has been said by telephone.
    all.retain(|sent| !headline::is_spoken(scene, sent));
    // What was sent in another season is told as history: its news is on the pages of that time. A page about an old
    // letter is about nothing else.
    let is_history = |days: Days| scene.day.is_some_and(|day| (day - days.to).num_days() > REMEMBERED);
    // One that the page dates to the day is a fact whenever it was.
    let dated = |days: Days| days.from == days.to;
    let old = |sent: &Sent| sent.days.is_some_and(|days| is_history(days) && !dated(days));
    if !(all.iter().all(old) && all.len() == 1 && headline::titled(scene)) {
        all.retain(|sent| !old(sent));
    }
    all
}

fn occasion_of(scene: &Scene<'_, '_>, telling: &Telling, told: Told) -> Option<Occasion> {
    let day = told.sent.map(|days| days.to).or(told.reported).or(scene.day);
    let parties = purpose::parties(scene, telling.sender, telling.recipient, day);
    let reading = &scene.readings[telling.reading];
    occasion::of_sentence(scene, reading, &telling.sentence, &telling.items, parties, telling.kind)
}

/// Whether days lie so far back that the page only remembers them.
fn is_past(scene: &Scene<'_, '_>, days: Days) -> bool {
    scene.day.is_some_and(|day| (day - days.to).num_days() > NEWS)
}

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
        // A message without a day is news: it is none of last season's.
        (None, Some(days)) | (Some(days), None) => is_past(scene, days),
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
    // "The death of the queen" says less than whose it was.
    let bare = |it: &Option<Occasion>| it.as_ref().is_some_and(|it| kinds::bereaves(&it.name));
    let named = |it: &Option<Occasion>| it.as_ref().is_some_and(|it| kinds::named_dead(&it.name).is_some());
    let better = bare(&known.occasion) && named(&occasion);
    if known.occasion.is_none() || (!dated(&known.occasion) && dated(&occasion)) || better {
        known.occasion = occasion.or(known.occasion.take());
    }
    known.after_event = known.after_event.or(told.after_event).filter(|_| known.days.or(told.sent).is_none());
    known.days = known.days.or(told.sent);
    known.reported = known.reported.or(told.reported);
    // The title only announces what the body tells.
    let titled = scene.readings[known.reading].passage.part == Part::Title;
    let answers = |kind| matches!(kind, Some(MessageKind::Reply | MessageKind::Thanks));
    if titled && answers(known.kind) && answers(telling.kind) {
        known.kind = telling.kind;
    }
    if scene.readings[known.reading].passage.part == Part::Title {
        known.reading = telling.reading;
        known.sentence = telling.sentence.clone();
        known.begins = telling.items.start;
    }
}

/// Fills in what only the rest of the page tells.
fn complete(scene: &Scene<'_, '_>, all: &mut [Sent], at: usize) {
    if all[at].kind.is_none() {
        all[at].kind = follow_up::kind(scene, &all[at]).or_else(|| wording::kind(scene, &all[at]));
    }
    let sent = &all[at];
    let news = sent.days.zip(scene.day).is_none_or(|(days, day)| (day - days.to).num_days().abs() <= NEWS);
    // "The deaths of 27", told weeks later still, on a page that says what befell them.
    let recent = sent.days.zip(scene.day).is_some_and(|(days, day)| (day - days.to).num_days() <= REMEMBERED);
    let vague = |it: &Occasion| recent && kinds::bereaves(&it.name);
    let occasion = match &sent.occasion {
        Some(occasion) if occasion.day.is_some() || !news && !vague(occasion) => Some(occasion.clone()),
        None if !news => purpose::of_its_day(scene, sent).or_else(|| purpose::of_its_time(scene, all, at)),
        Some(occasion) => Some(purpose::named_better(scene, sent, occasion)),
        None => purpose::elsewhere::told_elsewhere(scene, all, at),
    };
    let occasion = occasion.map(|it| match day::of_holiday(scene, &it) {
        Some(day) if news => Occasion { day: Some(day), ..it },
        _ => it,
    });
    let occasion = occasion.map(|it| purpose::by_its_cause(scene, it));
    // "The death of the queen", to the king: she is neither of the two.
    let living = |it: &Occasion| purpose::is_of_the_living(scene, it, [all[at].sender, all[at].recipient]);
    let occasion = occasion.map(|it| match kinds::bereavement().filter(|_| living(&it)) {
        Some(death) => Occasion::event(death),
        None => it,
    });
    let occasion =
        occasion.map(|it| match kinds::reelection().filter(|_| is_reelection(scene, &it, &all[at])) {
            Some(reelection) => Occasion::event(reelection),
            None => it,
        });
    let answered = all.iter().find(|it| (it.sender, it.recipient) == (all[at].recipient, all[at].sender));
    // Whoever writes back says so seldom. What is answered is no answer itself.
    let answers = |it: &Sent| matches!(it.kind, Some(MessageKind::Reply | MessageKind::Thanks));
    let wrote_first = all[..at]
        .iter()
        .filter(|it| (it.sender, it.recipient) == (all[at].recipient, all[at].sender) && !answers(it))
        // Who exchange messages do not answer each other.
        .any(|it| (it.reading, it.begins) != (all[at].reading, all[at].begins));
    // "He replied in the afternoon": of the day of what he answers.
    let same_day = answered.filter(|_| all[at].vague_time).and_then(|it| it.days);
    let mut doubtful = all[at].doubtful;
    let days = same_day.or(all[at].days).or_else(|| {
        let later = follow_up::followed(scene, &all[at]);
        doubtful |= later.is_some_and(|later| later.doubtful);
        let later = later.map(|later| later.days);
        later.or_else(|| {
            let (kept, reported) = (occasion.as_ref().and_then(|it| it.day), all[at].reported);
            let undated = kept.is_none() && occasion.as_ref().is_some_and(|it| it.sort != Sort::Event);
            sent::between(kept, reported, scene.day, undated)
        })
    });
    let answered_days = answered.and_then(|it| it.days);
    let sent = &mut all[at];
    let sender = sent.sender;
    sent.days = days.filter(|_| !doubtful);
    let titled = || if news { headline::titled_kind(scene, sender) } else { None };
    // What was written before is no answer to it.
    let before = answered_days.zip(sent.days).is_some_and(|(first, own)| own.to < first.from);
    if wrote_first && !before && sent.kind.is_none() {
        sent.kind = Some(MessageKind::Reply);
    }
    // An answer that the title calls an invitation is one.
    if sent.kind == Some(MessageKind::Reply) && news && headline::title_invites(scene, sender) {
        sent.kind = Some(MessageKind::Invitation);
    }
    sent.kind = sent.kind.or_else(titled).or_else(|| occasion.as_ref()?.kind());
    // "Birthday greetings" congratulate.
    let congratulates = |it: &Occasion| purpose::congratulates(scene, it, [sender, sent.recipient]);
    if sent.kind == Some(MessageKind::Greeting) && occasion.as_ref().is_some_and(congratulates) {
        sent.kind = Some(MessageKind::Congratulation);
    }
    // "慰问", "위로": words of sympathy wish a sick man well, too.
    let recovers = |it: &Occasion| kinds::heals(&it.name);
    let wishes = matches!(sent.kind, Some(MessageKind::Condolence | MessageKind::Congratulation));
    // Whoever congratulates on the New Year greets.
    let greets = sent.kind == Some(MessageKind::Congratulation)
        && occasion.as_ref().is_some_and(|it| it.kind() == Some(MessageKind::Greeting));
    if greets || wishes && occasion.as_ref().is_some_and(recovers) {
        sent.kind = Some(MessageKind::Greeting);
    }
    sent.occasion = occasion;
}

/// Whether the election that a message is for keeps somebody in office, whatever its words are: who was elected is
/// whoever is congratulated, or gives thanks for that.
fn is_reelection(scene: &Scene<'_, '_>, occasion: &Occasion, sent: &Sent) -> bool {
    let answers = matches!(sent.kind, Some(MessageKind::Thanks | MessageKind::Reply));
    let elected = if answers { sent.sender } else { sent.recipient };
    let person = scene.cast.figures[elected].person.map(|person| &scene.cast.people.people[person]);
    let day = sent.days.map(|days| days.from).or(scene.day);
    kinds::election() == Some(occasion.name.as_str())
        && person.zip(day).is_some_and(|(person, day)| person.is_reelected(day))
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
