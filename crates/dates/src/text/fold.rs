//! Characters folded to those that words are looked up by.

use std::borrow::Cow;

/// Stands where folding left a character shorter than it was; matching skips it.
pub(crate) const FILLER: u8 = 1;

/// Folded bytes as the lexicon stores words.
pub(crate) fn without_filler(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&FILLER) {
        Cow::Owned(bytes.iter().copied().filter(|byte| *byte != FILLER).collect())
    } else {
        Cow::Borrowed(bytes)
    }
}

/// A word as the lexicon stores it: folded like the text, without filler.
pub(crate) fn fold_word(word: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() { folded.push(fold_ascii(c as u8)) } else { fold_char(c, &mut folded) }
    }
    folded.retain(|byte| *byte != FILLER);
    folded
}

pub(super) fn fold_ascii(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte | 0x20,
        b'\t' | b'\r' => b' ',
        b'~' => b'-',
        b'\n' => b'\n',
        0..=0x1f => b' ',
        _ => byte,
    }
}

pub(super) fn fold_char(c: char, folded: &mut Vec<u8>) {
    let width = c.len_utf8();
    let start = folded.len();
    if matches!(c, 'ぁ'..='ヶ' | '一'..='\u{9fff}' | '가'..='힣') {
        folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        return;
    }
    let plain = match c {
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200a}' | '\u{3000}' => Some(b' '),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => Some(b'-'),
        '’' | '‘' | 'ʼ' => Some(b'\''),
        '٠'..='٩' => u8::try_from(u32::from(c) - 0x630).ok(),
        '۰'..='۹' => u8::try_from(u32::from(c) - 0x6c0).ok(),
        '०'..='९' => u8::try_from(u32::from(c) - 0x936).ok(),
        '๐'..='๙' => u8::try_from(u32::from(c) - 0xe20).ok(),
        '؟' => Some(b'?'),
        '،' | '、' => Some(b','),
        '؛' => Some(b';'),
        '～' | '〜' => Some(b'-'),
        'İ' => Some(b'i'),
        '０'..='９' | '（' | '）' | '，' | '．' | '：' | '／' => {
            u8::try_from(u32::from(c) - 0xfee0).ok()
        }
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{ad}' => Some(FILLER),
        // Arabic vowel signs and the stroke that stretches a word.
        '\u{640}' | '\u{64b}'..='\u{652}' => Some(FILLER),
        _ => None,
    };
    match plain {
        Some(byte) => folded.push(byte),
        None => {
            let mut buffer = [0; 4];
            let lower = plain_letter(c.to_lowercase().next().unwrap_or(c));
            let lower = if lower.len_utf8() <= width { lower } else { c };
            folded.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
        }
    }
    folded.resize(start + width, FILLER);
}

/// The letter that writers put for it where they do not take care.
fn plain_letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        'ё' => 'е',
        _ => c,
    }
}
