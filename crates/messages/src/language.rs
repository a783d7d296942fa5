//! A language, as its file describes it: words and patterns.

mod belongs;
pub(crate) mod case;
pub(crate) mod context;
mod entries;
pub(crate) mod error;
mod file;
pub(crate) mod gender;
mod hints;
pub(crate) mod lexicon;
pub(crate) mod list;
mod naming;
pub(crate) mod needs;
mod parts;
pub(crate) mod pattern;
pub(crate) mod private;
pub(crate) mod search;

use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::People;
use aho_corasick::{AhoCorasick, BuildError};
use belongs::Belongs;
use case::Case;
use context::Context;
use dateline_record::MessageKind;
use entries::{Variants, entries};
use error::LanguageError;
use file::File;
pub(crate) use file::Written;
use gender::Genders;
use hints::Hints;
use lexicon::{Entry, Lexicon, Sense};
use parts::Parts;
use pattern::{Class, Pattern};
use private::Private;
use std::collections::{BTreeMap, BTreeSet};

/// A pattern that tells of a message.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) manner: Manner,
    /// Over the classes of a sentence.
    pub(crate) regex: Pattern,
}

/// How a pattern is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// What the message does, where the pattern says it and not its words.
    pub(crate) kind: Option<MessageKind>,
    /// The writer is the one told of last: "a similar message went to …".
    pub(crate) again: bool,
    /// Both write: "X and Y exchanged messages".
    pub(crate) mutual: bool,
    /// Holds only where a letter is told of nearby: "X thanked Y" may be a speech.
    pub(crate) letter: bool,
    /// Does what the message before to the same did: "X also wrote to her".
    pub(crate) goes_on: bool,
    /// Tells only who is written to, by writers named further on.
    pub(crate) receives: bool,
    /// Goes to whomever the quoted words address.
    pub(crate) addressed: bool,
    /// Is by whoever the text is about: "her letter wishes …", "expresó sus condolencias a …".
    pub(crate) own: bool,
}

impl Manner {
    /// Whether whoever was written to answers.
    pub(crate) fn replies(self) -> bool {
        self.kind == Some(MessageKind::Reply)
    }
}

/// A language, ready for use.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) code: String,
    /// Words stand between spaces.
    pub(crate) spaces: bool,
    /// Names have endings by their case.
    pub(crate) inflected: bool,
    /// What may stand behind a name's stem, longest first, and the case it tells.
    pub(crate) endings: Vec<(String, Case)>,
    pub(crate) lexicon: Lexicon,
    /// Words are set apart, but have no capitals.
    pub(crate) uncased: bool,
    /// Words for a sovereign where a page names no country, in small letters: the office, its country, the words.
    pub(crate) sovereigns: Vec<(String, String, Vec<String>)>,
    /// Nouns have capitals, as names do.
    pub(crate) capital_nouns: bool,
    /// Particles that are written together with the word behind them, longest first.
    pub(crate) before: Vec<(String, Class)>,
    /// Particles that hang directly on a person or a quote, longest first.
    pub(crate) behind: Vec<(String, Class)>,
    pub(crate) lists: BTreeMap<String, Class>,
    /// The lists and groups that the engine asks for.
    belongs: Belongs,
    /// What a list of words says the message does.
    pub(crate) kinds: BTreeMap<Class, MessageKind>,
    /// First words of holidays, in any case, by their dictionary form.
    pub(crate) heads: BTreeMap<String, String>,
    /// Characters that family names begin with, for scripts without capitals.
    pub(crate) surnames: BTreeSet<String>,
    /// How the names of those begin who are named nowhere but beside their words.
    pub(crate) private: Private,
    /// Characters that names from other scripts are written with.
    pub(crate) transliterated: BTreeSet<char>,
    /// Digits of the script's own.
    numerals: BTreeSet<char>,
    /// What stands behind a monarch's number: "4世".
    reigns: Vec<String>,
    /// Titles that belong to a name with a numeral: "King Edvard IV".
    titles: Vec<String>,
    /// Endings that given names have in one case alone.
    given: Vec<(String, Case)>,
    /// Endings of women's names.
    feminine: Vec<String>,
    /// The country of the papers that write it.
    pub(crate) home: Option<String>,
    /// Beginnings of words for whoever is honoured, with the occasion they tell.
    honoured: Vec<(String, String)>,
    /// Words for what something befell.
    pub(crate) hints: Hints,
    /// Endings of adjectives that begin the name of a country: "Северной Лагоды".
    pub(crate) adjectival: Vec<String>,
    /// Letters behind which every case but the subject's has an ending.
    declined: BTreeSet<char>,
    /// Given names that have no endings though they end so.
    undeclined: BTreeSet<String>,
    /// Words that tell a woman from a man.
    pub(crate) genders: Genders,
    /// The case that prepositions of a list ask for.
    governs: BTreeMap<Class, Case>,
    /// How endings of a case become those of a subject, longest first.
    nominative: Vec<(Case, String, String)>,
    pub(crate) mentions: Vec<Pattern>,
    pub(crate) holidays: Vec<Pattern>,
    /// Words that those around them say more of.
    pub(crate) contexts: Vec<Context>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) said: Vec<Pattern>,
    /// Words that only sentences with a message have.
    pub(crate) triggers: BTreeSet<Class>,
    /// Over the forms of the triggers.
    quick: AhoCorasick,
}

/// Words that make a page worth reading, besides those that tell the kind of a message.
const WRITING: [List; 5] = [List::Letter, List::WroteTo, List::Wired, List::Wished, List::WishedHim];

/// Words too common to look for: a sentence with one is read where another word has made the page worth reading.
const TELLING: [List; 8] = [
    List::Wrote,
    List::Tweeted,
    List::Led,
    List::FollowedSuit,
    List::Medium,
    List::Among,
    List::Stands,
    List::Sent,
];

impl Language {
    /// Whether its patterns can be compiled, which a language read for its first page leaves until they are looked for.
    pub(crate) fn check(&self) -> Result<(), LanguageError> {
        self.patterns().try_for_each(|pattern| {
            let (code, place) = (self.code.clone(), pattern.place.clone());
            pattern.check().map_err(|fault| LanguageError::Pattern { code, place, fault })
        })
    }

    /// All of its patterns.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let rules = self.rules.iter().map(|rule| &rule.regex);
        let contexts = self.contexts.iter().map(|context| &context.pattern);
        rules.chain(contexts).chain(&self.mentions).chain(&self.holidays).chain(&self.said)
    }

    /// Reads a language file.
    pub(crate) fn read(code: &str, written: &Written, people: &People) -> Result<Self, LanguageError> {
        let file = File::read(code, written)?;
        let parts = Parts::of(code, &file);
        parts.check_forms()?;
        let kinds = parts.kinds()?;
        let lists = &parts.lists;
        let mut triggers: BTreeSet<Class> = kinds.keys().copied().collect();
        triggers.extend(WRITING.iter().filter_map(|list| lists.get(list.name())));
        let entries = entries(&file, lists, people)?;
        let quick = quick(&entries, &triggers)
            .map_err(|source| LanguageError::Words { code: code.to_owned(), source })?;
        let belongs = parts.belongs();
        let tells = |class: &&Class| TELLING.iter().any(|list| belongs.is(*list, **class));
        triggers.extend(lists.values().filter(tells));
        let variants = Variants::of(&file.variants);
        let honoured = file.honoured.iter();
        let honoured: Vec<(String, String)> = honoured
            .flat_map(|(label, words)| words.iter().map(move |word| (word.clone(), label.clone())))
            .collect();
        Ok(Self {
            mentions: parts.patterns("mention", &file.mentions)?,
            holidays: parts.patterns("holiday", &file.holidays)?,
            contexts: parts.contexts()?,
            rules: parts.rules()?,
            said: parts.patterns("said", &file.said)?,
            endings: parts.endings()?,
            given: parts.given()?,
            governs: parts.governs()?,
            nominative: parts.nominative()?,
            before: parts.particles(&file.before),
            behind: parts.particles(&file.behind),
            belongs,
            lists: parts.lists,
            lexicon: Lexicon::new(entries),
            kinds,
            triggers,
            quick,
            private: Private::of(
                &variants.both(&format!("{} {}", file.surnames, file.rare_surnames)),
                &variants.both(&file.trades),
                &variants.both(&file.particles),
                &variants.both(&file.no_names),
            ),
            surnames: variants.both(&file.surnames).split_whitespace().map(str::to_owned).collect(),
            transliterated: variants.both(&file.transliterated).chars().filter(|char| *char != ' ').collect(),
            numerals: file.numerals.chars().collect(),
            code: file.language,
            spaces: file.spaces,
            inflected: file.inflected,
            uncased: file.uncased,
            sovereigns: sovereigns(file.sovereigns),
            capital_nouns: file.capital_nouns,
            heads: file.heads,
            reigns: file.reigns,
            titles: file.titles,
            feminine: file.feminine,
            home: file.home,
            honoured,
            hints: Hints::of(file.hints),
            adjectival: file.adjectival,
            declined: file.declined.chars().collect(),
            undeclined: file.undeclined.into_iter().collect(),
            genders: Genders::of([file.women, file.men], [file.women_acted, file.men_acted]),
        })
    }

    /// Whether a text has any word that messages are told with; looked for before it is read.
    pub(crate) fn may_tell(&self, text: &str) -> bool {
        self.quick.is_match(text)
    }

    /// Whether a class is of a list or group; never, where the language has none of that name.
    pub(crate) fn is(&self, list: List, class: Class) -> bool {
        self.belongs.is(list, class)
    }

    /// Whether the language has words of a list or group.
    pub(crate) fn has(&self, list: List) -> bool {
        self.belongs.has(list)
    }

    /// Whether the order of words tells who does what: they stand apart, names have capitals, and no endings tell it.
    pub(crate) fn is_ordered(&self) -> bool {
        self.spaces && !self.uncased && !self.inflected
    }

    /// Whether a class is of any of these.
    pub(crate) fn is_any(&self, lists: &[List], class: Class) -> bool {
        lists.iter().any(|list| self.belongs.is(*list, class))
    }

    /// Whether a class is a word's like any other: of no list, or of one that only contexts ask for.
    pub(crate) fn is_plain(&self, class: Class) -> bool {
        class == class::WORD || self.is(List::Plain, class)
    }

    /// The class of a word list, if the language has it.
    pub(crate) fn list(&self, list: List) -> Option<Class> {
        self.lists.get(list.name()).copied()
    }

    /// The occasion that a word for somebody tells, "the birthday boy".
    pub(crate) fn honoured_for(&self, title: &str) -> Option<&str> {
        let found = self.honoured.iter().find(|(word, _)| title.starts_with(word.as_str()));
        found.map(|(_, label)| label.as_str())
    }

    /// Words as they stand within a sentence, where the lexicon has them so: "fête nationale" for "Fête nationale".
    pub(crate) fn within_sentence(&self, words: &str) -> String {
        let mut chars = words.chars();
        let small: String =
            chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect());
        let whole = self.lexicon.at(&small, 0).is_some_and(|(_, end)| end == small.len());
        if whole { small } else { words.to_owned() }
    }

    /// A holiday as a dictionary has it: "Дня единства" is "День единства".
    pub(crate) fn dictionary_form(&self, words: &str) -> String {
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let head = self.heads.get(first).map_or(first, String::as_str);
        if rest.is_empty() { head.to_owned() } else { format!("{head} {rest}") }
    }

    /// Whether a text goes on with a form of a list.
    pub(crate) fn goes_on_with(&self, list: List, rest: &str) -> bool {
        let entry = self.lexicon.at(rest, 0).map(|(entry, _)| &entry.sense);
        let hangs =
            || self.behind.iter().any(|(form, class)| self.is(list, *class) && rest.starts_with(form));
        matches!(entry, Some(Sense::Word(class)) if self.is(list, *class)) || hangs()
    }
}

/// Finds words of these classes by how they begin.
fn quick(entries: &[Entry], triggers: &BTreeSet<Class>) -> Result<AhoCorasick, BuildError> {
    let tells =
        |entry: &&Entry| matches!(entry.meaning.sense, Sense::Word(class) if triggers.contains(&class));
    AhoCorasick::new(entries.iter().filter(tells).map(|entry| entry.first_stem()))
}

/// "king@GB" and its words as the office, the country and the words.
fn sovereigns(written: BTreeMap<String, Vec<String>>) -> Vec<(String, String, Vec<String>)> {
    let split = |(office, words): (String, Vec<String>)| {
        let (office, country) = office.split_once('@')?;
        Some((office.to_owned(), country.to_owned(), words))
    };
    written.into_iter().filter_map(split).collect()
}
