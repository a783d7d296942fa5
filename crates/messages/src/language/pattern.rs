//! Patterns over the classes of a sentence's items.
//!
//! A sentence is a string with one character an item: its class. A pattern is a regular expression over that string,
//! written with the classes' names, so that a person can read it aloud.

use crate::language::case::Case;
use crate::language::list::List;
use crate::language::needs::{ClassSet, Needs};
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

/// What kind of item something is: a character of the private use area.
pub(crate) type Class = char;

/// The classes that every language has; word lists come behind them.
pub(crate) mod class {
    use super::Class;
    /// A word that no list knows.
    pub(crate) const WORD: Class = '\u{e000}';
    /// A capitalised word that no list knows: perhaps a name.
    pub(crate) const NAME: Class = '\u{e001}';
    /// A number.
    pub(crate) const NUMBER: Class = '\u{e002}';
    /// A comma.
    pub(crate) const COMMA: Class = '\u{e003}';
    /// A colon.
    pub(crate) const COLON: Class = '\u{e004}';
    /// A dash between words.
    pub(crate) const DASH: Class = '\u{e005}';
    /// A bracket opens.
    pub(crate) const OPEN: Class = '\u{e006}';
    /// A bracket closes.
    pub(crate) const CLOSE: Class = '\u{e007}';
    /// The end of a sentence, and a semicolon.
    pub(crate) const STOP: Class = '\u{e008}';
    /// Quoted words.
    pub(crate) const QUOTE: Class = '\u{e009}';
    /// A temporal expression.
    pub(crate) const TIME: Class = '\u{e00a}';
    /// An occasion.
    pub(crate) const OCCASION: Class = '\u{e00b}';
    /// An office.
    pub(crate) const OFFICE: Class = '\u{e00c}';
    /// A country, by its noun or adjective.
    pub(crate) const COUNTRY: Class = '\u{e00d}';
    /// The name of a person of the file.
    pub(crate) const KNOWN: Class = '\u{e00e}';
    /// A news agency.
    pub(crate) const AGENCY: Class = '\u{e00f}';
    /// A person, in a case that the words do not tell.
    pub(crate) const PERSON: Class = '\u{e010}';
    /// A person as subject.
    pub(crate) const NOMINATIVE: Class = '\u{e011}';
    /// A person in the genitive or accusative.
    pub(crate) const GENITIVE: Class = '\u{e012}';
    /// A person in the dative.
    pub(crate) const DATIVE: Class = '\u{e013}';
    /// A person in the instrumental.
    pub(crate) const INSTRUMENTAL: Class = '\u{e014}';
    /// "He", "she", "they" as a subject.
    pub(crate) const PRONOUN: Class = '\u{e015}';
    /// Quoted words before it ended with a full stop of their own.
    pub(crate) const SOFT_STOP: Class = '\u{e017}';
    /// An office that several hold.
    pub(crate) const OFFICES: Class = '\u{e018}';
    /// "Him", "her": whoever is written to.
    pub(crate) const OBJECT: Class = '\u{e019}';
    /// "Them", "both": those who are written to.
    pub(crate) const THEM: Class = '\u{e01a}';
    /// Where the word lists begin.
    pub(crate) const FIRST_LIST: Class = '\u{e100}';
}

const NAMED: [(&str, &str); 31] = [
    ("word", "\u{e000}"),
    ("capital", "\u{e001}"),
    ("number", "\u{e002}"),
    ("colon", "\u{e004}"),
    ("dash", "\u{e005}"),
    ("open", "\u{e006}"),
    ("close", "\u{e007}"),
    ("stop", "\u{e008}"),
    ("quote", "\u{e009}"),
    ("time", "\u{e00a}"),
    ("occasion", "\u{e00b}"),
    ("office", "\u{e00c}"),
    ("country", "\u{e00d}"),
    ("known", "\u{e00e}"),
    ("agency", "\u{e00f}"),
    ("end", "\u{e017}"),
    ("person", "\u{e010}-\u{e015}"),
    ("pronoun", "\u{e015}"),
    ("sender", "\u{e010}\u{e011}\u{e015}"),
    ("sender.gen", "\u{e010}\u{e012}"),
    ("sender.ins", "\u{e010}\u{e014}"),
    ("sender.any", "\u{e010}-\u{e015}"),
    ("recipient", "\u{e010}\u{e011}\u{e019}\u{e01a}"),
    ("recipient.dat", "\u{e010}\u{e013}\u{e019}\u{e01a}"),
    ("recipient.gen", "\u{e010}\u{e012}\u{e019}\u{e01a}"),
    ("recipient.ins", "\u{e010}\u{e014}"),
    ("recipient.any", "\u{e010}-\u{e015}\u{e019}\u{e01a}"),
    ("speaker", "\u{e010}\u{e011}\u{e015}"),
    ("speaker.any", "\u{e010}-\u{e015}"),
    ("speaker.dat", "\u{e010}\u{e013}"),
    ("speaker.gen", "\u{e010}\u{e012}"),
];

/// What patterns call a class that every language has.
pub(crate) fn name_of(class: Class) -> &'static str {
    const CASES: [(Class, &str); 8] = [
        (class::COMMA, ","),
        (class::OBJECT, "object"),
        (class::THEM, "them"),
        (class::PERSON, "person"),
        (class::NOMINATIVE, "person.nom"),
        (class::GENITIVE, "person.gen"),
        (class::DATIVE, "person.dat"),
        (class::INSTRUMENTAL, "person.ins"),
    ];
    let single = NAMED.iter().filter(|(_, classes)| classes.chars().count() == 1);
    let mut all = single.filter_map(|(name, classes)| Some((classes.chars().next()?, *name))).chain(CASES);
    all.find(|(own, _)| *own == class).map_or("?", |(_, name)| name)
}

/// Names of several items, captured. a one is the particle within names ("de", "bin").
const MACROS: [(&str, &str); 4] = [
    // "Han Do-yul" is another than the Han whom the file knows.
    (
        "FULL",
        "(?P<name>\u{e00e}(?:\u{1}{0,2}\u{e001}){1,4}|(?:\u{e001}|\u{1}){0,3}\u{e00e}|\u{e001}(?:\u{1}{0,2}\u{e001}){1,3})",
    ),
    (
        "NAME",
        "(?P<name>\u{e00e}(?:\u{1}{1,2}[\u{e001}\u{e00e}]){1,3}|\u{e00e}(?:\u{1}{0,2}\u{e001}){1,2}(?:\u{1}{1,2}[\u{e001}\u{e00e}]){0,2}|(?:\u{e001}|\u{1}){0,3}\u{e00e}|\u{e001}(?:\u{1}{0,2}\u{e001}){0,3})",
    ),
    ("PLACE", "(?P<place>[\u{e00d}\u{e001}](?:\u{1}?\u{e001}){0,2}?)"),
    ("OFFICE", "(?P<office>\u{e00c})"),
];

/// What a message is called, by one word or more.
const POST: &str = "POST";

/// The slots: a name that captures what it stands for.
const SLOTS: [&str; 4] = ["sender", "recipient", "speaker", "quote"];

/// What the words of a pattern stand for in one language.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    /// Word lists.
    pub(crate) lists: &'a BTreeMap<String, Class>,
    /// Several lists under one name.
    pub(crate) groups: &'a BTreeMap<String, Vec<String>>,
    /// How many items `..` may skip.
    pub(crate) gap: usize,
}

/// Why a pattern cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A name in braces that is neither a class nor a list.
    #[error("`{{{name}}}` is no class, list or group; one of them wanted")]
    UnknownName {
        /// What stands between the braces.
        name: String,
    },
    /// A brace is open at the end.
    #[error("a `{{` is not closed")]
    Brace,
    /// What is left is no regular expression.
    #[error("no pattern: {message}")]
    Shape {
        /// What the regular expression engine says.
        message: String,
    },
}

/// A regular expression over classes, compiled when it is first looked for: few pages look for most of them.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// What stands in its language's file there: "message `sent`".
    pub(crate) place: String,
    written: String,
    compiled: OnceLock<Regex>,
    needs: OnceLock<Needs>,
}

impl Pattern {
    /// Whether it can be compiled at all.
    pub(crate) fn check(&self) -> Result<(), PatternError> {
        let compiled = Regex::new(&self.written);
        compiled.map(drop).map_err(|error| PatternError::Shape { message: error.to_string() })
    }

    /// Whether it may match a sentence with these classes, told without looking for it.
    pub(crate) fn may_match(&self, sentence: &ClassSet) -> bool {
        self.needs.get_or_init(|| Needs::of(&self.written)).are_met(sentence)
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        let compile = || Regex::new(&self.written);
        self.compiled.get_or_init(|| {
            compile().unwrap_or_else(|error| panic!("a language is checked before it is used: {error}"))
        })
    }
}

impl Names<'_> {
    /// Reads the pattern of a place: `{name}` is an item of a class or list, `{slot=name}` captures it, `..` skips a few items
    /// but no person, negation or quote, `...` skips whatever stands within the sentence; brackets, `|`, `?`, `*` and
    /// `+` mean what they mean in regular expressions.
    pub(crate) fn read(&self, place: String, pattern: &str) -> Result<Pattern, PatternError> {
        let mut regex = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            if let Some(inner) = rest.strip_prefix('{') {
                let end = inner.find('}').ok_or(PatternError::Brace)?;
                // "{1,6}" counts.
                if inner.starts_with(|first: char| first.is_ascii_digit()) {
                    regex.push_str(&rest[..end + 2]);
                } else {
                    self.item(&inner[..end], &mut regex)?;
                }
                rest = &inner[end + 1..];
            } else if let Some(behind) = rest.strip_prefix("...") {
                regex.push_str(&format!("[^\u{e008}\u{e009}\u{e017}]{{0,{}}}?", 3 * self.gap));
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("..") {
                regex.push_str(&self.gap());
                rest = behind;
            } else {
                match first {
                    ',' => regex.push(class::COMMA),
                    ' ' | '\n' => {}
                    other => regex.push(other),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        Ok(Pattern { place, written: regex, compiled: OnceLock::new(), needs: OnceLock::new() })
    }

    fn gap(&self) -> String {
        let negation: String = self.classes(&[List::Negation, List::Plan]).collect();
        format!("[^\u{e008}\u{e009}\u{e017}\u{e010}-\u{e015}{negation}]{{0,{}}}?", self.gap)
    }

    fn item(&self, inner: &str, regex: &mut String) -> Result<(), PatternError> {
        if let Some((_, written)) = MACROS.iter().find(|(name, _)| *name == inner) {
            let particle = self.classes(&[List::Particle]).next().unwrap_or(class::NAME);
            let mut written = written.replace('\u{1}', &particle.to_string());
            // A country may stand before the office or behind it.
            if written.starts_with("(?P<place>") && regex.contains("(?P<place>") {
                written = written.replacen("place", "place_behind", 1);
            }
            regex.push_str(&written);
            return Ok(());
        }
        if inner == POST {
            return self.letter(regex);
        }
        let (slot, names) = match inner.split_once('=') {
            Some((slot, names)) => (Some(slot), names),
            None => (inner.split('.').next().filter(|name| SLOTS.contains(name)), inner),
        };
        let mut set = String::new();
        for name in names.split('|') {
            self.expand(name, &mut set)?;
        }
        match slot {
            // The case is told by the word before: "по словам …".
            Some("speaker") if names == "speaker.gen" => {
                regex.push_str(&format!("(?P<speaker>(?P<speaker_gen>[{set}]))"));
            }
            // Quoted words may end with a stop of their own: "“Will she come?” he asked".
            Some("quote") => regex.push_str(&format!("(?P<quote>[{set}]){}?", class::SOFT_STOP)),
            // The pattern itself tells the case: "поздравил …".
            Some(slot) => {
                match inner.split_once('.').map(|(_, case)| case).filter(|case| Case::named(case).is_some()) {
                    Some(case) if slot != "speaker" && case != "any" => {
                        regex.push_str(&format!("(?P<{slot}>(?P<{slot}_{case}>[{set}]))"));
                    }
                    _ => regex.push_str(&format!("(?P<{slot}>[{set}])")),
                }
            }
            None => regex.push_str(&format!("[{set}]")),
        }
        Ok(())
    }

    /// "A telegram", "a telegram of condolence", "a letter with congratulations".
    fn letter(&self, regex: &mut String) -> Result<(), PatternError> {
        let mut post = String::new();
        self.expand(List::Post.name(), &mut post)?;
        let links: String = self.classes(&[List::On, List::Of, List::With, List::His]).collect();
        let link = if links.is_empty() { String::new() } else { format!("[{links}]?") };
        regex.push_str(&format!("[{post}](?:{link}[{post}])*"));
        Ok(())
    }

    /// The classes of those lists that the language has.
    fn classes(&self, lists: &[List]) -> impl Iterator<Item = Class> {
        lists.iter().filter_map(|list| self.lists.get(list.name()).copied())
    }

    fn expand(&self, name: &str, set: &mut String) -> Result<(), PatternError> {
        if let Some((_, classes)) = NAMED.iter().find(|(known, _)| *known == name) {
            set.push_str(classes);
            // "Too" stands wherever a word may, and so does what is listed only because it is no name.
            set.extend(self.classes(&[List::Also, List::Common]).filter(|_| name == "word"));
            // And so do the words that only contexts ask for.
            for list in self.groups.get(List::Plain.name()).filter(|_| name == "word").into_iter().flatten() {
                set.extend(self.lists.get(list));
            }
        } else if let Some(class) = self.lists.get(name) {
            set.push(*class);
            // "The newly elected president" has one word of the kind, too.
            set.extend(self.classes(&[List::Elected]).filter(|_| name == List::Former.name()));
        } else if let Some(lists) = self.groups.get(name) {
            for list in lists {
                self.expand(list, set)?;
            }
        } else {
            return Err(PatternError::UnknownName { name: name.to_owned() });
        }
        Ok(())
    }
}
