//! Where quotation marks open and close.

/// Quoted words in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The first byte of the opening mark; the first of the words where the quote began on an earlier block.
    pub(crate) outer_start: usize,
    /// One past the closing mark; the end of the text where the quote goes on.
    pub(crate) outer_end: usize,
    /// The words.
    pub(crate) start: usize,
    /// One past the words.
    pub(crate) end: usize,
    /// No mark closes it on this text.
    pub(crate) open: bool,
}

/// Opening marks and what may close them. Swedish and Finnish close what they open with the same mark, Germans and Danes
/// turn the French marks round.
const PAIRS: [(char, &[char]); 12] = [
    ('“', &['”', '“']),
    ('„', &['“', '”', '"', '‟']),
    ('”', &['”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‹', &['›']),
    ('"', &['"', '”']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('‘', &['’']),
    ('＂', &['＂']),
];

/// Quoted words longer than this, in bytes, are no quote but a mark that was left open.
const LONGEST: usize = 4000;

/// Every quotation of a text in order, the outer ones only.
pub(crate) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut at = 0;
    // The nearest closing mark is looked for once: a text of opening marks alone costs no more than its length.
    let mut hopeless: Vec<char> = Vec::new();
    while let Some(offset) = text[at..].find(opens) {
        let outer_start = at + offset;
        let mark = text[outer_start..].chars().next().unwrap_or('"');
        let start = outer_start + mark.len_utf8();
        at = start;
        if !may_open(text, outer_start, start, mark) || hopeless.contains(&mark) {
            continue;
        }
        match closing(text, start, mark) {
            Some((end, outer_end)) => {
                found.push(trimmed(text, Quotation { outer_start, outer_end, start, end, open: false }));
                at = outer_end;
            }
            None if mark == '‘' || mark == '《' => hopeless.push(mark),
            None => {
                hopeless.push(mark);
                let end = text.len();
                if end - start <= LONGEST {
                    found.push(trimmed(
                        text,
                        Quotation { outer_start, outer_end: end, start, end, open: true },
                    ));
                    break;
                }
            }
        }
    }
    found.retain(|quote| quote.start < quote.end);
    found
}

fn opens(char: char) -> bool {
    PAIRS.iter().any(|(mark, _)| *mark == char)
}

/// A mark opens before a word, and behind a space or another mark; scripts without spaces have marks of their own.
fn may_open(text: &str, outer_start: usize, start: usize, mark: char) -> bool {
    let before = text[..outer_start].chars().next_back();
    let behind = text[start..].chars().next();
    let word_before = before.is_some_and(|char| char.is_alphanumeric() && char.is_ascii());
    match mark {
        '「' | '『' | '《' | '„' | '«' => behind.is_some(),
        '“' => behind.is_some_and(|char| !char.is_whitespace()),
        '»' | '”' => {
            !word_before
                && before.is_none_or(|char| char.is_whitespace() || "(–—-".contains(char))
                && behind.is_some_and(|char| char.is_alphanumeric())
        }
        _ => {
            before.is_none_or(|char| !char.is_alphanumeric() || !char.is_ascii() && !char.is_lowercase())
                && behind.is_some_and(|char| !char.is_whitespace())
        }
    }
}

/// Where the words end and the closing mark ends.
fn closing(text: &str, start: usize, mark: char) -> Option<(usize, usize)> {
    let closers = PAIRS.iter().find(|(open, _)| *open == mark).map_or(&[][..], |(_, closers)| closers);
    let mut depth = 0_usize;
    let mut end = (start + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    for (offset, char) in text[start..end].char_indices() {
        let here = start + offset;
        let behind = here + char.len_utf8();
        if closers.contains(&char) {
            // An apostrophe is written like a closing mark: "the leaders’ letters".
            let next = text[behind..].chars().next();
            if char == '’' && next.is_some_and(|next| next.is_lowercase() || next.is_uppercase()) {
                continue;
            }
            // Some close with the opening mark; before a word it opens a quote within the quote.
            if char == mark && char == '“' && !is_closing_place(text, here) {
                depth += 1;
                continue;
            }
            if depth == 0 {
                return Some((here, behind));
            }
            depth -= 1;
        } else if char == mark && mark != '"' && mark != '＂' {
            depth += 1;
        }
    }
    None
}

/// Whether a mark stands behind a word and before a space or stop.
fn is_closing_place(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|char| !char.is_whitespace())
}

/// White space within the marks, as French has it, is not of the words.
fn trimmed(text: &str, mut quote: Quotation) -> Quotation {
    let words = &text[quote.start..quote.end];
    quote.start += words.len() - words.trim_start().len();
    quote.end = quote.start + words.trim().len();
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|quote| &text[quote.start..quote.end]).collect()
    }

    #[test]
    fn every_kind_of_mark() {
        assert_eq!(words("He said: “Good.” She said: \"Bad.\""), ["Good.", "Bad."]);
        assert_eq!(words("Er sagte: „Gut“, sie sagte: »Schlecht«."), ["Gut", "Schlecht"]);
        assert_eq!(words("Il dit : « Bien », elle dit : «Mal»."), ["Bien", "Mal"]);
        assert_eq!(words("彼は「よい」と言った。『悪い』とも。"), ["よい", "悪い"]);
        assert_eq!(words("그는 “좋다”고 말했다. ‘나쁘다’고도."), ["좋다", "나쁘다"]);
    }

    #[test]
    fn apostrophes_open_and_close_nothing() {
        assert_eq!(words("The leaders’ letters, the ’90s, it's 5' 10\" tall"), [""; 0]);
        assert_eq!(words("‘It’s the leaders’s way,’ he said"), ["It’s the leaders’s way,"]);
    }

    #[test]
    fn a_quote_may_go_on_in_the_next_paragraph() {
        let found = quotations("She said: “We begin here.");
        assert!(found.len() == 1 && found[0].open);
        assert_eq!(words("“One “two” three”"), ["One “two” three"]);
    }
}
