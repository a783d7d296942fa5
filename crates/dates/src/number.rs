//! Numbers in digits and in words.

use crate::grammar::Boundaries;
use crate::scan::Scan;
use crate::text::{FILLER, Kind, Text};

/// The value and the end of a number that is spelled out.
pub(crate) type Spelled = Option<(i64, usize)>;

/// What counts as a number of one kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberKind {
    /// The least and the greatest value.
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// How few and how many digits it is written with.
    pub(crate) fewest: u8,
    pub(crate) most: u8,
    /// Whether it may be spelled out with the words of the list `cardinal`.
    pub(crate) words: bool,
    /// Whether a comma, full stop or space may group its thousands.
    pub(crate) grouped: bool,
}

impl NumberKind {
    /// Reads a number at `at`; gives its value and end.
    pub(crate) fn read(&self, scan: &mut Scan<'_, '_>, at: usize) -> Option<(i64, usize)> {
        let found = match scan.text.byte_at(at) {
            b'0'..=b'9' => self.read_digits(scan.text, at),
            _ if self.words => scan.spelled(at),
            _ => None,
        };
        found.filter(|(value, _)| (self.low..=self.high).contains(value))
    }

    fn read_digits(&self, text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
        let (mut value, mut digits, mut here) = (0i64, 0u8, at);
        loop {
            match text.byte_at(here) {
                digit @ b'0'..=b'9' if digits < self.most => {
                    value = value * 10 + i64::from(digit - b'0');
                    digits += 1;
                    here = text.skip_filler(here + 1);
                }
                b'0'..=b'9' => return None,
                b',' | b'.' | b' ' if self.grouped && digits > 0 && is_group(&text.folded[here + 1..]) => {
                    here += 1
                }
                _ => break,
            }
        }
        (digits >= self.fewest).then_some((value, here))
    }
}

/// Reads a number that is spelled out; gives its value and end.
pub(crate) fn read_spelled(scan: &mut Scan<'_, '_>, at: usize) -> Spelled {
    match scan.grammar.boundaries {
        Boundaries::None => read_unspaced(scan, at),
        Boundaries::Both | Boundaries::Start => read_words(scan, at),
    }
}

/// Where a run of digits ends.
pub(crate) fn digits_end(text: &Text<'_>, at: usize) -> usize {
    let mut here = at;
    while text.byte_at(here).is_ascii_digit() {
        here = text.skip_filler(here + 1);
    }
    here
}

/// Where the groups of three digits behind a run of digits end.
pub(crate) fn grouped_end(text: &Text<'_>, mut run: usize) -> usize {
    while matches!(text.byte_at(run), b',' | b'.' | b' ') && is_group(&text.folded[run + 1..]) {
        run += 4;
    }
    run
}

/// Three digits and no fourth.
fn is_group(rest: &[u8]) -> bool {
    rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count() == 3
}

/// Reads "twenty-five", "two hundred and ten", "nineteen ninety-one", "duemiladiciotto".
///
/// Units are added below tens and hundreds, tens below hundreds; words of a hundred and more
/// multiply what stands before them. Two numbers of two digits make a year.
fn read_words(scan: &mut Scan<'_, '_>, at: usize) -> Spelled {
    let (mut sum, mut group, mut last) = (0i64, 0i64, i64::MAX);
    let (mut here, mut end, mut joined) = (at, at, false);
    let mut compound = Vec::new();
    'words: loop {
        compound.clear();
        match scan.cardinal(here) {
            Some(word) => compound.push(word),
            None if read_compound(scan, here, &mut compound) => {}
            None => break,
        }
        for &(word, after) in &compound {
            if word >= 100 {
                group = group.max(1).checked_mul(word)?;
                if word >= 1000 {
                    sum = sum.checked_add(group)?;
                    group = 0;
                }
            } else if last == i64::MAX || last >= 100 || (last >= 20 && last % 10 == 0 && word < 10) {
                group = group.checked_add(word)?;
            } else if !joined && sum == 0 && (10..=20).contains(&group) && word >= 10 {
                group = group * 100 + word;
            } else {
                break 'words;
            }
            last = word;
            end = after;
        }
        (here, joined) = joint(scan, end);
    }
    (end > at).then_some((sum + group, end))
}

/// The numbers that a word is made of, where it is made of nothing else: due-mila-diciotto. Gives whether it is.
fn read_compound(scan: &mut Scan<'_, '_>, at: usize, parts: &mut Vec<(i64, usize)>) -> bool {
    /// 9999 has as many: two thousand, nine hundred, ninety, nine.
    const PARTS: usize = 7;
    let whole = !parts.is_empty() && scan.text.kind_at(at) != Kind::Letter;
    if whole || parts.len() == PARTS {
        return whole;
    }
    scan.numbers_at(at).into_iter().any(|part| {
        parts.push(part);
        let whole = read_compound(scan, part.1, parts);
        if !whole {
            parts.pop();
        }
        whole
    })
}

/// Reads "二十三", "一百零五", "二〇二四": digits before a ten, a hundred … multiply it, digits alone
/// are read by their places.
fn read_unspaced(scan: &mut Scan<'_, '_>, at: usize) -> Spelled {
    let (mut sum, mut group, mut digits, mut places) = (0i64, 0i64, 0i64, 0);
    let mut here = at;
    while let Some((word, after)) = scan.cardinal(here) {
        match word {
            0..=9 => {
                digits = digits.checked_mul(10)?.checked_add(word)?;
                places += 1;
            }
            10_000.. => {
                sum = sum.checked_add(group.checked_add(digits)?.max(1).checked_mul(word)?)?;
                (group, digits, places) = (0, 0, 0);
            }
            _ => {
                let times = if places == 0 { 1 } else { digits };
                group = group.checked_add(times.checked_mul(word)?)?;
                (digits, places) = (0, 0);
            }
        }
        here = after;
    }
    (here > at).then_some((sum + group + digits, here))
}

/// The next word of a spelled-out number may follow a hyphen, a space, or the language's "and".
fn joint(scan: &Scan<'_, '_>, at: usize) -> (usize, bool) {
    let text = scan.text;
    let here = gap(text, at);
    for word in &scan.grammar.number_joints {
        let (word, glued) = match word.strip_suffix(b"*") {
            Some(word) => (word, true),
            None => (word.as_slice(), false),
        };
        let end = here + word.len();
        if text.folded[here..].starts_with(word) && (glued || text.kind_at(end) != Kind::Letter) {
            return (gap(text, end), true);
        }
    }
    (here, false)
}

fn gap(text: &Text<'_>, at: usize) -> usize {
    let here = text.skip_filler(at);
    match text.byte_at(here) {
        b'-' | b' ' => text.skip_filler(here + 1),
        _ => here,
    }
}

/// Whether the digits around a match belong to a longer number: `1,945`, `35.49`, `2.10.3`, `$50`.
pub(crate) fn cuts_number(text: &Text<'_>, start: usize, end: usize) -> bool {
    let digit = |at: usize| text.byte_at(at).is_ascii_digit();
    let starts_with_digit = digit(start);
    let before = text.byte_before(start);
    let head = starts_with_digit
        && match before {
            b'$' | b'#' | b'/' => true,
            b'.' | b',' | b':' | b'-' => {
                let mark = text.folded[..start].iter().rposition(|byte| *byte != FILLER).unwrap_or(0);
                text.byte_before(mark).is_ascii_digit()
            }
            b'0'..=b'9' => true,
            _ => false,
        };
    let ends_with_digit = text.byte_before(end).is_ascii_digit();
    let tail = ends_with_digit
        && match text.byte_at(end) {
            b'.' | b',' | b':' | b'/' => digit(end + 1),
            b'-' => digit(end + 1),
            b'%' | b'$' | b'0'..=b'9' => true,
            _ => false,
        };
    head || tail
}
