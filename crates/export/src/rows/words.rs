//! Counting words in any script.

/// How many words a text has: each run between spaces that has a letter or digit is one, and so is
/// each single Han or kana character, which are written without spaces.
///
/// Korean is counted by its spaces. Thai, Lao, Khmer and Burmese put spaces between phrases; their
/// counts are of phrases.
pub(super) fn count(text: &str) -> usize {
    let mut words = 0;
    let mut in_word = false;
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if character.is_ascii() {
            in_word &= !character.is_whitespace();
        } else if is_han_or_kana(character) {
            words += 1;
            in_word = false;
        } else if character.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if character.is_whitespace() || is_ideographic_punctuation(character) {
            in_word = false;
        }
    }
    words
}

fn is_han_or_kana(character: char) -> bool {
    matches!(character,
        '\u{3005}'..='\u{3007}'        // 々 〆 〇
        | '\u{3041}'..='\u{309f}'      // hiragana
        | '\u{30a1}'..='\u{30fa}'      // katakana, without its middle dot
        | '\u{30fc}'..='\u{30ff}'      // its long-vowel mark counts like a vowel
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}'      // half-width katakana
        | '\u{20000}'..='\u{323af}')
}

/// Punctuation that stands between words without a space, as in `2024年，GDP`.
fn is_ideographic_punctuation(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_counted_in_any_script() {
        let rows = [
            ("", 0),
            (" — · ", 0),
            ("Ann's well-known 3.5 million", 4),
            ("대통령은 12일 말했다.", 3),
            ("中国外交部", 5),
            ("2024年，GDP增长", 5),
            ("サッカー・ボール", 7),
            ("Привет, мир", 2),
        ];
        for (text, words) in rows {
            assert_eq!(super::count(text), words, "{text}");
        }
    }
}
