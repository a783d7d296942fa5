//! What a message was written for, as told elsewhere than in its own sentence: the ways to find out, in the order in which
//! they are asked. The first that answers holds.

use crate::chronicle::headline;
use crate::chronicle::purpose::{are_unknown, has_one_land, is_of_season, parties_of, what_befell};
use crate::chronicle::{NEWS, Sent, follow_up, is_past, wording};
use crate::kinds;
use crate::language::list::List;
use crate::occasion::{Occasion, Parties, Sort, holiday, honoured, setting};
use crate::people::country::Country;
use crate::scene::{Part, Scene};
use dateline_record::MessageKind;
use std::ops::Range;

/// Tells what a message was written for, if it can.
type Way = fn(&Asked<'_, '_, '_>) -> Option<Occasion>;

/// Before all else of a message that wishes or mourns: who answers or thanks looks back first, and what follows may be of
/// something else.
const AHEAD: [Way; 1] = [goes_on];
/// Of one that invites what it invites to.
const INVITED: [Way; 1] = [invited_to];
const CONGRATULATION: &[Way] = &[
    answered,
    between_the_two_lands,
    holiday_near,
    holiday_named,
    of_others_to_the_same,
    words_for_the_honoured,
    festivity,
    election,
    age,
    wishes_but_recovery,
];
const INVITATION: &[Way] = CONGRATULATION;
const GREETING: &[Way] =
    &[answered, holiday_near, of_others_to_the_same, holiday_named_undated, wishes, festivity, holiday_named];
const CONDOLENCE: &[Way] = &[of_others_to_the_same, whatever_befell, mourning, illness];
/// Who writes thanks for help writes for what happened.
const THANKS: &[Way] = &[answered, misfortune, holiday_near, holiday_named, further];
/// So does who answers thanks.
const REPLY: &[Way] = &[answered, holiday_near, holiday_named, misfortune_of_thanks, further];
/// A letter that says nothing of its kind.
const UNTOLD: &[Way] = &[
    answered,
    between_the_two_lands,
    holiday_near,
    holiday_named,
    of_others_to_the_same,
    words_for_the_honoured,
    festivity,
    age,
    misfortune_befallen,
    wishes,
    further,
];
/// One to whom others condole does what theirs do.
const UNTOLD_BESIDE_CONDOLENCES: &[Way] = &[of_others_to_the_same];
/// After all else.
const LAST: [Way; 2] = [own_words, of_all_others];

/// What a message is for of which its own sentence says nothing.
pub(crate) fn told_elsewhere(scene: &Scene<'_, '_>, all: &[Sent], at: usize) -> Option<Occasion> {
    let sent = &all[at];
    let asked = Asked { scene, all, sent, parties: parties_of(scene, sent) };
    asked.ways().find_map(|way| way(&asked))
}

/// A message of which is asked what it is for.
struct Asked<'a, 'p, 'l> {
    scene: &'a Scene<'p, 'l>,
    /// The messages of the page.
    all: &'a [Sent],
    sent: &'a Sent,
    parties: Parties<'a>,
}

impl<'a> Asked<'a, '_, '_> {
    /// The ways that are asked for a message of its kind, in their order.
    fn ways(&self) -> impl Iterator<Item = &'static Way> {
        let beside = || self.to_the_same().and_then(|it| it.kind);
        let (ahead, own) = match self.sent.kind {
            Some(MessageKind::Congratulation) => (&AHEAD[..], CONGRATULATION),
            Some(MessageKind::Greeting) => (&AHEAD[..], GREETING),
            Some(MessageKind::Condolence) => (&AHEAD[..], CONDOLENCE),
            Some(MessageKind::Invitation) => (&INVITED[..], INVITATION),
            Some(MessageKind::Thanks) => (&[][..], THANKS),
            Some(MessageKind::Reply) => (&[][..], REPLY),
            None if beside() == Some(MessageKind::Condolence) => (&[][..], UNTOLD_BESIDE_CONDOLENCES),
            None => (&[][..], UNTOLD),
        };
        ahead.iter().chain(own).chain(&LAST)
    }

    /// Another message to the same one, or to the same country, that says what it is for.
    fn to_the_same(&self) -> Option<&'a Sent> {
        let sent = self.sent;
        let wishes = |kind| matches!(kind, Some(MessageKind::Congratulation | MessageKind::Greeting));
        let alike =
            |it: &Sent| it.kind == sent.kind || sent.kind.is_none() || wishes(it.kind) && wishes(sent.kind);
        // "When he took office in April last year, she had sent him a letter, too": for something else.
        let old = |it: &Sent| it.days.is_some_and(|days| is_past(self.scene, days));
        let same = |it: &Sent| it.recipient == sent.recipient || has_one_land(self.scene, it, sent);
        self.all.iter().find(|it| same(it) && it.occasion.is_some() && !old(it) && alike(it))
    }

    /// What happened that messages of a kind are written for, as far as the page tells of it.
    fn event(&self, kind: MessageKind) -> Option<Occasion> {
        if self.sent.kind.is_some() {
            return setting::event_on_page(self.scene, kind);
        }
        // A letter that nothing calls a congratulation is none for what stands anywhere on the page.
        let titled = setting::event_in(self.scene, Part::Title, usize::MAX, kind);
        titled.or_else(|| setting::event_on_page(self.scene, kind).filter(|_| self.is_page_about(kind)))
    }

    /// Whether the page is about messages, whoever receives them, or what messages of a kind are written for.
    fn is_page_about(&self, kind: MessageKind) -> bool {
        let mourns = || headline::title_mourns(self.scene) || leads_in(self.scene, kind);
        headline::title_tells(self.scene)
            || lead_tells(self.scene, self.sent)
            || honoured::honoree(self.scene) == Some(self.sent.recipient)
            || kind == MessageKind::Condolence && mourns()
    }

    /// Whether the message's own sentence, the lead or the headline says that something is celebrated.
    fn is_celebrated(&self) -> bool {
        // "The president receives congratulations on the centenary": in the lead.
        let lead = self.scene.readings.iter().position(|it| it.passage.part == Part::Body);
        let lead = lead.and_then(|at| Some((at, self.scene.readings[at].sentences.first()?)));
        setting::celebrates(self.scene, self.sent.reading, &self.sent.sentence)
            || lead.is_some_and(|(at, sentence)| setting::celebrates(self.scene, at, sentence))
            || headline::celebrates(self.scene)
    }

    /// Whether the message's own sentence has a word of thanks.
    fn is_on_thanks(&self) -> bool {
        let items = &self.scene.readings[self.sent.reading].items[self.sent.sentence.clone()];
        items.iter().any(|item| self.scene.language.kinds.get(&item.class) == Some(&MessageKind::Thanks))
    }
}

/// "He wished them well on their anniversary, it said": the sentences behind go on about the message.
fn further(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let found = follow_up::occasion(asked.scene, asked.sent, asked.parties);
    found.filter(|it| is_of_season(it, asked.parties.day))
}

/// "The letter invites him to the summit".
fn invited_to(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    further(asked).filter(|it| it.kind() == Some(MessageKind::Invitation))
}

/// The same, and what the headline names says more. On a page of congratulations to one winner others congratulate on that,
/// whatever else their letters recall.
fn goes_on(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let others = asked.to_the_same().and_then(|it| it.occasion.as_ref());
    if others.is_some_and(|it| kinds::is_won(&it.name)) {
        return None;
    }
    further(asked).map(|found| headlined(asked.scene, asked.sent, found))
}

/// An answer is to a message for the same occasion.
fn answered(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let sent = asked.sent;
    let answered = asked.all.iter().find(|it| it.is_turned(sent))?;
    let found = answered.occasion.clone()?;
    if sent.kind != Some(MessageKind::Invitation) {
        return Some(found);
    }
    // Who invites answers no condolences. "He had congratulated him on the national day in June": an invitation in autumn is
    // for something else.
    let condoles = answered.kind == Some(MessageKind::Condolence);
    (!condoles && is_of_season(&found, asked.parties.day)).then_some(found)
}

/// What others of the same two countries write to each other for.
fn between_the_two_lands(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let lands = |it: &Sent| -> Option<(&Country, &Country)> {
        let (from, to) = (asked.scene.cast.country(it.sender)?, asked.scene.cast.country(it.recipient)?);
        Some((from.min(to), from.max(to)))
    };
    let own = lands(asked.sent)?;
    let past = |it: &Sent| it.days.is_some_and(|days| is_past(asked.scene, days));
    let news = |it: &&Sent| !past(it) || past(asked.sent);
    let mut alike =
        asked.all.iter().filter(|it| it.occasion.is_some() && it.kind == asked.sent.kind).filter(news);
    alike.find(|it| lands(it) == Some(own))?.occasion.clone()
}

/// The holiday of the page that is near, or the one that is kept then where something is celebrated.
fn holiday_near(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let near = |found: &Occasion| {
        let days = found.day.zip(asked.parties.day);
        days.is_some_and(|(one, other)| (one - other).num_days().abs() <= NEWS)
    };
    let kept = || if asked.is_celebrated() { holiday::kept_around(asked.parties) } else { None };
    setting::of_page(asked.scene, asked.parties).filter(near).or_else(kept)
}

/// The holiday that the page names, of countries whose holidays no calendar knows. Of a page without a day the calendar cannot
/// say either which holiday is near.
fn holiday_named(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let nameable = are_unknown(asked.parties) || asked.parties.day.is_none();
    if nameable { setting::named_on_page(asked.scene, asked.parties) } else { None }
}

/// The holiday that a page without a day names.
fn holiday_named_undated(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    if asked.parties.day.is_none() { holiday_named(asked) } else { None }
}

/// What others write for to the same is what it is for.
fn of_others_to_the_same(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    asked.to_the_same()?.occasion.clone()
}

/// "The birthday boy", "the winner".
fn words_for_the_honoured(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    honoured::of_words(asked.scene, asked.sent.recipient)
}

/// What happened that is congratulated on.
fn festivity(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    asked.event(MessageKind::Congratulation)
}

/// "The president-elect", whom others congratulate.
fn election(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    setting::elected(asked.scene, asked.sent.recipient)
}

/// "He turned 50."
fn age(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    honoured::of_age(asked.scene, asked.sent.recipient)
}

/// What is wished where nobody congratulates: a happy new year, a quick recovery.
fn wishes(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    asked.event(MessageKind::Greeting)
}

/// "He congratulated them": on the new year, where the page names nothing else.
fn wishes_but_recovery(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    wishes(asked).filter(|it| !kinds::heals(&it.name))
}

/// What happened that condolences are written for.
fn misfortune(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    asked.event(MessageKind::Condolence)
}

/// What happened, or what it was that many died of.
fn misfortune_befallen(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    what_befell(asked.scene, Some(misfortune(asked)?))
}

/// The same, also where the page has no word for what happened.
fn whatever_befell(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    what_befell(asked.scene, misfortune(asked))
}

/// Who answers thanks answers them for help.
fn misfortune_of_thanks(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    if asked.is_on_thanks() { misfortune(asked) } else { None }
}

/// "The mourners": somebody has died.
fn mourning(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    setting::mourned(asked.scene)
}

/// Sympathy is for the sick, too, in the words of languages that are written without spaces: "慰问", "위로".
fn illness(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    if asked.scene.language.spaces {
        return None;
    }
    let told = setting::event_in(asked.scene, Part::Body, usize::MAX, MessageKind::Greeting);
    told.filter(|it| kinds::heals(&it.name))
}

/// What the words of the message say, where the page prints them.
fn own_words(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    wording::occasion(asked.scene, asked.sent, asked.parties)
}

/// What all other messages of the kind on the page are for, those of the same writers or days.
fn of_all_others(asked: &Asked<'_, '_, '_>) -> Option<Occasion> {
    let sent = asked.sent;
    let alike = |it: &&Sent| {
        let days = it.days.zip(sent.days);
        it.kind.is_some()
            && it.kind == sent.kind
            && (it.sender, it.recipient) != (sent.sender, sent.recipient)
            && days.is_none_or(|(one, other)| (one.from - other.from).num_days().abs() <= NEWS)
    };
    let mut told = asked.all.iter().filter(alike).filter_map(|it| it.occasion.as_ref());
    let first = told.next().filter(|it| it.dead.is_none())?;
    told.all(|it| it.name == first.name).then(|| first.clone())
}

/// Whether an article begins with what messages of a kind are written for.
fn leads_in(scene: &Scene<'_, '_>, kind: MessageKind) -> bool {
    const FIRST: usize = 40;
    setting::event_in(scene, Part::Body, FIRST, kind).is_some()
}

/// "President cables the new pope on his election", of whose letter the next lines recall the ties of the two: what a
/// headline names that messages of the kind are written for holds before anything else that happened.
fn headlined(scene: &Scene<'_, '_>, sent: &Sent, found: Occasion) -> Occasion {
    let titled = || setting::event_in(scene, Part::Title, usize::MAX, sent.kind?);
    let better = if found.sort == Sort::Event { titled() } else { None };
    better.filter(|it| !kinds::bereaves(&it.name)).unwrap_or(found)
}

/// Whether the article's first passage speaks, beside a message itself, of messages to the same: "Telegrams on his
/// re-election have reached …".
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
