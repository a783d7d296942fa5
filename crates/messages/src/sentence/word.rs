//! Words of a text: those the language knows, with what hangs on them, names and numbers.

use crate::language::Language;
use crate::language::case::Case;
use crate::language::lexicon::{Meaning, Sense, Tail, is_katakana};
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::sentence::Reader;
use crate::sentence::item::class_of;

/// "And for the …": so many particles are written together with one word at most.
const PARTICLES: usize = 3;

impl<'l> Reader<'l, '_> {
    /// A particle written together with the word behind it, where that word is known or a name, or begins with a further
    /// particle: where it ends, and its class.
    pub(super) fn before(&self, at: usize, most: usize) -> Option<(usize, Class)> {
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
    pub(super) fn behind(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        // Mostly it is none of them, which the first byte tells.
        let may_be =
            |form: &str| form.as_bytes().first() == rest.first() && rest.starts_with(form.as_bytes());
        let found = self.language.behind.iter().find(|(form, _)| may_be(form));
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
    pub(super) fn tail(&self, entry: &Meaning, end: usize) -> Option<(usize, Case)> {
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
    fn is_half(&self, entry: &Meaning, end: usize) -> bool {
        let family = self.language.spaces && matches!(entry.sense, Sense::Surname(_));
        let behind = self.text[end..].strip_prefix('-').filter(|_| family);
        let capital = behind.is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let known = |(entry, end): (&Meaning, usize)| self.tail(entry, end).is_some();
        capital && !self.language.lexicon.all_at(self.text, end + 1).any(known)
    }

    pub(super) fn word(&mut self, at: usize, first: char) -> usize {
        // "Victory Days" is no "Victory Day", but begins with a victory.
        let language: &'l Language = self.language;
        let mut entries = language.lexicon.all_at(self.text, at);
        let known =
            entries.find_map(|(entry, end)| self.tail(entry, end).map(|(end, case)| (entry, end, case)));
        if let Some((entry, end, case)) = known
            && !(self.language.spaces && is_initial(&self.text[at..end], &self.text[end..]))
            && !self.is_within_word(at, end, entry)
            && !self.is_given_name(at, end, entry)
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
        let whole = |rest: &str| {
            let length = rest.find(|char: char| !inner(char)).unwrap_or(rest.len());
            rest[..length].trim_end_matches(['-', '‑']).len()
        };
        let mut length = whole(rest);
        while let Some(behind) = within(&rest[..length], &rest[length..]) {
            length += behind + whole(&rest[length + behind..]);
        }
        // "Mata’afa", where no articles hang on an apostrophe, and it is no particle's: "Arkın'dan".
        let mut owners =
            self.language.behind.iter().map(|(form, _)| form).filter(|form| form.starts_with(['\'', '’']));
        let owners_only = owners.clone().next().is_some();
        let particle =
            owners.any(|form| form.chars().count() > 1 && rest[length..].starts_with(form.as_str()));
        if first.is_uppercase() && owners_only && !particle {
            length += within_name(&rest[length..]);
        }
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
    fn is_within_word(&self, at: usize, end: usize, entry: &Meaning) -> bool {
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

    /// "Captain Mark Taylor", "his friend Will Hobbs": a word that is written with a capital amid a sentence, before a name that
    /// nothing else is known of.
    fn is_given_name(&self, at: usize, end: usize, entry: &Meaning) -> bool {
        /// What begins the names of places and stands before those of people: "New", "Las", "Don".
        const OF_NAMES: [List; 6] =
            [List::Elected, List::Former, List::Title, List::The, List::Article, List::Definite];
        let language = self.language;
        let cased = language.spaces && !language.uncased && !language.capital_nouns;
        let (form, rest) = (&self.text[at..end], &self.text[end..]);
        let capital = form.starts_with(char::is_uppercase)
            && matches!(entry.sense, Sense::Word(class) if !language.is_any(&OF_NAMES, class));
        let next = rest.strip_prefix(' ').filter(|next| next.starts_with(char::is_uppercase));
        if !(cased && capital) || next.is_none() || form.contains(' ') {
            return false;
        }
        let common = language.lexicon.at(&form.to_lowercase(), 0).is_some_and(|(_, last)| last == form.len());
        let known = |(entry, end): (&Meaning, usize)| self.tail(entry, end).is_some();
        // In a headline every word has a capital.
        let amid = self.items.last().is_some_and(|last| {
            let small = self.text[last.start..].starts_with(char::is_lowercase);
            last.end + 1 == at && (small || last.class == class::OFFICE)
        });
        common && amid && !language.lexicon.all_at(self.text, end + 1).any(known)
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
}

/// "В. В. Путин": a capital letter with a full stop, before a name or a further initial, is no "in".
fn is_initial(word: &str, behind: &str) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let name = behind.strip_prefix('.').map(|rest| rest.trim_start_matches(['-', '‑', ' ', '\u{a0}']));
    letter && name.and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// How many bytes of a name stand behind an apostrophe within it: of "we’ll" there are too few letters.
fn within_name(rest: &str) -> usize {
    const FEWEST: usize = 3;
    let Some(behind) = rest.strip_prefix(['\'', '’', '‘', '`']) else { return 0 };
    let length = behind.find(|char: char| !char.is_alphabetic()).unwrap_or(behind.len());
    if behind[..length].chars().count() < FEWEST { 0 } else { rest.len() - behind.len() + length }
}

/// "Підгір'я": an apostrophe between letters that are not Latin is within a word; its bytes.
fn within(word: &str, behind: &str) -> Option<usize> {
    const CYRILLIC: std::ops::RangeInclusive<char> = '\u{400}'..='\u{4ff}';
    let mark = behind.chars().next().filter(|char| matches!(char, '\'' | '’' | 'ʼ'))?;
    let next = behind[mark.len_utf8()..].chars().next()?;
    let letters = word.chars().next_back().is_some_and(|last| CYRILLIC.contains(&last));
    (letters && CYRILLIC.contains(&next)).then_some(mark.len_utf8())
}
