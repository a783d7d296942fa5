//! A block's text as items: words, names, times and quotes.

use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::{Entry, Sense, Tail, is_katakana};
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::scene::item::{Item, class_of};
use crate::speech::quotation::Quotation;
use std::ops::Range;

/// A passage found before: its bytes and its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) index: usize,
}

/// Reads a text into items. `times` and `names` are sorted and do not overlap.
pub(crate) fn items<'l>(
    language: &'l Language,
    text: &str,
    times: &[Place],
    quotes: &[Quotation],
    names: &[Place],
) -> Vec<Item<'l>> {
    let reader = Reader { language, text, names, items: Vec::new() };
    reader.read(times, quotes)
}

/// "And for the …": so many particles are written together with one word at most.
const PARTICLES: usize = 3;

struct Reader<'l, 't> {
    language: &'l Language,
    text: &'t str,
    names: &'t [Place],
    items: Vec<Item<'l>>,
}

impl<'l> Reader<'l, '_> {
    fn read(mut self, times: &[Place], quotes: &[Quotation]) -> Vec<Item<'l>> {
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
        self.items
    }

    fn push(
        &mut self,
        class: Class,
        bytes: Range<usize>,
        entry: Option<&'l Entry>,
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

    /// A particle written together with the word behind it, where that word is known or a name, or begins with a further
    /// particle: where it ends, and its class.
    fn before(&self, at: usize, most: usize) -> Option<(usize, Class)> {
        let rest = &self.text[at..];
        let mut fitting = self.language.before.iter().filter(|(form, _)| rest.starts_with(form.as_str()));
        let known = |at: usize| {
            let entry = self.language.lexicon.at(self.text, at);
            let word = entry.is_some_and(|(entry, end)| self.tail(entry, end).is_some());
            let name = || self.names.binary_search_by_key(&at, |name| name.start).is_ok();
            word || name() || most > 1 && self.before(at, most - 1).is_some()
        };
        fitting.find(|(form, _)| known(at + form.len())).map(|(form, class)| (at + form.len(), *class))
    }

    /// A particle that hangs on what was just read.
    fn behind(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let found = self.language.behind.iter().find(|(form, _)| rest.starts_with(form.as_str()));
        match found {
            Some((form, class)) => {
                let end = at + form.len();
                let boundary = !self.language.spaces
                    || !self.text[end..].chars().next().is_some_and(char::is_alphanumeric);
                if boundary { self.plain(*class, at..end) } else { at }
            }
            None => at,
        }
    }

    /// Where an entry ends with what hangs on it, and the case that tells; `None` where more letters follow than may.
    fn tail(&self, entry: &Entry, end: usize) -> Option<(usize, Case)> {
        let rest = &self.text[end..];
        let letters = || rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
        if self.is_half(entry, end) {
            return None;
        }
        match entry.tail {
            Tail::Free => Some((end, Case::Unknown)),
            Tail::Stem => Some((end + letters(), Case::Unknown)),
            Tail::Katakana => {
                // "グエン・ティ・ホア" is another than the Nguyen whom the file knows.
                let family = matches!(entry.sense, Sense::Surname(_)) && rest.starts_with('・');
                (!family && !rest.starts_with(is_katakana)).then_some((end, Case::Unknown))
            }
            Tail::Boundary => {
                let inside = rest.chars().next().is_some_and(char::is_alphanumeric);
                (!inside).then_some((end, Case::Unknown))
            }
            Tail::Ending => {
                let letters = letters();
                let ending = &rest[..letters];
                let case = self.language.case_of(ending);
                case.map(|case| (end + letters, case))
            }
        }
    }

    /// "Vance-Whitby" is no Vance, though "Kim-Putin" is a Kim.
    fn is_half(&self, entry: &Entry, end: usize) -> bool {
        let family = self.language.spaces && matches!(entry.sense, Sense::Surname(_));
        let behind = self.text[end..].strip_prefix('-').filter(|_| family);
        let capital = behind.is_some_and(|rest| rest.starts_with(char::is_uppercase));
        capital && self.language.lexicon.at(self.text, end + 1).is_none()
    }

    fn word(&mut self, at: usize, first: char) -> usize {
        // "Victory Days" is no "Victory Day", but begins with a victory.
        let language: &'l Language = self.language;
        let mut entries = language.lexicon.all_at(self.text, at);
        let known =
            entries.find_map(|(entry, end)| self.tail(entry, end).map(|(end, case)| (entry, end, case)));
        if let Some((entry, end, case)) = known
            && !(self.language.spaces && is_initial(&self.text[at..end], &self.text[end..]))
            && !self.is_within_word(at, end, entry)
        {
            let (class, case) = class_of(&entry.sense, case);
            // "For his part" tells nothing and stands between what belongs together.
            if self.language.is(List::Skipped, class) {
                // Particles hang on an honorific behind a name: "김정은동지께서".
                return if self.language.spaces { end } else { self.behind(end) };
            }
            self.push(class, at..end, Some(entry), usize::MAX, case);
            return self.behind(end);
        }
        let rest = &self.text[at..];
        if !self.language.spaces {
            return self.unspaced(at, first);
        }
        if let Some((end, class)) = self.before(at, PARTICLES) {
            return self.plain(class, at..end);
        }
        // "Kim-Putin" is two words, "Jong-un" is one, and "O'Brien", "d’Osterin" are two: what stands before an
        // apostrophe is an article far more often than a name.
        let inner = |char: char| char.is_alphanumeric() || char == '-' || char == '‑';
        let length = rest.find(|char: char| !inner(char)).unwrap_or(rest.len());
        let length = rest[..length].trim_end_matches(['-', '‑']).len();
        let length = self.counted(rest, length);
        let class = match first {
            _ if first.is_numeric() => class::NUMBER,
            _ if self.is_epithet(&rest[..length]) => class::WORD,
            _ if first.is_uppercase() => class::NAME,
            _ => class::WORD,
        };
        let end = self.plain(class, at..at + length.max(first.len_utf8()));
        // "U.S.", "Mr.": the point is the word's.
        self.behind(end)
    }

    /// Where words are not set apart, "辛格" in "基辛格" is not Singh, and "러" in "거슬러" is not Russia.
    fn is_within_word(&self, at: usize, end: usize, entry: &Entry) -> bool {
        let Some(before) = self.text[..at].chars().next_back().filter(|_| !self.language.spaces) else {
            return false;
        };
        let form = &self.text[at..end];
        let plain = self.items.last().is_some_and(|last| last.end == at && last.class == class::WORD);
        let sounds = |char: char| self.language.transliterated.contains(&char);
        let hangul = |char: char| matches!(char, '\u{ac00}'..='\u{d7a3}');
        let syllable = form.chars().count() == 1 && form.chars().all(hangul);
        match entry.sense {
            // "설" in "설명": whole, or with a particle behind it.
            Sense::Holiday(_) | Sense::NationalDay if syllable => {
                let rest = &self.text[end..];
                let particle = self.language.behind.iter().any(|(form, _)| {
                    rest.strip_prefix(form.as_str()).is_some_and(|rest| !rest.starts_with(hangul))
                });
                hangul(before) || rest.starts_with(hangul) && !particle
            }
            Sense::Surname(_) | Sense::Person(_) if plain && sounds(before) && form.chars().all(sounds) => {
                !self.language.surnames.contains(before.encode_utf8(&mut [0; 4]) as &str)
            }
            Sense::Country(_) | Sense::Occasion(_) | Sense::Surname(_) => {
                form.chars().count() == 1 && hangul(before) && form.chars().all(hangul)
            }
            _ => false,
        }
    }

    /// "Dad-of-three": a word of the kind between hyphens makes no name.
    fn is_epithet(&self, word: &str) -> bool {
        let mut parts = word.split('-');
        let inner = |part: &str| {
            let entry = self.language.lexicon.at(part, 0).filter(|(_, end)| *end == part.len());
            entry.is_some_and(|(entry, _)| match entry.sense {
                Sense::Word(class) => self.language.is_any(&[List::Of, List::In, List::To, List::By], class),
                _ => false,
            })
        };
        parts.next_back();
        parts.skip(1).any(inner)
    }

    /// Where a number ends that a known word hangs on by a hyphen: "100-летием".
    fn counted(&self, rest: &str, length: usize) -> usize {
        let hyphen = rest[..length].find('-').filter(|_| rest.starts_with(char::is_numeric));
        let known = |at: &usize| {
            let entry = self.language.lexicon.at(rest, at + 1);
            entry.is_some_and(|(_, end)| end >= length)
        };
        hyphen.filter(known).unwrap_or(length)
    }

    /// One character is one item where words are not set apart; runs of katakana and of foreign letters are a name.
    fn unspaced(&mut self, at: usize, first: char) -> usize {
        let rest = &self.text[at..];
        let run = |inside: fn(char) -> bool| rest.find(|char| !inside(char)).unwrap_or(rest.len());
        if first.is_numeric() {
            return self.plain(class::NUMBER, at..at + run(char::is_numeric));
        }
        let katakana = |char| matches!(char, 'ァ'..='ヺ' | 'ー' | '・' | '＝');
        if matches!(first, 'ァ'..='ヺ') && run(katakana) > 3 {
            let end = self.before_country(at, at + run(katakana));
            // "オルド4世": nothing but a name has a number behind it.
            let reign = self.language.reign_behind(&self.text[end..]);
            let class = if reign > 0 { class::KNOWN } else { class::NAME };
            let end = self.plain(class, at..end + reign);
            return self.behind(end);
        }
        if first.is_ascii_alphabetic() {
            let length = run(|char| char.is_ascii_alphanumeric() || char == '-');
            return self.plain(class::NAME, at..at + length);
        }
        self.plain(class::WORD, at..at + first.len_utf8())
    }

    /// "アンナ・ベルク・ボツワナ共和国大統領": the country at the end of a run of katakana is no part of the name.
    fn before_country(&self, start: usize, end: usize) -> usize {
        let dot = self.text[start..end].rfind('・').map(|dot| start + dot);
        let country = |at: usize| {
            let entry = self.language.lexicon.at(self.text, at + '・'.len_utf8());
            entry.is_some_and(|(entry, to)| to == end && matches!(entry.sense, Sense::Country(_)))
        };
        dot.filter(|at| country(*at)).unwrap_or(end)
    }

    fn mark(&mut self, at: usize, char: char) -> usize {
        let end = at + char.len_utf8();
        // "、" joins in Chinese, as "and" does.
        if !self.language.spaces
            && let Some((entry, end)) = self.language.lexicon.at(self.text, at)
        {
            match entry.sense {
                Sense::Word(class) => {
                    return self.push(class, at..end, Some(entry), usize::MAX, Case::Unknown);
                }
                // " 씨".
                Sense::Office(..) => {
                    self.push(class::OFFICE, at..end, Some(entry), usize::MAX, Case::Unknown);
                    return self.behind(end);
                }
                _ => {}
            }
        }
        match char {
            ',' | '，' | '、' | '،' => {
                let doubled = self.items.last().is_some_and(|last| last.class == class::COMMA);
                if doubled { end } else { self.plain(class::COMMA, at..end) }
            }
            ':' | '：' => self.plain(class::COLON, at..end),
            '–' | '—' | '―' => self.plain(class::DASH, at..end),
            '-' if self.spaced(at, end)
                || self.text[..at].ends_with('.') && self.text[end..].starts_with(' ') =>
            {
                self.plain(class::DASH, at..end)
            }
            '(' | '（' | '[' => self.plain(class::OPEN, at..end),
            ')' | '）' | ']' => {
                self.plain(class::CLOSE, at..end);
                self.behind(end)
            }
            ';' | '；' | '؛' | '。' | '！' | '？' | '!' | '?' | '؟' | '\n' => {
                self.plain(class::STOP, at..end)
            }
            '.' | '…' if self.ends_sentence(at, end) => self.plain(class::STOP, at..end),
            _ => end,
        }
    }

    fn spaced(&self, at: usize, end: usize) -> bool {
        let space = |char: Option<char>| char.is_none_or(char::is_whitespace);
        space(self.text[..at].chars().next_back()) && space(self.text[end..].chars().next())
    }

    /// A full stop behind an abbreviation, an initial or an ordinal ends no sentence.
    fn ends_sentence(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[end..];
        let mut behind = rest.chars();
        let Some(next) = behind.next() else { return true };
        if !next.is_whitespace() && !"”“»\"'’)」[（(".contains(next) {
            return !self.language.spaces && !next.is_ascii_alphanumeric();
        }
        let first = rest.trim_start().chars().next();
        if first.is_some_and(|char| char.is_lowercase()) {
            return false;
        }
        let Some(last) = self.items.last().filter(|item| item.end == at) else { return true };
        let word = &self.text[last.start..last.end];
        let abbreviation = self.language.list(List::Abbreviation).is_some_and(|list| last.class == list);
        let initial = last.class == class::NAME && word.chars().count() == 1;
        let ordinal =
            last.class == class::NUMBER && word.len() <= 2 && self.language.list(List::Ordinal).is_some();
        !(abbreviation || initial || ordinal)
    }
}

/// "В. В. Путин": a capital letter with a full stop, before a name or a further initial, is no "in".
fn is_initial(word: &str, behind: &str) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let name = behind.strip_prefix('.').map(|rest| rest.trim_start_matches(['-', '‑', ' ', '\u{a0}']));
    letter && name.and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}
