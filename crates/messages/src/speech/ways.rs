//! The ways in which quoted words get their speaker, in the order in which they are asked: the first that answers holds.
//!
//! Whom "the king", "he" or "the letter" means, the page's messages tell: that is asked last, where page and messages are
//! put together (`finder`).

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::sentence::quotation::Quotation;
use crate::speech::attribution::Attribution;
use crate::speech::beside::Beside;
use crate::speech::extent::{is_bare, is_long, is_whole};
use crate::speech::patterns::attributions;
use crate::speech::{About, Said, Speaker};
use crate::telling::discourse::is_subject;
use std::collections::BTreeMap;
use std::ops::Range;

/// By what their own sentence says of the words; words of a headline have no others.
const BY_SENTENCE: [Way; 5] = [letter_read_out, letter_that_acts, pattern, shared, whoever_acts];
/// By what stands around them.
const BY_PLACE: [Way; 6] =
    [left_open, right_behind, same_sentence, whoever_stands_beside, words_alone, nobody];

/// Tells who said words, if it can.
type Way = fn(&Quoted<'_, '_, '_, '_>) -> Option<Attribution>;

/// A sentence with quoted words.
#[derive(Debug)]
pub(crate) struct Sentence<'r, 'p, 'l> {
    beside: Beside<'r, 'p, 'l>,
    /// What patterns say of its quotes, by their position in the passage.
    patterns: BTreeMap<usize, Attribution>,
}

impl<'r, 'p, 'l> Sentence<'r, 'p, 'l> {
    /// The sentences of a passage that have quoted words.
    pub(crate) fn all(scene: &'r Scene<'p, 'l>, about: About, passage: usize) -> Vec<Self> {
        let reading = &scene.readings[passage];
        let numbers = (0..reading.sentences.len()).filter(|number| {
            reading.items[reading.sentences[*number].clone()].iter().any(|item| item.class == class::QUOTE)
        });
        let read = |number| {
            let beside = Beside::of(scene, about, passage, number);
            Self { beside, patterns: attributions(beside) }
        };
        numbers.map(read).collect()
    }

    /// One of its quotes. `last`: what somebody said before it.
    pub(crate) fn quoted<'q>(&'q self, at: usize, last: Option<&'q Said>) -> Quoted<'q, 'r, 'p, 'l> {
        Quoted { sentence: self, at, last }
    }

    /// Where its quotes stand among the items of the passage.
    pub(crate) fn quotes(&self) -> impl Iterator<Item = usize> + use<'r, 'p, 'l> {
        let items = &self.beside.reading().items;
        self.beside.sentence().clone().filter(|at| items[*at].class == class::QUOTE)
    }
}

/// Quoted words where they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoted<'q, 'r, 'p, 'l> {
    sentence: &'q Sentence<'r, 'p, 'l>,
    /// Their item, by its position in the passage.
    at: usize,
    /// The words before them that somebody said.
    last: Option<&'q Said>,
}

impl<'r, 'p, 'l> Quoted<'_, 'r, 'p, 'l> {
    /// Who said them; `None` where they are nobody's, a name rather than words.
    pub(crate) fn told(&self) -> Option<Attribution> {
        BY_SENTENCE.iter().chain(&BY_PLACE).find_map(|way| way(self))
    }

    /// Who said them, as far as their own sentence tells.
    pub(crate) fn told_by_sentence(&self) -> Option<Attribution> {
        BY_SENTENCE.iter().find_map(|way| way(self))
    }

    /// Which quote of the passage they are.
    pub(crate) fn index(&self) -> usize {
        self.reading().items[self.at].index
    }

    pub(crate) fn quotation(&self) -> &'r Quotation {
        &self.reading().passage.quotes[self.index()]
    }

    fn beside(&self) -> Beside<'r, 'p, 'l> {
        self.sentence.beside
    }

    fn scene(&self) -> &'r Scene<'p, 'l> {
        self.beside().scene
    }

    fn reading(&self) -> &'r Reading<'p, 'l> {
        self.beside().reading()
    }

    /// The items of the sentence, by their positions in the passage.
    fn range(&self) -> &'r Range<usize> {
        self.beside().sentence()
    }

    /// Whether the sentence is nothing but quoted words.
    fn is_alone(&self) -> bool {
        is_bare(self.scene(), self.reading(), self.range())
    }

    /// What was said before in the same passage.
    fn before_here(&self) -> Option<&Said> {
        self.last.filter(|said| said.reading == self.beside().at)
    }

    /// What was said last, where these are the first words of the next passage and nothing stands between.
    fn end_of_passage_before(&self) -> Option<&Said> {
        let ended = |said: &&Said| {
            let items = self.scene().readings[said.reading].items.iter();
            let mut behind = items.filter(|it| it.start >= said.start && it.class != class::QUOTE);
            said.reading + 1 == self.beside().at && behind.all(is_stop)
        };
        self.last.filter(|_| self.index() == 0).filter(ended)
    }
}

/// "“…”, it says in the letter."
fn letter_read_out(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    quoted.beside().read_out(quoted.at).map(Attribution::written)
}

/// "The note, brought by the envoy, calls her “…”."
fn letter_that_acts(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    quoted.beside().acting_letter(quoted.at).map(Attribution::written)
}

/// "“…”, X said": as the language's file has it.
fn pattern(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    quoted.sentence.patterns.get(&quoted.index()).cloned()
}

/// "“…” and “…”, she said": quotes one after the other with nobody between have one speaker.
fn shared(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    const NEAR: usize = 5;
    const WAYS: [Way; 4] = [letter_read_out, letter_that_acts, pattern, shared];
    let next = quoted.sentence.quotes().find(|at| *at > quoted.at)?;
    let between = &quoted.reading().items[quoted.at + 1..next];
    let near = between.len() <= NEAR && !between.iter().any(is_person);
    let next = Quoted { at: next, ..*quoted };
    WAYS.iter().filter(|_| near).find_map(|way| way(&next))
}

/// "In his letter the king conveys “…”": whoever a sentence about a message or about words begins with, where no pattern
/// has its verb.
fn whoever_acts(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    const SPEECH: [List; 4] = [List::Post, List::Speaking, List::Expressing, List::Gladly];
    let (beside, scene, reading) = (quoted.beside(), quoted.scene(), quoted.reading());
    let mut before = quoted.range().start..quoted.at;
    let first = before.clone().find(|at| is_person(&reading.items[*at]))?;
    let acts = beside.subject(before.clone()).filter(|_| is_subject(scene, reading, first))?;
    let speaks = before.any(|at| beside.is_any(&SPEECH, at));
    let figure = reading.figure(&reading.items[acts]).filter(|_| speaks)?;
    let written = beside.tells_of_letter();
    Some(Attribution { speaker: Speaker::Figure(figure), verb: None, written })
}

/// "“…, || “…": a quote that no mark closed goes on in the next passage.
fn left_open(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let before = quoted.end_of_passage_before().filter(|_| quoted.quotation().outer_start == 0)?;
    let open = quoted.scene().readings[before.reading].passage.quotes.last().is_some_and(|it| it.open);
    open.then(|| Attribution::as_before(before))
}

/// "“…,” he said. “…”": the sentence before has quoted words, and this one has nothing else.
fn right_behind(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let reading = quoted.reading();
    let before = &reading.sentences[quoted.beside().number.checked_sub(1)?];
    let said = quoted.before_here().filter(|it| it.start >= reading.items[before.start].start)?;
    quoted.is_alone().then(|| Attribution::as_before(said))
}

/// "“…”, he said, “…”."
fn same_sentence(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let begins = quoted.reading().items[quoted.range().start].start;
    quoted.before_here().filter(|said| said.start >= begins).map(Attribution::as_before)
}

/// "“…,” jokes X", "X: “…”": without a word of saying or writing near, few words are rather a name held at arm's length.
fn whoever_stands_beside(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let (beside, scene, reading, quote) =
        (quoted.beside(), quoted.scene(), quoted.reading(), quoted.quotation());
    let colon = reading.passage.text[..quote.outer_start].trim_end().ends_with([':', '：']);
    let told = colon || beside.leads_on() || is_whole(scene, reading, quote);
    let speaker = beside.of_quote(quoted.at).filter(|_| told && is_long(scene, reading, quote))?;
    let written = beside.tells_of_letter() || matches!(speaker, Speaker::Letter(_));
    Some(Attribution { speaker, verb: None, written })
}

/// "“…,” X said. The hall rose. “…”": words by themselves are of whoever spoke last; on a page of messages also in the next
/// passage.
fn words_alone(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let above = || quoted.end_of_passage_before().filter(|_| quoted.beside().is_bold());
    let before = quoted.before_here().or_else(above)?;
    quoted.is_alone().then(|| Attribution::as_before(before))
}

/// "“We are ready,” the crowd heard": a sentence that somebody must have said.
fn nobody(quoted: &Quoted<'_, '_, '_, '_>) -> Option<Attribution> {
    let (scene, reading, quote) = (quoted.scene(), quoted.reading(), quoted.quotation());
    let tells = quoted.beside().leads_on() && is_long(scene, reading, quote);
    let said = tells || is_whole(scene, reading, quote);
    let speaker = if quoted.is_alone() { Speaker::Untold } else { Speaker::Unknown };
    said.then_some(Attribution { speaker, verb: None, written: false })
}

fn is_stop(item: &Item<'_>) -> bool {
    matches!(item.class, class::SOFT_STOP | class::STOP)
}
