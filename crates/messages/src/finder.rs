//! A whole page: its messages and quotes.

#[cfg(test)]
mod untested;
mod whose;

use crate::chronicle::{self, Sent};
use crate::language::error::LanguageError;
use crate::language::{Language, Written};
use crate::people::People;
use crate::scene::{Scene, passages};
use crate::speech::transcript::transcript;
use crate::speech::{self, About, Said};
use crate::telling::tellings;
use dateline_record::{Message, MessageKind, Quote, Record};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use whose::Whose;

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
        let about = if sent.is_empty() && told.is_empty() { About::Anything } else { About::Messages };
        let said = speech::quotes(&scene, about);
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
    let start = point(text, said.start);
    let words = &text[said.start..said.end];
    let Whose { speaker, message } = Whose::of(scene, sent, said);
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
