//! A block's text as items: words, names, times and quotes.

pub(crate) mod context;
pub(crate) mod deed;
pub(crate) mod dialogue;
pub(crate) mod item;
mod mark;
pub(crate) mod quotation;
mod word;

use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::{Meaning, Sense};
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::sentence::item::Item;
use crate::sentence::quotation::Quotation;
use std::ops::Range;

/// Part of a text that was read before as one thing: its bytes, and its number there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) index: usize,
}

/// Reads a text into items. `times` and `names` are sorted and do not overlap.
pub(crate) fn items<'l>(
    language: &'l Language,
    text: &str,
    times: &[Stretch],
    quotes: &[Quotation],
    names: &[Stretch],
) -> Vec<Item<'l>> {
    let reader = Reader { language, text, names, items: Vec::new() };
    reader.read(times, quotes)
}

struct Reader<'l, 't> {
    language: &'l Language,
    text: &'t str,
    names: &'t [Stretch],
    items: Vec<Item<'l>>,
}

impl<'l> Reader<'l, '_> {
    fn read(mut self, times: &[Stretch], quotes: &[Quotation]) -> Vec<Item<'l>> {
        let (mut times, mut quotes, mut names) = (times.iter(), quotes.iter().enumerate(), self.names.iter());
        let (mut time, mut quote, mut name) = (times.next(), quotes.next(), names.next());
        let mut at = 0;
        while let Some(char) = self.text[at..].chars().next() {
            while time.is_some_and(|time| time.start < at) {
                time = times.next();
            }
            while quote.is_some_and(|(_, quote)| quote.outer_start < at) {
                quote = quotes.next();
            }
            while name.is_some_and(|name| name.start < at) {
                name = names.next();
            }
            if let Some((index, found)) = quote.filter(|(_, quote)| quote.outer_start == at) {
                at = self.quote(index, *found);
            } else if let Some(found) = name.filter(|name| {
                name.start == at && !time.is_some_and(|time| time.start == at && time.end >= name.end)
            }) {
                self.push(class::NAME, at..found.end, None, found.index, Case::Unknown);
                at = self.behind(found.end);
            } else if let Some(found) = time.filter(|time| time.start == at && time.end > at) {
                at = match self.occasion(at) {
                    Some(end) if end >= found.end => end,
                    _ => self.push(class::TIME, at..found.end, None, found.index, Case::Unknown),
                };
            } else if char.is_alphanumeric() {
                at = self.word(at, char);
            } else {
                at = self.mark(at, char);
            }
        }
        self.name_families();
        self.items
    }

    /// "Arnoldo Alemán": behind a name a country's adjective with a capital is one, where adjectives have small letters.
    fn name_families(&mut self) {
        let language = self.language;
        if !language.spaces || language.inflected || language.capital_nouns || language.uncased {
            return;
        }
        for at in 1..self.items.len() {
            let (before, item) = (self.items[at - 1], self.items[at]);
            if before.class == class::NAME
                && item.class == class::COUNTRY
                && &self.text[before.end..item.start] == " "
                && self.is_small_adjective(&self.text[item.start..item.end])
            {
                self.items[at] = Item { class: class::NAME, entry: None, ..item };
            }
        }
    }

    /// Whether a word with a capital is a country's adjective that has none elsewhere.
    fn is_small_adjective(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        let known = self.language.lexicon.at(&small, 0).filter(|(_, end)| *end == small.len());
        small != word && matches!(known.map(|(entry, _)| &entry.sense), Some(Sense::Country(_)))
    }

    fn push(
        &mut self,
        class: Class,
        bytes: Range<usize>,
        entry: Option<&'l Meaning>,
        index: usize,
        case: Case,
    ) -> usize {
        let Range { start, end } = bytes;
        self.items.push(Item { class, start, end, entry, index, case });
        end
    }

    fn plain(&mut self, class: Class, bytes: Range<usize>) -> usize {
        self.push(class, bytes, None, usize::MAX, Case::Unknown)
    }

    /// A holiday may be a temporal expression too, and so may a word for a letter ("list" is a month's abbreviation): here
    /// they are worth more.
    fn occasion(&mut self, at: usize) -> Option<usize> {
        let (entry, end) = self.language.lexicon.at(self.text, at)?;
        let end = self.tail(entry, end)?.0;
        let class = match entry.sense {
            Sense::Holiday(_) | Sense::NationalDay | Sense::Occasion(_) => class::OCCASION,
            Sense::Word(class) if self.language.is(List::Post, class) => class,
            _ => return None,
        };
        Some(self.push(class, at..end, Some(entry), usize::MAX, Case::Unknown))
    }

    fn quote(&mut self, index: usize, quote: Quotation) -> usize {
        let words = self.text[quote.start..quote.end].trim_end();
        let at = quote.outer_start;
        if !quote.open && self.quoted_name(quote) {
            return self.behind(quote.outer_end);
        }
        if !quote.open && self.quoted_person(quote) {
            return quote.start;
        }
        let end = self.push(class::QUOTE, at..quote.outer_end, None, index, Case::Unknown);
        if words.ends_with(['.', '!', '?', '。', '！', '？', '…']) {
            // A capital behind the full stop of quoted words begins a sentence.
            let next = self.text[end..].trim_start().chars().next();
            let over = words.ends_with('.') && next.is_some_and(char::is_uppercase);
            // "他说：“……。”次日，……": behind a colon nothing of the sentence is left.
            let led = self.text[..at].trim_end().ends_with([':', '：']);
            let over = over || led && !self.language.spaces;
            self.plain(if over { class::STOP } else { class::SOFT_STOP }, end..end);
        }
        self.behind(end)
    }

    /// "“岁月”号客轮", "台風「ノア」で": where words are not set apart, so few letters are what a ship or a storm is called, unless
    /// somebody is told to say them.
    fn quoted_thing(&self, quote: Quotation) -> bool {
        const LONGEST: usize = 5;
        let words = &self.text[quote.start..quote.end];
        let behind = &self.text[quote.outer_end..];
        let said = |list| self.language.goes_on_with(list, behind);
        let says = self
            .items
            .last()
            .is_some_and(|item| item.class == class::COLON || self.language.is(List::Speaking, item.class));
        words.chars().count() <= LONGEST
            && words.chars().all(char::is_alphanumeric)
            && !says
            && ![List::That, List::Speaking].into_iter().any(said)
    }

    /// "He congratulated “my brother Abiy”": so few words that end with somebody of the file say nothing; they name him.
    fn quoted_person(&self, quote: Quotation) -> bool {
        const MOST: usize = 4;
        let words = &self.text[quote.start..quote.end];
        let somebody = |at: usize| {
            let found = self.language.lexicon.at(self.text, quote.start + at);
            found.is_some_and(|(entry, end)| {
                end == quote.end && matches!(entry.sense, Sense::Person(_) | Sense::Surname(_))
            })
        };
        let before = self.items.last();
        let told = before.is_some_and(|item| {
            self.language.is_any(&[List::Gladly, List::To, List::His, List::Toward], item.class)
        });
        let starts = words.char_indices().filter(|(at, _)| *at == 0 || words[..*at].ends_with(' '));
        let named = starts.into_iter().any(|(at, _)| somebody(at));
        self.language.spaces && told && named && (2..=MOST).contains(&words.split_whitespace().count())
    }

    /// Marks around a name, "the ferry “Star of the South”", or around a holiday, quote nobody.
    fn quoted_name(&mut self, quote: Quotation) -> bool {
        let words = &self.text[quote.start..quote.end];
        if let Some((entry, end)) = self.language.lexicon.at(self.text, quote.start)
            && matches!(
                entry.sense,
                Sense::Holiday(_) | Sense::NationalDay | Sense::Occasion(_) | Sense::Event(_)
            )
            && self.tail(entry, end).is_some_and(|(end, _)| end == quote.end)
        {
            self.push(class::OCCASION, quote.start..quote.end, Some(entry), usize::MAX, Case::Unknown);
            return true;
        }
        if !self.language.spaces && self.quoted_event(quote) {
            self.plain(class::NAME, quote.start..quote.end);
            return true;
        }
        if !self.language.spaces && self.quoted_thing(quote) {
            self.plain(class::WORD, quote.start..quote.end);
            return true;
        }
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let capitals = words.split_whitespace().filter(capital).count();
        let small = words.split_whitespace().filter(|word| !capital(word));
        let named = (2..=5).contains(&capitals)
            && small.clone().count() < capitals
            && small.clone().all(|word| word.chars().count() <= 3)
            && words.ends_with(char::is_alphanumeric);
        // «Viva Lula», escribió …: somebody says it.
        let behind = self.text[quote.outer_end..].trim_start_matches([',', ' ', '，', '—', '–', '-']);
        let said = !behind.is_empty()
            && self.language.lexicon.at(behind, 0).is_some_and(
                |(entry, _)| matches!(entry.sense, Sense::Word(class) if self.language.is(List::Speaking, class)),
            );
        let named = named && !said && !self.text[..quote.outer_start].trim_end().ends_with(':');
        if named {
            self.plain(class::NAME, quote.start..quote.end);
        }
        named
    }

    /// "台风“梅花”", "ハリケーン「カトリーナ」": right behind what happened, a word in marks is its name.
    fn quoted_event(&self, quote: Quotation) -> bool {
        const LONGEST: usize = 10;
        let words = &self.text[quote.start..quote.end];
        let event = self.items.last().filter(|last| last.class == class::OCCASION);
        event.is_some_and(|last| self.text[last.end..quote.outer_start].trim().is_empty())
            && words.chars().count() <= LONGEST
            && words.chars().all(char::is_alphanumeric)
    }
}
