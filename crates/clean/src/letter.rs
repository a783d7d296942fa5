//! Letters, digits and their case, as Unicode has them.
//!
//! The standard library searches a table for every character beyond ASCII. Most of those that pages are made of
//! lie in a few ranges that are letters throughout, or signs throughout; only the others are searched for.

/// What [`char::is_alphabetic`] says.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ' => true,
        'Α'..='Ρ' | 'Σ'..='ϵ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'ա'..='և' => true,
        'א'..='ת' | 'ء'..='ي' | 'ऄ'..='ह' | 'ा'..='ौ' | 'ก'..='ฺ' => true,
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9FFF}' | '가'..='힣' => true,
        '\u{80}'..='¿' => matches!(c, 'ª' | 'µ' | 'º'),
        _ => !is_sign(c) && c.is_alphabetic(),
    }
}

/// Whether a character lies in a range of signs, neither letters nor digits: punctuation in general and of East Asia,
/// arrows, lines and dingbats, emoji and what chooses their look.
#[inline]
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{94D}'
            | '\u{2000}'..='\u{206F}'
            | '\u{2190}'..='\u{245F}'
            | '\u{2500}'..='\u{2775}'
            | '\u{3000}'..='\u{3004}'
            | '\u{3008}'..='\u{3020}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{1F300}'..='\u{1FAFF}'
    )
}

/// What [`char::is_alphanumeric`] says.
#[inline]
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{80}'..='¿' => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        _ => !is_sign(c) && (is_letter(c) || c.is_numeric()),
    }
}

/// What [`char::is_uppercase`] says.
#[inline]
pub(crate) fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_uppercase(),
        'À'..='ÿ' => c <= 'Þ' && c != '×',
        'Ѐ'..='џ' => c <= 'Я',
        '一'..='\u{9FFF}' | '가'..='힣' => false,
        _ => c.is_uppercase(),
    }
}

/// Appends the lower case of a character.
#[inline]
pub(crate) fn push_lower(c: char, out: &mut String) {
    each_lower(c, |c| out.push(c));
}

/// Tells the characters of a character's lower case: one but for a few.
#[inline]
pub(crate) fn each_lower(c: char, mut tell: impl FnMut(char)) {
    let shifted = |by: u32| char::from_u32(u32::from(c) + by).unwrap_or(c);
    match c {
        '\0'..='\x7F' => tell(c.to_ascii_lowercase()),
        '×' | 'ß'..='ÿ' | 'а'..='џ' | '\u{2000}'..='\u{206F}' => tell(c),
        'À'..='Þ' | 'А'..='Я' => tell(shifted(0x20)),
        'Ѐ'..='Џ' => tell(shifted(0x50)),
        // Signs of East Asia have no case.
        '\u{2E80}'..='\u{A4CF}' | '가'..='힣' => tell(c),
        _ => c.to_lowercase().for_each(tell),
    }
}

/// Whether two characters are the same one in lower case.
pub(crate) fn is_same_letter(one: char, other: char) -> bool {
    // Of what is beyond ASCII the sign of the kelvin alone has a small letter within.
    let kelvin = |c: char| if c == '\u{212A}' { 'k' } else { c };
    match (kelvin(one), kelvin(other)) {
        (one, other) if one == other => true,
        (one, other) if one.is_ascii() || other.is_ascii() => one.eq_ignore_ascii_case(&other),
        (one, other) => one.to_lowercase().eq(other.to_lowercase()),
    }
}

/// Lower case, straight apostrophes: the form in which phrases are compared.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_normal(text, &mut out);
    out
}

/// Appends the same to what is in that form.
pub(crate) fn push_normal(text: &str, out: &mut String) {
    let start = out.len();
    let mut rest = if text.is_ascii() {
        out.push_str(text);
        ""
    } else {
        text
    };
    // Most of a text in Latin letters is ASCII, even where it is not all.
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        out.push_str(&rest[..plain]);
        let marked = rest[plain..].chars().take_while(|c| !c.is_ascii());
        let mut end = plain;
        for c in marked {
            if c == '’' {
                out.push('\'')
            } else {
                push_lower(c, out)
            }
            end += c.len_utf8();
        }
        rest = &rest[end..];
    }
    out[start..].make_ascii_lowercase();
}

/// Whether a text has more characters than so many.
pub(crate) fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            let mut lower = String::new();
            push_lower(c, &mut lower);
            assert!(c.to_lowercase().eq(lower.chars()), "{c:?}");
            for ascii in ['a', 'I', 'i', 'K', 'k', 'S', '-'] {
                let same = c.to_lowercase().eq(ascii.to_lowercase());
                assert_eq!(is_same_letter(c, ascii), same, "{c:?} and {ascii:?}");
            }
        }
    }

    #[test]
    fn phrases_are_compared_in_one_form() {
        assert_eq!(normal("Don’t MISS"), "don't miss");
        assert_eq!(normal("ÜBER Москву"), "über москву");
    }
}
