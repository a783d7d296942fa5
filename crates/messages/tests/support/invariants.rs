//! What holds of messages and quotes whatever the text; the property tests and the fuzz target ask it.

use dateline_messages::{Finder, Found};
use dateline_record::{Page, RawPage, Record};

/// A text of 13 June 2025 in a language.
pub(crate) fn page(language: &str, text: &str) -> Record {
    let page = Page {
        raw: Some(RawPage::Text(text.to_owned())),
        lang: Some(language.to_owned()),
        dct: "2025-06-13".parse().ok(),
        ..Page::default()
    };
    Record { page, ..Record::default() }
}

/// Reads a text, and says what does not hold of what is found.
pub(crate) fn broken(finder: &Finder, language: &str, text: &str) -> Option<String> {
    let page = page(language, text);
    let found = finder.find(&page);
    if found != finder.find(&page) {
        return Some("the same text is not read the same way twice".to_owned());
    }
    of_quotes(&found, text).or_else(|| of_messages(&found, text))
}

fn of_quotes(found: &Found, text: &str) -> Option<String> {
    let points: Vec<char> = text.chars().collect();
    found.quotes.iter().find_map(|quote| {
        let words = points.get(quote.start..quote.end).map(|words| words.iter().collect::<String>());
        let problem = if words.as_ref() != Some(&quote.text) {
            "is not the text at its offsets"
        } else if quote.message.is_some_and(|at| at >= found.messages.len()) {
            "is from a message that is not there"
        } else if quote.speaker.as_ref().is_some_and(String::is_empty) {
            "has a speaker without a name"
        } else {
            return None;
        };
        Some(format!("quote {:?} at {}..{}: {problem}", quote.text, quote.start, quote.end))
    })
}

fn of_messages(found: &Found, text: &str) -> Option<String> {
    let length = text.chars().count();
    found.messages.iter().find_map(|message| {
        let problem = if message.start >= message.end || message.end > length {
            "stands nowhere in the text"
        } else if message.sent_from > message.sent_to {
            "was sent from a later day than to"
        } else if message.sender == message.recipient {
            "goes to its sender"
        } else if message.sender.is_empty() || message.recipient.is_empty() {
            "is from nobody, or to nobody"
        } else {
            return None;
        };
        Some(format!("message of {:?} to {:?}: {problem}", message.sender, message.recipient))
    })
}
