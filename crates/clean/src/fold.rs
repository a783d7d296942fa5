//! White space folded, as a reader sees a text.

use crate::html::reference;

/// Whether a character is blank: Unicode white space, and the four control characters that
/// Python and others split at too.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1C}'..='\u{1F}')
}

/// Whether a character says no more than where a line may be broken: readers do not see it, and who looks for a word
/// would not find it with such a sign within.
fn is_break_sign(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}')
}

/// The bytes that begin nothing but signs that are taken as they are, and those that go on with them. Blanks beyond
/// ASCII begin with one of four bytes.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        plain[byte] = false;
        byte += 1;
    }
    plain[b'&' as usize] = false;
    plain[0xC2] = false;
    plain[0xE1] = false;
    plain[0xE2] = false;
    plain[0xE3] = false;
    plain
};

/// Whether all blanks of a text are single ones of ASCII between other characters, and no line may be broken within a word.
/// It may say no of one of which that is so.
fn is_folded(text: &[u8]) -> bool {
    let ([first, .., last] | [first @ last]) = text else { return true };
    if text.is_ascii() {
        let control = text.iter().fold(false, |any, byte| any | (*byte < b' '));
        let pairs = text.iter().zip(&text[1..]);
        let double = pairs.fold(false, |any, (one, two)| any | (*one == b' ' && *two == b' '));
        return !(control || double || *first == b' ' || *last == b' ');
    }
    let odd = |one: u8, two: u8, three: u8| {
        let latin = one == 0xC2 && matches!(two, 0x85 | 0xA0 | 0xAD);
        let ogham = one == 0xE1 && two == 0x9A;
        let spaces = one == 0xE2 && two == 0x80 && (three <= 0x8B || matches!(three, 0xA8 | 0xA9 | 0xAF));
        let mathematical = one == 0xE2 && two == 0x81 && matches!(three, 0x9F | 0xA0);
        let wide = one == 0xE3 && two == 0x80 && three == 0x80;
        one < b' ' || one == b' ' && two == b' ' || latin || ogham || spaces || mathematical || wide
    };
    let threes = text.iter().zip(text.get(1..).unwrap_or_default()).zip(text.get(2..).unwrap_or_default());
    // All of them, without a look at what was found so far: so that many are compared at once.
    let any = threes.fold(false, |any, ((one, two), three)| any | odd(*one, *two, *three));
    let end = &text[text.len().saturating_sub(2)..];
    let end_odd = match end {
        [one, two] => odd(*one, *two, b'x') || odd(*two, b'x', b'x'),
        [one] => odd(*one, b'x', b'x'),
        _ => false,
    };
    !(any || end_odd || *first == b' ' || *last == b' ')
}

/// Appends texts to one buffer, every run of blanks a single space, none at either end.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    text: String,
    start: usize,
    gap: bool,
}

impl Folder {
    /// With room for so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Appends `source`, in which blanks are folded and character references decoded.
    pub(crate) fn push_source(&mut self, source: &str) {
        self.push(source, true);
    }

    /// Appends `text`, in which blanks are folded and nothing is decoded.
    pub(crate) fn push_text(&mut self, text: &str) {
        if is_folded(text.as_bytes()) {
            self.push_run(text);
        } else {
            self.push(text, false);
        }
    }

    fn push(&mut self, source: &str, decode: bool) {
        let bytes = source.as_bytes();
        let (mut run, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            let next_is_plain = || bytes.get(at + 1).is_some_and(|next| PLAIN[usize::from(*next)]);
            // A single blank between two words is one of the text's own.
            if PLAIN[usize::from(byte)] || byte == b' ' && run < at && next_is_plain() {
                at += 1;
                continue;
            }
            if byte == b'&' {
                if decode && let Some((text, length)) = reference(&source[at..]) {
                    self.push_run(&source[run..at]);
                    self.push(&text, false);
                    at += length;
                    run = at;
                } else {
                    at += 1;
                }
                continue;
            }
            let character = source[at..].chars().next().expect("`at` is on a character boundary");
            let next = at + character.len_utf8();
            let is_unseen = is_break_sign(character) || decode && character == '\0';
            if is_unseen || is_blank(character) {
                self.push_run(&source[run..at]);
                self.gap |= !is_unseen;
                run = next;
            }
            at = next;
        }
        self.push_run(&source[run..]);
    }

    fn push_run(&mut self, run: &str) {
        if run.is_empty() {
            return;
        }
        if self.gap && self.text.len() > self.start {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push_str(run);
    }

    /// A blank between what was appended and what follows.
    pub(crate) fn space(&mut self) {
        self.gap = true;
    }

    /// How many bytes all texts have so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// How many bytes the text now open has.
    pub(crate) fn open_len(&self) -> usize {
        self.text.len() - self.start
    }

    /// Ends the text now open; gives its byte range in the buffer, `None` when it is empty.
    pub(crate) fn finish(&mut self) -> Option<std::ops::Range<usize>> {
        self.gap = false;
        let range = self.start..self.text.len();
        self.start = self.text.len();
        (!range.is_empty()).then_some(range)
    }

    /// All texts, one after the other.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// One text, folded.
pub(crate) fn fold(text: &str) -> String {
    let mut folder = Folder::default();
    folder.push_text(text);
    folder.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_fold_and_ends_are_bare() {
        assert_eq!(fold(" \u{A0} one\t\n two\u{3000}three\u{1C} "), "one two three");
        assert_eq!(fold(" \n "), "");
    }

    #[test]
    fn every_blank_is_folded() {
        for c in ('\0'..=char::MAX).filter(|c| is_blank(*c)) {
            assert_eq!(fold(&format!("{c}one{c}{c}two {c}three{c}")), "one two three", "{c:?}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_left_out() {
        assert_eq!(fold("Har\u{AD}bour fer\u{200B}ry \u{200B}runs\u{2060}"), "Harbour ferry runs");
        let mut folder = Folder::default();
        folder.push_source("Har&shy;bour fer&#8203;ry&ZeroWidthSpace;");
        assert_eq!(folder.into_text(), "Harbour ferry");
        // What chooses the shape of letters is seen.
        assert_eq!(fold("می\u{200C}شود"), "می\u{200C}شود");
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| is_blank(*c) && *c != ' ') {
            for text in [format!("{c}"), format!("one{c}"), format!("{c}one"), format!("one{c}two")] {
                assert!(!is_folded(text.as_bytes()), "{c:?}");
            }
        }
        for text in ["one  two", " one", "one "] {
            assert!(!is_folded(text.as_bytes()), "{text:?}");
        }
        for text in ["", "a", "é", "one two", "“one” – two…", "、の。"] {
            assert!(is_folded(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn references_are_decoded_then_folded() {
        let mut folder = Folder::default();
        folder.push_source("a&nbsp;&amp;\0&nbsp; b &lt;i&gt;");
        assert_eq!(folder.into_text(), "a & b <i>");
    }

    #[test]
    fn texts_in_one_buffer_do_not_touch() {
        let mut folder = Folder::default();
        folder.push_text("one ");
        assert_eq!(folder.finish(), Some(0..3));
        folder.push_text(" two");
        assert_eq!(folder.finish(), Some(3..6));
        folder.push_text("  ");
        assert_eq!(folder.finish(), None);
    }
}
