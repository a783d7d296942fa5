//! Where in a line the words of a date begin and end.

use crate::flat::is_wide;
use crate::letter::{is_letter, is_letter_or_digit, normal};
use dateline_calendar::Calendar;
use foldhash::fast::RandomState;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    inside: Vec<String>,
    closing: Vec<String>,
    signs: String,
}

/// What `data/date_words.toml` lists.
struct Words {
    /// Words that stand inside dates and clock times, but are none by themselves.
    inside: Names,
    /// Words that may close a date: half of the day, zone, ordinal sign.
    closing: Names,
    /// Signs that stand in East Asian dates and clock times, in the order of their code points.
    signs: Vec<char>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let File { inside, closing, signs } = match toml::from_str(include_str!("../data/date_words.toml")) {
        Ok(file) => file,
        Err(error) => panic!("data/date_words.toml: {error}"),
    };
    let mut signs: Vec<char> = signs.chars().collect();
    signs.sort_unstable();
    Words { inside: Names::of(inside.into_iter()), closing: Names::of(closing.into_iter()), signs }
});

/// Names of months and weekdays in all languages, lower case.
static NAMES: LazyLock<(Names, Names)> = LazyLock::new(|| {
    let calendar = Calendar::builtin();
    let names = || calendar.languages().filter_map(|language| calendar.names(language));
    let months = Names::of(names().flat_map(|names| names.months().map(|(name, _)| name.to_owned())));
    let days = Names::of(names().flat_map(|names| names.weekdays().map(|(name, _)| name.to_owned())));
    (months, days)
});

/// Names, and what most words that are none of them differ in.
pub(crate) struct Names {
    all: HashSet<String, RandomState>,
    /// For each first byte the lengths there are, a bit each; all of 63 bytes and more are one.
    lengths: [u64; 256],
}

impl Names {
    pub(crate) fn of(names: impl Iterator<Item = String>) -> Self {
        let mut lengths = [0; 256];
        let note = |name: &String| {
            if let Some(first) = name.bytes().next() {
                lengths[usize::from(first)] |= 1 << name.len().min(63);
            }
        };
        let all = names.inspect(note).collect();
        Self { all, lengths }
    }

    /// Whether a word is one of them, in capitals or not.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next() else { return false };
        // The small letters of others may have another first byte, and another length.
        if first.is_ascii()
            && self.lengths[usize::from(first.to_ascii_lowercase())] >> word.len().min(63) & 1 == 0
        {
            return false;
        }
        self.all.contains(word) || self.all.contains(&normal(word))
    }
}

/// Whether a word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    NAMES.0.contains(word)
}

/// Whether a word names a weekday.
pub(crate) fn is_weekday(word: &str) -> bool {
    NAMES.1.contains(word)
}

/// Whether a sign is one that East Asian dates are written with.
pub(crate) fn is_date_sign(c: char) -> bool {
    let signs = &WORDS.signs;
    signs.first().is_some_and(|first| c >= *first) && signs.binary_search(&c).is_ok()
}

/// What a token is to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A number, a month, a weekday: a date may begin and end with it.
    Strong,
    /// It may end one, not begin it.
    Closing,
    /// It stands between such.
    Inside,
    /// It belongs to no date.
    Break,
}

/// The stretches of a line that are made of the words of dates alone. One ends where the next date
/// begins, though nothing stands between: "June 29, 2020November 12, 2021".
pub(crate) fn stretches(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open: Option<Stretch> = None;
    for (token, role) in tokens(line) {
        match (role, &mut open) {
            (Role::Break, _) => found.extend(open.take().map(|stretch| stretch.range)),
            (Role::Strong, None) => open = Some(Stretch::new(line, token)),
            (Role::Strong, Some(stretch)) => {
                if let Some(next) = stretch.next_begins(line, &token) {
                    found.push(std::mem::replace(&mut stretch.range, next));
                    stretch.year_ends = None;
                }
                stretch.add(line, token);
            }
            (Role::Closing, Some(stretch)) => stretch.range.end = token.end,
            (Role::Inside, _) | (Role::Closing, None) => {}
        }
    }
    found.extend(open.map(|stretch| stretch.range));
    found.into_iter().map(|stretch| whole(line, stretch)).collect()
}

/// A stretch that grows.
struct Stretch {
    range: Range<usize>,
    /// Where its year ends, when it has one that something stands before.
    year_ends: Option<usize>,
    /// Its last token.
    last: Range<usize>,
}

impl Stretch {
    fn new(line: &str, token: Range<usize>) -> Self {
        let mut stretch = Self { range: token.clone(), year_ends: None, last: token.clone() };
        stretch.add(line, token);
        stretch
    }

    fn add(&mut self, line: &str, token: Range<usize>) {
        if is_year(&line[token.clone()]) && token.start > self.range.start {
            self.year_ends = Some(token.end);
        }
        self.range.end = token.end;
        self.last = token;
    }

    /// The beginning of another date, when the token belongs to one: a month after the year, with the day that
    /// may stand before it, or a figure that hangs on another.
    fn next_begins(&mut self, line: &str, token: &Range<usize>) -> Option<Range<usize>> {
        let is_figure = |token: &Range<usize>| line[token.clone()].bytes().all(|byte| byte.is_ascii_digit());
        let hangs = is_figure(token) && is_figure(&self.last) && token.start == self.last.end;
        if hangs && self.last.start > self.range.start {
            return Some(token.clone());
        }
        let year_ends = self.year_ends?;
        let word = &line[token.clone()];
        let opens = is_month(word) || token.start == year_ends && is_weekday(word);
        if !opens {
            return None;
        }
        let day = &line[self.last.clone()];
        let start =
            if self.last.start >= year_ends && day.len() <= 2 { self.last.start } else { token.start };
        self.range.end = line[..start].trim_end_matches([' ', ',', '.', '-', '(', '/']).len();
        Some(start..token.end)
    }
}

/// Whether the digits are a year of the web's time or of the century before it.
pub(crate) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.parse::<u32>(), Ok(1900..=2099))
}

/// "2011年5月16日（月" gets its bracket back, "8:05 a.m" its stop.
fn whole(line: &str, stretch: Range<usize>) -> &str {
    let text = &line[stretch.clone()];
    for (open, close) in [('(', ')'), ('（', '）')] {
        if text.matches(open).count() > text.matches(close).count() && line[stretch.end..].starts_with(close)
        {
            return &line[stretch.start..stretch.end + close.len_utf8()];
        }
    }
    if (text.ends_with(".m") || text.ends_with(".M")) && line[stretch.end..].starts_with('.') {
        return &line[stretch.start..=stretch.end];
    }
    text
}

pub(crate) fn tokens(line: &str) -> impl Iterator<Item = (Range<usize>, Role)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = line[at..].chars().next()?;
        let same: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if is_letter(first) && !is_wide(first) {
            |c| is_letter(c) && !is_wide(c)
        } else {
            |_| false
        };
        let length = line[at..].find(|c| !same(c)).unwrap_or(line.len() - at).max(first.len_utf8());
        let length = if first.is_ascii_digit() { figures(line, at, length) } else { length };
        let range = at..at + length;
        at += length;
        Some((range.clone(), role(&line[range], first)))
    })
}

/// How many of the digits are one figure. Where elements of a line stand side by side without a blank, a year is
/// glued to what follows: "17/11/201917/11/2019", "28.09.1912:44".
pub(crate) fn figures(line: &str, at: usize, length: usize) -> usize {
    let bytes = line.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let sign = |at: Option<usize>| at.is_some_and(|at| matches!(bytes[at], b'.' | b'/' | b'-'));
    let day_and_month_before = sign(at.checked_sub(1))
        && (sign(at.checked_sub(4)) || sign(at.checked_sub(3)) || sign(at.checked_sub(2)));
    let after_word = at > 0 && bytes[at - 1] == b' ';
    let clock_follows = bytes.get(at + 4) == Some(&b':') && digit(at + 5) && digit(at + 6);
    if length == 4 && day_and_month_before && clock_follows {
        return 2;
    }
    let glued =
        (5..=6).contains(&length) && is_year(&line[at..at + 4]) && (day_and_month_before || after_word);
    if glued { 4 } else { length }
}

fn role(token: &str, first: char) -> Role {
    if first.is_ascii_digit() || is_date_sign(first) {
        return Role::Strong;
    }
    if !is_letter_or_digit(first) {
        let joins = first.is_whitespace()
            || matches!(first, ',' | '.' | ':' | '/' | '-' | '+' | '(' | ')' | '（' | '）' | '，');
        return if joins { Role::Inside } else { Role::Break };
    }
    if is_month(token) || is_weekday(token) {
        return Role::Strong;
    }
    if WORDS.closing.contains(token) {
        return Role::Closing;
    }
    if WORDS.inside.contains(token) { Role::Inside } else { Role::Break }
}

/// Cuts a counter off that stands after a clock time: "07:14 270", "10:16 Uhr - 1".
pub(crate) fn without_counter(date: &str) -> &str {
    let Some((rest, last)) = date.rsplit_once(' ') else { return date };
    let counts = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let rest = rest.trim_end_matches([' ', '-', '–', '|', '·']);
    let mut words = rest.rsplit(' ').skip_while(|word| WORDS.closing.contains(word));
    let after_time = words.next().is_some_and(|word| word.contains(':'));
    // A year may follow the time: "Fri Aug 16 07:14 2024".
    if counts && after_time && !(last.len() == 4 && (last.starts_with("19") || last.starts_with("20"))) {
        rest
    } else {
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_cut_out_of_their_lines() {
        for (line, date) in [
            ("Press release No. 31/2020 | Tern, 12 February 2020", "12 February 2020"),
            ("Updated: 9:12 AM CET, Mon December 6, 2021", "9:12 AM CET, Mon December 6, 2021"),
            ("입력 2025.03.21 06:30", "2025.03.21 06:30"),
            ("2011年5月20日 09:30 来源：某某社", "2011年5月20日 09:30"),
            ("発表 2011年5月20日（金）", "2011年5月20日（金）"),
            ("Published March 4, 2021 at 8:05 a.m.", "March 4, 2021 at 8:05 a.m."),
            ("Publicado el 22 de agosto de 2023 por Ana", "22 de agosto de 2023"),
            ("June 29, 2020November 12, 2021", "June 29, 2020"),
            ("June 29, 2020November 12, 2021", "November 12, 2021"),
            ("10. Februar 20199. Februar 2019", "9. Februar 2019"),
            ("5 March 2024 6 March 2024", "6 March 2024"),
            ("17/11/201918/11/2019", "18/11/2019"),
            ("06/11/20230 comments", "06/11/2023"),
            ("28.09.1912:44", "28.09.19"),
        ] {
            assert!(stretches(line).contains(&date), "{line}: {:?}", stretches(line));
        }
    }

    #[test]
    fn a_counter_of_readers_is_no_part_of_a_date() {
        assert_eq!(without_counter("Aug 16, 2024 07:14 270"), "Aug 16, 2024 07:14");
        assert_eq!(without_counter("02.02.2022 10:16 Uhr - 1"), "02.02.2022 10:16 Uhr");
        assert_eq!(without_counter("Fri Aug 16 07:14 2024"), "Fri Aug 16 07:14 2024");
    }
}
