//! Whose quoted words are, and of which message: what stands around them says "the king", "he" or "the letter", and the
//! messages of the page whom that means.

use crate::cast::figure::Described;
use crate::chronicle::Sent;
use crate::kinds;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::people::office::{COUNTERPART, SUNDRY};
use crate::scene::{Reading, Scene};
use crate::speech::{Letter, Meant, Said, Speaker};
use std::ops::Range;

/// So many passages behind a message "he" is still its sender rather than its recipient.
const NEAR: usize = 2;

/// By whom quoted words are.
pub(super) struct Whose {
    /// As the page calls them, where it names them.
    pub(super) speaker: Option<String>,
    /// The message that has the words, by its position.
    pub(super) message: Option<usize>,
}

impl Whose {
    /// By whom words of a page are on which these messages are told of.
    pub(super) fn of(scene: &Scene<'_, '_>, sent: &[Sent], said: &Said) -> Self {
        let words = Words { scene, sent, said };
        let (figure, message) = match &said.speaker {
            Speaker::Figure(figure) => (Some(*figure), words.written_by(*figure)),
            Speaker::Letter(letter) => words.of_letter(letter),
            Speaker::Meant(meant) => words.of_meant(meant),
            Speaker::Untold => words.of_message_before(),
            Speaker::Words(name) => return Self { speaker: Some(name.clone()), message: None },
            Speaker::Unknown => (None, None),
        };
        Self { speaker: figure.map(|it| scene.cast.figures[it].name.clone()), message }
    }
}

/// Quoted words and the messages of their page.
#[derive(Clone, Copy)]
struct Words<'a, 'p, 'l> {
    scene: &'a Scene<'p, 'l>,
    sent: &'a [Sent],
    said: &'a Said,
}

impl Words<'_, '_, '_> {
    /// "The reply reads": the latest letter of that kind, else whoever last wrote, else the latest of all.
    fn of_letter(self, letter: &Letter) -> (Option<usize>, Option<usize>) {
        let kind = letter.kind.and_then(|kind| self.latest(|it| it.kind == Some(kind)));
        let before = kind.or_else(|| self.latest(|_| true));
        // Whoever writes in a sentence behind that of the message wrote this letter.
        let behind = |place| before.is_none_or(|at| self.told_at(&self.sent[at]) < place);
        let later = letter.told.filter(|it| kind.is_none() && behind((it.reading, it.start)));
        let message = before.or_else(|| self.message_of(None));
        match later {
            Some(told) => (Some(told.writer), self.message_of(Some(told.writer))),
            None => (message.map(|at| self.sent[at].sender), message),
        }
    }

    /// "The king", "he": whoever answers the message before, whoever sent it, whom the text seems to mean, the only one
    /// of the page who holds the office; "the winner", "the birthday boy": to whom the messages go.
    fn of_meant(self, meant: &Meant) -> (Option<usize>, Option<usize>) {
        let near = self.message_of(None).map(|at| &self.sent[at]);
        let near = near.filter(|it| self.is_behind(it) && it.reading + NEAR >= self.said.reading);
        let answers = near.filter(|it| self.is_answered(it, meant)).map(|it| it.recipient);
        let wrote = |it: &&Sent| self.is_of_sender(it, meant) || self.is_of_writer(it, meant);
        let sender = || near.filter(wrote).map(|it| it.sender);
        let figure = answers.or_else(sender).or(meant.figure);
        let message = figure.and_then(|figure| self.written_by(figure));
        let office = meant.office.as_deref();
        let holder = || self.only_holder(office?);
        let latest = self.message_of(None).map(|at| &self.sent[at]).filter(|it| self.is_behind(it));
        let honoured = || latest.filter(|_| office == Some(COUNTERPART)).map(|it| it.recipient);
        (figure.or_else(holder).or_else(honoured), message)
    }

    /// Words by themselves right behind a message are its own.
    fn of_message_before(self) -> (Option<usize>, Option<usize>) {
        let near = |it: &Sent| self.is_behind(it) && it.reading + 1 >= self.said.reading;
        let message = self.message_of(None).filter(|at| near(&self.sent[*at]));
        (message.map(|at| self.sent[at].sender), message)
    }

    /// The message that words written by somebody are of.
    fn written_by(self, figure: usize) -> Option<usize> {
        if self.said.written { self.message_of(Some(figure)) } else { None }
    }

    /// The latest message told of before the words, or the first, of one sender or of all.
    fn message_of(self, sender: Option<usize>) -> Option<usize> {
        let fits = |sent: &Sent| sender.is_none_or(|sender| sent.sender == sender);
        self.latest(fits).or_else(|| self.sent.iter().position(fits))
    }

    /// The latest message of those that fit which is told of before the words.
    fn latest(self, fits: impl Fn(&Sent) -> bool) -> Option<usize> {
        let before = self.sent.iter().enumerate().filter(|(_, it)| fits(it) && self.is_behind(it));
        before.max_by_key(|(_, it)| self.told_at(it)).map(|(at, _)| at)
    }

    /// Whether the words stand behind what tells of a message.
    fn is_behind(self, sent: &Sent) -> bool {
        self.told_at(sent) <= self.place()
    }

    /// Where the words stand: the passage, and bytes of it.
    fn place(self) -> (usize, usize) {
        (self.said.reading, self.said.start)
    }

    /// Where a message is told of, likewise.
    fn told_at(self, sent: &Sent) -> (usize, usize) {
        let items = &self.scene.readings[sent.reading].items;
        let sentence = &items[sent.sentence.clone()];
        // A sentence whose stop is within the quoted words may tell of two.
        let own = sent.reading == self.said.reading
            && sentence.last().is_some_and(|last| self.said.start < last.end);
        let start = if own { sent.begins } else { sent.sentence.start };
        (sent.reading, items[start].start)
    }

    /// Whether "the king" or "he" is whoever sent a message, though it seems to be the one to whom it went.
    fn is_of_sender(self, message: &Sent, meant: &Meant) -> bool {
        let fits = self.fits(message.sender, meant);
        let Some(figure) = meant.figure else { return fits };
        fits && message.recipient == figure
            && !self.writes(figure)
            && !self.is_named_since(message, figure, meant)
    }

    /// "The greeting says that X has done much. “…,” the president wrote": right behind words about a letter an office that
    /// its sender has means him rather than somebody whom the letter names.
    fn is_of_writer(self, message: &Sent, meant: &Meant) -> bool {
        let others = meant.figure.is_none_or(|figure| !self.writes(figure));
        let told = meant.office.is_some() && others && self.fits(message.sender, meant);
        told && (self.said.written || self.follows_letter())
    }

    /// Whether somebody has written a message of the page. Of an exchange both have.
    fn writes(self, figure: usize) -> bool {
        self.sent.iter().any(|it| it.sender == figure)
    }

    /// Whether the sentence before the words speaks of a letter.
    fn follows_letter(self) -> bool {
        let before = |(at, reading): (usize, &Reading<'_, '_>)| {
            let ends = |range: &&Range<usize>| {
                at < self.said.reading || reading.items[range.end - 1].end <= self.said.start
            };
            let last = reading.sentences.iter().rev().find(ends)?.clone();
            Some(reading.items[last].iter().any(|item| self.scene.language.is(List::Post, item.class)))
        };
        let earlier = self.scene.readings.iter().enumerate().take(self.said.reading + 1).rev();
        earlier.take(2).find_map(before).unwrap_or(false)
    }

    /// Whether somebody is named again between what tells of a message and the words: then the two are one. "The president"
    /// may be another than the one who was just named with that office, "he" is not.
    fn is_named_since(self, message: &Sent, figure: usize, meant: &Meant) -> bool {
        let names =
            |said: &Described| said.office.is_none() || (meant.office.is_none() && !said.name.is_empty());
        let (told, place) = ((message.reading, message.sentence.end), self.place());
        (message.reading..=place.0).any(|at| {
            let reading = &self.scene.readings[at];
            let mut items = reading.items.iter().enumerate();
            items.any(|(number, item)| {
                (at, number) >= told
                    && (at, item.start) < place
                    && reading.figure(item) == Some(figure)
                    && names(&reading.mentions[item.index].said)
            })
        })
    }

    /// Whether "the king" who answers or thanks is the one to whom a message went, though its sender is called so.
    fn is_answered(self, message: &Sent, meant: &Meant) -> bool {
        const ANSWERS: [List; 2] = [List::Replied, List::Thanked];
        let reading = &self.scene.readings[self.said.reading];
        let has = |range: &&Range<usize>| {
            let items = &reading.items[(*range).clone()];
            items[0].start <= self.said.start && self.said.start < items[items.len() - 1].end
        };
        let sentence = reading.sentences.iter().find(has);
        let Some(sentence) = sentence else { return false };
        let mut items = reading.items[sentence.clone()].iter();
        (message.reading, message.sentence.end) <= (self.said.reading, sentence.start)
            && self.fits(message.recipient, meant)
            && !kinds::answers(message.kind)
            && meant.figure == Some(message.sender)
            && items.any(|item| self.scene.language.is_any(&ANSWERS, item.class))
    }

    /// Whether somebody may be called so.
    fn fits(self, figure: usize, meant: &Meant) -> bool {
        let cast = &self.scene.cast;
        meant.office.as_deref().is_none_or(|office| cast.may_be(figure, office))
            && Gender::agree(meant.gender, cast.gender(figure))
    }

    /// The only one of the page who holds an office.
    fn only_holder(self, office: &str) -> Option<usize> {
        let cast = &self.scene.cast;
        if !self.scene.language.spaces && SUNDRY.contains(&office) {
            return None;
        }
        let mut holders = (0..cast.figures.len()).filter(|at| cast.may_be(*at, office));
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }
}
