//! UTF-8 that somebody took for Windows-1252 and saved as UTF-8 again: "BrÃ¼cke".

use memchr::memchr_iter;

/// So many characters have to be mended before a page is taken for one of these.
const FEWEST: usize = 5;

/// For one character above ASCII that is none of them, so many have to be; a page in which they are mixed is left as it
/// is, because what is whole in it might be meant.
const FOR_EACH_SOUND: usize = 10;

/// The characters of Windows-1252 in place of the control characters from 0x80 on; blank where there is none.
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const UPPER: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// A page's text as it was meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mended {
    pub(crate) text: String,
    /// For each of its code points, and for its end, where that began in the text as it came, in code points.
    pub(crate) origins: Vec<u32>,
}

/// The text as it was meant, where it is certain that it was saved so.
pub(crate) fn mended(text: &str) -> Option<Mended> {
    if !has_sign(text) {
        return None;
    }
    let (mut out, mut origins) = (String::with_capacity(text.len()), Vec::new());
    let (mut found, mut sound, mut point) = (0, 0, 0);
    let mut rest = text.chars();
    while let Some(first) = rest.clone().next() {
        origins.push(point);
        let (c, length) = match sequence(rest.clone()) {
            Some((c, length)) => {
                found += 1;
                (c, length)
            }
            None => {
                sound += usize::from(!first.is_ascii());
                (first, 1)
            }
        };
        out.push(c);
        point += length;
        rest.nth(length as usize - 1);
    }
    origins.push(point);
    (found >= FEWEST && found >= FOR_EACH_SOUND * sound).then_some(Mended { text: out, origins })
}

/// Whether there is any character that the first bytes of the letters of Europe and of its quotation marks look like.
fn has_sign(text: &str) -> bool {
    let bytes = text.as_bytes();
    // All of them begin with one byte.
    memchr_iter(b'\xC3', bytes).any(|at| {
        let sign = text[at..].chars().next();
        matches!(sign, Some('Ã' | 'Ð' | 'Ñ' | 'Î' | 'Ø')) || bytes[at..].starts_with("â€".as_bytes())
    })
}

/// The character that the next ones are the bytes of, and how many those are.
fn sequence(mut characters: impl Iterator<Item = char>) -> Option<(char, u32)> {
    let first = byte(characters.next()?)?;
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for place in &mut bytes[1..length] {
        *place = byte(characters.next()?)?;
    }
    let decoded = std::str::from_utf8(&bytes[..length]).ok()?;
    Some((decoded.chars().next()?, length as u32))
}

/// A character's byte in Windows-1252, ASCII left out.
fn byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => {
            let at = UPPER.iter().position(|known| *known == c && c != ' ')?;
            Some(0x80 + at as u8)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As somebody saves it who takes UTF-8 for Windows-1252.
    fn spoiled(text: &str) -> String {
        let character = |byte: u8| match byte {
            0x80..=0x9F if UPPER[usize::from(byte) - 0x80] != ' ' => UPPER[usize::from(byte) - 0x80],
            _ => char::from(byte),
        };
        text.bytes().map(character).collect()
    }

    #[test]
    fn what_was_saved_twice_is_mended() {
        for text in [
            "Die Brücke über den Fluß bleibt für Fußgänger gesperrt.",
            "Le maire a annoncé : « La digue résistera », mais l’été s’annonce agité…",
            "Совет города собрался во вторник.",
        ] {
            assert_eq!(mended(&spoiled(text)).unwrap().text, text);
        }
        assert!(spoiled("für").contains("Ã¼"));
    }

    #[test]
    fn its_places_are_those_of_the_text_as_it_came() {
        let raw = spoiled("üüüüü a");
        let found = mended(&raw).unwrap();
        assert_eq!(found.origins, [0, 2, 4, 6, 8, 10, 11, 12]);
    }

    #[test]
    fn what_is_whole_or_mixed_stays() {
        let whole = "São Paulo, Ñandú, Ðuro, “quoted” â€” and Île de Ré, Ångström, Øresund";
        let mixed = format!("{} Die Brücke über den Fluß", spoiled("für Fußgänger über"));
        for text in [whole, &mixed, "Ã¼ alone", "", "plain"] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
