//! Character references: `&amp;`, `&eacute`, `&#8217;`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names without the `&`, most with their `;`, and what they stand for.
static NAMED: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    include_str!("../../data/entities.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, hex)| (name, hex.split(' ').filter_map(code_point).collect()))
        .collect()
});

/// The longest name in the table: `CounterClockwiseContourIntegral;`.
const LONGEST_NAME: usize = 32;

fn code_point(hex: &str) -> Option<char> {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

/// A reference at the start of `rest` (which begins with `&`): the text it stands for and its
/// length in the source. `None`: the `&` is just an ampersand.
pub(crate) fn reference(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    match rest.as_bytes().get(1)? {
        b'#' => numeric(rest),
        byte if byte.is_ascii_alphabetic() => named(rest),
        _ => None,
    }
}

fn named(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    let name = &rest[1..];
    let letters =
        name.bytes().take(LONGEST_NAME).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let letters = letters.min(LONGEST_NAME);
    if name.as_bytes().get(letters) == Some(&b';')
        && let Some(text) = NAMED.get(&name[..=letters])
    {
        return Some((Cow::Borrowed(text), letters + 2));
    }
    // Without a `;` the longest known name counts: `&notit` is `¬it`. The shortest is `&gt`, the
    // longest `&frac14` (names that may go without are at most six letters long).
    (2..=letters.min(6)).rev().find_map(|length| {
        NAMED.get(name.get(..length)?).map(|text| (Cow::Borrowed(text.as_str()), length + 1))
    })
}

fn numeric(rest: &str) -> Option<(Cow<'static, str>, usize)> {
    let (digits_at, radix) = match rest.as_bytes().get(2)? {
        b'x' | b'X' => (3, 16),
        _ => (2, 10),
    };
    let digits = rest[digits_at..].bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let end = digits_at + digits;
    let number = u32::from_str_radix(&rest[digits_at..end], radix).unwrap_or(u32::MAX);
    let length = end + usize::from(rest.as_bytes().get(end) == Some(&b';'));
    Some((Cow::Owned(String::from(numbered(number))), length))
}

fn numbered(number: u32) -> char {
    /// The numbers 0x80 to 0x9F mean what they mean in windows-1252.
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match number {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => WINDOWS_1252[(number - 0x80) as usize],
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// An attribute's value or a raw text with its references decoded.
pub(crate) fn decode(source: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', source.as_bytes()) else {
        return Cow::Borrowed(source);
    };
    let mut text = String::with_capacity(source.len());
    let (mut from, mut at) = (0, first);
    loop {
        if let Some((decoded, length)) = reference(&source[at..]) {
            text.push_str(&source[from..at]);
            text.push_str(&decoded);
            from = at + length;
            at = from;
        } else {
            at += 1;
        }
        match memchr::memchr(b'&', &source.as_bytes()[at..]) {
            Some(offset) => at += offset,
            None => break,
        }
    }
    text.push_str(&source[from..]);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_with_and_without_semicolon() {
        for (source, text) in [
            ("a &amp; b", "a & b"),
            ("AT&T", "AT&T"),
            ("&eacute;t&eacute", "été"),
            ("&notit; &notin;", "¬it; ∉"),
            ("&#8217;&#x2019;&#146;", "’’’"),
            ("&#0;&#x110000;&#xD800;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#; &#x; &", "&#; &#x; &"),
            ("&CounterClockwiseContourIntegral;", "∳"),
            ("&frac14x", "¼x"),
            ("&é", "&é"),
        ] {
            assert_eq!(decode(source), text, "{source}");
        }
    }
}
