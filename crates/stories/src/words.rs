//! A text as words, in scripts with and without spaces.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Letters that have capitals: Latin, Cyrillic, Greek, Armenian.
    Cased,
    /// Letters without capitals: Arabic, Hebrew, Thai, the scripts of India.
    Uncased,
    Hangul,
    Katakana,
    /// Han or hiragana, one character at a time.
    Ideograph,
    /// Figures, with the marks inside of them.
    Figures,
}

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    /// Where it starts, in bytes.
    pub(crate) start: usize,
    pub(crate) writing: Writing,
    /// It may be capital for its place alone.
    pub(crate) opens: bool,
    /// What parts it from the word before.
    pub(crate) joint: Joint,
}

/// What parts a word from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Marks, or a line: the two do not belong together.
    None,
    /// Spaces, or nothing.
    Space,
    /// A hyphen, or the dot between the words of a name in katakana.
    Hyphen,
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let mut opens = true;
    let mut joint = Joint::None;
    std::iter::from_fn(move || {
        while let Some(letter) = text[at..].chars().next() {
            let start = at;
            at += letter.len_utf8();
            let Some(writing) = Writing::of(letter) else {
                // Marks around words neither end a sentence nor begin one; the full stop and its kin do.
                opens |= matches!(letter, '.' | '!' | '?' | ':' | '…' | '\n' | '“' | '«' | '„' | '"' | '|');
                joint = match letter {
                    ' ' | '\u{a0}' => joint,
                    '-' | '‐' | '‑' | '·' | '・' if joint != Joint::None => Joint::Hyphen,
                    _ => Joint::None,
                };
                continue;
            };
            while let Some(next) = text[at..].chars().next() {
                if !goes_on(writing, next, &text[at..]) {
                    break;
                }
                at += next.len_utf8();
                if writing == Writing::Cased {
                    // Most letters of most texts.
                    at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                }
            }
            let word = Word { text: &text[start..at], start, writing, opens, joint };
            (opens, joint) = (false, Joint::Space);
            return Some(word);
        }
        None
    })
}

fn goes_on(writing_before: Writing, next: char, rest: &str) -> bool {
    match writing_before {
        Writing::Ideograph => false,
        Writing::Figures => {
            let inside = matches!(next, '.' | ',' | '\u{a0}' | '\u{202f}' | '’');
            next.is_ascii_digit()
                || (inside && rest.chars().nth(1).is_some_and(|after| after.is_ascii_digit()))
        }
        _ => Writing::of(next) == Some(writing_before) || is_mark(next),
    }
}

impl Writing {
    /// How a letter is written; `None` where it is none.
    pub(crate) fn of(letter: char) -> Option<Self> {
        match letter {
            'a'..='z' | 'A'..='Z' => Some(Writing::Cased),
            '\0'..='/' | ':'..='\x7f' => None,
            '0'..='9' => Some(Writing::Figures),
            'ア'..='ヺ' | 'ー' => Some(Writing::Katakana),
            '가'..='힣' => Some(Writing::Hangul),
            '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{309f}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{20000}'..='\u{323af}' => Some(Writing::Ideograph),
            _ if letter.is_lowercase() || letter.is_uppercase() => Some(Writing::Cased),
            _ if letter.is_alphabetic() => Some(Writing::Uncased),
            _ => None,
        }
    }

    /// Whether other words, or endings, are written as one with a word.
    pub(crate) fn runs_on(self) -> bool {
        matches!(self, Self::Hangul | Self::Katakana | Self::Ideograph)
    }
}

/// Combining marks and the like within a word.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{640}')
}

impl<'t> Word<'t> {
    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Adds the word in small letters, at most so many of them: endings differ, stems do not.
    pub(crate) fn add_stem(&self, letters: usize, stem: &mut String) {
        match self.text.as_bytes().get(..letters.min(self.text.len())) {
            Some(head) if head.is_ascii() => {
                stem.extend(head.iter().map(|byte| char::from(byte.to_ascii_lowercase())))
            }
            _ => stem.extend(self.text.chars().flat_map(char::to_lowercase).take(letters)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_of_many_scripts() {
        assert_eq!(texts("Kim Jong-un’s 2,500 men."), ["Kim", "Jong", "un", "s", "2,500", "men"]);
        assert_eq!(texts("シェン・ユーランは20日"), ["シェン", "ユーラン", "は", "20", "日"]);
        assert_eq!(texts("한도율 대통령"), ["한도율", "대통령"]);
        assert_eq!(texts("رئيس الوزراء"), ["رئيس", "الوزراء"]);
    }

    #[test]
    fn sentences_open_with_a_capital_that_says_nothing() {
        let opens: Vec<bool> = words("The cat. A dog: “Yes”").map(|word| word.opens).collect();
        assert_eq!(opens, [true, false, true, false, true]);
    }
}
