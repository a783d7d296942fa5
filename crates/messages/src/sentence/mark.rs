//! Marks between words, and where a sentence ends.

use crate::language::case::Case;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::sentence::Reader;

impl Reader<'_, '_> {
    /// A mark, or what is neither letter nor mark.
    pub(super) fn mark(&mut self, at: usize, char: char) -> usize {
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
            // "(KCNA) -- ", as typewriters have it.
            '-' if self.hyphens(at) > 1 && self.spaced(at, at + self.hyphens(at)) => {
                self.plain(class::DASH, at..at + self.hyphens(at))
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
            ' ' | '\u{3000}' if self.parts_headline(at, end) => self.plain(class::STOP, at..end),
            _ => end,
        }
    }

    /// How many hyphens stand here.
    fn hyphens(&self, at: usize) -> usize {
        self.text[at..].bytes().take_while(|byte| *byte == b'-').count()
    }

    /// "惠恕仁連任總統　賴總統道賀": where words are not set apart a space between letters parts the clauses of a headline.
    fn parts_headline(&self, at: usize, end: usize) -> bool {
        let letter = |char: char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        let before = self.text[..at].chars().next_back();
        before
            .zip(self.text[end..].chars().next())
            .is_some_and(|(before, next)| letter(before) && letter(next))
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
        // "惠恕仁（Surangel Whipps Jr.）".
        let latin = self.text[..at].ends_with(|char: char| char.is_ascii_alphabetic());
        if !self.language.spaces && latin && [')', '）'].contains(&next) {
            return false;
        }
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
        let initial = last.class == class::NAME && word.chars().count() == 1 && !self.is_reign(word);
        let ordinal =
            last.class == class::NUMBER && word.len() <= 2 && self.language.list(List::Ordinal).is_some();
        !(abbreviation || initial || ordinal)
    }

    /// "Короля Эрика V.": the number of a monarch whose name has other letters is no initial.
    fn is_reign(&self, word: &str) -> bool {
        let before = self.items.len().checked_sub(2).map(|at| &self.items[at]);
        let named = before.filter(|item| item.class == class::NAME);
        let latin = |at: usize| self.text[at..].starts_with(|char: char| char < '\u{370}');
        word.is_ascii() && self.language.is_numeral(word) && named.is_some_and(|item| !latin(item.start))
    }
}
