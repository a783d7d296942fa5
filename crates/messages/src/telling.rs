//! Sentences that tell of a message.

pub(crate) mod address;
mod denial;
pub(crate) mod discourse;
mod frame;
mod nation;
pub(crate) mod parties;
mod piece;
mod printed;
mod roster;
mod roundup;
mod several;

use crate::kinds;
use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::honoured;
use crate::scene::aside;
use crate::scene::time::Days;
use crate::scene::{Part, Scene};
use crate::sentence::item::Item;
use dateline_record::MessageKind;
use discourse::{Honoree, Sentence, is_subject};
use frame::Frame;
use piece::{Piece, is_win};
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
    /// The day that stands on the letter itself, where the page prints it.
    pub(crate) dated: Option<Days>,
}

impl Telling {
    /// Whether a telling of the same sentence answers this one: "thanked him for the telegram which he had sent".
    pub(crate) fn is_answered_in(&self, all: &[Self]) -> bool {
        !kinds::answers(self.kind)
            && all.iter().any(|it| {
                (it.reading, &it.sentence) == (self.reading, &self.sentence)
                    && (it.sender, it.recipient) == (self.recipient, self.sender)
                    && kinds::answers(it.kind)
            })
    }
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
    let honoree = honoree(scene);
    let (first, receivers) = of_page(scene, None, honoree);
    let told = first.first().map(|telling| telling.recipient);
    let honoured = receivers.early.or_else(|| winner(scene)).or(told).or(receivers.all.first().copied());
    let mut found = if honoured.is_some() { of_page(scene, honoured, honoree).0 } else { first };
    // "Xi, Li send condolences" above a body that tells to whom each of them did, "the emir and his premier congratulate the president
    // and the premier" above one that tells who wrote to whom.
    let titled = |it: &Telling| scene.readings[it.reading].passage.part == Part::Title;
    let named = |it: &Telling| {
        let reading = &scene.readings[it.reading];
        reading.items[it.sentence.clone()].iter().any(|item| reading.figure(item) == Some(it.recipient))
    };
    let told: Vec<(usize, usize)> =
        found.iter().filter(|it| !titled(it)).map(|it| (it.sender, it.recipient)).collect();
    let wrote = |it: &Telling| told.iter().any(|(from, _)| *from == it.sender);
    let received = |it: &Telling| told.iter().any(|(_, to)| *to == it.recipient);
    let settled = |it: &Telling| wrote(it) && received(it) && !told.contains(&(it.sender, it.recipient));
    found.retain(|it| !titled(it) || !settled(it) && (named(it) || !wrote(it)));
    printed::add(scene, &mut found);
    nation::add(scene, honoree, &mut found);
    roundup::add(scene, honoree, &mut found);
    found.sort_by_key(|it| (it.reading, it.sentence.start));
    found
}

/// "Erdogan re-elected", "X won the run-off on Sunday": whoever the title or the first lines say has won, and nobody beside.
fn winner(scene: &Scene<'_, '_>) -> Option<usize> {
    const FIRST: usize = 2;
    const NEAR: usize = 8;
    let titles = scene.readings.iter().filter(|it| it.passage.part == Part::Title);
    let bodies = scene.readings.iter().filter(|it| it.passage.part == Part::Body).take(1);
    let firsts = bodies.flat_map(|it| it.sentences.iter().take(FIRST).map(move |range| (it, range)));
    let mut sentences = titles.flat_map(|it| it.sentences.iter().map(move |range| (it, range))).chain(firsts);
    sentences.find_map(|(reading, range)| {
        let named = |at: &usize| reading.figure(&reading.items[*at]).is_some();
        let mut people = range.clone().filter(named);
        let at = people.next().filter(|at| is_subject(scene, reading, *at))?;
        let figure = reading.figure(&reading.items[at])?;
        let alone = people.all(|other| reading.figure(&reading.items[other]) == Some(figure));
        let told = |item: &&Item<'_>| {
            item.class != class::COLON && !scene.language.is_any(&[List::Post, List::Gladly], item.class)
        };
        let mut behind = reading.items[at + 1..range.end].iter().take(NEAR).take_while(told);
        let leads = scene.cast.leads(figure) || scene.cast.may_lead(figure);
        // "X, the president-elect", "X won the vote".
        let elected = reading.mentions.get(reading.items[at].index).is_some_and(|it| it.said.elected);
        let wins = |item: &Item<'_>| is_win(item) || scene.language.is(List::Ballot, item.class);
        (scene.language.spaces && alone && leads && (elected || behind.any(wins))).then_some(figure)
    })
}

/// The tellings, and those who received messages of which no writer is named. `honoured`: to whom the first message of the
/// page goes, where that is known.
fn of_page(
    scene: &Scene<'_, '_>,
    honoured: Option<usize>,
    honoree: Option<Honoree>,
) -> (Vec<Telling>, Receivers) {
    let mut found = Vec::new();
    let mut receivers = Receivers::default();
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
    let mut told = scene.opening().flat_map(|(at, reading)| {
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

/// What is sent on paper: congratulations may be spoken.
pub(crate) const PAPER: [List; 4] =
    [List::Letter, List::ReplyLetter, List::InvitationLetter, List::ThanksLetter];

/// Whether an item is something sent on paper: also "a telegram of condolence", which is no mere wish.
pub(crate) fn is_paper(language: &Language, item: &Item<'_>) -> bool {
    const CONVEYED: [List; 2] = [List::CongratulationLetter, List::CondolenceLetter];
    let conveyed = || language.is_any(&CONVEYED, item.class) && language.has(List::Wish);
    language.is_any(&PAPER, item.class) || conveyed() && !language.is(List::Wish, item.class)
}

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
    Piece { scene, sentence, items, origins: &whole }.read(earlier, receivers, &mut found);
    if let Some(origins) = aside::without(scene.language, sentence.reading, items) {
        let items: Vec<Item<'_>> = origins.iter().map(|at| items[*at]).collect();
        Piece { scene, sentence, items: &items, origins: &origins }.read(earlier, receivers, &mut found);
    }
    found
}

/// What somebody is congratulated on.
fn is_celebrated(item: &Item<'_>) -> bool {
    let kind = |label: &str| kinds::of_label(label) == Some(MessageKind::Congratulation);
    matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if kind(label))
}

/// Verbs by which a message does what it does.
const DEEDS: [List; 7] =
    [List::Thanked, List::Gladly, List::Sent, List::Expresses, List::Wished, List::Replied, List::Invited];

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
    // "Thanked him for the congratulations".
    let told = &items[range.clone()];
    let verb = told.iter().position(|item| language.is_any(&DEEDS, item.class));
    let noun =
        |item: &Item<'_>| language.is_any(&[List::CongratulationLetter, List::CondolenceLetter], item.class);
    let thanked = |at: usize| language.is(List::Thanked, told[at].class) && told[at..].iter().any(noun);
    if verb.is_some_and(thanked) {
        return Some(MessageKind::Thanks);
    }
    // What stands beside the telling may be what another does: "he answered the king's letter".
    best(range.clone()).or_else(|| best(0..items.len()).filter(|kind| *kind != MessageKind::Reply))
}
