//! Sentences that tell of a message.

pub(crate) mod address;
mod denial;
pub(crate) mod discourse;
mod frame;
pub(crate) mod parties;
mod roster;
mod several;

use crate::kinds;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::language::{Language, Manner, Rule};
use crate::occasion::{honoured, setting};
use crate::scene::aside;
use crate::scene::{Part, Scene, is_person};
use crate::sentence::deed::deed;
use crate::sentence::item::{Item, class_set, classes, covered};
use dateline_record::MessageKind;
use denial::Denial;
use discourse::{Honoree, Sentence};
use frame::{Frame, is_close};
use parties::{Known, Slots, Writers};
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
    /// The case of the recipient's name, as far as the pattern tells it and the name does not.
    pub(crate) recipient_case: Case,
    /// What the words say the message does.
    pub(crate) kind: Option<MessageKind>,
}

/// Those who received messages of which no writer is named.
#[derive(Debug, Default)]
struct Receivers {
    all: Vec<usize>,
    /// The first of them, where nobody is told to have written before.
    early: Option<usize>,
}

/// Every telling of a page in reading order. Read twice: who is written to may be named only after the first to write.
pub(crate) fn tellings(scene: &Scene<'_, '_>) -> Vec<Telling> {
    let (first, receivers) = of_page(scene, None);
    let told = first.first().map(|telling| telling.recipient);
    let honoured = receivers.early.or(told).or(receivers.all.first().copied());
    let mut found = if honoured.is_some() { of_page(scene, honoured).0 } else { first };
    // "Xi, Li send condolences" above a body that tells to whom each of them did.
    let titled = |it: &Telling| scene.readings[it.reading].passage.part == Part::Title;
    let named = |it: &Telling| {
        let reading = &scene.readings[it.reading];
        reading.items[it.sentence.clone()].iter().any(|item| reading.figure(item) == Some(it.recipient))
    };
    let told: Vec<usize> = found.iter().filter(|it| !titled(it)).map(|it| it.sender).collect();
    found.retain(|it| !titled(it) || named(it) || !told.contains(&it.sender));
    found
}

/// The tellings, and those who received messages of which no writer is named. `honoured`: to whom the first message of the
/// page goes, where that is known.
fn of_page(scene: &Scene<'_, '_>, honoured: Option<usize>) -> (Vec<Telling>, Receivers) {
    let mut found = Vec::new();
    let mut receivers = Receivers::default();
    let honoree = honoree(scene);
    for (at, reading) in scene.readings.iter().enumerate() {
        if matches!(reading.passage.part, Part::Caption | Part::SetApart) {
            continue;
        }
        let mut told: Vec<Telling> = Vec::new();
        for (number, range) in reading.sentences.iter().enumerate() {
            let items = &reading.items[range.clone()];
            // "X was re-elected", of which the next sentences tell who congratulated him.
            let open = found.is_empty() && told.is_empty() && receivers.all.is_empty();
            let honours = open && scene.language.spaces && items.iter().any(is_celebrated);
            if honours || items.iter().any(|item| scene.language.triggers.contains(&item.class)) {
                let before = &reading.sentences[..number];
                let sentence = Sentence { at, reading, range, before, honoured, honoree };
                let listed = roster::tellings(scene, sentence);
                match listed.is_empty() {
                    true => told.extend(of_sentence(scene, sentence, &[&found, &told], &mut receivers.all)),
                    false => told.extend(listed),
                }
                if found.is_empty() && told.is_empty() {
                    receivers.early = receivers.all.first().copied();
                }
            }
        }
        found.append(&mut told);
    }
    (found, receivers)
}

/// To whom letters go that name nobody: whom headline and lead tell to be written to, or of whom they tell what messages are
/// written for.
fn honoree(scene: &Scene<'_, '_>) -> Option<Honoree> {
    let of_event = || honoured::honoree(scene).map(|figure| Honoree { figure, kind: None });
    addressee_of_lead(scene).or_else(of_event)
}

/// The only one whom headline and lead tell to be written to: "leaders sent messages to the president".
fn addressee_of_lead(scene: &Scene<'_, '_>) -> Option<Honoree> {
    let lead = |part, most| {
        let readings = scene.readings.iter().enumerate();
        readings.filter(move |(_, it)| it.passage.part == part).take(most)
    };
    let mut told = lead(Part::Title, usize::MAX).chain(lead(Part::Body, LEAD)).flat_map(|(at, reading)| {
        let sentences = reading.sentences.iter().enumerate();
        sentences.filter_map(move |(number, range)| {
            let before = &reading.sentences[..number];
            let sentence = Sentence { at, reading, range, before, honoured: None, honoree: None };
            let items = &reading.items[range.clone()];
            let figure = Frame { scene, sentence, items }.addressee_alone()?;
            Some(Honoree { figure, kind: kind_of(scene.language, items, &(0..items.len())) })
        })
    });
    let first = told.next()?;
    told.all(|it| it.figure == first.figure).then_some(first)
}

/// So many passages of the article lead into it.
const LEAD: usize = 2;

/// What is sent on paper: congratulations may be spoken.
pub(crate) const PAPER: [List; 4] =
    [List::Letter, List::ReplyLetter, List::InvitationLetter, List::ThanksLetter];

/// What one sentence tells, `earlier` tellings known: as it stands, then without its asides.
fn of_sentence(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    earlier: &[&Vec<Telling>],
    receivers: &mut Vec<usize>,
) -> Vec<Telling> {
    let items = &sentence.reading.items[sentence.range.clone()];
    let mut found: Vec<Telling> = Vec::new();
    let whole: Vec<usize> = (0..items.len()).collect();
    of_items(scene, sentence, Piece { items, origins: &whole }, earlier, receivers, &mut found);
    if let Some(origins) = aside::without(scene.language, sentence.reading, items) {
        let items: Vec<Item<'_>> = origins.iter().map(|at| items[*at]).collect();
        of_items(scene, sentence, Piece { items: &items, origins: &origins }, earlier, receivers, &mut found);
    }
    found
}

/// The items of a sentence that are read together, and their positions in it.
#[derive(Debug, Clone, Copy)]
struct Piece<'a, 'l> {
    items: &'a [Item<'l>],
    origins: &'a [usize],
}

impl Piece<'_, '_> {
    /// Where items of the piece stand on the page.
    fn on_page(&self, sentence: &Range<usize>, range: &Range<usize>) -> Range<usize> {
        let end = |at: usize| self.origins.get(at).map_or(sentence.end, |origin| sentence.start + origin + 1);
        let start = self.origins.get(range.start).map_or(sentence.end, |origin| sentence.start + origin);
        start..range.end.checked_sub(1).map_or(start, end)
    }
}

/// Adds what a piece of a sentence tells to what was found of the sentence.
fn of_items(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    piece: Piece<'_, '_>,
    earlier: &[&Vec<Telling>],
    receivers: &mut Vec<usize>,
    found: &mut Vec<Telling>,
) {
    let Sentence { at, reading, range: whole, .. } = sentence;
    let language = scene.language;
    let items = piece.items;
    let classes = classes(items);
    let stop = reading.items.get(whole.end).filter(|item| item.class == class::STOP);
    let stop = stop.map_or("", |item| &reading.passage.text[item.start..item.end]);
    let before = sentence.before.last().map_or(&[][..], |before| &reading.items[before.clone()]);
    let denial = Denial::of(language, items, stop, before);
    if denial.whole() {
        return;
    }
    let on_paper = |item: &Item<'_>| language.is_any(&PAPER, item.class);
    let written =
        reading.items[sentence.near()].iter().any(on_paper) || next_opens(scene, sentence, on_paper);
    let elects = setting::is_elected(scene) || items.iter().any(is_win);
    let writers = Writers { scene, sentence, items, origins: piece.origins, elects };
    let mut tell = |manner: Manner, slots: &Slots, found: &mut Vec<Telling>| {
        let known: Known<'_> = earlier.iter().flat_map(|all| all.iter()).chain(found.iter()).collect();
        // "She replied to the minister": to what was said, where nothing written has been told of.
        let post = || items.iter().any(|item| language.is(List::Post, item.class));
        if manner.replies() && known.is_empty() && !written && !post() {
            return;
        }
        let kind = told_kind(language, items, manner, slots);
        let pairs = writers.pairs(manner, kind, slots, &known, receivers);
        // "A similar message" does what the other does.
        let kind = if manner.again { kind.or_else(|| known.last()?.kind) } else { kind };
        let before = |to| known.iter().rfind(|it| it.recipient == to && manner.goes_on)?.kind;
        // "Leaders sent condolences to the king", then "Putin sent a telegram".
        let of_lead = |to| sentence.honoree.filter(|it| it.figure == to)?.kind;
        // Of a message told before, further words of it say nothing new.
        let quoted = |pair: (usize, usize)| {
            let first = known.iter().all(|it| (it.sender, it.recipient) != pair);
            let mut words = address::quoted(reading, items).filter(|_| first);
            words.find_map(|words| deed(language, words))
        };
        let told: Vec<Telling> = pairs
            .into_iter()
            .map(|(sender, recipient)| Telling {
                reading: at,
                sentence: whole.clone(),
                items: piece.on_page(whole, &slots.range),
                sender,
                recipient,
                recipient_case: slots.recipient_case,
                kind: kind
                    .or_else(|| before(recipient))
                    .or_else(|| quoted((sender, recipient)))
                    .or_else(|| of_lead(recipient)),
            })
            .collect();
        // Where no ending tells who of the two acts, the pattern that comes first in the file does, not both.
        let earlier = found.len();
        for new in told {
            let same = |it: &Telling| (it.sender, it.recipient) == (new.sender, new.recipient);
            let turned = |it: &Telling| {
                let overlap = it.items.start < new.items.end && new.items.start < it.items.end;
                overlap && it.kind == new.kind && (it.recipient, it.sender) == (new.sender, new.recipient)
            };
            let told = found.iter().any(same) || write_together(found, &new);
            if !told && (manner.mutual || !found[..earlier].iter().any(turned)) {
                found.push(new);
            }
        }
    };
    let framed = Frame { scene, sentence, items }.slots();
    let framed = framed.filter(|it| is_close(items, &it.range) && !denial.covers(&it.range));
    let both = framed.as_ref().is_some_and(|it| it.recipient.is_some());
    let held = class_set(items);
    // On a page of messages whoever wishes well does it in one.
    let recent = earlier.iter().flat_map(|all| all.iter()).any(|it| it.reading + RECENT >= at);
    let may_match = |rule: &&Rule| {
        let Manner { letter, kind, .. } = rule.manner;
        (!letter || written || kind.is_none() && recent) && rule.regex.may_match(&held)
    };
    for rule in language.rules.iter().filter(may_match) {
        for captures in rule.regex.captures_iter(&classes) {
            let Some(range) = captures.whole().map(|all| covered(&all)) else { continue };
            // "He invited X to visit the country": a plan behind an invitation is what it is for.
            let invites = rule.manner.kind == Some(MessageKind::Invitation);
            if !denial.covers(&range) || invites && !denial.begins(&range) {
                let slot = |name| captures.name(name).map(|it| covered(&it).start);
                let cases = [Case::Genitive, Case::Dative, Case::Instrumental];
                let told = |case: &Case| captures.name(&format!("recipient_{}", case.name())).is_some();
                let recipient_case = cases.into_iter().find(told).unwrap_or_default();
                let slots =
                    Slots { sender: slot("sender"), recipient: slot("recipient"), range, recipient_case };
                // Where the sentence names both, nobody is looked for elsewhere.
                if !both || slots.recipient.is_some() || rule.manner.replies() {
                    tell(rule.manner, &slots, found);
                }
            }
        }
    }
    if let Some(slots) = framed.filter(|_| found.is_empty()) {
        tell(Manner { goes_on: true, ..Manner::default() }, &slots, found);
    }
}

/// "X and Y exchanged messages with Z": the two write to Z, and not to each other.
fn write_together(found: &[Telling], new: &Telling) -> bool {
    let overlaps = |it: &&Telling| it.items.start < new.items.end && new.items.start < it.items.end;
    let to = |writer: usize| {
        let theirs = found.iter().filter(overlaps).filter(move |it| it.sender == writer);
        theirs.map(|it| it.recipient)
    };
    to(new.sender).any(|third| to(new.recipient).any(|other| other == third))
}

/// Whether the next passage opens with such an item: "X has thanked Y. || In her letter …".
fn next_opens(
    scene: &Scene<'_, '_>,
    sentence: Sentence<'_, '_, '_>,
    fits: impl Fn(&Item<'_>) -> bool,
) -> bool {
    let last = sentence.before.len() + 1 == sentence.reading.sentences.len();
    let next = scene.readings.get(sentence.at + 1).filter(|it| last && it.passage.part == Part::Body);
    let first = next.and_then(|it| Some(&it.items[it.sentences.first()?.clone()]));
    first.is_some_and(|items| items.iter().take(OPENING).any(fits))
}

/// A message told so many passages before is what the page still tells of.
const RECENT: usize = 2;

/// "In her letter, …": what a passage is about stands among so many items.
const OPENING: usize = 6;

/// What the message does: as the pattern says, else as its words do.
fn told_kind(language: &Language, items: &[Item<'_>], manner: Manner, slots: &Slots) -> Option<MessageKind> {
    let kind = manner.kind.or_else(|| kind_of(language, items, &slots.range));
    let invites = || slots.sender.is_some_and(|sender| invites(items, sender + 1, language));
    if kind == Some(MessageKind::Reply) && invites() { Some(MessageKind::Invitation) } else { kind }
}

/// What somebody is congratulated on.
fn is_celebrated(item: &Item<'_>) -> bool {
    let kind = |label: &str| kinds::of_label(label) == Some(MessageKind::Congratulation);
    matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if kind(label))
}

/// "… on his appointment as prime minister": whoever is congratulated on it leads from then on.
fn is_win(item: &Item<'_>) -> bool {
    matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if kinds::elects(label))
}

/// An answer "in which he invites her": what stands behind the telling, before anybody else is named.
fn invites(items: &[Item<'_>], from: usize, language: &Language) -> bool {
    let mut behind = items[from..].iter().take_while(|item| !is_person(item));
    let invited = language.list(List::Invited);
    invited.is_some()
        && behind
            .find(|item| language.is(List::Negation, item.class) || Some(item.class) == invited)
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
    // What stands beside the telling may be what another does: "he answered the king's letter".
    best(range.clone()).or_else(|| best(0..items.len()).filter(|kind| *kind != MessageKind::Reply))
}
