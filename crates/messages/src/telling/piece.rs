//! A sentence, or what is left of one without its asides, read for its tellings.

use crate::kinds;
use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::language::search::Captures;
use crate::language::{Language, Manner, Rule};
use crate::occasion::setting;
use crate::scene::{Part, Scene, is_person};
use crate::sentence::deed::deed;
use crate::sentence::item::{Item, class_set, classes, covered};
use crate::telling::denial::Denial;
use crate::telling::discourse::Sentence;
use crate::telling::frame::{Frame, is_close};
use crate::telling::parties::{Known, Matched, Slots, Writers};
use crate::telling::{Telling, address, is_paper, kind_of};
use dateline_record::MessageKind;
use std::ops::Range;

/// The items of a sentence that are read together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a, 'p, 'l> {
    pub(super) scene: &'a Scene<'p, 'l>,
    pub(super) sentence: Sentence<'a, 'p, 'l>,
    pub(super) items: &'a [Item<'l>],
    /// Where they stand in the sentence.
    pub(super) origins: &'a [usize],
}

impl<'a, 'p, 'l> Piece<'a, 'p, 'l> {
    /// Adds what the piece tells to what was found of the sentence, `earlier` tellings known.
    pub(super) fn read(
        self,
        earlier: &[&Vec<Telling>],
        receivers: &mut Vec<usize>,
        found: &mut Vec<Telling>,
    ) {
        let denial = self.denial();
        if denial.whole() {
            return;
        }
        let Self { scene, sentence, items, origins } = self;
        let elects = setting::is_elected(scene) || items.iter().any(is_win);
        let writers = Writers { scene, sentence, items, origins, elects };
        Reader { piece: self, denial, writers, written: self.is_written(), earlier }.read(receivers, found);
    }

    fn denial(self) -> Denial<'a, 'l> {
        let Sentence { reading, range, before, .. } = self.sentence;
        let stop = reading.items.get(range.end).filter(|item| item.class == class::STOP);
        let stop = stop.map_or("", |item| &reading.passage.text[item.start..item.end]);
        let before = before.last().map_or(&[][..], |before| &reading.items[before.clone()]);
        Denial::of(self.scene.language, self.items, stop, before)
    }

    /// Whether a letter is told of, here or nearby.
    fn is_written(self) -> bool {
        let on_paper = |item: &Item<'_>| is_paper(self.scene.language, item);
        self.sentence.reading.items[self.sentence.near()].iter().any(on_paper) || self.next_opens(on_paper)
    }

    /// Whether the next passage opens with such an item: "X has thanked Y. || In her letter …".
    fn next_opens(self, fits: impl Fn(&Item<'_>) -> bool) -> bool {
        /// What a passage is about stands among so many items.
        const OPENING: usize = 6;
        let Sentence { at, reading, before, .. } = self.sentence;
        let last = before.len() + 1 == reading.sentences.len();
        let next = self.scene.readings.get(at + 1).filter(|it| last && it.passage.part == Part::Body);
        let first = next.and_then(|it| Some(&it.items[it.sentences.first()?.clone()]));
        first.is_some_and(|items| items.iter().take(OPENING).any(fits))
    }

    /// Whether its sentence or the passage behind it speaks of anything written.
    fn is_of_letters(self) -> bool {
        let post = |item: &Item<'_>| self.scene.language.is(List::Post, item.class);
        let next = self.scene.readings.get(self.sentence.at + 1);
        self.items.iter().chain(next.into_iter().flat_map(|it| &it.items)).any(post)
    }

    /// Where items of the piece stand on the page.
    fn on_page(self, range: &Range<usize>) -> Range<usize> {
        let sentence = self.sentence.range;
        let end = |at: usize| self.origins.get(at).map_or(sentence.end, |origin| sentence.start + origin + 1);
        let start = self.origins.get(range.start).map_or(sentence.end, |origin| sentence.start + origin);
        start..range.end.checked_sub(1).map_or(start, end)
    }
}

/// A piece whose words are no denial throughout.
struct Reader<'a, 'p, 'l> {
    piece: Piece<'a, 'p, 'l>,
    denial: Denial<'a, 'l>,
    writers: Writers<'a, 'p, 'l>,
    /// A letter is told of, here or nearby.
    written: bool,
    /// What the page has told before the sentence.
    earlier: &'a [&'a Vec<Telling>],
}

impl Reader<'_, '_, '_> {
    /// By the patterns of the language, in their order; else by the frame of the sentence.
    fn read(&self, receivers: &mut Vec<usize>, found: &mut Vec<Telling>) {
        let Piece { scene, sentence, items, .. } = self.piece;
        let framed = Frame { scene, sentence, items }.slots();
        let framed =
            framed.filter(|it| is_close(items, &it.range) && self.holds(Manner::default(), &it.range));
        let both = framed.as_ref().is_some_and(|it| it.recipient.is_some());
        let (classes, held) = (classes(items), class_set(items));
        let recent = self.is_recent();
        let may_match = |rule: &&Rule| {
            let Manner { letter, kind, .. } = rule.manner;
            (!letter || self.written || kind.is_none() && recent) && rule.regex.may_match(&held)
        };
        for rule in scene.language.rules.iter().filter(may_match) {
            for captures in rule.regex.captures_iter(&classes) {
                let Some(slots) = slots(&captures).filter(|it| self.holds(rule.manner, &it.range)) else {
                    continue;
                };
                // Where the sentence names both, nobody is looked for elsewhere.
                if !both || slots.recipient.is_some() || rule.manner.replies() {
                    self.tell(rule.manner, &slots, receivers, found);
                }
            }
        }
        if let Some(slots) = framed.filter(|_| found.is_empty()) {
            self.tell(Manner { goes_on: true, ..Manner::default() }, &slots, receivers, found);
        }
    }

    /// On a page of messages whoever wishes well does it in one: where one was told of a few passages before.
    fn is_recent(&self) -> bool {
        const RECENT: usize = 2;
        self.earlier.iter().flat_map(|all| all.iter()).any(|it| it.reading + RECENT >= self.piece.sentence.at)
    }

    /// Whether what a pattern covers is not denied.
    fn holds(&self, manner: Manner, range: &Range<usize>) -> bool {
        // "He invited X to visit the country": a plan behind an invitation is what it is for.
        let told = || kind_of(self.piece.scene.language, self.piece.items, range);
        let invites = manner.kind.or_else(told) == Some(MessageKind::Invitation);
        !self.denial.covers(range) || invites && !self.denial.begins(range)
    }

    fn tell(&self, manner: Manner, slots: &Slots, receivers: &mut Vec<usize>, found: &mut Vec<Telling>) {
        let Piece { scene, sentence, items, .. } = self.piece;
        let language = scene.language;
        let known: Known<'_> = self.earlier.iter().flat_map(|all| all.iter()).chain(found.iter()).collect();
        // "She replied to the minister": to what was said, where nothing written is told of.
        if manner.replies() && known.is_empty() && !self.written && !self.piece.is_of_letters() {
            return;
        }
        let kind = told_kind(language, items, manner, slots);
        let pairs = self.writers.pairs(Matched { manner, kind, slots, known: &known }, receivers);
        // "A similar message" does what the other does.
        let kind = if manner.again { kind.or_else(|| known.last()?.kind) } else { kind };
        let before = |to| known.iter().rfind(|it| it.recipient == to && manner.goes_on)?.kind;
        // "Leaders sent condolences to the king", then "Putin sent a telegram".
        let of_lead = |to| sentence.honoree.filter(|it| it.figure == to)?.kind;
        // Of a message told before, further words of it say nothing new.
        let quoted = |pair: (usize, usize)| {
            let first = known.iter().all(|it| (it.sender, it.recipient) != pair);
            let mut words = address::quoted(sentence.reading, items).filter(|_| first);
            words.find_map(|words| deed(language, words))
        };
        // "A letter of condolence went to Y; X praises in it …": it does what the sentence before calls it.
        let called = || {
            let before = sentence.before.last().filter(|_| manner.letter && manner.goes_on)?;
            let items = &sentence.reading.items[before.clone()];
            kind_of(language, items, &(0..items.len()))
        };
        // "The answer came by post: “I accept with emotion,” wrote X to Y", who had written to X.
        let reply = |item: &Item<'_>| language.kinds.get(&item.class) == Some(&MessageKind::Reply);
        let answered = |(from, to): (usize, usize)| {
            let wrote = known.iter().any(|it| (it.sender, it.recipient) == (to, from));
            (wrote && items.iter().any(reply)).then_some(MessageKind::Reply)
        };
        let telling = |(sender, recipient)| Telling {
            reading: sentence.at,
            sentence: sentence.range.clone(),
            items: self.piece.on_page(&slots.range),
            sender,
            recipient,
            recipient_case: slots.recipient_case,
            kind: kind
                .or_else(|| before(recipient))
                .or_else(|| answered((sender, recipient)))
                .or_else(|| quoted((sender, recipient)))
                .or_else(called)
                .or_else(|| of_lead(recipient)),
            dated: None,
        };
        let told = pairs.into_iter().map(telling).collect();
        add(found, told, manner);
    }
}

/// What a pattern has captured.
fn slots(captures: &Captures) -> Option<Slots> {
    let range = covered(&captures.whole()?);
    let slot = |name| captures.name(name).map(|it| covered(&it).start);
    let cases = [Case::Genitive, Case::Dative, Case::Instrumental];
    let told = |case: &Case| captures.name(&format!("recipient_{}", case.name())).is_some();
    let recipient_case = cases.into_iter().find(told).unwrap_or_default();
    Some(Slots { sender: slot("sender"), recipient: slot("recipient"), range, recipient_case })
}

/// Adds what is new. Where no ending tells who of two acts, the pattern that comes first in the file does, not both.
fn add(found: &mut Vec<Telling>, told: Vec<Telling>, manner: Manner) {
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

/// What the message does: as the pattern says, else as its words do.
fn told_kind(language: &Language, items: &[Item<'_>], manner: Manner, slots: &Slots) -> Option<MessageKind> {
    let kind = manner.kind.or_else(|| beside(language, items, slots));
    let kind = kind.or_else(|| kind_of(language, items, &slots.range));
    let invites = || slots.sender.is_some_and(|sender| invites(items, sender + 1, language));
    if kind == Some(MessageKind::Reply) && invites() { Some(MessageKind::Invitation) } else { kind }
}

/// "X condoles with Chad, congratulates Y": what the verb right before whoever is written to does.
fn beside(language: &Language, items: &[Item<'_>], slots: &Slots) -> Option<MessageKind> {
    let before = items.get(slots.recipient?.checked_sub(1)?)?;
    let gladly = language.spaces && language.is(List::Gladly, before.class);
    language.kinds.get(&before.class).copied().filter(|_| gladly)
}

/// "… on his appointment as prime minister": whoever is congratulated on it leads from then on.
pub(super) fn is_win(item: &Item<'_>) -> bool {
    let wins = |label: &str| kinds::elects(label) || kinds::reelection() == Some(label);
    matches!(item.entry.map(|entry| &entry.sense), Some(Sense::Occasion(label)) if wins(label))
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
