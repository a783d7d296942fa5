//! A whole page: its messages and quotes.

use crate::chronicle::{self, Sent};
use crate::language::error::LanguageError;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::language::{Language, Written};
use crate::people::People;
use crate::scene::{Scene, passages};
use crate::speech::transcript::transcript;
use crate::speech::{self, Meant, Said, Speaker};
use crate::telling::tellings;
use dateline_record::{Message, MessageKind, Quote, Record};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The language files as JSON, by their codes.
const LANGUAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Finds messages and quotes. Built once, shared by threads; a language is read when its first page comes.
#[derive(Debug)]
pub struct Finder {
    people: People,
    languages: BTreeMap<String, File>,
}

/// A language file, read when the first page of the language comes.
#[derive(Debug)]
struct File {
    text: Written,
    read: OnceLock<Language>,
}

/// What `dateline-messages` adds to a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The messages, in the order in which the page tells of them.
    pub messages: Vec<Message>,
    /// The quotes, in the order of the page.
    pub quotes: Vec<Quote>,
}

impl Finder {
    /// A finder for all languages that come with the crate.
    pub fn builtin() -> Self {
        Self::new(LANGUAGES.iter().map(|(code, text)| ((*code).to_owned(), Written::Json(text))))
    }

    /// A finder for language files of your own, each with its code.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read; the message names the file and what is wrong.
    pub fn with_languages(files: Vec<(String, String)>) -> Result<Self, LanguageError> {
        let finder = Self::new(files.into_iter().map(|(code, text)| (code, Written::Toml(text))));
        finder.check()?;
        Ok(finder)
    }

    fn new(files: impl Iterator<Item = (String, Written)>) -> Self {
        let people =
            People::parse(include_str!("../data/people.toml"), include_str!("../data/agencies.toml"));
        let people = people.unwrap_or_else(|error| panic!("the tests load the people: {error}"));
        let file = |(code, text)| (code, File { text, read: OnceLock::new() });
        Self { people, languages: files.map(file).collect() }
    }

    /// The languages there are files for, ISO 639-1, sorted.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// Reads every language file.
    ///
    /// # Errors
    ///
    /// Where one cannot be read; the message names the file and what is wrong.
    pub fn check(&self) -> Result<(), LanguageError> {
        let mut files = self.languages.iter();
        files.try_for_each(|(code, file)| Language::read(code, &file.text, &self.people)?.check())
    }

    /// Finds the messages and quotes of a page. The language is the caller's, else what `dateline-lang` found; without
    /// a file for it nothing is found.
    pub fn find(&self, page: &Record) -> Found {
        let Some(language) = self.language(page) else { return Found::default() };
        let passages = passages(language, page);
        let quoted = passages.iter().any(|passage| !passage.quotes.is_empty());
        let may_tell = passages.iter().any(|passage| language.may_tell(passage.text));
        if !quoted && !may_tell {
            return Found::default();
        }
        let mut scene = Scene::new(language, &self.people, page, &passages);
        let told = if may_tell { tellings(&scene) } else { Vec::new() };
        for telling in &told {
            scene.cast.tell_case(telling.recipient, telling.recipient_case);
        }
        let sent = chronicle::messages(&scene, &told);
        scene.tells = !sent.is_empty() || !told.is_empty();
        let said = speech::quotes(&scene);
        Found {
            messages: sent.iter().map(|sent| message(&scene, sent)).collect(),
            quotes: said.iter().map(|said| quote(&scene, &sent, said)).collect(),
        }
    }

    /// A page as the patterns see it: a line a sentence, each item with its class. For whoever writes a language file;
    /// no program should read it. Empty without a file for the page's language.
    pub fn transcript(&self, page: &Record) -> Vec<String> {
        let Some(language) = self.language(page) else { return Vec::new() };
        let passages = passages(language, page);
        transcript(&Scene::new(language, &self.people, page, &passages))
    }

    fn language(&self, page: &Record) -> Option<&Language> {
        let given = page.page.language_tag().ok().flatten();
        let given = given.as_ref().map(|tag| tag.language().to_owned());
        let code = given.or_else(|| page.language.as_ref()?.code.clone())?;
        let (code, file) = self.languages.get_key_value(code.as_str())?;
        Some(file.read.get_or_init(|| {
            Language::read(code, &file.text, &self.people)
                .unwrap_or_else(|error| panic!("the tests load every language: {error}"))
        }))
    }
}

/// Whether "the king" or "he" is whoever sent a message, though it seems to be the one to whom it went.
fn means_sender(
    scene: &Scene<'_, '_>,
    message: &Sent,
    all: &[Sent],
    meant: &Meant,
    place: (usize, usize),
) -> bool {
    let fits = meant.office.as_deref().is_none_or(|office| scene.cast.may_be(message.sender, office))
        && Gender::agree(meant.gender, scene.cast.figures[message.sender].gender);
    let Some(figure) = meant.figure else { return fits };
    // Of an exchange both have written.
    let wrote = all.iter().any(|it| it.sender == figure);
    // Named again since, it is the one who was named.
    let told = (message.reading, message.sentence.end);
    let again = (message.reading..=place.0).any(|at| {
        let reading = &scene.readings[at];
        let mut items = reading.items.iter().enumerate();
        items.any(|(number, item)| {
            (at, number) >= told
                && (at, item.start) < place
                && reading.figure(item) == Some(figure)
                && reading.mentions[item.index].said.office.is_none()
        })
    });
    fits && message.recipient == figure && !wrote && !again
}

/// Whether "the king" who answers or thanks is the one to whom the message before went, though its sender is called so.
fn answers(scene: &Scene<'_, '_>, message: &Sent, meant: &Meant, said: &Said) -> bool {
    const ANSWERS: [List; 2] = [List::Replied, List::Thanked];
    let reading = &scene.readings[said.reading];
    let sentence = reading.sentences.iter().find(|range| {
        reading.items[range.start].start <= said.start && said.start < reading.items[range.end - 1].end
    });
    let Some(sentence) = sentence else { return false };
    let later = (message.reading, message.sentence.end) <= (said.reading, sentence.start);
    let mut items = reading.items[sentence.clone()].iter();
    let fits = meant.office.as_deref().is_none_or(|office| scene.cast.may_be(message.recipient, office));
    let fits = fits && Gender::agree(meant.gender, scene.cast.figures[message.recipient].gender);
    let first = !matches!(message.kind, Some(MessageKind::Thanks | MessageKind::Reply));
    later
        && fits
        && first
        && meant.figure == Some(message.sender)
        && items.any(|item| scene.language.is_any(&ANSWERS, item.class))
}

/// The only one of the page who holds an office.
fn only_holder(scene: &Scene<'_, '_>, office: &str) -> Option<usize> {
    let mut holders = (0..scene.cast.figures.len()).filter(|at| scene.cast.may_be(*at, office));
    let first = holders.next()?;
    holders.next().is_none().then_some(first)
}

/// So many passages behind a message "he" is still its sender rather than its recipient.
const NEAR: usize = 2;

/// Code points before a byte.
fn point(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}

fn message(scene: &Scene<'_, '_>, sent: &Sent) -> Message {
    let reading = &scene.readings[sent.reading];
    let items = &reading.items[sent.sentence.clone()];
    let text = reading.passage.text;
    let (start, end) =
        items.first().zip(items.last()).map_or((0, 0), |(first, last)| (first.start, last.end));
    Message {
        sender: scene.cast.figures[sent.sender].name.clone(),
        recipient: scene.cast.figures[sent.recipient].name.clone(),
        kind: sent.kind.unwrap_or(MessageKind::Greeting),
        occasion: sent.occasion.as_ref().map(|it| it.name.clone()),
        occasion_day: sent.occasion.as_ref().and_then(|it| it.day),
        sent_from: sent.days.map(|days| days.from),
        sent_to: sent.days.map(|days| days.to),
        reported_by: chronicle::agency(scene, sent),
        block: reading.passage.block,
        start: point(text, start),
        end: point(text, end),
    }
}

fn quote(scene: &Scene<'_, '_>, sent: &[Sent], said: &Said) -> Quote {
    let reading = &scene.readings[said.reading];
    let text = reading.passage.text;
    // The latest message told of before the quote, or the first.
    let place = (said.reading, said.start);
    let told_at = |sent: &Sent| {
        let items = &scene.readings[sent.reading].items;
        let sentence = &items[sent.sentence.clone()];
        // A sentence whose stop is within the quoted words may tell of two.
        let own = sent.reading == said.reading && sentence.last().is_some_and(|last| said.start < last.end);
        let start = if own { sent.begins } else { sent.sentence.start };
        (sent.reading, items[start].start)
    };
    let of = |sender: Option<usize>| {
        let fits = |sent: &Sent| sender.is_none_or(|sender| sent.sender == sender);
        let before = sent.iter().enumerate().filter(|(_, it)| fits(it) && told_at(it) <= place);
        let latest = before.max_by_key(|(_, it)| told_at(it)).map(|(at, _)| at);
        latest.or_else(|| sent.iter().position(fits))
    };
    let (speaker, message) = match &said.speaker {
        Speaker::Figure(figure) => {
            let message = if said.written { of(Some(*figure)) } else { None };
            (Some(scene.cast.figures[*figure].name.clone()), message)
        }
        Speaker::Letter(letter) => {
            // "The reply", "the congratulation": the latest of that kind, if there is one.
            let alike = |it: &Sent| letter.kind.is_some() && it.kind == letter.kind;
            let kinds = sent.iter().enumerate().filter(|(_, it)| alike(it) && told_at(it) <= place);
            let kind = kinds.max_by_key(|(_, it)| told_at(it)).map(|(at, _)| at);
            let message = kind.or_else(|| of(None));
            // Whoever writes in a sentence behind that of the message wrote this letter.
            let told = letter.told.filter(|_| kind.is_none());
            let later =
                told.filter(|it| message.is_none_or(|at| told_at(&sent[at]) < (it.reading, it.start)));
            let writer = later.map(|it| it.writer).or(message.map(|at| sent[at].sender));
            let message = if later.is_some() { of(writer) } else { message };
            (writer.map(|it| scene.cast.figures[it].name.clone()), message)
        }
        Speaker::Meant(meant) => {
            // "The king wrote", of the one to whom the message went: rather whoever sent it.
            let latest = of(None).map(|at| &sent[at]).filter(|it| told_at(it) <= place);
            let near = latest.filter(|it| it.reading + NEAR >= said.reading);
            let sender = near.filter(|it| means_sender(scene, it, sent, meant, place)).map(|it| it.sender);
            let answers = near.filter(|it| answers(scene, it, meant, said)).map(|it| it.recipient);
            let figure = answers.or(sender).or(meant.figure);
            let message = figure.filter(|_| said.written).and_then(|figure| of(Some(figure)));
            let office = meant.office.as_deref().filter(|_| figure.is_none());
            let holder = office.and_then(|office| only_holder(scene, office));
            (figure.or(holder).map(|figure| scene.cast.figures[figure].name.clone()), message)
        }
        Speaker::Words(words) => (Some(words.clone()), None),
        // Words by themselves right behind a message are its own.
        Speaker::Untold => {
            let message = of(None).filter(|at| {
                let it = &sent[*at];
                told_at(it) <= place && it.reading + 1 >= said.reading
            });
            (message.map(|at| scene.cast.figures[sent[at].sender].name.clone()), message)
        }
        Speaker::Unknown => (None, None),
    };
    let start = point(text, said.start);
    let words = &text[said.start..said.end];
    Quote {
        block: reading.passage.block,
        start,
        end: start + words.chars().count(),
        text: words.to_owned(),
        speaker,
        verb: said.verb.clone(),
        message,
    }
}
