//! Patterns over the classes of a sentence's items.
//!
//! A sentence is a string with one character an item: its class. A pattern is a regular expression over that string,
//! written with the classes' names, so that a person can read it aloud.

use crate::language::case::Case;
use crate::language::list::List;
pub(crate) use crate::language::search::Pattern;
use std::collections::BTreeMap;

/// What kind of item something is: a character that stands for it. Those from U+0100 to U+07FF will do: in UTF-8 they have
/// two bytes each and are one range, so that the automata of sets of them are small.
pub(crate) type Class = char;

/// The classes that every language has; word lists come behind them.
pub(crate) mod class {
    use super::Class;
    /// The first of all.
    pub(crate) const FIRST: Class = '\u{100}';
    /// How many bytes each has in a string.
    pub(crate) const BYTES: usize = 2;
    /// A word that no list knows.
    pub(crate) const WORD: Class = '\u{100}';
    /// A capitalised word that no list knows: perhaps a name.
    pub(crate) const NAME: Class = '\u{101}';
    /// A number.
    pub(crate) const NUMBER: Class = '\u{102}';
    /// A comma.
    pub(crate) const COMMA: Class = '\u{103}';
    /// A colon.
    pub(crate) const COLON: Class = '\u{104}';
    /// A dash between words.
    pub(crate) const DASH: Class = '\u{105}';
    /// A bracket opens.
    pub(crate) const OPEN: Class = '\u{106}';
    /// A bracket closes.
    pub(crate) const CLOSE: Class = '\u{107}';
    /// The end of a sentence, and a semicolon.
    pub(crate) const STOP: Class = '\u{108}';
    /// Quoted words.
    pub(crate) const QUOTE: Class = '\u{109}';
    /// A temporal expression.
    pub(crate) const TIME: Class = '\u{10a}';
    /// An occasion.
    pub(crate) const OCCASION: Class = '\u{10b}';
    /// An office.
    pub(crate) const OFFICE: Class = '\u{10c}';
    /// A country, by its noun or adjective.
    pub(crate) const COUNTRY: Class = '\u{10d}';
    /// The name of a person of the file.
    pub(crate) const KNOWN: Class = '\u{10e}';
    /// A news agency.
    pub(crate) const AGENCY: Class = '\u{10f}';
    /// A person, in a case that the words do not tell.
    pub(crate) const PERSON: Class = '\u{110}';
    /// A person as subject.
    pub(crate) const NOMINATIVE: Class = '\u{111}';
    /// A person in the genitive or accusative.
    pub(crate) const GENITIVE: Class = '\u{112}';
    /// A person in the dative.
    pub(crate) const DATIVE: Class = '\u{113}';
    /// A person in the instrumental.
    pub(crate) const INSTRUMENTAL: Class = '\u{114}';
    /// "He", "she", "they" as a subject.
    pub(crate) const PRONOUN: Class = '\u{115}';
    /// Quoted words before it ended with a full stop of their own.
    pub(crate) const SOFT_STOP: Class = '\u{117}';
    /// An office that several hold.
    pub(crate) const OFFICES: Class = '\u{118}';
    /// "Him", "her": whoever is written to.
    pub(crate) const OBJECT: Class = '\u{119}';
    /// "Them", "both": those who are written to.
    pub(crate) const THEM: Class = '\u{11a}';
    /// Where the word lists begin.
    pub(crate) const FIRST_LIST: Class = '\u{200}';
}

const NAMED: [(&str, &str); 31] = [
    ("word", "\u{100}"),
    ("capital", "\u{101}"),
    ("number", "\u{102}"),
    ("colon", "\u{104}"),
    ("dash", "\u{105}"),
    ("open", "\u{106}"),
    ("close", "\u{107}"),
    ("stop", "\u{108}"),
    ("quote", "\u{109}"),
    ("time", "\u{10a}"),
    ("occasion", "\u{10b}"),
    ("office", "\u{10c}"),
    ("country", "\u{10d}"),
    ("known", "\u{10e}"),
    ("agency", "\u{10f}"),
    ("end", "\u{117}"),
    ("person", "\u{110}-\u{115}"),
    ("pronoun", "\u{115}"),
    ("sender", "\u{110}\u{111}\u{115}"),
    ("sender.gen", "\u{110}\u{112}"),
    ("sender.ins", "\u{110}\u{114}"),
    ("sender.any", "\u{110}-\u{115}"),
    ("recipient", "\u{110}\u{111}\u{119}\u{11a}"),
    ("recipient.dat", "\u{110}\u{113}\u{119}\u{11a}"),
    ("recipient.gen", "\u{110}\u{112}\u{119}\u{11a}"),
    ("recipient.ins", "\u{110}\u{114}"),
    ("recipient.any", "\u{110}-\u{115}\u{119}\u{11a}"),
    ("speaker", "\u{110}\u{111}\u{115}"),
    ("speaker.any", "\u{110}-\u{115}"),
    ("speaker.dat", "\u{110}\u{113}"),
    ("speaker.gen", "\u{110}\u{112}"),
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
        "(?P<name>\u{10e}(?:\u{1}{0,2}\u{101}){1,4}|(?:\u{101}|\u{1}){0,3}\u{10e}|\u{101}(?:\u{1}{0,2}\u{101}){1,3})",
    ),
    (
        "NAME",
        "(?P<name>\u{10e}(?:\u{1}{1,2}[\u{101}\u{10e}]){1,3}|\u{10e}(?:\u{1}{0,2}\u{101}){1,2}(?:\u{1}{1,2}[\u{101}\u{10e}]){0,2}|(?:\u{101}|\u{1}){0,3}\u{10e}|\u{101}(?:\u{1}{0,2}\u{101}){0,3})",
    ),
    ("PLACE", "(?P<place>[\u{10d}\u{101}](?:\u{1}?\u{101}){0,2}?)"),
    ("OFFICE", "(?P<office>\u{10c})"),
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

/// What a set begins and ends with that holds all classes but those listed: nothing else stands in a sentence, and a set of
/// all other characters there are is a large automaton, of which a gap has dozens.
const ALL_BUT: (&str, &str) = ("[\u{100}-\u{7ff}--[", "]]");

/// The set of all classes but these.
fn all_but(classes: &str) -> String {
    let (opens, closes) = ALL_BUT;
    format!("{opens}{classes}{closes}")
}

impl Names<'_> {
    /// Reads the pattern of a place: `{name}` is an item of a class or list, `{slot=name}` captures it, `[^…]` is an item of no class listed, `..` skips a few items
    /// but no person, negation or quote, `...` skips whatever stands within the sentence; brackets, `|`, `?`, `*` and
    /// `+` mean what they mean in regular expressions.
    pub(crate) fn read(&self, place: String, pattern: &str) -> Result<Pattern, PatternError> {
        let mut regex = String::new();
        let mut rest = pattern;
        // What the set ends with that is open, if one is.
        let mut closes = "]";
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
                regex.push_str(&all_but("\u{108}\u{109}\u{117}"));
                regex.push_str(&format!("{{0,{}}}?", 3 * self.gap));
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("..") {
                regex.push_str(&self.gap());
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("[^") {
                regex.push_str(ALL_BUT.0);
                closes = ALL_BUT.1;
                rest = behind;
            } else {
                match first {
                    ']' => regex.push_str(std::mem::replace(&mut closes, "]")),
                    ',' => regex.push(class::COMMA),
                    ' ' | '\n' => {}
                    other => regex.push(other),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        Ok(Pattern::new(place, regex))
    }

    fn gap(&self) -> String {
        let negation: String = self.classes(&[List::Negation, List::Plan]).collect();
        format!("{}{{0,{}}}?", all_but(&format!("\u{108}\u{109}\u{117}\u{110}-\u{115}{negation}")), self.gap)
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
            // Quoted words may end with a stop of their own: "“Will she come?” he asked". One group, so that `?` behind it is
            // about the words and not about their stop.
            Some("quote") => {
                regex.push_str(&format!("(?:(?P<quote>[{set}]){}?)", class::SOFT_STOP));
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_may_be_left_out() {
        let (lists, groups) = (BTreeMap::new(), BTreeMap::new());
        let names = Names { lists: &lists, groups: &groups, gap: 4 };
        let pattern = names.read("here".to_owned(), "{sender} {quote}? {recipient.dat}").unwrap();
        let [sender, quote, recipient] = [class::NOMINATIVE, class::QUOTE, class::DATIVE];
        for classes in [
            vec![sender, recipient],
            vec![sender, quote, recipient],
            vec![sender, quote, class::SOFT_STOP, recipient],
        ] {
            let classes: String = classes.into_iter().collect();
            assert!(pattern.captures(&classes).is_some(), "{classes:?}");
        }
    }
}
